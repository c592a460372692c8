// For what the API server refuses to start although every flag can be read, beside authorization and admission
// (Validate of its options).
import type { Plain } from '../../../proto/value.ts'
import { suitesRefusal, tlsVersions } from '../ciphersuites.ts'
import { DoesNotLoad, type Fields, type Sourced } from '../kubelet/sourced.ts'
import { textsOf } from './authorization.ts'

/** Throws `DoesNotLoad` with the first reason. Values that are unknown are passed over. */
export function checkApiServer(fields: Fields): void {
  checkServing(fields, 1)
  const value = (name: string): Plain | undefined => fields.get(name)?.value
  if (value('encryption-provider-config-automatic-reload') === true && value('encryption-provider-config') === '')
    throw refused(
      fields,
      'encryption-provider-config-automatic-reload',
      'must be set with --encryption-provider-config',
    )
  for (const name of ['audit-log-maxage', 'audit-log-maxbackup', 'audit-log-maxsize']) {
    const number = value(name)
    if (value('audit-log-path') && typeof number === 'number' && number < 0)
      throw refused(fields, name, `${number} can't be a negative number`)
  }
  if (value('authentication-config') && value('authentication-config') !== '') {
    const oidc = [...fields.keys()].find((name) => name.startsWith('oidc-') && fields.get(name)?.set)
    if (oidc) throw refused(fields, oidc, 'authentication-config file and oidc-* flags are mutually exclusive')
  }
}

/** Port, cipher suites and version of TLS, which all components check alike; `least` is 0 where the port may be off. */
export function checkServing(fields: Fields, least: 0 | 1): void {
  const port = fields.get('secure-port')?.value
  if (typeof port === 'number' && (port < least || port > 65535))
    throw refused(fields, 'secure-port', `${port} must be between ${least} and 65535, inclusive`)
  if (port === 0) return
  const version = fields.get('tls-min-version')?.value
  if (typeof version === 'string' && !tlsVersions.includes(version))
    throw refused(fields, 'tls-min-version', `unknown tls version "${version}"`)
  const words = suitesRefusal(textsOf(fields.get('tls-cipher-suites')?.value), version === 'VersionTLS13')
  if (words !== undefined) throw refused(fields, 'tls-cipher-suites', words)
}

function refused(fields: Fields, name: string, words: string): DoesNotLoad {
  return new DoesNotLoad(`${(fields.get(name) as Sourced).source}: ${words}`)
}

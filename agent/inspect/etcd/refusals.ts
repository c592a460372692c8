// What etcd ends on at start, as far as it concerns TLS and addresses: Validate in server/embed/config.go, the listeners in
// server/embed/etcd.go and client/pkg/transport/listener.go, and runs of 3.6.16.
import { suitesRefusal } from '../ciphersuites.ts'
import { DoesNotLoad, type Fields } from '../kubelet/sourced.ts'
import { client, type Half, hasCertificate, isOn, listening, listOf, peer, settingOf, textOf } from './halves.ts'
import { readBindUrl, readUrl } from './urls.ts'

const bound = ['listen-client-http-urls', 'listen-client-urls', 'listen-metrics-urls', 'listen-peer-urls']
const advertised = ['advertise-client-urls', 'initial-advertise-peer-urls']
const tlsVersions = ['TLS1.2', 'TLS1.3']

/** Throws DoesNotLoad for settings with which etcd does not start. */
export function checkSettings(settings: Fields): void {
  for (const path of bound) checkUrls(settings, path, readBindUrl)
  for (const path of advertised) checkUrls(settings, path, readUrl)
  checkVersions(settings)
  const secure = (paths: readonly string[]) => listening(settings, paths).some((url) => url.tls)
  checkSuites(settings, secure(client.listen))
  checkHalf(settings, client, secure([...client.listen, 'listen-metrics-urls']), false)
  checkHalf(settings, peer, secure(peer.listen), true)
  if (listOf(settings, 'peer-cert-allowed-cn').length > 0 && listOf(settings, 'peer-cert-allowed-hostname').length > 0)
    throw refused(settings, 'peer-cert-allowed-cn', 'AllowedCNs and AllowedHostnames are mutually exclusive')
}

function checkUrls(settings: Fields, path: string, read: (text: string) => object): void {
  for (const text of listOf(settings, path)) {
    const url = read(text)
    if ('error' in url) throw refused(settings, path, String(url.error))
  }
}

function checkVersions(settings: Fields): void {
  for (const path of ['tls-min-version', 'tls-max-version']) {
    const version = textOf(settings, path)
    if (version !== '' && !tlsVersions.includes(version))
      throw refused(settings, path, `unexpected TLS version ${JSON.stringify(version)}`)
  }
  const [min, max] = [textOf(settings, 'tls-min-version'), textOf(settings, 'tls-max-version')]
  if (max !== '' && min > max) throw refused(settings, 'tls-min-version', `greater than max version (${max})`)
  if (min === 'TLS1.3' && listOf(settings, 'cipher-suites').length > 0)
    throw refused(settings, 'cipher-suites', 'cipher suites cannot be configured when only TLS1.3 is enabled')
}

/** Members speak no HTTP/2; a name that Go does not have ends etcd in any case. */
function checkSuites(settings: Fields, secure: boolean): void {
  const words = suitesRefusal(listOf(settings, 'cipher-suites'), !secure)
  if (words !== undefined) throw refused(settings, 'cipher-suites', words)
}

/** Towards members certificates are loaded for calls too, so whether or not an address of its own needs them. */
function checkHalf(settings: Fields, half: Half, secure: boolean, calls: boolean): void {
  if (isOn(settings, half.auto)) return
  if (!hasCertificate(settings, half)) {
    if (secure) throw new DoesNotLoad(`--${half.cert} and --${half.key} must be provided for URLs with HTTPS scheme`)
    return
  }
  if (!secure && !calls) return
  const [cert, key] = [textOf(settings, half.cert), textOf(settings, half.key)]
  if (cert === '' || key === '')
    throw refused(settings, cert === '' ? half.key : half.cert, 'KeyFile and CertFile must both be present')
  const [callingCert, callingKey] = half.calling
  if ((textOf(settings, callingCert) === '') !== (textOf(settings, callingKey) === '')) {
    const given = textOf(settings, callingCert) === '' ? callingKey : callingCert
    throw refused(settings, given, 'ClientKeyFile and ClientCertFile must both be present or both absent')
  }
}

function refused(settings: Fields, path: string, words: string): DoesNotLoad {
  return new DoesNotLoad(`${settingOf(settings, path).source}: ${words}`)
}

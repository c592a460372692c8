// The two sides of etcd's TLS, that towards clients and that towards other members, and how their settings are called.
import type { Plain } from '../../../proto/value.ts'
import type { Fields, Sourced } from '../kubelet/sourced.ts'
import { type EtcdUrl, readUrl } from './urls.ts'

export interface Half {
  readonly name: 'client' | 'peer'
  readonly auto: string
  readonly cert: string
  readonly key: string
  readonly auth: string
  readonly ca: string
  /** Certificate and key for calls, where these are not those for serving. */
  readonly calling: readonly [string, string]
  readonly listen: readonly string[]
  /** Settings that certificates of etcd's own making take the place of. */
  readonly dropped: readonly string[]
}

export const client: Half = {
  ...half(''),
  name: 'client',
  auto: 'auto-tls',
  listen: ['listen-client-urls', 'listen-client-http-urls'],
  dropped: [...droppedOf(''), 'client-crl-file', 'client-cert-allowed-hostname'],
}

export const peer: Half = {
  ...half('peer-'),
  name: 'peer',
  auto: 'peer-auto-tls',
  listen: ['listen-peer-urls'],
  dropped: [
    ...droppedOf('peer-'),
    'peer-crl-file',
    'peer-cert-allowed-cn',
    'peer-cert-allowed-hostname',
    'peer-skip-client-san-verification',
  ],
}

function half(prefix: string): Omit<Half, 'name' | 'auto' | 'listen' | 'dropped'> {
  return {
    cert: `${prefix}cert-file`,
    key: `${prefix}key-file`,
    auth: `${prefix}client-cert-auth`,
    ca: `${prefix}trusted-ca-file`,
    calling: [`${prefix}client-cert-file`, `${prefix}client-key-file`],
  }
}

function droppedOf(prefix: string): string[] {
  const names = half(prefix)
  return [names.auth, names.ca, ...names.calling]
}

/** A setting; every catalogued one is there once the defaults are. */
export function settingOf(fields: Fields, path: string): Sourced {
  const found = fields.get(path)
  if (!found) throw new Error(`no setting ${path}`)
  return found
}

/** Empty where the value cannot be told. */
export function textOf(fields: Fields, path: string): string {
  return String(settingOf(fields, path).value ?? '')
}

export function isOn(fields: Fields, path: string): boolean {
  return settingOf(fields, path).value === true
}

export function listOf(fields: Fields, path: string): readonly string[] {
  return ((settingOf(fields, path).value ?? []) as readonly Plain[]).map(String)
}

/** An address with what says so. */
export interface Listening extends EtcdUrl {
  readonly source: string
}

/** The addresses of these settings that can be read. */
export function listening(fields: Fields, paths: readonly string[]): Listening[] {
  return paths.flatMap((path) => {
    const { source } = settingOf(fields, path)
    return listOf(fields, path).flatMap((text) => {
      const url = readUrl(text)
      return 'error' in url ? [] : [{ ...url, source }]
    })
  })
}

/** True where a certificate or a key is given: then etcd makes none. */
export function hasCertificate(fields: Fields, { cert, key }: Half): boolean {
  return textOf(fields, cert) !== '' || textOf(fields, key) !== ''
}

// Addresses as etcd takes them (client/pkg/types/urls.go, checkBindURLs in server/embed/config.go).
import { type BindScope, bindScope, splitHostPort } from '../../parse/bindaddress.ts'

/** An address that etcd serves on or is called at. */
export interface EtcdUrl {
  /** As written. */
  readonly text: string
  readonly scheme: string
  readonly tls: boolean
  /** Sockets in the file system are reached from this machine alone. */
  readonly scope: BindScope
}

/** Reads one, or says in etcd's words why it is none. */
export function readUrl(text: string): EtcdUrl | { readonly error: string } {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/?\/?(.*)$/s.exec(text) ?? []
  if (scheme === 'unix' || scheme === 'unixs') return { text, scheme, tls: scheme === 'unixs', scope: 'loopback' }
  if (scheme !== 'http' && scheme !== 'https')
    return { error: `URL scheme must be http, https, unix, or unixs: ${text}` }
  const authority = /^[^/?#]*/.exec(rest)?.[0] ?? ''
  const place = splitHostPort(authority)
  if (!place) return { error: `URL address does not have the form "host:port": ${text}` }
  if (rest.slice(authority.length).startsWith('/')) return { error: `URL must not contain a path: ${text}` }
  return { text, scheme, tls: scheme === 'https', scope: bindScope(place.host) }
}

/** The same for an address to serve on, which needs no resolver. */
export function readBindUrl(text: string): EtcdUrl | { readonly error: string } {
  const url = readUrl(text)
  if ('error' in url || /^unix/.test(url.scheme)) return url
  const isAddress = url.scope !== 'name' && !/^https?:\/\/:/.test(text)
  return isAddress ? url : { error: `expected IP in URL for binding (${text})` }
}

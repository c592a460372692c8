// Addresses that programs are told to serve on, and how far they reach.
import { type AddressScope, addressBytes, addressScope } from './ipaddress.ts'

/** How far an address reaches; `name` for a host name, of which only the node's resolver knows the address. */
export type BindScope = AddressScope | 'name'

/** Host and port of `host:port`, `[host]:port` or `:port`, as Go's net.SplitHostPort; `undefined` where it is neither. */
export function splitHostPort(text: string): { readonly host: string; readonly port: string } | undefined {
  const [, bracketed, plain, port] = /^(?:\[([^[\]]*)\]|([^:[\]]*)):([^:[\]]*)$/.exec(text) ?? []
  const host = bracketed ?? plain
  return host === undefined || port === undefined ? undefined : { host, port }
}

/**
 * How far a host reaches on which a program listens: an address, a name, or nothing for all addresses. `localhost` is
 * this machine's own for every resolver (RFC 6761).
 */
export function bindScope(host: string): BindScope {
  if (host === '') return 'wildcard'
  if (/^localhost\.?$/i.test(host)) return 'loopback'
  const bytes = addressBytes(host.split('%', 1)[0] as string)
  return bytes ? addressScope(bytes) : 'name'
}

import { isIP } from 'node:net'
import { splitAddress } from '../../lib/address.ts'

const loopbackHost = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** True for an address that only this machine reaches: it is served without TLS. */
export function isLoopback(listen: string): boolean {
  return loopbackHost.test(splitAddress(listen).written)
}

/**
 * Tells whether a `Host` header names this server: a page of somebody else that has its name resolve to this address gets
 * nothing. Addresses cannot be made to resolve, so beyond loopback all of them are taken.
 */
export function openHostCheck(listen: string, names: readonly string[]): (host: string | undefined) => boolean {
  const known = new Set([splitAddress(listen).host, ...names].map((each) => each.toLowerCase()))
  const open = !isLoopback(listen)
  return (header) => {
    if (header === undefined) return false
    const name = header.replace(/:\d+$/, '').toLowerCase()
    if (loopbackHost.test(name)) return true
    if (!open) return false
    const bare = name.replace(/^\[|\]$/g, '')
    return isIP(bare) !== 0 || known.has(bare)
  }
}

// Lists of patterns as sshd compares them (match.c, addrmatch.c): not those of file names.
import { addressBytes, sharePrefix } from '../ipaddress.ts'
import { matchesPattern } from './glob.ts'

/** `*` and `?` alone mean something (match_pattern). */
export function matchesWildcard(name: string, pattern: string): boolean {
  return matchesPattern(name, pattern.replaceAll(/[[\\]/g, '\\$&'))
}

/** Patterns between commas, `!` before one excludes: one must match and no excluding one (match_pattern_list). */
export function matchesList(name: string, patterns: string): boolean {
  return decides(patterns, (pattern) => matchesWildcard(name, pattern))
}

/** The same for names of hosts, whose case does not matter. */
export function matchesHost(host: string, patterns: string): boolean {
  return matchesList(host.toLowerCase(), patterns.toLowerCase())
}

/** The same for addresses, where a pattern may be a network: `10.0.0.0/8` (addr_match_list). */
export function matchesAddress(address: string, patterns: string): boolean {
  const bytes = addressBytes(address)
  if (bytes === undefined) return false
  return decides(patterns, (pattern) => inNetwork(bytes, pattern) ?? matchesWildcard(address, pattern))
}

function decides(patterns: string, matches: (pattern: string) => boolean): boolean {
  let found = false
  for (const each of patterns.split(',')) {
    const excludes = each.startsWith('!')
    if (!matches(excludes ? each.slice(1) : each)) continue
    if (excludes) return false
    found = true
  }
  return found
}

/** Undefined for a pattern that is no network. */
function inNetwork(address: readonly number[], pattern: string): boolean | undefined {
  const [written = '', length] = pattern.split('/')
  const network = addressBytes(written)
  if (network === undefined || (length !== undefined && !/^\d{1,3}$/.test(length))) return undefined
  return sharePrefix(address, network, length === undefined ? network.length * 8 : Number(length))
}

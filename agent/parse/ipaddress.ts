/** How far an address reaches, as far as the address itself tells. */
export type AddressScope = 'loopback' | 'wildcard' | 'link-local' | 'private' | 'public'

/** Four or sixteen bytes in network order → the address as people write it: dotted, or as RFC 5952 says. */
export function addressText(bytes: readonly number[]): string {
  if (bytes.length === 4) return bytes.join('.')
  if (isMapped(bytes)) return `::ffff:${bytes.slice(12).join('.')}`
  return groupsText(groupsOf(bytes))
}

/** What RFC 1122, 1918, 3927, 4193, 4291 and 6598 (carrier-grade NAT) set apart; everything else is public. */
export function addressScope(bytes: readonly number[]): AddressScope {
  if (bytes.length === 16) return isMapped(bytes) ? scope4(bytes.slice(12)) : scope6(bytes)
  return scope4(bytes)
}

/** An IPv4 address in the clothes of IPv6: `::ffff:0:0/96`. */
function isMapped(bytes: readonly number[]): boolean {
  return bytes.slice(0, 10).every((each) => each === 0) && bytes[10] === 0xff && bytes[11] === 0xff
}

function scope4(bytes: readonly number[]): AddressScope {
  const [a = 0, b = 0] = bytes
  if (bytes.every((each) => each === 0)) return 'wildcard'
  if (a === 127) return 'loopback'
  if (a === 169 && b === 254) return 'link-local'
  if (a === 10 || (a === 192 && b === 168)) return 'private'
  if (a === 172 && b >= 16 && b <= 31) return 'private'
  if (a === 100 && b >= 64 && b <= 127) return 'private'
  return 'public'
}

function scope6(bytes: readonly number[]): AddressScope {
  const [a = 0, b = 0] = bytes
  if (bytes.slice(0, 15).every((each) => each === 0)) {
    if (bytes[15] === 0) return 'wildcard'
    if (bytes[15] === 1) return 'loopback'
  }
  if (a === 0xfe && (b & 0xc0) === 0x80) return 'link-local'
  if ((a & 0xfe) === 0xfc) return 'private'
  return 'public'
}

function groupsOf(bytes: readonly number[]): number[] {
  return Array.from({ length: 8 }, (_, at) => ((bytes[at * 2] ?? 0) << 8) | (bytes[at * 2 + 1] ?? 0))
}

/** The longest run of at least two zeros becomes `::`, of equal ones the first. */
function groupsText(groups: readonly number[]): string {
  const hex = (part: readonly number[]) => part.map((each) => each.toString(16)).join(':')
  const { start, length } = longestZeros(groups)
  if (length < 2) return hex(groups)
  return `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`
}

function longestZeros(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 }
  let length = 0
  groups.forEach((group, at) => {
    length = group === 0 ? length + 1 : 0
    if (length > best.length) best = { start: at - length + 1, length }
  })
  return best
}

/** The bytes of an address as people write it; nothing for a text that is none. IPv4 may have leading zeros, as Go reads it. */
export function addressBytes(text: string): number[] | undefined {
  if (!text.includes(':')) return bytes4(text)
  const [before = '', after, more] = text.split('::')
  if (more !== undefined) return undefined
  const [head, tail] = [bytes6(before, after === undefined), bytes6(after ?? '', true)]
  if (!head || !tail) return undefined
  const missing = 16 - head.length - tail.length
  if (after === undefined ? missing !== 0 : missing < 2) return undefined
  return [...head, ...Array<number>(missing).fill(0), ...tail]
}

function bytes4(text: string): number[] | undefined {
  const parts = text.split('.')
  const right = parts.length === 4 && parts.every((part) => /^\d{1,10}$/.test(part) && Number(part) <= 255)
  return right ? parts.map(Number) : undefined
}

/** Groups between colons; the last of all may be an IPv4 address. */
function bytes6(text: string, ends: boolean): number[] | undefined {
  if (text === '') return []
  const groups = text.split(':')
  const bytes = groups.map((group, at) => {
    if (/^[0-9a-fA-F]{1,4}$/.test(group)) return [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff]
    return ends && at === groups.length - 1 ? bytes4(group) : undefined
  })
  return bytes.every((each) => each !== undefined) ? bytes.flat() : undefined
}

/** Whether two addresses of one family begin with the same bits. */
export function sharePrefix(a: readonly number[], b: readonly number[], bits: number): boolean {
  if (a.length !== b.length) return false
  return a.every((byte, at) => {
    const mask = (0xff << (8 - Math.min(8, Math.max(0, bits - at * 8)))) & 0xff
    return (byte & mask) === ((b[at] ?? 0) & mask)
  })
}

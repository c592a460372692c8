// Distinguished encoding rules (X.690) as far as certificates need them: definite lengths, tags of one byte. Nothing
// here descends by itself, so nesting costs nothing.

/** The bytes are not what they should be. Caught where a certificate is read. */
export class NotDer extends Error {}

/** One element: its tag, what is in it, and all of it. */
export interface Der {
  readonly tag: number
  readonly content: Buffer
  readonly whole: Buffer
}

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

/** Most elements that are read of one list. */
const maxElements = 10_000

/** The element at the beginning. Throws `NotDer`. */
export function readDer(bytes: Buffer): Der {
  const tag = bytes[0]
  const first = bytes[1]
  if (tag === undefined || first === undefined) throw new NotDer('ends too early')
  if ((tag & 0x1f) === 0x1f) throw new NotDer('a tag of several bytes')
  const count = first < 0x80 ? 0 : first & 0x7f
  if (first === 0x80 || count > 4) throw new NotDer('a length that is not definite')
  if (bytes.length < 2 + count) throw new NotDer('ends too early')
  const length = count === 0 ? first : bytes.readUIntBE(2, count)
  const end = 2 + count + length
  if (end > bytes.length) throw new NotDer('ends too early')
  return { tag, content: bytes.subarray(2 + count, end), whole: bytes.subarray(0, end) }
}

/** The element at the beginning, which must have this tag. */
export function expectDer(bytes: Buffer, tag: number): Der {
  const found = readDer(bytes)
  if (found.tag !== tag) throw new NotDer(`tag ${found.tag} where ${tag} should be`)
  return found
}

/** The elements in an element, in order. */
export function childrenOf(parent: Der): Der[] {
  const found: Der[] = []
  for (let rest = parent.content; rest.length > 0; ) {
    if (found.length === maxElements) throw new NotDer(`more than ${maxElements} elements`)
    const next = readDer(rest)
    found.push(next)
    rest = rest.subarray(next.whole.length)
  }
  return found
}

/** An object identifier as `1.2.840.10045.4.3.2`. */
export function oidOf({ content }: Pick<Der, 'content'>): string {
  const last = content.at(-1)
  if (last === undefined || last >= 0x80 || content.length > 64) throw new NotDer('not an object identifier')
  const numbers: bigint[] = []
  let number = 0n
  for (const byte of content) {
    number = (number << 7n) | BigInt(byte & 0x7f)
    if (byte >= 0x80) continue
    numbers.push(number)
    number = 0n
  }
  const [first = 0n, ...others] = numbers
  const root = first < 80n ? first / 40n : 2n
  return [root, first - root * 40n, ...others].join('.')
}

/** A whole number in hexadecimal, without leading zeros: `1001`, `-80`. */
export function hexOf({ content }: Der): string {
  if (content.length === 0) throw new NotDer('a number without digits')
  const unsigned = BigInt(`0x${content.toString('hex')}`)
  const negative = (content[0] as number) >= 0x80
  return (negative ? unsigned - (1n << BigInt(content.length * 8)) : unsigned).toString(16)
}

/** The positions of the bits that are set, the first bit being 0. */
export function bitsOf({ content }: Der): number[] {
  const bytes = content.subarray(1, 9)
  return [...bytes].flatMap((byte, at) =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => byte & (0x80 >> bit)).map((bit) => at * 8 + bit),
  )
}

/** A text of any of the types that names are written in. */
export function stringOf({ tag, content }: Der): string {
  // BMPString and UniversalString have two and four bytes a character, the first one first.
  if (tag === 0x1e) return new TextDecoder('utf-16be').decode(content)
  if (tag === 0x1c) return codePoints(content)
  return tag === 0x0c ? new TextDecoder().decode(content) : content.toString('latin1')
}

function codePoints(content: Buffer): string {
  const points: string[] = []
  for (let at = 0; at + 4 <= content.length; at += 4) {
    const point = content.readUInt32BE(at)
    points.push(point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd')
  }
  return points.join('').toWellFormed()
}

/**
 * A time as RFC 3339, `undefined` for what is none. RFC 5280: two digits of the year are of 1950 to 2049, seconds and Z
 * are always there.
 */
export function timeOf({ tag, content }: Der): string | undefined {
  const text = content.toString('latin1')
  const short = tag === tags.utcTime && /^\d{12}Z$/.test(text)
  if (!short && !(tag === tags.generalizedTime && /^\d{14}Z$/.test(text))) return undefined
  const full = short ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}` : text
  const time = full.replace(/^(....)(..)(..)(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z')
  const parsed = new Date(time)
  // A day that the month does not have would become one of the next month.
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().slice(0, 19) === time.slice(0, 19) ? time : undefined
}

// PKCS#12 archives (RFC 7292): their certificates and the first private key, once one of the passwords opens them.
import { createPrivateKey } from 'node:crypto'
import forge from 'node-forge'
import { childrenOf, type Der, oidOf, readDer, tags } from './der.ts'
import type { PrivateKey } from './pemkey.ts'

/** What an archive holds. */
export interface Archive {
  /** Certificates in DER, in the order of the archive. */
  readonly certificates: readonly Buffer[]
  /** The first one. */
  readonly key?: PrivateKey
  readonly keys: number
}

export type ArchiveResult =
  | { readonly ok: true; readonly archive: Archive }
  | { readonly ok: false; readonly reason: string }

/** Most rounds of a password that are computed: tools of today make 2,000 to 10,000, and each one costs microseconds. */
const maxRounds = 20_000
/** Most elements that are looked through for the number of rounds. */
const maxElements = 20_000

/** A PFX is a sequence that begins with the number 3 and has a sequence behind it. */
export function isArchive(bytes: Buffer): boolean {
  try {
    const [version, content] = childrenOf(readDer(bytes))
    return version?.tag === tags.integer && version.content.equals(Buffer.from([3])) && content?.tag === tags.sequence
  } catch {
    return false
  }
}

/** Opens an archive with the first of the passwords that fits. Never throws, and never says a password. */
export function parseArchive(bytes: Buffer, passwords: readonly string[]): ArchiveResult {
  if (passwords.length === 0) return { ok: false, reason: 'encrypted: not read (no password is configured)' }
  const costly = tooCostly(bytes)
  if (costly !== undefined) return { ok: false, reason: costly }
  for (const password of passwords) {
    const bags = open(bytes, password)
    if (bags) return { ok: true, archive: contentOf(bags) }
  }
  return { ok: false, reason: 'encrypted: not read (no configured password opens it)' }
}

/** Why its passwords cannot be tried. An archive says itself how much work that is. */
function tooCostly(bytes: Buffer): string | undefined {
  try {
    const rounds = roundsIn(readDer(bytes))
    if (rounds <= maxRounds) return undefined
    return `encrypted: not read (${rounds} rounds for its password, more than ${maxRounds})`
  } catch {
    return 'not a PKCS#12 archive that can be read'
  }
}

/** Identifiers of the algorithms that make keys of passwords begin so: PBKDF2, and those of PKCS#5 and PKCS#12. */
const fromPassword = /^1\.2\.840\.113549\.1\.(5\.|12\.1\.)/

/** The most rounds that stand anywhere in an archive as far as it is not encrypted. */
function roundsIn(archive: Der): number {
  const [, , mac] = childrenOf(archive)
  let most = mac ? numberOf(childrenOf(mac)[2]) : 0
  let left = maxElements
  for (const queue = [archive]; queue.length > 0; ) {
    const parts = partsOf(queue.pop() as Der)
    left -= parts.length
    if (left < 0) throw new Error('too many elements')
    const [name, parameters] = parts
    if (name?.tag === tags.oid && parameters?.tag === tags.sequence && fromPassword.test(oidOf(name)))
      most = Math.max(most, ...partsOf(parameters).map(numberOf))
    queue.push(...parts)
  }
  return most
}

/** What an element consists of; safes lie in strings of bytes. */
function partsOf(element: Der): Der[] {
  if ((element.tag & 0x20) !== 0) return childrenOf(element)
  if (element.tag !== tags.octetString || element.content[0] !== tags.sequence) return []
  try {
    return [readDer(element.content)]
  } catch {
    return []
  }
}

function numberOf(element: Der | undefined): number {
  if (element?.tag !== tags.integer) return 0
  return element.content.length > 5 ? Number.MAX_SAFE_INTEGER : Number(`0x0${element.content.toString('hex')}`)
}

type Bag = forge.pkcs12.Bag

function open(bytes: Buffer, password: string): Bag[] | undefined {
  try {
    const parsed = forge.asn1.fromDer(forge.util.createBuffer(bytes.toString('binary')), false)
    return forge.pkcs12.pkcs12FromAsn1(parsed, false, password).safeContents.flatMap(({ safeBags }) => safeBags)
  } catch {
    // A wrong password, or something that the library does not know: it says both in the same way.
    return undefined
  }
}

const { oids } = forge.pki
const keyBags = [oids['keyBag'], oids['pkcs8ShroudedKeyBag']]

function contentOf(bags: readonly Bag[]): Archive {
  const keys = bags.filter(({ type }) => keyBags.includes(type))
  const [first] = keys
  return {
    certificates: bags.filter(({ type }) => type === oids['certBag']).flatMap(certificateOf),
    ...(first && { key: keyOf(first) }),
    keys: keys.length,
  }
}

/** The library reads certificates with RSA keys only; of others it hands on what they are made of. */
function certificateOf({ cert, asn1 }: Bag): Buffer[] {
  const found = cert ? forge.pki.certificateToAsn1(cert) : asn1
  return found ? [derOf(found)] : []
}

function keyOf({ key, asn1 }: Bag): PrivateKey {
  try {
    const found = key ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key)) : asn1
    return { ok: true, key: createPrivateKey({ key: derOf(found), format: 'der', type: 'pkcs8' }) }
  } catch {
    return { ok: false, reason: 'cannot be read as a key' }
  }
}

function derOf(element: forge.asn1.Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(element).getBytes(), 'binary')
}

// Names in certificates: subjects and issuers (RFC 4514), alternative names (RFC 5280, 4.2.1.6).
import { childrenOf, type Der, NotDer, oidOf, readDer, stringOf } from './der.ts'
import { addressText } from './ipaddress.ts'
import { attributeNames } from './x509oids.ts'

interface Attribute {
  readonly oid: string
  readonly text: string
}

/** A subject or issuer. */
export interface Name {
  /** Most specific part first, `CN=n1,O=system:nodes`; what could be taken for a separator has a backslash. */
  readonly text: string
  /** The last common name, which is the one that counts; empty without. */
  readonly commonName: string
  /** In the order of the certificate. */
  readonly organizations: readonly string[]
}

/** Reads a distinguished name. Control characters stay what they are. Throws `NotDer`. */
export function nameOf(name: Der): Name {
  const parts = childrenOf(name).map((part) => childrenOf(part).map(attributeOf))
  const texts = parts.map((part) =>
    part.map(({ oid, text }) => `${attributeNames.get(oid) ?? oid}=${escaped(text)}`).join('+'),
  )
  const all = parts.flat()
  return {
    text: texts.reverse().join(','),
    commonName: all.findLast(({ oid }) => oid === '2.5.4.3')?.text ?? '',
    organizations: all.filter(({ oid }) => oid === '2.5.4.10').map(({ text }) => text),
  }
}

function attributeOf(pair: Der): Attribute {
  const [type, value] = childrenOf(pair)
  if (!type || !value) throw new NotDer('a name without a value')
  return { oid: oidOf(type), text: stringOf(value) }
}

function escaped(text: string): string {
  return text
    .replaceAll(/[\\,+"<>;]/g, '\\$&')
    .replace(/^[ #]/, '\\$&')
    .replace(/(?<!\\) $/, '\\ ')
}

/** Alternative names with their kind, `dns:localhost`, sorted as they stand in the fact by the caller. */
export function alternativeNamesOf(names: Der): string[] {
  return childrenOf(names).map(alternativeName)
}

function alternativeName({ tag, content }: Der): string {
  switch (tag) {
    case 0x81:
      return `email:${content.toString('latin1')}`
    case 0x82:
      return `dns:${content.toString('latin1')}`
    case 0x86:
      return `uri:${content.toString('latin1')}`
    case 0x87:
      return `ip:${isAddress(content) ? addressText([...content]) : content.toString('hex')}`
    case 0x88:
      return `oid:${oidOf({ content })}`
    case 0xa0:
      return `other:${oidOf(readDer(content))}`
    case 0xa4:
      return `directory:${nameOf(readDer(content)).text}`
    default:
      return `other:${tag & 0x1f}`
  }
}

function isAddress(bytes: Buffer): boolean {
  return bytes.length === 4 || bytes.length === 16
}

// Names on a node are bytes. Here, in keys and in YAML they are text from which the bytes come back exactly.
import { printable } from '../../lib/printable.ts'

/** One character of UTF-8 as its bytes stand in a Latin-1 string (no surrogates, nothing overlong), or else any one byte. */
const character =
  /[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[\x00-\xff]/g

/** Visible ASCII and blanks without `%`. */
const plain = /^[ -$&-~]*$/

/**
 * The text of a name: UTF-8, where `%`, what cannot be seen (controls, marks of direction, separators of lines) and bytes
 * that are no UTF-8 are written `%XX`. No two names have the same text.
 */
export function escapeName(name: Uint8Array): string {
  const bytes = name instanceof Buffer ? name : Buffer.from(name)
  const text = bytes.toString()
  // Most names are their own text. U+FFFD also stands for what is no UTF-8.
  if (plain.test(text) || (!/[%\ufffd]/.test(text) && printable(text) === text)) return text
  return bytes.toString('latin1').replace(character, textOfCharacter)
}

/** The same of a name that came as text. */
export function escapeText(name = ''): string {
  return plain.test(name) ? name : escapeName(Buffer.from(name))
}

/** The bytes that `escapeName` made the text from. What is no escape stands for itself. */
export function unescapeName(text: string): Buffer {
  const parts = text.split(/%([0-9A-F]{2})/)
  return Buffer.concat(parts.map((part, at) => (at % 2 === 0 ? Buffer.from(part) : Buffer.from(part, 'hex'))))
}

/** True for a text as `escapeName` writes it: people may write one name in several ways, a key has one. */
export function isName(text: string): boolean {
  return text.isWellFormed() && escapeName(unescapeName(text)) === text
}

/** A name's text without a character that separates names in a key. Exact too: `unescapeName` leads back. */
export function escapeSeparator(text: string, separator: ':' | '/'): string {
  return text.includes(separator) ? text.replaceAll(separator, separator === ':' ? '%3A' : '%2F') : text
}

function textOfCharacter(bytes: string): string {
  const text = Buffer.from(bytes, 'latin1').toString()
  const isPlain = text !== '%' && !text.includes('\ufffd') && printable(text) === text
  return isPlain || bytes === replacement ? text : percent(bytes)
}

/** U+FFFD itself, which also stands for what is no UTF-8. */
const replacement = '\xef\xbf\xbd'

function percent(bytes: string): string {
  return [...bytes].map((byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`).join('')
}

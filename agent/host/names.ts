import { isUtf8 } from 'node:buffer'

/**
 * Names on Linux are bytes, and text is what facts and databases hold. A name in UTF-8 is its own text. In any other, each
 * byte that is no part of a character becomes one of the private-use characters U+EF80 to U+EFFF, and so do the bytes of
 * these characters where a name holds them: no two names have the same text, and the text leads back to the name.
 */
export function textOf(bytes: Buffer): string {
  if (isUtf8(bytes)) {
    const text = bytes.toString()
    if (!escaped.test(text)) return text
  }
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    const character = characterAt(bytes, at)
    text += character ?? String.fromCharCode(escapeBase + (bytes[at] as number))
    at += character === undefined ? 1 : Buffer.byteLength(character)
  }
  return text
}

/** The bytes of a name from its text; a string where the text says it all. For calls of the file system. */
export function nameOf(text: string): string | Buffer {
  return escaped.test(text) ? bytesOf(text) : text
}

/** The bytes that `textOf` made the text from. */
export function bytesOf(text: string): Buffer {
  if (!escaped.test(text)) return Buffer.from(text)
  const parts = text.split(/([\uEF80-\uEFFF])/)
  return Buffer.concat(
    parts.map((part, at) => (at % 2 === 0 ? Buffer.from(part) : Buffer.of(part.charCodeAt(0) - escapeBase))),
  )
}

const escaped = /[\uEF80-\uEFFF]/
const escapeBase = 0xef00

/** The character that begins at `at`, unless there is none or it is one that stands for a byte. */
function characterAt(bytes: Buffer, at: number): string | undefined {
  const first = bytes[at] as number
  const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
  const slice = bytes.subarray(at, at + length)
  if (slice.length < length || !isUtf8(slice)) return undefined
  const character = slice.toString()
  return escaped.test(character) ? undefined : character
}

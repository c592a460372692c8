/** What a terminal obeys or does not show: controls, formats (direction, joiners, tags), line separators, lone surrogates. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/**
 * Text that came from a node, made safe for a terminal, a log or a page: control characters, bidirectional overrides and
 * lone surrogates are shown as their code. A process chooses its own name; it must not choose what people see.
 */
export function printable(text: string): string {
  return text.replace(unprintable, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
}

/** Indented JSON of the same meaning that is safe on a terminal too: what JSON may hold as it is, a terminal may obey. */
export function printableJson(value: unknown, indent = 2): string {
  return JSON.stringify(value, null, indent).replace(unprintable, (character) =>
    character === '\n' ? '\n' : escaped(character),
  )
}

/** In UTF-16 units, as JSON writes them. */
function escaped(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')
}

import { styleText } from 'node:util'
import stringWidth from 'string-width'
import { printable } from './printable.ts'

type Style = Parameters<typeof styleText>[0]

/** What a command prints on. */
export interface Terminal {
  /** Columns that a line may have. */
  readonly width: number
  /** True where a person looks on: lines may be drawn over. */
  readonly interactive: boolean
  /** Text in a style, where the stream shows styles and NO_COLOR does not forbid it. */
  style(style: Style, text: string): string
}

/** `width` is that of the terminal; 100 where there is none; COLUMNS where it is set. */
export function terminalOf(stream: NodeJS.WriteStream, environment: NodeJS.ProcessEnv = process.env): Terminal {
  const asked = Number(environment['COLUMNS'])
  const width = asked >= 20 ? asked : (stream.columns ?? 100)
  return {
    width: Math.max(40, width),
    interactive: Boolean(stream.isTTY) && environment['TERM'] !== 'dumb',
    style: (style, text) => styleText(style, text, { stream }),
  }
}

export interface Column {
  readonly title: string
  /** The column that gives way when the terminal is narrow. */
  readonly flexible?: boolean
  readonly style?: (text: string) => string
}

/** Aligned columns within the width: the flexible one is cut with an ellipsis. Cells are made safe to print. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): string[] {
  const cells = [columns.map((column) => column.title), ...rows].map((row) => row.map(printable))
  const natural = columns.map((_, at) => Math.max(...cells.map((row) => stringWidth(row[at] ?? ''))))
  const flexible = columns.findIndex((column) => column.flexible)
  const widths = fitting(natural, flexible, width)
  return cells.map((row, line) =>
    row
      .map((cell, at) => {
        const text = pad(cut(cell, widths[at] as number), at === row.length - 1 ? 0 : (widths[at] as number))
        const style = columns[at]?.style
        return line > 0 && style ? style(text) : text
      })
      .join('  ')
      .trimEnd(),
  )
}

/** Narrows the flexible column to what is left for it, but not below ten; then the widest of all, until they fit. */
function fitting(natural: readonly number[], flexible: number, width: number): number[] {
  const widths = [...natural]
  const excess = () => widths.reduce((sum, each) => sum + each + 2, -2) - width
  const own = widths[flexible]
  if (own !== undefined && excess() > 0) widths[flexible] = Math.max(Math.min(own, 10), own - excess())
  while (excess() > 0 && Math.max(...widths) > 4) {
    const widest = widths.indexOf(Math.max(...widths))
    const next = Math.max(4, ...widths.filter((_, at) => at !== widest))
    widths[widest] = Math.max(Math.min(next, (widths[widest] as number) - 1), (widths[widest] as number) - excess())
  }
  return widths
}

/** At most `width` columns, the last one an ellipsis where something is missing. */
export function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text
  let kept = ''
  for (const character of text) {
    if (stringWidth(kept + character) > width - 1) break
    kept += character
  }
  return `${kept}…`
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)))
}

/** Words on lines of at most `width` columns, each after the first indented. */
export function wrap(text: string, width: number, indent = ''): string {
  const lines: string[] = []
  let line = ''
  for (const word of printable(text).split(' ')) {
    if (line !== '' && stringWidth(line) + 1 + stringWidth(word) > width - indent.length) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line].join(`\n${indent}`)
}

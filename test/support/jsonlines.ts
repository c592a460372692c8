import type { Readable } from 'node:stream'

/** What a program wrote until now: its whole lines, each JSON. */
export function jsonLines<Line = Record<string, unknown>>(output: Readable): () => Line[] {
  let text = ''
  output.setEncoding('utf8').on('data', (part: string) => {
    text += part
  })
  const parse = (line: string) => JSON.parse(line) as Line
  return () => text.split('\n').slice(0, -1).map(parse)
}

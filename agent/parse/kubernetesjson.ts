// JSON as Go's decoder reads it into a configuration: with the line of every value, and with duplicate keys.
import { narrow } from './goyamlscalar.ts'
import { type DuplicateKey, maxDepth, maxNodes, Refused, type YamlNode, type YamlResult } from './yamlnode.ts'

interface Reading {
  readonly text: string
  readonly duplicates: DuplicateKey[]
  at: number
  line: number
  count: number
}

/** Reads one JSON value that is all of the text. Throws `Refused` where it is nested too deeply or too large. */
export function readJson(text: string): YamlResult {
  try {
    JSON.parse(text)
  } catch (error) {
    return { ok: false, reason: `json: ${(error as Error).message}` }
  }
  // The syntax is right from here on: what follows only finds where each value stands.
  const reading: Reading = { text, duplicates: [], at: 0, line: 1, count: 0 }
  return { ok: true, root: readValue(reading, 0), duplicates: reading.duplicates }
}

function readValue(reading: Reading, depth: number): YamlNode {
  skipSpace(reading)
  reading.count += 1
  if (depth > maxDepth || reading.count > maxNodes)
    throw new Refused('json: nested too deeply or too large', reading.line)
  const { line } = reading
  const first = reading.text[reading.at]
  if (first === '{') return { line, value: readObject(reading, depth) }
  if (first === '[') return { line, value: readArray(reading, depth) }
  return { line, value: first === '"' ? readString(reading) : readWord(reading) }
}

function skipSpace(reading: Reading): void {
  for (;;) {
    const letter = reading.text[reading.at]
    if (letter !== ' ' && letter !== '\n' && letter !== '\r' && letter !== '\t') return
    if (letter === '\n') reading.line += 1
    reading.at += 1
  }
}

/** Goes past spaces and, where it follows, this letter. */
function accept(reading: Reading, letter: string): boolean {
  skipSpace(reading)
  if (reading.text[reading.at] !== letter) return false
  reading.at += 1
  return true
}

function readObject(reading: Reading, depth: number): Map<string, YamlNode> {
  const entries = new Map<string, YamlNode>()
  accept(reading, '{')
  while (!accept(reading, '}')) {
    accept(reading, ',')
    skipSpace(reading)
    const key = readString(reading)
    accept(reading, ':')
    const node = readValue(reading, depth + 1)
    const before = entries.get(key)
    if (before) reading.duplicates.push({ key, line: node.line })
    entries.set(key, before ? joined(before, node) : node)
  }
  return entries
}

/** Go decodes a repeated key into the same field: objects gain keys, everything else is replaced. */
function joined(before: YamlNode, after: YamlNode): YamlNode {
  if (!(before.value instanceof Map) || !(after.value instanceof Map)) return after
  const entries = new Map<string, YamlNode>(before.value)
  for (const [key, node] of after.value as ReadonlyMap<string, YamlNode>) {
    const same = entries.get(key)
    entries.set(key, same ? joined(same, node) : node)
  }
  return { line: after.line, value: entries }
}

function readArray(reading: Reading, depth: number): YamlNode[] {
  const items: YamlNode[] = []
  accept(reading, '[')
  while (!accept(reading, ']')) {
    accept(reading, ',')
    items.push(readValue(reading, depth + 1))
  }
  return items
}

function readString(reading: Reading): string {
  const start = reading.at
  reading.at += 1
  while (reading.text[reading.at] !== '"') reading.at += reading.text[reading.at] === '\\' ? 2 : 1
  reading.at += 1
  return JSON.parse(reading.text.slice(start, reading.at)) as string
}

function readWord(reading: Reading): YamlNode['value'] {
  const word = /[-+.\w]+/y
  word.lastIndex = reading.at
  const text = word.exec(reading.text)?.[0] ?? ''
  reading.at += text.length
  if (text === 'true' || text === 'false') return text === 'true'
  if (text === 'null') return null
  const number = Number(text)
  if (!Number.isFinite(number)) throw new Refused(`json: ${text} is out of range`, reading.line)
  return /^-?\d+$/.test(text) ? narrow(BigInt(text)) : number
}

// TOML, read by smol-toml: small, typed, without dependencies, and kept up. Pure.
import { parse, TomlError } from 'smol-toml'
import type { Plain } from '../../proto/value.ts'

export type Table = { readonly [name: string]: Plain }

/** A document, or where it is wrong. Never its text: configurations of registries hold passwords. */
export type TomlResult = { readonly table: Table } | { readonly error: string }

/** Longest text, in characters, and deepest nesting. */
const maxLength = 1024 * 1024
const maxDepth = 50

/** Reads a document. Never throws. Dates and times become text. */
export function readToml(text: string): TomlResult {
  if (text.length > maxLength) return { error: `has more than ${maxLength} characters` }
  try {
    return { table: plain(parse(text, { maxDepth, integersAsBigInt: 'asNeeded' })) as Table }
  } catch (error) {
    if (error instanceof TomlError) return { error: `line ${error.line}, column ${error.column}: is no TOML` }
    return { error: 'is no TOML' }
  }
}

function plain(value: unknown): Plain {
  if (Array.isArray(value)) return value.map(plain)
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null) return value as Plain
  const copy: Record<string, Plain> = Object.create(null)
  for (const [name, each] of Object.entries(value)) copy[name] = plain(each)
  return copy
}

/** True for a table. */
export function isTable(value: Plain | undefined): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What stands at a path of names. */
export function valueAt(table: Table, path: readonly string[]): Plain | undefined {
  let at: Plain | undefined = table
  for (const name of path) {
    if (!isTable(at) || !Object.hasOwn(at, name)) return undefined
    at = at[name]
  }
  return at
}

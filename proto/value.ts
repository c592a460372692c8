import type { Setting, Value } from './index.ts'

/** A value of a setting as plain data. Objects have no `undefined` in them. */
export type Plain = boolean | number | string | readonly Plain[] | { readonly [name: string]: Plain }

/** Where a value comes from, and what it won over (nearest first). */
export interface Origin {
  readonly source: string
  readonly overridden?: readonly { readonly value: Plain; readonly source: string }[]
}

/** A setting whose value is known. */
export function known(path: string, value: Plain, origin: Origin): Setting {
  const overridden = (origin.overridden ?? []).map((each) => ({ value: toValue(each.value), source: each.source }))
  return { path, value: toValue(value), source: origin.source, overridden }
}

/** A setting whose value cannot be told. */
export function unknown(path: string, reason: string, source: string): Setting {
  return { path, source, unknown: reason }
}

/** Settings in the order that facts have: by the bytes of their path. */
export function byPath(settings: readonly Setting[]): Setting[] {
  return [...settings].sort((a, b) => compare(a.path ?? '', b.path ?? ''))
}

/** Byte order, the same on every machine whatever its language. */
export function compare(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b))
}

/** Plain data → message. Whole numbers become integers; fields of objects are sorted. */
export function toValue(plain: Plain): Value {
  if (typeof plain === 'boolean') return { bool: plain }
  if (typeof plain === 'string') return { string: plain }
  if (typeof plain === 'number') return Number.isSafeInteger(plain) ? { integer: plain } : { number: plain }
  if (isList(plain)) return { list: { values: plain.map(toValue) } }
  const names = Object.keys(plain).sort(compare)
  return { object: { fields: names.map((name) => ({ name, value: toValue(plain[name] as Plain) })) } }
}

/** Message → plain data. A message without a kind is `undefined`. */
export function fromValue(value: Value | null | undefined): Plain | undefined {
  if (!value) return undefined
  if (value.bool != null) return value.bool
  if (value.string != null) return value.string
  if (value.integer != null) return value.integer
  if (value.number != null) return value.number
  if (value.list) return (value.list.values ?? []).map((each) => fromValue(each) ?? '')
  if (!value.object) return undefined
  return Object.fromEntries(
    (value.object.fields ?? []).map((field) => [field.name ?? '', fromValue(field.value) ?? '']),
  )
}

function isList(plain: Plain): plain is readonly Plain[] {
  return Array.isArray(plain)
}

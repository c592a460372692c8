import { deflateSync, inflateSync } from 'node:zlib'
import { StoreError } from './store.ts'

/** Any value as text that every engine keeps exactly: `JSON.stringify` escapes NUL and lone surrogates. */
export function toText(value: unknown): string {
  return JSON.stringify(value)
}

/** The value that `toText` was given. Throws a StoreError when it is not what was written. */
export function fromText<T>(text: string): T {
  return intact(() => JSON.parse(text) as T)
}

/** Compressed (zlib). */
export function pack(bytes: Uint8Array): Uint8Array {
  return deflateSync(bytes)
}

/** What `pack` was given. Throws a StoreError when it is not what was written. */
export function unpack(packed: Uint8Array): Uint8Array {
  return intact(() => new Uint8Array(inflateSync(packed)))
}

/** A value as compressed JSON: little of the processor goes before few bytes, for most of these values change often. */
export function packJson(value: unknown): Uint8Array {
  return deflateSync(toText(value), { level: 1 })
}

/** What `packJson` was given. Throws a StoreError when it is not what was written. */
export function unpackJson<T>(packed: Uint8Array): T {
  return intact(() => JSON.parse(inflateSync(packed).toString()) as T)
}

/** The bytes of a SHA-256 in hexadecimal. Throws a RangeError for anything else. */
export function toHash(hex: string): Uint8Array {
  if (!/^[0-9a-f]{64}$/.test(hex)) throw new RangeError(`not a SHA-256 in hexadecimal: ${toText(hex)}`)
  return Buffer.from(hex, 'hex')
}

export function fromHash(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

/** Returns a text that is part of a key, which all engines must keep as it is. Throws a RangeError for others. */
export function requireKey(what: string, text: string): string {
  if (text === '' || text.includes('\0') || !text.isWellFormed()) throw new RangeError(`not a ${what}: ${toText(text)}`)
  return text
}

/** Lists no longer than `size`, so that a statement stays short. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size))
}

function intact<T>(decode: () => T): T {
  try {
    return decode()
  } catch (error) {
    throw new StoreError(`the database is damaged (a stored value cannot be decoded): restore a backup`, {
      cause: error,
    })
  }
}

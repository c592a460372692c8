import { enumWord, fieldsOf, valuesOf } from './schema.ts'
import { fromTimestamp, type Timestamp, toTimestamp } from './timestamp.ts'
import type { Json, JsonObject } from './view.ts'

/** Plain data → message of `merlon.v1`: enum words become numbers, RFC 3339 times Timestamps. Unknown keys are left out. */
export function messageFrom(type: string, data: object): object {
  const source = data as Readonly<Record<string, unknown>>
  const message: Record<string, unknown> = {}
  for (const field of fieldsOf(type) ?? []) {
    const value = source[field.name]
    if (value === undefined || value === null) continue
    message[field.name] = field.repeated
      ? (value as unknown[]).map((each) => fieldFrom(field.type, each))
      : fieldFrom(field.type, value)
  }
  return message
}

function fieldFrom(type: string, value: unknown): unknown {
  const values = valuesOf(type)
  if (values) return Object.values(values).find((number) => enumWord(type, number) === value) ?? 0
  if (type === 'google.protobuf.Timestamp') return toTimestamp(Date.parse(String(value)))
  return fieldsOf(type) ? messageFrom(type, value as object) : value
}

/** Message of `merlon.v1` → plain data: the reverse. What an optional field does not say is left out. */
export function dataFrom(type: string, message: object): JsonObject {
  const source = message as Readonly<Record<string, unknown>>
  const data: Record<string, Json> = {}
  for (const field of fieldsOf(type) ?? []) {
    const value = source[field.name]
    if (field.repeated) data[field.name] = ((value ?? []) as unknown[]).map((each) => dataOf(field.type, each))
    else if (value !== undefined && value !== null) data[field.name] = dataOf(field.type, value)
  }
  return data
}

function dataOf(type: string, value: unknown): Json {
  if (valuesOf(type)) return enumWord(type, Number(value))
  if (type === 'google.protobuf.Timestamp') return new Date(fromTimestamp(value as Timestamp)).toISOString()
  if (fieldsOf(type)) return dataFrom(type, value as object)
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : (value as Json)
}

import { z } from 'zod'
import { kindOf } from '../../proto/eventkind.ts'
import type { EventMessage } from '../../proto/index.ts'
import { type Field, fieldsOf } from '../../proto/schema.ts'
import { fromTimestamp, type Timestamp } from '../../proto/timestamp.ts'
import type { Json, JsonObject } from '../../proto/view.ts'
import type { StoredEvent } from '../store/store.ts'

/** Something that happened, for people and tools. */
export const eventSchema = z.object({
  sequence: z.number().int().describe('Order among everything that is kept of the cluster.'),
  nodeId: z.string(),
  nodeName: z.string(),
  kind: z.string(),
  spoolId: z.string(),
  seq: z.number().int().describe('Number in the spool; 0 for what the collector noted itself.'),
  time: z.string().describe("By the agent's clock; empty where it named none."),
  receivedTime: z.string(),
  detail: z.record(z.string(), z.unknown()),
})

export type EventView = Readonly<Omit<z.infer<typeof eventSchema>, 'detail'>> & { readonly detail: JsonObject }

/** As it is kept, with the name of its node. */
export interface EventRecord extends Pick<StoredEvent, 'nodeId' | 'sequence' | 'spoolId' | 'receivedTime'> {
  readonly nodeName: string
  readonly event: EventMessage
}

/** How an event looks. Names and paths, which are bytes, as text; hashes in hexadecimal. */
export function eventView({ event, ...record }: EventRecord): EventView {
  const { sequence, nodeId, nodeName, spoolId } = record
  const kind = kindOf(event)
  const field = fieldsOf('Event')?.find((each) => each.name === kind)
  const message = (event as Readonly<Record<string, unknown>>)[kind]
  return {
    ...{ sequence, nodeId, nodeName, kind, spoolId, seq: event.seq ?? 0 },
    time: event.time ? timeText(event.time) : '',
    receivedTime: new Date(record.receivedTime).toISOString(),
    detail: field && message ? detailOf(field.type, message as object) : {},
  }
}

function detailOf(type: string, message: object): JsonObject {
  const values = message as Readonly<Record<string, unknown>>
  const entries = (fieldsOf(type) ?? []).flatMap((field): [string, Json][] => {
    const value = values[field.name]
    if (field.repeated) return [[field.name, ((value ?? []) as unknown[]).map((each) => viewOfValue(field, each))]]
    return value === undefined || value === null ? [] : [[field.name, viewOfValue(field, value)]]
  })
  return Object.fromEntries(entries)
}

function viewOfValue(field: Field, value: unknown): Json {
  if (field.type === 'google.protobuf.Timestamp') return timeText(value as Timestamp)
  if (fieldsOf(field.type)) return detailOf(field.type, value as object)
  if (value instanceof Uint8Array) return /^(hash|digest)$/.test(field.name) ? hexOf(value) : nameText(value)
  return value as Json
}

function timeText(time: Timestamp): string {
  return new Date(fromTimestamp(time)).toISOString()
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

/** A name is bytes: what is no UTF-8 is shown byte by byte. */
function nameText(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString()
  if (Buffer.from(text).equals(bytes)) return text
  return [...bytes].map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`)).join('')
}

import { kindOf } from '../../proto/eventkind.ts'
import { type EventMessage, v1 } from '../../proto/index.ts'
import { eventLimits } from '../../proto/limits.ts'
import { type Field, fieldsOf } from '../../proto/schema.ts'
import { fromTimestamp, type Timestamp } from '../../proto/timestamp.ts'
import type { NewEvent } from '../store/store.ts'
import { FrameError } from './assembly.ts'

/**
 * The events of a batch, each within its bounds. Throws a FrameError: the batch is not taken, and the agent tells of the
 * event that is to blame by a gap.
 */
export function checkEvents(events: readonly EventMessage[] | null | undefined): NewEvent[] {
  const all = events ?? []
  if (all.length > eventLimits.maxBatchEvents)
    throw new FrameError('FIELD_TOO_LARGE', `${all.length} events, more than ${eventLimits.maxBatchEvents}`)
  return all.map(checkEvent)
}

function checkEvent(event: EventMessage): NewEvent {
  const seq = event.seq ?? 0
  const kind = kindOf(event)
  const fault = faultOf('Event', event)
  if (fault) throw new FrameError('FIELD_TOO_LARGE', `event ${seq}: ${fault}`)
  const fromSeq = event.gap ? firstOfGap(event.gap, seq) : seq
  if (event.duplicateIdentity) throw new FrameError('MALFORMED_FRAME', `event ${seq}: ${kind} is the collector's own`)
  if (seq < 1) throw new FrameError('MALFORMED_FRAME', 'an event without a number')
  const bytes = v1.Event.encode(event).finish()
  if (bytes.length > eventLimits.maxEventBytes)
    throw new FrameError(
      'FIELD_TOO_LARGE',
      `event ${seq} has ${bytes.length} bytes, more than ${eventLimits.maxEventBytes}`,
    )
  return { seq, fromSeq, kind, time: fromTimestamp(event.time), bytes, message: event }
}

/** A gap stands for all numbers up to its own. */
function firstOfGap({ fromSeq, toSeq, count }: NonNullable<EventMessage['gap']>, seq: number): number {
  const first = fromSeq ?? 0
  if (first < 1 || first > seq || toSeq !== seq || count !== seq - first + 1)
    throw new FrameError('MALFORMED_FRAME', `event ${seq}: a gap that does not say what it stands for`)
  return first
}

/** What of a message is out of bounds, in words. */
function faultOf(type: string, message: object): string | undefined {
  const values = message as Readonly<Record<string, unknown>>
  for (const field of fieldsOf(type) ?? []) {
    const value = values[field.name]
    if (value === undefined || value === null) continue
    const fault = field.repeated ? faultOfItems(field, value as readonly unknown[]) : faultOfItem(field, value)
    if (fault) return fault
  }
  return undefined
}

function faultOfItems(field: Field, items: readonly unknown[]): string | undefined {
  if (items.length > eventLimits.maxItems) return `${field.name} has ${items.length} items`
  for (const item of items) {
    const fault = faultOfItem(field, item)
    if (fault) return fault
  }
  return undefined
}

function faultOfItem({ name, type }: Field, item: unknown): string | undefined {
  if (typeof item === 'string')
    return item.length > eventLimits.maxText ? `${name} has ${item.length} characters` : undefined
  if (typeof item === 'number') return item <= eventLimits.maxNumber ? undefined : `${name} is ${item}`
  if (typeof item !== 'object') return undefined
  if (item instanceof Uint8Array)
    return item.length > eventLimits.maxBytes ? `${name} has ${item.length} bytes` : undefined
  if (type !== 'google.protobuf.Timestamp') return faultOf(type, item as object)
  if (isTime(item as Timestamp)) return undefined
  throw new FrameError('MALFORMED_FRAME', `${name} is no time`)
}

/** What a Date can hold, since 1970. */
function isTime(time: Timestamp): boolean {
  const milliseconds = fromTimestamp(time)
  return Number.isSafeInteger(milliseconds) && milliseconds >= 0 && milliseconds <= 8.64e15
}

import type { EventMessage } from './index.ts'
import { fieldsOf } from './schema.ts'

const fields = (fieldsOf('Event') ?? []).map((each) => each.name).filter((name) => name !== 'seq' && name !== 'time')

/** Names of all kinds of events: of the fields that say what happened, and `unknown` for one of a later version. */
export const eventKinds: readonly string[] = [...fields, 'unknown']

/** What kind an event is. */
export function kindOf(event: EventMessage): string {
  const values = event as Readonly<Record<string, unknown>>
  return fields.find((name) => values[name] !== undefined && values[name] !== null) ?? 'unknown'
}

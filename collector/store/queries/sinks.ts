import type { EventCommit, NewEvent } from '../store.ts'
import type { Database } from './transaction.ts'

/** Events that are committed now for the first time, in their order; with whom they are of. */
export type FreshEvents = Omit<EventCommit, 'events'> & { readonly events: readonly NewEvent[] }

/**
 * What follows from events, stored in the transaction that stores them: once each, whatever is sent again. `load` reads
 * what the answer depends on, `reduce` is pure and decides, `save` writes. A transaction may be tried again from its
 * beginning (another writer came first), so all three must do without effects elsewhere, and without SQL of one engine.
 */
export interface EventSink<State, Change> {
  /** Kinds of events that it wants: names of fields of `Event`. */
  readonly kinds: ReadonlySet<string>
  load(transaction: Database, fresh: FreshEvents): Promise<State>
  /** Undefined: nothing follows. */
  reduce(state: State, fresh: FreshEvents): Change | undefined
  save(transaction: Database, fresh: FreshEvents, change: Change): Promise<void>
}

/** A sink whose types are its own matter. */
export type AnySink = (transaction: Database, fresh: FreshEvents) => Promise<void>

/** The sink as one step that does nothing where none of its kinds came. */
export function sinkOf<State, Change>(sink: EventSink<State, Change>): AnySink {
  return async (transaction, given) => {
    const fresh = { ...given, events: given.events.filter((each) => sink.kinds.has(each.kind)) }
    if (fresh.events.length === 0) return
    const change = sink.reduce(await sink.load(transaction, fresh), fresh)
    if (change !== undefined) await sink.save(transaction, fresh, change)
  }
}

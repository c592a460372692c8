import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { EventRoom } from '../store.ts'
import { type Database, write } from './transaction.ts'

/** Rows that are deleted in one transaction: others wait no longer. */
const deletedAtOnce = 2000

/** Events that one statement looks at: SQLite reads on the thread that serves all else. */
const seenAtOnce = 5000

/** Deletes events that were received before a time, and the oldest beyond what may be kept. Returns how many. */
export async function pruneEvents(
  db: Database,
  clusterId: string,
  before: number,
  most: EventRoom,
  signal?: AbortSignal,
): Promise<number> {
  const { beyond, old } = await tooMuch(db, clusterId, before, most, signal)
  const many = beyond === 0 ? 0 : Number.POSITIVE_INFINITY
  const deleted = await deleteBelow(db, clusterId, 'sequence', beyond + 1, many)
  return deleted + (await deleteBelow(db, clusterId, 'received_time', before, old))
}

interface TooMuch {
  /** Sequence of the newest event that, with all after it, is more than may be kept; 0: there is none. */
  readonly beyond: number
  /** How many after it are too old. */
  readonly old: number
}

/** Looks at all that may be kept, newest first: writers, who would wait for a look at all of them, do not. */
async function tooMuch(
  db: Database,
  clusterId: string,
  before: number,
  { events, bytes = Number.POSITIVE_INFINITY }: EventRoom,
  signal?: AbortSignal,
): Promise<TooMuch> {
  const seen = { events: 0, bytes: 0, old: 0 }
  for (let below = Number.MAX_SAFE_INTEGER; ; await setImmediate(undefined, { signal })) {
    const rows = await eventsBelow(db, clusterId, below)
    for (const row of rows) {
      seen.events += 1
      seen.bytes += row.size
      if (seen.events > events || seen.bytes > bytes) return { beyond: row.sequence, old: seen.old }
      if (row.received_time < before) seen.old += 1
      below = row.sequence
    }
    if (rows.length < seenAtOnce) return { beyond: 0, old: seen.old }
  }
}

function eventsBelow(db: Database, clusterId: string, below: number) {
  return db
    .selectFrom('events')
    .select(['sequence', 'received_time', sql<number>`length(bytes)`.as('size')])
    .where('cluster_id', '=', clusterId)
    .where('sequence', '<', below)
    .orderBy('sequence', 'desc')
    .limit(seenAtOnce)
    .execute()
}

type Bound = 'sequence' | 'received_time'

/** Deletes the oldest of the events whose `bound` is below a limit, at most so many, some in a transaction. */
async function deleteBelow(
  db: Database,
  clusterId: string,
  bound: Bound,
  limit: number,
  most: number,
): Promise<number> {
  let deleted = 0
  while (deleted < most) {
    const atOnce = Math.min(most - deleted, deletedAtOnce)
    const some = await write(db, clusterId, (transaction) => deleteSome(transaction, clusterId, bound, limit, atOnce))
    deleted += some
    if (some < atOnce) break
  }
  return deleted
}

async function deleteSome(
  db: Database,
  clusterId: string,
  bound: Bound,
  limit: number,
  atOnce: number,
): Promise<number> {
  const old = await db
    .selectFrom('events')
    .select('sequence')
    .where('cluster_id', '=', clusterId)
    .where(bound, '<', limit)
    .orderBy('sequence')
    .limit(atOnce)
    .execute()
  if (old.length === 0) return 0
  const sequences = old.map((each) => each.sequence)
  const gone = await db
    .deleteFrom('events')
    .where('cluster_id', '=', clusterId)
    .where('sequence', 'in', sequences)
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}

import type { Selectable } from 'kysely'
import { v1 } from '../../../proto/index.ts'
import { requireKey } from '../codec.ts'
import type { Tables } from '../schema.ts'
import { fromPageToken, requirePageSize, toPageToken } from '../sort-key.ts'
import {
  type EventCommit,
  type EventPage,
  type EventQuery,
  type NewEvent,
  SequenceGapError,
  type SessionStart,
  type StoredEvent,
} from '../store.ts'
import { requireSession } from './fence.ts'
import { takeSequence } from './history.ts'
import { insertRows } from './rows.ts'
import { together } from './share.ts'
import type { AnySink } from './sinks.ts'
import { type Database, read, write } from './transaction.ts'

export function commitEvents(
  db: Database,
  given: EventCommit,
  sinks: readonly AnySink[],
): Promise<{ committedSeq: number; stored: number }> {
  return write(db, given.clusterId, async (transaction) => {
    const [, committed = 0] = await together([requireSession(transaction, given), progressOf(transaction, given)])
    const fresh = given.events.filter((each) => each.seq > committed)
    const last = fresh.at(-1)
    if (!last) return { committedSeq: committed, stored: 0 }
    requireNoHoles(committed, fresh)
    await together([putProgress(transaction, given, last.seq), appendEvents(transaction, given, fresh)])
    for (const sink of sinks) await sink(transaction, { ...given, events: fresh })
    return { committedSeq: last.seq, stored: fresh.length }
  })
}

function requireNoHoles(committed: number, events: readonly NewEvent[]): void {
  let next = committed + 1
  for (const { fromSeq, seq } of events) {
    if (fromSeq !== next || seq < fromSeq) throw new SequenceGapError(`event ${fromSeq} where ${next} comes next`)
    next = seq + 1
  }
}

interface Spool {
  readonly clusterId: string
  readonly nodeId: string
  readonly spoolId: string
  readonly epoch: number
  readonly time: number
}

async function progressOf(
  db: Database,
  { clusterId, nodeId, spoolId }: Pick<Spool, 'clusterId' | 'nodeId' | 'spoolId'>,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('event_progress')
    .select('committed_seq')
    .where('cluster_id', '=', clusterId)
    .where('node_id', '=', nodeId)
    .where('spool_id', '=', spoolId)
    .executeTakeFirst()
  return row?.committed_seq
}

async function putProgress(db: Database, spool: Spool, seq: number): Promise<void> {
  const { clusterId, nodeId, spoolId, epoch, time } = spool
  const newer = { committed_seq: seq, epoch, last_time: time }
  await db
    .insertInto('event_progress')
    .values({
      cluster_id: clusterId,
      node_id: nodeId,
      spool_id: requireKey('spool id', spoolId),
      first_time: time,
      ...newer,
    })
    .onConflict((conflict) => conflict.columns(['cluster_id', 'node_id', 'spool_id']).doUpdateSet(newer))
    .execute()
}

async function appendEvents(db: Database, spool: Spool, events: readonly NewEvent[]): Promise<void> {
  const sequence = await takeSequence(db, spool.clusterId, events.length)
  const rows = events.map((each, at) => ({
    cluster_id: spool.clusterId,
    node_id: spool.nodeId,
    sequence: sequence + at,
    spool_id: spool.spoolId,
    seq: each.seq,
    kind: each.kind,
    time: each.time,
    received_time: spool.time,
    bytes: each.bytes,
  }))
  await insertRows(db, 'events', rows, (some) => db.insertInto('events').values(some))
}

/** What is known of the spools of a node whose session begins. */
export interface Spools {
  /** How far that of the session is committed. */
  readonly committed: number
  /** That of the session before, where it was another: what the agent had kept there is lost. */
  readonly lost?: LostSpool
}

interface LostSpool {
  readonly spoolId: string
  readonly committed: number
}

export async function spoolsOf(db: Database, { clusterId, nodeId, spoolId }: SessionStart): Promise<Spools> {
  if (!spoolId) return { committed: 0 }
  const [newest, committed = 0] = await together([
    newestSpool(db, clusterId, nodeId),
    progressOf(db, { clusterId, nodeId, spoolId }),
  ])
  if (!newest || newest.spool_id === spoolId) return { committed }
  return { committed, lost: { spoolId: newest.spool_id, committed: newest.committed_seq } }
}

/** Notes that a session has a spool. */
export async function beginSpool(
  db: Database,
  { clusterId, nodeId, spoolId, time }: SessionStart,
  epoch: number,
  { committed }: Spools,
): Promise<void> {
  if (spoolId) await putProgress(db, { clusterId, nodeId, spoolId, epoch, time }, committed)
}

/** Notes as a gap that the agent began another spool. */
export async function noteLostSpool(
  db: Database,
  { clusterId, nodeId, time }: SessionStart,
  epoch: number,
  { spoolId, committed }: LostSpool,
  sinks: readonly AnySink[],
): Promise<void> {
  const lost = { clusterId, nodeId, spoolId, epoch, time, events: [lostSpool(committed, time)] }
  await appendEvents(db, lost, lost.events)
  for (const sink of sinks) await sink(db, lost)
}

function newestSpool(db: Database, clusterId: string, nodeId: string) {
  return db
    .selectFrom('event_progress')
    .select(['spool_id', 'committed_seq'])
    .where('cluster_id', '=', clusterId)
    .where('node_id', '=', nodeId)
    .orderBy('epoch', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Nobody knows how many were lost. */
function lostSpool(committed: number, time: number): NewEvent {
  const reason = 'the agent began another spool: what it had kept in this one and not sent is not there'
  const gap = { fromSeq: committed + 1, toSeq: 0, count: 0, reason }
  return { seq: 0, fromSeq: 0, kind: 'gap', time, bytes: v1.Event.encode({ gap }).finish() }
}

export function events(db: Database, clusterId: string, query: EventQuery): Promise<EventPage> {
  return read(db, async (transaction) => {
    const { nodeIds = [], kinds = [], since, after, pageToken, pageSize } = query
    requirePageSize('events', pageSize)
    const rows = await transaction
      .selectFrom('events')
      .selectAll()
      .where('cluster_id', '=', clusterId)
      .$if(nodeIds.length > 0, (some) => some.where('node_id', 'in', nodeIds))
      .$if(kinds.length > 0, (some) => some.where('kind', 'in', kinds))
      .$if(since !== undefined, (some) => some.where('received_time', '>=', since ?? 0))
      .$if(after !== undefined, (some) => some.where('sequence', '>', after ?? 0))
      .$if(pageToken !== undefined, (some) => some.where('sequence', '<', sequenceOf(clusterId, pageToken ?? '')))
      .orderBy('sequence', 'desc')
      .limit(pageSize + 1)
      .execute()
    const page = rows.slice(0, pageSize)
    const last = page.at(-1)
    const more = rows.length > pageSize && last ? { nextPageToken: tokenOf(clusterId, last.sequence) } : {}
    return { events: page.map(toEvent), ...more }
  })
}

function tokenOf(clusterId: string, sequence: number): string {
  const key = Buffer.alloc(8)
  key.writeBigUInt64BE(BigInt(sequence))
  return toPageToken(clusterId, key)
}

function sequenceOf(clusterId: string, token: string): number {
  const key = Buffer.from(fromPageToken(clusterId, token))
  // A token of another list of the cluster is longer: it leads to the end of this one.
  return key.length === 8 ? Number(key.readBigUInt64BE()) : 0
}

function toEvent(row: Selectable<Tables['events']>): StoredEvent {
  return {
    nodeId: row.node_id,
    sequence: row.sequence,
    spoolId: row.spool_id,
    seq: row.seq,
    kind: row.kind,
    time: row.time,
    receivedTime: row.received_time,
    bytes: new Uint8Array(row.bytes),
  }
}

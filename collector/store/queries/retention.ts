import { setImmediate } from 'node:timers/promises'
import { type ExpressionBuilder, sql } from 'kysely'
import type { Tables } from '../schema.ts'
import { clusterScope } from '../store.ts'
import { lastChangeBeyond, timeBeyond } from './beyond.ts'
import { type Database, write } from './transaction.ts'

/** Rows that are deleted in one transaction: others wait no longer. */
const rowsAtOnce = 2000

/** Every place of a cluster that may have rows: nodes, removed ones too, and the cluster itself. */
async function placesOf(db: Database, clusterId: string): Promise<string[]> {
  const rows = await db.selectFrom('nodes').select('node_id').where('cluster_id', '=', clusterId).execute()
  return [clusterScope, ...rows.map((row) => row.node_id)]
}

/**
 * Deletes steps of findings, and of what domains were, of before a time, and the oldest beyond `most` of either; first
 * answers of findings do not count. The newest step of a finding that stands is kept, however old it is: it says where
 * the finding is.
 */
export async function pruneHistory(
  db: Database,
  clusterId: string,
  before: number,
  most: number,
  signal?: AbortSignal,
): Promise<number> {
  const places = await placesOf(db, clusterId)
  const beyond = await lastChangeBeyond(db, clusterId, most, signal)
  const observed = await timeBeyond(places, (nodeId) => observedByHour(db, clusterId, nodeId), most, signal)
  let deleted = 0
  for (const nodeId of places) {
    const steps = () => oldSteps(db, clusterId, nodeId, before, beyond)
    deleted += await deleteInParts(db, 'history', clusterId, nodeId, steps)
    const observations = () => oldObserved(db, clusterId, nodeId, Math.max(before, observed))
    deleted += await deleteInParts(db, 'domain_history', clusterId, nodeId, observations)
    await setImmediate(undefined, { signal })
  }
  return deleted
}

/** Deletes what `find` finds, the oldest first, until it finds no more. */
async function deleteInParts(
  db: Database,
  table: 'history' | 'domain_history',
  clusterId: string,
  nodeId: string,
  find: () => Promise<{ sequence: number }[]>,
): Promise<number> {
  for (let deleted = 0; ; ) {
    const sequences = (await find()).map((row) => row.sequence)
    if (sequences.length === 0) return deleted
    await write(db, clusterId, async (transaction) => {
      const rows = transaction.deleteFrom(table).where('cluster_id', '=', clusterId).where('node_id', '=', nodeId)
      await rows.where('sequence', 'in', sequences).execute()
    })
    deleted += sequences.length
    if (sequences.length < rowsAtOnce) return deleted
  }
}

/** Steps of before a time or up to a sequence, of findings that went on or are gone. */
function oldSteps(db: Database, clusterId: string, nodeId: string, before: number, beyond: number) {
  return db
    .selectFrom('history as step')
    .select('step.sequence')
    .where('step.cluster_id', '=', clusterId)
    .where('step.node_id', '=', nodeId)
    .where((where) => where.or([where('step.time', '<', before), where('step.sequence', '<=', beyond)]))
    .where((where) =>
      where.or([
        where('step.to_outcome', 'is', null),
        where.exists((later) =>
          later
            .selectFrom('history as later')
            .select('later.sequence')
            .where('later.cluster_id', '=', clusterId)
            .whereRef('later.finding_id', '=', 'step.finding_id')
            .whereRef('later.sequence', '>', 'step.sequence'),
        ),
      ]),
    )
    .orderBy('step.sequence')
    .limit(rowsAtOnce)
    .execute()
}

function oldObserved(db: Database, clusterId: string, nodeId: string, before: number) {
  return db
    .selectFrom('domain_history')
    .select('sequence')
    .where('cluster_id', '=', clusterId)
    .where('node_id', '=', nodeId)
    .where('received_time', '<', before)
    .orderBy('sequence')
    .limit(rowsAtOnce)
    .execute()
}

function observedByHour(db: Database, clusterId: string, nodeId: string) {
  return db
    .selectFrom('domain_history')
    .select((eb) => [sql<number>`received_time / 3600000`.as('hour'), eb.fn.countAll().as('amount')])
    .where('cluster_id', '=', clusterId)
    .where('node_id', '=', nodeId)
    .groupBy('hour')
    .execute()
}

/**
 * Deletes facts that ceased to be the newest of their domain before a time, and the oldest of those beyond so many bytes, as they
 * are stored.
 */
export async function pruneFacts(
  db: Database,
  clusterId: string,
  before: number,
  mostBytes: number,
  signal?: AbortSignal,
): Promise<number> {
  const places = await placesOf(db, clusterId)
  const beyond = await timeBeyond(places, (nodeId) => factsByHour(db, clusterId, nodeId), mostBytes, signal)
  const until = Math.max(before, beyond)
  let deleted = 0
  for (const nodeId of places) {
    for (let some = rowsAtOnce; some === rowsAtOnce; deleted += some)
      some = await deleteFacts(db, clusterId, nodeId, until)
    await setImmediate(undefined, { signal })
  }
  return deleted
}

async function deleteFacts(db: Database, clusterId: string, nodeId: string, before: number): Promise<number> {
  if ((await oldFacts(db, clusterId, nodeId, before)).length === 0) return 0
  return write(db, clusterId, async (transaction) => {
    // Looked for again: one may have become the newest in the meantime.
    const hashes = (await oldFacts(transaction, clusterId, nodeId, before)).map((row) => row.hash)
    if (hashes.length === 0) return 0
    const rows = transaction.deleteFrom('facts').where('cluster_id', '=', clusterId).where('node_id', '=', nodeId)
    await rows.where('hash', 'in', hashes).execute()
    return hashes.length
  })
}

function oldFacts(db: Database, clusterId: string, nodeId: string, before: number) {
  return replacedFacts(db, clusterId, nodeId)
    .select('hash')
    .where('last_time', '<', before)
    .orderBy('last_time')
    .limit(rowsAtOnce)
    .execute()
}

function factsByHour(db: Database, clusterId: string, nodeId: string) {
  return replacedFacts(db, clusterId, nodeId)
    .select([sql<number>`last_time / 3600000`.as('hour'), sql<number>`sum(length(bytes))`.as('amount')])
    .groupBy('hour')
    .execute()
}

/** Facts of a node that are not the newest of a domain. */
function replacedFacts(db: Database, clusterId: string, nodeId: string) {
  return db
    .selectFrom('facts')
    .where('cluster_id', '=', clusterId)
    .where('node_id', '=', nodeId)
    .where('hash', 'not in', (newest: ExpressionBuilder<Tables, 'facts'>) =>
      newest.selectFrom('domains').select('hash').where('cluster_id', '=', clusterId).where('node_id', '=', nodeId),
    )
}

/**
 * Deletes what is kept of nodes that were removed before a time and did not come back: facts, history and places. Their
 * rows stay, and so their epochs. Returns the number of nodes of which there was anything.
 */
export async function pruneNodes(db: Database, clusterId: string, before: number): Promise<number> {
  const rows = await removedBefore(db, clusterId, before).select('node_id').execute()
  let deleted = 0
  for (const { node_id } of rows)
    deleted += await write(db, clusterId, async (transaction) => {
      const still = removedBefore(transaction, clusterId, before).select('node_id').where('node_id', '=', node_id)
      return (await still.executeTakeFirst()) && (await forget(transaction, clusterId, node_id)) ? 1 : 0
    })
  return deleted
}

function removedBefore(db: Database, clusterId: string, before: number) {
  return db.selectFrom('nodes').where('cluster_id', '=', clusterId).where('removed_time', '<', before)
}

const ofNodes = ['facts', 'domain_history', 'history', 'profile_nodes', 'pod_owners'] as const

async function forget(db: Database, clusterId: string, nodeId: string): Promise<boolean> {
  let any = false
  for (const table of ofNodes) {
    const rows = db.deleteFrom(table).where('cluster_id', '=', clusterId).where('node_id', '=', nodeId)
    any = (await rows.executeTakeFirst()).numDeletedRows > 0n || any
  }
  return any
}

import { chunks } from '../codec.ts'
import { clusterScope } from '../store.ts'
import { type Database, write } from './transaction.ts'

/** Rows that are deleted in one transaction: others wait no longer. */
const rowsAtOnce = 2000

/** Every place of a cluster that may have rows: nodes, removed ones too, and the cluster itself. */
async function placesOf(db: Database, clusterId: string): Promise<string[]> {
  const rows = await db.selectFrom('nodes').select('node_id').where('cluster_id', '=', clusterId).execute()
  return [clusterScope, ...rows.map((row) => row.node_id)]
}

/**
 * Deletes steps of findings, and of what domains were, of before a time. The newest step of a finding that stands is kept,
 * however old it is: it says where the finding is.
 */
export async function pruneHistory(db: Database, clusterId: string, before: number): Promise<number> {
  let deleted = 0
  for (const nodeId of await placesOf(db, clusterId)) {
    deleted += await deleteSteps(db, clusterId, nodeId, await oldSteps(db, clusterId, nodeId, before))
    deleted += await deleteObserved(db, clusterId, nodeId, before)
  }
  return deleted
}

async function oldSteps(db: Database, clusterId: string, nodeId: string, before: number): Promise<number[]> {
  const rows = await db
    .selectFrom('history as step')
    .select('step.sequence')
    .where('step.cluster_id', '=', clusterId)
    .where('step.node_id', '=', nodeId)
    .where('step.time', '<', before)
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
    .execute()
  return rows.map((row) => row.sequence)
}

async function deleteSteps(
  db: Database,
  clusterId: string,
  nodeId: string,
  sequences: readonly number[],
): Promise<number> {
  for (const some of chunks(sequences, rowsAtOnce))
    await write(db, clusterId, async (transaction) => {
      const rows = transaction.deleteFrom('history').where('cluster_id', '=', clusterId).where('node_id', '=', nodeId)
      await rows.where('sequence', 'in', some).execute()
    })
  return sequences.length
}

async function deleteObserved(db: Database, clusterId: string, nodeId: string, before: number): Promise<number> {
  const old = await db
    .selectFrom('domain_history')
    .select('sequence')
    .where('cluster_id', '=', clusterId)
    .where('node_id', '=', nodeId)
    .where('received_time', '<', before)
    .limit(1)
    .executeTakeFirst()
  if (!old) return 0
  return write(db, clusterId, async (transaction) => {
    const rows = transaction.deleteFrom('domain_history').where('cluster_id', '=', clusterId)
    const gone = await rows.where('node_id', '=', nodeId).where('received_time', '<', before).executeTakeFirst()
    return Number(gone.numDeletedRows)
  })
}

/** Deletes facts that ceased to be the newest of their domain before a time. */
export async function pruneFacts(db: Database, clusterId: string, before: number): Promise<number> {
  let deleted = 0
  for (const nodeId of await placesOf(db, clusterId)) {
    const old = await oldFacts(db, clusterId, nodeId, before)
    if (old.length === 0) continue
    deleted += await write(db, clusterId, async (transaction) => {
      // Looked for again: one may have become the newest in the meantime.
      const hashes = await oldFacts(transaction, clusterId, nodeId, before)
      for (const some of chunks(hashes, rowsAtOnce)) {
        const rows = transaction.deleteFrom('facts').where('cluster_id', '=', clusterId).where('node_id', '=', nodeId)
        await rows.where('hash', 'in', some).execute()
      }
      return hashes.length
    })
  }
  return deleted
}

async function oldFacts(db: Database, clusterId: string, nodeId: string, before: number): Promise<Uint8Array[]> {
  const rows = await db
    .selectFrom('facts')
    .select('hash')
    .where('cluster_id', '=', clusterId)
    .where('node_id', '=', nodeId)
    .where('last_time', '<', before)
    .where('hash', 'not in', (newest) =>
      newest.selectFrom('domains').select('hash').where('cluster_id', '=', clusterId).where('node_id', '=', nodeId),
    )
    .execute()
  return rows.map((row) => row.hash)
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

import { clusterScope, StaleSessionError } from '../store.ts'
import type { Database } from './transaction.ts'

/** Who writes: a session of a node, or the collector by itself. */
export interface Writer {
  readonly clusterId: string
  readonly nodeId: string
  readonly epoch?: number
}

/**
 * Throws a StaleSessionError when the session is not the node's newest, or the node is not known (any more), and a
 * RangeError when the collector itself writes of a cluster that is not known.
 */
export async function requireSession(db: Database, given: Writer): Promise<void> {
  if (given.nodeId === clusterScope && given.epoch === undefined) return requireCluster(db, given.clusterId)
  const node = await db
    .selectFrom('nodes')
    .select('epoch')
    .where('cluster_id', '=', given.clusterId)
    .where('node_id', '=', given.nodeId)
    .where('removed_time', 'is', null)
    .executeTakeFirst()
  if (!node) throw new StaleSessionError(`the node ${given.nodeId} is not known any more`)
  if (given.epoch !== undefined && given.epoch !== node.epoch) {
    throw new StaleSessionError(
      `session ${given.epoch} of the node ${given.nodeId} is over: ${node.epoch} is its newest`,
      true,
    )
  }
}

async function requireCluster(db: Database, clusterId: string): Promise<void> {
  const query = db.selectFrom('clusters').select('cluster_id').where('cluster_id', '=', clusterId)
  await query.executeTakeFirstOrThrow(() => new RangeError(`no such cluster: ${clusterId}`))
}

import { compareFindings } from '../../judge/finding.ts'
import { toText } from '../codec.ts'
import { findingMap, storeFindings } from './findings.ts'
import { appendHistory, takeSequence } from './history.ts'
import { endFacts } from './observations.ts'
import { type Database, write } from './transaction.ts'

/** What was stays: history, and facts until they are too old. The reason is the last message of the findings. */
export function removeNode(
  db: Database,
  clusterId: string,
  nodeId: string,
  time: number,
  reason: string,
): Promise<void> {
  const node = { clusterId, nodeId }
  return write(db, clusterId, async (transaction) => {
    if (!(await markRemoved(transaction, clusterId, nodeId, time, reason))) return
    const before = await findingMap(transaction, clusterId, nodeId)
    const rules = new Set([...before.values()].map((each) => each.rule))
    const changes = compareFindings(node, before, [], rules, time)
    await storeFindings(transaction, node, before, changes)
    const sequence = await takeSequence(transaction, clusterId, changes.transitions.length)
    const steps = changes.transitions.map((each) => ({ ...each, toMessage: reason, factHash: '' }))
    await appendHistory(transaction, node, steps, sequence, '')
    await endFacts(transaction, clusterId, nodeId, time)
    await transaction.deleteFrom('domains').where('cluster_id', '=', clusterId).where('node_id', '=', nodeId).execute()
  })
}

/** False when the node was not known. */
async function markRemoved(
  db: Database,
  clusterId: string,
  nodeId: string,
  time: number,
  reason: string,
): Promise<boolean> {
  const result = await db
    .updateTable('nodes')
    .set({ removed_time: time, removed_reason: toText(reason) })
    .where('cluster_id', '=', clusterId)
    .where('node_id', '=', nodeId)
    .where('removed_time', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

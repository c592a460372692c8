import { sql } from 'kysely'
import type { FindingState } from '../../judge/finding.ts'
import { fromHash, fromText, toHash } from '../codec.ts'
import { passingStates } from './findings.ts'
import { type Database, read } from './transaction.ts'

type Found = FindingState & { nodeId: string }

/**
 * The findings whose id begins so, at most two. History knows where each stands, so that no node's passing findings are
 * read but those of the node in question.
 */
export function findingsById(db: Database, clusterId: string, prefix: string): Promise<Found[]> {
  if (!/^[0-9a-f]{0,64}$/.test(prefix)) return Promise.resolve([])
  return read(db, async (transaction) => {
    const rows = await standing(transaction, clusterId, prefix)
    const found = await Promise.all(
      rows.map((row) => finding(transaction, clusterId, row.node_id, fromHash(row.finding_id))),
    )
    return found.flatMap((each) => each ?? [])
  })
}

/** Findings whose newest step did not end them, in the order of their ids. */
function standing(db: Database, clusterId: string, prefix: string) {
  return db
    .selectFrom('history as step')
    .select(['step.finding_id', 'step.node_id'])
    .where('step.cluster_id', '=', clusterId)
    .where('step.finding_id', '>=', toHash(prefix.padEnd(64, '0')))
    .where('step.finding_id', '<=', toHash(prefix.padEnd(64, 'f')))
    .where('step.to_outcome', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('history as later')
            .select(sql<number>`1`.as('one'))
            .where('later.cluster_id', '=', clusterId)
            .whereRef('later.finding_id', '=', 'step.finding_id')
            .whereRef('later.sequence', '>', 'step.sequence'),
        ),
      ),
    )
    .orderBy('step.finding_id')
    .limit(2)
    .execute()
}

async function finding(db: Database, clusterId: string, nodeId: string, id: string): Promise<Found | undefined> {
  const row = await db
    .selectFrom('findings')
    .select('state')
    .where('cluster_id', '=', clusterId)
    .where('node_id', '=', nodeId)
    .where('finding_id', '=', toHash(id))
    .executeTakeFirst()
  const state = row
    ? fromText<FindingState>(row.state)
    : (await passingStates(db, clusterId, nodeId)).find((each) => each.id === id)
  return state && { ...state, nodeId }
}

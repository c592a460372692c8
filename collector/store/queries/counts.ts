import type { FindingState } from '../../judge/finding.ts'
import type { Outcome, Severity } from '../../judge/rule.ts'
import type { Count } from '../store.ts'
import type { Place } from './findings.ts'
import { isOneOf, named } from './named.ts'
import type { Database } from './transaction.ts'

export async function counts(db: Database, clusterId: string, nodeIds?: readonly string[]): Promise<Count[]> {
  const rows = await db
    .selectFrom('node_counts')
    .select(['node_id', 'severity', 'outcome', 'count'])
    .where('cluster_id', '=', clusterId)
    .where(isOneOf('node_id', nodeIds))
    .orderBy('node_id')
    .orderBy('severity')
    .orderBy('outcome')
    .execute()
  return named(rows, nodeIds).map(({ node_id, ...row }) => ({ nodeId: node_id, ...row }))
}

interface Delta {
  readonly severity: Severity
  readonly outcome: Outcome
  count: number
}

/** Takes findings as they were off the counts, and adds them as they are. */
export async function storeCounts(
  db: Database,
  place: Place,
  was: readonly FindingState[],
  is: readonly FindingState[],
): Promise<void> {
  const deltas = new Map<string, Delta>()
  for (const finding of was) add(deltas, finding, -1)
  for (const finding of is) add(deltas, finding, 1)
  const changed = [...deltas.values()].filter((each) => each.count !== 0)
  if (changed.length === 0) return
  await addCounts(db, place, changed)
  if (changed.some((each) => each.count < 0)) await dropZeros(db, place)
}

function add(deltas: Map<string, Delta>, { severity, outcome }: FindingState, count: number): void {
  const key = `${severity} ${outcome}`
  const delta = deltas.get(key) ?? { severity, outcome, count: 0 }
  delta.count += count
  deltas.set(key, delta)
}

async function addCounts(db: Database, place: Place, deltas: readonly Delta[]): Promise<void> {
  await db
    .insertInto('node_counts')
    .values(deltas.map((each) => ({ cluster_id: place.clusterId, node_id: place.nodeId, ...each })))
    .onConflict((conflict) =>
      conflict
        .columns(['cluster_id', 'node_id', 'severity', 'outcome'])
        .doUpdateSet((eb) => ({ count: eb('node_counts.count', '+', eb.ref('excluded.count')) })),
    )
    .execute()
}

async function dropZeros(db: Database, place: Place): Promise<void> {
  await db
    .deleteFrom('node_counts')
    .where('cluster_id', '=', place.clusterId)
    .where('node_id', '=', place.nodeId)
    .where('count', '=', 0)
    .execute()
}

import type { Changes, FindingState } from '../../judge/finding.ts'
import { chunks, fromText, packJson, toHash, toText, unpackJson } from '../codec.ts'
import { sortKey } from '../sort-key.ts'
import { storeCounts } from './counts.ts'
import { insertRows } from './rows.ts'
import { together } from './share.ts'
import { type Database, read } from './transaction.ts'

/** Where findings stand: a node, or the whole cluster. */
export interface Place {
  readonly clusterId: string
  readonly nodeId: string
}

/** Rows of one statement that deletes. */
const rowsAtOnce = 200

/** Every finding of a node, in the order of lists. */
export async function nodeFindings(db: Database, clusterId: string, nodeId: string): Promise<FindingState[]> {
  const states = await read(db, (transaction) => findingStates(transaction, clusterId, nodeId))
  return states
    .map((state) => ({ state, key: sortKey(nodeId, state) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ state }) => state)
}

/** A few rules are asked for by name; more of them are most of a node's, which is read whole then. */
const namedRules = 100

/** Every finding of a node by its id; `rules`: at least those of these rules, and all that pass. */
export async function findingMap(
  db: Database,
  clusterId: string,
  nodeId: string,
  rules?: ReadonlySet<string>,
): Promise<Map<string, FindingState>> {
  const states = await findingStates(db, clusterId, nodeId, rules && rules.size <= namedRules ? [...rules] : undefined)
  return new Map(states.map((each) => [each.id, each]))
}

async function findingStates(
  db: Database,
  clusterId: string,
  nodeId: string,
  rules?: readonly string[],
): Promise<FindingState[]> {
  const query = db.selectFrom('findings').select('state').where('cluster_id', '=', clusterId)
  const ofNode = query.where('node_id', '=', nodeId)
  const [rows, passing] = await together([
    ofNode.$if(rules !== undefined, (some) => some.where('rule', 'in', named(rules))).execute(),
    passingStates(db, clusterId, nodeId),
  ])
  return [...rows.map((row) => fromText<FindingState>(row.state)), ...passing]
}

/** PostgreSQL knows no empty list; no rule has an empty id. */
function named(rules: readonly string[] = []): readonly string[] {
  return rules.length > 0 ? rules : ['']
}

export async function passingStates(db: Database, clusterId: string, nodeId: string): Promise<FindingState[]> {
  const row = await db
    .selectFrom('passing')
    .select('states')
    .where('cluster_id', '=', clusterId)
    .where('node_id', '=', nodeId)
    .executeTakeFirst()
  return row ? unpackJson(row.states) : []
}

/** Writes what changed of the findings of a place, and their counts. */
export async function storeFindings(
  db: Database,
  place: Place,
  before: ReadonlyMap<string, FindingState>,
  changes: Pick<Changes, 'changed' | 'removed'>,
): Promise<void> {
  const after = new Map(before)
  for (const gone of changes.removed) after.delete(gone.id)
  for (const changed of changes.changed) after.set(changed.id, changed)
  const ids = [...new Set([...changes.removed, ...changes.changed].map((each) => each.id))]
  const was = ids.flatMap((id) => before.get(id) ?? [])
  const is = ids.flatMap((id) => after.get(id) ?? [])
  const open = is.filter((each) => !passes(each))
  const stillOpen = new Set(open.map((each) => each.id))

  const closed = was.filter((each) => !passes(each) && !stillOpen.has(each.id))
  await together([
    deleteOpen(db, place, closed),
    putOpen(db, place, open),
    was.some(passes) || is.some(passes) ? putPassing(db, place, [...after.values()].filter(passes)) : Promise.resolve(),
    storeCounts(db, place, was, is),
  ])
}

function passes(finding: FindingState): boolean {
  return finding.outcome === 'pass'
}

async function deleteOpen(db: Database, place: Place, gone: readonly FindingState[]): Promise<void> {
  for (const some of chunks(gone, rowsAtOnce)) {
    await db
      .deleteFrom('findings')
      .where('cluster_id', '=', place.clusterId)
      .where('node_id', '=', place.nodeId)
      .where(
        'finding_id',
        'in',
        some.map((each) => toHash(each.id)),
      )
      .execute()
  }
}

async function putOpen(db: Database, place: Place, states: readonly FindingState[]): Promise<void> {
  const rows = states.map((state) => ({
    cluster_id: place.clusterId,
    node_id: place.nodeId,
    finding_id: toHash(state.id),
    sort_key: sortKey(place.nodeId, state),
    rule: state.rule,
    severity: state.severity,
    outcome: state.outcome,
    state: toText(state),
  }))
  await insertRows(db, 'findings', rows, (some) =>
    db
      .insertInto('findings')
      .values(some)
      .onConflict((conflict) =>
        conflict.columns(['cluster_id', 'node_id', 'finding_id']).doUpdateSet((eb) => ({
          sort_key: eb.ref('excluded.sort_key'),
          severity: eb.ref('excluded.severity'),
          outcome: eb.ref('excluded.outcome'),
          state: eb.ref('excluded.state'),
        })),
      ),
  )
}

async function putPassing(db: Database, place: Place, passing: readonly FindingState[]): Promise<void> {
  if (passing.length === 0) {
    await db
      .deleteFrom('passing')
      .where('cluster_id', '=', place.clusterId)
      .where('node_id', '=', place.nodeId)
      .execute()
    return
  }
  const states = packJson(passing)
  await db
    .insertInto('passing')
    .values({ cluster_id: place.clusterId, node_id: place.nodeId, states })
    .onConflict((conflict) => conflict.columns(['cluster_id', 'node_id']).doUpdateSet({ states }))
    .execute()
}

import { setImmediate } from 'node:timers/promises'
import type { FindingState } from '../../judge/finding.ts'
import { type Outcome, outcomes, type Severity, severities } from '../../judge/rule.ts'
import { fromText, unpackJson } from '../codec.ts'
import { fromPageToken, requirePageSize, sortKey, toPageToken } from '../sort-key.ts'
import type { FindingPage, FindingQuery } from '../store.ts'
import { type Database, read } from './transaction.ts'

/** A query with its defaults filled in. */
interface Filter {
  readonly clusterId: string
  readonly outcomes: readonly Outcome[]
  readonly severities: readonly Severity[]
  readonly nodeIds: readonly string[] | undefined
  readonly rules: readonly string[] | undefined
  readonly after: Uint8Array | undefined
  readonly limit: number
}

interface Item {
  readonly key: Uint8Array
  readonly finding: FindingState & { readonly nodeId: string }
}

/** Some of a list, in order, and how many the whole list has. */
interface Part {
  readonly items: readonly Item[]
  readonly total: number
}

/** Nodes whose passing findings are looked through before others get their turn. */
const nodesAtOnce = 50

export async function findings(db: Database, clusterId: string, query: FindingQuery): Promise<FindingPage> {
  const { pageSize } = query
  requirePageSize('findings', pageSize)
  const filter = toFilter(clusterId, query)
  const parts = await read(db, async (transaction) => [
    await openFindings(transaction, filter),
    await passingFindings(transaction, filter),
  ])
  const items = inOrder(parts.flatMap((part) => part.items))
  const page = items.slice(0, pageSize)
  const last = items.length > pageSize ? page.at(-1) : undefined
  return {
    findings: page.map((item) => item.finding),
    ...(last ? { nextPageToken: toPageToken(clusterId, last.key) } : {}),
    total: parts.reduce((sum, part) => sum + part.total, 0),
  }
}

function toFilter(clusterId: string, query: FindingQuery): Filter {
  return {
    clusterId,
    outcomes: given(query.outcomes) ?? outcomes.filter((each) => each !== 'pass'),
    severities: severities.slice(query.minSeverity ? severities.indexOf(query.minSeverity) : 0),
    nodeIds: given(query.nodeIds),
    rules: given(query.rules),
    after: query.pageToken ? fromPageToken(clusterId, query.pageToken) : undefined,
    limit: query.pageSize + 1,
  }
}

/** An empty filter filters nothing. */
function given<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list?.length ? [...new Set(list)] : undefined
}

async function openFindings(db: Database, filter: Filter): Promise<Part> {
  const { after, limit } = filter
  const wanted = filter.outcomes.filter((each) => each !== 'pass')
  if (wanted.length === 0) return { items: [], total: 0 }
  const matching = matchingRows(db, filter, wanted)
  const rows = await matching
    .select(['node_id', 'sort_key', 'state'])
    .$if(after !== undefined, (page) => page.where('sort_key', '>', after as Uint8Array))
    .orderBy('sort_key')
    .limit(limit)
    .execute()
  const items = rows.map((row) => ({
    key: row.sort_key,
    finding: { ...fromText<FindingState>(row.state), nodeId: row.node_id },
  }))
  return { items, total: filter.rules ? await countRows(matching) : await countMaintained(db, filter, wanted) }
}

function matchingRows(db: Database, filter: Filter, wanted: readonly Outcome[]) {
  const { nodeIds, rules } = filter
  return db
    .selectFrom('findings')
    .where('cluster_id', '=', filter.clusterId)
    .where('outcome', 'in', wanted)
    .where('severity', 'in', filter.severities)
    .$if(nodeIds !== undefined, (some) => some.where('node_id', 'in', nodeIds as string[]))
    .$if(rules !== undefined, (some) => some.where('rule', 'in', rules as string[]))
}

async function countRows(matching: ReturnType<typeof matchingRows>): Promise<number> {
  const row = await matching.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow()
  return Number(row.total)
}

async function countMaintained(db: Database, filter: Filter, wanted: readonly Outcome[]): Promise<number> {
  const { nodeIds } = filter
  const row = await db
    .selectFrom('node_counts')
    .select((eb) => eb.fn.sum('count').as('total'))
    .where('cluster_id', '=', filter.clusterId)
    .where('outcome', 'in', wanted)
    .where('severity', 'in', filter.severities)
    .$if(nodeIds !== undefined, (some) => some.where('node_id', 'in', nodeIds as string[]))
    .executeTakeFirstOrThrow()
  return Number(row.total)
}

/** Looks through the passing findings of all nodes in question. */
async function passingFindings(db: Database, filter: Filter): Promise<Part> {
  if (!filter.outcomes.includes('pass')) return { items: [], total: 0 }
  let best: Item[] = []
  let total = 0
  for await (const rows of passingRows(db, filter)) {
    const matching = rows.flatMap((row) => matchingStates(row.node_id, unpackJson(row.states), filter))
    total += matching.length
    const { after } = filter
    const ahead = after ? matching.filter((item) => Buffer.compare(item.key, after) > 0) : matching
    best = inOrder([...best, ...ahead]).slice(0, filter.limit)
  }
  return { items: best, total }
}

async function* passingRows(db: Database, filter: Filter) {
  const { nodeIds } = filter
  let last: string | undefined
  while (true) {
    const after = last
    const rows = await db
      .selectFrom('passing')
      .select(['node_id', 'states'])
      .where('cluster_id', '=', filter.clusterId)
      .$if(nodeIds !== undefined, (some) => some.where('node_id', 'in', nodeIds as string[]))
      .$if(after !== undefined, (some) => some.where('node_id', '>', after as string))
      .orderBy('node_id')
      .limit(nodesAtOnce)
      .execute()
    if (rows.length > 0) yield rows
    if (rows.length < nodesAtOnce) return
    last = rows.at(-1)?.node_id
    await setImmediate()
  }
}

function matchingStates(nodeId: string, states: readonly FindingState[], filter: Filter): Item[] {
  return states
    .filter((each) => filter.severities.includes(each.severity) && (filter.rules?.includes(each.rule) ?? true))
    .map((each) => ({ key: sortKey(nodeId, each), finding: { ...each, nodeId } }))
}

function inOrder(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => Buffer.compare(a.key, b.key))
}

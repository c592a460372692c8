import type { Selectable } from 'kysely'
import { fromText, toText } from '../codec.ts'
import type { NodeVitals } from '../replicas.ts'
import type { Tables } from '../schema.ts'
import { fromPageToken, requirePageSize, toPageToken } from '../sort-key.ts'
import {
  type DomainRecord,
  type DomainState,
  type NodePage,
  type NodeQuery,
  type NodeRecord,
  PageTokenError,
} from '../store.ts'
import { isOneOf, named } from './named.ts'
import { toDomainRecord, toDomainState } from './observations.ts'
import { type Database, read } from './transaction.ts'

export function nodes(
  db: Database,
  clusterId: string,
  domains?: readonly string[],
  { nodeIds, names }: NodeQuery = {},
): Promise<NodeRecord[]> {
  return read(db, async (transaction) => {
    const found = await knownNodes(transaction, clusterId)
      .selectAll()
      .where(isOneOf('node_id', nodeIds))
      .where(isOneOf('name', names?.map(toText)))
      .orderBy('node_id')
      .execute()
    const wanted = names && new Set(names.map(toText))
    const rows = named(found, nodeIds).filter((row) => !wanted || wanted.has(row.name))
    const some = nodeIds || names ? rows.map((row) => row.node_id) : undefined
    const told = await domainsByNode(transaction, clusterId, domains, some)
    return rows.map((row) => toNodeRecord(row, told.get(row.node_id) ?? []))
  })
}

export function nodePage(
  db: Database,
  clusterId: string,
  { pageToken, pageSize }: { readonly pageToken?: string; readonly pageSize: number },
): Promise<NodePage> {
  return read(db, async (transaction) => {
    requirePageSize('nodes', pageSize)
    const after = pageToken === undefined ? undefined : nodeIdOf(clusterId, pageToken)
    const known = knownNodes(transaction, clusterId)
    const { total } = await known.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow()
    const rows = await known
      .select('node_id')
      .$if(after !== undefined, (some) => some.where('node_id', '>', after ?? ''))
      .orderBy('node_id')
      .limit(pageSize + 1)
      .execute()
    const nodeIds = rows.slice(0, pageSize).map((row) => row.node_id)
    const last = rows.length > pageSize ? nodeIds.at(-1) : undefined
    const more = last === undefined ? {} : { nextPageToken: toPageToken(clusterId, Buffer.from(last)) }
    return { nodeIds, ...more, total: Number(total) }
  })
}

function knownNodes(db: Database, clusterId: string) {
  return db.selectFrom('nodes').where('cluster_id', '=', clusterId).where('removed_time', 'is', null)
}

/** The last node of the page before. */
function nodeIdOf(clusterId: string, pageToken: string): string {
  const nodeId = Buffer.from(fromPageToken(clusterId, pageToken)).toString()
  // One of another list of the cluster leads to no node: it holds NUL.
  if (nodeId === '' || nodeId.includes('\0'))
    throw new PageTokenError('not a page token of this list: ask for the first page again')
  return nodeId
}

function toNodeRecord(row: Selectable<Tables['nodes']>, domains: readonly DomainRecord[]): NodeRecord {
  return {
    clusterId: row.cluster_id,
    nodeId: row.node_id,
    name: fromText(row.name),
    agentVersion: fromText(row.agent_version),
    bootId: fromText(row.boot_id),
    degraded: fromText(row.degraded),
    clockOffset: row.clock_offset,
    epoch: row.epoch,
    enrolledTime: row.enrolled_time,
    ...(row.last_seen_time === null ? {} : { lastSeenTime: row.last_seen_time }),
    ...(row.vitals === null ? {} : { vitals: fromText<NodeVitals>(row.vitals) }),
    domains,
  }
}

async function domainsByNode(
  db: Database,
  clusterId: string,
  wanted: readonly string[] | undefined,
  nodeIds: readonly string[] | undefined,
): Promise<ReadonlyMap<string, DomainRecord[]>> {
  if (wanted?.length === 0) return new Map()
  const rows = await domainRows(db, clusterId, nodeIds)
    .select(['hash', 'received_time'])
    .$if(wanted !== undefined, (some) => some.where('domain', 'in', wanted ?? []))
    .execute()
  return byNode(rows, toDomainRecord)
}

export async function domainStates(
  db: Database,
  clusterId: string,
  nodeIds?: readonly string[],
): Promise<ReadonlyMap<string, DomainState[]>> {
  const rows = await domainRows(db, clusterId, nodeIds).execute()
  return byNode(named(rows, nodeIds), toDomainState)
}

function domainRows(db: Database, clusterId: string, nodeIds: readonly string[] | undefined) {
  return (
    db
      .selectFrom('domains')
      .select(['node_id', 'domain', 'status', 'reason', 'gaps', 'observed_time'])
      .where('cluster_id', '=', clusterId)
      .where(isOneOf('node_id', nodeIds))
      // As their index has them: by domain alone, each row of a cluster would be looked up by itself.
      .orderBy('node_id')
      .orderBy('domain')
  )
}

function byNode<Row extends { readonly node_id: string }, View>(
  rows: readonly Row[],
  viewOf: (row: Row) => View,
): ReadonlyMap<string, View[]> {
  const views = new Map<string, View[]>()
  for (const row of rows) {
    const some = views.get(row.node_id)
    if (some) some.push(viewOf(row))
    else views.set(row.node_id, [viewOf(row)])
  }
  return views
}

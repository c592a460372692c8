import type { Insertable, Selectable } from 'kysely'
import { fromHash, fromText, requireKey, toHash, toText, unpack } from '../codec.ts'
import type { Tables } from '../schema.ts'
import type { Commit, DomainRecord, DomainState, NewObservation, StoredObservation } from '../store.ts'
import { isOneOf, named } from './named.ts'
import { insertRows } from './rows.ts'
import { together } from './share.ts'
import type { Database } from './transaction.ts'

export async function hashes(db: Database, clusterId: string, nodeId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('domains')
    .select(['domain', 'hash'])
    .where('cluster_id', '=', clusterId)
    .where('node_id', '=', nodeId)
    .orderBy('domain')
    .execute()
  return new Map(rows.map((row) => [row.domain, fromHash(row.hash)]))
}

export async function observations(
  db: Database,
  clusterId: string,
  nodeId: string,
  wanted?: readonly string[],
): Promise<StoredObservation[]> {
  if (wanted?.length === 0) return []
  const query = withBytes(db, clusterId).where('domains.node_id', '=', nodeId).orderBy('domains.domain')
  const rows = await query
    .$if(wanted !== undefined, (some) => some.where('domains.domain', 'in', wanted ?? []))
    .execute()
  return rows.map(toObservation)
}

/** The newest observation of one domain of a node. */
export async function observationOf(
  db: Database,
  { clusterId, nodeId }: { readonly clusterId: string; readonly nodeId: string },
  domain: string,
): Promise<StoredObservation | undefined> {
  const query = withBytes(db, clusterId).where('domains.node_id', '=', nodeId)
  const row = await query.where('domains.domain', '=', domain).executeTakeFirst()
  return row && toObservation(row)
}

export async function observationsOf(
  db: Database,
  clusterId: string,
  domain: string,
  nodeIds?: readonly string[],
): Promise<(StoredObservation & { nodeId: string })[]> {
  const rows = await withBytes(db, clusterId)
    .where('domains.domain', '=', domain)
    .where(isOneOf('domains.node_id', nodeIds))
    .orderBy('domains.node_id')
    .execute()
  return named(rows, nodeIds).map((row) => ({ ...toObservation(row), nodeId: row.node_id }))
}

function withBytes(db: Database, clusterId: string) {
  return db
    .selectFrom('domains')
    .innerJoin('facts', (join) =>
      join
        .onRef('facts.cluster_id', '=', 'domains.cluster_id')
        .onRef('facts.node_id', '=', 'domains.node_id')
        .onRef('facts.hash', '=', 'domains.hash'),
    )
    .selectAll('domains')
    .select('facts.bytes')
    .where('domains.cluster_id', '=', clusterId)
}

function toObservation(row: Selectable<Tables['domains']> & { bytes: Uint8Array }): StoredObservation {
  return { ...toDomainRecord(row), bytes: unpack(row.bytes) }
}

export function toDomainRecord(row: Omit<Selectable<Tables['domains']>, 'cluster_id' | 'node_id'>): DomainRecord {
  return { ...toDomainState(row), hash: fromHash(row.hash), receivedTime: row.received_time }
}

export function toDomainState(
  row: Pick<Selectable<Tables['domains']>, 'domain' | 'status' | 'reason' | 'gaps' | 'observed_time'>,
): DomainState {
  return {
    domain: row.domain,
    status: row.status,
    reason: fromText(row.reason),
    gaps: row.gaps,
    observedTime: row.observed_time,
  }
}

/** An observation that says something else than the one before it, with the hash of that. */
export interface Change {
  readonly observation: NewObservation
  readonly replaced?: string
}

/** Those of a commit's observations that are news, in their order. `stored` is what the node has. */
export function changedObservations(stored: readonly DomainRecord[], given: readonly NewObservation[]): Change[] {
  const newest = new Map<string, Answer>(stored.map((each) => [each.domain, each]))
  return given.flatMap((observation) => {
    const before = newest.get(observation.domain)
    if (before && sameObservation(before, observation)) return []
    newest.set(observation.domain, observation)
    return [before ? { observation, replaced: before.hash } : { observation }]
  })
}

type Answer = Pick<DomainRecord, 'hash' | 'status' | 'reason' | 'gaps'>

function sameObservation(a: Answer, b: Answer): boolean {
  return a.hash === b.hash && a.status === b.status && a.reason === b.reason && a.gaps === b.gaps
}

export async function domainRecords(db: Database, clusterId: string, nodeId: string): Promise<DomainRecord[]> {
  const rows = await db
    .selectFrom('domains')
    .selectAll()
    .where('cluster_id', '=', clusterId)
    .where('node_id', '=', nodeId)
    .execute()
  return rows.map(toDomainRecord)
}

export type DomainRow = Insertable<Tables['domains']>

/** What is to be written of each of a commit's changes. */
export function newestRows(commit: Commit, news: readonly Change[]): DomainRow[] {
  return news.map(({ observation }) => ({
    cluster_id: commit.clusterId,
    node_id: commit.nodeId,
    domain: requireKey('domain', observation.domain),
    hash: toHash(observation.hash),
    status: observation.status,
    reason: toText(observation.reason),
    gaps: observation.gaps,
    observed_time: observation.observedTime,
    received_time: commit.time,
  }))
}

/** Makes observations the newest of their domains. `rows` are those of `newestRows`, `packed` are bytes by their hash. */
export async function storeObservations(
  db: Database,
  commit: Commit,
  news: readonly Change[],
  rows: readonly DomainRow[],
  packed: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  // Domains of which there is the same to say share a fact, which one statement can write once only.
  const hashes = new Set(news.map((each) => each.observation.hash))
  await together([
    storeFacts(
      db,
      commit,
      [...packed].filter(([hash]) => hashes.has(hash)),
    ),
    endReplaced(
      db,
      commit,
      news.flatMap((each) => each.replaced ?? []),
    ),
    putNewest(db, rows),
  ])
}

/** Appends rows of `newestRows` to the history, with sequence numbers from `sequence` on. */
export async function appendObserved(db: Database, rows: readonly DomainRow[], sequence: number): Promise<void> {
  if (rows.length === 0) return
  const numbered = rows.map((row, at) => ({ ...row, sequence: sequence + at }))
  await insertRows(db, 'domain_history', numbered, (some) => db.insertInto('domain_history').values(some))
}

async function storeFacts(
  db: Database,
  commit: Commit,
  facts: readonly (readonly [hash: string, packed: Uint8Array])[],
): Promise<void> {
  const rows = facts.map(([hash, bytes]) => ({
    cluster_id: commit.clusterId,
    node_id: commit.nodeId,
    hash: toHash(hash),
    bytes,
    first_time: commit.time,
    last_time: commit.time,
  }))
  await insertRows(db, 'facts', rows, (some) =>
    db
      .insertInto('facts')
      .values(some)
      .onConflict((conflict) =>
        conflict
          .columns(['cluster_id', 'node_id', 'hash'])
          .doUpdateSet((eb) => ({ last_time: eb.ref('excluded.last_time') })),
      ),
  )
}

/** Notes that facts are the newest no more. */
async function endReplaced(db: Database, commit: Commit, replaced: readonly string[]): Promise<void> {
  if (replaced.length === 0) return
  await db
    .updateTable('facts')
    .set({ last_time: commit.time })
    .where('cluster_id', '=', commit.clusterId)
    .where('node_id', '=', commit.nodeId)
    .where('hash', 'in', replaced.map(toHash))
    .execute()
}

async function putNewest(db: Database, rows: readonly DomainRow[]): Promise<void> {
  if (rows.length === 0) return
  // The last of each domain: one statement can write a row once only.
  const newest = new Map(rows.map((row) => [row.domain, row]))
  await insertRows(db, 'domains', [...newest.values()], (some) =>
    db
      .insertInto('domains')
      .values(some)
      .onConflict((conflict) =>
        conflict.columns(['cluster_id', 'node_id', 'domain']).doUpdateSet((eb) => ({
          hash: eb.ref('excluded.hash'),
          status: eb.ref('excluded.status'),
          reason: eb.ref('excluded.reason'),
          gaps: eb.ref('excluded.gaps'),
          observed_time: eb.ref('excluded.observed_time'),
          received_time: eb.ref('excluded.received_time'),
        })),
      ),
  )
}

/** Notes for all facts of a node that are the newest that they are no more. */
export async function endFacts(db: Database, clusterId: string, nodeId: string, time: number): Promise<void> {
  await db
    .updateTable('facts')
    .set({ last_time: time })
    .where('cluster_id', '=', clusterId)
    .where('node_id', '=', nodeId)
    .where('hash', 'in', (newest) =>
      newest.selectFrom('domains').select('hash').where('cluster_id', '=', clusterId).where('node_id', '=', nodeId),
    )
    .execute()
}

import type { Selectable } from 'kysely'
import type { Transition } from '../../judge/finding.ts'
import { fromHash, fromText, toHash, toText } from '../codec.ts'
import type { Tables } from '../schema.ts'
import type { StoredTransition } from '../store.ts'
import type { Place } from './findings.ts'
import { insertRows } from './rows.ts'
import type { Database } from './transaction.ts'

/** A step with the hash of what it was judged on, hexadecimal; empty where there was none. */
export interface Step extends Transition {
  readonly factHash: string
}

/** What of a step is text that others wrote. */
type Detail = Pick<Transition, 'subject' | 'fromMessage' | 'toMessage' | 'evidence'>

/** Takes `count` sequence numbers of a cluster and returns the first. Throws for a cluster that is not known. */
export async function takeSequence(db: Database, clusterId: string, count: number): Promise<number> {
  const row = await db
    .updateTable('clusters')
    .set((eb) => ({ sequence: eb('sequence', '+', count) }))
    .where('cluster_id', '=', clusterId)
    .returning('sequence')
    .executeTakeFirstOrThrow(() => new RangeError(`no such cluster: ${clusterId}`))
  return row.sequence - count + 1
}

/** Appends steps with sequence numbers from `sequence` on. */
export async function appendHistory(
  db: Database,
  place: Place,
  steps: readonly Step[],
  sequence: number,
  rulePack: string,
): Promise<void> {
  const rows = steps.map((step, at) => ({
    cluster_id: place.clusterId,
    node_id: place.nodeId,
    sequence: sequence + at,
    finding_id: toHash(step.findingId),
    rule: step.rule,
    severity: step.severity,
    from_outcome: step.from ?? null,
    to_outcome: step.to ?? null,
    time: step.time,
    rule_pack: rulePack,
    fact_hash: step.factHash === '' ? null : toHash(step.factHash),
    detail: toText(detailOf(step)),
  }))
  await insertRows(db, 'history', rows, (some) => db.insertInto('history').values(some))
}

function detailOf({ subject, fromMessage, toMessage, evidence }: Detail): Detail {
  return {
    subject,
    ...(fromMessage === undefined ? {} : { fromMessage }),
    ...(toMessage === undefined ? {} : { toMessage }),
    evidence,
  }
}

export async function history(db: Database, clusterId: string, id: string, limit: number): Promise<StoredTransition[]> {
  if (!/^[0-9a-f]{64}$/.test(id)) return []
  const rows = await newestSteps(db, clusterId, limit).where('finding_id', '=', toHash(id)).execute()
  return rows.map(toTransition)
}

export async function changes(db: Database, clusterId: string, limit: number): Promise<StoredTransition[]> {
  const rows = await newestSteps(db, clusterId, limit).where('from_outcome', 'is not', null).execute()
  return rows.map(toTransition)
}

function newestSteps(db: Database, clusterId: string, limit: number) {
  return db
    .selectFrom('history')
    .selectAll()
    .where('cluster_id', '=', clusterId)
    .orderBy('sequence', 'desc')
    .limit(limit)
}

function toTransition(row: Selectable<Tables['history']>): StoredTransition {
  return {
    findingId: fromHash(row.finding_id),
    nodeId: row.node_id,
    rule: row.rule,
    severity: row.severity,
    ...(row.from_outcome === null ? {} : { from: row.from_outcome }),
    ...(row.to_outcome === null ? {} : { to: row.to_outcome }),
    ...fromText<Detail>(row.detail),
    time: row.time,
    rulePack: row.rule_pack,
    factHash: row.fact_hash === null ? '' : fromHash(row.fact_hash),
  }
}

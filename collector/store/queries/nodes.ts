import type { Insertable } from 'kysely'
import { chunks, fromText, requireKey, toText } from '../codec.ts'
import type { Tables } from '../schema.ts'
import type { Beat, Cluster, SessionStart, SessionState } from '../store.ts'
import { beginSpool, noteLostSpool, spoolsOf } from './events.ts'
import { NotAloneError, retried } from './group.ts'
import { learnStart } from './learning.ts'
import { hashes } from './observations.ts'
import { together } from './share.ts'
import type { AnySink } from './sinks.ts'
import { type Database, write, writeNode } from './transaction.ts'

/** Beats that are written in one transaction. */
const beatsAtOnce = 200

export async function putCluster(db: Database, cluster: Cluster): Promise<void> {
  const name = toText(cluster.name)
  const put = db
    .insertInto('clusters')
    .values({ cluster_id: requireKey('cluster id', cluster.id), name, sequence: 0 })
    .onConflict((conflict) => conflict.column('cluster_id').doUpdateSet({ name }).where('clusters.name', '!=', name))
  await retried(() => put.execute())
}

export async function clusters(db: Database): Promise<Cluster[]> {
  const rows = await db.selectFrom('clusters').select(['cluster_id', 'name']).orderBy('cluster_id').execute()
  return rows.map((row) => ({ id: row.cluster_id, name: fromText(row.name) }))
}

interface Enrolment {
  readonly clusterId: string
  readonly nodeId: string
  readonly name: string
  readonly time: number
}

export function enrolNode(db: Database, node: Enrolment): Promise<void> {
  return write(db, node.clusterId, async (transaction) => {
    requireKey('node id', node.nodeId)
    const known = await nodeRow(transaction, node.clusterId, node.nodeId)
    if (known?.removed_time === null) return nameAgain(transaction, node, known.name)
    await putNode(transaction, {
      ...keyOf(node),
      name: toText(node.name),
      agent_version: toText(''),
      boot_id: toText(''),
      degraded: toText([]),
      clock_offset: 0,
      epoch: known?.epoch ?? 0,
      enrolled_time: node.time,
      last_seen_time: null,
      removed_time: null,
      removed_reason: null,
    })
  })
}

/** What is known keeps its name, unless that was given to it: then it is what it is called now, whatever it said since. */
async function nameAgain(db: Database, node: Enrolment, before: string): Promise<void> {
  const name = toText(node.name)
  if (name === before || !(await isNamed(db, node))) return
  const { cluster_id, node_id } = keyOf(node)
  await db
    .updateTable('nodes')
    .set({ name })
    .where('cluster_id', '=', cluster_id)
    .where('node_id', '=', node_id)
    .execute()
}

/** Whether its name was given to it, by the API server or by whoever made its join token. Others say their names. */
async function isNamed(db: Database, { clusterId, nodeId }: Pick<Enrolment, 'clusterId' | 'nodeId'>): Promise<boolean> {
  const origins = db.selectFrom('node_identities').select('origin').where('cluster_id', '=', clusterId)
  const origin = (await origins.where('node_id', '=', nodeId).executeTakeFirst())?.origin
  if (origin !== 'join-token') return origin === 'kubernetes'
  const tokens = db.selectFrom('join_tokens').select('name').where('cluster_id', '=', clusterId)
  const used = await tokens.where('used_node_id', '=', nodeId).execute()
  return used.some(({ name }) => fromText(name) !== '')
}

export function openSession(db: Database, session: SessionStart, sinks: readonly AnySink[]): Promise<SessionState> {
  return writeNode(db, session, async (transaction, isAlone) => {
    requireKey('node id', session.nodeId)
    const [row, hasName, spools, stored] = await together([
      nodeRow(transaction, session.clusterId, session.nodeId),
      isNamed(transaction, session),
      spoolsOf(transaction, session),
      hashes(transaction, session.clusterId, session.nodeId),
    ])
    const known = row?.removed_time === null ? row : undefined
    const bootBefore = known ? fromText<string>(known.boot_id) : ''
    const beganAnew = bootBefore !== '' && session.bootId !== '' && bootBefore !== session.bootId
    // What profiles learn of it is the cluster's.
    if (!isAlone && (beganAnew || spools.lost)) throw new NotAloneError()
    const epoch = (row?.epoch ?? 0) + 1
    // Whoever speaks for a node that has a name must not show it under another's.
    const name = row && hasName ? row.name : toText(session.name)
    const put = putNode(transaction, {
      ...keyOf(session),
      name,
      agent_version: toText(session.agentVersion),
      boot_id: toText(session.bootId),
      degraded: toText(session.degraded),
      clock_offset: session.clockOffset,
      epoch,
      enrolled_time: known?.enrolled_time ?? session.time,
      last_seen_time: Math.max(known?.last_seen_time ?? session.time, session.time),
      removed_time: null,
      removed_reason: null,
    })
    await together([put, beginSpool(transaction, session, epoch, spools)])
    if (beganAnew) await learnStart(transaction, session)
    if (spools.lost) await noteLostSpool(transaction, session, epoch, spools.lost, sinks)
    return { epoch, hashes: stored, committedEventSeq: spools.committed }
  })
}

function keyOf(node: { clusterId: string; nodeId: string }): { cluster_id: string; node_id: string } {
  return { cluster_id: node.clusterId, node_id: requireKey('node id', node.nodeId) }
}

function nodeRow(db: Database, clusterId: string, nodeId: string) {
  return db
    .selectFrom('nodes')
    .select(['name', 'epoch', 'boot_id', 'enrolled_time', 'last_seen_time', 'removed_time'])
    .where('cluster_id', '=', clusterId)
    .where('node_id', '=', nodeId)
    .executeTakeFirst()
}

async function putNode(db: Database, row: Insertable<Tables['nodes']>): Promise<void> {
  await db
    .insertInto('nodes')
    .values(row)
    .onConflict((conflict) => conflict.columns(['cluster_id', 'node_id']).doUpdateSet(row))
    .execute()
}

export async function touch(db: Database, clusterId: string, beats: readonly Beat[]): Promise<void> {
  for (const some of chunks(beats, beatsAtOnce)) {
    await write(db, clusterId, async (transaction) => {
      await together(some.map((beat) => touchNode(transaction, clusterId, beat)))
    })
  }
}

async function touchNode(db: Database, clusterId: string, beat: Beat): Promise<void> {
  await db
    .updateTable('nodes')
    .set({
      last_seen_time: beat.time,
      clock_offset: beat.clockOffset,
      degraded: toText(beat.degraded),
      ...(beat.vitals ? { vitals: toText(beat.vitals) } : {}),
    })
    .where('cluster_id', '=', clusterId)
    .where('node_id', '=', beat.nodeId)
    .where('removed_time', 'is', null)
    .where((where) => where.or([where('last_seen_time', 'is', null), where('last_seen_time', '<', beat.time)]))
    .execute()
}

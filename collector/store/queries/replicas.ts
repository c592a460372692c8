import { fromText, toText } from '../codec.ts'
import { type ChangeVersion, historyTopic, type Lease, type Login, maxLogins, type ReplicaStore } from '../replicas.ts'
import { retried } from './group.ts'
import { type Database, write } from './transaction.ts'

/** The part of the store that collectors over one database share. */
export function replicaQueries(db: Database): ReplicaStore {
  return {
    leases: (clusterId) => leases(db, clusterId),
    takeLease: (clusterId, lease, term) => retried(() => takeLease(db, clusterId, lease, term)),
    dropLease: (clusterId, lease) => retried(() => dropLease(db, clusterId, lease)),
    noteChange: (clusterId, topic) => retried(() => noteChange(db, clusterId, topic)),
    versions: () => versions(db),
    putLogin: (clusterId, login, now) => putLogin(db, clusterId, login, now),
    takeLogin: (clusterId, hash, now) => retried(() => takeLogin(db, clusterId, hash, now)),
    login: (clusterId, hash, now) => findLogin(db, clusterId, hash, now),
  }
}

async function leases(db: Database, clusterId: string): Promise<Lease[]> {
  const rows = await db.selectFrom('leases').selectAll().where('cluster_id', '=', clusterId).orderBy('name').execute()
  return rows.map(({ name, holder, term }) => ({ name, holder, term }))
}

/** One statement each: of two who try at once one changes the row. */
async function takeLease(
  db: Database,
  clusterId: string,
  { name, holder }: Omit<Lease, 'term'>,
  term: number,
): Promise<boolean> {
  if (term === 0) {
    const made = await db
      .insertInto('leases')
      .values({ cluster_id: clusterId, name, holder, term: 1 })
      .onConflict((conflict) => conflict.columns(['cluster_id', 'name']).doNothing())
      .executeTakeFirst()
    return (made.numInsertedOrUpdatedRows ?? 0n) > 0n
  }
  const kept = await db
    .updateTable('leases')
    .set({ holder, term: term + 1 })
    .where('cluster_id', '=', clusterId)
    .where('name', '=', name)
    .where('term', '=', term)
    .executeTakeFirst()
  return kept.numUpdatedRows > 0n
}

async function dropLease(db: Database, clusterId: string, { name, holder }: Omit<Lease, 'term'>): Promise<void> {
  await db
    .deleteFrom('leases')
    .where('cluster_id', '=', clusterId)
    .where('name', '=', name)
    .where('holder', '=', holder)
    .execute()
}

async function noteChange(db: Database, clusterId: string, topic: string): Promise<void> {
  await db
    .insertInto('changes')
    .values({ cluster_id: clusterId, topic, version: 1 })
    .onConflict((conflict) =>
      conflict.columns(['cluster_id', 'topic']).doUpdateSet((set) => ({ version: set('changes.version', '+', 1) })),
    )
    .execute()
}

async function versions(db: Database): Promise<ChangeVersion[]> {
  const [histories, changes] = await Promise.all([
    db.selectFrom('clusters').select(['cluster_id', 'sequence']).execute(),
    db.selectFrom('changes').selectAll().execute(),
  ])
  return [
    ...histories.map((row) => ({ clusterId: row.cluster_id, topic: historyTopic, version: row.sequence })),
    ...changes.map((row) => ({ clusterId: row.cluster_id, topic: row.topic, version: row.version })),
  ]
}

function putLogin(db: Database, clusterId: string, login: Login, now: number): Promise<void> {
  const { kind, expireTime } = login
  const row = { cluster_id: clusterId, hash: Buffer.from(login.hash, 'hex'), kind, name: toText(login.name) }
  return write(db, clusterId, async (transaction) => {
    await transaction.deleteFrom('logins').where('cluster_id', '=', clusterId).where('expire_time', '<=', now).execute()
    const kept = await transaction
      .selectFrom('logins')
      .select('hash')
      .where('cluster_id', '=', clusterId)
      .where('kind', '=', kind)
      .orderBy('expire_time', 'desc')
      .orderBy('hash')
      .offset(maxLogins - 1)
      .limit(maxLogins)
      .execute()
    for (const { hash } of kept)
      await transaction.deleteFrom('logins').where('cluster_id', '=', clusterId).where('hash', '=', hash).execute()
    await transaction
      .insertInto('logins')
      .values({ ...row, expire_time: expireTime })
      .execute()
  })
}

async function takeLogin(db: Database, clusterId: string, hash: string, now: number): Promise<Login | undefined> {
  const row = await db
    .deleteFrom('logins')
    .where('cluster_id', '=', clusterId)
    .where('hash', '=', Buffer.from(hash, 'hex'))
    .where('kind', '=', 'token')
    .where('expire_time', '>', now)
    .returningAll()
    .executeTakeFirst()
  return row && { kind: row.kind, hash, name: fromText(row.name), expireTime: row.expire_time }
}

async function findLogin(db: Database, clusterId: string, hash: string, now: number): Promise<Login | undefined> {
  const row = await db
    .selectFrom('logins')
    .selectAll()
    .where('cluster_id', '=', clusterId)
    .where('hash', '=', Buffer.from(hash, 'hex'))
    .where('expire_time', '>', now)
    .executeTakeFirst()
  return row && { kind: row.kind, hash, name: fromText(row.name), expireTime: row.expire_time }
}

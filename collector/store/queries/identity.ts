import type { Selectable } from 'kysely'
import { fromText, requireKey, toHash, toText } from '../codec.ts'
import {
  type Ban,
  type Holder,
  type HolderRecord,
  type IdentityStore,
  type JoinToken,
  type JoinTokenUse,
  joinTokenRepeats,
  type NewJoinToken,
  type NodeIdentity,
} from '../identity.ts'
import type { Tables } from '../schema.ts'
import { takeSequence } from './history.ts'
import { isOneOf, named } from './named.ts'
import { type Database, write } from './transaction.ts'

/** Most tokens that a list shows. */
const tokensListed = 1000

async function putJoinToken(db: Database, clusterId: string, token: NewJoinToken): Promise<void> {
  await db
    .insertInto('join_tokens')
    .values({
      cluster_id: clusterId,
      token_hash: toHash(token.hash),
      token_id: requireKey('token id', token.tokenId),
      name: toText(token.name),
      created_by: toText(token.by),
      created_time: token.createdTime,
      expire_time: token.expireTime,
      used_time: null,
      used_node_id: null,
      used_key: null,
      revoked_time: null,
    })
    .execute()
}

async function joinTokens(db: Database, clusterId: string): Promise<JoinToken[]> {
  const rows = await db
    .selectFrom('join_tokens')
    .selectAll()
    .where('cluster_id', '=', clusterId)
    .orderBy('created_time', 'desc')
    .orderBy('token_id')
    .limit(tokensListed)
    .execute()
  return rows.map(toJoinToken)
}

/** One statement: of two at once, one finds the token unused. */
async function redeemJoinToken(
  db: Database,
  clusterId: string,
  hash: string,
  use: JoinTokenUse,
): Promise<JoinToken | undefined> {
  const { nodeId, key, time } = use
  const row = await db
    .updateTable('join_tokens')
    .set({ used_time: time, used_node_id: requireKey('node id', nodeId), used_key: toHash(key) })
    .where('cluster_id', '=', clusterId)
    .where('token_hash', '=', toHash(hash))
    .where('used_time', 'is', null)
    .where('revoked_time', 'is', null)
    .where('expire_time', '>', time)
    .returningAll()
    .executeTakeFirst()
  return row ? toJoinToken(row) : redeemedBefore(db, clusterId, hash, use)
}

/** The same use again: its answer was lost on the way. */
async function redeemedBefore(
  db: Database,
  clusterId: string,
  hash: string,
  { key, time }: JoinTokenUse,
): Promise<JoinToken | undefined> {
  const row = await db
    .selectFrom('join_tokens')
    .selectAll()
    .where('cluster_id', '=', clusterId)
    .where('token_hash', '=', toHash(hash))
    .where('used_key', '=', toHash(key))
    .where('used_time', '>', time - joinTokenRepeats)
    .executeTakeFirst()
  return row && toJoinToken(row)
}

async function revokeJoinToken(db: Database, clusterId: string, tokenId: string, time: number): Promise<boolean> {
  const result = await db
    .updateTable('join_tokens')
    .set({ revoked_time: time })
    .where('cluster_id', '=', clusterId)
    .where('token_id', '=', tokenId)
    .where('used_time', 'is', null)
    .where('revoked_time', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

function toJoinToken(row: Selectable<Tables['join_tokens']>): JoinToken {
  return {
    tokenId: row.token_id,
    name: fromText(row.name),
    by: fromText(row.created_by),
    createdTime: row.created_time,
    expireTime: row.expire_time,
    ...(row.used_time === null ? {} : { usedTime: row.used_time }),
    ...(row.used_node_id === null ? {} : { nodeId: row.used_node_id }),
    ...(row.revoked_time === null ? {} : { revokedTime: row.revoked_time }),
  }
}

async function banNode(db: Database, clusterId: string, ban: Ban): Promise<void> {
  const values = { reason: toText(ban.reason), banned_by: toText(ban.by), time: ban.time }
  await db
    .insertInto('bans')
    .values({ cluster_id: clusterId, node_id: requireKey('node id', ban.nodeId), ...values })
    .onConflict((conflict) => conflict.columns(['cluster_id', 'node_id']).doUpdateSet(values))
    .execute()
}

async function unbanNode(db: Database, clusterId: string, nodeId: string): Promise<boolean> {
  const result = await db
    .deleteFrom('bans')
    .where('cluster_id', '=', clusterId)
    .where('node_id', '=', nodeId)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

async function bans(db: Database, clusterId: string): Promise<Ban[]> {
  const rows = await db.selectFrom('bans').selectAll().where('cluster_id', '=', clusterId).orderBy('node_id').execute()
  return rows.map((row) => ({
    nodeId: row.node_id,
    reason: fromText(row.reason),
    by: fromText(row.banned_by),
    time: row.time,
  }))
}

async function removedNodes(db: Database, clusterId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('nodes')
    .select('node_id')
    .where('cluster_id', '=', clusterId)
    .where('removed_time', 'is not', null)
    .orderBy('node_id')
    .execute()
  return rows.map((row) => row.node_id)
}

const unknownIdentity = { origin: 'certificate', unobserved: '', unobservedReason: '', duplicateTime: 0 } as const

function putNodeIdentity(
  db: Database,
  clusterId: string,
  nodeId: string,
  given: Partial<Omit<NodeIdentity, 'nodeId'>>,
): Promise<void> {
  return write(db, clusterId, async (transaction) => {
    const before = await nodeIdentity(transaction, clusterId, nodeId)
    const { origin, unobserved, unobservedReason, duplicateTime } = { ...unknownIdentity, ...before, ...given }
    const values = {
      origin,
      unobserved,
      unobserved_reason: toText(unobservedReason),
      duplicate_time: duplicateTime,
    }
    await transaction
      .insertInto('node_identities')
      .values({ cluster_id: clusterId, node_id: requireKey('node id', nodeId), ...values })
      .onConflict((conflict) => conflict.columns(['cluster_id', 'node_id']).doUpdateSet(values))
      .execute()
  })
}

async function nodeIdentities(db: Database, clusterId: string, nodeIds?: readonly string[]): Promise<NodeIdentity[]> {
  const query = db.selectFrom('node_identities').selectAll().where('cluster_id', '=', clusterId)
  const rows = await query.where(isOneOf('node_id', nodeIds)).orderBy('node_id').execute()
  return named(rows, nodeIds).map(toIdentity)
}

async function nodeIdentity(db: Database, clusterId: string, nodeId: string): Promise<NodeIdentity | undefined> {
  const query = db.selectFrom('node_identities').selectAll().where('cluster_id', '=', clusterId)
  const row = await query.where('node_id', '=', nodeId).executeTakeFirst()
  return row && toIdentity(row)
}

function toIdentity(row: Selectable<Tables['node_identities']>): NodeIdentity {
  return {
    nodeId: row.node_id,
    origin: row.origin,
    unobserved: row.unobserved,
    unobservedReason: fromText(row.unobserved_reason),
    duplicateTime: row.duplicate_time,
  }
}

function noteHolder(db: Database, clusterId: string, nodeId: string, holder: Holder): Promise<HolderRecord[]> {
  const { serial, address, time, since } = holder
  return write(db, clusterId, async (transaction) => {
    const ofNode = { cluster_id: clusterId, node_id: requireKey('node id', nodeId) }
    await transaction
      .deleteFrom('node_holders')
      .where('cluster_id', '=', clusterId)
      .where('node_id', '=', nodeId)
      .where('last_time', '<', since)
      .execute()
    const rows = await transaction
      .selectFrom('node_holders')
      .select(['serial', 'address', 'last_time', 'returns'])
      .where('cluster_id', '=', clusterId)
      .where('node_id', '=', nodeId)
      .execute()
    const isOwn = (row: { serial: string; address: string }) => row.serial === serial && row.address === address
    const own = rows.find(isOwn)
    const others = rows.filter((row) => !isOwn(row))
    const cameBack = own !== undefined && others.some((row) => row.last_time > own.last_time)
    const values = { last_time: time, returns: (own?.returns ?? 0) + (cameBack ? 1 : 0) }
    await transaction
      .insertInto('node_holders')
      .values({ ...ofNode, serial, address, ...values })
      .onConflict((conflict) => conflict.columns(['cluster_id', 'node_id', 'serial', 'address']).doUpdateSet(values))
      .execute()
    return [...others, { serial, address, ...values }].map(({ last_time, ...row }) => ({ ...row, lastTime: last_time }))
  })
}

/** Number in the spool of what the collector noted itself. */
const notedSeq = 0

function noteEvent(
  db: Database,
  clusterId: string,
  { nodeId, kind, time, bytes }: Parameters<IdentityStore['noteEvent']>[1],
): Promise<void> {
  return write(db, clusterId, async (transaction) => {
    const sequence = await takeSequence(transaction, clusterId, 1)
    const row = { cluster_id: clusterId, node_id: requireKey('node id', nodeId), sequence, spool_id: '' }
    await transaction
      .insertInto('events')
      .values({ ...row, seq: notedSeq, kind, time, received_time: time, bytes })
      .execute()
  })
}

/** The part of the store that says who may speak for which node. */
export function identityQueries(db: Database): IdentityStore {
  return {
    putJoinToken: (clusterId, token) =>
      write(db, clusterId, (transaction) => putJoinToken(transaction, clusterId, token)),
    joinTokens: (clusterId) => joinTokens(db, clusterId),
    redeemJoinToken: (clusterId, hash, use) =>
      write(db, clusterId, (transaction) => redeemJoinToken(transaction, clusterId, hash, use)),
    revokeJoinToken: (clusterId, tokenId, time) =>
      write(db, clusterId, (transaction) => revokeJoinToken(transaction, clusterId, tokenId, time)),
    banNode: (clusterId, ban) => write(db, clusterId, (transaction) => banNode(transaction, clusterId, ban)),
    unbanNode: (clusterId, nodeId) => write(db, clusterId, (transaction) => unbanNode(transaction, clusterId, nodeId)),
    bans: (clusterId) => bans(db, clusterId),
    removedNodes: (clusterId) => removedNodes(db, clusterId),
    putNodeIdentity: (clusterId, nodeId, given) => putNodeIdentity(db, clusterId, nodeId, given),
    nodeIdentities: (clusterId, nodeIds) => nodeIdentities(db, clusterId, nodeIds),
    nodeIdentity: (clusterId, nodeId) => nodeIdentity(db, clusterId, nodeId),
    noteHolder: (clusterId, nodeId, holder) => noteHolder(db, clusterId, nodeId, holder),
    noteEvent: (clusterId, event) => noteEvent(db, clusterId, event),
  }
}

import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import { openEntries, openListeners, type Profile } from '../../allowlist/profile.ts'
import { riskOf } from '../../allowlist/review.ts'
import { byText } from '../../allowlist/sets.ts'
import { chunks, fromText, packJson, toText, unpackJson } from '../codec.ts'
import type { ProfileSummary } from '../profiles.ts'
import type { Tables } from '../schema.ts'
import { insertRows } from './rows.ts'
import { type Shared, sharedOf } from './share.ts'
import { type Database, write } from './transaction.ts'

const rowsAtOnce = 200

/** Names may be long and hold anything: they are keys by their hash. */
export function nameHash(name: string): Uint8Array {
  return createHash('sha256').update(name).digest()
}

export async function profiles(db: Database, clusterId: string): Promise<ProfileSummary[]> {
  const rows = await db.selectFrom('profiles').select('summary').where('cluster_id', '=', clusterId).execute()
  return rows.map((row) => fromText<ProfileSummary>(row.summary)).sort((a, b) => byText(a.id, b.id))
}

export async function profile(db: Database, clusterId: string, id: string): Promise<Profile | undefined> {
  return (await profilesById(db, clusterId, [nameHash(id)]))[0]
}

/** Those that are there. */
export async function profilesById(db: Database, clusterId: string, ids: readonly Uint8Array[]): Promise<Profile[]> {
  const held = heldIn(db, clusterId)
  if (!held) return readProfiles(db, clusterId, ids)
  const others = ids.filter((id) => !held.has(textOf(id)))
  for (const profile of await readProfiles(db, clusterId, others))
    held.set(textOf(nameHash(profile.id)), { profile, isChanged: false, stored: profile.evidence.nodes })
  return ids.flatMap((id) => held.get(textOf(id))?.profile ?? [])
}

async function readProfiles(db: Database, clusterId: string, ids: readonly Uint8Array[]): Promise<Profile[]> {
  const found: Profile[] = []
  for (const some of chunks(ids, rowsAtOnce)) {
    const query = db.selectFrom('profiles').select(['state', 'nodes']).where('cluster_id', '=', clusterId)
    const rows = await query.where('profile_id', 'in', some).execute()
    found.push(...rows.map(toProfile))
  }
  return found
}

function toProfile({ state, nodes: packed }: Pick<Selectable<Tables['profiles']>, 'state' | 'nodes'>): Profile {
  const profile = unpackJson<Profile>(state)
  // Before the column was there they were counted in the state.
  const nodes = packed ? unpackJson<string[]>(packed) : Object.keys(profile.evidence.nodes)
  return { ...profile, evidence: { ...profile.evidence, nodes } }
}

export async function profilesOn(db: Database, clusterId: string, nodeId: string): Promise<ProfileSummary[]> {
  const rows = await db
    .selectFrom('profile_nodes')
    .innerJoin('profiles', (join) =>
      join
        .onRef('profiles.cluster_id', '=', 'profile_nodes.cluster_id')
        .onRef('profiles.profile_id', '=', 'profile_nodes.profile_id'),
    )
    .select('profiles.summary')
    .where('profile_nodes.cluster_id', '=', clusterId)
    .where('profile_nodes.node_id', '=', nodeId)
    .execute()
  return rows.map((row) => fromText<ProfileSummary>(row.summary)).sort((a, b) => byText(a.id, b.id))
}

export async function nodesWith(db: Database, clusterId: string, profileId: string): Promise<string[]> {
  const query = db.selectFrom('profile_nodes').select('node_id').where('cluster_id', '=', clusterId)
  const rows = await query.where('profile_id', '=', nameHash(profileId)).execute()
  return rows.map((row) => row.node_id).sort(byText)
}

/** Ids of the profiles that a node told of. */
export async function profilesOfNode(db: Database, clusterId: string, nodeId: string): Promise<Uint8Array[]> {
  const query = db.selectFrom('profile_nodes').select('profile_id').where('cluster_id', '=', clusterId)
  return (await query.where('node_id', '=', nodeId).execute()).map((row) => row.profile_id)
}

export async function countProfiles(db: Database, clusterId: string): Promise<number> {
  const query = db.selectFrom('profiles').select((eb) => eb.fn.countAll<number>().as('count'))
  return Number((await query.where('cluster_id', '=', clusterId).executeTakeFirstOrThrow()).count)
}

export function changeProfile(
  db: Database,
  clusterId: string,
  id: string,
  change: (before: Profile | undefined) => Profile | undefined,
): Promise<void> {
  return write(db, clusterId, async (transaction) => {
    const before = await profile(transaction, clusterId, id)
    const after = change(before)
    if (after && after !== before) await putProfile(transaction, clusterId, after)
  })
}

/** In a transaction that several share, one that is there is written at its end. */
export async function putProfile(db: Database, clusterId: string, profile: Profile): Promise<void> {
  const held = heldIn(db, clusterId)
  const key = textOf(nameHash(profile.id))
  const isThere = held?.has(key) ?? false
  const stored = isThere ? held?.get(key)?.stored : profile.evidence.nodes
  held?.set(key, { profile, isChanged: isThere, stored })
  if (isThere) sharedOf(db)?.changed()
  else await writeProfile(db, clusterId, profile)
}

export async function removeProfile(db: Database, clusterId: string, id: string): Promise<void> {
  heldIn(db, clusterId)?.delete(textOf(nameHash(id)))
  for (const table of ['profile_nodes', 'profiles'] as const)
    await db.deleteFrom(table).where('cluster_id', '=', clusterId).where('profile_id', '=', nameHash(id)).execute()
}

/** `stored`: the nodes that are stored with it. */
async function writeProfile(
  db: Database,
  clusterId: string,
  profile: Profile,
  stored?: readonly string[],
): Promise<void> {
  const { nodes, ...evidence } = profile.evidence
  const own = { summary: toText(summaryOf(profile)), state: packJson({ ...profile, evidence }) }
  const columns = nodes === stored ? own : { ...own, nodes: packJson(nodes) }
  await db
    .insertInto('profiles')
    .values({ cluster_id: clusterId, profile_id: nameHash(profile.id), ...columns })
    .onConflict((conflict) => conflict.columns(['cluster_id', 'profile_id']).doUpdateSet(columns))
    .execute()
}

/** A profile that is stored, as it will be at the end of the transaction. */
interface Held {
  readonly profile: Profile
  readonly isChanged: boolean
  /** The nodes of its evidence as they are stored. */
  readonly stored: readonly string[] | undefined
}

const heldProfiles = new WeakMap<Shared, Map<string, Held>>()

/**
 * The profiles of the transaction that this is a share of, which is of one cluster. Those that all nodes tell of grow with
 * the fleet: they are read and written once for many batches of events, not for each.
 */
function heldIn(db: Database, clusterId: string): Map<string, Held> | undefined {
  const shared = sharedOf(db)?.shared
  if (!shared) return undefined
  const known = heldProfiles.get(shared)
  if (known) return known
  const held = new Map<string, Held>()
  heldProfiles.set(shared, held)
  shared.atEnd.add(async (last) => {
    for (const { profile, isChanged, stored } of held.values())
      if (isChanged) await writeProfile(last, clusterId, profile, stored)
  })
  return held
}

function textOf(hash: Uint8Array): string {
  return Buffer.from(hash).toString('base64')
}

/** Notes that a node told of these places. */
export async function putNodes(
  db: Database,
  { clusterId, nodeId }: { clusterId: string; nodeId: string },
  ids: readonly string[],
): Promise<void> {
  const rows = ids.map((id) => ({ cluster_id: clusterId, node_id: nodeId, profile_id: nameHash(id) }))
  await insertRows(db, 'profile_nodes', rows, (some) =>
    db
      .insertInto('profile_nodes')
      .values(some)
      .onConflict((conflict) => conflict.columns(['cluster_id', 'node_id', 'profile_id']).doNothing()),
  )
}

function summaryOf(profile: Profile): ProfileSummary {
  const { id, key, state, version, learningAt, autoApprove, evidence, entries } = profile
  const { tagged, worst } = riskOf(profile)
  return {
    ...{ id, key, state, version, learningAt, autoApprove, seenAt: evidence.seenAt, lossAt: evidence.lossAt },
    ...{ nodes: evidence.nodes.length, entries: Object.keys(entries).length },
    open: openEntries(profile).length + openListeners(profile).length,
    ...{ tagged, ...(worst === undefined ? {} : { worst }) },
  }
}

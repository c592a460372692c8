// What follows from events for profiles, in the transaction that stores the events.
import { createHash } from 'node:crypto'
import { type EventMessage, v1 } from '../../../proto/index.ts'
import {
  applyBatch,
  type Batch,
  type Breach,
  batchOf,
  breachesOf,
  type Losses,
  type PlaceBatch,
} from '../../allowlist/apply.ts'
import { noResolver, type Place, type Resolver } from '../../allowlist/key.ts'
import { learnBoot, learnLoss, type Told } from '../../allowlist/learn.ts'
import { placeOf } from '../../allowlist/process.ts'
import { newProfile, type Profile } from '../../allowlist/profile.ts'
import { noViolations, record, violationKey } from '../../allowlist/violation.ts'
import { severities } from '../../judge/rule.ts'
import { fromText } from '../codec.ts'
import { profileLimits, type StoredViolation } from '../profiles.ts'
import type { NewEvent, SessionStart } from '../store.ts'
import { ownersOf } from './owners.ts'
import { countProfiles, nameHash, profilesById, profilesOfNode, putNodes, putProfile } from './profiles.ts'
import type { AnySink, FreshEvents } from './sinks.ts'
import type { Database } from './transaction.ts'
import { addSuppressed, putViolation, violationRoom, violationsNamed } from './violations.ts'

const kinds: ReadonlySet<string> = new Set(['process', 'container', 'trace', 'gap'])
/** Most that is added to a counter at once: what a node says may be any number. */
const maxAdded = 1_000_000_000

/** Learns and judges what a node tells of processes. */
export const learning: AnySink = async (db, fresh) => {
  const events = fresh.events.filter((each) => kinds.has(each.kind)).flatMap(decoded)
  if (events.length === 0) return
  const places = events.flatMap(({ process, container }) => (process ?? container)?.place ?? []).map(placeOf)
  const batch = batchOf(events, fresh.nodeId, await resolverOf(db, fresh, places))
  const told = { node: fresh.nodeId, at: fresh.time }
  const found = [
    ...(await learnPlaces(db, fresh, batch, told)),
    ...breachesOf(undefined, batch.homeless, told.at).map((breach) => ({ ...breach, profile: undefined })),
  ]
  await keepBreaches(db, fresh, found, told)
  if (Object.keys(batch.losses).length > 0) await applyLosses(db, fresh, batch.losses, told)
}

/** What cannot be read tells nothing: refused, it would come again for ever. It stays among the events as it is. */
function decoded({ bytes, message }: NewEvent): EventMessage[] {
  try {
    return [message ?? v1.Event.decode(bytes)]
  } catch {
    return []
  }
}

/** The node began anew while Merlon knows it: what its units start then is seen. */
export async function learnStart(
  db: Database,
  { clusterId, nodeId, bootId, time }: Pick<SessionStart, 'clusterId' | 'nodeId' | 'bootId' | 'time'>,
): Promise<void> {
  for (const profile of await profilesById(db, clusterId, await profilesOfNode(db, clusterId, nodeId))) {
    if (profile.key.kind !== 'host') continue
    const after = learnBoot(profile, bootId, { node: nodeId, at: time })
    if (after !== profile) await putProfile(db, clusterId, after)
  }
}

type Found = Breach & { readonly profile: Profile | undefined }

/** Pods whose names end with the node's are static ones; all nodes are one pool, and pods of no known owner stand for themselves. */
export async function resolverOf(
  db: Database,
  node: Pick<FreshEvents, 'clusterId' | 'nodeId' | 'time'>,
  places: readonly Place[],
): Promise<Resolver> {
  const { clusterId, nodeId } = node
  const query = db.selectFrom('nodes').select('name').where('cluster_id', '=', clusterId)
  const row = await query.where('node_id', '=', nodeId).executeTakeFirst()
  const ownerOf = await ownersOf(db, node, places)
  return { ...noResolver, ownerOf, nameOf: () => (row ? fromText<string>(row.name) : undefined) }
}

async function learnPlaces(db: Database, fresh: FreshEvents, { places }: Batch, told: Told): Promise<Found[]> {
  const { clusterId } = fresh
  if (places.size === 0) return []
  const known = new Map(
    (await profilesById(db, clusterId, [...places.keys()].map(nameHash))).map((each) => [each.id, each]),
  )
  let room = profileLimits.profiles - (known.size < places.size ? await countProfiles(db, clusterId) : 0)
  const found: Found[] = []
  const kept: string[] = []
  const lost: Lost[] = []
  for (const [id, place] of places) {
    const before = known.get(id) ?? (room-- > 0 ? newProfile(place.key, told.at) : undefined)
    if (!before) {
      found.push(
        ...breachesOf(undefined, place.processes, told.at).map((breach) => ({ ...breach, profile: undefined })),
      )
      await addSuppressed(db, clusterId, { profile: '', kind: 'profile', count: sumOf(place) })
      continue
    }
    const { profile, breaches } = applyBatch(before, place, told)
    await putProfile(db, clusterId, profile)
    kept.push(id)
    found.push(...breaches.map((breach) => ({ ...breach, profile })))
    if (profile.state === 'alerting') lost.push({ profile: id, losses: place.losses })
  }
  await putNodes(db, fresh, kept)
  await keepLosses(db, clusterId, lost, told)
  return found
}

function sumOf({ processes }: PlaceBatch): number {
  return Math.min(
    maxAdded,
    Math.max(
      1,
      processes.reduce((sum, { count }) => sum + count, 0),
    ),
  )
}

/** Keeps what broke a rule: once each, counted, up to what there is room for. */
export async function keepBreaches(
  db: Database,
  { clusterId }: Pick<FreshEvents, 'clusterId'>,
  found: readonly Found[],
  told: Told,
): Promise<void> {
  if (found.length === 0) return
  const named = found.map((each) => ({
    ...each,
    id: sha256(violationKey(each.profile?.id ?? '', each.process, each.verdict.kind)),
  }))
  const known = await violationsNamed(
    db,
    clusterId,
    named.map(({ id }) => id),
  )
  const room = await violationRoom(db, clusterId)
  const changed = new Set<string>()
  const suppressed = new Map<string, number>()
  for (const { id, profile, process, verdict } of named) {
    const before = known.get(id)
    const profileId = profile?.id ?? ''
    if (!before && !room.take(profileId)) {
      suppressed.set(profileId, Math.min(maxAdded, (suppressed.get(profileId) ?? 0) + process.count))
      continue
    }
    known.set(id, recorded(id, before, profile, { process, verdict }, told))
    changed.add(id)
  }
  for (const id of changed) await putViolation(db, clusterId, known.get(id) as StoredViolation)
  for (const [profile, count] of suppressed) await addSuppressed(db, clusterId, { profile, kind: 'violation', count })
}

/** The violation with what is new. One that got worse has to be seen again. */
function recorded(
  id: string,
  before: StoredViolation | undefined,
  profile: Profile | undefined,
  { process, verdict }: Breach,
  told: Told,
): StoredViolation {
  const key = violationKey(profile?.id ?? '', process, verdict.kind)
  // Only losses lack a process, and their ids are none of a process.
  const items = before ? { [key]: before as never } : {}
  const after = record({ ...noViolations, items }, profile, process, verdict, told).items[key]
  if (!after) throw new Error('a violation that is none')
  const { acknowledged, ...rest } = { acknowledged: before?.acknowledged, ...after, id }
  const isWorse = before !== undefined && severities.indexOf(after.severity) > severities.indexOf(before.severity)
  return { ...rest, ...(acknowledged && !isWorse ? { acknowledged } : {}) }
}

/** A loss shows in each profile that learns there; where one is in force, it is a violation of its own. */
async function applyLosses(db: Database, fresh: FreshEvents, losses: Batch['losses'], told: Told): Promise<void> {
  const { clusterId, nodeId } = fresh
  const profiles = await profilesById(db, clusterId, await profilesOfNode(db, clusterId, nodeId))
  for (const profile of profiles) {
    const after = learnLoss(profile, losses, told)
    if (after !== profile) await putProfile(db, clusterId, after)
  }
  if (profiles.some(({ state }) => state === 'alerting'))
    await keepLosses(db, clusterId, [{ profile: '', losses }], told)
}

/** What was lost where a profile is in force; without an id, of the whole node. */
interface Lost {
  readonly profile: string
  readonly losses: Losses
}

async function keepLosses(db: Database, clusterId: string, lost: readonly Lost[], told: Told): Promise<void> {
  const named = lost.flatMap(({ profile, losses }) =>
    Object.entries(losses).map(([reason, count]) => ({
      ...{ id: lossId(told.node, profile, reason), profile, reason, count },
    })),
  )
  if (named.length === 0) return
  const ids = named.map(({ id }) => id)
  const known = await violationsNamed(db, clusterId, ids)
  const room = await violationRoom(db, clusterId)
  for (const each of named) {
    const before = known.get(each.id)
    if (before || room.take(each.profile)) await putViolation(db, clusterId, lossOf(each, before, told))
    else {
      const count = Math.min(maxAdded, each.count)
      await addSuppressed(db, clusterId, { profile: each.profile, kind: 'violation', count })
    }
  }
}

function lossOf(
  { id, profile, reason, count }: { id: string; profile: string; reason: string; count: number },
  before: StoredViolation | undefined,
  { node, at }: Told,
): StoredViolation {
  return {
    ...{ id, profile, kind: 'loss', severity: 'medium', nodes: [node], allowed: [], last: at, lastAt: at },
    reason: `not everything was seen while profiles are in force: ${reason}`,
    ...{ first: before?.first ?? at, count: (before?.count ?? 0) + count },
    ...(before?.acknowledged ? { acknowledged: before.acknowledged } : {}),
  }
}

function lossId(node: string, profile: string, reason: string): string {
  return sha256(JSON.stringify([profile, 'loss', node, reason]))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

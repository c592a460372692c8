// What follows from who listens where for profiles, in the transaction that stores the fact.
import { createHash } from 'node:crypto'
import type { ObservationMessage } from '../../../proto/index.ts'
import { decodeObservation } from '../../../proto/view.ts'
import { listenerKey } from '../../allowlist/ephemeral.ts'
import { keyOf, keyText, type ProfileKey } from '../../allowlist/key.ts'
import {
  applyListeners,
  type ListenerBreach,
  nearestListeners,
  type SeenListener,
  seenListeners,
} from '../../allowlist/listeners.ts'
import { newProfile, type Profile } from '../../allowlist/profile.ts'
import { union } from '../../allowlist/sets.ts'
import { severities } from '../../judge/rule.ts'
import { profileLimits, type StoredViolation } from '../profiles.ts'
import type { Commit, StoredObservation } from '../store.ts'
import { resolverOf } from './learning.ts'
import { type Change, observationOf } from './observations.ts'
import { countProfiles, nameHash, profilesById, putNodes, putProfile } from './profiles.ts'
import type { Database } from './transaction.ts'
import { addSuppressed, putViolation, violationRoom, violationsNamed } from './violations.ts'

/** Facts that together say who listens: names of pods are in the second. */
const domains: ReadonlySet<string> = new Set(['listeners', 'containers'])
const maxNodes = 64

/** Whether listeners have to be looked at again. */
export function sayWhoListens(news: readonly Change[]): boolean {
  return news.some(({ observation }) => domains.has(observation.domain))
}

/** Learns and judges the listeners of a node where what is known of them changed. `news` are stored already. */
export async function learnListeners(db: Database, commit: Commit, news: readonly Change[]): Promise<void> {
  if (!sayWhoListens(news)) return
  const listeners = await observationOf(db, commit, 'listeners')
  const fact = decoded(listeners)?.listeners
  if (!listeners || !fact) return
  const names = decoded(await observationOf(db, commit, 'containers'))?.containers
  const places = await byPlace(db, commit, seenListeners(fact, names ?? {}))
  const breaches = await learnPlaces(db, commit, places)
  await keepListenerBreaches(db, commit, breaches, listeners.observedTime)
}

/** What cannot be read tells nothing. */
function decoded(observation: StoredObservation | undefined): ObservationMessage | undefined {
  try {
    return observation && decodeObservation(observation.bytes)
  } catch {
    return undefined
  }
}

type Places = ReadonlyMap<string, { readonly key: ProfileKey; readonly seen: SeenListener[] }>

/** Listeners by id of the profile. Those of which nobody knows where they belong are judged by rules alone. */
async function byPlace(db: Database, commit: Commit, all: readonly SeenListener[]): Promise<Places> {
  const resolver = await resolverOf(
    db,
    commit,
    all.map(({ place }) => place),
  )
  const places = new Map<string, { key: ProfileKey; seen: SeenListener[] }>()
  for (const each of all) {
    const belongs = keyOf(each.place, commit.nodeId, resolver)
    if (belongs.status === 'unknown' || !belongs.learns || each.executable === '') continue
    const id = keyText(belongs.key)
    const own = places.get(id) ?? { key: belongs.key, seen: [] }
    own.seen.push(each)
    places.set(id, own)
  }
  return places
}

type Found = ListenerBreach & { readonly profile: Profile }
type Teller = Pick<Commit, 'clusterId' | 'nodeId' | 'time'>

async function learnPlaces(db: Database, commit: Commit, places: Places): Promise<Found[]> {
  const { clusterId, nodeId, time } = commit
  const stored = await profilesById(db, clusterId, [...places.keys()].map(nameHash))
  const known = new Map(stored.map((each) => [each.id, each]))
  let room = profileLimits.profiles - (known.size < places.size ? await countProfiles(db, clusterId) : 0)
  const found: Found[] = []
  const kept: string[] = []
  for (const [id, { key, seen }] of places) {
    const before = known.get(id) ?? (room-- > 0 ? newProfile(key, time) : undefined)
    if (!before) {
      await addSuppressed(db, clusterId, { profile: '', kind: 'profile', count: seen.length })
      continue
    }
    const { profile, breaches } = applyListeners(before, seen, { node: nodeId, at: time })
    await putProfile(db, clusterId, profile)
    kept.push(id)
    found.push(...breaches.map((breach) => ({ ...breach, profile })))
  }
  await putNodes(db, commit, kept)
  return found
}

/** Keeps listeners that are not allowed: once each, counted, up to what there is room for. `observed` is the node's clock. */
export async function keepListenerBreaches(
  db: Database,
  commit: Teller,
  found: readonly Found[],
  observed: number,
): Promise<void> {
  if (found.length === 0) return
  const { clusterId } = commit
  const named = found.map((breach) => ({ id: violationId(breach), breach }))
  const ids = named.map(({ id }) => id)
  const known = await violationsNamed(db, clusterId, ids)
  const room = await violationRoom(db, clusterId)
  for (const { id, breach } of named) {
    const before = known.get(id)
    const profile = breach.profile.id
    if (!before && !room.take(profile)) {
      await addSuppressed(db, clusterId, { profile, kind: 'violation', count: 1 })
      continue
    }
    const after = violationOf(id, breach, before, commit, observed)
    known.set(id, after)
    await putViolation(db, clusterId, after)
  }
}

function violationOf(
  id: string,
  { profile, listener, kind, severity, reason }: Found,
  before: StoredViolation | undefined,
  { nodeId, time }: Teller,
  observed: number,
): StoredViolation {
  const isWorse = before !== undefined && severities.indexOf(severity) > severities.indexOf(before.severity)
  return {
    ...{ id, profile: profile.id, kind, severity, reason, listener, allowed: nearestListeners(profile, listener) },
    ...{ first: Math.min(observed, before?.first ?? observed), last: observed, lastAt: time },
    ...{ count: (before?.count ?? 0) + 1, nodes: union(before?.nodes ?? [], [nodeId], maxNodes) },
    ...(before?.acknowledged && !isWorse ? { acknowledged: before.acknowledged } : {}),
  }
}

function violationId({ profile, kind, listener }: Found): string {
  const text = JSON.stringify(['listener', profile.id, kind, listenerKey(listener)])
  return createHash('sha256').update(text).digest('hex')
}

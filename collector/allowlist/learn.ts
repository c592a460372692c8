// Sightings → profile. Pure, and but for what finds no room independent of the order in which sightings come.
import type { ContainerSeen, PlaceLoss, TraceReport } from '../../proto/index.ts'
import { fromTimestamp } from '../../proto/timestamp.ts'
import { imageDigest } from './key.ts'
import { mergeEntries } from './merge.ts'
import { withNews } from './news.ts'
import { placeOf, type SeenProcess } from './process.ts'
import { type Entry, type Evidence, limits, type NodeCount, type Profile } from './profile.ts'
import { union, unionOf } from './sets.ts'
import { addCounts, countOf, entryOf, imageOf, podOf, sourceOf, textsOf } from './sightings.ts'

/** Who told it, and when the collector heard of it. */
export interface Told {
  readonly node: string
  /** Milliseconds, the collector's clock. */
  readonly at: number
}

/**
 * Records processes in the profile of their place, in every state: in `alerting` a new one is an observed entry that a
 * person may approve. Nothing here approves. Names, digests, users and creators only gather.
 */
export function learn(profile: Profile, seen: readonly SeenProcess[], told: Told): Profile {
  if (seen.length === 0) return profile
  const entries = new Map(Object.entries(profile.entries))
  let { refused } = profile
  for (const [key, same] of Map.groupBy(seen, ({ entry }) => entry)) {
    const known = entries.get(key)
    if (!known && entries.size >= limits.entries) refused += countOf(same).count
    else entries.set(key, withSightings(known, same, told))
  }
  const after = withEvidence({ ...profile, refused, entries: Object.fromEntries(entries) }, seen, told)
  return withNews(profile, after)
}

/** Records the start, the presence or the end of a container. */
export function learnContainer(profile: Profile, seen: ContainerSeen, { node, at }: Told): Profile {
  const { containerId, podUid, image } = placeOf(seen.place)
  const set = setsOfState[seen.state ?? '']
  if (containerId === '' || set === undefined) return profile
  const { evidence } = profile
  return withImage(
    {
      ...profile,
      evidence: {
        ...evidence,
        [set]: union(evidence[set], [containerId], limits.ids),
        pods: union(evidence.pods, podUid === '' ? [] : [podUid], limits.ids),
        nodes: union(evidence.nodes, [node], limits.nodes),
        seenAt: Math.max(evidence.seenAt, at),
      },
    },
    image,
    at,
  )
}

/** Records that a node was seen from its start on. */
export function learnBoot(profile: Profile, boot: string, { node }: Told): Profile {
  const boots = union(profile.evidence.boots, [`${node}/${boot}`], limits.ids)
  if (boots === profile.evidence.boots) return profile
  return { ...profile, evidence: { ...profile.evidence, boots } }
}

/**
 * Takes what a node did not see into every profile that learns there: the profile is INCOMPLETE, and the time without loss
 * begins anew. Digests that were not read are no loss of a process: their entries lack them visibly.
 */
export function learnLoss(profile: Profile, losses: Readonly<Record<string, number>>, { node, at }: Told): Profile {
  const real = Object.fromEntries(Object.entries(losses).filter(([, count]) => count > 0))
  if (profile.state === 'alerting' || Object.keys(real).length === 0) return profile
  if (!profile.evidence.nodes.includes(node)) return profile
  const { evidence } = profile
  const sum = (a: number, b: number) => a + b
  const all = { ...evidence.losses, [node]: unionOf(evidence.losses[node] ?? {}, real, limits.values, sum) }
  return { ...profile, evidence: { ...evidence, losses: all, lossAt: Math.max(evidence.lossAt, at) } }
}

/** What a report counts that makes learning incomplete on the whole node, by reason. `unavailable` counts milliseconds. */
export function lossesOfReport(report: TraceReport): Record<string, number> {
  const blind = report.source === 'unavailable' ? fromTimestamp(report.toTime) - fromTimestamp(report.fromTime) : 0
  const inPlaces = (name: 'execWithoutEvent' | 'unresolved') =>
    (report.places ?? []).reduce((sum, place) => sum + (place[name] ?? 0), 0)
  return {
    'ring lost': report.ringLost ?? 0,
    'fork gap': report.forkGap ?? 0,
    [untold]: Math.max(0, (report.execWithoutEvent ?? 0) - inPlaces('execWithoutEvent')),
    unattributed: report.unattributed ?? 0,
    [unresolved]: Math.max(0, (report.unresolved ?? 0) - inPlaces('unresolved')),
    'tree evicted': report.treeEvicted ?? 0,
    'milliseconds down': report.downtimeMilliseconds ?? 0,
    suppressed: report.suppressed ?? 0,
    'milliseconds unavailable': Math.max(0, blind),
  }
}

/** What was lost in one place alone, by reason. */
export function lossesOfPlace(place: PlaceLoss): Record<string, number> {
  return { [untold]: place.execWithoutEvent ?? 0, [unresolved]: place.unresolved ?? 0 }
}

const untold = 'exec without event'
const unresolved = 'unresolved'

const setsOfState: Readonly<Record<string, 'starts' | 'running' | 'ends'>> = {
  started: 'starts',
  running: 'running',
  ended: 'ends',
}

/** The entry with all that one node told of it at once. */
function withSightings(known: Entry | undefined, same: readonly SeenProcess[], { node, at }: Told): Entry {
  const fresh = entryOf(same, at)
  const nodes = countOn(known?.nodes ?? {}, node, countOf(same), limits.nodesOfEntry)
  return { ...(known ? mergeEntries(known, fresh) : fresh), nodes }
}

function withEvidence(profile: Profile, seen: readonly SeenProcess[], { node, at }: Told): Profile {
  const before = profile.evidence
  const evidence: Evidence = {
    ...before,
    nodes: union(before.nodes, [node], limits.nodes),
    pods: union(before.pods, textsOf(seen, podOf), limits.ids),
    sources: union(before.sources, textsOf(seen, sourceOf), limits.values),
    seenAt: Math.max(before.seenAt, at),
  }
  return textsOf(seen, imageOf).reduce((next, image) => withImage(next, image, at), { ...profile, evidence })
}

/** A new image is a new revision of the same profile: what is approved stays so. */
function withImage(profile: Profile, image: string, at: number): Profile {
  const digest = imageDigest(image)
  if (digest === '' || profile.revisions[digest]) return profile
  const revisions = { ...profile.revisions, [digest]: { image, addedAt: at } }
  const isBounded = Object.keys(revisions).length <= limits.revisions
  return isBounded ? { ...profile, revisions } : { ...profile, revisions: newestOf(revisions) }
}

function newestOf<T extends { addedAt: number }>(items: Readonly<Record<string, T>>): Record<string, T> {
  const newest = Object.entries(items).sort(([a, x], [b, y]) => y.addedAt - x.addedAt || (a < b ? -1 : 1))
  return Object.fromEntries(newest.slice(0, limits.revisions))
}

function countOn(nodes: Readonly<Record<string, NodeCount>>, node: string, seen: NodeCount, limit: number) {
  return unionOf(nodes, { [node]: seen }, limit, addCounts)
}

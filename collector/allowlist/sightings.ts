// Many sightings of a batch as one: what they say together costs a profile one step, however many they are.
import { imageDigest } from './key.ts'
import { joinDigest } from './merge.ts'
import type { SeenProcess } from './process.ts'
import { type DigestSeen, type Entry, limits, type NodeCount, undecided } from './profile.ts'
import { setOf, unionOf } from './sets.ts'

/** Sightings of one program as an entry, which lacks only their node. */
export function entryOf(same: readonly SeenProcess[], at: number): Entry {
  const { path, layer, script } = same[0] as SeenProcess
  const uids = new Set(same.flatMap(({ uid }) => uid ?? []))
  return {
    ...{ path, layer, script, decision: undecided, approved: [], nodes: {}, addedAt: at, learned: 0 },
    digests: digestsOf(same),
    uids: [...uids].sort((x, y) => x - y).slice(0, limits.values),
    capabilities: setOf(textsOf(same, capabilitiesOf), limits.values),
    creators: setOf(textsOf(same, nearestOf), limits.values),
    marks: setOf(textsOf(same, marksOf), limits.values),
    pods: setOf(textsOf(same, podOf), limits.idsOfEntry),
    starts: setOf(textsOf(same, containerOf), limits.idsOfEntry),
  }
}

/** How often they were, and when. There must be one. */
export function countOf(seen: readonly SeenProcess[]): NodeCount {
  return seen.map(({ count, first, last }) => ({ count, first, last })).reduce(addCounts)
}

/** Two counts of different processes. */
export function addCounts(a: NodeCount, b: NodeCount): NodeCount {
  return {
    count: a.count + b.count,
    first: Math.min(a.first, b.first),
    last: Math.max(a.last, b.last),
  }
}

/** What sightings say, each once. */
export function textsOf(
  seen: readonly SeenProcess[],
  say: (process: SeenProcess) => string | readonly string[],
): string[] {
  const texts = new Set<string>()
  for (const each of seen) {
    const said = say(each)
    if (typeof said === 'string') texts.add(said)
    else for (const text of said) texts.add(text)
  }
  return [...texts]
}

export const podOf = ({ place }: SeenProcess) => place.podUid || []
const containerOf = ({ place }: SeenProcess) => place.containerId || []
export const imageOf = ({ place }: SeenProcess) => place.image || []
export const sourceOf = ({ source }: SeenProcess) => source || []
const capabilitiesOf = ({ capabilities }: SeenProcess) => capabilities
const nearestOf = ({ creators }: SeenProcess) => creators[0] ?? []
const marksOf = ({ marks }: SeenProcess) => marks

function digestsOf(same: readonly SeenProcess[]): Record<string, DigestSeen> {
  const read = same.filter(({ digest }) => digest !== '')
  const files = [...Map.groupBy(read, ({ digest }) => digest)]
  const joined = files.map(([digest, sightings]) => [digest, sightings.map(fileOf).reduce(joinDigest)])
  return unionOf({}, Object.fromEntries(joined), limits.digests, joinDigest)
}

function fileOf(process: SeenProcess): DigestSeen {
  const { place, first, last, digestState } = process
  const isOfPod = place.place === 'pod'
  const packages = isOfPod || process.package === '' ? {} : { packages: [process.package] }
  return { first, last, images: isOfPod ? [imageDigest(place.image)] : [], late: digestState === 'late', ...packages }
}

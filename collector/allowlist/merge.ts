// Two profiles of the same place in one: a union, whoever comes first. Commutative, associative and idempotent.
import {
  type Decision,
  type Deed,
  type DigestSeen,
  type Entry,
  type EntryStatus,
  type Evidence,
  type ListenerEntry,
  limits,
  type NodeCount,
  type Profile,
  type ProfileState,
} from './profile.ts'
import { byText, union, unionOf } from './sets.ts'

const states: readonly ProfileState[] = ['learning', 'review', 'alerting']
const statuses: readonly EntryStatus[] = ['observed', 'candidate', 'ignored', 'approved', 'denied']

/**
 * Joins what was learned apart, on other nodes or by another collector. A denial wins over an approval, the state that
 * trusts less over the one that trusts more. Counts of the same node are the same count at two times: the larger is newer.
 */
export function mergeProfiles(a: Profile, b: Profile): Profile {
  if (a.id !== b.id) throw new Error(`profiles of two places cannot be one: ${a.id} and ${b.id}`)
  return {
    ...{ id: a.id, key: a.key, version: Math.max(a.version, b.version) },
    learned: Math.max(a.learned, b.learned),
    state: states[Math.min(states.indexOf(a.state), states.indexOf(b.state))] as ProfileState,
    learningAt: Math.max(a.learningAt, b.learningAt),
    autoApprove: a.autoApprove && b.autoApprove,
    revisions: unionOf(a.revisions, b.revisions, limits.revisions, earlier),
    entries: unionOf(a.entries, b.entries, limits.entries, mergeEntries),
    refused: Math.max(a.refused, b.refused),
    listeners: unionOf(a.listeners, b.listeners, limits.listeners, joinListeners),
    patterns: joinItems(a.patterns, b.patterns, limits.hand),
    deny: joinItems(a.deny, b.deny, limits.hand),
    exceptions: joinItems(a.exceptions, b.exceptions, limits.hand),
    // Waived for one is not waived for both.
    waived: a.waived.filter((name) => b.waived.includes(name)),
    evidence: mergeEvidence(a.evidence, b.evidence),
    history: joinHistory(a.history, b.history),
    former: joinItems(a.former, b.former, Number.MAX_SAFE_INTEGER)
      .sort((x, y) => y.at - x.at || byText(JSON.stringify(x), JSON.stringify(y)))
      .slice(0, limits.former),
  }
}

/** Both sightings of one entry in one. */
export function mergeEntries(a: Entry, b: Entry): Entry {
  return {
    ...{ path: a.path, layer: a.layer, script: a.script },
    decision: joinDecision(a.decision, b.decision),
    digests: unionOf(a.digests, b.digests, limits.digests, joinDigest),
    approved: union(a.approved, b.approved, limits.digests),
    uids: [...new Set([...a.uids, ...b.uids])].sort((x, y) => x - y).slice(0, limits.values),
    capabilities: union(a.capabilities, b.capabilities, limits.values),
    creators: union(a.creators, b.creators, limits.values),
    marks: union(a.marks, b.marks, limits.values),
    nodes: unionOf(a.nodes, b.nodes, limits.nodesOfEntry, joinCounts),
    pods: union(a.pods, b.pods, limits.idsOfEntry),
    starts: union(a.starts, b.starts, limits.idsOfEntry),
    addedAt: Math.min(a.addedAt, b.addedAt),
    learned: Math.max(a.learned, b.learned),
  }
}

/** Both sightings of one listener in one. */
export function joinListeners(a: ListenerEntry, b: ListenerEntry): ListenerEntry {
  return {
    ...{ executable: a.executable, protocol: a.protocol, scope: a.scope, port: a.port },
    decision: joinDecision(a.decision, b.decision),
    nodes: unionOf(a.nodes, b.nodes, limits.nodesOfEntry, joinCounts),
    pods: union(a.pods, b.pods, limits.idsOfEntry),
    addedAt: Math.min(a.addedAt, b.addedAt),
    learned: Math.max(a.learned, b.learned),
  }
}

/** The stronger decision; of two alike the newer. */
export function joinDecision(a: Decision, b: Decision): Decision {
  const rank = ({ status }: Decision) => statuses.indexOf(status)
  const order = rank(a) - rank(b) || a.at - b.at || a.until - b.until || byText(a.by, b.by)
  return order >= 0 ? a : b
}

export function joinDigest(a: DigestSeen, b: DigestSeen): DigestSeen {
  const packages = union(a.packages ?? [], b.packages ?? [], limits.values)
  return {
    first: Math.min(a.first, b.first),
    last: Math.max(a.last, b.last),
    images: union(a.images, b.images, limits.values),
    late: a.late && b.late,
    ...(packages.length > 0 && { packages }),
  }
}

export function joinCounts(a: NodeCount, b: NodeCount): NodeCount {
  return {
    count: Math.max(a.count, b.count),
    first: Math.min(a.first, b.first),
    last: Math.max(a.last, b.last),
  }
}

/** Both histories, oldest first, the newest kept. */
export function joinHistory(a: readonly Deed[], b: readonly Deed[]): Deed[] {
  const all = new Map([...a, ...b].map((deed) => [JSON.stringify([deed.at, deed.by, deed.what]), deed]))
  return [...all]
    .sort(([x, { at: before }], [y, { at: after }]) => before - after || byText(x, y))
    .map(([, deed]) => deed)
    .slice(-limits.history)
}

function mergeEvidence(a: Evidence, b: Evidence): Evidence {
  const ids = (name: 'pods' | 'starts' | 'running' | 'ends' | 'boots') => union(a[name], b[name], limits.ids)
  return {
    nodes: union(a.nodes, b.nodes, limits.nodes),
    ...{ pods: ids('pods'), starts: ids('starts'), running: ids('running'), ends: ids('ends'), boots: ids('boots') },
    sources: union(a.sources, b.sources, limits.values),
    losses: unionOf(a.losses, b.losses, limits.nodesOfLosses, (x, y) => unionOf(x, y, limits.values, Math.max)),
    lossAt: Math.max(a.lossAt, b.lossAt),
    seenAt: Math.max(a.seenAt, b.seenAt),
  }
}

function earlier<T extends { readonly addedAt: number }>(a: T, b: T): T {
  return (a.addedAt - b.addedAt || byText(JSON.stringify(a), JSON.stringify(b))) <= 0 ? a : b
}

/** Both lists in one, sorted, none twice. */
export function joinItems<T>(a: readonly T[], b: readonly T[], limit: number): T[] {
  const all = new Map([...a, ...b].map((item) => [JSON.stringify(item), item]))
  return [...all]
    .sort(([x], [y]) => byText(x, y))
    .map(([, item]) => item)
    .slice(0, limit)
}

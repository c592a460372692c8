// A profile: what may run in one container of a workload, or in one unit of a pool's nodes. Plain data that JSON keeps.
// Times are milliseconds since 1970. `…At` is the collector's clock, which decides; `first` and `last` are the agents'.
import { isLogin, keyText, type ProfileKey } from './key.ts'

/** `review`: ready, a person has to look. `alerting`: reviewed, everything else is a violation. */
export type ProfileState = 'learning' | 'review' | 'alerting'

/** `candidate`: proposed for approval. `ignored`: seen, no alert until a date, not approved. */
export type EntryStatus = 'observed' | 'candidate' | 'ignored' | 'approved' | 'denied'

/** What a person, or a rule that a person switched on, decided of an entry. */
export interface Decision {
  readonly status: EntryStatus
  /** When it was decided, 0 for never. */
  readonly at: number
  readonly by: string
  /** End of `ignored`, else 0. */
  readonly until: number
}

/** How often something was seen on one node, and when. */
export interface NodeCount {
  readonly count: number
  readonly first: number
  readonly last: number
}

/** Where a digest was seen. */
export interface DigestSeen {
  readonly first: number
  readonly last: number
  /** Digests of the images that it came with; empty texts for images without. */
  readonly images: readonly string[]
  /** True where each time the file was hashed after its process had gone. */
  readonly late: boolean
  /** On a node: the packages that it came with, as far as they are known. */
  readonly packages?: readonly string[]
}

/** Who saw something: sets that hold the smallest ids at most, so `64` means "64 or more". */
export interface Coverage {
  readonly nodes: Readonly<Record<string, NodeCount>>
  readonly pods: readonly string[]
  /** Containers. */
  readonly starts: readonly string[]
}

/** A program that was seen. Its name is its key in `entries`. */
export interface Entry extends Coverage {
  readonly path: string
  readonly layer: string
  /** Empty where the executable runs no script. */
  readonly script: string
  readonly decision: Decision
  /** By digest of the executable. Empty where none could be read. */
  readonly digests: Readonly<Record<string, DigestSeen>>
  /** Those of the digests that are approved. */
  readonly approved: readonly string[]
  readonly uids: readonly number[]
  /** Effective capabilities, hexadecimal. */
  readonly capabilities: readonly string[]
  /** Nearest creators. */
  readonly creators: readonly string[]
  readonly marks: readonly string[]
  readonly addedAt: number
  /** The profile's number when there was last something new to see of it. */
  readonly learned: number
}

/** Classes of addresses, from the narrowest to the widest: what is approved for one is not for the next. */
export const listenerScopes: readonly string[] = ['loopback', 'link-local', 'private', 'public', 'wildcard']

/** A socket that was seen to wait for connections. Its name is its key in `listeners`. */
export interface ListenerEntry {
  /** Name of the executable. */
  readonly executable: string
  /** `tcp` or `udp`. */
  readonly protocol: string
  /** Class of the address: `loopback`, `wildcard`, `link-local`, `private` or `public`. */
  readonly scope: string
  readonly port: number
  readonly decision: Decision
  /** In how many facts of each node it was. */
  readonly nodes: Readonly<Record<string, NodeCount>>
  readonly pods: readonly string[]
  readonly addedAt: number
  /** As of an entry. */
  readonly learned: number
}

/** An image of which containers ran. The revision is its digest. */
export interface Revision {
  readonly image: string
  readonly addedAt: number
}

/** Paths that people allow: `*` stands for one whole or partial segment. */
export interface Pattern {
  readonly path: string
  readonly by: string
  readonly at: number
}

/** What people forbid, whatever layer or digest it has. */
export interface Deny {
  readonly path: string
  readonly script: string
  readonly by: string
  readonly at: number
}

/** The one way past a hard rule: these bytes, made by this program, for this rule. The name does not count. */
export interface Exception {
  readonly kind: string
  readonly digest: string
  /** Path of the nearest creator. */
  readonly creator: string
  readonly by: string
  readonly at: number
}

/** What is known about how complete it is. */
export interface Evidence {
  /** Nodes that told of it. */
  readonly nodes: readonly string[]
  readonly pods: readonly string[]
  /** Containers that were seen from their first process on. */
  readonly starts: readonly string[]
  /** Containers that ran already when someone began to look. */
  readonly running: readonly string[]
  readonly ends: readonly string[]
  /** `NODE/BOOT` of each start of a node that was seen. */
  readonly boots: readonly string[]
  /** Sources that told of processes. */
  readonly sources: readonly string[]
  /** By node and reason: what was not seen while learning. */
  readonly losses: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** When the newest of them was told, 0 for never. */
  readonly lossAt: number
  /** When anything was told last. */
  readonly seenAt: number
}

/** Who did what. */
export interface Deed {
  readonly at: number
  readonly by: string
  readonly what: string
  /** Why, as they say. */
  readonly reason?: string
}

/** What a reset put away. */
export interface Former {
  readonly at: number
  readonly by: string
  readonly state: ProfileState
  readonly entries: Readonly<Record<string, Entry>>
}

export interface Profile {
  readonly id: string
  readonly key: ProfileKey
  /** Grows with each decision of a person: what was decided upon an older one is refused. */
  readonly version: number
  /** Grows with what is learned that a person has to see: what was looked at is up to such a number. */
  readonly learned: number
  readonly state: ProfileState
  /** When the time to learn began: at the making, a reset, an extension. */
  readonly learningAt: number
  readonly autoApprove: boolean
  /** By digest of the image. */
  readonly revisions: Readonly<Record<string, Revision>>
  readonly entries: Readonly<Record<string, Entry>>
  /** Sightings that found no room. */
  readonly refused: number
  readonly listeners: Readonly<Record<string, ListenerEntry>>
  readonly patterns: readonly Pattern[]
  readonly deny: readonly Deny[]
  readonly exceptions: readonly Exception[]
  /** Criteria of readiness that a person waived. */
  readonly waived: readonly string[]
  readonly evidence: Evidence
  readonly history: readonly Deed[]
  /** The newest three. */
  readonly former: readonly Former[]
}

/** Bounds of one profile. */
export const limits = {
  entries: 2000,
  listeners: 1000,
  /** Patterns, denials and exceptions, each. */
  hand: 500,
  nodes: 20_000,
  nodesOfLosses: 5000,
  nodesOfEntry: 64,
  ids: 256,
  idsOfEntry: 64,
  digests: 64,
  values: 32,
  revisions: 64,
  history: 1000,
  former: 3,
} as const

/** Nothing is known yet. */
export const noEvidence: Evidence = {
  ...{ nodes: [], pods: [], starts: [], running: [], ends: [], boots: [], sources: [], losses: {}, lossAt: 0 },
  seenAt: 0,
}

export const undecided: Decision = { status: 'observed', at: 0, by: '', until: 0 }

/** An empty profile that begins to learn. */
export function newProfile(key: ProfileKey, at: number): Profile {
  return {
    ...{ id: keyText(key), key, version: 1, learned: 0, state: 'learning', learningAt: at, autoApprove: false },
    ...{ revisions: {}, entries: {}, refused: 0, listeners: {}, patterns: [], deny: [], exceptions: [], waived: [] },
    ...{ evidence: noEvidence, history: [], former: [] },
  }
}

/** A side flag, with what it is about. */
export interface Flag {
  readonly name: 'INCOMPLETE' | 'START-NOT-SEEN' | 'STALE' | 'TOO-LARGE' | 'SAMPLED-ONLY'
  readonly reason: string
  readonly count: number
}

/** A profile of which nothing was seen for so long is stale. */
export const staleAfter = 30 * 24 * 3_600_000

/** What limits the trust in a profile, each reason apart. Worked out of the evidence: none is forgotten by a restart. */
export function flagsOf(profile: Profile, now: number): Flag[] {
  const { evidence } = profile
  const flags: Flag[] = lossesOf(evidence).map(([reason, count]) => ({ name: 'INCOMPLETE', reason, count }))
  if (evidence.starts.length === 0 && evidence.running.length > 0)
    flags.push({ name: 'START-NOT-SEEN', reason: 'ran before anyone looked', count: evidence.running.length })
  if (evidence.seenAt > 0 && now - evidence.seenAt > staleAfter)
    flags.push({
      name: 'STALE',
      reason: 'days without a sign',
      count: Math.floor((now - evidence.seenAt) / 86_400_000),
    })
  if (profile.refused > 0) flags.push({ name: 'TOO-LARGE', reason: crowdedPlace(profile), count: profile.refused })
  if (evidence.sources.length > 0 && !evidence.sources.some((source) => source.startsWith('events')))
    flags.push({ name: 'SAMPLED-ONLY', reason: 'short-lived processes are not seen', count: 1 })
  return flags
}

/** Losses over all nodes, by reason, sorted. */
export function lossesOf(evidence: Evidence): [string, number][] {
  const sums = new Map<string, number>()
  for (const losses of Object.values(evidence.losses))
    for (const [reason, count] of Object.entries(losses)) sums.set(reason, (sums.get(reason) ?? 0) + count)
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1))
}

/** True where a person must decide each thing. */
export function isByHandOnly(profile: Profile): boolean {
  return isLogin(profile.key)
}

/** Entries that are neither approved nor denied nor ignored. */
export function openEntries(profile: Profile): [string, Entry][] {
  return Object.entries(profile.entries).filter(([, { decision }]) => isOpen(decision))
}

/** Listeners of which the same holds. */
export function openListeners(profile: Profile): [string, ListenerEntry][] {
  return Object.entries(profile.listeners).filter(([, { decision }]) => isOpen(decision))
}

export function isOpen({ status }: Decision): boolean {
  return status === 'observed' || status === 'candidate'
}

/** The directory with the most entries: what to look at, never what to allow. */
function crowdedPlace(profile: Profile): string {
  const counts = new Map<string, number>()
  for (const { path, script } of Object.values(profile.entries)) {
    const name = script || path
    const directory = name.slice(0, name.lastIndexOf('/')) || '/'
    counts.set(directory, (counts.get(directory) ?? 0) + 1)
  }
  const [place, count] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0] ?? ['nowhere', 0]
  return `${count} entries are in ${place}`
}

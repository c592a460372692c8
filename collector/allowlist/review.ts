// What a person should look at first, and what nobody may wave through in a group.
import { hardKinds } from './match.ts'
import { type Entry, isByHandOnly, openEntries, type Profile } from './profile.ts'
import { byText } from './sets.ts'

/** Why an entry is worth a look, the worst first. `network-tool` is a hint only: names are chosen. */
export const tags = [
  'memfd',
  'deleted',
  'long-path',
  'forged-name',
  'drift',
  'writable-directory',
  'volume',
  'tmpfs',
  'writable-file',
  'setuid',
  'setgid',
  'host-unpackaged',
  'unknown-layer',
  'login-session',
  'exec-session',
  'inline-script',
  'wide-capabilities',
  'root-among-users',
  'several-digests',
  'no-digest',
  'rare',
  'network-tool',
] as const
export type Tag = (typeof tags)[number]

/** An entry as a reviewer sees it. */
export interface ReviewItem {
  /** Its name in the profile. */
  readonly key: string
  readonly entry: Entry
  readonly tags: readonly Tag[]
  /** Of `starts` containers that were seen to start, of how many it was. At most 64 are looked at. */
  readonly seenInStarts: number
  readonly starts: number
  readonly seenOnNodes: number
  readonly nodes: number
  readonly count: number
  readonly bulk: boolean
}

const marksAsTags: readonly Tag[] = [
  ...(['memfd', 'deleted', 'long-path', 'forged-name', 'writable-directory', 'writable-file'] as const),
  ...(['setuid', 'setgid', 'login-session', 'exec-session', 'inline-script'] as const),
]
const layerTags: Readonly<Record<string, Tag>> = {
  memfd: 'memfd',
  deleted: 'deleted',
  upper: 'drift',
  volume: 'volume',
  tmpfs: 'tmpfs',
  'host-unpackaged': 'host-unpackaged',
  unknown: 'unknown-layer',
}
const networkTool = /^(nc|ncat|netcat|socat|curl|wget|ssh|scp|nmap|tcpdump|telnet|ftp|tftp|masscan)(\.\w+)?$/
/** What container runtimes give by default: CHOWN to SETFCAP as in their own default configuration. */
const defaultCapabilities = 0xa80425fbn
/** As many starts as the sample of an entry holds. */
const sample = 64

/** Open entries, or all of them, by risk: the worst tag first, then more tags, then the key. */
export function reviewItems(profile: Profile, which: 'open' | 'all' = 'open'): ReviewItem[] {
  const entries = which === 'open' ? openEntries(profile) : Object.entries(profile.entries)
  const rank = ({ tags: own }: ReviewItem) => (own[0] === undefined ? tags.length : tags.indexOf(own[0]))
  const around = contextOf(profile)
  return entries
    .map(([key, entry]) => itemOf(profile, key, entry, tagsIn(around, entry)))
    .sort((a, b) => rank(a) - rank(b) || b.tags.length - a.tags.length || byText(a.key, b.key))
}

/** How many open entries have a tag, and the worst tag of all; undefined where none has. */
export function riskOf(profile: Profile): { readonly tagged: number; readonly worst: Tag | undefined } {
  const around = contextOf(profile)
  const found = openEntries(profile).map(([, entry]) => tagsIn(around, entry))
  const worst = Math.min(...found.map(([first]) => (first === undefined ? tags.length : tags.indexOf(first))))
  return { tagged: found.filter((own) => own.length > 0).length, worst: tags[worst] }
}

/** Tags of an entry, the worst first. */
export function tagsOf(profile: Profile, entry: Entry): Tag[] {
  return tagsIn(contextOf(profile), entry)
}

/** What the tags of an entry take from the other entries and the evidence, counted once. */
interface Context {
  readonly isWorkload: boolean
  /** More than one node or pod was seen. */
  readonly isSeveral: boolean
  /** Entries that ran as user 0, and all with a known user. */
  readonly ofRoot: number
  readonly ofUsers: number
}

function contextOf({ key, evidence, entries }: Profile): Context {
  const uids = Object.values(entries).map((entry) => entry.uids)
  return {
    isWorkload: key.kind === 'workload',
    isSeveral: evidence.nodes.length > 1 || evidence.pods.length > 1,
    ofRoot: uids.filter((own) => own.includes(0)).length,
    ofUsers: uids.filter((own) => own.length > 0).length,
  }
}

function tagsIn(around: Context, entry: Entry): Tag[] {
  const own = new Set<Tag>(marksAsTags.filter((mark) => entry.marks.includes(mark)))
  const layer = entry.marks.includes('upper') ? 'drift' : layerTags[entry.layer]
  if (layer) own.add(layer)
  if (around.isWorkload && entry.capabilities.some((each) => (BigInt(`0x${each}`) & ~defaultCapabilities) !== 0n))
    own.add('wide-capabilities')
  if (isRootAmongUsers(around, entry)) own.add('root-among-users')
  const digests = Object.values(entry.digests)
  if (digests.length === 0) own.add('no-digest')
  if (digests.length > 1 && digests.some(({ images }) => sharesImage(images, digests))) own.add('several-digests')
  if (isRare(around, entry)) own.add('rare')
  if (networkTool.test(nameOf(entry.script)) || networkTool.test(nameOf(entry.path))) own.add('network-tool')
  return tags.filter((tag) => own.has(tag))
}

/** Tags of what breaks a hard rule: approval does not help, only an exception does. */
export function hardTags(profile: Profile, entry: Entry): Tag[] {
  return tagsOf(profile, entry).filter((tag) => (hardKinds as readonly string[]).includes(tag))
}

/** Approved entries that were seen with digests of a new image, which nobody approved yet: to be approved in one step. */
export function changedWithImage(profile: Profile): string[] {
  return Object.entries(profile.entries)
    .filter(([, entry]) => entry.decision.status === 'approved' && entry.layer === 'image-lower')
    .filter(([, entry]) => {
      const images = entry.approved.flatMap((digest) => entry.digests[digest]?.images ?? [])
      const fresh = Object.entries(entry.digests).filter(([digest]) => !entry.approved.includes(digest))
      return fresh.length > 0 && fresh.every(([, seen]) => seen.images.every((each) => each && !images.includes(each)))
    })
    .map(([key]) => key)
}

function itemOf(profile: Profile, key: string, entry: Entry, own: Tag[]): ReviewItem {
  // Both sides hold the smallest ids: of the smallest 64 starts, each entry knows whether it was there.
  const starts = profile.evidence.starts.slice(0, sample)
  return {
    ...{ key, entry, tags: own, starts: starts.length, nodes: profile.evidence.nodes.length },
    seenInStarts: starts.filter((id) => entry.starts.includes(id)).length,
    seenOnNodes: Object.keys(entry.nodes).length,
    count: countOf(entry),
    bulk: own.length === 0 && !isByHandOnly(profile),
  }
}

function countOf(entry: Entry): number {
  return Object.values(entry.nodes).reduce((sum, { count }) => sum + count, 0)
}

/** Seen once, by one pod at most, on one node. */
function isRare({ isSeveral }: Context, entry: Entry): boolean {
  const isAlone = Object.keys(entry.nodes).length <= 1 && entry.pods.length <= 1
  return isAlone && (countOf(entry) <= 1 || isSeveral)
}

/** It alone ran as root. */
function isRootAmongUsers({ ofRoot, ofUsers }: Context, entry: Entry): boolean {
  return entry.uids.includes(0) && ofRoot === 1 && ofUsers > 1
}

/** Two files of one path in one image: one of them was put there. */
function sharesImage(images: readonly string[], digests: readonly { readonly images: readonly string[] }[]): boolean {
  if (images.length === 0) return true
  return digests.filter((each) => each.images.some((image) => images.includes(image))).length > 1
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

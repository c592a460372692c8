// What people decided of a profile, without what was observed: the part that lives in Git.
import { type Act, checked, commit, no, type Outcome } from './decide.ts'
import { listenerKey } from './ephemeral.ts'
import { imageDigest, keyText, type ProfileKey } from './key.ts'
import { entryKey } from './process.ts'
import {
  type Decision,
  type DigestSeen,
  type Entry,
  type ListenerEntry,
  type Profile,
  type ProfileState,
  undecided,
} from './profile.ts'
import { byText, setOf } from './sets.ts'

export interface SpecEntry {
  readonly path: string
  readonly layer: string
  /** Empty for none. */
  readonly script: string
  /** Sorted. */
  readonly digests: readonly string[]
  /** For people: users are not matched. Ascending. */
  readonly uids: readonly number[]
  readonly by: string
}

export interface SpecListener {
  readonly executable: string
  readonly protocol: string
  readonly scope: string
  readonly port: number
  readonly by: string
}

/** All lists are sorted by what names their items, none of which is there twice. */
export interface ProfileSpec {
  readonly key: ProfileKey
  /** The newest image; empty where none is known. */
  readonly image: string
  readonly state: ProfileState
  readonly entries: readonly SpecEntry[]
  readonly listeners: readonly SpecListener[]
  readonly denyListeners: readonly SpecListener[]
  readonly patterns: readonly { readonly path: string; readonly by: string }[]
  readonly deny: readonly { readonly path: string; readonly script: string; readonly by: string }[]
  readonly exceptions: readonly {
    readonly kind: string
    readonly digest: string
    readonly creator: string
    readonly by: string
  }[]
}

/** What is approved, allowed and denied in a profile. What is only observed is no part of it. */
export function specOf(profile: Profile): ProfileSpec {
  const entries = Object.values(profile.entries)
  const denied = entries.filter(({ decision }) => decision.status === 'denied')
  return sorted({
    ...{ key: profile.key, image: newestImage(profile), state: profile.state },
    entries: entries
      .filter(({ decision }) => decision.status === 'approved')
      .map(({ path, layer, script, approved, uids, decision }) => ({
        ...{ path, layer, script, digests: [...approved], uids: [...uids], by: decision.by },
      })),
    listeners: listenersWith(profile, 'approved'),
    denyListeners: listenersWith(profile, 'denied'),
    patterns: profile.patterns.map(({ path, by }) => ({ path, by })),
    deny: [
      ...profile.deny.map(({ path, script, by }) => ({ path, script, by })),
      ...denied.map(({ path, script, decision }) => ({ path, script, by: decision.by })),
    ],
    exceptions: profile.exceptions.map(({ kind, digest, creator, by }) => ({ kind, digest, creator, by })),
  })
}

/**
 * Makes the decisions of a profile those of a spec, and nothing else: what was approved and is not in it is only observed
 * from now on. Whoever applies it stands for it, as for each approval.
 */
export function applySpec(profile: Profile, spec: ProfileSpec, act: Act): Outcome {
  return checked(profile, act, () => {
    if (keyText(spec.key) !== profile.id) return no('invalid', `it is for ${keyText(spec.key)}, not for ${profile.id}`)
    const since = { at: act.at }
    const digest = imageDigest(spec.image)
    const isNew = digest !== '' && !profile.revisions[digest]
    return commit(profile, act, 'imported', {
      state: spec.state,
      revisions: isNew ? { ...profile.revisions, [digest]: { image: spec.image, addedAt: act.at } } : profile.revisions,
      entries: entriesOf(profile, spec, act),
      listeners: listenersOf(profile, spec, act),
      patterns: spec.patterns.map((each) => ({ ...each, ...since })),
      deny: spec.deny.map((each) => ({ ...each, ...since })),
      exceptions: spec.exceptions.map((each) => ({ ...each, ...since })),
    })
  })
}

/** Its lists sorted, the first of two of the same name kept. */
export function sorted(spec: ProfileSpec): ProfileSpec {
  return {
    ...spec,
    entries: named(spec.entries, nameOfEntry).map((each) => ({
      ...each,
      digests: setOf(each.digests, each.digests.length),
      uids: [...new Set(each.uids)].sort((a, b) => a - b),
    })),
    listeners: named(spec.listeners, listenerKey),
    denyListeners: named(spec.denyListeners, listenerKey),
    patterns: named(spec.patterns, ({ path }) => path),
    deny: named(spec.deny, nameOfDeny),
    exceptions: named(spec.exceptions, nameOfException),
  }
}

/** Sorts by path, then script, then layer: one place of a file for one program. */
export function nameOfEntry({ path, script, layer }: SpecEntry): string {
  return JSON.stringify([path, script, layer])
}

export function nameOfDeny({ path, script }: ProfileSpec['deny'][number]): string {
  return JSON.stringify([path, script])
}

export function nameOfException({ kind, digest, creator }: ProfileSpec['exceptions'][number]): string {
  return JSON.stringify([kind, digest, creator])
}

/** Items by name, sorted; the first of two alike. */
export function named<T>(items: readonly T[], name: (item: T) => string): T[] {
  const all = new Map<string, T>()
  for (const item of items) if (!all.has(name(item))) all.set(name(item), item)
  return [...all].sort(([a], [b]) => byText(a, b)).map(([, item]) => item)
}

function entriesOf(profile: Profile, spec: ProfileSpec, act: Act): Record<string, Entry> {
  const open = Object.entries(profile.entries).map(([key, entry]) => [key, withdrawn(entry)] as const)
  const entries: Record<string, Entry> = Object.fromEntries(open)
  for (const wanted of spec.entries) {
    const key = entryKey(wanted.layer, wanted.path, wanted.script)
    const images = [imageDigest(spec.image)].filter((digest) => digest !== '')
    const known = entries[key] ?? unseen(wanted, act.at)
    const digests: Record<string, DigestSeen> = { ...known.digests }
    for (const digest of wanted.digests) digests[digest] ??= { first: 0, last: 0, images, late: false }
    const uids = [...new Set([...known.uids, ...wanted.uids])].sort((a, b) => a - b)
    entries[key] = { ...known, uids, digests, approved: wanted.digests, decision: approval(wanted.by, act) }
  }
  return entries
}

function listenersOf(profile: Profile, spec: ProfileSpec, act: Act): Record<string, ListenerEntry> {
  const open = Object.entries(profile.listeners).map(([key, entry]) => [key, withdrawn(entry)] as const)
  const listeners: Record<string, ListenerEntry> = Object.fromEntries(open)
  const wanted = [
    ...spec.listeners.map((each) => [each, 'approved'] as const),
    ...spec.denyListeners.map((each) => [each, 'denied'] as const),
  ]
  for (const [{ by, ...names }, status] of wanted) {
    const key = listenerKey(names)
    const known = listeners[key] ?? { ...names, decision: undecided, nodes: {}, pods: [], addedAt: act.at, learned: 0 }
    listeners[key] = { ...known, decision: { ...approval(by, act), status } }
  }
  return listeners
}

function listenersWith({ listeners }: Profile, status: Decision['status']): SpecListener[] {
  return Object.values(listeners)
    .filter(({ decision }) => decision.status === status)
    .map(({ executable, protocol, scope, port, decision }) => ({
      ...{ executable, protocol, scope, port, by: decision.by },
    }))
}

/** Approvals and denials are the spec's alone; what is ignored for a while stays so. */
function withdrawn<T extends { readonly decision: Decision }>(item: T): T {
  const { status } = item.decision
  if (status !== 'approved' && status !== 'denied') return item
  return { ...item, decision: undecided, ...('approved' in item ? { approved: [] } : {}) }
}

function approval(by: string, act: Act): Decision {
  return { status: 'approved', at: act.at, by: by || act.by, until: 0 }
}

function unseen({ path, layer, script }: SpecEntry, at: number): Entry {
  return {
    ...{
      path,
      layer,
      script,
      decision: undecided,
      digests: {},
      approved: [],
      uids: [],
      capabilities: [],
      creators: [],
    },
    ...{ marks: [], nodes: {}, pods: [], starts: [], addedAt: at, learned: 0 },
  }
}

function newestImage({ revisions }: Profile): string {
  const all = Object.values(revisions).sort((a, b) => b.addedAt - a.addedAt || byText(b.image, a.image))
  return all[0]?.image ?? ''
}

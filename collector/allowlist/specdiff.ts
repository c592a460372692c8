// What an import would change, and what two exports say together.

import { listenerKey } from './ephemeral.ts'
import { keyText } from './key.ts'
import { byText, setOf } from './sets.ts'
import { named, nameOfDeny, nameOfEntry, nameOfException, type ProfileSpec, type SpecEntry, sorted } from './spec.ts'

/** The names of what is in one list and not in the other. */
export interface ListDiff<T> {
  readonly added: readonly T[]
  readonly removed: readonly T[]
}

export interface SpecDiff {
  readonly entries: ListDiff<SpecEntry>
  /** Programs with other digests. */
  readonly changed: readonly (ListDiff<string> & { readonly entry: SpecEntry })[]
  readonly listeners: ListDiff<ProfileSpec['listeners'][number]>
  readonly denyListeners: ListDiff<ProfileSpec['denyListeners'][number]>
  readonly patterns: ListDiff<ProfileSpec['patterns'][number]>
  readonly deny: ListDiff<ProfileSpec['deny'][number]>
  readonly exceptions: ListDiff<ProfileSpec['exceptions'][number]>
  /** Undefined where it stays. */
  readonly state: { readonly from: string; readonly to: string } | undefined
  /** True when nothing that decides would change: names of people and users do not. */
  readonly same: boolean
}

/** From what is in force to what would be. */
export function diffSpecs(from: ProfileSpec, to: ProfileSpec): SpecDiff {
  const before = new Map(from.entries.map((each) => [nameOfEntry(each), each]))
  const changed = to.entries.flatMap((entry) => {
    const { added, removed } = diff(before.get(nameOfEntry(entry))?.digests ?? entry.digests, entry.digests, (x) => x)
    return added.length + removed.length === 0 ? [] : [{ entry, added, removed }]
  })
  const lists = {
    entries: diff(from.entries, to.entries, nameOfEntry),
    listeners: diff(from.listeners, to.listeners, listenerKey),
    denyListeners: diff(from.denyListeners, to.denyListeners, listenerKey),
    patterns: diff(from.patterns, to.patterns, ({ path }) => path),
    deny: diff(from.deny, to.deny, nameOfDeny),
    exceptions: diff(from.exceptions, to.exceptions, nameOfException),
  }
  const state = from.state === to.state ? undefined : { from: from.state, to: to.state }
  const isSame = Object.values(lists).every(({ added, removed }) => added.length + removed.length === 0)
  return { ...lists, changed, state, same: isSame && changed.length === 0 && state === undefined }
}

export interface MergedSpec {
  readonly spec: ProfileSpec
  /** One sentence for each thing on which both disagree, and what came of it. */
  readonly conflicts: readonly string[]
}

const states = ['learning', 'review', 'alerting'] as const

/** The union of two exports of one place. A denial wins over an approval, the lesser state over the greater. */
export function mergeSpecs(a: ProfileSpec, b: ProfileSpec): MergedSpec {
  if (keyText(a.key) !== keyText(b.key)) throw new Error('two places cannot be merged')
  const deny = union(a.deny, b.deny, nameOfDeny)
  const isDenied = (entry: SpecEntry) =>
    deny.some(({ path, script }) => path === entry.path && (script === '' || script === entry.script))
  const all = union(a.entries, b.entries, nameOfEntry, (x, y) => ({
    ...byName(x, y),
    digests: setOf([...x.digests, ...y.digests], x.digests.length + y.digests.length),
    uids: [...x.uids, ...y.uids],
  }))
  const listeners = union(a.listeners, b.listeners, listenerKey)
  const denyListeners = union(a.denyListeners, b.denyListeners, listenerKey)
  const forbidden = new Set(denyListeners.map(listenerKey))
  const [image, state] = [byText(a.image, b.image) > 0 ? a.image : b.image, lesser(a.state, b.state)]
  const spec = sorted({
    ...{ key: a.key, image, state, deny },
    entries: all.filter((entry) => !isDenied(entry)),
    listeners: listeners.filter((each) => !forbidden.has(listenerKey(each))),
    denyListeners,
    patterns: union(a.patterns, b.patterns, ({ path }) => path),
    exceptions: union(a.exceptions, b.exceptions, nameOfException),
  })
  const conflicts = [
    ...all
      .filter(isDenied)
      .map(({ path, script }) => `${script ? `${path} ${script}` : path}: denied and approved; denied`),
    ...listeners
      .map(listenerKey)
      .filter((key) => forbidden.has(key))
      .map((key) => `${key}: denied and approved; denied`),
    ...(a.state === b.state ? [] : [`the states differ; ${state}`]),
    ...(a.image === b.image ? [] : [`the images differ; ${image}`]),
  ]
  return { spec, conflicts: [...new Set(conflicts)] }
}

function diff<T>(from: readonly T[], to: readonly T[], name: (item: T) => string): ListDiff<T> {
  const [before, after] = [new Set(from.map(name)), new Set(to.map(name))]
  return {
    added: to.filter((item) => !before.has(name(item))),
    removed: from.filter((item) => !after.has(name(item))),
  }
}

function union<T extends { readonly by: string }>(
  a: readonly T[],
  b: readonly T[],
  name: (item: T) => string,
  join: (x: T, y: T) => T = byName,
): T[] {
  const others = new Map(b.map((item) => [name(item), item]))
  const both = a.map((item) => {
    const other = others.get(name(item))
    return other ? join(item, other) : item
  })
  return named([...both, ...b], name)
}

/** Of two that say the same, that of the person who comes first in the alphabet: whichever was given first. */
function byName<T extends { readonly by: string }>(a: T, b: T): T {
  return byText(a.by, b.by) <= 0 ? a : b
}

function lesser(a: ProfileSpec['state'], b: ProfileSpec['state']): ProfileSpec['state'] {
  return states[Math.min(states.indexOf(a), states.indexOf(b))] as ProfileSpec['state']
}

// Which identities need no evidence. It decides nothing else: what is allowed, the collector says.
import type { v1 } from '../../proto/index.ts'
import type { Subject } from './seen.ts'

export type GuardSet = ReturnType<typeof v1.GuardSet.decode>

/** `unguarded`: nothing is approved in its place, so nothing there can be out of place. */
export type Approval = 'approved' | 'not approved' | 'unguarded'

/** Entries by their place: a unit, or a container of a workload whose pods begin with its name. */
interface Group {
  readonly owner: string
  readonly approved: ReadonlySet<string>
}

export type Guard = (subject: Subject) => Approval

/** Without a set nothing is guarded. */
export function openGuard(set?: GuardSet): Guard {
  const groups = groupsOf(set)
  return ({ place, identity }) => {
    const isPod = place?.place === 'pod'
    const key = isPod ? `pod/${place.namespace}/${place.container}` : `host/${place?.unit ?? ''}`
    const found = (groups.get(key) ?? []).filter(({ owner }) => !isPod || isOf(place.pod ?? '', owner))
    if (found.length === 0) return 'unguarded'
    const text = identityKey(identity?.path, identity?.script, identity?.digest)
    return found.some(({ approved }) => approved.has(text)) ? 'approved' : 'not approved'
  }
}

/** Who owns a pod is known to the API alone; the names of pods begin with their owners'. */
function isOf(pod: string, owner: string): boolean {
  return pod === owner || pod.startsWith(`${owner}-`)
}

function groupsOf(set: GuardSet | undefined): ReadonlyMap<string, readonly Group[]> {
  const byPlace = new Map<string, Set<string>>()
  for (const { place, path, script, digest } of set?.entries ?? []) {
    const name = place ?? ''
    const approved = byPlace.get(name) ?? new Set()
    byPlace.set(name, approved.add(identityKey(path, script, digest)))
  }
  const groups = new Map<string, Group[]>()
  for (const [place, approved] of byPlace) {
    const [first = '', , owner = '', container] = place.split('/').map(unescaped)
    const key = container === undefined ? `host/${first}` : `pod/${first}/${container}`
    groups.set(key, [...(groups.get(key) ?? []), { owner, approved }])
  }
  return groups
}

/** In a place, what would be mistaken for something else is written %XX. */
function unescaped(name: string): string {
  const parts = name.split(/%([0-9A-F]{2})/)
  return Buffer.concat(parts.map((part, at) => Buffer.from(part, at % 2 === 0 ? 'utf8' : 'hex'))).toString()
}

type Bytes = Uint8Array | null | undefined

function identityKey(path: Bytes, script: Bytes, digest: Bytes): string {
  return [path, script, digest].map((bytes) => Buffer.from(bytes ?? []).toString('base64')).join(' ')
}

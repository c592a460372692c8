// The files of a process as a root of its own: what reads many paths need not ask where each of them is.
import type { Host } from '../host/host.ts'
import { absent, failed, type Look, why } from '../host/look.ts'
import type { Process } from '../host/proc.ts'
import type { HostRoot } from '../host/root.ts'
import { type Place, sightOf } from './sight.ts'

/**
 * The node's files by the paths that the process has for them: on the host where its mounts lead there, else in the root
 * of its container. What can be seen in neither is failed, not absent. `path` of what is found is the one that was asked.
 */
export function rootSeenBy(host: Host, process: Process): HostRoot {
  if (!process.contained()) return host.root
  const sight = sightOf(host, process)
  const inside = host.rootOf(process.pid)
  const look = async <T>(path: string, ask: (root: HostRoot, path: string) => Promise<Look<T>>): Promise<Look<T>> => {
    const place = sight.place(path)
    if ('gap' in place) return failed(place.gap.reason)
    const outside = isMounted(place) ? await ask(host.root, place.path) : absent
    if (outside.status === 'observed') return outside
    if ((await inside.stat('/')).status === 'observed') return ask(inside, path)
    if (isMounted(place)) return outside
    return place.unseen === undefined ? untold(place, await ask(host.root, place.path)) : failed(place.unseen)
  }
  return {
    read: async (path, limit) => named(path, await look(path, (root, at) => root.read(at, limit))),
    readRange: (path, offset, length) => look(path, (root, at) => root.readRange(at, offset, length)),
    stat: async (path) => named(path, await look(path, (root, at) => root.stat(at))),
    lstat: async (path) => named(path, await look(path, (root, at) => root.lstat(at))),
    list: (path, limit) => look(path, (root, at) => root.list(at, limit)),
    below: (path, use) => look(path, (root, at) => root.below(at, use)),
  }
}

function isMounted(place: Place): boolean {
  return place.unseen === undefined && place.otherwise === undefined
}

/** Without tables of mounts the same path on the host is taken, and only its absence says nothing. */
function untold<T>(place: Place, look: Look<T>): Look<T> {
  return look.status === 'absent' ? failed(place.otherwise ?? why(look)) : look
}

function named<T extends { readonly path: string }>(path: string, look: Look<T>): Look<T> {
  return look.status === 'observed' ? { ...look, value: { ...look.value, path } } : look
}

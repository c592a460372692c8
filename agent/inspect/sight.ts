// Where the files are that a process names: a process in a container sees other files than the node by the same paths.
import { posix } from 'node:path'
import type { Host } from '../host/host.ts'
import { absent, failed, type Look, seen, type Unseen, why } from '../host/look.ts'
import type { Process } from '../host/proc.ts'
import type { FileContent } from '../host/root.ts'
import { type Mount, parseMountinfo, translatePath } from '../parse/mountinfo.ts'

/** Largest file that is read, in bytes. */
const fileLimit = 1024 * 1024

/** Where on the host a path of a process is. */
export interface Place {
  /** On the host; where `unseen` says something, as the process has it. */
  readonly path: string
  /** Why the file cannot be looked at on the host. */
  readonly unseen?: string
  /** What is said when there is no such file on the host, although it may be elsewhere. */
  readonly otherwise?: string
}

/** A path for which no place can be told. */
export interface Placeless {
  readonly gap: { readonly path: string; readonly reason: string }
}

/** A file as a process sees it. */
export interface SeenFile extends FileContent {
  /** True where it was read in the root of the process's container: then its path is the one in there. */
  readonly contained: boolean
}

/** How a process sees the host's files. */
export interface Sight {
  /** The place of a path, or why it has none. */
  place(path: string): Place | Placeless
  /**
   * Reads a file of at most 1 MiB: on the host where the mounts lead there, else in the root of the container. It is
   * absent only where the process's own files are seen.
   */
  read(path: string): Promise<Look<SeenFile>>
}

/** A process of the node sees the host's files; one in a container those that are mounted there, and its own. */
export function sightOf(host: Host, process: Process): Sight {
  const container = process.contained() ? containerOf(host, process) : undefined
  const tables = container === undefined ? undefined : tablesOf(host, process)
  const placeOf = (path: string): Place =>
    container === undefined || tables === undefined ? { path } : placeIn(path, process, container, tables)
  return {
    place: (written) => {
      const path = absolutePath(written, process.cwd())
      return path === undefined ? { gap: unresolved(written, process) } : placeOf(path)
    },
    read: async (written) => {
      const cwd = process.cwd()
      const path = absolutePath(written, cwd)
      if (path === undefined)
        return { status: cwd.status === 'denied' ? 'denied' : 'failed', reason: unresolved(written, process).reason }
      if (container === undefined) return readOnHost(host, path)
      return readContained(host, process, path, placeOf(path))
    },
  }
}

/** Reads a file as the process sees it; without a process, where the path is the same on the host. */
export async function readSeen(host: Host, process: Process | undefined, path: string): Promise<Look<SeenFile>> {
  if (process) return sightOf(host, process).read(path)
  const look = await readOnHost(host, path)
  return look.status === 'absent' ? failed(`${path} is not on the host, and no process is seen that has it`) : look
}

/** Reads a file that nobody's process is told of. */
export async function readOnHost(host: Host, path: string): Promise<Look<SeenFile>> {
  return fileOf(await host.root.read(path, fileLimit), false)
}

async function readContained(host: Host, process: Process, path: string, place: Place): Promise<Look<SeenFile>> {
  const isMounted = place.unseen === undefined && place.otherwise === undefined
  const outside = isMounted ? await host.root.read(place.path, fileLimit) : absent
  if (outside.status === 'observed') return fileOf(outside, false)
  const root = host.rootOf(process.pid)
  if ((await root.stat('/')).status === 'observed') return fileOf(await root.read(path, fileLimit), true)
  if (isMounted) return outside
  if (place.unseen !== undefined) return failed(place.unseen)
  const same = await host.root.read(place.path, fileLimit)
  return same.status === 'absent' ? failed(place.otherwise ?? why(same)) : fileOf(same, false)
}

function fileOf(look: Look<FileContent>, contained: boolean): Look<SeenFile> {
  return look.status === 'observed' ? seen({ ...look.value, contained }) : look
}

/** Tables of mounts; `untold` where there are none at all, as below a copy of a node's files. */
type Tables =
  | { readonly inside: readonly Mount[]; readonly outside: readonly Mount[] }
  | { readonly unread: string }
  | { readonly untold: true }

function tablesOf(host: Host, process: Process): Tables {
  // On a nested node process 1 is the machine's and has other mounts: the node's own kubelet has the node's, unless it
  // is in a container itself.
  const first = host.proc.named('kubelet').find((each) => !each.contained())?.pid ?? 1
  const names = [`${process.pid}/mountinfo`, `${first}/mountinfo`] as const
  const [inside, outside] = [host.proc.read(names[0]), host.proc.read(names[1])]
  if (inside.status === 'absent' && outside.status === 'absent') return { untold: true }
  if (inside.status !== 'observed') return { unread: unreadTable(names[0], inside) }
  if (outside.status !== 'observed') return { unread: unreadTable(names[1], outside) }
  return { inside: parseMountinfo(inside.value.toString()), outside: parseMountinfo(outside.value.toString()) }
}

function unreadTable(name: string, look: Unseen): string {
  return `/proc/${name}: ${why(look)}`
}

function placeIn(path: string, { pid }: Process, container: string, tables: Tables): Place {
  if ('untold' in tables) return { path, otherwise: `not on the host; process ${pid} may have it in ${container}` }
  // Another file may have the same path on the host.
  if ('unread' in tables)
    return {
      path,
      unseen: `process ${pid} has it in ${container}; what is mounted there is not known: ${tables.unread}`,
    }
  const outside = translatePath(path, tables.inside, tables.outside)
  return outside === undefined
    ? { path, unseen: `process ${pid} has it in ${container}, not on the host` }
    : { path: outside }
}

/** Container runtimes put the container's id, 64 hexadecimal digits, into the name of its control group. */
function containerOf(host: Host, process: Process): string {
  const groups = host.proc.read(`${process.pid}/cgroup`)
  const ids = groups.status === 'observed' ? groups.value.toString('latin1').match(/[0-9a-f]{64}/g) : null
  return ids ? `container ${ids.at(-1)?.slice(0, 12)}` : 'its container'
}

/** The path where the process that was told it looks for it; `undefined` when that cannot be told. */
export function absolutePath(path: string, cwd: Look<string>): string | undefined {
  if (path.startsWith('/')) return path
  return cwd.status === 'observed' ? posix.join(cwd.value, path) : undefined
}

/** The gap for a relative path of a process whose directory cannot be told. */
function unresolved(path: string, process: Process): Placeless['gap'] {
  const cwd = process.cwd()
  const reason = cwd.status === 'observed' ? 'not known' : why(cwd)
  return { path, reason: `relative to the current directory of process ${process.pid}: ${reason}` }
}

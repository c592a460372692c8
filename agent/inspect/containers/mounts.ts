// What of the node's files a container sees: its table of mounts beside that of process 1.
import { posix } from 'node:path'
import type { ContainersFact } from '../../../proto/index.ts'
import { compare } from '../../../proto/value.ts'
import type { Host } from '../../host/host.ts'
import { type Look, seen, why } from '../../host/look.ts'
import { textOf } from '../../host/names.ts'
import { isBelow, type Mount, mountOf, parseMountinfo } from '../../parse/mountinfo.ts'
import { type Member, sourceOf } from './member.ts'

type Container = NonNullable<ContainersFact['items']>[number]
type HostMount = NonNullable<Container['mounts']>[number] & { path: string; host: string; writable: boolean }

/** Most mounts that are told of one container. */
export const maxMounts = 100
const table = '/proc/PID/mountinfo'

/** Mounts by the number of their file system. */
export type Devices = ReadonlyMap<string, readonly Mount[]>

/** Process 1's mounts. */
export function nodeMounts(host: Host): Look<Devices> {
  const mounts = readMounts(host, 1)
  return mounts.status === 'observed' ? seen(Map.groupBy(mounts.value, ({ device }) => device)) : mounts
}

function readMounts(host: Host, pid: number): Look<readonly Mount[]> {
  const look = host.proc.read(`${pid}/mountinfo`)
  return look.status === 'observed' ? seen(parseMountinfo(textOf(look.value))) : look
}

export function mountFact(
  host: Host,
  outside: Look<Devices>,
  first: Member,
  pod: string,
): Pick<Container, 'readOnlyRoot' | 'mounts' | 'mountsKnown'> {
  const source = sourceOf(table, first)
  const inside = readMounts(host, first.process.pid)
  const unknown = (reason: string) => ({ unknown: reason, source })
  if (inside.status !== 'observed')
    return { readOnlyRoot: unknown(why(inside)), mounts: [], mountsKnown: unknown(why(inside)) }
  const root = mountOf('/', inside.value)
  const readOnlyRoot = root ? { value: root.readOnly, source } : unknown('names no root')
  if (outside.status !== 'observed')
    return { readOnlyRoot, mounts: [], mountsKnown: unknown(`/proc/1/mountinfo: ${why(outside)}`) }
  const all = hostMounts(inside.value, outside.value, pod)
  const left = all.length - maxMounts
  const mountsKnown = left > 0 ? unknown(`${left} more mounts than are told`) : { value: true, source }
  return { readOnlyRoot, mounts: all.slice(0, maxMounts), mountsKnown }
}

/** Pure. `pod` is its unique id, empty for none. */
export function hostMounts(inside: readonly Mount[], outside: Devices, pod: string): HostMount[] {
  const visible = [...new Map(inside.map((mount) => [mount.point, mount])).values()]
  const found: HostMount[] = []
  for (const mount of visible.toSorted((a, b) => compare(a.point, b.point))) {
    // As runtimes set it up, whoever's process ids it shows.
    if (mount.type === 'proc' && mount.point === '/proc' && mountOf('/proc/sys', visible)?.readOnly) continue
    const each = fileMount(mount, outside, pod, found) ?? kernelMount(mount)
    if (each && !isImplied(each, found)) found.push(each)
  }
  return found
}

/** File systems of the kernel that a container has for itself, and that are the node's all the same: if it can write them. */
function kernelMount({ point, type, root, readOnly }: Mount): HostMount | undefined {
  if (readOnly) return undefined
  if (type === 'proc' && point === '/proc') return writable('/proc/sys', '/proc/sys')
  if (type === 'sysfs') return writable(point, below('/sys', root))
  if (type === 'cgroup' || type === 'cgroup2') return writable(point, below('/sys/fs/cgroup', root))
  return undefined
}

/** Paths of control groups may climb: never out of the directory. */
function below(directory: string, rest: string): string {
  return posix.join(directory, posix.normalize(`/${rest}`)).replace(/(.)\/$/, '$1')
}

function writable(path: string, host: string): HostMount {
  return { path, host, writable: true }
}

/** What runtimes bind from the node into every container, and cover files of the kernel with. */
const harmless = /^\/dev\/(null|zero|full|random|urandom|tty)$/
/** Parts of the kernel's file systems that runtimes close in every container. */
const closed = /^\/(proc|sys)\//
/** Files that a runtime makes for each container, and where it keeps them. */
const runtimeFile = /^\/(etc\/(hosts|hostname|resolv\.conf)|dev\/shm|run\/(\.containerenv|secrets))$/
const ofContainer = /\/[0-9a-f]{64}(\/|$)/
/** Volumes that Docker or Podman made. */
const ownVolume = /\/volumes\/[^/]+\/_data$/

function fileMount(mount: Mount, outside: Devices, pod: string, above: readonly HostMount[]): HostMount | undefined {
  const { point: path, readOnly } = mount
  const candidates = hostPaths(mount, outside)
  const expected = above.map((each) => impliedHost(path, each))
  const host = candidates.find((each) => expected.includes(each)) ?? candidates[0]
  // The root of a container lies somewhere on the node too.
  if (host === undefined || (path === '/' && host !== '/')) return undefined
  if (harmless.test(host) || (closed.test(path) && readOnly) || ownVolume.test(host)) return undefined
  if (runtimeFile.test(path) && ofContainer.test(host)) return undefined
  // Made by the kubelet for this pod, and nowhere nearer to the root of its file system.
  if (pod !== '' && candidates.some((each) => each.includes(`/pods/${pod}/`))) return undefined
  return { path, host, writable: !readOnly }
}

/** Where on the node the same files are: by the mounts that show most of their file system; the shortest path first. */
function hostPaths(mount: Mount, outside: Devices): string[] {
  const showing = (outside.get(mount.device) ?? []).filter(({ root }) => isBelow(mount.root, root))
  const most = Math.min(...showing.map(({ root }) => root.length))
  const paths = showing
    .filter(({ root }) => root.length === most)
    .map(({ root, point }) => below(point, mount.root.slice(root === '/' ? 0 : root.length)))
  return paths.sort((a, b) => a.length - b.length || compare(a, b))
}

/** What another mount would have at this path. */
function impliedHost(path: string, { path: above, host }: HostMount): string | undefined {
  return isBelow(path, above) ? below(host, path.slice(above === '/' ? 0 : above.length)) : undefined
}

/** The one that it lies in tells it already, unless this one can be written and that one cannot. */
function isImplied(mount: HostMount, found: readonly HostMount[]): boolean {
  return found.some((each) => impliedHost(mount.path, each) === mount.host && (each.writable || !mount.writable))
}

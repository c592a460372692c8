// Tables of mounts, /proc/PID/mountinfo of proc_pid_mountinfo(5), and what a path in one of them is in another.
import { posix } from 'node:path'

export interface Mount {
  /** Number of the file system, `8:1`. */
  readonly device: string
  /** What of the file system is mounted: a path in it. */
  readonly root: string
  /** Where it is mounted. */
  readonly point: string
  /** Kind of the file system; empty where the line does not say. */
  readonly type: string
  /** Options of the file system, not of the mount: the layers of an overlay. As they are written, escapes included. */
  readonly options: string
  /** True when nothing can be written through it: it, or its file system, is read-only. */
  readonly readOnly: boolean
}

/** Most mounts that are read: a node with many pods has some thousand. */
const maxMounts = 50_000

/** The mounts in the order in which they were made. Lines that are none are left out. */
export function parseMountinfo(text: string): Mount[] {
  return text.split('\n', maxMounts).flatMap((line) => {
    const [mount = '', system = ''] = line.split(' - ')
    const [, , device, root, point, flags = ''] = mount.split(' ')
    const [type = '', , options = ''] = system.split(' ')
    if (!device || !root || !point) return []
    const readOnly = [flags, options].some((each) => each.split(',').includes('ro'))
    return [{ device, root: unescapeMount(root), point: unescapeMount(point), type, options, readOnly }]
  })
}

/** Blanks, tabs, line ends and backslashes are written as three octal digits. */
export function unescapeMount(text: string): string {
  return text.replaceAll(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)))
}

/**
 * The path at which `outside` has what `inside` has at `path`. `undefined` for what stands in the root of `inside`, as
 * the files of a container's image do, or is mounted nowhere outside.
 */
export function translatePath(path: string, inside: readonly Mount[], outside: readonly Mount[]): string | undefined {
  const mount = mountOf(path, inside)
  if (!mount || mount.point === '/') return undefined
  const source = posix.join(mount.root, path.slice(mount.point.length))
  const there = outside.find(({ device, root }) => device === mount.device && isBelow(source, root))
  return there && posix.join(there.point, there.root === '/' ? source : source.slice(there.root.length))
}

/** The mount that a path is on: the one nearest to it, of several there the last. */
export function mountOf(path: string, mounts: readonly Mount[]): Mount | undefined {
  return mounts.reduce<Mount | undefined>(
    (best, each) => (isBelow(path, each.point) && each.point.length >= (best?.point.length ?? 0) ? each : best),
    undefined,
  )
}

/** True for a directory and what is below it. */
export function isBelow(path: string, directory: string): boolean {
  return directory === '/' || path === directory || path.startsWith(`${directory}/`)
}

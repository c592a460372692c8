import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { type Denied, denied } from './look.ts'
import { nameOf, textOf } from './names.ts'
import { once } from './once.ts'

/**
 * Kinds of file systems that ask someone else before they answer: over the network, or a process (FUSE). When that one
 * is gone, a call waits for ever and takes one of the few threads with it that all file access shares. Entering an
 * automounter's directory would mount something.
 */
const remoteTypes =
  /^(nfs4?|cifs|smb3|smbfs|ceph|afs|lustre|gpfs|beegfs|gfs2|ocfs2|glusterfs|9p|coda|ncpfs|pvfs2|autofs|fuse(\..*)?)$/

/** True for a kind of file system that may never answer. */
export function isRemote(type: string): boolean {
  return remoteTypes.test(type)
}

/** Mount point, as a path below the root, → kind of the file system. */
export type Mounts = ReadonlyMap<string, string>

/** The mount points of remote file systems below `base`, as of now. Where there is no table of mounts, none. */
export async function remoteMounts(base: string): Promise<Mounts> {
  const process = processOf(base)
  try {
    const table = await readFile(`${process ?? '/proc/self'}/mountinfo`)
    return parseMounts(table.toString('latin1'), process === undefined ? base : '')
  } catch {
    return new Map()
  }
}

/** Behind /proc/PID/root stand the mounts of that process, and its table names them from its own root. */
function processOf(base: string): string | undefined {
  return /^(.*\/proc\/\d+)\/root$/.exec(base)?.[1]
}

/** Directories of the node, none of them below another one. */
export type Parts = readonly string[]
/** Says what of the node is mounted below a directory; undefined for all of it. */
export type PartsOf = (base: string) => Parts | undefined

/**
 * What of the node is mounted below `base`, where that is not its whole root but a directory that was made to mount some
 * of it into, as in a pod with few mounts. A root has entries of its own; of such a directory every entry is a mount
 * point, or leads to nothing but mount points. Undefined for a root, and where that cannot be told.
 */
export function mountedParts(base: string, table = '/proc/self/mountinfo'): Parts | undefined {
  if (processOf(base) !== undefined) return undefined
  const points = once(() => new Set(pointsBelow(readFileSync(table, 'latin1'), base).map(({ path }) => path)))
  try {
    const parts = partsBelow(base, '', points)
    return parts?.length === 0 ? undefined : parts
  } catch {
    return undefined
  }
}

/** The mount points that a directory leads to; undefined where it holds anything else. */
function partsBelow(base: string, path: string, points: () => ReadonlySet<string>): Parts | undefined {
  const entries = readdirSync(nameOf(base + path || '/'), { encoding: 'buffer', withFileTypes: true })
  // Nothing is mounted on a link, and nearly every root has one: the table need not be read.
  if (entries.some((entry) => entry.isSymbolicLink())) return undefined
  const parts: string[] = []
  for (const entry of entries) {
    const next = `${path}/${textOf(entry.name)}`
    const isAbove = () => entry.isDirectory() && [...points()].some((point) => point.startsWith(`${next}/`))
    const below = points().has(next) ? [next] : isAbove() ? partsBelow(base, next, points) : undefined
    if (below === undefined) return undefined
    parts.push(...below)
  }
  return parts
}

/** `inside`: it is of the node. `above`: it was made to mount something below it. */
export function isMounted(path: string, parts: Parts | undefined): 'inside' | 'above' | 'outside' {
  if (parts === undefined || parts.some((part) => path === part || path.startsWith(`${part}/`))) return 'inside'
  const above = path === '/' ? path : `${path}/`
  return parts.some((part) => part.startsWith(above)) ? 'above' : 'outside'
}

/** The answer for a place of the node that is not mounted. */
export function unmountedIsDenied(path: string): Denied {
  return denied(`${path} is not mounted into the agent`)
}

/** Lines as in proc_pid_mountinfo(5): the mount point is the fifth field, the kind is the first behind the dash. */
export function parseMounts(table: string, base: string): Mounts {
  const mounts = new Map<string, string>()
  for (const { path, type } of pointsBelow(table, base)) {
    // What is mounted last lies on top.
    if (remoteTypes.test(type)) mounts.set(path, type)
    else mounts.delete(path)
  }
  return mounts
}

/** The mount points below `base`, by their paths from there. */
function pointsBelow(table: string, base: string): { path: string; type: string }[] {
  return table.split('\n').flatMap((line) => {
    const [fields = '', source = ''] = line.split(' - ')
    const point = fields.split(' ')[4]
    if (point === undefined || !point.startsWith(`${base}/`)) return []
    return [{ path: unescapeOctal(point).slice(base.length), type: source.split(' ')[0] ?? '' }]
  })
}

/** Blanks, tabs, line ends and backslashes are written as three octal digits. */
function unescapeOctal(text: string): string {
  const bytes = text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)))
  return Buffer.from(bytes, 'latin1').toString()
}

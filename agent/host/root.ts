import { constants, type Dir, type Stats } from 'node:fs'
import { type FileHandle, open, opendir, readlink } from 'node:fs/promises'
import { posix } from 'node:path'
import { absent, denied, type Failed, failed, fromError, type Look, seen } from './look.ts'
import { mountedParts, type PartsOf, remoteMounts } from './mounts.ts'
import { bytesOf, nameOf, textOf } from './names.ts'
import { once } from './once.ts'
import { type Resolved, remoteIsFailed, resolve, type Tree } from './resolve.ts'

/** Largest file that is read unless the caller says otherwise, in bytes. */
export const defaultReadLimit = 4 * 1024 * 1024
/** Most entries of one directory that are listed. */
export const defaultListLimit = 10_000
/** What changes while it is read is read again this often. */
const maxAttempts = 3
/** Opens a place in the file system without its content: O_PATH, which Node has no name for. */
const pathOnly = 0o10000000
const forReading = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY
const isLinux = process.platform === 'linux'

/** A file or directory on the host, links resolved. */
export interface FileStat {
  /** The path as it was asked for. */
  readonly path: string
  /** Where it leads with all links resolved: a path on the host. */
  readonly target: string
  /** The links that led there, in order: paths on the host whose directories are no links. */
  readonly links: readonly string[]
  readonly type: FileType
  /** Permission bits with set-user-id, set-group-id and sticky. */
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** In bytes. */
  readonly size: number
  /** Content changed, milliseconds since 1970. */
  readonly mtime: number
  /** Content, mode or owner changed; cannot be set back by a user. Milliseconds since 1970. */
  readonly ctime: number
  readonly device: number
  readonly inode: number
}

export type FileType = 'file' | 'directory' | 'link' | 'socket' | 'fifo' | 'block device' | 'character device'

/** A file's content together with the state that it was read in. */
export interface FileContent extends FileStat {
  readonly bytes: Buffer
}

export interface Entry {
  readonly name: string
  readonly type: FileType
}

/**
 * The node's files, by the paths that they have on the host. Nothing here writes, waits for a writer, asks a remote file
 * system, or leaves the root. Names that are not UTF-8 are written as names.ts says.
 */
export interface HostRoot {
  /** Content of a regular file of at most `limit` bytes. */
  read(path: string, limit?: number): Promise<Look<FileContent>>
  /** At most `length` bytes of a regular file of any size, from `offset` on; fewer where it ends before. */
  readRange(path: string, offset: number, length: number): Promise<Look<Buffer>>
  /** State of what the path leads to. */
  stat(path: string): Promise<Look<FileStat>>
  /** State of the path itself, a link included; links above it are followed. */
  lstat(path: string): Promise<Look<FileStat>>
  /** Entries of a directory, sorted by the bytes of their names, at most `limit`. */
  list(path: string, limit?: number): Promise<Look<Entry[]>>
  /** Holds on to a directory while `use`, which does not throw, walks what is below it. */
  below<T>(path: string, use: (top: Top) => Promise<T>): Promise<Look<T>>
}

/** A directory that is held open: what is below it is reached from there, at the same cost however deep it lies. */
export interface Top {
  /**
   * Entries and state of a directory below, by its path from here; empty for this one. No name in it may be a link: what
   * became one since its own directory was listed is absent.
   */
  list(rest: string, limit?: number): Promise<Look<Listing>>
}

export interface Listing {
  readonly stat: FileStat
  readonly entries: readonly Entry[]
}

/**
 * The node's files below `prefix` (`/host` in a pod, `/` on a machine, a directory in a test), as of one pass. Links are
 * resolved here: the kernel would resolve an absolute one in the agent's own root, and `..` could leave it. What of the node
 * is not mounted (`partsOf`) is denied: nobody knows whether it is there.
 */
export function openRoot(prefix: string, partsOf: PartsOf = mountedParts): HostRoot {
  const tree = openTree(prefix, partsOf)
  return {
    read: (path, limit = defaultReadLimit) =>
      withFile(tree, path, (handle, found) => readWhole(handle, path, found, limit)),
    readRange: (path, offset, length) => withFile(tree, path, (handle) => readPart(handle, offset, length)),
    stat: (path) => stat(tree, path, true),
    lstat: (path) => stat(tree, path, false),
    list: (path, limit = defaultListLimit) => withPinned(tree, path, 'directory', (place) => entriesOf(place, limit)),
    below: (path, use) =>
      withPinned(tree, path, 'directory', async (place, _, found) => seen(await use(openTop(tree, place, found)))),
  }
}

/**
 * Every entry that a path leads through below `prefix`, as paths on the host: directories, links and what they lead to.
 * It ends where something is missing, with that entry. When one of these changes, the path may lead elsewhere.
 */
export async function trailOf(prefix: string, path: string): Promise<readonly string[]> {
  const trail: string[] = []
  await resolve(openTree(prefix, mountedParts), path, true, trail)
  return trail
}

interface OpenTree extends Tree {
  /** What the kernel calls the path of an open file of the tree. */
  shown(path: string): Promise<Buffer>
}

function openTree(prefix: string, partsOf: PartsOf): OpenTree {
  const base = prefix.replace(/\/+$/, '')
  const real = (path: string) => nameOf(base + path)
  const remote = once(() => remoteMounts(base))
  const shownBase = once(() => shownPath(real('') || '/'))
  return {
    real,
    remote,
    parts: once(() => partsOf(base)),
    shown: async (path) => {
      const shown = Buffer.concat([await shownBase(), bytesOf(path === '/' ? '' : path)])
      return shown.length === 0 ? Buffer.from('/') : shown
    },
  }
}

/** The kernel's name of a directory; nothing for its root. */
async function shownPath(path: string | Buffer): Promise<Buffer> {
  const handle = await open(path as string, pathOnly)
  try {
    const shown = await readlink(`/proc/self/fd/${handle.fd}`, { encoding: 'buffer' })
    return shown.equals(Buffer.from('/')) ? Buffer.alloc(0) : shown
  } finally {
    await close(handle)
  }
}

/** A race can only make this the state of another path, never its content: so nothing is opened for it. */
async function stat(tree: Tree, path: string, followLast: boolean): Promise<Look<FileStat>> {
  const found = await resolve(tree, path, followLast)
  return found.status === 'observed' ? seen(toStat(path, found.value, found.value.stats)) : found
}

type Use<T> = (handle: FileHandle, found: Resolved) => Promise<Look<T> | 'changed'>

/** Opens the regular file that the path leads to and uses it; again when it changed meanwhile. */
function withFile<T>(tree: OpenTree, path: string, use: Use<T>): Promise<Look<T>> {
  return withPinned(tree, path, 'file', async (place, handle, found) => {
    if (!isLinux) return use(handle, found)
    const file = await open(place as string, forReading)
    try {
      return await use(file, found)
    } finally {
      await close(file)
    }
  })
}

type UsePinned<T> = (place: string | Buffer, handle: FileHandle, found: Resolved) => Promise<Look<T> | 'changed'>

/**
 * Resolves a path and holds on to what is there before anything is read of it. Someone may swap a directory of the path
 * for a link between the two, and the kernel would follow it anywhere: so the kernel must name the path that was
 * resolved for what was opened. Opening the place alone (O_PATH) also wakes no device and no FIFO that was put there.
 */
async function withPinned<T>(
  tree: OpenTree,
  path: string,
  type: 'file' | 'directory',
  use: UsePinned<T>,
): Promise<Look<T>> {
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    const found = await resolve(tree, path, true)
    if (found.status !== 'observed') return found
    if (typeOf(found.value.stats) !== type) return failed(`a ${typeOf(found.value.stats)}, not a ${article(type)}`)
    const look = await pinned(tree, found.value, type, use)
    if (look !== 'changed') return look
  }
  return failed('changes while it is read')
}

async function pinned<T>(
  tree: OpenTree,
  found: Resolved,
  type: 'file' | 'directory',
  use: UsePinned<T>,
): Promise<Look<T> | 'changed'> {
  let handle: FileHandle | undefined
  try {
    const real = tree.real(found.path)
    handle = await open(real as string, constants.O_NOFOLLOW | (isLinux ? pathOnly : forReading))
    if (typeOf(await handle.stat()) !== type) return 'changed'
    if (!isLinux) return await use(real, handle, found)
    const place = `/proc/self/fd/${handle.fd}`
    const shown = await readlink(place, { encoding: 'buffer' })
    if (!shown.equals(await tree.shown(found.path))) return 'changed'
    return await use(place, handle, found)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    return code === 'ELOOP' || code === 'ENOENT' || code === 'ENOTDIR' ? 'changed' : fromError(error)
  } finally {
    if (handle !== undefined) await close(handle)
  }
}

/** What was only read can be closed without a word, whatever the file system says. */
async function close(handle: FileHandle): Promise<void> {
  await handle.close().catch(() => undefined)
}

function article(type: 'file' | 'directory'): string {
  return type === 'file' ? 'regular file' : type
}

/** Reads what was opened, and looks at it again: it may have been written meanwhile. */
async function readWhole(
  handle: FileHandle,
  path: string,
  found: Resolved,
  limit: number,
): Promise<Look<FileContent> | 'changed'> {
  const before = await handle.stat()
  if (before.size > limit) return tooLarge(before.size, limit)
  // Files below /proc and /sys say size 0 and have content. Another one with more than its size is being written.
  const most = before.size > 0 ? before.size : limit
  const bytes = await readUpTo(handle, most + 1)
  if (bytes.length > most) return before.size > 0 ? 'changed' : tooLarge(bytes.length, limit)
  const after = await handle.stat()
  if (after.size !== before.size || after.mtimeMs !== before.mtimeMs || after.ctimeMs !== before.ctimeMs)
    return 'changed'
  return seen({ ...toStat(path, found, after), bytes })
}

async function readPart(handle: FileHandle, offset: number, length: number): Promise<Look<Buffer>> {
  if (length > defaultReadLimit) return tooLarge(length, defaultReadLimit)
  const buffer = Buffer.alloc(length)
  for (let filled = 0; ; ) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, offset + filled)
    filled += bytesRead
    if (bytesRead === 0 || filled === length) return seen(buffer.subarray(0, filled))
  }
}

function tooLarge(size: number, limit: number): Failed {
  return failed(`larger than the ${limit} bytes that are read (${size})`)
}

/** At most `most` bytes, in a buffer of their own. */
async function readUpTo(handle: FileHandle, most: number): Promise<Buffer> {
  let buffer = Buffer.allocUnsafe(Math.min(most, 16_384))
  for (let length = 0; ; ) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, null)
    length += bytesRead
    if (bytesRead === 0 || length === most) return Buffer.from(buffer.subarray(0, length))
    if (length === buffer.length) buffer = Buffer.concat([buffer], Math.min(most, buffer.length * 2))
  }
}

async function entriesOf(place: string | Buffer, limit: number): Promise<Look<Entry[]>> {
  const found: { name: Buffer; type: FileType }[] = []
  for await (const entry of await openDirectory(place)) {
    if (found.length >= limit) return failed(`more than the ${limit} entries that are listed`)
    found.push({ name: entry.name as unknown as Buffer, type: typeOf(entry) })
  }
  found.sort((a, b) => Buffer.compare(a.name, b.name))
  return seen(found.map(({ name, type }) => ({ name: textOf(name), type })))
}

/** `place` is where the kernel finds the directory that `found` was resolved to. */
function openTop(tree: OpenTree, place: string | Buffer, found: Resolved): Top {
  return {
    list: async (rest, limit = defaultListLimit) => {
      const path = posix.join(found.path, rest)
      const kind = (await tree.remote()).get(path)
      if (kind !== undefined) return remoteIsFailed(path, kind)
      const real = () => (isLinux ? nameOf(`${place}/${rest || '.'}`) : tree.real(path))
      const look = await pinned({ ...tree, real }, { ...found, path }, 'directory', async (at, handle) => {
        const entries = await entriesOf(at, limit)
        if (entries.status !== 'observed') return entries
        return seen({ stat: toStat(path, { ...found, path }, await handle.stat()), entries: entries.value })
      })
      return look === 'changed' ? absent : look
    },
  }
}

/** Names come as bytes, which the types of Node do not know of. */
function openDirectory(place: string | Buffer): Promise<Dir> {
  return opendir(place as string, { encoding: 'buffer' as BufferEncoding, bufferSize: 256 })
}

function toStat(path: string, found: Resolved, stats: Stats): FileStat {
  return {
    path,
    target: found.path,
    links: found.links,
    type: typeOf(stats),
    mode: stats.mode & 0o7777,
    uid: stats.uid,
    gid: stats.gid,
    size: stats.size,
    mtime: stats.mtimeMs,
    ctime: stats.ctimeMs,
    device: stats.dev,
    inode: stats.ino,
  }
}

type Typed = Pick<
  Stats,
  'isDirectory' | 'isSymbolicLink' | 'isSocket' | 'isFIFO' | 'isBlockDevice' | 'isCharacterDevice'
>

function typeOf(entry: Typed): FileType {
  if (entry.isDirectory()) return 'directory'
  if (entry.isSymbolicLink()) return 'link'
  if (entry.isSocket()) return 'socket'
  if (entry.isFIFO()) return 'fifo'
  if (entry.isBlockDevice()) return 'block device'
  if (entry.isCharacterDevice()) return 'character device'
  return 'file'
}

/** Files that nobody may look at. */
export const noRoot: HostRoot = {
  read: async () => denied('not looked into'),
  readRange: async () => denied('not looked into'),
  stat: async () => denied('not looked into'),
  lstat: async () => denied('not looked into'),
  list: async () => denied('not looked into'),
  below: async () => denied('not looked into'),
}

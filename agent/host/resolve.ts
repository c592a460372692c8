import type { Stats } from 'node:fs'
import { lstat, readlink } from 'node:fs/promises'
import { posix } from 'node:path'
import { type Absent, absent, denied, type Failed, failed, fromError, type Look, seen, type Unseen } from './look.ts'
import { isMounted, type Mounts, type Parts, unmountedIsDenied } from './mounts.ts'
import { textOf } from './names.ts'

/** Most links that one path may lead through, as in the kernel. */
const maxLinks = 40
/** Longest path in characters, as in the kernel (in bytes there). */
const maxPath = 4096
/** Most entries that one path may lead through: links to `a/../a/../…` would lead through 80,000. */
const maxEntries = 1000

/** A tree of files below a directory of this machine. */
export interface Tree {
  /** The path on this machine of a path in the tree. */
  real(path: string): string | Buffer
  /** Places in the tree that may never answer. */
  remote(): Promise<Mounts>
  /** What of the tree is there at all; undefined for all of it. */
  parts?(): Parts | undefined
}

/** What a path in a tree leads to. */
export interface Resolved {
  /** The path in the tree without any link. */
  readonly path: string
  readonly stats: Stats
  /** The links that led there, each as a path in the tree whose directories are no links. */
  readonly links: readonly string[]
}

/**
 * Follows a path component by component, never leaving the tree: absolute links begin at its root, `..` ends there. A
 * trailing slash asks for a directory, behind a link as well, as the kernel takes it.
 *
 * @param followLast whether a link at the end is followed
 * @param trail receives every entry that was looked at, the one that is missing included
 */
export async function resolve(
  tree: Tree,
  path: string,
  followLast: boolean,
  trail: string[] = [],
): Promise<Look<Resolved>> {
  if (!path.startsWith('/') || path.includes('\0')) return failed('not an absolute path')
  if (path.length > maxPath) return failed('the name is too long')
  const remote = await tree.remote()
  const parts = tree.parts?.()
  const pending = components(path)
  const links: string[] = []
  // How many components were pending behind the link that is being followed.
  let behindLink = Number.POSITIVE_INFINITY
  let at = ''
  let stats: Stats | undefined
  try {
    for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
      if (part === '.') continue
      if (part === '..') {
        at = at.slice(0, Math.max(at.lastIndexOf('/'), 0))
        stats = undefined
        continue
      }
      const next = `${at}/${part}`
      const kind = remote.get(next)
      if (kind !== undefined) return remoteIsFailed(next, kind)
      if (isMounted(next, parts) === 'outside') return unmountedIsDenied(next)
      if (trail.push(next) > maxEntries) return failed(`leads through more than ${maxEntries} entries`)
      stats = await lookAt(tree, next)
      if (stats === undefined) return missing(next, pending.slice(behindLink), pending.length >= behindLink)
      if (!stats.isSymbolicLink() || (pending.length === 0 && !followLast)) {
        if (pending.length > 0 && !stats.isDirectory()) return absent
        at = next
        continue
      }
      if (links.push(next) > maxLinks) return failed(`a loop of links, or more than ${maxLinks}`)
      if (pending.length < behindLink) behindLink = pending.length
      const target = textOf(await readlink(tree.real(next), { encoding: 'buffer' }))
      if (target.startsWith('/')) at = ''
      pending.push(...components(target))
      stats = undefined
    }
    if (isMounted(at || '/', parts) !== 'inside') return unmountedIsDenied(at || '/')
    return seen({ path: at || '/', stats: stats ?? (await lstat(tree.real(at || '/'))), links })
  } catch (error) {
    return unresolved(error, at || '/')
  }
}

/** The answer for a place on a file system that may never answer. */
export function remoteIsFailed(path: string, kind: string): Failed {
  return failed(`${path} is a remote file system (${kind}), which is not looked at`)
}

/** The components in reverse. A trailing slash is kept as `.`, for which the component before it must be a directory. */
function components(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.')
  if (parts.length > 0 && /\/\.?$/.test(path)) parts.push('.')
  return parts.reverse()
}

async function lookAt(tree: Tree, path: string): Promise<Stats | undefined> {
  try {
    return await lstat(tree.real(path))
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
}

/** The link leads to what is missing and to what would be below it. */
function missing(path: string, below: readonly string[], ofLink: boolean): Absent {
  if (!ofLink) return absent
  const target = posix.join(path, ...below.toReversed())
  return { status: 'absent', reason: `link to ${target}, which does not exist`, missing: target }
}

function unresolved(error: unknown, directory: string): Unseen {
  const look = fromError(error)
  return look.status === 'denied' ? denied(`permission denied below ${directory}`) : look
}

// Which files --config-dir names: Go's filepath.WalkDir and its rules for links and suffixes.
import { posix } from 'node:path'
import { why } from '../../host/look.ts'
import type { HostRoot } from '../../host/root.ts'
import { DoesNotLoad, Unreadable } from './sourced.ts'

/** Most files and directories that are looked at, and how deep. */
const maxEntries = 10_000
const maxDepth = 32

/**
 * Paths of the drop-ins in the order in which the kubelet merges them: by the bytes of their names, directory by
 * directory, hidden ones too. `directory` is absolute and as written: behind a link without a trailing slash Go does not
 * look. Throws `DoesNotLoad` or `Unreadable`.
 */
export async function listDropIns(root: Pick<HostRoot, 'lstat' | 'list'>, directory: string): Promise<string[]> {
  const start = await root.lstat(directory)
  if (start.status === 'absent')
    throw new DoesNotLoad(`failed to walk through kubelet dropin directory "${directory}": no such file or directory`)
  if (start.status !== 'observed') throw new Unreadable(start.status, `${directory}: ${why(start)}`)
  const path = posix.normalize(directory).replace(/(?<=.)\/$/, '')
  if (start.value.type !== 'directory') return isDropIn(path) ? [path] : []
  const found: string[] = []
  await walk(root, path, 0, found, { entries: 0 })
  return found
}

async function walk(
  root: Pick<HostRoot, 'list'>,
  directory: string,
  depth: number,
  found: string[],
  seen: { entries: number },
): Promise<void> {
  const look = await root.list(directory)
  if (look.status === 'absent') return
  if (look.status !== 'observed') throw new Unreadable(look.status, `${directory}: ${look.reason}`)
  seen.entries += look.value.length
  if (depth > maxDepth || seen.entries > maxEntries) throw new Unreadable('failed', `${directory}: too many drop-ins`)
  for (const entry of look.value) {
    const path = posix.join(directory, entry.name)
    if (entry.type === 'directory') await walk(root, path, depth + 1, found, seen)
    else if (isDropIn(path)) found.push(path)
  }
}

/** `filepath.Ext` is `.conf`, and nothing else will do. */
function isDropIn(path: string): boolean {
  return path.endsWith('.conf')
}

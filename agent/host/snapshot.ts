import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import type { Look } from './look.ts'
import type { FileStat, HostRoot } from './root.ts'

/** A word that differs when a directory, or the state of one of its entries, has changed: for where there are no events. */
export async function snapshotOf(root: HostRoot, directory: string): Promise<string> {
  const hash = createHash('sha256')
  hash.update(stateOf(await root.stat(directory)))
  const entries = await root.list(directory)
  if (entries.status !== 'observed') return hash.update(JSON.stringify(entries)).digest('hex')
  for (const { name } of entries.value) {
    const look = await root.lstat(posix.join(directory, name))
    hash.update(`${JSON.stringify(name)}${stateOf(look)}\n`)
  }
  return hash.digest('hex')
}

function stateOf(look: Look<FileStat>): string {
  if (look.status !== 'observed') return JSON.stringify(look)
  const { target, type, mode, uid, gid, size, mtime, ctime, device, inode } = look.value
  return JSON.stringify([target, type, mode, uid, gid, size, mtime, ctime, device, inode])
}

// The file that a process runs, through /proc/PID/exe: it is there also where its name is gone, and is the same file whatever
// stands at its path by now.
import { createHash } from 'node:crypto'
import type { Stats } from 'node:fs'
import { statSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { fromError, type Look, seen } from './look.ts'

/** State of an executable file. */
export interface FileState {
  readonly device: number
  readonly inode: number
  /** In bytes. */
  readonly size: number
  /** Milliseconds since 1970; both, so that no one can put back what they changed. */
  readonly mtime: number
  readonly ctime: number
  /** Names that it has: 0 for one that was deleted, or never had one. */
  readonly links: number
}

/** Bytes that are read at a time. */
const chunk = 1024 * 1024

/** State of the file that a process runs. Must not be asked for one on a remote file system: it may never answer. */
export function executableState(proc: string, pid: number): Look<FileState> {
  try {
    return seen(stateOf(statSync(`${proc}/${pid}/exe`)))
  } catch (error) {
    return fromError(error)
  }
}

/** An executable that is held open: it stays the same file. */
export interface OpenExecutable {
  readonly state: FileState
  /** SHA-256, hexadecimal; `spend` is asked before each part of so many bytes. */
  digest(spend: (bytes: number) => Promise<void>): Promise<Look<string>>
  close(): Promise<void>
}

/** Opens what a process runs. Not for remote file systems either. */
export async function openExecutable(proc: string, pid: number): Promise<Look<OpenExecutable>> {
  try {
    const handle = await open(`${proc}/${pid}/exe`, 'r')
    const state = stateOf(await handle.stat())
    return seen({
      state,
      digest: (spend) => digestOf(handle, spend),
      close: () => handle.close().catch(() => undefined),
    })
  } catch (error) {
    return fromError(error)
  }
}

async function digestOf(handle: FileHandle, spend: (bytes: number) => Promise<void>): Promise<Look<string>> {
  const hash = createHash('sha256')
  const buffer = Buffer.allocUnsafe(chunk)
  try {
    for (let at = 0; ; ) {
      await spend(chunk)
      const { bytesRead } = await handle.read(buffer, 0, chunk, at)
      if (bytesRead === 0) return seen(hash.digest('hex'))
      hash.update(buffer.subarray(0, bytesRead))
      at += bytesRead
    }
  } catch (error) {
    return fromError(error)
  }
}

function stateOf(stats: Stats): FileState {
  return {
    device: stats.dev,
    inode: stats.ino,
    size: stats.size,
    mtime: stats.mtimeMs,
    ctime: stats.ctimeMs,
    links: stats.nlink,
  }
}

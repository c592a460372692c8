// Makes the agent's own files at their full size, before the agent runs, so that it needs room neither then nor later.
import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  rmdirSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { fromError, type Look, seen } from './look.ts'

const chunk = Buffer.alloc(1024 * 1024)

/**
 * Makes a file of so many zero bytes that its owner and `group` may read and write, or adopts the one that is there and
 * has that size: what it holds is kept. One of another size, or that is no file, is an error and stays as it is. A file
 * that does not fit on the disk is not left half made.
 */
export function prepareFile(path: string, bytes: number, group?: number): Look<{ adopted: boolean }> {
  try {
    const adopted = existing(path, bytes)
    if (!adopted) create(path, bytes, group)
    return seen({ adopted })
  } catch (error) {
    return fromError(error)
  }
}

function existing(path: string, bytes: number): boolean {
  let descriptor: number
  try {
    descriptor = openSync(path, constants.O_RDWR | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
  try {
    const stat = fstatSync(descriptor)
    if (!stat.isFile()) throw new Error('it is no regular file')
    if (stat.size !== bytes)
      throw new Error(`it has ${stat.size} bytes and not ${bytes}: remove it to have it made anew`)
    return true
  } finally {
    closeSync(descriptor)
  }
}

function create(path: string, bytes: number, group: number | undefined): void {
  const descriptor = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600)
  try {
    for (let at = 0; at < bytes; ) at += writeSync(descriptor, chunk, 0, Math.min(chunk.length, bytes - at))
    if (group !== undefined) {
      fchownSync(descriptor, -1, group)
      fchmodSync(descriptor, 0o660)
    }
    fsyncSync(descriptor)
  } catch (error) {
    unlinkSync(path)
    throw error
  } finally {
    closeSync(descriptor)
  }
}

/** Takes a file away. */
export function removeFile(path: string): Look<void> {
  return gone(() => unlinkSync(path))
}

/** Takes a directory away in which nothing is. */
export function removeEmpty(path: string): Look<void> {
  return gone(() => rmdirSync(path))
}

/** What is not there is as good as taken away. */
function gone(remove: () => void): Look<void> {
  try {
    return seen(remove())
  } catch (error) {
    const look = fromError(error)
    return look.status === 'absent' ? seen(undefined) : look
  }
}

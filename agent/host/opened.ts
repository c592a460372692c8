// Whether files can be opened, and how large they are: for those who say what an agent lacks.
import { closeSync, constants, fstatSync, openSync } from 'node:fs'
import { absent, fromError, type Look, seen } from './look.ts'

/** Bytes of a file, by its path or a descriptor as `fd:3`. */
export function sizeOf(path: string): Look<number> {
  if (path === '') return { ...absent, reason: 'none is named' }
  const given = /^fd:(\d{1,4})$/.exec(path)?.[1]
  if (given === undefined) return opened(path, (descriptor) => fstatSync(descriptor).size)
  try {
    return seen(fstatSync(Number(given)).size)
  } catch (error) {
    return fromError(error)
  }
}

/** What `look` says of a file or directory that is opened for it, to read. Never throws. */
export function opened<T>(path: string, look: (descriptor: number) => T): Look<T> {
  try {
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      return seen(look(descriptor))
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    return fromError(error)
  }
}

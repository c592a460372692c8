import { closeSync, constants, fdatasync, fstatSync, openSync, readSync, writeSync } from 'node:fs'

/** Bytes of a fixed size that can be read and written anywhere: a file that was made before, or memory. */
export interface Storage {
  readonly size: number
  /** What stands there; shorter at the end. Throws what the system says. */
  read(position: number, length: number): Buffer
  /** All of it, or it throws. */
  write(position: number, bytes: Uint8Array): void
  /** Ends when what was written outlives the machine. Memory never does, and says so at once. */
  sync(): Promise<void>
  close(): void
}

/**
 * A file by its path, or as `fd:3` a descriptor that was opened before this process began. The file is there with its
 * size already: nothing here makes or grows one. Throws what the system says, and an Error for what is no regular file.
 */
export function openStorage(path: string): Storage {
  const given = /^fd:(\d{1,4})$/.exec(path)
  const descriptor = given ? Number(given[1]) : openSync(path, constants.O_RDWR | constants.O_NOFOLLOW)
  try {
    const stat = fstatSync(descriptor)
    if (!stat.isFile()) throw new Error(`${path} is no regular file`)
    return fileStorage(descriptor, stat.size)
  } catch (error) {
    if (!given) closeSync(descriptor)
    throw error
  }
}

function fileStorage(descriptor: number, size: number): Storage {
  return {
    size,
    read: (position, length) => {
      const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - position)))
      let got = 0
      while (got < bytes.length) {
        const count = readSync(descriptor, bytes, got, bytes.length - got, position + got)
        if (count === 0) break
        got += count
      }
      return bytes.subarray(0, got)
    },
    write: (position, bytes) => {
      let written = 0
      while (written < bytes.length)
        written += writeSync(descriptor, bytes, written, bytes.length - written, position + written)
    },
    sync: () =>
      new Promise((done, fail) => {
        fdatasync(descriptor, (error) => (error ? fail(error) : done()))
      }),
    close: () => closeSync(descriptor),
  }
}

/** Memory that ends with the process. */
export function memoryStorage(size: number): Storage {
  const memory = Buffer.alloc(size)
  return {
    size,
    read: (position, length) => Buffer.from(memory.subarray(position, position + length)),
    write: (position, bytes) => memory.set(bytes, position),
    sync: async () => undefined,
    close: () => undefined,
  }
}

import type { Storage } from '../../agent/link/spool/storage.ts'
import { type CrashingStorage, crashingStorage } from './crashing.ts'

/** What a disk can refuse. */
export type Fault = 'write' | 'sync' | 'read'

/** A disk that loses power, refuses, and can be set back to a copy of itself. */
export interface FaultyStorage extends Storage {
  readonly disk: CrashingStorage
  /** From here on these end with an error, writes after half of their bytes. */
  fail(...faults: readonly Fault[]): void
  /** What is there now, whether it was made sure of or not. */
  copy(): Buffer
  setBack(copy: Buffer): Promise<void>
}

export function faultyStorage(size: number): FaultyStorage {
  const disk = crashingStorage(size)
  let faults: readonly Fault[] = []
  const refuse = (fault: Fault, code: string) => {
    if (faults.includes(fault)) throw Object.assign(new Error(`${code}: ${fault}`), { code })
  }
  return {
    ...{ disk, size, close: () => undefined },
    fail: (...given) => {
      faults = given
    },
    read: (position, length) => {
      refuse('read', 'EIO')
      return disk.read(position, length)
    },
    write: (position, bytes) => {
      if (faults.includes('write')) disk.write(position, bytes.subarray(0, bytes.length / 2))
      refuse('write', 'ENOSPC')
      disk.write(position, bytes)
    },
    sync: async () => {
      refuse('sync', 'EIO')
      await disk.sync()
    },
    copy: () => disk.read(0, size),
    setBack: async (copy) => {
      disk.write(0, copy)
      await disk.sync()
    },
  }
}

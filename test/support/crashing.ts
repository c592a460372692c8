import type { Storage } from '../../agent/link/spool/storage.ts'

/** A disk that can lose power: what was not made sure of is there up to some byte, and nothing behind it. */
export interface CrashingStorage extends Storage {
  /** Of the bytes that were written since the last sync, in the order in which they were written, so many survive. */
  crash(surviving: number): void
  /** Inverts one byte, once, of what is kept and of what is on its way there. */
  damage(position: number): void
  /** Bytes that were written since the last sync. */
  unsure(): number
  /** Where the newest write began. */
  newest(): number
}

export function crashingStorage(size: number): CrashingStorage {
  const kept = Buffer.alloc(size)
  let seen = Buffer.alloc(size)
  const damaged = new Set<number>()
  let newest = 0
  let writes: { position: number; bytes: Buffer }[] = []
  return {
    size,
    read: (position, length) => Buffer.from(seen.subarray(position, position + length)),
    write: (position, bytes) => {
      newest = position
      writes.push({ position, bytes: Buffer.from(bytes) })
      seen.set(bytes, position)
    },
    sync: async () => {
      for (const { position, bytes } of writes) kept.set(bytes, position)
      writes = []
    },
    close: () => undefined,
    crash: (surviving) => {
      let left = surviving
      for (const { position, bytes } of writes) {
        kept.set(bytes.subarray(0, Math.max(0, left)), position)
        left -= bytes.length
      }
      writes = []
      seen = Buffer.from(kept)
    },
    damage: (position) => {
      // A second time would heal it.
      if (damaged.has(position)) return
      damaged.add(position)
      invert(kept, position)
      invert(seen, position)
      for (const each of writes) invert(each.bytes, position - each.position)
    },
    newest: () => newest,
    unsure: () => writes.reduce((sum, each) => sum + each.bytes.length, 0),
  }
}

function invert(bytes: Buffer, at: number): void {
  const byte = bytes[at]
  if (byte !== undefined) bytes[at] = byte ^ 0xff
}

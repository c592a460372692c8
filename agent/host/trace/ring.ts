// One CPU's part of the ring, and its counters.
import { closeSync, constants, openSync, readFileSync, readSync } from 'node:fs'

/** Reads pages of one CPU without ever waiting for one. */
export interface Ring {
  /** The next page, which the next call writes over; undefined where there is none now. */
  next(): Buffer | undefined
  close(): void
}

/** Throws what the file system throws. `pageSize` is that of the instance, in bytes. */
export function openRing(directory: string, cpu: number, pageSize: number): Ring {
  // A read that waits would park a thread in the kernel, and the process could not end.
  const descriptor = openSync(
    `${directory}/per_cpu/cpu${cpu}/trace_pipe_raw`,
    constants.O_RDONLY | constants.O_NONBLOCK,
  )
  const buffer = Buffer.alloc(pageSize)
  return {
    next: () => {
      try {
        const count = readSync(descriptor, buffer, 0, pageSize, null)
        return count === 0 ? undefined : buffer.subarray(0, count)
      } catch (error) {
        // EAGAIN: nothing there. Anything else: this CPU's ring is gone, as that of a CPU that was taken away.
        return void error
      }
    },
    close: () => closeSync(descriptor),
  }
}

/** What the kernel counted as lost for one CPU since the instance was made: overwritten before anyone read it, or not written. */
export function lostBy(directory: string, cpu: number): number {
  try {
    const text = readFileSync(`${directory}/per_cpu/cpu${cpu}/stats`, 'latin1')
    const count = (name: string) => Number(new RegExp(`^${name}: (\\d+)$`, 'm').exec(text)?.[1] ?? 0)
    return count('overrun') + count('commit overrun') + count('dropped events')
  } catch {
    return 0
  }
}

// One CPU's part of the ring, and its counters.
import { closeSync, constants, openSync, readFileSync, readSync } from 'node:fs'
import { fromError, why } from '../look.ts'

/** Reads pages of one CPU without ever waiting for one. */
export interface Ring {
  /** The next page, which the next call writes over; undefined where there is none now. */
  next(): Buffer | undefined
  /** Why it cannot be read any more; empty while it can. A CPU that never ran has none, and misses nothing. */
  failure(): string
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
  let failure = ''
  return {
    next: () => {
      try {
        const count = readSync(descriptor, buffer, 0, pageSize, null)
        failure = ''
        return count === 0 ? undefined : buffer.subarray(0, count)
      } catch (error) {
        // EAGAIN: nothing there. ENODEV: this CPU was never switched on, its ring is made when it is.
        const { code = '' } = error as NodeJS.ErrnoException
        failure = code === 'EAGAIN' || code === 'ENODEV' ? '' : why(fromError(error))
        return undefined
      }
    },
    failure: () => failure,
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

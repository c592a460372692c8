import type { Budget } from './budget.ts'

/** Frames of one session that are not dealt with, and the bytes that it holds until they are committed. */
const most = { frames: 64, bytes: 4 * 1024 * 1024 } as const

/** What one session holds in memory. */
export interface Inflight {
  /** A frame came. Ends when there is room for it; false: there is none, or the session is over. */
  enter(bytes: number): Promise<boolean>
  /** A frame is dealt with. What is kept of it counts until `committed`; what is kept `apart` until `joined`, then too. */
  done(bytes: number, kept: 'none' | 'kept' | 'apart'): void
  /** What was kept apart belongs to the rest now. */
  joined(): void
  /** Everything that was kept is committed. */
  committed(): void
  /** The session is over: it holds nothing. */
  close(): void
}

/** `changed` is called with true when no more should be read, and with false when it should be. */
export function openInflight(budget: Budget, changed: (full: boolean) => void): Inflight {
  let frames = 0
  let held = 0
  let kept = 0
  let apart = 0
  let waiting = 0
  let full = false
  let closed = false

  function look(): void {
    const isFull = waiting > 0 || frames >= most.frames || held - kept - apart >= most.bytes
    if (isFull === full) return
    full = isFull
    changed(full)
  }

  function give(bytes: number): void {
    if (closed) return
    held -= bytes
    budget.give(bytes)
  }

  return {
    enter: async (bytes) => {
      frames += 1
      waiting += 1
      look()
      const taken = await budget.take(bytes)
      waiting -= 1
      if (taken && closed) budget.give(bytes)
      if (!taken || closed) return false
      held += bytes
      look()
      return true
    },
    done: (bytes, what) => {
      frames -= 1
      if (what === 'none') give(bytes)
      else if (what === 'kept') kept += bytes
      else apart += bytes
      look()
    },
    joined: () => {
      kept += apart
      apart = 0
    },
    committed: () => {
      const bytes = kept
      kept = 0
      give(bytes)
    },
    close: () => {
      if (closed) return
      const bytes = held
      closed = true
      budget.give(bytes)
    },
  }
}

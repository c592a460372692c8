/**
 * The bytes of frames that all sessions together may hold in memory before they are committed. First come, first served;
 * who has waited too long is refused, so that a slow store does not keep everybody hanging.
 */
export interface Budget {
  /**
   * Ends when there is room for so many bytes, which are taken then. False: none came in time, nothing is taken. What is
   * larger than the whole budget gets it alone.
   */
  take(bytes: number): Promise<boolean>
  /** Gives bytes back that were taken. */
  give(bytes: number): void
  /** Bytes that are taken, and sessions that wait. */
  used(): { readonly bytes: number; readonly waiting: number }
}

export interface BudgetOptions {
  readonly bytes: number
  /** Longest wait in milliseconds. */
  readonly patience?: number
  /** Bytes that may wait beside those that are taken: more are refused at once. */
  readonly waitingBytes?: number
}

interface Waiter {
  readonly bytes: number
  readonly timer: NodeJS.Timeout
  done(taken: boolean): void
}

export function openBudget({ bytes: whole, patience = 10_000, waitingBytes = whole / 4 }: BudgetOptions): Budget {
  const waiters: Waiter[] = []
  let used = 0
  let waiting = 0

  function fits(bytes: number): boolean {
    return used === 0 || used + bytes <= whole
  }

  function serve(): void {
    for (let first = waiters[0]; first && fits(first.bytes); first = waiters[0]) {
      used += first.bytes
      leave(first, true)
    }
  }

  function leave(waiter: Waiter, taken: boolean): void {
    clearTimeout(waiter.timer)
    waiters.splice(waiters.indexOf(waiter), 1)
    waiting -= waiter.bytes
    waiter.done(taken)
  }

  return {
    take: async (bytes) => {
      if (waiters.length === 0 && fits(bytes)) {
        used += bytes
        return true
      }
      if (waiting + bytes > waitingBytes) return false
      return new Promise<boolean>((done) => {
        const timer = setTimeout(() => leave(waiter, false), patience)
        const waiter: Waiter = { bytes, timer, done }
        waiting += bytes
        waiters.push(waiter)
      })
    },
    give: (bytes) => {
      used -= bytes
      serve()
    },
    used: () => ({ bytes: used, waiting: waiters.length }),
  }
}

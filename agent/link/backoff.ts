/** Waiting times between attempts: full jitter, so that a fleet does not come back at once. */
export interface Backoff {
  /** Milliseconds to wait before the next attempt. */
  next(): number
  /** The attempt succeeded: start small again. */
  reset(): void
}

/**
 * The first wait is even over `spread`; the next ones over a limit that doubles from one second to two minutes.
 * The library's own waits start at once after a drop, which is what a collector that was restarted cannot take.
 */
export function openBackoff(spread: number, random: () => number = Math.random): Backoff {
  const most = 120_000
  let attempts = 0
  return {
    next: () => {
      const limit = attempts === 0 ? spread : Math.min(most, 1000 * 2 ** (attempts - 1))
      attempts += 1
      return Math.floor(random() * limit)
    },
    reset: () => {
      attempts = 0
    },
  }
}

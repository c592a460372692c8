/** Waiting times between attempts: full jitter, so that a fleet does not come back at once. */
export interface Backoff {
  /** Milliseconds to wait before the next attempt. */
  next(): number
  /** The attempt succeeded: start small again. */
  reset(): void
}

/** Two minutes. */
const longest = 120_000

/**
 * The first wait is even over `spread`; the next ones over a limit that doubles from one second to `most`.
 * The library's own waits start at once after a drop, which is what a collector that was restarted cannot take.
 */
export function openBackoff(
  spread: number,
  random: () => number = Math.random,
  most: () => number = () => longest,
): Backoff {
  let attempts = 0
  return {
    next: () => {
      const limit = attempts === 0 ? spread : Math.min(most(), 1000 * 2 ** (attempts - 1))
      attempts += 1
      return Math.floor(random() * limit)
    },
    reset: () => {
      attempts = 0
    },
  }
}

/** Collector and agents are often started together: until then an agent does not wait longer than `briefly`. Milliseconds. */
const beginning = 120_000
const briefly = 10_000

/** The longest wait of an agent that starts now. */
export function patience(now: () => number = () => performance.now()): () => number {
  const began = now()
  return () => (now() - began < beginning ? briefly : longest)
}

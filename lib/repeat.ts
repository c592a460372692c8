import { setTimeout as wait } from 'node:timers/promises'

/**
 * Does work, which must not reject, again and again, so many milliseconds after it ended, until it is stopped: then its
 * signal is aborted, and what it began is waited for.
 */
export function repeat(pause: number, work: (signal: AbortSignal) => Promise<void>): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await work(signal)
      await wait(pause, undefined, { signal }).catch(() => undefined)
    }
  }

  const running = run()
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}

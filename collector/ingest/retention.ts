import type { Store } from '../store/store.ts'

export interface RetentionOptions {
  readonly store: Store
  /** Days that events are kept. */
  readonly eventDays: number
  /** Most events that are kept of a cluster. */
  readonly eventsKept: number
  readonly log: { info(fields: object, message: string): void; warn(fields: object, message: string): void }
  readonly now?: () => number
}

const hour = 3_600_000
const day = 24 * hour

/** Deletes what is kept too long, at once and then hourly. */
export function openRetention(options: RetentionOptions): { run(): Promise<void>; stop(): Promise<void> } {
  const { store, log, now = Date.now } = options
  let working: Promise<void> = Promise.resolve()

  async function prune(): Promise<void> {
    for (const { id } of await store.clusters()) {
      const deleted = await store.pruneEvents(id, now() - options.eventDays * day, options.eventsKept)
      if (deleted > 0) log.info({ cluster: id, deleted }, 'old events were deleted')
    }
  }

  function run(): Promise<void> {
    working = working
      .then(prune)
      .catch((error: Error) => log.warn({ reason: error.message }, 'old events could not be deleted'))
    return working
  }

  const timer = setInterval(() => void run(), hour)
  void run()
  return {
    run,
    stop: async () => {
      clearInterval(timer)
      await working
    },
  }
}

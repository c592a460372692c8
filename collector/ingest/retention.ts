import type { Store } from '../store/store.ts'

export interface RetentionOptions {
  readonly store: Store
  /** Days that events are kept. */
  readonly eventDays: number
  /** Most events that are kept of a cluster. */
  readonly eventsKept: number
  /** Most MiB of them. */
  readonly eventsMebibytes: number
  /** Days that steps of findings are kept; facts that are not the newest; and what is known of removed nodes. */
  readonly historyDays: number
  readonly factDays: number
  readonly removedNodeDays: number
  readonly log: { info(fields: object, message: string): void; warn(fields: object, message: string): void }
  readonly now?: () => number
  /** False where another collector does it. Absent: this one does. */
  readonly holds?: (clusterId: string) => boolean
}

const hour = 3_600_000
const day = 24 * hour

/** Deletes what is kept too long, at once and then hourly. */
export function openRetention(options: RetentionOptions): { run(): Promise<void>; stop(): Promise<void> } {
  const { store, log, now = Date.now } = options
  let working: Promise<void> = Promise.resolve()

  async function prune(): Promise<void> {
    for (const { id } of await store.clusters()) {
      if (options.holds?.(id) === false) continue
      const most = { events: options.eventsKept, bytes: options.eventsMebibytes * 2 ** 20 }
      const deleted = await store.pruneEvents(id, now() - options.eventDays * day, most)
      if (deleted > 0) log.info({ cluster: id, deleted }, 'old events were deleted')
      const before = (days: number) => now() - days * day
      const history = await store.pruneHistory(id, before(options.historyDays))
      const facts = await store.pruneFacts(id, before(options.factDays))
      const nodes = await store.pruneNodes(id, before(options.removedNodeDays))
      if (history + facts + nodes > 0)
        log.info({ cluster: id, history, facts, nodes }, 'old history, facts and removed nodes were deleted')
    }
  }

  function run(): Promise<void> {
    working = working
      .then(prune)
      .catch((error: Error) => log.warn({ reason: error.message }, 'what is too old could not be deleted'))
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

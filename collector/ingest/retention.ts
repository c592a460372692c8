import type { CollectorConfig } from '../config.ts'
import type { Store } from '../store/store.ts'
import { timeOfNodes } from './nodetime.ts'

/** What is kept, and how long: keys of the configuration. */
export type Kept = Pick<
  CollectorConfig,
  | ('eventDays' | 'eventsKept' | 'eventsMebibytes')
  | ('historyDays' | 'historyKept' | 'factDays' | 'factsMebibytes' | 'removedNodeDays')
>

export interface RetentionOptions {
  readonly store: Store
  readonly kept: Kept
  readonly log: { info(fields: object, message: string): void; warn(fields: object, message: string): void }
  readonly now?: () => number
  /** False where another collector does it. Absent: this one does. */
  readonly holds?: (clusterId: string) => boolean
}

const hour = 3_600_000
const day = 24 * hour
const mebibyte = 2 ** 20

/** Deletes what is kept too long, at once and then hourly. */
export function openRetention(options: RetentionOptions): { run(): Promise<void>; stop(): Promise<void> } {
  const { store, kept, log, now = Date.now } = options
  let working: Promise<void> = Promise.resolve()
  const ending = new AbortController()
  const { signal } = ending

  async function prune(): Promise<void> {
    for (const { id } of await store.clusters()) {
      if (options.holds?.(id) !== false) await pruneCluster(id)
    }
  }

  async function pruneCluster(cluster: string): Promise<void> {
    const time = await timeOf(cluster)
    const before = (days: number) => time - days * day
    const most = { events: kept.eventsKept, bytes: kept.eventsMebibytes * mebibyte }
    const deleted = await store.pruneEvents(cluster, before(kept.eventDays), most, signal)
    if (deleted > 0) log.info({ cluster, deleted }, 'old events were deleted')
    const history = await store.pruneHistory(cluster, before(kept.historyDays), kept.historyKept, signal)
    const facts = await store.pruneFacts(cluster, before(kept.factDays), kept.factsMebibytes * mebibyte, signal)
    const nodes = await store.pruneNodes(cluster, before(kept.removedNodeDays))
    if (history + facts + nodes > 0)
      log.info({ cluster, history, facts, nodes }, 'old history, facts and removed nodes were deleted')
  }

  /** What age is counted from. */
  async function timeOf(cluster: string): Promise<number> {
    const own = now()
    const time = timeOfNodes(await store.nodes(cluster, []), own)
    if (own - time > day)
      log.warn(
        { cluster, days: Math.floor((own - time) / day) },
        'the clock is days ahead of what most nodes told last: age is counted by theirs',
      )
    return time
  }

  function run(): Promise<void> {
    working = working.then(prune).catch((error: Error) => {
      if (!signal.aborted) log.warn({ reason: error.message }, 'what is too old could not be deleted')
    })
    return working
  }

  const timer = setInterval(() => void run(), hour)
  void run()
  return {
    run,
    stop: async () => {
      clearInterval(timer)
      ending.abort()
      await working
    },
  }
}

import { randomUUID } from 'node:crypto'
import type { Store } from './store/store.ts'

/** What one collector at a time does for a cluster. */
export const duties = ['judge', 'retention', 'configz', 'nodes', 'profiles'] as const
export type Duty = (typeof duties)[number]

/** Which duties of which clusters are this collector's. */
export interface Leases {
  holds(clusterId: string, duty: Duty): boolean
  /** Looks now, and not only at its time. */
  renew(): Promise<void>
  /** Gives everything up, for others to take at once. */
  stop(): Promise<void>
}

/** A collector that has its database for itself does everything. */
export const alone: Leases = { holds: () => true, renew: async () => undefined, stop: async () => undefined }

export interface LeaseOptions {
  readonly store: Pick<Store, 'leases' | 'takeLease' | 'dropLease'>
  readonly clusterIds: readonly string[]
  readonly log: { info(fields: object, message: string): void; warn(fields: object, message: string): void }
  /** Called when a duty became this collector's. */
  readonly taken?: (clusterId: string, duty: Duty) => void
  readonly holder?: string
  /** Milliseconds between renewals; 0: never by itself. */
  readonly every?: number
  /** Milliseconds by a clock that only goes forward. */
  readonly now?: () => number
}

/** A lease that nobody renewed for so many renewals is free. */
const missed = 3

interface Seen {
  readonly holder: string
  readonly term: number
  /** When it was first seen so. */
  readonly at: number
}

/**
 * Shares duties between collectors over one database. No clock is compared with another's: a holder lets the term of its
 * lease grow, and who sees the same term for three renewals by its own clock takes it over. A holder that could not renew
 * gives up before that, so that two at once are a matter of a stopped process alone; what they do twice does no harm.
 */
export function openLeases(options: LeaseOptions): Leases {
  const { store, clusterIds, log, every = 5000, holder = randomUUID(), now = () => performance.now() } = options
  const seen = new Map<string, Seen>()
  /** When each was last kept, by its key. */
  const held = new Map<string, number>()
  let working: Promise<void> = Promise.resolve()
  let stopped = false

  async function renewCluster(clusterId: string): Promise<void> {
    const leases = new Map((await store.leases(clusterId)).map((each) => [each.name, each]))
    for (const duty of duties) {
      const key = `${clusterId}/${duty}`
      const lease = leases.get(duty) ?? { name: duty, holder: '', term: 0 }
      const before = seen.get(key)
      if (before?.term !== lease.term || before.holder !== lease.holder) seen.set(key, { ...lease, at: now() })
      if (lease.term > 0 && lease.holder !== holder && !isFree(key)) {
        held.delete(key)
        continue
      }
      const begun = now()
      if (!(await store.takeLease(clusterId, { name: duty, holder }, lease.term))) held.delete(key)
      else take(key, clusterId, duty, begun)
    }
  }

  function isFree(key: string): boolean {
    return now() - (seen.get(key)?.at ?? now()) >= every * missed
  }

  function take(key: string, clusterId: string, duty: Duty, at: number): void {
    const isNew = !held.has(key)
    held.set(key, at)
    if (!isNew) return
    log.info({ cluster: clusterId, duty }, 'this collector does what one at a time does')
    options.taken?.(clusterId, duty)
  }

  async function renewAll(): Promise<void> {
    for (const clusterId of clusterIds) if (!stopped) await renewCluster(clusterId)
  }

  function renew(): Promise<void> {
    working = working
      .then(renewAll)
      .catch((error: Error) => log.warn({ reason: error.message }, 'leases could not be renewed'))
    return working
  }

  const timer = every > 0 ? setInterval(() => void renew(), every) : undefined
  return {
    // Given up before another may take it.
    holds: (clusterId, duty) => {
      const at = held.get(`${clusterId}/${duty}`)
      return at !== undefined && now() - at < every * (missed - 1)
    },
    renew,
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await working
      const keys = [...held.keys()]
      held.clear()
      for (const key of keys) {
        const [clusterId = '', name = ''] = [key.slice(0, key.lastIndexOf('/')), key.slice(key.lastIndexOf('/') + 1)]
        await store.dropLease(clusterId, { name, holder }).catch(() => undefined)
      }
    },
  }
}

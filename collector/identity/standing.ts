import type { Store } from '../store/store.ts'
import type { RefusalReason } from './refusal.ts'

/** A node that speaks, with the certificate by which it does. */
export interface NodeCaller {
  readonly clusterId: string
  readonly nodeId: string
  /** When its certificate ends, in milliseconds since 1970. */
  readonly notAfter: number
  /** SHA-256 of the authority that signed it. */
  readonly issuer: string
}

/** Whether a node may speak, and why not. */
export type Standing = 'good' | Extract<RefusalReason, 'CERT_EXPIRED' | 'CERT_INVALID' | 'NODE_BANNED' | 'NODE_EVICTED'>

/** What each standing means, for the node's log. */
export const standingWords: Readonly<Record<Exclude<Standing, 'good'>, string>> = {
  CERT_EXPIRED: 'the certificate has ended',
  CERT_INVALID: 'the authority that signed the certificate is not trusted any more',
  NODE_BANNED: 'the node is banned; `merlon node unban` lets it in again',
  NODE_EVICTED: 'the node was removed',
}

/** Nodes that lost their standing since the last look. */
export interface Lost {
  readonly clusterId: string
  readonly nodeId: string
  readonly standing: 'NODE_BANNED' | 'NODE_EVICTED'
}

/** Answers at once, from what was in the store a few seconds ago. */
export interface Standings {
  /** To be asked at connect and before each commit. */
  of(caller: NodeCaller): Standing
  /** Looks into the store now. Throws what the store throws; the last answers stand then. */
  refresh(): Promise<void>
  /** Calls back with each node that loses its standing, until the returned function is called. */
  onLost(listener: (lost: Lost) => void): () => void
  stop(): void
}

export interface StandingOptions {
  readonly store: Pick<Store, 'bans' | 'removedNodes'>
  readonly clusterIds: () => readonly string[]
  /** SHA-256 of the authorities that are trusted now. */
  readonly trusted: () => ReadonlySet<string>
  readonly log: { warn(fields: object, message: string): void }
  readonly now?: () => number
}

/** How old an answer may be, in milliseconds: a ban made by another replica takes no longer. */
export const standingAge = 5000

interface Known {
  readonly banned: ReadonlySet<string>
  readonly removed: ReadonlySet<string>
}

/** Reads bans and removals of all clusters, and again every few seconds. */
export async function openStandings(options: StandingOptions): Promise<Standings> {
  const { store, clusterIds, trusted, log, now = Date.now } = options
  const known = new Map<string, Known>()
  const listeners = new Set<(lost: Lost) => void>()

  async function refresh(): Promise<void> {
    for (const clusterId of clusterIds()) {
      const [bans, removed] = await Promise.all([store.bans(clusterId), store.removedNodes(clusterId)])
      const before = known.get(clusterId)
      const after = { banned: new Set(bans.map((each) => each.nodeId)), removed: new Set(removed) }
      known.set(clusterId, after)
      for (const nodeId of after.banned)
        if (!before?.banned.has(nodeId)) tell({ clusterId, nodeId, standing: 'NODE_BANNED' })
      for (const nodeId of after.removed)
        if (!before?.removed.has(nodeId)) tell({ clusterId, nodeId, standing: 'NODE_EVICTED' })
    }
  }

  function tell(lost: Lost): void {
    for (const listener of listeners) listener(lost)
  }

  await refresh()
  const timer = setInterval(() => {
    refresh().catch((error: Error) => log.warn({ reason: error.message }, 'bans could not be read: the last ones hold'))
  }, standingAge)
  return {
    of: ({ clusterId, nodeId, notAfter, issuer }) => {
      if (now() > notAfter) return 'CERT_EXPIRED'
      if (!trusted().has(issuer)) return 'CERT_INVALID'
      if (known.get(clusterId)?.banned.has(nodeId)) return 'NODE_BANNED'
      if (known.get(clusterId)?.removed.has(nodeId)) return 'NODE_EVICTED'
      return 'good'
    },
    refresh,
    onLost: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stop: () => clearInterval(timer),
  }
}

// Tells each agent what is approved on its node: at the beginning of its session where it goes by another set, and when
// that changes.
import { type GuardSet, guardRows, guardSet } from '../allowlist/guard.ts'
import type { ProfileSummary, Store } from '../store/store.ts'

/** A session that wants to know. */
export interface GuardedNode {
  readonly clusterId: string
  readonly nodeId: string
  /** Hash of the set that its agent goes by; empty for none. */
  readonly hash: Uint8Array
  send(set: GuardSet): void
}

/** One session that is told. */
export interface Guarding {
  /** The node told of processes: it may be of places that it did not tell of before. */
  heard(): void
  close(): void
}

export interface Guards {
  /** Sends the node's set now where it is another one, and from now on when it changes. */
  open(node: GuardedNode): Guarding
  /** A profile changed: the nodes that told of its place hear of it. */
  changed(clusterId: string, profileId: string): void
  /** Begins nothing more; ends when nothing is under way. */
  stop(): Promise<void>
}

export interface GuardsOptions {
  readonly store: Pick<Store, 'profile' | 'profilesOn' | 'nodesWith'>
  readonly log: { warn(fields: object, message: string): void }
  readonly timing?: GuardsTiming
}

/** Milliseconds. */
export interface GuardsTiming {
  /** Decisions that follow each other at once are told together. */
  readonly settle: number
  /** Between two looks at a node only because it told of processes. */
  readonly look: number
}

/** Profiles whose rows are remembered. */
const maxRemembered = 2000

interface Attached extends Omit<GuardedNode, 'hash'> {
  hash: string
  lookedAt: number
}

export function openGuards({ store, log, timing = { settle: 100, look: 60_000 } }: GuardsOptions): Guards {
  const attached = new Set<Attached>()
  const rows = openRows(store)
  /** Clusters and profiles that changed, until they are told. */
  const changes = new Map<string, { clusterId: string; profileId: string }>()
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let work: Promise<void> = Promise.resolve()

  function inOrder(step: () => Promise<void>): void {
    if (stopped) return
    work = work
      .then(step)
      .catch((error: Error) => log.warn({ reason: error.message }, 'agents could not be told what is approved'))
  }

  async function tell(nodes: readonly Attached[]): Promise<void> {
    /** Nodes of the same places have the same set. */
    const sets = new Map<string, GuardSet>()
    for (const node of nodes) {
      if (!attached.has(node)) continue
      const summaries = (await store.profilesOn(node.clusterId, node.nodeId)).filter(isGuarding)
      const name = JSON.stringify([node.clusterId, summaries.map(({ id, version }) => [id, version])])
      const set = sets.get(name) ?? guardSet(await rows.of(node.clusterId, summaries))
      sets.set(name, set)
      tellOne(node, set)
    }
  }

  function tellOne(node: Attached, set: GuardSet): void {
    const hash = set.hash.toString('hex')
    // An agent without a set goes by none, as it would by an empty one.
    if (hash === node.hash || (node.hash === '' && set.entries.length === 0)) return
    if (!attached.has(node)) return
    node.hash = hash
    node.send(set)
    if (set.omitted > 0) log.warn({ node: node.nodeId, omitted: set.omitted }, 'more is approved than an agent is told')
  }

  async function tellChanges(): Promise<void> {
    const some = [...changes.values()]
    changes.clear()
    const wanted = new Set<string>()
    for (const { clusterId, profileId } of some)
      for (const nodeId of await store.nodesWith(clusterId, profileId)) wanted.add(keyOf({ clusterId, nodeId }))
    await tell([...attached].filter((node) => wanted.has(keyOf(node))))
  }

  return {
    open: ({ hash, ...node }) => {
      const own: Attached = { ...node, hash: Buffer.from(hash).toString('hex'), lookedAt: performance.now() }
      attached.add(own)
      inOrder(() => tell([own]))
      return {
        heard: () => {
          if (performance.now() - own.lookedAt < timing.look) return
          own.lookedAt = performance.now()
          inOrder(() => tell([own]))
        },
        close: () => void attached.delete(own),
      }
    },
    changed: (clusterId, profileId) => {
      if (stopped) return
      changes.set(JSON.stringify([clusterId, profileId]), { clusterId, profileId })
      timer ??= setTimeout(() => {
        timer = undefined
        inOrder(tellChanges)
      }, timing.settle)
    },
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await work
    },
  }
}

/** The rows of profiles, worked out once for each version. */
function openRows(store: GuardsOptions['store']) {
  const known = new Map<string, { version: number; rows: readonly string[] }>()
  async function rowsOf(clusterId: string, { id, version }: ProfileSummary): Promise<readonly string[]> {
    const key = JSON.stringify([clusterId, id])
    const found = known.get(key)
    if (found?.version === version) return found.rows
    const profile = await store.profile(clusterId, id)
    if (!profile) return []
    if (known.size >= maxRemembered) known.delete(known.keys().next().value as string)
    const rows = guardRows(profile)
    known.set(key, { version: profile.version, rows })
    return rows
  }
  return {
    of: async (clusterId: string, summaries: readonly ProfileSummary[]) => {
      const all: string[] = []
      for (const each of summaries) for (const row of await rowsOf(clusterId, each)) all.push(row)
      return all
    },
  }
}

function isGuarding({ state }: ProfileSummary): boolean {
  return state === 'alerting'
}

function keyOf({ clusterId, nodeId }: Pick<GuardedNode, 'clusterId' | 'nodeId'>): string {
  return JSON.stringify([clusterId, nodeId])
}

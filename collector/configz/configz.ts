import type { ConfigzConfig } from '../config.ts'
import type { Judging } from '../judging.ts'
import type { NewObservation, Store } from '../store/store.ts'
import { askConfigz } from './ask.ts'
import { configzObservation, notAsked } from './decode.ts'

/** Kubelets that are asked at the same time. */
const atOnce = 8

export interface ConfigzOptions {
  readonly store: Store
  readonly clusterId: string
  readonly judging: Judging
  readonly log: { warn(fields: object, message: string): void }
  /** Absent: no kubelet is asked, and what was once said is no longer held. */
  readonly config: ConfigzConfig | undefined
  /** False where another collector asks. Absent: this one does. */
  readonly holds?: () => boolean
}

/** Asks the kubelets that the operator names for their configuration, again and again. */
export interface Configz {
  /** The agent of this node saw its kubelet change: asks without waiting for the next round. */
  kubeletChanged(nodeId: string): void
  /** Begins nothing more; ends when what was begun is stored. */
  stop(): Promise<void>
}

/**
 * Addresses are the operator's alone, by the id in the node's certificate: nothing that an agent says makes the collector
 * connect to anything. A kubelet that does not answer is an observation that failed, and in nobody's way.
 */
export function openConfigz({ store, clusterId, judging, log, config, holds }: ConfigzOptions): Configz {
  const addresses = new Map(Object.entries(config?.addresses ?? {}))
  const stopping = new AbortController()
  const [waiting, asking, running] = [new Set<string>(), new Set<string>(), new Set<Promise<void>>()]

  async function ask(nodeId: string): Promise<void> {
    const address = addresses.get(nodeId)
    if (!config || address === undefined) return
    const answer = await askConfigz(address, config, stopping.signal)
    if (!stopping.signal.aborted) await keep(nodeId, configzObservation(address, answer, Date.now()))
  }

  function keep(nodeId: string, observation: NewObservation): Promise<void> {
    return judging.observed(clusterId, nodeId, undefined, [observation])
  }

  /** One kubelet after the other; never the same one twice at a time, for the older answer could come later. */
  async function work(): Promise<void> {
    for (let nodeId = next(); nodeId !== undefined; nodeId = next()) {
      waiting.delete(nodeId)
      asking.add(nodeId)
      await ask(nodeId).catch(warn)
      asking.delete(nodeId)
    }
  }

  function next(): string | undefined {
    return stopping.signal.aborted ? undefined : waiting.values().find((nodeId) => !asking.has(nodeId))
  }

  function want(nodeId: string): void {
    if (!addresses.has(nodeId) || holds?.() === false) return
    waiting.add(nodeId)
    if (asking.size < atOnce) run(work())
  }

  /** Nodes that never reported have nothing to compare with. */
  async function round(): Promise<void> {
    if (holds?.() === false) return
    for (const { nodeId, domains } of await store.nodes(clusterId)) {
      if (stopping.signal.aborted) return
      const before = domains.find(({ domain }) => domain === 'kubeletConfigz')
      if (addresses.has(nodeId) && domains.length > 0) want(nodeId)
      else if (before && before.status !== 'absent') await keep(nodeId, notAsked(Date.now())).catch(warn)
    }
  }

  function run(work: Promise<void>): void {
    const done = work.catch(warn).then(() => void running.delete(done))
    running.add(done)
  }

  function warn(error: Error): void {
    log.warn({ reason: error.message }, 'what a kubelet says of its configuration could not be stored')
  }

  run(round())
  const timer = config && setInterval(() => run(round()), config.intervalSeconds * 1000)
  return {
    kubeletChanged: want,
    stop: async () => {
      clearInterval(timer)
      stopping.abort()
      await Promise.all(running)
    },
  }
}

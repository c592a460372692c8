import type { VitalsView } from '../report/model.ts'
import type { Beat, Store } from '../store/store.ts'

/** Signs of life are written together, this often, in milliseconds: thousands of rows a second would buy nothing. */
const flushInterval = 10_000

/** Notes when nodes were last heard of. */
export interface Presence {
  heard(clusterId: string, beat: Beat): void
  /** How nodes are doing that were heard of since the last time that all was stored, by node id. */
  vitals(clusterId: string): ReadonlyMap<string, VitalsView>
  stop(): Promise<void>
}

export function openPresence(
  store: Pick<Store, 'touch'>,
  log: { warn(fields: object, message: string): void },
): Presence {
  const beats = new Map<string, Map<string, Beat>>()
  async function flush(): Promise<void> {
    for (const [clusterId, each] of beats) {
      beats.delete(clusterId)
      await store.touch(clusterId, [...each.values()]).catch((error: unknown) => {
        // For the next time, unless a node was heard of again since.
        beats.set(clusterId, new Map([...each, ...(beats.get(clusterId) ?? [])]))
        throw error
      })
    }
  }
  const flushLogged = () =>
    flush().catch((error: Error) => log.warn({ reason: error.message }, 'signs of life could not be stored'))
  const timer = setInterval(flushLogged, flushInterval)
  return {
    heard: (clusterId, said) => {
      const beat = bounded(said)
      const cluster = beats.get(clusterId) ?? new Map<string, Beat>()
      const vitals = beat.vitals ?? cluster.get(beat.nodeId)?.vitals
      beats.set(clusterId, cluster.set(beat.nodeId, { ...beat, ...(vitals ? { vitals } : {}) }))
    },
    vitals: (clusterId) => {
      const heard = [...(beats.get(clusterId) ?? [])]
      return new Map(heard.flatMap(([nodeId, { vitals }]) => (vitals ? [[nodeId, vitals] as const] : [])))
    },
    stop: async () => {
      clearInterval(timer)
      await flushLogged()
    },
  }
}

/** Vitals are numbers that can be told, or none: JSON has no others. */
function bounded({ vitals, ...beat }: Beat): Beat {
  const isWhole = vitals && Object.values(vitals).every(Number.isFinite)
  return { ...beat, ...(isWhole ? { vitals } : {}) }
}

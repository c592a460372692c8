import { Counter, Gauge, type Registry } from 'prom-client'
import type { ReplicaState } from '../store/readreplica.ts'

export interface StorageMetricsOptions {
  /** How many databases were found damaged and put aside. */
  readonly damaged: () => Promise<number>
  /** Undefined where there is no replica. */
  readonly replica: () => ReplicaState | undefined
}

/** Adds how the database is, and the replica that reports are read from. */
export function addStorageMetrics(registry: Registry, { damaged, replica }: StorageMetricsOptions): void {
  const registers = [registry]
  new Gauge({
    name: 'merlon_damaged_databases',
    help: 'Databases that were found damaged at a start and put aside, and that still lie in the state directory.',
    registers,
    async collect() {
      this.set(await damaged())
    },
  })
  new Gauge({
    name: 'merlon_replica_used',
    help: '1 while reports are read from the replica, 0 while the primary answers in its place. Absent without a replica.',
    registers,
    collect() {
      const state = replica()
      if (state) this.set(state.used ? 1 : 0)
      else this.remove()
    },
  })
  new Gauge({
    name: 'merlon_replica_behind_seconds',
    help: 'Seconds that what is read from the replica is behind at most. Absent while that is not known, or it is not used.',
    registers,
    collect() {
      const behind = replica()?.behindMilliseconds
      if (behind === undefined) this.remove()
      else this.set(behind / 1000)
    },
  })
}

/** Counts answers that the primary gave because the replica did not. */
export function countFallbacks(registry: Registry): () => void {
  const counter = new Counter({
    name: 'merlon_replica_fallbacks_total',
    help: 'Questions that the replica did not answer and the primary did.',
    registers: [registry],
  })
  return () => counter.inc()
}

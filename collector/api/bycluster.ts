import type { Metadata, sendUnaryData, UntypedServiceImplementation } from '@grpc/grpc-js'
import { toServiceError } from './reports.ts'

/** Name of the header that says which cluster a call is about, by name or id in UTF-8. Absent: the collector's own. */
export const clusterHeader = 'merlon-cluster-bin'

interface Call {
  readonly metadata: Metadata
  emit(event: string, error: unknown): boolean
}

/** A service whose calls are answered by the implementation for the cluster that they are about. */
export function byCluster<T>(
  clusters: { readonly own: T; readonly all: readonly T[]; find(nameOrId: string): T },
  implement: (cluster: T) => UntypedServiceImplementation,
): UntypedServiceImplementation {
  const implementations = new Map(clusters.all.map((cluster) => [cluster, implement(cluster)]))
  const names = Object.keys(implementations.get(clusters.own) ?? {})
  const dispatch = (name: string) => (call: Call, done?: sendUnaryData<unknown>) => {
    try {
      const cluster = clusters.find(String(call.metadata.get(clusterHeader)[0] ?? ''))
      const handler = implementations.get(cluster)?.[name] as (call: Call, done?: sendUnaryData<unknown>) => void
      handler(call, done)
    } catch (error) {
      const said = toServiceError(error as Error)
      if (done) done(said)
      else call.emit('error', said)
    }
  }
  return Object.fromEntries(names.map((name) => [name, dispatch(name)])) as UntypedServiceImplementation
}

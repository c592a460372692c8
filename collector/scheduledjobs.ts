// What the nodes of a cluster start by the clock, as their newest facts say.
import { v1 } from '../proto/index.ts'
import { decodeObservation } from '../proto/view.ts'
import type { NodeJobs } from './allowlist/scheduled.ts'
import type { Store } from './store/store.ts'

const { STATUS_ABSENT, STATUS_OBSERVED } = v1.Observation.Status

/** Of the named nodes, or of all. Where a part could not be read, nobody knows what else there is. */
export async function readNodeJobs(
  store: Pick<Store, 'observationsOf'>,
  clusterId: string,
  nodeIds?: readonly string[],
): Promise<NodeJobs> {
  const all = await store.observationsOf(clusterId, 'scheduledJobs', nodeIds)
  return new Map(
    all.map(({ nodeId, bytes }) => {
      const { status, gaps = [], scheduledJobs } = decodeObservation(bytes)
      if (status === STATUS_ABSENT) return [nodeId, { items: [] }]
      return [nodeId, status === STATUS_OBSERVED && gaps.length === 0 ? (scheduledJobs ?? undefined) : undefined]
    }),
  )
}

// Who runs what, where: asked of the newest facts of all nodes, and of the profiles.
import type { ObservationMessage } from '../proto/index.ts'
import { decodeObservation } from '../proto/view.ts'
import type { Profile } from './allowlist/profile.ts'
import {
  type NodeProcesses,
  type ProcessFilter,
  type RunningView,
  runningPrograms,
  runningViews,
} from './report/processview.ts'
import { NotFoundError } from './report/source.ts'
import type { NodeRecord, Store } from './store/store.ts'

export interface ProcessQuery extends ProcessFilter {
  /** Names or ids; empty: all. */
  readonly nodes: readonly string[]
}

export interface RunningPrograms {
  /** Sorted by place and program. */
  readonly processes: readonly RunningView[]
  /** How many nodes were looked at. */
  readonly nodes: number
  /** Names of those whose processes are not known. */
  readonly unseen: readonly string[]
}

/** Throws a NotFoundError for a node that is not known. */
export async function runningOn(
  store: Pick<Store, 'nodes' | 'observationsOf' | 'podOwners' | 'profile'>,
  clusterId: string,
  { nodes: asked, ...filter }: ProcessQuery,
): Promise<RunningPrograms> {
  const nodes = chosen(await store.nodes(clusterId), asked)
  const processes = await factsOf(store, clusterId, 'processes')
  const containers = await factsOf(store, clusterId, 'containers')
  const owners = await store.podOwners(clusterId)
  const told: NodeProcesses[] = nodes.map(({ nodeId, name }) => ({
    ...{ nodeId, name, ownerOf: (pod) => owners(nodeId, pod) },
    processes: processes.get(nodeId)?.processes ?? undefined,
    containers: containers.get(nodeId)?.containers ?? undefined,
  }))
  const seen = told.filter((each) => each.processes !== undefined)
  const lines = runningPrograms(seen)
  const profiles = new Map<string, Profile>()
  for (const id of new Set(lines.flatMap(({ profile }) => profile ?? []))) {
    const profile = await store.profile(clusterId, id)
    if (profile) profiles.set(id, profile)
  }
  return {
    processes: runningViews(lines, profiles, filter, seen.length),
    nodes: seen.length,
    unseen: told.filter((each) => each.processes === undefined).map(({ name }) => name),
  }
}

async function factsOf(store: Pick<Store, 'observationsOf'>, clusterId: string, domain: string) {
  const facts = new Map<string, ObservationMessage>()
  for (const { nodeId, bytes } of await store.observationsOf(clusterId, domain))
    facts.set(nodeId, decodeObservation(bytes))
  return facts
}

function chosen(nodes: readonly NodeRecord[], asked: readonly string[]): readonly NodeRecord[] {
  if (asked.length === 0) return nodes
  return asked.flatMap((wanted) => {
    const found = nodes.filter(({ nodeId, name }) => nodeId === wanted || name === wanted)
    if (found.length === 0) throw new NotFoundError(`no node ${wanted}; \`merlon report\` lists them`)
    return found
  })
}

// Who runs what, where: asked of the newest facts of all nodes, and of the profiles.
import type { Profile } from './allowlist/profile.ts'
import type { NodePrograms } from './nodeprograms.ts'
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
  store: Pick<Store, 'nodes' | 'podOwners' | 'profile'>,
  programs: NodePrograms,
  clusterId: string,
  { nodes: asked, ...filter }: ProcessQuery,
): Promise<RunningPrograms> {
  const all = await store.nodes(clusterId)
  const nodes = chosen(all, asked)
  const running = await programs.of(nodes, all)
  const owners = await store.podOwners(clusterId)
  const seen = nodes.flatMap(({ nodeId, name }): NodeProcesses[] => {
    const told = running.get(nodeId)
    return told ? [{ nodeId, name, programs: told, ownerOf: (pod) => owners(nodeId, pod) }] : []
  })
  const lines = runningPrograms(seen)
  const profiles = new Map<string, Profile>()
  for (const id of new Set(lines.flatMap(({ profile }) => profile ?? []))) {
    const profile = await store.profile(clusterId, id)
    if (profile) profiles.set(id, profile)
  }
  return {
    processes: runningViews(lines, profiles, filter, seen.length),
    nodes: seen.length,
    unseen: nodes.filter(({ nodeId }) => !running.has(nodeId)).map(({ name }) => name),
  }
}

function chosen(nodes: readonly NodeRecord[], asked: readonly string[]): readonly NodeRecord[] {
  if (asked.length === 0) return nodes
  return asked.flatMap((wanted) => {
    const found = nodes.filter(({ nodeId, name }) => nodeId === wanted || name === wanted)
    if (found.length === 0) throw new NotFoundError(`no node ${wanted}; \`merlon report\` lists them`)
    return found
  })
}

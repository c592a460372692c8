import type { ObservationMessage } from '../proto/index.ts'
import { decodeObservation } from '../proto/view.ts'
import { type PlacedProgram, placedPrograms } from './report/processview.ts'
import type { NodeRecord, ReadStore } from './store/store.ts'

/** What runs on nodes, of each as it said last. */
export interface NodePrograms {
  /** By node id, of those whose processes were observed. `all`: the nodes that there are; others are forgotten. */
  of(nodes: readonly NodeRecord[], all: readonly NodeRecord[]): Promise<ReadonlyMap<string, readonly PlacedProgram[]>>
}

/** The facts that it is made from. */
const needed = ['processes', 'containers'] as const

/**
 * Most programs that are kept of a cluster: with their places some 300 bytes each, 40 KB for a node with 130 of them, 60 MB
 * in all. Those of further nodes are read again for each question.
 */
const mostKept = 200_000
/** Most texts of which one copy is kept for all nodes. */
const mostShared = 200_000

interface Kept {
  /** Hashes of the facts. */
  readonly facts: string
  /** Undefined: not observed. */
  readonly programs: readonly PlacedProgram[] | undefined
}

/** Facts of a node are read and decoded once, and again when others are stored. */
export function openNodePrograms(
  store: Pick<ReadStore, 'observationsOf'>,
  clusterId: string,
  most = mostKept,
): NodePrograms {
  let kept = new Map<string, Kept>()
  const texts = new Map<string, string>()

  /** Nodes have most of their programs, users and units in common. */
  function share(text: string): string {
    const found = texts.get(text)
    if (found !== undefined) return found
    if (texts.size >= mostShared) texts.clear()
    texts.set(text, text)
    return text
  }

  async function read(nodes: readonly NodeRecord[]): Promise<[string, Kept][]> {
    if (nodes.length === 0) return []
    const ids = nodes.map(({ nodeId }) => nodeId)
    const facts = new Map<string, Map<string, { hash: string; message: ObservationMessage }>>(
      ids.map((nodeId) => [nodeId, new Map()]),
    )
    for (const domain of needed)
      for (const { nodeId, hash, bytes } of await store.observationsOf(clusterId, domain, ids))
        facts.get(nodeId)?.set(domain, { hash, message: decodeObservation(bytes) })
    return [...facts].map(([nodeId, found]) => {
      const processes = found.get('processes')?.message.processes
      const containers = found.get('containers')?.message.containers
      const programs = processes ? placedPrograms(processes, containers, share) : undefined
      return [nodeId, { facts: namesOf((domain) => found.get(domain)?.hash), programs }]
    })
  }

  return {
    of: async (nodes, all) => {
      const known = kept
      const isKept = (node: NodeRecord) => known.get(node.nodeId)?.facts === factsOf(node)
      const fresh = new Map(await read(nodes.filter((node) => !isKept(node))))
      const asked = nodes.flatMap(({ nodeId }) => {
        const found = fresh.get(nodeId) ?? known.get(nodeId)
        return found ? [[nodeId, found] as const] : []
      })
      const there = new Set(all.map(({ nodeId }) => nodeId))
      kept = fitting(new Map([...kept, ...asked].filter(([nodeId]) => there.has(nodeId))), most)
      return new Map(asked.flatMap(([nodeId, { programs }]) => (programs ? [[nodeId, programs] as const] : [])))
    },
  }
}

/** As the node's record names them. */
function factsOf({ domains }: NodeRecord): string {
  return namesOf((name) => domains.find(({ domain }) => domain === name)?.hash)
}

function namesOf(hashOf: (domain: (typeof needed)[number]) => string | undefined): string {
  return needed.map((domain) => hashOf(domain) ?? '').join(' ')
}

/** The first that have room: which they are does not change from question to question. */
function fitting(nodes: ReadonlyMap<string, Kept>, most: number): Map<string, Kept> {
  let room = most
  return new Map(
    [...nodes].filter(([, { programs }]) => {
      const size = (programs?.length ?? 0) + 1
      if (size > room) return false
      room -= size
      return true
    }),
  )
}

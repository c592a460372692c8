import { decodeObservation, viewOf } from '../../proto/view.ts'
import type { NodeRecord, ReadStore } from '../store/store.ts'
import { kindOf, type NodeKind } from './benchmark.ts'
import { nodeIdentity } from './report.ts'

/** What reports take from the fact `node`. */
export type NodeFact = ReturnType<typeof nodeIdentity> & { readonly kind: NodeKind }

/** What nodes say of themselves, of each as it said last. */
export interface NodeFacts {
  /** By node id, of those that were looked at; the records have to tell of the domain `node`. */
  of(nodes: readonly NodeRecord[]): Promise<ReadonlyMap<string, NodeFact>>
}

/** Most nodes that are kept of a cluster, some 300 bytes each; the facts of others are read again for each question. */
const mostKept = 20_000

/** A node's fact is read and decoded once, and again when another is stored. */
export function openNodeFacts(store: Pick<ReadStore, 'observationsOf'>, clusterId: string, most = mostKept): NodeFacts {
  const kept = new Map<string, { readonly hash: string; readonly fact: NodeFact }>()

  return {
    of: async (nodes) => {
      const found = new Map<string, NodeFact>()
      const others: string[] = []
      for (const { nodeId, domains } of nodes) {
        const hash = domains.find(({ domain }) => domain === 'node')?.hash
        const known = kept.get(nodeId)
        if (known && known.hash === hash) found.set(nodeId, known.fact)
        else if (hash !== undefined) others.push(nodeId)
      }
      if (others.length === 0) return found
      for (const { nodeId, hash, bytes } of await store.observationsOf(clusterId, 'node', others)) {
        const fact = factOf(bytes)
        found.set(nodeId, fact)
        kept.delete(nodeId)
        kept.set(nodeId, { hash, fact })
        if (kept.size > most) kept.delete(kept.keys().next().value as string)
      }
      return found
    },
  }
}

function factOf(bytes: Uint8Array): NodeFact {
  const fact = viewOf(decodeObservation(bytes)).fact ?? {}
  return { ...nodeIdentity(fact), kind: kindOf(fact) }
}

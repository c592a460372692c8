import { decodeObservation } from '../../proto/view.ts'
import { bySoonest, type Expiry, expiriesOf, type NodeExpiries } from '../report/expiry.ts'
import type { Store } from '../store/store.ts'

/** A certificate that is told one by one, with its node's name. */
export type ListedExpiry = Expiry & { readonly node: string }

/** The ends of the certificates of a cluster. */
export interface ClusterExpiries {
  /** Those that end first, as many as were asked for. */
  readonly soonest: readonly ListedExpiry[]
  readonly valid: number
  /** Within `soon` of their end. */
  readonly ending: number
  readonly expired: number
  /** The end could not be read. */
  readonly unknown: number
}

/** What counts as near the end, in seconds: 30 days. */
export const soon = 30 * 86_400

/** Knows the ends of certificates; a node's are read again only when its certificates changed. */
export function openExpiries(
  store: Pick<Store, 'nodes' | 'observations'>,
  clusterId: string,
  now: () => number = Date.now,
): (limit: number) => Promise<ClusterExpiries> {
  const known = new Map<string, { readonly hash: string; readonly expiries: NodeExpiries }>()

  async function ofNode(nodeId: string, hash: string): Promise<NodeExpiries | undefined> {
    const before = known.get(nodeId)
    if (before?.hash === hash) return before.expiries
    const found = (await store.observations(clusterId, nodeId, ['certificates'])).find(
      ({ domain }) => domain === 'certificates',
    )
    const fact = found && decodeObservation(found.bytes).certificates
    if (!fact) return undefined
    const expiries = expiriesOf(fact)
    known.set(nodeId, { hash: found.hash, expiries })
    return expiries
  }

  return async (limit) => {
    const nodes = await store.nodes(clusterId, ['certificates'])
    const present = new Set(nodes.map(({ nodeId }) => nodeId))
    for (const nodeId of known.keys()) if (!present.has(nodeId)) known.delete(nodeId)
    const listed: ListedExpiry[] = []
    const counts = { valid: 0, ending: 0, expired: 0, unknown: 0 }
    const time = now() / 1000
    for (const { nodeId, name, domains } of nodes) {
      const domain = domains.find((each) => each.domain === 'certificates')
      const expiries = domain?.status === 'observed' ? await ofNode(nodeId, domain.hash) : undefined
      if (!expiries) continue
      counts.unknown += expiries.unknown
      for (const end of expiries.ends) counts[end < time ? 'expired' : end < time + soon ? 'ending' : 'valid'] += 1
      listed.push(...expiries.soonest.map((each) => ({ ...each, node: name })))
    }
    return { ...counts, soonest: listed.sort(bySoonest).slice(0, limit) }
  }
}

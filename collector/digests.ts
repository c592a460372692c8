import { digestOf, NodeDigest, type OpenFacts, openFacts } from './judge/judge.ts'
import type { Rule } from './judge/rule.ts'
import type { DomainRecord, NodeRecord, Store, StoredObservation } from './store/store.ts'

/** Most nodes of one cluster whose digests are kept; those of others are taken anew each time. */
export const maxKept = 20_000

type Decode = (observations: readonly StoredObservation[]) => OpenFacts['observations']
type Answer = ReturnType<typeof digestOf>

/** What the rules take from one node. */
interface Taken {
  /** The hashes of what it was taken from. */
  readonly facts: string
  readonly roles: readonly string[]
  /** By the rule's id; undefined for a node that the rule is not about. */
  readonly answers: ReadonlyMap<string, Answer>
}

/** What rules over the cluster take from its nodes. */
export interface Digests {
  /** The digests of some of the rules, by the rule's id. Undefined: no node has any of what they are taken from. */
  of(clusterId: string, rules: readonly Rule[], time: Date): Promise<Map<string, NodeDigest[]> | undefined>
}

/**
 * Takes digests for rules over the cluster, and keeps them while a node's facts stay the same: a change of one node costs
 * the reading of that node. A digest that looks at the clock is taken each time.
 */
export function openDigests(store: Store, clusterRules: readonly Rule[], decode: Decode): Digests {
  const kept = new Map<string, ReadonlyMap<string, Taken>>()
  const needed = [
    ...new Set(['node', ...clusterRules.flatMap((rule) => rule.needs.map((need) => need.domain as string))]),
  ]
  const hashesOf = (domains: readonly DomainRecord[]) =>
    domains
      .map(({ domain, hash }) => `${domain} ${hash}`)
      .sort()
      .join('\n')

  async function take(
    clusterId: string,
    { nodeId, domains }: NodeRecord,
    rules: readonly Rule[],
    time: Date,
    before: Taken | undefined,
  ): Promise<Taken> {
    const isTaken = (rule: Rule) => before?.answers.has(rule.id) && !rule.digest?.names.has('now')
    if (before?.facts === hashesOf(domains) && rules.every(isTaken)) return before
    const observations = await store.observations(clusterId, nodeId, needed)
    const facts = openFacts(decode(observations))
    // Of what was read: it may have changed since the node was listed.
    const hashes = hashesOf(observations)
    const others = before?.facts === hashes ? before.answers : []
    return {
      facts: hashes,
      roles: (facts.observations.get('node')?.view.fact?.['roles'] ?? []) as string[],
      answers: new Map([...others, ...rules.map((rule) => [rule.id, digestOf(rule, facts, time)] as const)]),
    }
  }

  async function of(clusterId: string, rules: readonly Rule[], time: Date) {
    const digests = new Map<string, NodeDigest[]>(rules.map((rule) => [rule.id, []]))
    const before = kept.get(clusterId)
    const after = new Map<string, Taken>()
    const nodes = await store.nodes(clusterId, needed)
    if (rules.length > 0 && nodes.every(({ domains }) => domains.length === 0)) {
      kept.delete(clusterId)
      return undefined
    }
    for (const node of nodes) {
      const taken = await take(clusterId, node, rules, time, before?.get(node.nodeId))
      if (after.size < maxKept) after.set(node.nodeId, taken)
      const about = { id: node.nodeId, name: node.name, roles: taken.roles }
      for (const { id } of rules) {
        const answer = taken.answers.get(id)
        if (answer) digests.get(id)?.push(new NodeDigest({ ...about, digest: undefined, ...answer }))
      }
    }
    kept.set(clusterId, after)
    return digests
  }

  return { of }
}

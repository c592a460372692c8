import type { NodeView } from '../report/model.ts'
import { counted, stateOrder } from './words.ts'

/** Something that could not be read, with the nodes where that is so. */
export interface Unread {
  /** Empty for what concerns the agent as a whole. */
  readonly domain: string
  readonly status: string
  readonly reason: string
  readonly nodes: readonly string[]
}

/** What could not be read and why, each once, what concerns most nodes first. */
export function unread(nodes: readonly NodeView[]): Unread[] {
  const found = new Map<string, Unread & { nodes: string[] }>()
  const add = (domain: string, status: string, reason: string, node: string) => {
    const key = JSON.stringify([domain, status, reason])
    const entry = found.get(key) ?? { domain, status, reason, nodes: [] }
    entry.nodes.push(node)
    found.set(key, entry)
  }
  for (const node of nodes) {
    for (const { domain, status, reason, gaps } of node.domains) {
      if (status === 'denied' || status === 'failed') add(domain, status, reason, node.name)
      if (gaps > 0) add(domain, 'partly', `${counted(gaps, 'part')} could not be read`, node.name)
    }
    for (const reason of node.degraded) add('', 'degraded', reason, node.name)
  }
  return [...found.values()].sort((a, b) => b.nodes.length - a.nodes.length)
}

/** Nodes that say nothing first, then those of which something could not be read, then by name. */
export function sortNodes(nodes: readonly NodeView[]): NodeView[] {
  const troubles = new Map(nodes.map((node) => [node, unread([node]).length]))
  return [...nodes].sort(
    (a, b) =>
      stateOrder.indexOf(a.state) - stateOrder.indexOf(b.state) ||
      (troubles.get(b) ?? 0) - (troubles.get(a) ?? 0) ||
      a.name.localeCompare(b.name, 'en', { numeric: true }),
  )
}

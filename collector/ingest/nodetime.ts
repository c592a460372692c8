import type { NodeRecord } from '../store/store.ts'

/** Milliseconds in which a node that reports is heard of many times. */
const lately = 3_600_000

/**
 * The time that age is counted from, so that a clock that steps ahead makes nothing old: `own`, or the median of what nodes
 * told of theirs, where that is earlier. Of nodes that were heard of lately; where there are none, of all that ever were.
 */
export function timeOfNodes(nodes: readonly Pick<NodeRecord, 'lastSeenTime' | 'clockOffset'>[], own: number): number {
  const heard = nodes.flatMap(({ lastSeenTime: seen, clockOffset }) =>
    seen === undefined ? [] : [{ seen, told: seen + clockOffset }],
  )
  const now = heard.filter((each) => each.seen > own - lately)
  const told = (now.length > 0 ? now : heard).map((each) => each.told).sort((a, b) => a - b)
  return Math.min(own, told[Math.floor((told.length - 1) / 2)] ?? own)
}

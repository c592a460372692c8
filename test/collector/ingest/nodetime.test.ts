import { expect, test } from 'vitest'
import { timeOfNodes } from '../../../collector/ingest/nodetime.ts'

const hour = 3_600_000
const now = 1763700100000

/** A node that was heard of so long ago, and how far its clock was ahead then. */
const heard = (ago: number, clockOffset = 0) => ({ lastSeenTime: now - ago, clockOffset })

test.each([
  ['the own, where no node is known', [], 0],
  ['the own, where no node was heard of', [{ clockOffset: -hour }], 0],
  ['when most were heard of, where clocks agree', [heard(10), heard(30), heard(20)], 20],
  [
    'that of the nodes, where the own is ahead',
    [heard(10, -90 * hour), heard(10, -91 * hour), heard(10)],
    90 * hour + 10,
  ],
  ['the earlier of two', [heard(0, -90 * hour), heard(0)], 90 * hour],
  ['the own, where the nodes are ahead', [heard(10, 50 * hour), heard(10, 60 * hour), heard(20)], 0],
  ['the own, where one node tells nonsense', [heard(0), heard(0), heard(0, -1e15)], 0],
  ['that of nodes that report, where most are silent', [heard(90 * hour), heard(10), heard(80 * hour)], 10],
  ['what was told last, where all are silent', [heard(90 * hour), heard(70 * hour), heard(80 * hour)], 80 * hour],
])('age is counted from %s', (_, nodes, ago) => {
  expect(timeOfNodes(nodes, now)).toBe(now - ago)
})

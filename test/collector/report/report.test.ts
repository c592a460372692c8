import { expect, test } from 'vitest'
import type { FindingState } from '../../../collector/judge/finding.ts'
import type { RulePack } from '../../../collector/judge/pack.ts'
import type { Outcome, Rule, Severity } from '../../../collector/judge/rule.ts'
import { reportSchema } from '../../../collector/report/model.ts'
import {
  buildReport,
  changeView,
  type FindingContext,
  findingView,
  nodeState,
  type ReportInput,
  scoreOf,
} from '../../../collector/report/report.ts'
import type { Count, NodeRecord, StoredTransition } from '../../../collector/store/store.ts'

const now = Date.parse('2026-11-21T10:00:00Z')
const rule = {
  id: 'r',
  title: 'It is so',
  remediation: 'Make it so',
  references: { cis: ['1.1'] },
  level: 'walk',
} as unknown as Rule
const pack: RulePack = {
  rules: [rule],
  disabled: [{ ...rule, id: 'off', title: 'Off' }],
  version: '1+a',
  changes: ['off: switched off'],
}

function node(nodeId: string, seenAgo?: number, more: Partial<NodeRecord> = {}): NodeRecord {
  return {
    ...{
      clusterId: 'c',
      nodeId,
      name: `name-${nodeId}`,
      agentVersion: '1',
      bootId: 'b',
      degraded: [],
      clockOffset: -5,
      epoch: 1,
    },
    ...{ enrolledTime: 0, domains: [] },
    ...(seenAgo === undefined ? {} : { lastSeenTime: now - seenAgo }),
    ...more,
  }
}

function count(nodeId: string, severity: Severity, outcome: Outcome, number: number): Count {
  return { nodeId, severity, outcome, count: number }
}

function report(more: Partial<ReportInput> = {}) {
  const input = { nodes: [], nodeFacts: new Map(), vitals: new Map(), counts: [], worst: [], changes: [], ...more }
  const built = buildReport({ cluster: { id: 'c', name: 'prod' }, pack, now, ...input })
  // What is built is what is promised.
  reportSchema.parse(JSON.parse(JSON.stringify(built)))
  return built
}

test.each<[string, number | undefined, string]>([
  ['just now', 0, 'reporting'],
  ['three heartbeats ago', 90_000, 'reporting'],
  ['a little longer ago', 90_001, 'stale'],
  ['ten minutes ago', 600_000, 'stale'],
  ['longer ago', 600_001, 'silent'],
  ['never', undefined, 'never-seen'],
  ['by a clock that is ahead', -5000, 'reporting'],
])('a node that was heard of %s', (_name, ago, expected) => {
  expect(nodeState(node('n', ago), now)).toBe(expected)
})

test('coverage comes first: every expected node is counted once', () => {
  const nodes = [node('a', 0), node('b', 100_000), node('c', 700_000), node('d'), node('e', 5)]
  expect(report({ nodes }).coverage).toEqual({ expected: 5, reporting: 2, stale: 1, silent: 1, neverSeen: 1 })
})

test('an empty cluster has no score', () => {
  const { score, counts, coverage } = report()
  expect(score).toBeUndefined()
  expect(counts).toEqual({ pass: 0, fail: 0, review: 0, notApplicable: 0, unknown: 0, error: 0 })
  expect(coverage.expected).toBe(0)
})

const counts = [
  count('a', 'high', 'pass', 2),
  count('a', 'high', 'fail', 1),
  count('a', 'low', 'review', 4),
  count('a', 'low', 'not-applicable', 8),
  count('a', 'critical', 'unknown', 1),
  count('a', 'medium', 'error', 1),
]

test('answers are counted by outcome and by severity, worst first; a fault of a rule is no answer', () => {
  const { counts: sum, severities, nodes } = report({ nodes: [node('a', 0), node('b', 0)], counts })
  expect(sum).toEqual({ pass: 2, fail: 1, review: 4, notApplicable: 8, unknown: 1, error: 1 })
  expect(severities).toEqual([
    { severity: 'critical', fail: 0, unknown: 1 },
    { severity: 'high', fail: 1, unknown: 0 },
    { severity: 'medium', fail: 0, unknown: 1 },
    { severity: 'low', fail: 0, unknown: 0 },
    { severity: 'info', fail: 0, unknown: 0 },
  ])
  expect(nodes.map((each) => each.counts.pass)).toEqual([2, 0])
})

test('what a silent node said last counts as unknown, in the cluster and in its own row', () => {
  const { counts: sum, severities, nodes, score } = report({ nodes: [node('a', 700_000)], counts })
  expect(sum).toEqual({ pass: 0, fail: 0, review: 0, notApplicable: 8, unknown: 9, error: 0 })
  expect(nodes[0]?.counts).toEqual(sum)
  expect(severities.map((each) => [each.fail, each.unknown])).toEqual([
    [0, 1],
    [0, 3],
    [0, 1],
    [0, 4],
    [0, 0],
  ])
  expect(score).toBe(0)
})

test('a stale node still counts as it answered', () => {
  expect(report({ nodes: [node('a', 100_000)], counts }).counts.pass).toBe(2)
})

test('what belongs to no node is counted', () => {
  expect(report({ nodes: [node('a', 700_000)], counts: [count('', 'high', 'pass', 3)] }).counts.pass).toBe(3)
})

test.each<[string, Count[], number | undefined]>([
  ['all pass', [count('a', 'low', 'pass', 3)], 100],
  ['nothing passes', [count('a', 'low', 'fail', 3)], 0],
  ['unknown is never green', [count('a', 'high', 'pass', 1), count('a', 'high', 'unknown', 1)], 50],
  ['a fault of a rule neither', [count('a', 'high', 'pass', 1), count('a', 'high', 'error', 1)], 50],
  [
    'a critical failure weighs more than a low pass',
    [count('a', 'critical', 'fail', 1), count('a', 'low', 'pass', 1)],
    6,
  ],
  ['never 100 while something fails', [count('a', 'low', 'fail', 1), count('a', 'critical', 'pass', 100_000)], 99],
  [
    'what does not apply and what a person decides is no question',
    [count('a', 'high', 'not-applicable', 5), count('a', 'high', 'review', 5)],
    undefined,
  ],
  ['info alone weighs nothing', [count('a', 'info', 'fail', 5)], undefined],
])('the score: %s', (_name, given, expected) => {
  expect(scoreOf(given, new Map([['a', 'reporting']]))).toBe(expected)
})

test('a node shows its roles and version, and its domains in the order of people', () => {
  const domain = (name: string) => ({
    domain: name,
    hash: '',
    status: 'denied' as const,
    reason: 'why',
    gaps: 2,
    observedTime: now,
    receivedTime: now,
  })
  const [view] = report({
    nodes: [node('a', 0, { domains: [domain('zzz'), domain('ssh'), domain('node')] })],
    nodeFacts: new Map([['a', { roles: ['control-plane'], kubeletVersion: 'v1.36.3' }]]),
  }).nodes
  expect(view).toMatchObject({ roles: ['control-plane'], kubeletVersion: 'v1.36.3', clockOffsetMilliseconds: -5 })
  expect(view?.domains.map((each) => each.domain)).toEqual(['node', 'ssh', 'zzz'])
  expect(view?.domains[0]).toEqual({
    domain: 'node',
    status: 'denied',
    reason: 'why',
    gaps: 2,
    observedTime: '2026-11-21T10:00:00.000Z',
  })
})

test('a node of which there is no fact has no role and no version', () => {
  expect(report({ nodes: [node('a', 0)] }).nodes[0]).toMatchObject({ roles: [], kubeletVersion: '' })
})

const finding: FindingState & { nodeId: string } = {
  ...{
    id: 'f',
    nodeId: 'a',
    rule: 'r',
    severity: 'high',
    domain: 'ssh',
    subject: '/x',
    outcome: 'fail',
    message: 'm',
    evidence: [],
  },
  ...{ firstTime: now - 5000, changedTime: now },
}
const context: FindingContext = {
  clusterId: 'c',
  names: new Map([['a', 'name-a']]),
  states: new Map([['a', 'silent']]),
  pack,
}

test('a finding is shown with its rule, its node and its age', () => {
  expect(findingView(finding, context)).toEqual({
    ...{ id: 'f', clusterId: 'c', nodeId: 'a', nodeName: 'name-a', rule: 'r', title: 'It is so', severity: 'high' },
    ...{ domain: 'ssh', subject: '/x', outcome: 'fail', message: 'm', evidence: [], references: { cis: ['1.1'] } },
    ...{
      remediation: 'Make it so',
      level: 'walk',
      firstTime: '2026-11-21T09:59:55.000Z',
      changedTime: '2026-11-21T10:00:00.000Z',
    },
    stale: true,
  })
})

test('a finding of a rule that is gone is shown by its id', () => {
  const view = findingView({ ...finding, rule: 'gone', nodeId: '' }, context)
  expect(view).toMatchObject({
    rule: 'gone',
    title: 'gone',
    nodeName: '',
    remediation: '',
    references: {},
    stale: false,
  })
  expect(view).not.toHaveProperty('level')
})

const transition: StoredTransition = {
  ...{
    findingId: 'f',
    rule: 'off',
    subject: '/x',
    severity: 'high',
    evidence: [],
    time: now,
    nodeId: 'a',
    rulePack: '1+a',
    factHash: 'ab',
  },
}

test.each<[string, Partial<StoredTransition>, object]>([
  [
    'a step',
    { from: 'pass', fromMessage: 'a', to: 'fail', toMessage: 'b' },
    { from: 'pass', fromMessage: 'a', to: 'fail', toMessage: 'b' },
  ],
  ['the first answer', { to: 'fail', toMessage: 'b' }, { to: 'fail', toMessage: 'b' }],
  ['the end', { from: 'fail', fromMessage: 'a' }, { from: 'fail', fromMessage: 'a' }],
])('a change is %s', (_name, step, expected) => {
  expect(changeView({ ...transition, ...step }, context)).toEqual({
    ...{ findingId: 'f', nodeName: 'name-a', rule: 'off', title: 'Off', subject: '/x', severity: 'high' },
    ...{ time: '2026-11-21T10:00:00.000Z', factHash: 'ab', rulePack: '1+a' },
    ...expected,
  })
})

test('what operators changed of the rules is said', () => {
  expect(report().ruleChanges).toEqual(['off: switched off'])
})

test('what there is to know of the database stands as it was given', () => {
  const storage = { damaged: [], replica: { used: false, reason: 'away' } }
  expect(report({ storage }).storage).toEqual(storage)
  expect(report()).not.toHaveProperty('storage')
})

test('violations are counted by severity, the worst first; where nobody looked there is no number', () => {
  const open = { info: 1, low: 0, medium: 2, high: 0, critical: 3 }
  const violations = { open, acknowledged: 4, suppressed: 5, unlearned: 6 }
  expect(report({ violations }).violations).toEqual({
    open: [
      { severity: 'critical', count: 3 },
      { severity: 'high', count: 0 },
      { severity: 'medium', count: 2 },
      { severity: 'low', count: 0 },
      { severity: 'info', count: 1 },
    ],
    ...{ acknowledged: 4, suppressed: 5, unlearned: 6 },
  })
  expect(report()).not.toHaveProperty('violations')
})

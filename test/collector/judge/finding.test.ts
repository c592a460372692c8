import { expect, test } from 'vitest'
import { compareFindings, type FindingState, findingId, type Verdict } from '../../../collector/judge/finding.ts'

const node = { clusterId: 'c', nodeId: 'n' }
const verdict = (parts: Partial<Verdict> = {}): Verdict => ({
  rule: 'r',
  severity: 'low',
  domain: 'kubelet',
  subject: '',
  outcome: 'pass',
  message: 'm',
  evidence: [{ field: 'f', value: '1', source: 's' }],
  ...parts,
})
const state = (parts: Partial<FindingState> = {}): FindingState => ({
  ...verdict(),
  id: findingId('c', 'n', 'r', parts.subject ?? ''),
  firstTime: 1,
  changedTime: 1,
  ...parts,
})
const stored = (...states: FindingState[]) => new Map(states.map((each) => [each.id, each]))

test('the identity of a finding is the same for ever', () => {
  expect(findingId('c', 'n', 'r', 's')).toBe('75e2d1ae13dc735d4738f770ff007e4a63fc9b9794832aca4410cef3b55fb6d6')
  expect(findingId('c', 'n', 'rs', '')).not.toBe(findingId('c', 'n', 'r', 's'))
})

test('the identities of a node begin alike, and with others than those of another node', () => {
  const begin = (...parts: Parameters<typeof findingId>) => findingId(...parts).slice(0, 4)
  expect(begin('c', 'n', 'r', 's')).toBe(begin('c', 'n', 'other', ''))
  expect(begin('c', 'n', 'r', 's')).not.toBe(begin('c', 'n2', 'r', 's'))
  expect(begin('c', 'n', 'r', 's')).not.toBe(begin('c2', 'n', 'r', 's'))
})

test('a first answer is a finding and a transition from nothing', () => {
  const changes = compareFindings(node, new Map(), [verdict()], new Set(['r']), 5)
  expect(changes.changed).toEqual([state({ firstTime: 5, changedTime: 5 })])
  expect(changes.transitions).toEqual([
    {
      findingId: state().id,
      rule: 'r',
      subject: '',
      severity: 'low',
      to: 'pass',
      toMessage: 'm',
      evidence: verdict().evidence,
      time: 5,
    },
  ])
  expect(changes.removed).toEqual([])
})

test('the same answer is no change', () => {
  expect(compareFindings(node, stored(state()), [verdict()], new Set(['r']), 5)).toEqual({
    changed: [],
    removed: [],
    transitions: [],
  })
})

test.each<[string, Partial<FindingState>, Partial<Verdict>]>([
  ['outcome', {}, { outcome: 'fail' }],
  ['severity', {}, { severity: 'high' }],
  ['message while it is open', { outcome: 'fail' }, { outcome: 'fail', message: 'other' }],
  ['message while it is unknown', { outcome: 'unknown' }, { outcome: 'unknown', message: 'other' }],
])('another %s is news that keeps the beginning', (_, before, parts) => {
  const { changed, transitions } = compareFindings(node, stored(state(before)), [verdict(parts)], new Set(['r']), 5)
  const from = before.outcome ?? 'pass'
  expect(changed).toEqual([
    {
      ...state(parts as Partial<FindingState>),
      firstTime: 1,
      changedTime: 5,
      previousOutcome: from,
      previousMessage: 'm',
    },
  ])
  expect(transitions).toMatchObject([{ from, fromMessage: 'm', to: parts.outcome ?? 'pass', time: 5 }])
})

test.each<[string, Partial<Verdict>]>([
  ['message while it is well', { message: 'other' }],
  ['evidence', { evidence: [{ field: 'f', value: '2', source: 's' }] }],
])('another %s is kept without news', (_, parts) => {
  const { changed, transitions } = compareFindings(node, stored(state()), [verdict(parts)], new Set(['r']), 5)
  expect(changed).toEqual([state(parts as Partial<FindingState>)])
  expect(transitions).toEqual([])
})

test('what was about something that is gone ends, what was not judged stays', () => {
  const gone = state({ subject: '/a' })
  const other = { ...state(), id: findingId('c', 'n', 'other', ''), rule: 'other' }
  const changes = compareFindings(node, stored(gone, other), [], new Set(['r']), 5)
  expect(changes.removed).toEqual([gone])
  expect(changes.transitions).toEqual([
    {
      findingId: gone.id,
      rule: 'r',
      subject: '/a',
      severity: 'low',
      from: 'pass',
      fromMessage: 'm',
      evidence: [],
      time: 5,
    },
  ])
})

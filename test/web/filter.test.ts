import fc from 'fast-check'
import { expect, test } from 'vitest'
import { effectiveOutcome } from '../../collector/report/fold.ts'
import {
  type Address,
  defaultOutcomes,
  findingsQuestion,
  formatAddress,
  noAddress,
  noFilter,
  parseAddress,
  selectFindings,
  toggled,
  views,
} from '../../collector/web/filter.ts'
import { outcomeOrder, severityOrder } from '../../collector/web/words.ts'
import { runs } from '../support/property.ts'
import { finding, fortyFindings } from './given.ts'

const none = noAddress

test.each<[string, Address, string]>([
  ['nothing', none, '/'],
  ['outcomes', { ...none, outcomes: ['fail', 'error'] }, '/?outcome=fail,error'],
  ['text with what addresses reserve', { ...none, text: 'a&b=c, d' }, '/?q=a%26b%3Dc,+d'],
  [
    'everything',
    {
      cluster: 'c 1',
      view: 'compliance',
      outcomes: ['pass'],
      severities: ['high', 'low'],
      text: 'x',
      domain: 'ssh',
      node: 'n-1',
      rule: 'r',
      finding: 'abc',
      profile: 'host//a',
      violation: 'v',
      kind: 'loss',
      seen: true,
    },
    '/?cluster=c+1&view=compliance&outcome=pass&severity=high,low&q=x&domain=ssh&node=n-1&rule=r&finding=abc&profile=host%2F%2Fa&violation=v&kind=loss&seen=too',
  ],
])('an address with %s', (_name, address, expected) => {
  expect(formatAddress(address)).toBe(expected)
  expect(parseAddress(expected.slice(1))).toEqual(address)
})

test('an address that somebody made up says what it can', () => {
  expect(parseAddress('?view=none&outcome=fail,none,<b>&severity=&node=a&node=b&other=1')).toEqual({
    ...none,
    outcomes: ['fail'],
    node: 'a',
  })
})

test('every filter comes back out of its address', () => {
  const text = fc.string({ unit: 'grapheme' })
  const address = fc.record({
    view: fc.constantFrom(...views),
    outcomes: fc.subarray([...outcomeOrder]),
    severities: fc.subarray([...severityOrder]),
    text,
    domain: text,
    node: text,
    rule: text,
    finding: text,
    profile: text,
    violation: text,
    cluster: text,
    kind: text,
    seen: fc.boolean(),
  })
  fc.assert(
    fc.property(address, (each) => {
      expect(parseAddress(formatAddress(each).slice(1))).toEqual(each)
    }),
    runs(300),
  )
})

test.each([
  ['the default', none, 'outcome=fail&outcome=error&outcome=unknown&outcome=review'],
  // What a silent node said last counts as unknown, and the collector lists it by what it was.
  ['unknown', { ...none, outcomes: ['unknown'] as const }, 'outcome=fail&outcome=error&outcome=unknown&outcome=review'],
  ['pass', { ...none, outcomes: ['pass'] as const }, 'outcome=pass'],
  [
    'severities',
    { ...none, outcomes: ['fail'] as const, severities: ['critical', 'medium'] as const },
    'outcome=fail&minSeverity=medium',
  ],
  ['node and rule', { ...none, outcomes: ['fail'] as const, node: 'a b', rule: 'r' }, 'outcome=fail&node=a+b&rule=r'],
])('the question for %s', (_name, filter, question) => {
  expect(findingsQuestion(filter)).toBe(question)
})

test.each([
  ['adds', ['high'], 'low', ['high', 'low']],
  ['takes out', ['high', 'low'], 'high', ['low']],
  ['all is the same as none', ['critical', 'high', 'medium', 'low'], 'info', []],
  ['none is none', ['high'], 'high', []],
] as const)('choosing %s', (_name, chosen, item, expected) => {
  expect(toggled(chosen, item, severityOrder)).toEqual(expected)
})

test('choosing what is shown anyway is choosing nothing', () => {
  expect(toggled(['fail', 'error', 'unknown'], 'review', outcomeOrder, defaultOutcomes)).toEqual([])
  expect(toggled(defaultOutcomes, 'pass', outcomeOrder, defaultOutcomes)).toEqual([
    'fail',
    'error',
    'unknown',
    'review',
    'pass',
  ])
})

test.each([
  ['fail', true, 'unknown'],
  ['pass', true, 'unknown'],
  ['not-applicable', true, 'not-applicable'],
  ['fail', false, 'fail'],
] as const)('%s of a node that is silent (%s) counts as %s', (outcome, stale, expected) => {
  expect(effectiveOutcome({ outcome, stale })).toBe(expected)
})

const given = [
  finding({ rule: 'b', severity: 'low', outcome: 'fail', message: 'Mode 0666', subject: '/etc/b' }),
  finding({ rule: 'a', severity: 'high', outcome: 'unknown', message: 'denied', domain: 'ssh' }),
  finding({ rule: 'c', severity: 'high', outcome: 'fail', message: 'open' }),
  finding({ rule: 'd', severity: 'critical', outcome: 'pass', message: 'fine' }),
  finding({ rule: 'e', severity: 'critical', outcome: 'fail', message: 'old', nodeName: 'worker-1' }),
  finding({ rule: 'f', severity: 'critical', outcome: 'pass', message: 'old', nodeName: 'worker-1' }),
  finding({ rule: 'g', severity: 'info', outcome: 'not-applicable', message: 'no sshd' }),
]
const chosen = (filter: Partial<Address>) => selectFindings(given, { ...noFilter, ...filter }).map((each) => each.rule)

test.each<[string, Partial<Address>, string[]]>([
  ['nothing chosen: what must be acted on, worst first', {}, ['e', 'c', 'a', 'b']],
  ['fail: not what a silent node said', { outcomes: ['fail'] }, ['c', 'b']],
  ['unknown: what a silent node said too', { outcomes: ['unknown'] }, ['e', 'a']],
  ['pass: what passed before its node fell silent too', { outcomes: ['pass'] }, ['f', 'd']],
  ['severities', { severities: ['low', 'critical'] }, ['e', 'b']],
  ['a domain', { domain: 'ssh' }, ['a']],
  ['words of message and subject in any case', { text: 'MODE /etc' }, ['b']],
  ['a node in the text', { text: 'worker' }, ['e']],
  ['words that do not occur together', { text: 'mode denied' }, []],
])('selects by %s', (_name, filter, expected) => {
  expect(chosen(filter)).toEqual(expected)
})

test('no order of what was loaded changes what is shown', () => {
  const expected = selectFindings(fortyFindings(), noFilter)
  expect(selectFindings(fortyFindings().reverse(), noFilter)).toEqual(expected)
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Outcome, outcomes, type Rule } from '../../../collector/judge/rule.ts'
import type { Benchmark, Control } from '../../../collector/report/benchmark.ts'
import { type ComplianceNode, openCompliance, worstOf } from '../../../collector/report/compliance.ts'
import { complianceSchema } from '../../../collector/report/compliancemodel.ts'
import { runs } from '../../support/property.ts'

const control = (id: string, more: Partial<Control> = {}): Control => ({ id, title: `T ${id}`, rules: ['a'], ...more })
const benchmark: Benchmark = {
  id: 'b',
  title: 'B',
  version: '1.0',
  distributions: [],
  controls: [
    control('1.1', { assessment: 'automated' }),
    control('1.2', { rules: ['a', 'b'] }),
    control('1.3', { rules: [], title: 'By hand', review: 'what is done' }),
    control('1.4', { rules: ['b'], review: 'whether it is enough' }),
    control('1.5', { rules: [], notApplicable: 'there is none here' }),
    control('1.6', { rules: ['off'] }),
  ],
}
const pack = { rules: [], disabled: [{ id: 'off' } as Rule], version: '1+a' }

const finding = (rule: string, outcome: Outcome, subject = '') => ({
  ...{ rule, subject, outcome, message: `${rule} ${outcome}` },
  evidence: [{ field: 'f', value: 'v', source: 's' }],
})

function node(name: string, findings: ComplianceNode['findings'], state: ComplianceNode['state'] = 'reporting') {
  return { id: `id-${name}`, name, state, distribution: '', version: 'v1.36.0', findings }
}

function compliance(nodes: readonly ComplianceNode[], asked?: string, benchmarks: readonly Benchmark[] = [benchmark]) {
  const tally = openCompliance({ benchmarks, pack, asked })
  for (const each of nodes) tally.add(each)
  const built = tally.result({ clusterId: 'c', clusterName: 'prod', asOf: '2026-11-21T10:00:00Z' })
  // What is built is what is promised.
  complianceSchema.parse(JSON.parse(JSON.stringify(built)))
  return built
}

function outcomesOf(nodes: readonly ComplianceNode[]) {
  return Object.fromEntries(compliance(nodes).benchmarks[0]?.controls.map((each) => [each.id, each.outcome]) ?? [])
}

test('of one node: the worst of the rules, what a person looks at, and what does not apply', () => {
  expect(outcomesOf([node('n', [finding('a', 'pass'), finding('b', 'fail')])])).toEqual({
    ...{ '1.1': 'pass', '1.2': 'fail', '1.3': 'review', '1.4': 'fail', '1.5': 'not-applicable', '1.6': 'unknown' },
  })
})

test('a person is asked even where the rules pass, but not where they do not apply', () => {
  expect(outcomesOf([node('n', [finding('b', 'pass')])])['1.4']).toBe('review')
  expect(outcomesOf([node('n', [finding('b', 'not-applicable')])])['1.4']).toBe('not-applicable')
})

test('a rule that was not judged or is switched off is unknown, and says so', () => {
  const [result] = compliance([node('n', [finding('b', 'pass')])]).benchmarks
  const answers = (id: string) => result?.controls.find((each) => each.id === id)?.answers
  expect(answers('1.1')).toEqual([expect.objectContaining({ outcome: 'unknown', message: 'a was not judged yet' })])
  expect(answers('1.2')?.map((each) => each.outcome)).toEqual(['unknown', 'pass'])
  expect(answers('1.6')).toEqual([expect.objectContaining({ outcome: 'unknown', message: 'off is switched off' })])
})

test('answers carry the values that decided', () => {
  const [first] = compliance([node('n', [finding('a', 'fail', '/x')])]).benchmarks[0]?.controls ?? []
  expect(first?.answers).toEqual([{ nodeName: 'n', ...finding('a', 'fail', '/x') }])
})

test('several nodes: the worst counts, nodes are counted by outcome', () => {
  const nodes = [
    node('a', [finding('a', 'pass')]),
    node('b', [finding('a', 'fail')]),
    node('c', [finding('a', 'not-applicable')]),
  ]
  const { nodes: views, benchmarks } = compliance(nodes)
  expect(benchmarks[0]).toMatchObject({ id: 'b', nodes: 3 })
  expect(benchmarks[0]?.controls[0]).toMatchObject({
    outcome: 'fail',
    counts: { pass: 1, fail: 1, notApplicable: 1, unknown: 0, review: 0, error: 0 },
  })
  expect(views.map((each) => [each.name, each.benchmark, each.counts.fail])).toEqual([
    ['a', 'b', 0],
    ['b', 'b', 2],
    ['c', 'b', 0],
  ])
})

test('a silent node is unknown, whatever it said last', () => {
  const said = [finding('a', 'pass'), finding('b', 'not-applicable')]
  const [result] = compliance([node('n', said, 'silent')]).benchmarks
  expect(result?.controls.map((each) => each.outcome)).toEqual([
    ...['unknown', 'unknown', 'unknown', 'not-applicable', 'not-applicable', 'unknown'],
  ])
  expect(result?.controls[0]?.answers[0]?.message).toBe('the node is silent; it said last: a pass')
})

test('a node that was never seen is unknown to every control that applies', () => {
  const { nodes, benchmarks } = compliance([node('n', [finding('a', 'pass')]), node('ghost', [], 'never-seen')])
  expect(nodes[1]).toMatchObject({ name: 'ghost', state: 'never-seen', benchmark: '' })
  expect(benchmarks[0]?.controls[0]).toMatchObject({ outcome: 'unknown', counts: { pass: 1, unknown: 1 } })
  expect(benchmarks[0]?.controls[4]?.outcome).toBe('not-applicable')
})

describe('several benchmarks', () => {
  const light: Benchmark = { ...benchmark, id: 'light', distributions: ['k3s'], controls: [control('9.1')] }
  const nodes = [node('a', [finding('a', 'pass')]), { ...node('b', [finding('a', 'fail')]), distribution: 'k3s' }]

  test('each node by its own', () => {
    const built = compliance(nodes, undefined, [benchmark, light])
    expect(built.benchmarks.map(({ id, nodes: size }) => [id, size])).toEqual([
      ['b', 1],
      ['light', 1],
    ])
    expect(built.nodes[1]?.reason).toBe('light is the one for k3s and Kubernetes 1.36')
  })

  test('all by the one that is asked for, with a warning where it is not made for them', () => {
    const built = compliance(nodes, 'light', [benchmark, light])
    expect(built.benchmarks.map(({ id, nodes: size }) => [id, size])).toEqual([['light', 2]])
    expect(built.nodes.map((each) => each.warning)).toEqual([expect.stringMatching(/^it is for k3s/), undefined])
  })

  test('the one that is asked for is shown without any node too', () => {
    expect(compliance([], 'light', [benchmark, light]).benchmarks).toMatchObject([{ id: 'light', nodes: 0 }])
    expect(compliance([]).benchmarks).toEqual([])
  })
})

test('of many answers the worst are shown, and the others counted', () => {
  const many = Array.from({ length: 30 }, (_, at) => finding('a', at === 29 ? 'fail' : 'pass', String(at)))
  const [first] = compliance([node('n', many)]).benchmarks[0]?.controls ?? []
  expect(first?.answers).toHaveLength(10)
  expect(first?.answers[0]).toMatchObject({ outcome: 'fail', subject: '29' })
  expect(first?.moreAnswers).toBe(20)
})

test('nothing outweighs what is worse', () => {
  const worse: readonly Outcome[] = ['fail', 'error', 'unknown', 'review', 'pass', 'not-applicable']
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...outcomes)), (some) => {
      const worst = worstOf(some)
      expect(some.every((each) => worse.indexOf(each) >= worse.indexOf(worst))).toBe(true)
      expect(some.length === 0 ? worst === 'not-applicable' : some.includes(worst)).toBe(true)
    }),
    runs(500),
  )
})

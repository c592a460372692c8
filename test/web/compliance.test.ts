import { expect, test } from 'vitest'
import type { ControlResult } from '../../collector/report/compliancemodel.ts'
import { choicesOf, sectionsOf } from '../../collector/web/compliance.ts'
import { fakeCluster } from './given.ts'

const counts = { pass: 0, fail: 0, review: 0, notApplicable: 0, unknown: 0, error: 0 }
const node = (name: string, benchmark: string, reason: string, warning?: string) => ({
  ...{ id: name, name, state: 'reporting' as const, benchmark, reason, counts },
  ...(warning ? { warning } : {}),
})

test('nodes of one benchmark are told by the reason, those with a warning first', () => {
  const nodes = [
    node('a', 'x', 'general'),
    node('b', 'y', 'other'),
    node('c', 'x', 'general', 'too new'),
    node('d', 'x', 'general'),
    node('never', '', ''),
  ]
  expect(choicesOf(nodes, 'x')).toEqual([
    { reason: 'general', warning: 'too new', nodes: ['c'] },
    { reason: 'general', warning: '', nodes: ['a', 'd'] },
  ])
  expect(choicesOf(nodes, 'z')).toEqual([])
})

test('sections keep the order of the benchmark, have the worst first and count every control once', () => {
  const control = (id: string, outcome: ControlResult['outcome']): ControlResult => ({
    ...{ id, title: id, outcome, counts, rules: [], answers: [], moreAnswers: 0 },
  })
  const sections = sectionsOf([
    control('1.2.1', 'pass'),
    control('1.2.10', 'unknown'),
    control('2.1', 'not-applicable'),
    control('10.1.1', 'fail'),
  ])
  expect(sections.map(({ id, controls }) => [id, controls.map((each) => each.id)])).toEqual([
    ['1.2', ['1.2.10', '1.2.1']],
    ['2', ['2.1']],
    ['10.1', ['10.1.1']],
  ])
  expect(sections.map((each) => each.counts)).toEqual([
    { ...counts, pass: 1, unknown: 1 },
    { ...counts, notApplicable: 1 },
    { ...counts, fail: 1 },
  ])
})

test('the sections add up to the benchmark', async () => {
  const { benchmarks } = await fakeCluster().reports.compliance({})
  const [given] = benchmarks
  const sum = { ...counts }
  for (const section of sectionsOf(given?.controls ?? []))
    for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += section.counts[key]
  expect(sum).toEqual(given?.counts)
  expect(Object.values(sum).reduce((a, b) => a + b, 0)).toBe(7)
})

import { expect, test } from 'vitest'
import { fewOfEach, foldFindings } from '../../../collector/report/fold.ts'
import type { FindingView } from '../../../collector/report/model.ts'
import { finding } from '../../web/given.ts'

const of = (rule: string, count: number, more: Partial<FindingView> = {}) =>
  Array.from({ length: count }, (_, at) =>
    finding({ rule, severity: 'low', outcome: 'fail', message: 'm', subject: `${at}`, ...more }),
  )
const shown = (findings: readonly FindingView[], open?: string) =>
  foldFindings(findings, open).map((row) => [row.finding.rule, row.finding.subject, row.more])

test.each([
  ['nothing', 0, []],
  ['as many as are listed', 3, [0, 0, 0]],
  ['one more', 4, [0, 0, 1]],
  ['many', 500, [0, 0, 497]],
])('%s of one rule', (_name, count, more) => {
  expect(foldFindings(of('a', count)).map((row) => row.more)).toEqual(more)
})

test('what differs in rule, severity or outcome is not folded together', () => {
  const four = [
    ...of('a', 4),
    ...of('b', 2),
    ...of('b', 2, { severity: 'high' }),
    ...of('b', 2, { outcome: 'unknown' }),
    ...of('b', 1, { nodeName: 'worker-1' }),
  ]
  const rows = foldFindings(four)
  // Silent nodes have no answer that counts: the last two kinds are one.
  expect(rows.map((row) => row.more)).toEqual([0, 0, 1, 0, 0, 0, 0, 0, 0, 0])
  expect(rows.reduce((sum, row) => sum + 1 + row.more, 0)).toBe(four.length)
})

test('the open finding stays in the list', () => {
  const ten = of('a', 10)
  expect(shown(ten, ten[7]?.id)).toEqual([
    ['a', '0', 0],
    ['a', '1', 0],
    ['a', '2', 0],
    ['a', '7', 6],
  ])
})

test('a few of each kind are enough to see what there is more of', () => {
  const few = fewOfEach([...of('a', 500), ...of('b', 2), ...of('c', 5, { severity: 'high' })])
  expect(few.map(({ rule }) => rule).join('')).toBe('aaaabbcccc')
  expect(foldFindings(few).map(({ more }) => more)).toEqual([0, 0, 1, 0, 0, 0, 0, 1])
})

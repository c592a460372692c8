// Rules that do without a domain that the node has not: `needs: [kubelet, "apiServer?"]`.
import { describe, expect, test } from 'vitest'
import { compileRule } from '../../../collector/judge/compile.ts'
import { digestOf, judgeRule } from '../../../collector/judge/judge.ts'
import { ruleSchema } from '../../../collector/judge/rule.ts'
import { factsOf } from '../../../collector/rulebook/ruletests.ts'

const now = new Date('2026-01-01T00:00:00Z')
const source = {
  ...{ id: 'both', title: 'Both', severity: 'low', level: 'walk', remediation: 'R', needs: ['kubelet', 'apiServer?'] },
  check: 'apiServer.absent || apiServer.version.value == kubelet.version.value',
  message: 'kubelet.version.value',
}
const compile = (more: object = {}) => compileRule(ruleSchema.parse({ ...source, ...more }), 'x:1')
const rule = compile()
const version = (value: string) => ({ version: { value, source: 's' } })
const absent = { status: 'absent' } as const
const denied = { status: 'denied', reason: 'no' } as const

type Facts = Partial<Parameters<typeof factsOf>[0]>
const facts = (more: Facts) => factsOf({ facts: {}, observations: {}, gaps: {}, notRunning: {}, ...more })

test.each<[string, Facts, string, string]>([
  ['is there', { facts: { kubelet: version('1'), apiServer: version('1') } }, 'pass', '1'],
  ['is there and differs', { facts: { kubelet: version('1'), apiServer: version('2') } }, 'fail', '1'],
  ['is absent', { facts: { kubelet: version('1') }, observations: { apiServer: absent } }, 'pass', '1'],
  [
    'may not be seen',
    { facts: { kubelet: version('1') }, observations: { apiServer: denied } },
    'unknown',
    'apiServer: denied: no',
  ],
  ['was not looked at', { facts: { kubelet: version('1') } }, 'unknown', 'apiServer: not looked at yet'],
  ['has no version', { facts: { kubelet: version('1'), apiServer: {} } }, 'unknown', 'the fact has no version'],
  [
    'is there without the other',
    { facts: { apiServer: version('1') }, observations: { kubelet: absent } },
    'unknown',
    'kubelet: absent',
  ],
  [
    'is absent as the other',
    { observations: { kubelet: absent, apiServer: absent } },
    'not-applicable',
    'this node has no kubelet, apiServer',
  ],
])('what may be absent %s', (_name, more, outcome, message) => {
  expect(judgeRule(rule, facts(more), now)).toMatchObject([{ outcome, message }])
})

test('over the cluster: a digest of what there is', () => {
  const cluster = compile({ scope: 'cluster', digest: 'apiServer.absent', check: 'true', message: '"m"' })
  const digest = (more: Facts) => digestOf(cluster, facts(more), now)
  expect(digest({ facts: { kubelet: {} }, observations: { apiServer: absent } })).toEqual({ digest: true })
  expect(digest({ facts: { kubelet: {}, apiServer: {} } })).toEqual({ digest: false })
  expect(digest({ facts: { kubelet: {} }, observations: { apiServer: denied } })).toEqual({
    unknown: 'apiServer: denied: no',
  })
})

describe('how it is written', () => {
  test.each(['kubelet?', 'kubelet/2?'])('%s', (need) => {
    expect(compile({ needs: ['apiServer', need] }).needs[1]).toMatchObject({ domain: 'kubelet', optional: true })
  })
  test.each(['kubelet??', '?kubelet', 'moon?', 'kubelet?/2'])('not %s', (need) => {
    expect(ruleSchema.safeParse({ ...source, needs: need }).success).toBe(false)
  })
})

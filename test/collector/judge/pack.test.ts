import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { judgeRule } from '../../../collector/judge/judge.ts'
import { type Override, overrideSchema, packOf } from '../../../collector/judge/pack.ts'
import { RulesError } from '../../../collector/judge/problem.ts'
import { loadPack } from '../../../collector/rulebook/load.ts'
import { nodeWith, now, ruleOf } from './expressions.ts'

const rules = [
  ruleOf({
    id: 'first',
    check: 'kubelet.podPidsLimit.value <= params.limit',
    params: { limit: 5, names: ['a'], loud: true, word: 'x' },
    message: 'params.word + params.names[0] + string(params.loud)',
  }),
  ruleOf({ id: 'second' }),
]

function problemsOf(overrides: Record<string, Override>): string {
  try {
    packOf(rules, overrides, '0.1.0')
  } catch (error) {
    if (error instanceof RulesError) return error.message
    throw error
  }
  return ''
}

test('a pack without changes is the rules', () => {
  const pack = packOf(rules, {}, '0.1.0')
  expect(pack).toMatchObject({ rules, disabled: [], changes: [] })
  expect(pack.version).toMatch(/^0\.1\.0\+[0-9a-f]{8}$/)
})

test('changes are laid over the rules, and said', () => {
  const pack = packOf(
    rules,
    { first: { severity: 'critical', params: { limit: 9 }, reason: 'small nodes' }, second: { disabled: true } },
    '0.1.0',
  )
  expect(pack.rules.map((rule) => [rule.id, rule.severity, rule.params])).toEqual([
    ['first', 'critical', { limit: 9, names: ['a'], loud: true, word: 'x' }],
  ])
  expect(pack.disabled.map((rule) => rule.id)).toEqual(['second'])
  expect(pack.changes).toEqual(['first: severity critical, limit = 9 (small nodes)', 'second: switched off'])
  expect(rules[0]?.params['limit']).toBe(5)
})

test('an answer is given with the changed parameters and severity', () => {
  const facts = nodeWith({ kubelet: { podPidsLimit: { value: 7, source: 'x' } } })
  const answer = (overrides: Record<string, Override>) =>
    judgeRule(packOf(rules, overrides, '0')!.rules[0]!, facts, now)[0]
  expect(answer({})).toMatchObject({ outcome: 'fail', severity: 'low', message: 'xatrue' })
  expect(
    answer({ first: { severity: 'high', params: { limit: 7, names: ['b'], loud: false, word: 'y' } } }),
  ).toMatchObject({ outcome: 'pass', severity: 'high', message: 'ybfalse' })
})

test.each<[string, Record<string, Override>, string]>([
  [
    'a rule that is none',
    { third: { disabled: true } },
    'configuration, rules.third: no such rule; `merlon rules list` shows all',
  ],
  [
    'a name of all objects',
    { constructor: { disabled: true } },
    'configuration, rules.constructor: no such rule; `merlon rules list` shows all',
  ],
  [
    'a parameter that is none',
    { first: { params: { limits: 9 } } },
    'configuration, rules.first: the rule has no parameter limits; it has limit, names, loud, word',
  ],
  [
    'a parameter of a rule without any',
    { second: { params: { limit: 9 } } },
    'configuration, rules.second: the rule has no parameter limit; it has none',
  ],
  [
    'a parameter of another type',
    { first: { params: { limit: '9' } } },
    'configuration, rules.first: limit is not a number but a string',
  ],
  [
    'a list for a number',
    { first: { params: { limit: ['9'] } } },
    'configuration, rules.first: limit is not a number but a list',
  ],
  [
    'a number for a list',
    { first: { params: { names: 9 } } },
    'configuration, rules.first: names is not a list but a number',
  ],
  [
    'all of them at once',
    { first: { params: { loud: 'yes', word: 1 } }, third: {} },
    'configuration, rules.first: loud is not a boolean but a string\nconfiguration, rules.first: word is not a string but a number\nconfiguration, rules.third: no such rule; `merlon rules list` shows all',
  ],
])('%s is a problem', (_, overrides, message) => {
  expect(problemsOf(overrides)).toBe(message)
})

describe('the version', () => {
  const version = (overrides: Record<string, Override>, loaded = rules) => packOf(loaded, overrides, '0.1.0').version

  test('is the same for the same rules', () => {
    expect(version({})).toBe(version({}))
  })

  test.each<[string, string]>([
    ['a severity', version({ first: { severity: 'high' } })],
    ['a parameter', version({ first: { params: { limit: 6 } } })],
    ['a rule that is off', version({ second: { disabled: true } })],
    ['an expression', version({}, [rules[0]!, ruleOf({ id: 'second', check: '1 == 1' })])],
    ['a message', version({}, [rules[0]!, ruleOf({ id: 'second', message: '"other"' })])],
    ['a title', version({}, [rules[0]!, ruleOf({ id: 'second', title: 'Something else holds' })])],
    ['a reference', version({}, [rules[0]!, ruleOf({ id: 'second', references: { own: '1' } })])],
    ['a rule more', version({}, [...rules, ruleOf({ id: 'third' })])],
    ['a need of a newer schema', version({}, [rules[0]!, ruleOf({ id: 'second', needs: 'kubelet/2' })])],
  ])('changes with %s', (_, other) => {
    expect(other).not.toBe(version({}))
  })
})

test('a change may say no more than it can', () => {
  expect(overrideSchema.safeParse({ disabled: true, severity: 'low', params: { a: [''] }, reason: 'x' }).success).toBe(
    true,
  )
  for (const wrong of [
    { off: true },
    { severity: 'terrible' },
    { params: { a: { b: 1 } } },
    { reason: 'x'.repeat(501) },
  ]) {
    expect(overrideSchema.safeParse(wrong).success).toBe(false)
  }
})

test('a pack is loaded from directories', () => {
  const directory = mkdtempSync(join(tmpdir(), 'rules-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  writeFileSync(
    join(directory, 'a.yaml'),
    "rules:\n  - {id: mine, title: A, severity: low, needs: node, check: 'true', message: '\"\"', remediation: B., level: run}\n",
  )
  expect(
    loadPack([directory], { mine: { severity: 'info' } }, '1.0.0').rules.map((rule) => [rule.id, rule.severity]),
  ).toEqual([['mine', 'info']])
})

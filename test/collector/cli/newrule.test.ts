import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newRule } from '../../../collector/cli/newrule.ts'
import { loadRules } from '../../../collector/rulebook/load.ts'
import { loadRuleTests, runRuleTests } from '../../../collector/rulebook/ruletests.ts'
import { domains } from '../../../proto/index.ts'
import { merlon, shared } from '../../support/cli.ts'
import { printed } from '../../support/stream.ts'

const directory = shared()

test('a new rule is right, and its tests fail until they are filled', () => {
  const dir = join(directory, 'mine')
  const { out, text } = printed()
  expect(newRule('acme-x', { domain: 'ssh', dir }, out)).toBe(0)
  expect(text()).toBe(
    `${join(dir, 'acme-x.yaml')}\n${join(dir, 'acme-x.tests.yaml')}\nFill both, then run: merlon rules test ${dir}\n`,
  )
  const results = runRuleTests(loadRules(dir), loadRuleTests(dir))
  expect(results.map(({ test: { name }, passed }) => [name, passed])).toEqual([
    ['as it should be', true],
    ['as it should not be', false],
    ['not allowed to look', true],
  ])
})

test('editors find the schemas that stand beside it', () => {
  const dir = join(directory, 'edited')
  newRule('acme-x', { domain: 'ssh', dir }, printed().out)
  for (const name of ['acme-x.yaml', 'acme-x.tests.yaml']) {
    const [, schema = ''] =
      /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(join(dir, name), 'utf8')) ?? []
    expect(JSON.parse(readFileSync(join(dir, schema), 'utf8'))).toMatchObject({ type: 'object' })
  }
})

test('what is there already stays', () => {
  const dir = join(directory, 'twice')
  newRule('acme-x', { domain: 'ssh', dir }, printed().out)
  const before = readFileSync(join(dir, 'acme-x.yaml'), 'utf8')
  expect(() => newRule('acme-x', { domain: 'kubelet', dir }, printed().out)).toThrow(/acme-x\.yaml is there already$/)
  expect(readFileSync(join(dir, 'acme-x.yaml'), 'utf8')).toBe(before)
})

test('one of any domain loads', () => {
  const dir = join(directory, 'all')
  for (const domain of domains) newRule(`x-${domain.toLowerCase()}`, { domain, dir }, printed().out)
  expect(loadRules(dir)).toHaveLength(domains.length)
})

test.each<[string, string, string, string, RegExp]>([
  ['an id', 'Not_An_Id', 'ssh', '/x', /^Not_An_Id: an id has lower-case letters/],
  ['an id that leads elsewhere', '../x', 'ssh', '/x', /^\.\.\/x: an id has/],
  ['a domain', 'x', 'moon', '/x', /^--domain moon: there are node, kubelet/],
  ['a directory', 'x', 'ssh', '/dev/null/x', /^\/dev\/null\/x\/x\.yaml: cannot be written \(ENOTDIR\)/],
])('%s that is none', (_name, id, domain, dir, message) => {
  expect(() => newRule(id, { domain, dir }, printed().out)).toThrow(message)
})

test('the command says what is wrong in one line', async () => {
  const { code, stderr } = await merlon(['rules', 'new', 'x', '--domain', 'moon'])
  expect([code, stderr]).toEqual([2, expect.stringMatching(/^merlon: --domain moon: there are .*\n$/)])
})

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { merlon, shared } from '../../support/cli.ts'

const directory = shared()
const good = `rules:
  - {id: own, title: It is so, severity: high, needs: files, for: f in files.items, check: f.mode.value == "0600", message: f.mode.value, remediation: R, level: walk}
`

function rulesAt(name: string, files: Readonly<Record<string, string>>): string {
  const path = join(directory, name)
  mkdirSync(path)
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text)
  return path
}

const own = rulesAt('own', { 'own.yaml': good })
const broken = rulesAt('broken', {
  'a.yaml': 'rules:\n  - id: x\n    chek: y\n',
  'b.yaml': good.replace('f.mode.value ==', 'f.mod.value =='),
})
const twice = rulesAt('twice', { 'a.yaml': good, 'b.yaml': good })
const tested = (outcome: string) => `tests:
  own:
    - name: private
      facts: {files: {items: [{path: /x, presence: present, mode: {value: "0600", source: stat}}]}}
      expect: {/x: ${outcome}}
`
const passing = rulesAt('passing', { 'own.yaml': good, 'own.tests.yaml': tested('pass') })
const failing = rulesAt('failing', { 'own.yaml': good, 'own.tests.yaml': tested('fail') })

test.concurrent('the rules are listed, with those of one’s own', async () => {
  const { code, stdout, stderr } = await merlon(['rules', 'list', own])
  expect([code, stderr]).toEqual([0, ''])
  const lines = stdout.trimEnd().split('\n')
  expect(lines[0]).toMatch(/^SEVERITY {2}LEVEL {2}RULE +TITLE$/)
  expect(stdout).toMatch(/^high +crawl +kubelet-anonymous-auth +/m)
  expect(stdout).toMatch(/^high +walk +own +It is so$/m)
  expect(lines.at(-1)).toMatch(/^\d+ rules, pack \d+\.\d+\.\d+\+[0-9a-f]{8}$/)
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(120)
})

test.concurrent('as JSON with all that a script needs', async () => {
  const { stdout } = await merlon(['rules', 'list', own, '--format', 'json'])
  const { rulePack, rules } = JSON.parse(stdout)
  expect(rulePack).toMatch(/^\d+\.\d+\.\d+\+[0-9a-f]{8}$/)
  expect(rules.find((each: { id: string }) => each.id === 'own')).toEqual({
    ...{ id: 'own', title: 'It is so', severity: 'high', level: 'walk', needs: ['files'], references: {} },
    ...{ remediation: 'R', params: {} },
  })
})

test.concurrent.each<[string, string[], number, RegExp, RegExp]>([
  ['the built-in ones', ['check'], 0, /^\d+ rules are right\.\n$/, /^$/],
  ['one’s own', ['check', own], 0, /^1 rule is right\.\n$/, /^$/],
  [
    'broken ones, all problems at once',
    ['check', broken],
    2,
    /^$/,
    /^merlon: (?=[\s\S]*a\.yaml:\d+: )(?=[\s\S]*b\.yaml:2: )[\s\S]*\n$/,
  ],
  [
    'an id that stands twice',
    ['check', twice],
    2,
    /^$/,
    /^merlon: b\.yaml:2: the id own stands at a\.yaml:2 already\n$/,
  ],
  ['a directory that is not there', ['check', '/no/such'], 2, /^$/, /^merlon: \/no\/such: cannot be read: ENOENT/],
  ['tests that pass', ['test', passing], 0, /^1 passed, 0 failed\n$/, /^$/],
  [
    'tests that fail',
    ['test', failing],
    1,
    /^fail {2}own: private .*own\.tests\.yaml:3\n[\s\S]*\n0 passed, 1 failed\n$/,
    /^$/,
  ],
  [
    'rules without a test',
    ['test', own],
    0,
    /^no test {2}own {2}own\.yaml:2\n0 passed, 0 failed, 1 rule without a test\n$/,
    /^$/,
  ],
])('%s', async (_name, args, code, stdout, stderr) => {
  const ran = await merlon(['rules', ...args])
  expect([ran.stderr, ran.stdout, ran.code]).toEqual([
    expect.stringMatching(stderr),
    expect.stringMatching(stdout),
    code,
  ])
})

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { RulesError } from '../../../collector/judge/problem.ts'
import { loadAll, loadRules, ruleFiles } from '../../../collector/rulebook/load.ts'
import { domains } from '../../../proto/index.ts'

const good = {
  id: 'id: some-rule',
  title: 'title: Something holds',
  severity: 'severity: low',
  needs: 'needs: kubelet',
  check: 'check: kubelet.readOnlyPort.value == 0',
  message: `message: '"a message"'`,
  remediation: 'remediation: Do something about it.',
  level: 'level: crawl',
}

/** A file with one rule; the lines are in this order, the first at line 2. An empty text leaves a line out. */
function fileWith(changes: Readonly<Record<string, string>>): string {
  const lines = Object.values({ ...good, ...changes }).filter((line) => line !== '')
  return `rules:\n  - ${lines.join('\n    ')}\n`
}

function directoryWith(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), 'rules-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true })
    writeFileSync(join(directory, name), text)
  }
  return directory
}

function problemsOf(load: () => unknown): string[] {
  try {
    load()
  } catch (error) {
    if (error instanceof RulesError) return error.message.split('\n')
    throw error
  }
  return []
}

describe('a rule that is right', () => {
  test('is loaded with its place, its references as lists and its defaults', () => {
    const directory = directoryWith({
      'mine/a.yaml': fileWith({ references: 'references: {cis-kubernetes: "4.2.4", nist-800-53: [AC-3, AC-6]}' }),
    })
    const [rule, ...others] = loadRules(directory)
    expect(others).toEqual([])
    expect(rule).toMatchObject({
      id: 'some-rule',
      needs: [{ domain: 'kubelet', schema: 1 }],
      scope: 'node',
      references: { 'cis-kubernetes': ['4.2.4'], 'nist-800-53': ['AC-3', 'AC-6'] },
      params: {},
      usesTime: false,
      origin: 'mine/a.yaml:2',
    })
  })

  test('may need a newer schema and several domains', () => {
    const [rule] = loadRules(directoryWith({ 'a.yaml': fileWith({ needs: 'needs: [kubelet/2, node]' }) }))
    expect(rule?.needs).toEqual([
      { domain: 'kubelet', schema: 2 },
      { domain: 'node', schema: 1 },
    ])
  })

  test.each([
    ['in the check', { check: 'check: now > timestamp("2026-01-01T00:00:00Z")' }, true],
    ['in the message', { message: `message: 'string(now.getFullYear())'` }, true],
    ['in a text only', { check: `check: kubelet.defaults == "now"` }, false],
    ['as part of another name', { params: 'params: {nowhere: 1}', check: 'check: params.nowhere == 1' }, false],
  ])('uses time where `now` stands %s', (_, changes, usesTime) => {
    expect(loadRules(directoryWith({ 'a.yaml': fileWith(changes) }))[0]?.usesTime).toBe(usesTime)
  })

  test('tests beside rules are no rules', () => {
    const directory = directoryWith({
      'b.yaml': fileWith({}),
      'b.tests.yaml': 'tests: {}',
      'a.yml': fileWith({ id: 'id: other-rule' }),
      'notes.txt': '',
    })
    expect(ruleFiles(directory)).toEqual([join(directory, 'a.yml'), join(directory, 'b.yaml')])
    expect(loadRules(directory).map((rule) => [rule.id, rule.origin])).toEqual([
      ['other-rule', 'a.yml:2'],
      ['some-rule', 'b.yaml:2'],
    ])
  })
})

test.each<[string, Readonly<Record<string, string>>, string[]]>([
  ['an unknown key', { extra: 'sevrity: low' }, ['a.yaml:2: unknown key: sevrity']],
  [
    'a key that is missing',
    { severity: '' },
    ['a.yaml:2: severity: Invalid option: expected one of "info"|"low"|"medium"|"high"|"critical"'],
  ],
  [
    'a severity that is none',
    { severity: 'severity: terrible' },
    ['a.yaml:4: severity: Invalid option: expected one of "info"|"low"|"medium"|"high"|"critical"'],
  ],
  [
    'a level that is none',
    { level: 'level: fly' },
    ['a.yaml:9: level: Invalid option: expected one of "crawl"|"walk"|"run"'],
  ],
  [
    'an id with capitals',
    { id: 'id: Some-Rule' },
    ['a.yaml:2: id: an id has lower-case letters, digits and single hyphens'],
  ],
  [
    'an id with two hyphens',
    { id: 'id: some--rule' },
    ['a.yaml:2: id: an id has lower-case letters, digits and single hyphens'],
  ],
  [
    'a title that is no text',
    { title: 'title: 5' },
    ['a.yaml:3: title: Invalid input: expected string, received number'],
  ],
  ['an empty title', { title: 'title: "  "' }, ['a.yaml:3: title: Too small: expected string to have >=1 characters']],
  [
    'a domain that is none',
    { needs: 'needs: kublet' },
    [`a.yaml:5: needs: no such domain: kublet; there are ${domains.join(', ')}`],
  ],
  [
    'one domain of two that is none',
    { needs: 'needs: [kubelet, kublet]' },
    [`a.yaml:5: needs: no such domain: kublet; there are ${domains.join(', ')}`],
  ],
  ['no domain', { needs: 'needs: []' }, ['a.yaml:5: needs: Too small: expected array to have >=1 items']],
  [
    'a field that is none',
    { check: 'check: kubelet.readOnlyPrt.value == 0' },
    ['a.yaml:6: check of some-rule: No such key: readOnlyPrt'],
  ],
  [
    'a setting that is none',
    { check: 'check: kubelet.settings["hostnme"].value == ""' },
    ['a.yaml:6: check of some-rule: No such key: hostnme'],
  ],
  [
    'a field below a value',
    { check: 'check: kubelet.readOnlyPort.valu == 0' },
    ['a.yaml:6: check of some-rule: No such key: valu'],
  ],
  [
    'a domain that is not needed',
    { check: 'check: ssh.settings.banner.value == ""' },
    ['a.yaml:6: check of some-rule: Unknown variable: ssh'],
  ],
  [
    'types that do not compare',
    { check: 'check: kubelet.readOnlyPort.value == "0"' },
    ['a.yaml:6: check of some-rule: no such overload: int == string'],
  ],
  [
    'a setting for its value',
    { check: 'check: kubelet.rotateCertificates' },
    ['a.yaml:6: check of some-rule: not bool but BoolSetting'],
  ],
  [
    'a check that is no question',
    { check: 'check: kubelet.readOnlyPort.value' },
    ['a.yaml:6: check of some-rule: not bool but int'],
  ],
  [
    'a condition that is no question',
    { when: 'when: kubelet.defaults' },
    ['a.yaml:10: when of some-rule: not bool but string'],
  ],
  [
    'a message that is no text',
    { message: 'message: kubelet.readOnlyPort.value' },
    ['a.yaml:7: message of some-rule: not string but int'],
  ],
  [
    'a function that is none',
    { check: 'check: kubelet.defaults.isFine()' },
    ["a.yaml:6: check of some-rule: found no matching overload for 'string.isFine()'"],
  ],
  [
    'an expression that is none',
    { check: 'check: kubelet.readOnlyPort.value ==' },
    ['a.yaml:6: check of some-rule: Unexpected token: EOF'],
  ],
  [
    'an error in the third line',
    { check: 'check: |\n      true\n      && true\n      && kubelet.nothing.value' },
    ['a.yaml:9: check of some-rule: No such key: nothing'],
  ],
  [
    'neither check nor review',
    { check: '' },
    ['a.yaml:2: check of some-rule: a rule has a check, or a review for a person'],
  ],
  [
    'a parameter that nothing uses',
    { params: 'params: {limit: 5}' },
    ['a.yaml:10: params of some-rule: the parameter limit is used nowhere'],
  ],
  [
    'a parameter of which only a longer one is used',
    { check: 'check: params.limits == 5', params: 'params: {limit: 5, limits: 5}' },
    ['a.yaml:10: params of some-rule: the parameter limit is used nowhere'],
  ],
  [
    'a parameter that is not there',
    { check: 'check: params.limit == 5' },
    ['a.yaml:6: check of some-rule: Unknown variable: params'],
  ],
  [
    'a parameter that is misspelt',
    { check: 'check: params.limt == 5 || params.limit == 5', params: 'params: {limit: 5}' },
    ['a.yaml:6: check of some-rule: the rule has no parameter limt'],
  ],
  ['a parameter of no simple type', { params: 'params: {limit: {a: 1}}' }, ['a.yaml:10: limit: Invalid input']],
  [
    'subjects without a list',
    { subject: 'subject: kubelet.defaults' },
    ['a.yaml:10: subject of some-rule: only a rule with `for` has subjects'],
  ],
  [
    'subjects from what is no list',
    { for: 'for: each in kubelet.readOnlyPort.value' },
    ['a.yaml:10: for of some-rule: not a list but int'],
  ],
  ['subjects that are not named', { for: 'for: kubelet.files' }, ['a.yaml:10: for: written `name in list`']],
  [
    'a name for subjects that is taken',
    { for: 'for: kubelet in kubelet.files' },
    ['a.yaml:10: for of some-rule: kubelet is a variable already'],
  ],
  [
    'a field of subjects that is none',
    { for: 'for: file in kubelet.files', check: 'check: file.pat == ""' },
    ['a.yaml:6: check of some-rule: No such key: pat'],
  ],
  [
    'subjects without a path',
    { for: 'for: warning in kubelet.warnings' },
    ["a.yaml:2: subject of some-rule: Cannot index type 'string'"],
  ],
  [
    'subjects that are no text',
    { for: 'for: file in kubelet.files', subject: 'subject: file.changedSinceStart.value' },
    ['a.yaml:11: subject of some-rule: not string but bool'],
  ],
  [
    'a cluster rule without digest',
    { scope: 'scope: cluster' },
    ['a.yaml:10: scope of some-rule: a rule over the cluster says by `digest` what it takes from each node'],
  ],
  [
    'a digest of a node rule',
    { digest: 'digest: kubelet.defaults' },
    ['a.yaml:10: digest of some-rule: only a rule with `scope: cluster` has a digest'],
  ],
  [
    'a cluster rule that reads a fact',
    { scope: 'scope: cluster', digest: 'digest: kubelet.defaults' },
    ['a.yaml:6: check of some-rule: Unknown variable: kubelet'],
  ],
  ['a framework with capitals', { references: 'references: {CIS: "1.1"}' }, ['a.yaml:10: CIS: Invalid key in record']],
])('%s is an error with its place', (_, changes, problems) => {
  expect(problemsOf(() => loadRules(directoryWith({ 'a.yaml': fileWith(changes) })))).toEqual(problems)
})

test.each<[string, string, string[]]>([
  [
    'YAML that is none',
    'rules:\n  - id: [a\n',
    ['a.yaml:3: Flow sequence in block collection must be sufficiently indented and end with a ]'],
  ],
  ['a tab', 'rules:\n\t- id: a\n', ['a.yaml:2: Tabs are not allowed as indentation']],
  ['a key that stands twice', 'rules:\n  - id: a\n    id: b\n', ['a.yaml:3: Map keys must be unique']],
  ['an empty file', '', ['a.yaml:1: Invalid input: expected object, received null']],
  ['no rules', 'rules: []\n', ['a.yaml:1: rules: Too small: expected array to have >=1 items']],
  ['another key beside the rules', `${fileWith({})}rule: []\n`, ['a.yaml:1: unknown key: rule']],
  ['a rule that is a word', 'rules:\n  - some-rule\n', ['a.yaml:2: Invalid input: expected object, received string']],
])('%s is an error with its place', (_, text, problems) => {
  expect(problemsOf(() => loadRules(directoryWith({ 'a.yaml': text })))).toEqual(problems)
})

test('all problems are said at once, of all files', () => {
  const directory = directoryWith({
    'a.yaml': fileWith({ severity: 'severity: terrible', level: 'level: fly' }),
    'b/b.yaml': fileWith({ check: 'check: nothing' }),
  })
  expect(problemsOf(() => loadRules(directory))).toEqual([
    'a.yaml:4: severity: Invalid option: expected one of "info"|"low"|"medium"|"high"|"critical"',
    'a.yaml:9: level: Invalid option: expected one of "crawl"|"walk"|"run"',
    'b/b.yaml:6: check of some-rule: Unknown variable: nothing',
  ])
})

test('an id that stands twice is an error, in one file, in two, and in two directories', () => {
  const one = directoryWith({ 'a.yaml': `${fileWith({})}${fileWith({}).replace('rules:\n', '')}` })
  expect(problemsOf(() => loadRules(one))).toEqual(['a.yaml:10: the id some-rule stands at a.yaml:2 already'])
  const two = directoryWith({ 'a.yaml': fileWith({}), 'b.yaml': fileWith({}) })
  expect(problemsOf(() => loadRules(two))).toEqual(['b.yaml:2: the id some-rule stands at a.yaml:2 already'])
  const first = directoryWith({ 'a.yaml': fileWith({}) })
  const second = directoryWith({ 'c.yaml': fileWith({}) })
  expect(problemsOf(() => loadAll([first, second]))).toEqual(['c.yaml:2: the id some-rule stands at a.yaml:2 already'])
})

test('a directory that is not there and a file that is too large are errors', () => {
  expect(problemsOf(() => loadRules('/nowhere/at/all'))).toEqual([
    "/nowhere/at/all: cannot be read: ENOENT: no such file or directory, scandir '/nowhere/at/all'",
  ])
  const directory = directoryWith({ 'a.yaml': `# ${'x'.repeat(1024 * 1024)}\n` })
  expect(problemsOf(() => loadRules(directory))).toEqual(['a.yaml: larger than 1048576 bytes'])
})

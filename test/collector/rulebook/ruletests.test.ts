import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { RulesError } from '../../../collector/judge/problem.ts'
import { loadRuleTests, type RuleTest, runRuleTests } from '../../../collector/rulebook/ruletests.ts'
import { domains } from '../../../proto/index.ts'
import { ruleOf } from '../judge/expressions.ts'

function load(text: string, name = 'a.tests.yaml'): RuleTest[] {
  const directory = mkdtempSync(join(tmpdir(), 'tests-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  writeFileSync(join(directory, name), text)
  return loadRuleTests(directory)
}

function problemsOf(text: string): string[] {
  try {
    load(text)
  } catch (error) {
    if (error instanceof RulesError) return error.message.split('\n')
    throw error
  }
  return []
}

/** One test of `some-rule`; the name stands in line 3, what else there is from line 4 on. */
function testWith(...lines: string[]): string {
  return `tests:\n  some-rule:\n    - name: a test\n${lines.map((line) => `      ${line}\n`).join('')}`
}

const port = 'facts: {kubelet: {readOnlyPort: {value: 0, source: "flag --read-only-port"}}}'

test('a test is loaded with its rule and its place', () => {
  expect(
    load(testWith(port, 'expect: pass', 'message: a message', 'params: {limit: 1}', 'now: 2026-02-01T00:00:00Z')),
  ).toEqual([
    {
      rule: 'some-rule',
      place: 'a.tests.yaml:3',
      name: 'a test',
      facts: { kubelet: { readOnlyPort: { value: 0, source: 'flag --read-only-port' } } },
      observations: {},
      gaps: {},
      notRunning: {},
      params: { limit: 1 },
      now: '2026-02-01T00:00:00Z',
      expect: 'pass',
      message: 'a message',
    },
  ])
})

test('files of rules are not read as tests', () => {
  expect(load('rules: []', 'a.yaml')).toEqual([])
})

describe('what is wrong in a file of tests is said with its place', () => {
  const facts = (text: string) => testWith('expect: pass', 'facts:', `  ${text}`)
  test.each<[string, string, string[]]>([
    [
      'YAML that is none',
      'tests: [',
      ['a.tests.yaml:1: Flow sequence in block collection must be sufficiently indented and end with a ]'],
    ],
    ['a key that stands twice', testWith('expect: pass', 'expect: fail'), ['a.tests.yaml:5: Map keys must be unique']],
    ['another key', testWith('expect: pass', 'expects: pass'), ['a.tests.yaml:3: unknown key: expects']],
    ['no expectation', testWith(port), ['a.tests.yaml:3: expect: Invalid input']],
    ['an outcome that is none', testWith('expect: passed'), ['a.tests.yaml:4: expect: Invalid input']],
    [
      'no tests of a rule',
      'tests:\n  some-rule: []\n',
      ['a.tests.yaml:2: some-rule: Too small: expected array to have >=1 items'],
    ],
    ['a time that is none', testWith('expect: pass', 'now: yesterday'), ['a.tests.yaml:5: now: Invalid ISO datetime']],
    [
      'a status that is a fact',
      testWith('expect: pass', 'observations: {kubelet: {status: observed}}'),
      ['a.tests.yaml:5: status: Invalid option: expected one of "absent"|"denied"|"failed"'],
    ],
    ['a domain that is none', facts('kublet: {}'), ['a.tests.yaml:6: unknown key: kublet']],
    [
      'a field that is none',
      facts('kubelet: {readOnlyPrt: {value: 0, source: x}}'),
      ['a.tests.yaml:6: the contract has no such field: readOnlyPrt'],
    ],
    [
      'a setting that is none',
      facts('ssh: {settings: {permitrotlogin: {value: "no", source: x}}}'),
      ['a.tests.yaml:6: the contract has no such field: permitrotlogin'],
    ],
    [
      'a field of a wrong case',
      facts('kubelet: {files: [{path: /a, changed_since_start: {value: true, source: x}}]}'),
      ['a.tests.yaml:6: the contract has no such field: changed_since_start'],
    ],
    [
      'a field deep inside',
      testWith('expect: pass', 'facts:', '  ssh:', '    matches:', '      - criteria: User git', '        setings: {}'),
      ['a.tests.yaml:9: the contract has no such field: setings'],
    ],
    [
      'a value without its source',
      facts('kubelet: {readOnlyPort: 0}'),
      ['a.tests.yaml:6: not a value with its source: 0'],
    ],
    [
      'a source that is misspelt',
      facts('kubelet: {readOnlyPort: {value: 0, sorce: x}}'),
      ['a.tests.yaml:6: a value with its source has no sorce'],
    ],
    [
      'a value and a reason',
      facts('kubelet: {readOnlyPort: {value: 0, unknown: x}}'),
      ['a.tests.yaml:6: either a value or why it is unknown'],
    ],
    ['neither', facts('kubelet: {readOnlyPort: {source: x}}'), ['a.tests.yaml:6: either a value or why it is unknown']],
    [
      'a reason that is no text',
      facts('kubelet: {readOnlyPort: {unknown: true}}'),
      ['a.tests.yaml:6: not a text: true'],
    ],
    [
      'a text for a number',
      facts('kubelet: {readOnlyPort: {value: "0", source: x}}'),
      ['a.tests.yaml:6: not int: "0"'],
    ],
    [
      'a fraction for a number',
      facts('kubelet: {readOnlyPort: {value: 0.5, source: x}}'),
      ['a.tests.yaml:6: not int: 0.5'],
    ],
    [
      'a truth for the word no',
      facts('ssh: {settings: {permitrootlogin: {value: false, source: x}}}'),
      ['a.tests.yaml:6: not string: false'],
    ],
    [
      'a text for a list',
      facts('kubelet: {tlsCipherSuites: {value: A, source: x}}'),
      ['a.tests.yaml:6: not a list: "A"'],
    ],
    [
      'a list for an object',
      facts('kubelet: {evictionHard: {value: [], source: x}}'),
      ['a.tests.yaml:6: not an object: []'],
    ],
    ['a plain field of a wrong type', facts('kubelet: {defaults: 5}'), ['a.tests.yaml:6: not string: 5']],
    ['a list that is none', facts('kubelet: {files: {}}'), ['a.tests.yaml:6: not a list: {}']],
    ['items of a wrong type', facts('kubelet: {warnings: [5]}'), ['a.tests.yaml:6: not string: 5']],
    ['gates that are a list', facts('kubelet: {featureGates: [A]}'), ['a.tests.yaml:6: not an object: ["A"]']],
    [
      'a gate that is no setting',
      facts('kubelet: {featureGates: {A: true}}'),
      ['a.tests.yaml:6: not a value with its source: true'],
    ],
    [
      'a word that the enum has not',
      facts('files: {items: [{path: /a, presence: missing}]}'),
      ['a.tests.yaml:6: not one of unspecified, present, absent, unknown: "missing"'],
    ],
    ['gaps inside of a fact', facts('ssh: {gaps: []}'), ['a.tests.yaml:6: the contract has no such field: gaps']],
    [
      'gaps of what has no fact',
      testWith('expect: pass', 'gaps: {ssh: [{path: /a, reason: x}]}'),
      ['a.tests.yaml:5: gaps of ssh, which has no fact here'],
    ],
    [
      'nothing running of what has no fact',
      testWith('expect: pass', 'notRunning: {ssh: none}'),
      ['a.tests.yaml:5: notRunning of ssh, which has no fact here'],
    ],
    [
      'a fact that was not observed',
      testWith('expect: pass', 'facts: {kubelet: {}}', 'observations: {kubelet: {status: absent}}'),
      ['a.tests.yaml:6: kubelet has a fact, so it was observed'],
    ],
    [
      'facts beside nodes',
      testWith('expect: pass', 'facts: {kubelet: {}}', 'nodes: [{name: a}]'),
      ['a.tests.yaml:3: a test has facts of its own or nodes, not both'],
    ],
    [
      'a field that is none, of a node',
      testWith('expect: pass', 'nodes:', '  - name: a', '    facts: {kubelet: {versoin: {value: v1, source: x}}}'),
      ['a.tests.yaml:7: the contract has no such field: versoin'],
    ],
  ])('%s', (_, text, problems) => {
    expect(problemsOf(text)).toEqual(problems)
  })

  test('all at once', () => {
    expect(problemsOf(facts('kubelet: {readOnlyPrt: {value: 0, source: x}, defaults: 5}'))).toHaveLength(2)
  })

  test('and a file that is too large', () => {
    expect(problemsOf(`# ${'x'.repeat(4 * 1024 * 1024)}\n`)).toEqual(['a.tests.yaml: larger than 4194304 bytes'])
  })
})

test('every value that a fact of any domain can have may stand in a test', () => {
  const fact = {
    version: { value: 'v1.36.3', source: 'x' },
    process: { pid: 5, executable: '/usr/bin/kubelet', started: '2026-01-01T00:00:00Z' },
    settings: { 'hostname-override': { unknown: 'x', source: 'y' } },
    memoryThrottlingFactor: { value: 0.9, source: 'x', overridden: [{ value: 0.8, source: 'y' }] },
    evictionHard: { value: { 'memory.available': '100Mi' }, source: 'x' },
    featureGates: { A: { value: true, source: 'x' } },
  }
  expect(load(testWith('expect: pass', `facts: ${JSON.stringify({ kubelet: fact })}`))).toHaveLength(1)
  for (const domain of domains) expect(load(testWith('expect: pass', `facts: {${domain}: {}}`))).toHaveLength(1)
})

describe('a test', () => {
  const rule = ruleOf({
    check: 'kubelet.readOnlyPort.value <= params.limit',
    params: { limit: 0 },
    message: '"port " + string(kubelet.readOnlyPort.value)',
  })
  const files = ruleOf({
    id: 'of-files',
    needs: 'files',
    for: 'file in files.items',
    check: 'file.mode.value.within("0600")',
    message: 'file.mode.value',
  })
  const cluster = ruleOf({
    id: 'of-nodes',
    scope: 'cluster',
    digest: 'kubelet.defaults',
    check: 'nodes.all(node, node.digest == "file")',
  })
  const timely = ruleOf({ id: 'of-time', check: 'now < timestamp("2026-01-15T00:00:00Z")' })
  const all = [rule, files, cluster, timely]
  const items =
    'facts: {files: {items: [{path: /a, mode: {value: "0600", source: stat}}, {path: /b, mode: {value: "0644", source: stat}}]}}'
  const about = (id: string, text: string) => text.replace('some-rule', id)

  test.each<[string, string, string[]]>([
    ['passes with the outcome', testWith(port, 'expect: pass'), []],
    ['passes with the message', testWith(port, 'expect: pass', 'message: port 0'), []],
    ['fails with another outcome', testWith(port, 'expect: fail'), ['outcome: expected fail, found pass (port 0)']],
    [
      'fails with another message',
      testWith(port, 'expect: pass', 'message: port 1'),
      ['message: expected port 1, found port 0'],
    ],
    [
      'takes other parameters',
      testWith(port.replace('value: 0', 'value: 9'), 'expect: pass', 'params: {limit: 9}'),
      [],
    ],
    [
      'fails with a parameter that is none',
      testWith(port, 'expect: pass', 'params: {limits: 9}'),
      ['the rule has no parameter limits'],
    ],
    [
      'may say that nothing was observed',
      testWith(
        'expect: unknown',
        'observations: {kubelet: {status: denied, reason: no}}',
        'message: "kubelet: denied: no"',
      ),
      [],
    ],
    ['of no rule fails', about('another', testWith(port, 'expect: pass')), ['no such rule: another']],
    [
      'has an outcome for each subject',
      about('of-files', testWith(items, 'expect: {/a: pass, /b: fail}', 'message: {/b: "0644"}')),
      [],
    ],
    [
      'fails for a subject of another outcome',
      about('of-files', testWith(items, 'expect: {/a: pass, /b: pass}')),
      ['outcome of /b: expected pass, found fail (0644)'],
    ],
    [
      'fails for a subject that is forgotten',
      about('of-files', testWith(items, 'expect: {/a: pass}')),
      ['outcome of /b: expected none, found fail (0644)'],
    ],
    [
      'fails for a subject that is not there',
      about('of-files', testWith(items, 'expect: {/a: pass, /b: fail, /c: pass}')),
      ['outcome of /c: expected pass, found none'],
    ],
    [
      'fails with one outcome for many subjects',
      about('of-files', testWith(items, 'expect: pass')),
      [
        'outcome: expected pass, found none',
        'outcome of /a: expected none, found pass (0600)',
        'outcome of /b: expected none, found fail (0644)',
      ],
    ],
    [
      'has gaps',
      about(
        'of-files',
        testWith('facts: {files: {items: []}}', 'gaps: {files: [{path: /a, reason: x}]}', 'expect: unknown'),
      ),
      [],
    ],
    ['is judged at the beginning of 2026', about('of-time', testWith('facts: {kubelet: {}}', 'expect: pass')), []],
    [
      'is judged at a time of its own',
      about('of-time', testWith('facts: {kubelet: {}}', 'now: 2026-02-01T00:00:00Z', 'expect: fail')),
      [],
    ],
    [
      'has nodes',
      about(
        'of-nodes',
        testWith(
          'nodes: [{name: a, facts: {kubelet: {defaults: file}}}, {name: b, observations: {kubelet: {status: absent}}}]',
          'expect: pass',
        ),
      ),
      [],
    ],
    [
      'has nodes that are not known',
      about(
        'of-nodes',
        testWith(
          'nodes: [{name: a, observations: {kubelet: {status: failed, reason: x}}}]',
          'expect: unknown',
          'message: "a: kubelet: failed: x"',
        ),
      ),
      [],
    ],
    [
      'of a cluster needs nodes',
      about('of-nodes', testWith('facts: {kubelet: {defaults: file}}', 'expect: pass')),
      ['a rule over the cluster is tested with `nodes`'],
    ],
    [
      'of a node has none',
      testWith('nodes: [{name: a}]', 'expect: pass'),
      ['only a rule over the cluster is tested with `nodes`'],
    ],
  ])('%s', (_, text, problems) => {
    const [result, ...others] = runRuleTests(all, load(text))
    expect(others).toEqual([])
    expect(result).toMatchObject({ passed: problems.length === 0, problems })
  })
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { RulesError } from '../../../collector/judge/problem.ts'
import { checkBenchmark, loadBenchmarks } from '../../../collector/rulebook/benchmarks.ts'
import { loadRules } from '../../../collector/rulebook/load.ts'

const directory = new URL('../../../collector/rules', import.meta.url).pathname
const rules = loadRules(directory)
const pack = { rules, disabled: [] }
const benchmarks = loadBenchmarks(pack)
const controlsOf = (id: string) => benchmarks.find((each) => each.id === id)?.controls ?? []

const numbered = (section: string, count: number) => Array.from({ length: count }, (_, at) => `${section}.${at + 1}`)
/** Every control of the newest benchmark that a node shows: 65 automated, 32 manual. */
const newest = [
  ...[...numbered('1.1', 21), ...numbered('1.2', 30), ...numbered('1.3', 7), ...numbered('1.4', 2)],
  ...[...numbered('2', 7), ...numbered('3.1', 3), ...numbered('3.2', 2)],
  ...[...numbered('4.1', 10), ...numbered('4.2', 14), ...numbered('4.3', 1)],
]

describe('the benchmarks that come with Merlon', () => {
  test.each(['cis-1.12', 'cis-2.0', 'k3s-cis-1.12', 'rke2-cis-1.12'])('%s has all 97 controls once, in order', (id) => {
    expect(newest).toHaveLength(97)
    expect(controlsOf(id).map((each) => each.id)).toEqual(newest)
  })

  test('1.11 has one more', () => {
    expect(controlsOf('cis-1.11').map((each) => each.id)).toEqual([
      ...newest.slice(0, newest.indexOf('4.3.1')),
      '4.2.15',
      '4.3.1',
    ])
    expect(controlsOf('cis-1.11').find((each) => each.id === '4.2.15')).toMatchObject({
      assessment: 'manual',
      rules: [],
    })
  })

  test.each<[string, number]>([
    ['eks-1.8', 13],
    ['aks-1.8', 13],
    ['gke-1.9', 4],
  ])('%s has %i controls', (id, count) => {
    expect(controlsOf(id)).toHaveLength(count)
  })

  test('two thirds are labelled automated', () => {
    for (const id of ['cis-1.12', 'cis-2.0']) {
      const labels = Object.groupBy(controlsOf(id), (each) => each.assessment ?? 'none')
      expect([labels.automated?.length, labels.manual?.length, labels.none]).toEqual([65, 32, undefined])
    }
  })

  test('each control has words of its own, and something that answers it', () => {
    for (const { controls } of benchmarks) {
      for (const each of controls) {
        expect(each.title).toMatch(/^[A-Z].{9,}/)
        expect(each.rules.length > 0 || each.review !== undefined || each.notApplicable !== undefined).toBe(true)
      }
    }
  })

  test('a rule that refers to a control of the benchmark answers it there, listeners aside', () => {
    const map = new Map(controlsOf('cis-1.12').map((each) => [each.id, each.rules]))
    for (const rule of rules) {
      for (const id of rule.references['cis-kubernetes'] ?? []) {
        const others = rules.filter((each) => each.references['cis-kubernetes']?.includes(id)).map((each) => each.id)
        expect(
          others.some((each) => map.get(id)?.includes(each)),
          id,
        ).toBe(true)
      }
    }
  })

  test('what k3s and RKE2 do not have does not apply there', () => {
    const without = (id: string) => controlsOf(id).flatMap((each) => (each.notApplicable ? [each.id] : []))
    expect(without('k3s-cis-1.12')).toEqual([
      ...[...numbered('1.1', 8), '1.1.12', '4.1.1', '4.1.2', '4.1.9', '4.1.10', '4.2.7'],
    ])
    expect(without('rke2-cis-1.12')).toEqual(['4.1.1', '4.1.2', '4.1.9', '4.1.10', '4.2.7'])
    expect(without('cis-2.0')).toEqual([])
  })

  test('1.11 lists suites that 1.12 does not', () => {
    for (const id of ['1.2.29', '4.2.12']) {
      const of = (benchmark: string) => controlsOf(benchmark).find((each) => each.id === id)
      expect(of('cis-1.11')?.rules).not.toEqual(of('cis-1.12')?.rules)
      expect(of('cis-1.11')?.assessment).toBe('manual')
    }
  })
})

const good = `id: own
title: Own
version: "1.0"
controls:
  - {id: "1.1", rules: [kubelet-anonymous-auth]}
`

function problemsOf(files: Readonly<Record<string, string>>): string[] {
  const path = mkdtempSync(join(tmpdir(), 'benchmarks-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text)
  try {
    loadBenchmarks(pack, path)
    return []
  } catch (error) {
    if (error instanceof RulesError) return error.message.split('\n').map((line) => line.replace(path, 'DIR'))
    throw error
  }
}

test('one that is right has no problems', () => {
  expect(problemsOf({ 'a.yaml': good })).toEqual([])
})

test.each<[string, string, string]>([
  ['an unknown rule', good.replace('anonymous', 'anonymos'), 'a.yaml:5: no such rule: kubelet-anonymos-auth'],
  [
    'a rule over the cluster',
    good.replace('kubelet-anonymous-auth', 'kubelet-versions-alike'),
    'a.yaml:5: kubelet-versions-alike is about the cluster, not about a node',
  ],
  [
    'a control twice',
    `${good}  - {id: "1.1", rules: [kubelet-anonymous-auth]}\n`,
    'a.yaml:6: the control 1.1 stands twice',
  ],
  [
    'a control without an answer',
    `${good}  - {id: "1.2"}\n`,
    'a.yaml:6: the control 1.2 has rules, or a title and what a person must look at',
  ],
  ['an unknown key', `${good}colour: red\n`, 'a.yaml:1: unknown key: colour'],
  ['an id that is none', good.replace('"1.1"', '"one"'), 'a.yaml:5: id: the id of a control is written "4.2.1"'],
  ['an unknown base', good.replace('version', 'extends: other\nversion'), 'a.yaml:3: no such benchmark: other'],
  [
    'something not applicable that is no control',
    `${good}notApplicable:\n  - {controls: ["7.7"], reason: none}\n`,
    'a.yaml:7: there is no control 7.7',
  ],
  [
    'something not applicable that has rules',
    `${good}notApplicable:\n  - {controls: ["1.1"], reason: none}\n`,
    'a.yaml:7: the control 1.1 stands twice',
  ],
  ['no controls', good.slice(0, good.indexOf('controls')), 'a.yaml:1: a benchmark has controls'],
  [
    'a range that is none',
    `${good}kubernetes: {from: "1", to: "1.30"}\n`,
    'a.yaml:6: from: a minor version is written "1.32"',
  ],
])('%s is named with file and line', (_name, text, problem) => {
  expect(problemsOf({ 'a.yaml': text })).toEqual([problem])
})

test('an id that stands twice, a base that has a base, and none for all are named too', () => {
  const child = (id: string, base: string) => `id: ${id}\ntitle: T\nversion: "1"\nextends: ${base}\n`
  expect(problemsOf({ 'a.yaml': good, 'b.yaml': good })).toEqual(['b.yaml:1: the id own stands twice'])
  expect(problemsOf({ 'a.yaml': good, 'b.yaml': child('b', 'own'), 'c.yaml': child('c', 'b') })).toEqual([
    'c.yaml:4: b extends another one itself',
    'c.yaml:1: a benchmark has controls',
  ])
  expect(problemsOf({ 'a.yaml': `${good}distributions: [eks]\n` })).toEqual([
    'DIR: no benchmark is for all distributions',
  ])
})

test('what is asked for must be there', () => {
  expect(() => checkBenchmark(benchmarks, '', 'x')).not.toThrow()
  expect(() => checkBenchmark(benchmarks, 'cis-2.0', 'x')).not.toThrow()
  expect(() => checkBenchmark(benchmarks, 'cis-9', 'x')).toThrow(
    /^x: no such benchmark: cis-9; there are aks-1\.8, cis-1\.11/,
  )
})

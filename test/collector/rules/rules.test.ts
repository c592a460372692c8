import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { digestOf, judgeRule, openFacts } from '../../../collector/judge/judge.ts'
import { loadRules, ruleFiles, yamlFiles } from '../../../collector/rulebook/load.ts'
import {
  factsOf,
  judgeTest,
  loadRuleTests,
  type RuleTest,
  runRuleTests,
} from '../../../collector/rulebook/ruletests.ts'
import { type Domain, domains, isCollectorDomain } from '../../../proto/index.ts'

const directory = new URL('../../../collector/rules', import.meta.url).pathname
const rules = loadRules(directory)
const tests = loadRuleTests(directory)
const ids = rules.map((rule) => rule.id)
const testsOf = (id: string) => tests.filter((each) => each.rule === id)

describe.each(ids)('%s', (id) => {
  test('answers its tests as they expect', () => {
    const failed = runRuleTests(rules, testsOf(id)).filter((result) => !result.passed)
    expect(failed.map((result) => [result.test.place, result.test.name, ...result.problems])).toEqual([])
  })

  test('is tested for every kind of answer', () => {
    const outcomes = new Set(
      testsOf(id).flatMap(({ expect: wanted }) => (typeof wanted === 'string' ? [wanted] : Object.values(wanted))),
    )
    const decided = outcomes.has('fail') || outcomes.has('review')
    expect({
      pass: outcomes.has('pass'),
      decided,
      unknown: outcomes.has('unknown'),
      none: outcomes.has('not-applicable'),
    }).toEqual({
      pass: true,
      decided: true,
      unknown: true,
      none: true,
    })
  })

  test('says in its message which values decided', () => {
    const messages = testsOf(id).filter((each) => each.message !== undefined)
    const outcomes = messages.flatMap(({ expect: wanted }) =>
      typeof wanted === 'string' ? [wanted] : Object.values(wanted),
    )
    expect(outcomes.some((outcome) => outcome === 'fail' || outcome === 'review')).toBe(true)
  })
})

describe('the rules as a whole', () => {
  test('every file of rules has its file of tests, about the same rules', () => {
    for (const file of ruleFiles(directory)) {
      const beside = file.replace(/\.yaml$/, '.tests.yaml')
      expect(existsSync(beside), basename(beside)).toBe(true)
      const own = (parse(readFileSync(file, 'utf8')) as { rules: { id: string }[] }).rules.map((rule) => rule.id)
      const tested = Object.keys((parse(readFileSync(beside, 'utf8')) as { tests: object }).tests)
      expect(tested.toSorted(), basename(beside)).toEqual(own.toSorted())
    }
    expect(yamlFiles(directory)).toHaveLength(2 * ruleFiles(directory).length)
  })

  test('no two tests of a rule have the same name', () => {
    const names = tests.map((each) => `${each.rule}: ${each.name}`)
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })

  test('they use all that a rule can have', () => {
    expect(rules.length).toBeGreaterThanOrEqual(45)
    expect(rules.some((rule) => rule.scope === 'cluster')).toBe(true)
    expect(rules.some((rule) => Object.keys(rule.params).length > 0)).toBe(true)
    expect(rules.some((rule) => rule.review !== undefined)).toBe(true)
    expect(rules.some((rule) => rule.each)).toBe(true)
  })

  test('every control of the benchmark that these domains can answer is answered', () => {
    const numbered = (section: string, count: number) =>
      Array.from({ length: count }, (_, at) => `${section}.${at + 1}`)
    const wanted = [
      ...[...numbered('1.1', 21), ...numbered('1.2', 30), ...numbered('1.3', 7), ...numbered('1.4', 2)],
      ...[...numbered('2', 7), ...numbered('3.1', 3), ...numbered('3.2', 2)],
      ...[...numbered('4.1', 10), ...numbered('4.2', 14), ...numbered('4.3', 1)],
    ]
    const referred = new Set(rules.flatMap((rule) => rule.references['cis-kubernetes'] ?? []))
    expect([...referred].toSorted()).toEqual(wanted.toSorted())
  })
})

/** Rules about what a fact holds only where there is something: warnings, gates that somebody set; and about plain text. */
const silentFacts: Readonly<Record<string, string>> = {
  'kubelet-configuration-understood': 'pass',
  'kubelet-configuration-defaults': 'fail',
  'kubelet-server-rotation-gate': 'pass',
}

describe('a rule without sight is never green', () => {
  const now = new Date('2026-01-01T00:00:00Z')
  const nothing = openFacts(new Map())
  const denied = factsOf({
    facts: {},
    gaps: {},
    notRunning: {},
    observations: Object.fromEntries(domains.map((name) => [name, { status: 'denied' as const, reason: 'no' }])),
  })
  const empty = factsOf({
    facts: Object.fromEntries(domains.map((name) => [name, {}])),
    gaps: {},
    notRunning: {},
    observations: {},
  })

  test.each(rules)('$id', (rule) => {
    const outcomes = (facts: typeof nothing) =>
      rule.scope === 'cluster'
        ? [digestOf(rule, facts, now)]
        : judgeRule(rule, facts, now).map((verdict) => verdict.outcome)
    const unknown = rule.scope === 'cluster' ? [expect.objectContaining({ unknown: expect.any(String) })] : ['unknown']
    // What the collector is not told to look at is no question.
    expect(outcomes(nothing)).toEqual(rule.needs.some(({ domain }) => isCollectorDomain(domain)) ? [] : unknown)
    expect(outcomes(denied)).toEqual(unknown)
    const answered = silentFacts[rule.id]
    if (rule.scope === 'cluster') expect(outcomes(empty)).toEqual(unknown)
    else expect(answered ? [answered] : ['unknown', 'not-applicable']).toContain(outcomes(empty)[0])
  })
})

describe('what is only written', () => {
  const idle = Object.fromEntries(domains.map((name) => [name, 'nothing is seen to run']))

  test.each(ids)('leaves %s as it was, or makes a pass unknown', (id) => {
    const rule = rules.find((each) => each.id === id)!
    if (rule.scope === 'cluster') return
    for (const each of testsOf(id)) {
      const notRunning = Object.fromEntries(Object.keys(each.facts).map((name) => [name, idle[name as Domain] ?? '']))
      const before = judgeTest(rule, each).map(({ outcome }) => outcome)
      const after = judgeTest(rule, { ...each, notRunning }).map(({ outcome }) => outcome)
      expect(after).toEqual(before.map((outcome) => (outcome === 'pass' && !rule.written ? 'unknown' : outcome)))
    }
  })
})

describe('a value that becomes unknown', () => {
  test.each(ids)('changes an answer of %s to unknown or not at all', (id) => {
    const rule = rules.find((each) => each.id === id)!
    for (const each of testsOf(id)) {
      const before = outcomesBySubject(each)
      for (const blinded of blind(each)) {
        for (const [subject, outcome] of outcomesBySubject(blinded)) {
          expect([before.get(subject), 'unknown'], `${each.name}, ${subject}`).toContain(outcome)
        }
      }
    }
    function outcomesBySubject(each: RuleTest): Map<string, string> {
      return new Map(judgeTest(rule, each).map((verdict) => [verdict.subject, verdict.outcome]))
    }
  })

  /** The test once for each of its values, with that value unknown. */
  function blind(each: RuleTest): RuleTest[] {
    const count = blindAt(each.facts, -1).seen
    return Array.from({ length: count }, (_, at) => ({
      ...each,
      facts: blindAt(each.facts, at).copy as RuleTest['facts'],
    }))
  }

  function blindAt(facts: unknown, at: number): { copy: unknown; seen: number } {
    let seen = 0
    const copy = JSON.parse(JSON.stringify(facts), (_, value) => {
      if (value === null || typeof value !== 'object' || !('value' in value && 'source' in value)) return value
      seen += 1
      return seen - 1 === at ? { unknown: 'blinded', source: value.source } : value
    })
    return { copy, seen }
  }
})

describe('texts', () => {
  const texts = rules.flatMap((rule) => [
    { id: rule.id, part: 'title', text: rule.title },
    { id: rule.id, part: 'remediation', text: rule.remediation },
    ...(rule.review === undefined ? [] : [{ id: rule.id, part: 'review', text: rule.review }]),
  ])

  test.each(texts)('$part of $id', ({ part, text }) => {
    expect(text).toBe(text.trim())
    expect(text).not.toMatch(/ {2}|\n/)
    // How benchmarks word their controls: ours say what holds and what to do.
    expect(text).not.toMatch(
      /\bEnsure\b|permissions are set to|is set to \S+ or more restrictive|argument is|\bshould be\b/i,
    )
    if (part === 'review') expect(text).toMatch(/^[a-z].*[^.]$/)
    else expect(text).toMatch(/^[A-Z]/)
    if (part === 'title') expect(text).toMatch(/^.{10,100}[^.!?]$/)
    if (part === 'remediation') expect(text).toMatch(/^.{30,}\.$/)
  })

  test('no two rules have the same title', () => {
    expect(new Set(rules.map((rule) => rule.title)).size).toBe(rules.length)
  })

  test.each(['kubelet', 'ssh'])('what is to be done about %s says how it takes effect', (domain) => {
    const about = rules.filter((rule) => rule.needs[0]?.domain === domain && rule.scope === 'node')
    expect(
      about.filter((rule) => !/restart|reload|nodes\/proxy/.test(rule.remediation)).map((rule) => rule.id),
    ).toEqual([])
  })
})

describe('references', () => {
  const forms: Readonly<Record<string, RegExp>> = {
    cve: /^CVE-\d{4}-\d{4,}$/,
    ietf: /^RFC \d{4} \(\d{4}-\d\d\)$/,
    'nist-sp': /^800-\d+\S* .*\(\d{4}-\d\d\)$/,
    openssh: /^\d+\.\d \(\d{4}-\d\d\)$/,
    'cis-kubernetes': /^\d\.\d+(\.\d+)?$/,
    'nist-800-53': /^(AC|AU|CM|IA|SC|SI)-\d{1,2}$/,
    'pci-dss-4': /^\d{1,2}\.\d{1,2}\.\d{1,2}$/,
  }
  test.each(rules)('of $id', ({ references }) => {
    expect(Object.keys(references)).not.toEqual([])
    for (const [framework, named] of Object.entries(references)) {
      for (const each of named) expect(each).toMatch(forms[framework] as RegExp)
      expect(new Set(named).size).toBe(named.length)
    }
  })
})

test('files keep no spaces at the ends of lines and end with a line', () => {
  for (const file of yamlFiles(directory)) {
    const text = readFileSync(file, 'utf8')
    expect(text.match(/[ \t]+$/m), basename(file)).toBeNull()
    expect(text.endsWith('\n') && !text.endsWith('\n\n'), basename(file)).toBe(true)
  }
})

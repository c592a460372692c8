import { basename, relative } from 'node:path'
import { z } from 'zod'
import { type Domain, domains } from '../../proto/index.ts'
import type { JsonObject, ObservationView } from '../../proto/view.ts'
import { digestOf, judgeCluster, judgeRule, NodeDigest, type OpenFacts, openFacts } from '../judge/judge.ts'
import { type Problem, RulesError } from '../judge/problem.ts'
import { outcomes, type Rule } from '../judge/rule.ts'
import { checkFact } from './factcheck.ts'
import { readLocated, yamlFiles } from './load.ts'
import { issueText, type Located } from './locate.ts'

const domain = z.enum(domains as [Domain, ...Domain[]])
const outcome = z.enum(outcomes)
const text = z.string().trim().min(1).max(2000)
const gap = z.strictObject({ path: text, reason: text })

const node = {
  facts: z
    .partialRecord(domain, z.record(z.string(), z.unknown()))
    .default({})
    .describe('Facts that were observed, by domain.'),
  observations: z
    .partialRecord(domain, z.strictObject({ status: z.enum(['absent', 'denied', 'failed']), reason: text.optional() }))
    .default({})
    .describe('Domains that were looked at and not observed.'),
  gaps: z
    .partialRecord(domain, z.array(gap).min(1))
    .default({})
    .describe('What of an observed domain could not be read.'),
  notRunning: z
    .partialRecord(domain, text)
    .default({})
    .describe('Why an observed domain is only what is written: no process is seen that runs with it.'),
}

const testSchema = z.strictObject({
  name: text.describe('What is tested, in a few words.'),
  ...node,
  nodes: z
    .array(z.strictObject({ name: text, roles: z.array(text).default([]), ...node }))
    .optional()
    .describe('For rules over the cluster: its nodes.'),
  now: z.iso.datetime().optional().describe('The time at which the rule is judged.'),
  params: z
    .record(z.string(), z.union([z.boolean(), z.number(), z.string(), z.array(z.string())]))
    .default({})
    .describe('Other values of parameters.'),
  expect: z
    .union([outcome, z.record(z.string(), outcome)])
    .describe('The outcome; for a rule with subjects the outcome of each.'),
  message: z
    .union([text, z.record(z.string(), text)])
    .optional()
    .describe('The exact message; for a rule with subjects the message of each.'),
})

/** What a file of rule tests, `*.tests.yaml`, may hold. */
export const ruleTestsSchema = z.strictObject({ tests: z.record(z.string(), z.array(testSchema).min(1)) })

type TestSource = z.infer<typeof testSchema>
type NodeSource = Pick<TestSource, 'facts' | 'observations' | 'gaps' | 'notRunning'>

/** A question to one rule with the answer that is expected. */
export interface RuleTest extends TestSource {
  readonly rule: string
  /** Where it stands, `file:line`. */
  readonly place: string
}

/** How a test went. */
export interface RuleTestResult {
  readonly test: RuleTest
  readonly passed: boolean
  /** What is not as expected, one sentence each. Empty when it passed. */
  readonly problems: readonly string[]
}

/** Largest file of tests in bytes. */
const fileLimit = 4 * 1024 * 1024
/** When tests are judged that say nothing of time. */
const defaultNow = '2026-01-01T00:00:00Z'

/**
 * Loads every `*.tests.yaml` below a directory. Throws a RulesError that names every problem: a fact with a field or a
 * type that the contract does not have is one, since a test of a misspelt fact proves nothing.
 */
export function loadRuleTests(directory: string): RuleTest[] {
  const problems: Problem[] = []
  const files = yamlFiles(directory).filter((file) => basename(file).endsWith('.tests.yaml'))
  const tests = files.flatMap((file) => loadFile(file, relative(directory, file), problems))
  if (problems.length > 0) throw new RulesError(problems)
  return tests
}

function loadFile(file: string, name: string, problems: Problem[]): RuleTest[] {
  const located = readLocated(file, name, fileLimit, problems)
  if (!located) return []
  const parsed = ruleTestsSchema.safeParse(located.data)
  if (!parsed.success) {
    problems.push(
      ...parsed.error.issues.map((issue) => ({ place: located.place(issue.path), message: issueText(issue) })),
    )
    return []
  }
  return Object.entries(parsed.data.tests).flatMap(([rule, tests]) =>
    tests.map((test, index) => {
      checkTest(test, ['tests', rule, index], located, problems)
      return { ...test, rule, place: located.place(['tests', rule, index, 'name']) }
    }),
  )
}

function checkTest(test: TestSource, path: readonly PropertyKey[], located: Located, problems: Problem[]): void {
  const own = [test.facts, test.observations, test.gaps, test.notRunning].some((each) => Object.keys(each).length > 0)
  if (test.nodes && own)
    problems.push({ place: located.place(path), message: 'a test has facts of its own or nodes, not both' })
  checkNode(test, path, located, problems)
  test.nodes?.forEach((each, index) => {
    checkNode(each, [...path, 'nodes', index], located, problems)
  })
}

function checkNode(source: NodeSource, path: readonly PropertyKey[], located: Located, problems: Problem[]): void {
  for (const [name, fact] of Object.entries(source.facts)) {
    if (name in source.observations) {
      problems.push({
        place: located.place([...path, 'observations', name]),
        message: `${name} has a fact, so it was observed`,
      })
    }
    for (const wrong of checkFact(name as Domain, fact)) {
      problems.push({ place: located.place([...path, 'facts', name, ...wrong.path]), message: wrong.message })
    }
  }
  for (const key of ['gaps', 'notRunning'] as const) {
    for (const name of Object.keys(source[key])) {
      if (name in source.facts) continue
      problems.push({
        place: located.place([...path, key, name]),
        message: `${key} of ${name}, which has no fact here`,
      })
    }
  }
}

/** Judges every test with its rule. Pure; a test of a rule that does not exist fails. */
export function runRuleTests(rules: readonly Rule[], tests: readonly RuleTest[]): RuleTestResult[] {
  const known = new Map(rules.map((rule) => [rule.id, rule]))
  return tests.map((test) => {
    const rule = known.get(test.rule)
    const problems = rule ? runTest(rule, test) : [`no such rule: ${test.rule}`]
    return { test, passed: problems.length === 0, problems }
  })
}

function runTest(rule: Rule, test: RuleTest): string[] {
  if (rule.scope === 'cluster' && !test.nodes) return ['a rule over the cluster is tested with `nodes`']
  if (rule.scope === 'node' && test.nodes) return ['only a rule over the cluster is tested with `nodes`']
  const foreign = Object.keys(test.params).filter((name) => !(name in rule.params))
  if (foreign.length > 0) return [`the rule has no parameter ${foreign.join(', ')}`]
  const verdicts = judgeTest(rule, test)
  const found = new Map(verdicts.map(({ subject, outcome, message }) => [subject, { outcome, message }]))
  return [
    ...compareBySubject(test.expect, found, 'outcome'),
    ...(test.message === undefined ? [] : compareBySubject(test.message, found, 'message')),
  ]
}

/** The verdicts of a test. */
export function judgeTest(rule: Rule, test: RuleTest): ReturnType<typeof judgeRule> {
  const changed = { ...rule, params: { ...rule.params, ...test.params } }
  const now = new Date(test.now ?? defaultNow)
  if (!test.nodes) return judgeRule(changed, factsOf(test), now)
  const digests = test.nodes.flatMap(({ name, roles, ...source }) => {
    const taken = digestOf(changed, factsOf(source), now)
    if (!taken) return []
    return [
      new NodeDigest({ id: name, name, roles, ...('unknown' in taken ? { digest: undefined, ...taken } : taken) }),
    ]
  })
  return judgeCluster(changed, digests, now)
}

/** The facts of a test, as the judge takes those of a node. */
export function factsOf({ facts, observations, gaps, notRunning }: NodeSource): OpenFacts {
  const observed = Object.entries(facts).map(([name, fact]) => {
    const [unread, idle] = [gaps[name as Domain], notRunning[name as Domain]]
    const more = { ...(unread && { gaps: unread }), ...(idle && { notRunning: idle }) }
    return [name, { status: 'observed', fact: fact as JsonObject, ...more }] as const
  })
  const others = Object.entries(observations).map(
    ([name, { status, reason }]) => [name, { status, ...(reason ? { reason } : {}) }] as const,
  )
  const views: readonly (readonly [string, ObservationView])[] = [...observed, ...others]
  return openFacts(new Map(views.map(([name, view]) => [name as Domain, { view, schema: Number.MAX_SAFE_INTEGER }])))
}

type Found = ReadonlyMap<string, { readonly outcome: string; readonly message: string }>

function compareBySubject(
  expected: string | Readonly<Record<string, string>>,
  found: Found,
  what: 'outcome' | 'message',
): string[] {
  const wanted = new Map(typeof expected === 'string' ? [['', expected]] : Object.entries(expected))
  // A message that is not asked for is free; an outcome is not.
  const subjects = what === 'message' ? [...wanted.keys()] : [...new Set([...wanted.keys(), ...found.keys()])]
  return subjects.flatMap((subject) => {
    const [want, have] = [wanted.get(subject), found.get(subject)?.[what]]
    if (want === have) return []
    const about = subject === '' ? what : `${what} of ${subject}`
    const why = what === 'outcome' && have !== undefined ? ` (${found.get(subject)?.message})` : ''
    return [`${about}: expected ${want ?? 'none'}, found ${have ?? 'none'}${why}`]
  })
}

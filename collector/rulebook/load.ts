import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { compileRule, RuleError } from '../judge/compile.ts'
import type { Override, RulePack } from '../judge/pack.ts'
import { packOf } from '../judge/pack.ts'
import { type Problem, RulesError } from '../judge/problem.ts'
import { type Rule, type RuleSource, ruleSchema } from '../judge/rule.ts'
import { issueText, type Located, locate } from './locate.ts'

/** The rules that come with Merlon. */
export const builtInRules = fileURLToPath(new URL('../rules', import.meta.url))

const fileSchema = z.strictObject({ rules: z.array(z.unknown()).min(1) })
/** Largest rule file in bytes. */
const fileLimit = 1024 * 1024

/** Loads every `*.yaml` below a directory but tests (`*.tests.yaml`). Throws a RulesError that names every problem. */
export function loadRules(directory: string): Rule[] {
  const problems: Problem[] = []
  const rules = ruleFiles(directory).flatMap((file) => loadFile(file, relative(directory, file), problems))
  reportDuplicates(rules, problems)
  if (problems.length > 0) throw new RulesError(problems)
  return rules
}

/** Loads built-in and the operator's own rules together. An id must not stand twice. Throws a RulesError. */
export function loadAll(directories: readonly string[]): Rule[] {
  const rules = directories.flatMap(loadRules)
  const problems: Problem[] = []
  reportDuplicates(rules, problems)
  if (problems.length > 0) throw new RulesError(problems)
  return rules
}

/** Loads rules and lays the operator's changes over them. Throws a RulesError that names every problem. */
export function loadPack(
  directories: readonly string[],
  overrides: Readonly<Record<string, Override>>,
  version: string,
): RulePack {
  return packOf(loadAll(directories), overrides, version)
}

/** The rule files of a directory, sorted. */
export function ruleFiles(directory: string): string[] {
  return yamlFiles(directory).filter((file) => !basename(file).endsWith('.tests.yaml'))
}

/** Every `*.yaml` and `*.yml` below a directory, sorted. Throws a RulesError when it cannot be listed. */
export function yamlFiles(directory: string): string[] {
  try {
    return readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.ya?ml$/.test(name))
      .sort()
      .map((name) => join(directory, name))
  } catch (error) {
    throw new RulesError([{ place: directory, message: `cannot be read: ${(error as Error).message}` }])
  }
}

/** What files without a fault gave the last time, by name: most of a start is to compile them. */
const compiled = new Map<string, { readonly hash: string; readonly rules: readonly Rule[] }>()

function loadFile(file: string, name: string, problems: Problem[]): readonly Rule[] {
  const text = readBounded(file, name, fileLimit, problems)
  if (text === undefined) return []
  const hash = createHash('sha256').update(text).digest('base64')
  const known = compiled.get(name)
  if (known?.hash === hash) return known.rules
  const before = problems.length
  const rules = rulesOf(text, name, problems)
  if (problems.length === before) compiled.set(name, { hash, rules })
  return rules
}

function rulesOf(text: string, name: string, problems: Problem[]): Rule[] {
  const located = locate(text, name, problems)
  if (!located) return []
  const shape = fileSchema.safeParse(located.data)
  if (!shape.success) {
    problems.push(
      ...shape.error.issues.map((issue) => ({ place: located.place(issue.path), message: issueText(issue) })),
    )
    return []
  }
  return shape.data.rules.flatMap((source, index) => loadRule(source, index, located, problems))
}

/** Reads and parses a file of at most `limit` bytes. Undefined when there was a problem. */
export function readLocated(file: string, name: string, limit: number, problems: Problem[]): Located | undefined {
  const text = readBounded(file, name, limit, problems)
  return text === undefined ? undefined : locate(text, name, problems)
}

function readBounded(file: string, name: string, limit: number, problems: Problem[]): string | undefined {
  if (statSync(file).size <= limit) return readFileSync(file, 'utf8')
  problems.push({ place: name, message: `larger than ${limit} bytes` })
  return undefined
}

function loadRule(source: unknown, index: number, located: Located, problems: Problem[]): Rule[] {
  const parsed = ruleSchema.safeParse(source)
  if (!parsed.success) {
    const at = (path: readonly PropertyKey[]) => located.place(['rules', index, ...path])
    problems.push(...parsed.error.issues.map((issue) => ({ place: at(issue.path), message: issueText(issue) })))
    return []
  }
  try {
    return [compileRule(parsed.data as RuleSource, located.place(['rules', index, 'id']))]
  } catch (error) {
    if (!(error instanceof RuleError)) throw error
    const line = located.place(['rules', index, error.key], error.offset)
    problems.push({ place: line, message: `${error.key} of ${parsed.data.id}: ${error.message}` })
    return []
  }
}

function reportDuplicates(rules: readonly Rule[], problems: Problem[]): void {
  const first = new Map<string, Rule>()
  for (const rule of rules) {
    const other = first.get(rule.id)
    if (other) problems.push({ place: rule.origin, message: `the id ${rule.id} stands at ${other.origin} already` })
    else first.set(rule.id, rule)
  }
}

import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Problem, RulesError } from './problem.ts'
import { type ParameterValue, type Rule, severities } from './rule.ts'

/** What an operator changes of one rule. */
export const overrideSchema = z.strictObject({
  disabled: z.boolean().optional().describe('Not judged at all.'),
  severity: z.enum(severities).optional().describe('Another severity.'),
  params: z
    .record(z.string(), z.union([z.boolean(), z.number(), z.string(), z.array(z.string())]))
    .optional()
    .describe('Other values of its parameters.'),
  reason: z.string().max(500).optional().describe('Why, for the report.'),
})

export type Override = z.infer<typeof overrideSchema>

/** The rules that are in force, with what operators changed. */
export interface RulePack {
  readonly rules: readonly Rule[]
  /** Rules that were switched off. */
  readonly disabled: readonly Rule[]
  /** Changes when any rule or override does: `0.1.0+1a2b3c4d`. */
  readonly version: string
  /** One sentence for each thing that operators changed. */
  readonly changes: readonly string[]
}

/** Lays the operator's changes over rules. Throws a RulesError that names every problem. */
export function packOf(
  loaded: readonly Rule[],
  overrides: Readonly<Record<string, Override>>,
  version: string,
): RulePack {
  const known = new Map(loaded.map((rule) => [rule.id, rule]))
  const problems = Object.entries(overrides).flatMap(([id, override]) => overrideProblems(id, override, known.get(id)))
  if (problems.length > 0) throw new RulesError(problems)
  const all = loaded.map((rule) => apply(rule, overrides[rule.id]))
  const digest = createHash('sha256')
    .update(JSON.stringify([all.map(identity), overrides]))
    .digest('hex')
  return {
    rules: all.filter((rule) => !overrides[rule.id]?.disabled),
    disabled: all.filter((rule) => overrides[rule.id]?.disabled),
    version: `${version}+${digest.slice(0, 8)}`,
    changes: Object.entries(overrides).map(([id, override]) => sentence(id, override)),
  }
}

function overrideProblems(id: string, override: Override, rule: Rule | undefined): Problem[] {
  const place = `configuration, rules.${id}`
  if (!rule) return [{ place, message: 'no such rule; `merlon rules list` shows all' }]
  return Object.entries(override.params ?? {}).flatMap(([name, value]) => {
    const own = rule.params[name]
    if (own === undefined)
      return [
        {
          place,
          message: `the rule has no parameter ${name}; it has ${Object.keys(rule.params).join(', ') || 'none'}`,
        },
      ]
    return typeOf(own) === typeOf(value)
      ? []
      : [{ place, message: `${name} is not ${typeOf(own)} but ${typeOf(value)}` }]
  })
}

function typeOf(value: ParameterValue): string {
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`
}

function apply(rule: Rule, override: Override | undefined): Rule {
  if (!override) return rule
  return { ...rule, severity: override.severity ?? rule.severity, params: { ...rule.params, ...override.params } }
}

function identity(rule: Rule): unknown {
  const texts = [rule.check, rule.when, rule.message, rule.digest, rule.each?.list, rule.each?.subject].map(
    (program) => program?.text,
  )
  return [
    rule.id,
    rule.title,
    rule.severity,
    rule.level,
    rule.needs,
    rule.review,
    rule.written,
    rule.params,
    rule.remediation,
    rule.references,
    texts,
  ]
}

function sentence(id: string, override: Override): string {
  const parts = [
    override.disabled ? 'switched off' : undefined,
    override.severity ? `severity ${override.severity}` : undefined,
    ...Object.entries(override.params ?? {}).map(([name, value]) => `${name} = ${JSON.stringify(value)}`),
  ].filter((part) => part !== undefined)
  return `${id}: ${parts.join(', ') || 'no change'}${override.reason ? ` (${override.reason})` : ''}`
}

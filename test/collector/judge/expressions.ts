import { compileRule } from '../../../collector/judge/compile.ts'
import { type OpenFacts, openFacts } from '../../../collector/judge/judge.ts'
import { type Rule, type RuleSource, ruleSchema } from '../../../collector/judge/rule.ts'
import type { Domain } from '../../../proto/index.ts'
import type { JsonObject, ObservationView } from '../../../proto/view.ts'

/** A rule with what the test is about, the rest harmless. Throws a RuleError as loading does. */
export function ruleOf(parts: Partial<Record<keyof RuleSource, unknown>>): Rule {
  const source = {
    id: 'some-rule',
    title: 'Something holds',
    severity: 'low',
    needs: 'kubelet',
    message: '"a message"',
    remediation: 'Do something about it.',
    level: 'crawl',
    ...(parts.check === undefined && parts.review === undefined ? { check: 'true' } : {}),
    ...parts,
  }
  return compileRule(ruleSchema.parse(source) as RuleSource, 'here.yaml:1')
}

/** The facts of a node; a view where a domain was not simply observed. */
export function nodeWith(
  facts: Partial<Record<Domain, unknown>>,
  views: Partial<Record<Domain, ObservationView>> = {},
  schema = 1,
): OpenFacts {
  const observed = Object.entries(facts).map(
    ([domain, fact]) => [domain, { status: 'observed', fact: fact as JsonObject }] as const,
  )
  const all: readonly (readonly [string, ObservationView])[] = [...observed, ...Object.entries(views)]
  return openFacts(new Map(all.map(([domain, view]) => [domain as Domain, { view, schema }])))
}

export const now = new Date('2026-01-01T00:00:00Z')

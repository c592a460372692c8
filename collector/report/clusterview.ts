import { z } from 'zod'
import { severities } from '../judge/rule.ts'
import { coverageSchema } from './model.ts'

const count = z.number().int().min(0)

/** Clusters together: how many nodes and findings. */
export const totalsSchema = z
  .object({
    coverage: coverageSchema,
    severities: z.array(z.object({ severity: z.enum(severities), fail: count, unknown: count }).readonly()).readonly(),
  })
  .readonly()

/** One cluster in a few numbers. */
export const clusterSummarySchema = totalsSchema
  .unwrap()
  .extend({ id: z.string(), name: z.string(), score: z.exactOptional(count).describe('Absent: nothing was answered.') })
  .readonly()

export type ClusterTotals = z.infer<typeof totalsSchema>
export type ClusterSummary = z.infer<typeof clusterSummarySchema>

/** All clusters together. */
export function totalsOf(summaries: readonly ClusterSummary[]): ClusterTotals {
  const sum = (of: (each: ClusterSummary) => number) => summaries.reduce((total, each) => total + of(each), 0)
  const some = (key: 'unobservable' | 'excluded') => {
    const total = sum((each) => each.coverage[key] ?? 0)
    return total > 0 ? { [key]: total } : {}
  }
  const coverage = {
    expected: sum((each) => each.coverage.expected),
    reporting: sum((each) => each.coverage.reporting),
    stale: sum((each) => each.coverage.stale),
    silent: sum((each) => each.coverage.silent),
    neverSeen: sum((each) => each.coverage.neverSeen),
    ...some('unobservable'),
    ...some('excluded'),
  }
  const names = summaries[0]?.severities.map(({ severity }) => severity) ?? []
  const together = names.map((severity) => {
    const of = (key: 'fail' | 'unknown') => (each: ClusterSummary) =>
      each.severities.find((other) => other.severity === severity)?.[key] ?? 0
    return { severity, fail: sum(of('fail')), unknown: sum(of('unknown')) }
  })
  return { coverage, severities: together }
}

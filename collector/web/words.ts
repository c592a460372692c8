import type { Outcome, Severity } from '../judge/rule.ts'
import type { Counts, NodeState } from '../report/model.ts'

/** Worst first. */
export const severityOrder: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info']

/** What fails, then what has no answer, then what a person must decide. */
export const outcomeOrder: readonly Outcome[] = ['fail', 'error', 'unknown', 'review', 'pass', 'not-applicable']

/** Nodes that say nothing first. */
export const stateOrder: readonly NodeState[] = [
  'silent',
  'never-seen',
  'stale',
  'reporting',
  'cannot-be-observed',
  'excluded',
]

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  fail: 'fail',
  error: 'error',
  unknown: 'unknown',
  review: 'review',
  pass: 'pass',
  'not-applicable': 'not applicable',
}

export const stateWords: Readonly<Record<NodeState, string>> = {
  silent: 'silent',
  'never-seen': 'never seen',
  stale: 'stale',
  reporting: 'reporting',
  'cannot-be-observed': 'cannot be observed',
  excluded: 'excluded',
}

/** `1 node`, `3 nodes`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`
}

export function countOf(counts: Counts, outcome: Outcome): number {
  return outcome === 'not-applicable' ? counts.notApplicable : counts[outcome]
}

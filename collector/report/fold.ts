import type { Outcome } from '../judge/rule.ts'
import type { FindingView } from './model.ts'

/** A finding that is listed, and how many more of its kind stand behind it unlisted. */
export interface Row<F> {
  readonly finding: F
  /** 0 but for the last of its kind that is listed. */
  readonly more: number
}

type Foldable = Pick<FindingView, 'id' | 'rule' | 'severity' | 'outcome' | 'stale'>

/** Most neighbours of one kind that are listed: one rule on hundreds of files must not bury the next rule. */
const mostAlike = 3

/** The answer as it counts: what a silent node said last is no answer. */
export function effectiveOutcome(finding: Pick<FindingView, 'outcome' | 'stale'>): Outcome {
  return finding.stale && finding.outcome !== 'not-applicable' ? 'unknown' : finding.outcome
}

/** The findings with those folded that follow others of the same rule, severity and outcome. The open one stays. */
export function foldFindings<F extends Foldable>(findings: readonly F[], open = ''): Row<F>[] {
  return groupNeighbours(findings, isAlike).flatMap((group) => {
    const listed = group.filter((finding, at) => at < mostAlike || finding.id === open)
    const last = listed.length - 1
    return listed.map((finding, at) => ({ finding, more: at === last ? group.length - listed.length : 0 }))
  })
}

/** Of each kind as many as are listed and one more, so that who folds them sees that there are more. */
export function fewOfEach<F extends Pick<Foldable, 'rule' | 'severity' | 'outcome'>>(findings: readonly F[]): F[] {
  const isSame = (a: F, b: F) => a.rule === b.rule && a.severity === b.severity && a.outcome === b.outcome
  return groupNeighbours(findings, isSame).flatMap((group) => group.slice(0, mostAlike + 1))
}

function groupNeighbours<F>(findings: readonly F[], isSame: (a: F, b: F) => boolean): F[][] {
  const groups: F[][] = []
  for (const finding of findings) {
    const before = groups.at(-1)
    if (before?.[0] && isSame(before[0], finding)) before.push(finding)
    else groups.push([finding])
  }
  return groups
}

function isAlike(a: Foldable, b: Foldable): boolean {
  return a.rule === b.rule && a.severity === b.severity && effectiveOutcome(a) === effectiveOutcome(b)
}

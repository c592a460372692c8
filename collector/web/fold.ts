import type { FindingView } from '../report/model.ts'
import { effectiveOutcome } from './filter.ts'

/** A finding that is listed, and how many more of its kind stand behind it unlisted. */
export interface Row {
  readonly finding: FindingView
  /** 0 but for the last of its kind that is listed. */
  readonly more: number
}

/** Most neighbours of one kind that are listed: one rule on hundreds of files must not bury the next rule. */
const mostAlike = 3

/** The findings with those folded that follow others of the same rule, severity and outcome. The open one stays. */
export function foldFindings(findings: readonly FindingView[], open = ''): Row[] {
  return groupNeighbours(findings).flatMap((group) => {
    const listed = group.filter((finding, at) => at < mostAlike || finding.id === open)
    const last = listed.length - 1
    return listed.map((finding, at) => ({ finding, more: at === last ? group.length - listed.length : 0 }))
  })
}

function groupNeighbours(findings: readonly FindingView[]): FindingView[][] {
  const groups: FindingView[][] = []
  for (const finding of findings) {
    const before = groups.at(-1)
    if (before?.[0] && isAlike(before[0], finding)) before.push(finding)
    else groups.push([finding])
  }
  return groups
}

function isAlike(a: FindingView, b: FindingView): boolean {
  return a.rule === b.rule && a.severity === b.severity && effectiveOutcome(a) === effectiveOutcome(b)
}

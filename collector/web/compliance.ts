import type { Outcome } from '../judge/rule.ts'
import type { Compliance, ControlResult } from '../report/compliancemodel.ts'
import type { Counts } from '../report/model.ts'
import { outcomeOrder } from './words.ts'

type ComplianceNode = Compliance['nodes'][number]

/** Nodes that are judged by one benchmark for one reason. */
export interface Choice {
  readonly reason: string
  readonly warning: string
  readonly nodes: readonly string[]
}

/** Controls whose numbers begin alike. */
export interface Section {
  /** As the benchmark numbers it: `4.2` for the control `4.2.1`. */
  readonly id: string
  readonly counts: Counts
  readonly controls: readonly ControlResult[]
}

/** Why nodes are judged by the benchmark, those with a warning first. */
export function choicesOf(nodes: readonly ComplianceNode[], benchmark: string): Choice[] {
  const own = nodes.filter((node) => node.benchmark === benchmark)
  const groups = Map.groupBy(own, ({ reason, warning = '' }) => JSON.stringify([warning, reason]))
  const choices = [...groups.values()].map((group): Choice => {
    const [{ reason, warning = '' }] = group as [ComplianceNode]
    return { reason, warning, nodes: group.map((node) => node.name) }
  })
  return choices.sort((a, b) => Number(b.warning !== '') - Number(a.warning !== ''))
}

/** Controls by section in the order of the benchmark, in each the worst first. */
export function sectionsOf(controls: readonly ControlResult[]): Section[] {
  const groups = Map.groupBy(controls, (control) => control.id.split('.').slice(0, -1).join('.'))
  return [...groups].map(([id, own]) => ({ id, counts: countsOf(own), controls: own.toSorted(worstFirst) }))
}

function worstFirst(a: ControlResult, b: ControlResult): number {
  return outcomeOrder.indexOf(a.outcome) - outcomeOrder.indexOf(b.outcome)
}

function countsOf(controls: readonly ControlResult[]): Counts {
  const count = (outcome: Outcome) => controls.filter((control) => control.outcome === outcome).length
  return {
    pass: count('pass'),
    fail: count('fail'),
    review: count('review'),
    notApplicable: count('not-applicable'),
    unknown: count('unknown'),
    error: count('error'),
  }
}

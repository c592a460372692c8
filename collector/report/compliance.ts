// How nodes stand against benchmarks, from the findings that there are. Pure; nodes are added one by one, so that not all
// findings are held at once.
import type { Verdict } from '../judge/finding.ts'
import type { RulePack } from '../judge/pack.ts'
import type { Outcome } from '../judge/rule.ts'
import { type Benchmark, type Choice, type Control, chooseBenchmark, type NodeKind } from './benchmark.ts'
import type { Compliance, ComplianceAnswer, ControlResult } from './compliancemodel.ts'
import type { Counts, NodeState } from './model.ts'

/** What a control is answered by. */
export type ComplianceFinding = Pick<Verdict, 'rule' | 'subject' | 'outcome' | 'message' | 'evidence'>

export interface ComplianceNode extends NodeKind {
  readonly id: string
  readonly name: string
  readonly state: NodeState
  /** All of the node, passing ones too. */
  readonly findings: readonly ComplianceFinding[]
}

export interface ComplianceOptions {
  readonly benchmarks: readonly Benchmark[]
  readonly pack: Pick<RulePack, 'rules' | 'disabled' | 'version'>
  /** The benchmark that was asked for; else each node has its own. */
  readonly asked?: string | undefined
}

export interface ComplianceTally {
  add(node: ComplianceNode): void
  result(about: Pick<Compliance, 'clusterId' | 'clusterName' | 'asOf'>): Compliance
}

/** Most answers that one control shows. */
const maxAnswers = 10

/** The worst stands first. What has no answer is never outweighed by what has a good one. */
const order: readonly Outcome[] = ['fail', 'error', 'unknown', 'review', 'pass', 'not-applicable']

/** The worst of several; not applicable where there is none. */
export function worstOf(outcomes: Iterable<Outcome>): Outcome {
  const present = new Set(outcomes)
  return order.find((each) => present.has(each)) ?? 'not-applicable'
}

/** Adds up nodes, each by its own benchmark or all by the one that was asked for. */
export function openCompliance({ benchmarks, pack, asked }: ComplianceOptions): ComplianceTally {
  const groups = new Map<string, Group>()
  const nodes: Compliance['nodes'][number][] = []
  const disabled = new Set(pack.disabled.map((rule) => rule.id))
  const groupOf = (benchmark: Benchmark) => {
    const group = groups.get(benchmark.id) ?? openGroup(benchmark)
    groups.set(benchmark.id, group)
    return group
  }
  const wanted = benchmarks.find((each) => each.id === asked)
  if (wanted) groupOf(wanted)

  function add(node: ComplianceNode): void {
    const { id, name, state } = node
    if (state === 'never-seen') return void nodes.push({ id, name, state, benchmark: '', reason: '', counts: zero() })
    const choice = chooseBenchmark(benchmarks, node, asked)
    const counts = groupOf(choice.benchmark).add(node, disabled)
    nodes.push({ id, name, state, ...choiceView(choice), counts })
  }

  function result(about: Pick<Compliance, 'clusterId' | 'clusterName' | 'asOf'>): Compliance {
    const unseen = nodes.filter((node) => node.state === 'never-seen').length
    const results = [...groups.values()].map((group) => group.result(unseen))
    return { ...about, rulePackVersion: pack.version, nodes, benchmarks: results }
  }

  return { add, result }
}

function choiceView({ benchmark, reason, warning }: Choice) {
  return { benchmark: benchmark.id, reason, ...(warning ? { warning } : {}) }
}

interface Group {
  /** Returns how many controls of the node have which outcome. */
  add(node: ComplianceNode, disabled: ReadonlySet<string>): Counts
  result(unseen: number): Compliance['benchmarks'][number]
}

interface ControlTally {
  readonly counts: Record<keyof Counts, number>
  answers: ComplianceAnswer[]
  total: number
}

function openGroup(benchmark: Benchmark): Group {
  const tallies = benchmark.controls.map((): ControlTally => ({ counts: zero(), answers: [], total: 0 }))
  let size = 0

  function add(node: ComplianceNode, disabled: ReadonlySet<string>): Counts {
    size += 1
    const counts = zero()
    const findings = Map.groupBy(node.findings, (finding) => finding.rule)
    benchmark.controls.forEach((control, at) => {
      const answers = answersOf(control, findings, disabled).map((each) => seenBy(node, each))
      const outcome = worstOf(answers.map((each) => each.outcome))
      counts[keyOf(outcome)] += 1
      note(tallies[at] as ControlTally, outcome, answers)
    })
    return counts
  }

  function result(unseen: number): Compliance['benchmarks'][number] {
    const controls = benchmark.controls.map((control, at) =>
      controlResult(control, tallies[at] as ControlTally, unseen),
    )
    const counts = zero()
    for (const { outcome } of controls) counts[keyOf(outcome)] += 1
    const { id, title, version } = benchmark
    return { id, title, version, nodes: size, counts, controls }
  }

  return { add, result }
}

function note(tally: ControlTally, outcome: Outcome, answers: readonly ComplianceAnswer[]): void {
  tally.counts[keyOf(outcome)] += 1
  tally.total += answers.length
  const rank = (answer: ComplianceAnswer) => order.indexOf(answer.outcome)
  tally.answers = [...tally.answers, ...answers].toSorted((a, b) => rank(a) - rank(b)).slice(0, maxAnswers)
}

/** Nodes that never said anything have no answer to anything that applies. */
function controlResult(control: Control, { counts, answers, total }: ControlTally, unseen: number): ControlResult {
  const all = control.notApplicable ? counts : { ...counts, unknown: counts.unknown + unseen }
  const { id, title, assessment, rules, review, notApplicable } = control
  return {
    ...{ id, title, ...(assessment ? { assessment } : {}), rules },
    ...{ ...(review ? { review } : {}), ...(notApplicable ? { notApplicable } : {}) },
    outcome: order.find((each) => all[keyOf(each)] > 0) ?? 'not-applicable',
    counts: all,
    answers,
    moreAnswers: total - answers.length,
  }
}

type Answer = Omit<ComplianceAnswer, 'nodeName'>

/** What the rules of a control say, and what a person is asked; a rule without an answer is an unknown one. */
function answersOf(
  { rules, review, notApplicable }: Control,
  findings: ReadonlyMap<string, readonly ComplianceFinding[]>,
  disabled: ReadonlySet<string>,
): Answer[] {
  if (notApplicable) return [{ ...noRule, outcome: 'not-applicable', message: notApplicable }]
  const answers = rules.flatMap((rule): Answer[] => {
    const own = findings.get(rule) ?? []
    if (own.length > 0)
      return own.map(({ subject, outcome, message, evidence }) => ({ rule, subject, outcome, message, evidence }))
    const message = disabled.has(rule) ? `${rule} is switched off` : `${rule} was not judged yet`
    return [{ ...noRule, rule, outcome: 'unknown', message }]
  })
  const applies = rules.length === 0 || answers.some((each) => each.outcome !== 'not-applicable')
  return review && applies ? [...answers, { ...noRule, outcome: 'review', message: `To look at: ${review}` }] : answers
}

const noRule = { rule: '', subject: '', evidence: [] } as const

/** What a silent node said last counts as unknown. */
function seenBy({ name, state }: ComplianceNode, answer: Answer): ComplianceAnswer {
  if (state !== 'silent' || answer.outcome === 'not-applicable') return { nodeName: name, ...answer }
  return {
    nodeName: name,
    ...answer,
    outcome: 'unknown',
    message: `the node is silent; it said last: ${answer.message}`,
  }
}

function keyOf(outcome: Outcome): keyof Counts {
  return outcome === 'not-applicable' ? 'notApplicable' : outcome
}

function zero(): Record<keyof Counts, number> {
  return { pass: 0, fail: 0, review: 0, notApplicable: 0, unknown: 0, error: 0 }
}

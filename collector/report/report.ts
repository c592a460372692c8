import type { JsonObject } from '../../proto/view.ts'
import type { FindingState } from '../judge/finding.ts'
import type { RulePack } from '../judge/pack.ts'
import { type Outcome, type Rule, type Severity, severities } from '../judge/rule.ts'
import { domainOrder } from '../judging.ts'
import type {
  Cluster,
  Count,
  DomainState,
  NodeIdentity,
  NodeRecord,
  StoredTransition,
  ViolationCounts,
} from '../store/store.ts'
import type {
  ChangeView,
  Counts,
  Coverage,
  FindingView,
  NodeState,
  NodeView,
  Report,
  SeverityCount,
  VitalsView,
} from './model.ts'

/** A node is stale after three heartbeats, and silent after ten minutes, in milliseconds. */
export const staleAfter = 90_000
export const silentAfter = 600_000
/** How many findings and changes a report shows. */
export const reportLength = 20

/** What is known of a node. */
export type ReportedNode = Omit<NodeRecord, 'domains'> & { readonly domains: readonly DomainState[] }

/** What a report is made from. */
export interface ReportInput {
  readonly cluster: Cluster
  readonly nodes: readonly ReportedNode[]
  /** What nodes say of themselves, by node id. */
  readonly nodeFacts: ReadonlyMap<string, ReturnType<typeof nodeIdentity>>
  readonly counts: readonly Count[]
  readonly worst: readonly (FindingState & { readonly nodeId: string })[]
  readonly changes: readonly StoredTransition[]
  readonly pack: RulePack
  readonly violations?: ViolationCounts
  /** How nodes became known and which are not expected, by node id. */
  readonly identities?: ReadonlyMap<string, NodeIdentity>
  /** From the last heartbeats, by node id. */
  readonly vitals?: ReadonlyMap<string, VitalsView>
  /** What there is to know of where all this was read from. */
  readonly storage?: Report['storage']
  readonly now: number
}

/** Makes the cluster's report. Pure. */
export function buildReport(input: ReportInput): Report {
  const nodes = nodeViews(input)
  const states = new Map(nodes.map((node) => [node.id, node.state]))
  const context: FindingContext = {
    clusterId: input.cluster.id,
    names: new Map(nodes.map((node) => [node.id, node.name])),
    states,
    pack: input.pack,
  }
  const severityCounts = countSeverities(input.counts, states)
  const score = scoreOf(input.counts, states)
  return {
    clusterId: input.cluster.id,
    clusterName: input.cluster.name,
    asOf: new Date(input.now).toISOString(),
    coverage: coverageOf(nodes),
    counts: countOutcomes(input.counts, states),
    ...(score === undefined ? {} : { score }),
    severities: severityCounts,
    worst: input.worst.map((finding) => findingView(finding, context)),
    changes: input.changes.map((change) => changeView(change, context)),
    nodes,
    rulePackVersion: input.pack.version,
    ruleChanges: input.pack.changes,
    ...(input.violations ? { violations: violationsOf(input.violations) } : {}),
    ...(input.storage ? { storage: input.storage } : {}),
  }
}

function violationsOf({ open, acknowledged, suppressed, unlearned }: ViolationCounts): Report['violations'] {
  const counts = [...severities].reverse().map((severity) => ({ severity, count: open[severity] }))
  return { open: counts, acknowledged, suppressed, unlearned }
}

/** What turns stored findings into views. */
export interface FindingContext {
  readonly clusterId: string
  /** Node names by id. */
  readonly names: ReadonlyMap<string, string>
  readonly states: ReadonlyMap<string, NodeState>
  readonly pack: RulePack
}

export function findingView(finding: FindingState & { readonly nodeId: string }, context: FindingContext): FindingView {
  const rule = ruleOf(finding.rule, context.pack)
  return {
    id: finding.id,
    clusterId: context.clusterId,
    nodeId: finding.nodeId,
    nodeName: context.names.get(finding.nodeId) ?? '',
    rule: finding.rule,
    title: rule?.title ?? finding.rule,
    severity: finding.severity,
    domain: finding.domain,
    subject: finding.subject,
    outcome: finding.outcome,
    message: finding.message,
    evidence: finding.evidence,
    references: rule?.references ?? {},
    remediation: rule?.remediation ?? '',
    ...(rule ? { level: rule.level } : {}),
    firstTime: new Date(finding.firstTime).toISOString(),
    changedTime: new Date(finding.changedTime).toISOString(),
    ...(finding.previousOutcome ? { previousOutcome: finding.previousOutcome } : {}),
    ...(finding.previousMessage ? { previousMessage: finding.previousMessage } : {}),
    stale: isQuiet(context.states.get(finding.nodeId)),
  }
}

export function changeView(change: StoredTransition, context: FindingContext): ChangeView {
  return {
    findingId: change.findingId,
    nodeName: context.names.get(change.nodeId) ?? '',
    rule: change.rule,
    title: ruleOf(change.rule, context.pack)?.title ?? change.rule,
    subject: change.subject,
    severity: change.severity,
    ...(change.from ? { from: change.from, fromMessage: change.fromMessage ?? '' } : {}),
    ...(change.to ? { to: change.to, toMessage: change.toMessage ?? '' } : {}),
    time: new Date(change.time).toISOString(),
    factHash: change.factHash,
    rulePack: change.rulePack,
  }
}

function ruleOf(id: string, pack: RulePack): Rule | undefined {
  return pack.rules.find((rule) => rule.id === id) ?? pack.disabled.find((rule) => rule.id === id)
}

/** A node that is not expected to report and does is reporting. */
export function nodeState(node: Pick<NodeRecord, 'lastSeenTime'>, now: number, identity?: NodeIdentity): NodeState {
  if (node.lastSeenTime === undefined) return identity?.unobserved || 'never-seen'
  const quiet = now - node.lastSeenTime
  if (quiet > silentAfter) return identity?.unobserved || 'silent'
  return quiet > staleAfter ? 'stale' : 'reporting'
}

/** What views of nodes are made from. */
export type NodesInput = Pick<ReportInput, 'nodes' | 'nodeFacts' | 'counts' | 'identities' | 'vitals' | 'now'>

/** Nodes as every surface shows them. Pure. */
export function nodeViews(input: NodesInput): NodeView[] {
  const counts = Map.groupBy(input.counts, (count) => count.nodeId)
  return input.nodes.map((node) => nodeView(node, counts.get(node.nodeId) ?? [], input))
}

function nodeView(node: ReportedNode, counts: readonly Count[], input: NodesInput): NodeView {
  const { roles, kubeletVersion } = input.nodeFacts.get(node.nodeId) ?? nodeIdentity({})
  const known = input.identities?.get(node.nodeId)
  const state = nodeState(node, input.now, known)
  const vitals = input.vitals?.get(node.nodeId)
  return {
    clusterId: node.clusterId,
    id: node.nodeId,
    name: node.name,
    roles,
    kubeletVersion,
    agentVersion: node.agentVersion,
    state,
    ...(isUnobserved(state) ? { stateReason: known?.unobservedReason ?? '' } : {}),
    ...(node.lastSeenTime === undefined ? {} : { lastSeenTime: new Date(node.lastSeenTime).toISOString() }),
    counts: countOutcomes(counts, new Map([[node.nodeId, state]])),
    degraded: [...duplicateOf(known, input.now), ...node.degraded],
    clockOffsetMilliseconds: node.clockOffset,
    ...(vitals ? { vitals } : {}),
    domains: [...node.domains]
      .sort((a, b) => domainOrder(a.domain) - domainOrder(b.domain))
      .map(({ domain, status, reason, gaps, observedTime }) => ({
        domain,
        status,
        reason,
        gaps,
        observedTime: new Date(observedTime).toISOString(),
      })),
  }
}

/** A node that is not expected to report: no agent can run there, or the operator left it out. */
export function isUnobserved(state: NodeState | undefined): boolean {
  return state === 'cannot-be-observed' || state === 'excluded'
}

/** How long it is shown that two speak for a node, in milliseconds: an hour. */
const duplicateShown = 3_600_000

function duplicateOf(identity: NodeIdentity | undefined, now: number): string[] {
  const time = identity?.duplicateTime ?? 0
  if (time === 0 || now - time > duplicateShown) return []
  return [`identity: two took turns speaking for this node (last seen ${new Date(time).toISOString()})`]
}

/** Roles and kubelet version from the fact `node`; empty where they are not known. */
export function nodeIdentity(fact: JsonObject): { roles: string[]; kubeletVersion: string } {
  const version = fact['kubeletVersion'] as JsonObject | undefined
  return {
    roles: (fact['roles'] ?? []) as string[],
    kubeletVersion: typeof version?.['value'] === 'string' ? version['value'] : '',
  }
}

function coverageOf(nodes: readonly NodeView[]): Coverage {
  const count = (state: NodeState) => nodes.filter((node) => node.state === state).length
  return {
    expected: nodes.filter((node) => !isUnobserved(node.state)).length,
    reporting: count('reporting'),
    stale: count('stale'),
    silent: count('silent'),
    neverSeen: count('never-seen'),
    ...(count('cannot-be-observed') > 0 ? { unobservable: count('cannot-be-observed') } : {}),
    ...(count('excluded') > 0 ? { excluded: count('excluded') } : {}),
  }
}

/** Nobody says anything of it now: what it said last is old. */
function isQuiet(state: NodeState | undefined): boolean {
  return state === 'silent' || isUnobserved(state)
}

/** What a silent node said last is shown, and counts as unknown. */
function effective(count: Count, states: ReadonlyMap<string, NodeState>): Outcome {
  const quiet = isQuiet(states.get(count.nodeId)) && count.outcome !== 'not-applicable'
  return quiet ? 'unknown' : count.outcome
}

function countOutcomes(counts: readonly Count[], states: ReadonlyMap<string, NodeState>): Counts {
  const sum = { pass: 0, fail: 0, review: 0, notApplicable: 0, unknown: 0, error: 0 }
  for (const each of counts) {
    const outcome = effective(each, states)
    sum[outcome === 'not-applicable' ? 'notApplicable' : outcome] += each.count
  }
  return sum
}

function countSeverities(counts: readonly Count[], states: ReadonlyMap<string, NodeState>): SeverityCount[] {
  return [...severities].reverse().map((severity) => {
    const own = counts.filter((count) => count.severity === severity)
    const sum = (...outcomes: Outcome[]) =>
      own.reduce((total, each) => total + (outcomes.includes(effective(each, states)) ? each.count : 0), 0)
    return { severity, fail: sum('fail'), unknown: sum('unknown', 'error') }
  })
}

const weights: Readonly<Record<Severity, number>> = { info: 0, low: 1, medium: 3, high: 7, critical: 15 }

/**
 * Share of the questions that pass, weighted by severity: pass / (pass + fail + unknown + error). What has no answer
 * counts against it: a cluster that nobody can look into is not a good one.
 */
export function scoreOf(counts: readonly Count[], states: ReadonlyMap<string, NodeState>): number | undefined {
  let good = 0
  let all = 0
  for (const each of counts) {
    const outcome = effective(each, states)
    if (outcome === 'not-applicable' || outcome === 'review') continue
    const weight = weights[each.severity] * each.count
    all += weight
    if (outcome === 'pass') good += weight
  }
  return all === 0 ? undefined : Math.floor((good / all) * 100)
}

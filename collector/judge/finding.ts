import { hash } from 'node:crypto'
import type { Read } from './fact.ts'
import type { Outcome, Severity } from './rule.ts'

/** A value that decided. */
export type Evidence = Read

/** What one rule says of one subject now. */
export interface Verdict {
  readonly rule: string
  readonly severity: Severity
  /** The first of the rule's domains: where people look for it. */
  readonly domain: string
  /** What of the domain is meant; empty for the whole. */
  readonly subject: string
  readonly outcome: Outcome
  readonly message: string
  readonly evidence: readonly Evidence[]
}

/** A verdict with its life so far, as it is stored. Times are the collector's, in milliseconds since 1970. */
export interface FindingState extends Verdict {
  readonly id: string
  /** When it was first judged. */
  readonly firstTime: number
  /** When outcome, severity, message or evidence last changed. */
  readonly changedTime: number
  /** What it was before that; absent while this is the first answer. */
  readonly previousOutcome?: Outcome
  readonly previousMessage?: string
}

/** One step in a finding's life. */
export interface Transition {
  readonly findingId: string
  readonly rule: string
  readonly subject: string
  readonly severity: Severity
  /** Absent: the finding is new. */
  readonly from?: Outcome
  readonly fromMessage?: string
  /** Absent: the finding is gone, with what it was about or with its rule. */
  readonly to?: Outcome
  readonly toMessage?: string
  readonly evidence: readonly Evidence[]
  readonly time: number
}

/** Hexadecimal digits that the ids of a node's findings have in common. */
const nodeDigits = 4

/**
 * The identity of a finding for ever: SHA-256 of cluster, node, rule and subject, separated by NUL, hexadecimal. It begins
 * with that of cluster and node: findings that are stored together lie together in every index of ids.
 */
export function findingId(clusterId: string, nodeId: string, rule: string, subject: string): string {
  const ofNode = hash('sha256', [clusterId, nodeId].join('\0'))
  const own = hash('sha256', [clusterId, nodeId, rule, subject].join('\0'))
  return ofNode.slice(0, nodeDigits) + own.slice(nodeDigits)
}

/** What a new judgement changes. */
export interface Changes {
  /** New and changed findings, as they are now. */
  readonly changed: readonly FindingState[]
  /** Findings that are no longer judged. */
  readonly removed: readonly FindingState[]
  readonly transitions: readonly Transition[]
}

/**
 * Compares what is stored of a node with what was judged now. Rules that were not judged this time keep their findings.
 * What is open and has other words is news too: 0644 to 0666 although both fail. What is well stays well without a word,
 * with its evidence as it is now.
 */
export function compareFindings(
  node: { readonly clusterId: string; readonly nodeId: string },
  stored: ReadonlyMap<string, FindingState>,
  verdicts: readonly Verdict[],
  judgedRules: ReadonlySet<string>,
  time: number,
): Changes {
  const changed: FindingState[] = []
  const transitions: Transition[] = []
  const present = new Set<string>()
  for (const verdict of verdicts) {
    const id = findingId(node.clusterId, node.nodeId, verdict.rule, verdict.subject)
    const before = stored.get(id)
    present.add(id)
    if (before && sameAnswer(before, verdict)) continue
    const news = isNews(before, verdict)
    changed.push(news ? next(id, before, verdict, time) : { ...(before as FindingState), ...verdict })
    if (news) transitions.push(transition(id, before, verdict, time))
  }
  const removed = [...stored.values()].filter((each) => judgedRules.has(each.rule) && !present.has(each.id))
  transitions.push(...removed.map((each) => transition(each.id, each, undefined, time)))
  return { changed, removed, transitions }
}

/** True for what belongs into the history. */
function isNews(before: FindingState | undefined, verdict: Verdict): boolean {
  if (before?.outcome !== verdict.outcome || before.severity !== verdict.severity) return true
  const well = verdict.outcome === 'pass' || verdict.outcome === 'not-applicable'
  return !well && before.message !== verdict.message
}

function sameAnswer(before: FindingState, verdict: Verdict): boolean {
  return (
    before.outcome === verdict.outcome &&
    before.severity === verdict.severity &&
    before.message === verdict.message &&
    JSON.stringify(before.evidence) === JSON.stringify(verdict.evidence)
  )
}

function next(id: string, before: FindingState | undefined, verdict: Verdict, time: number): FindingState {
  if (!before) return { ...verdict, id, firstTime: time, changedTime: time }
  return {
    ...verdict,
    id,
    firstTime: before.firstTime,
    changedTime: time,
    previousOutcome: before.outcome,
    previousMessage: before.message,
  }
}

function transition(
  id: string,
  before: FindingState | undefined,
  verdict: Verdict | undefined,
  time: number,
): Transition {
  const { rule, subject, severity } = (verdict ?? before) as Verdict
  return {
    findingId: id,
    rule,
    subject,
    severity,
    ...(before ? { from: before.outcome, fromMessage: before.message } : {}),
    ...(verdict ? { to: verdict.outcome, toMessage: verdict.message } : {}),
    evidence: verdict?.evidence ?? [],
    time,
  }
}

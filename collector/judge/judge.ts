import { type Domain, isCollectorDomain } from '../../proto/index.ts'
import type { ObservationView } from '../../proto/view.ts'
import { type Context, type Evaluation, evaluate, factVariable, NodeDigest } from './cel.ts'
import { attempt, type FactObject, type Read, trackReads } from './fact.ts'
import type { Verdict } from './finding.ts'
import type { Outcome, Rule } from './rule.ts'

/** What the rules are judged on. */
export interface NodeFacts {
  /** Absent domains were not looked at yet. */
  readonly observations: ReadonlyMap<Domain, JudgedObservation>
}

export interface JudgedObservation {
  readonly view: ObservationView
  /** Version of the fact's meaning that the agent speaks. */
  readonly schema: number
}

/** Most subjects of one rule on one node. More are one finding that says so. */
const maxSubjects = 5000
/** Longest message, in characters. */
const maxMessage = 1000

/** Facts as rules read them, made once for all rules. */
export function openFacts(observations: NodeFacts['observations']): OpenFacts {
  const variables: Record<string, FactObject> = {}
  for (const [domain, { view }] of observations) {
    if (view.status === 'observed' && view.fact) variables[domain] = factVariable(domain, view.fact, view.gaps)
    // For the rules that do without it; others are not judged where it is absent.
    if (view.status === 'absent') variables[domain] = factVariable(domain, { absent: true })
  }
  return { observations, variables }
}

export interface OpenFacts extends NodeFacts {
  readonly variables: Readonly<Record<string, FactObject>>
}

/** Judges one rule on one node: one verdict, or one for each subject. Never throws for what a fact may hold. */
export function judgeRule(rule: Rule, facts: OpenFacts, now: Date): Verdict[] {
  if (!isAsked(rule, facts)) return []
  const missing = unmetNeed(rule, facts)
  if (missing) return [verdict(rule, '', missing)]
  const context: Context = { ...facts.variables, now, params: parameters(rule) }
  if (!rule.each) return [verdict(rule, '', placed(provenBy(rule, facts, answer(rule, context))))]
  const list = evaluate(rule.each.list, context)
  if (list.kind !== 'value') return [verdict(rule, '', withoutValue(list))]
  const items = list.value as readonly object[]
  if (items.length === 0) return [verdict(rule, '', noItems(rule, facts))]
  if (items.length > maxSubjects) {
    return [
      verdict(rule, '', {
        outcome: 'unknown',
        message: `${items.length} subjects, more than the ${maxSubjects} that are judged`,
        reads: [],
      }),
    ]
  }
  return oncePerSubject(items.map((item) => judgeItem(rule, item, context, facts)))
}

/** What the collector is not told to look at is no question: there is no finding, not even an unknown one. */
function isAsked(rule: Rule, facts: NodeFacts): boolean {
  return rule.needs.every(({ domain }) => {
    const status = facts.observations.get(domain)?.view.status
    return !isCollectorDomain(domain) || (status !== undefined && status !== 'absent')
  })
}

/** Nothing to judge: because there is nothing, or because it may be in what could not be read. */
function noItems(rule: Rule, facts: NodeFacts): Answer {
  const reads = rule.needs.map((need) => needRead(need.domain, 'nothing that the rule is about', ''))
  const unread = rule.needs.flatMap(({ domain }) => facts.observations.get(domain)?.view.gaps ?? [])
  const [first, ...others] = unread
  if (!first) return { outcome: 'not-applicable', message: 'there is none on this node', reads }
  const more = others.length > 0 ? ` and ${others.length} more` : ''
  return {
    outcome: 'unknown',
    message: `none was found, but not all could be read: ${first.path}: ${first.reason}${more}`,
    reads,
  }
}

/** What a rule over the cluster takes from one node. */
export function digestOf(
  rule: Rule,
  facts: OpenFacts,
  now: Date,
): { digest: unknown } | { unknown: string } | undefined {
  const missing = unmetNeed(rule, facts)
  if (missing) return missing.outcome === 'not-applicable' ? undefined : { unknown: missing.message }
  if (!rule.digest) return undefined
  const result = evaluate(rule.digest, { ...facts.variables, now, params: parameters(rule) })
  return result.kind === 'value' ? { digest: result.value } : { unknown: result.reason }
}

/** Judges a rule over the whole cluster from the digests of its nodes. */
export function judgeCluster(rule: Rule, nodes: readonly NodeDigest[], now: Date): Verdict[] {
  if (nodes.length === 0)
    return [verdict(rule, '', { outcome: 'not-applicable', message: 'no node has what the rule is about', reads: [] })]
  return [verdict(rule, '', answer(rule, { nodes, now, params: parameters(rule) }))]
}

interface Answer {
  readonly outcome: Outcome
  readonly message: string
  readonly reads: readonly Read[]
}

/** One of the rule's domains was not observed: then there is no answer; when all are absent there is no question. */
function unmetNeed(rule: Rule, facts: NodeFacts): Answer | undefined {
  const seen = rule.needs.map((need) => ({ ...need, observation: facts.observations.get(need.domain) }))
  if (seen.every((each) => each.observation?.view.status === 'absent')) {
    const names = seen.map((each) => each.domain).join(', ')
    return {
      outcome: 'not-applicable',
      message: `this node has no ${names}`,
      reads: seen.map((each) => needRead(each.domain, 'absent', '')),
    }
  }
  for (const { domain, schema, optional, observation } of seen) {
    const view = observation?.view
    if (!view) return unknownNeed(domain, 'not looked at yet')
    if (optional && view.status === 'absent') continue
    if (view.status !== 'observed')
      return unknownNeed(domain, view.status === 'absent' ? 'absent' : `${view.status}: ${view.reason ?? ''}`)
    if ((observation?.schema ?? 0) < schema) return unknownNeed(domain, 'agent too old')
  }
  return undefined
}

function unknownNeed(domain: string, reason: string): Answer {
  return { outcome: 'unknown', message: `${domain}: ${reason}`, reads: [needRead(domain, '', reason)] }
}

function needRead(domain: string, value: string, unknown: string): Read {
  const who = isCollectorDomain(domain) ? 'collector' : 'agent'
  return { field: domain, value, source: `the ${who}'s look at ${domain}`, ...(unknown ? { unknown } : {}) }
}

function judgeItem(rule: Rule, item: object, context: Context, facts: NodeFacts): Verdict {
  const each = rule.each as NonNullable<Rule['each']>
  const inner = { ...context, [each.name]: item }
  const { result } = trackReads(() => attempt(() => each.subject.run(inner)))
  const subject = 'value' in result ? String(result.value) : ''
  const answered = provenBy(rule, facts, answer(rule, inner))
  return verdict(rule, subject, {
    ...answered,
    message: shortMessage(answered),
    reads: answered.reads.map((read) => ({ ...read, field: shorten(read.field) })),
  })
}

/** What cannot be told is named as in the evidence. */
function shortMessage({ message, reads }: Answer): string {
  const told = reads.find((read) => message === `${read.field}: ${read.unknown}`)
  return told ? untold(shorten(told.field), told) : message
}

/** The same for a rule without subjects, whose fields are named whole. */
function placed(answered: Answer): Answer {
  const { message, reads } = answered
  const told = reads.find((read) => message === `${read.field}: ${read.unknown}`)
  return told ? { ...answered, message: untold(told.field, told) } : answered
}

/** A field is no file: what does not exist is the place where it is read, so that is said. */
function untold(field: string, { unknown, source }: Read): string {
  if (unknown !== 'does not exist' || source === '') return `${field}: ${unknown}`
  return `${field} is not known: where it is read does not exist (${source})`
}

/** `items[/etc/shadow].mode` → `mode`: the subject says which item. */
function shorten(field: string): string {
  return /^[A-Za-z]+\[.*\]\.([^\]]+)$/s.exec(field)?.[1] ?? field
}

/** Two items of the same name would be one finding with two answers: the worse one stands. */
function oncePerSubject(verdicts: readonly Verdict[]): Verdict[] {
  const order: readonly Outcome[] = ['error', 'fail', 'unknown', 'review', 'pass', 'not-applicable']
  const worst = new Map<string, Verdict>()
  for (const each of verdicts) {
    const other = worst.get(each.subject)
    if (!other || order.indexOf(each.outcome) < order.indexOf(other.outcome)) worst.set(each.subject, each)
  }
  return [...worst.values()]
}

function answer(rule: Rule, context: Context): Answer {
  const when = rule.when ? evaluate(rule.when, context) : undefined
  if (when && when.kind !== 'value') return withoutValue(when)
  if (when && when.value === false)
    return { outcome: 'not-applicable', message: 'the rule does not apply here', reads: when.reads }
  const check = rule.check ? evaluate(rule.check, context) : undefined
  if (check && check.kind !== 'value') return withoutValue(check, when?.reads)
  const outcome: Outcome = check?.value === true ? 'pass' : rule.review === undefined ? 'fail' : 'review'
  const message = evaluate(rule.message, context)
  const text = message.kind === 'value' ? String(message.value) : wordless(rule, outcome, message.reason)
  const reads = unique([...(check?.reads ?? message.reads), ...(when?.reads ?? [])])
  return { outcome, message: outcome === 'review' ? `${text}. To look at: ${rule.review}` : text, reads }
}

/** What is only written can prove that something is wrong, never that it is right: another process may run otherwise. */
function provenBy(rule: Rule, facts: NodeFacts, answered: Answer): Answer {
  if (answered.outcome !== 'pass' || rule.written) return answered
  const idle = rule.needs.find(({ domain }) => facts.observations.get(domain)?.view.notRunning)
  if (!idle) return answered
  const reason = facts.observations.get(idle.domain)?.view.notRunning ?? ''
  return {
    outcome: 'unknown',
    message: `${reason}. There: ${answered.message}`,
    reads: unique([...answered.reads, needRead(idle.domain, '', reason)]),
  }
}

/** The message reads more than the check had to: then the title says what holds or does not. */
function wordless(rule: Rule, outcome: Outcome, reason: string): string {
  return `${rule.title}: this ${outcome === 'pass' ? 'holds' : 'does not hold'}, although not all is known (${reason})`
}

function withoutValue(result: Exclude<Evaluation, { kind: 'value' }>, more: readonly Read[] = []): Answer {
  return { outcome: result.kind, message: result.reason, reads: unique([...result.reads, ...more]) }
}

function unique(reads: readonly Read[]): Read[] {
  return [...new Map(reads.map((read) => [read.field, read])).values()]
}

function verdict(rule: Rule, subject: string, { outcome, message, reads }: Answer): Verdict {
  const text = message.length > maxMessage ? `${message.slice(0, maxMessage)}…` : message
  return {
    rule: rule.id,
    severity: rule.severity,
    domain: rule.needs[0]?.domain ?? '',
    subject,
    outcome,
    message: text,
    evidence: reads,
  }
}

function parameters(rule: Rule): ReadonlyMap<string, unknown> {
  return new Map(
    Object.entries(rule.params).map(([name, value]) => [
      name,
      typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value,
    ]),
  )
}

export { NodeDigest }

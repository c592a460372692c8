import type { Outcome, Severity } from '../judge/rule.ts'
import { effectiveOutcome } from '../report/fold.ts'
import type { FindingView } from '../report/model.ts'
import { outcomeOrder, severityOrder } from './words.ts'

/** What is shown of all findings. Empty lists and texts narrow nothing. */
export interface Filter {
  /** Empty: what somebody must act on, `defaultOutcomes`. */
  readonly outcomes: readonly Outcome[]
  readonly severities: readonly Severity[]
  /** Words that must all occur in rule, title, node, subject or message. */
  readonly text: string
  readonly domain: string
  /** Exactly this node's, by name. */
  readonly node: string
  /** Exactly this rule's. */
  readonly rule: string
}

/** What the page shows below its summary. */
export const views = ['clusters', 'findings', 'compliance', 'processes', 'violations', 'events'] as const
export type View = (typeof views)[number]

/** What the address says: the cluster, the view, the filter, and what is open. */
export interface Address extends Filter {
  /** Id of the cluster that is shown; empty: the collector's own. */
  readonly cluster: string
  readonly view: View
  readonly finding: string
  /** Id of the profile that is open, or whose violations are shown. */
  readonly profile: string
  readonly violation: string
  /** State of profiles, kind of violations or events; empty: all. */
  readonly kind: string
  /** True: violations that somebody has seen are shown too. */
  readonly seen: boolean
}

export const defaultOutcomes: readonly Outcome[] = ['fail', 'error', 'unknown', 'review']

export const noFilter: Filter = { outcomes: [], severities: [], text: '', domain: '', node: '', rule: '' }

/** The page as it is first seen. */
export const noAddress: Address = {
  ...{ ...noFilter, cluster: '', view: 'findings' },
  ...{ finding: '', profile: '', violation: '', kind: '', seen: false },
}

/** Reads the query of an address. Values that mean nothing are left out. */
export function parseAddress(search: string): Address {
  const params = new URLSearchParams(search)
  return {
    cluster: params.get('cluster') ?? '',
    view: views.find((each) => each === params.get('view')) ?? 'findings',
    outcomes: known(outcomeOrder, params.get('outcome')),
    severities: known(severityOrder, params.get('severity')),
    text: params.get('q') ?? '',
    domain: params.get('domain') ?? '',
    node: params.get('node') ?? '',
    rule: params.get('rule') ?? '',
    finding: params.get('finding') ?? '',
    profile: params.get('profile') ?? '',
    violation: params.get('violation') ?? '',
    kind: params.get('kind') ?? '',
    seen: params.get('seen') === 'too',
  }
}

/** The address of this view, filter and finding, relative to the page. */
export function formatAddress(address: Address): string {
  const params = new URLSearchParams()
  const set = (name: string, value: string) => value && params.set(name, value)
  set('cluster', address.cluster)
  set('view', address.view === 'findings' ? '' : address.view)
  set('outcome', address.outcomes.join(','))
  set('severity', address.severities.join(','))
  set('q', address.text)
  set('domain', address.domain)
  set('node', address.node)
  set('rule', address.rule)
  set('finding', address.finding)
  set('profile', address.profile)
  set('violation', address.violation)
  set('kind', address.kind)
  set('seen', address.seen ? 'too' : '')
  return params.size === 0 ? '/' : `/?${params.toString().replaceAll('%2C', ',')}`
}

function known<T extends string>(all: readonly T[], text: string | null): readonly T[] {
  const asked = text?.split(',') ?? []
  return all.filter((each) => asked.includes(each))
}

/** The chosen outcomes, or those that are shown when none is chosen. */
export function shownOutcomes(filter: Filter): readonly Outcome[] {
  return filter.outcomes.length > 0 ? filter.outcomes : defaultOutcomes
}

/** `chosen` with `item` added or taken out, in the order of `all`; empty where that is the same as choosing nothing. */
export function toggled<T>(
  chosen: readonly T[],
  item: T,
  all: readonly T[],
  whenEmpty: readonly T[] = all,
): readonly T[] {
  const next = all.filter((each) => (each === item ? !chosen.includes(item) : chosen.includes(each)))
  const isDefault = next.length === whenEmpty.length && next.every((each) => whenEmpty.includes(each))
  return isDefault ? [] : next
}

/** True where something is narrowed. */
export function isNarrowed(filter: Filter): boolean {
  const { outcomes, severities, text, domain, node, rule } = filter
  return formatAddress({ ...noAddress, outcomes, severities, text, domain, node, rule }) !== '/'
}

/**
 * The question to the API whose answer holds all that the filter shows. It knows answers as they were given: for `unknown`
 * it must also give what silent nodes said last.
 */
export function findingsQuestion(filter: Filter): string {
  const shown = shownOutcomes(filter)
  const asked = outcomeOrder.filter(
    (each) => shown.includes(each) || (shown.includes('unknown') && defaultOutcomes.includes(each)),
  )
  const params = new URLSearchParams(asked.map((each) => ['outcome', each]))
  const least = severityOrder.findLast((each) => filter.severities.includes(each))
  if (least) params.set('minSeverity', least)
  if (filter.node) params.set('node', filter.node)
  if (filter.rule) params.set('rule', filter.rule)
  return params.toString()
}

/** The findings that the filter shows, worst first. */
export function selectFindings(findings: readonly FindingView[], filter: Filter): FindingView[] {
  const outcomes = shownOutcomes(filter)
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  const shown = findings.filter(
    (each) =>
      // What passed before its node fell silent counts as unknown; people look for it among what passed.
      outcomes.includes(each.outcome === 'pass' ? 'pass' : effectiveOutcome(each)) &&
      (filter.severities.length === 0 || filter.severities.includes(each.severity)) &&
      (filter.domain === '' || each.domain === filter.domain) &&
      holdsWords(each, words),
  )
  return shown.sort(compareFindings)
}

function holdsWords(finding: FindingView, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const { rule, title, nodeName, subject, message } = finding
  const text = `${rule}\n${title}\n${nodeName}\n${subject}\n${message}`.toLowerCase()
  return words.every((word) => text.includes(word))
}

function compareFindings(a: FindingView, b: FindingView): number {
  return (
    severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity) ||
    outcomeOrder.indexOf(effectiveOutcome(a)) - outcomeOrder.indexOf(effectiveOutcome(b)) ||
    compareText(a.rule, b.rule) ||
    compareText(a.nodeName, b.nodeName) ||
    compareText(a.subject, b.subject)
  )
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

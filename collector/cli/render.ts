import { csv } from '../../lib/csv.ts'
import { printable } from '../../lib/printable.ts'
import { type Column, type Terminal, table, wrap } from '../../lib/terminal.ts'
import { type Outcome, outcomes, type Severity, severities } from '../judge/rule.ts'
import { foldFindings } from '../report/fold.ts'
import type { ChangeView, Counts, FindingView, Report } from '../report/model.ts'
import { damagedText, replicaText } from '../report/storageview.ts'

type Shown = Pick<FindingView, 'rule' | 'severity' | 'outcome' | 'subject' | 'message' | 'title'> & {
  readonly nodeName?: string
}

/** Colour of a severity. */
export function severityStyle(terminal: Terminal, severity: string): (text: string) => string {
  const style =
    { critical: ['bold', 'red'], high: ['red'], medium: ['yellow'], low: ['cyan'], info: ['gray'] }[severity] ?? []
  return (text) => (style.length > 0 ? terminal.style(style as Parameters<Terminal['style']>[0], text) : text)
}

const outcomeStyles = {
  pass: 'green',
  fail: 'red',
  review: 'magenta',
  'not-applicable': 'gray',
  unknown: 'yellow',
  error: 'redBright',
} as const

export function outcomeText(terminal: Terminal, outcome: Outcome): string {
  return terminal.style(outcomeStyles[outcome], outcome)
}

/** Failures first, then what has no answer; worst severity first. */
export function sortFindings<F extends Shown>(findings: readonly F[]): F[] {
  const order: readonly Outcome[] = ['fail', 'error', 'unknown', 'review', 'pass', 'not-applicable']
  return [...findings].sort(
    (a, b) =>
      severities.indexOf(b.severity) - severities.indexOf(a.severity) ||
      order.indexOf(a.outcome) - order.indexOf(b.outcome) ||
      (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : a.subject < b.subject ? -1 : 1),
  )
}

/** Findings as a table that fits. */
export function findingTable(findings: readonly Shown[], terminal: Terminal, withNode: boolean): string[] {
  const columns: Column[] = [
    { title: 'SEVERITY', style: (text) => severityStyle(terminal, text.trim())(text) },
    { title: 'OUTCOME', style: (text) => terminal.style(outcomeStyles[text.trim() as Outcome] ?? 'reset', text) },
    ...(withNode ? [{ title: 'NODE' }] : []),
    { title: 'RULE' },
    { title: 'WHAT', flexible: true },
  ]
  const rows = findings.map((each) => {
    const what =
      each.subject && !each.message.includes(each.subject) ? `${each.subject}: ${each.message}` : each.message
    return [each.severity, each.outcome, ...(withNode ? [each.nodeName ?? ''] : []), each.rule, what]
  })
  return table(columns, rows, terminal.width)
}

/** The worst findings, many of one rule by the first of them, and how to see the others. */
function worstTable({ worst, nodes }: Report, terminal: Terminal, most: number): string[] {
  const rows = foldFindings(sortFindings(worst)).slice(0, most)
  const [head = '', ...lines] = findingTable(
    rows.map(({ finding }) => finding),
    terminal,
    nodes.length > 1,
  )
  const more = (rule: string) => terminal.style('gray', `    … more of it: merlon report --rule ${printable(rule)}`)
  const folded = rows.flatMap((row, at) => [lines[at] ?? '', ...(row.more > 0 ? [more(row.finding.rule)] : [])])
  return [head, ...folded]
}

const csvHeader = ['node', 'severity', 'outcome', 'rule', 'subject', 'message', 'title', 'references', 'remediation']

type Exported = Shown & Pick<FindingView, 'references' | 'remediation'>

/** Findings as CSV, for spreadsheets. */
export function findingsCsv(findings: readonly Exported[], nodeName = ''): string {
  const rows = findings.map((each) => [
    each.nodeName ?? nodeName,
    ...[each.severity, each.outcome, each.rule, each.subject, each.message, each.title],
    Object.entries(each.references)
      .map(([name, ids]) => `${name} ${ids.join(' ')}`)
      .join('; '),
    each.remediation,
  ])
  return csv(csvHeader, rows)
}

/** `12 pass, 3 fail, 2 unknown`: what there is none of is left out, but never what could not be answered. */
export function countsLine(counts: Counts): string {
  const words: [keyof Counts, string][] = [
    ['pass', 'pass'],
    ['fail', 'fail'],
    ['review', 'to review'],
    ['notApplicable', 'not applicable'],
  ]
  const said = words.filter(([key]) => counts[key] > 0).map(([key, word]) => `${counts[key]} ${word}`)
  return said.join(', ') || 'nothing judged'
}

/** The last line of every report: how many questions have no answer. Where none was asked, none was answered. */
export function unansweredLine(counts: Counts): string {
  const number = counts.unknown + counts.error
  if (Object.values(counts).every((each) => each === 0)) return 'Nothing was judged yet.'
  if (number === 0) return 'Every question was answered.'
  return `${number} ${number === 1 ? 'question' : 'questions'} could not be answered${counts.error > 0 ? ` (${counts.error} by a fault of the rule)` : ''}.`
}

/** Counts of findings that are at hand. */
export function countFindings(findings: readonly { readonly outcome: Outcome }[]): Counts {
  const count = (outcome: Outcome) => findings.filter((each) => each.outcome === outcome).length
  const [pass = 0, fail = 0, review = 0, notApplicable = 0, unknown = 0, error = 0] = outcomes.map(count)
  return { pass, fail, review, notApplicable, unknown, error }
}

/** The report of the cluster, for a terminal. */
export function renderReport(report: Report, terminal: Terminal, most = 12): string[] {
  const { coverage } = report
  const bold = (text: string) => terminal.style('bold', text)
  const gaps = [
    [coverage.stale, 'late'],
    [coverage.silent, 'silent'],
    [coverage.neverSeen, 'never seen'],
    [coverage.unobservable ?? 0, 'cannot be observed'],
    [coverage.excluded ?? 0, 'excluded'],
  ].filter(([number]) => Number(number) > 0)
  const nodes = `${coverage.reporting} of ${coverage.expected} ${coverage.expected === 1 ? 'node' : 'nodes'} reporting`
  const lines = [
    `${bold('Merlon')}  cluster ${printable(report.clusterName)}  ${terminal.style('gray', report.asOf.replace(/\.\d+Z/, 'Z'))}`,
    `${bold('Coverage')}  ${[nodes, ...gaps.map(([number, word]) => `${number} ${word}`)].join(', ')}`,
    `${bold('Score')}     ${report.score === undefined ? 'no answer yet' : `${report.score} of 100`}   ${countsLine(report.counts)}`,
    `${bold('Failing')}   ${severityLine(report, terminal)}`,
    ...violationLines(report, terminal),
    ...storageLines(report, terminal),
    ...report.nodes.slice(0, 10).flatMap((node) => nodeLines(node, terminal)),
    ...report.ruleChanges.map((change) =>
      terminal.style('yellow', `Rule changed by configuration: ${printable(change)}`),
    ),
  ]
  if (report.worst.length > 0) lines.push('', bold('Worst findings'), ...worstTable(report, terminal, most))
  if (report.changes.length > 0)
    lines.push(
      '',
      bold('Last changes'),
      ...report.changes.slice(0, Math.ceil(most / 2)).flatMap((each) => changeLines(each, terminal)),
    )
  return [...lines, '', unansweredLine(report.counts)]
}

/** What ran and is not allowed, where there is any; what found no room is said in any case. */
function violationLines({ violations }: Report, terminal: Terminal): string[] {
  if (!violations) return []
  const open = violations.open.filter(({ count }) => count > 0).map(({ severity, count }) => `${count} ${severity}`)
  const more = [
    ...(violations.suppressed > 0 ? [`${violations.suppressed} more found no room`] : []),
    ...(violations.unlearned > 0 ? [`${violations.unlearned} are of places for which there is no room`] : []),
  ]
  if (open.length + more.length === 0) return []
  const text = `${[...open, ...more].join(', ')}   merlon violations`
  return [`${terminal.style('bold', 'Not allowed')}  ${text}`]
}

/** What was put aside, and how late the report may be. */
function storageLines({ storage }: Report, terminal: Terminal): string[] {
  if (!storage) return []
  const { damaged, replica } = storage
  const line = (text: string) =>
    `${terminal.style('bold', 'Storage')}   ${wrap(text, terminal.width - 10, '          ')}`
  const late = (text: string) => (replica?.behindSeconds === undefined ? terminal.style('yellow', text) : text)
  return [
    ...damaged.map((each) => terminal.style('yellow', line(damagedText(each)))),
    ...(replica ? [late(line(replicaText(replica)))] : []),
  ]
}

function nodeLines(node: Report['nodes'][number], terminal: Terminal): string[] {
  const about = [node.roles.join(', ') || 'no Kubernetes role', node.kubeletVersion, node.state]
    .filter((text) => text !== '')
    .join(', ')
  const troubles = node.domains.filter(
    (domain) => domain.status === 'denied' || domain.status === 'failed' || domain.gaps > 0,
  )
  return [
    `${terminal.style('bold', 'Node')}      ${printable(node.name)}  ${terminal.style('gray', printable(about))}`,
    ...troubles.map((domain) => {
      const what =
        domain.gaps > 0 && domain.status === 'observed'
          ? `${domain.gaps} ${domain.gaps === 1 ? 'part' : 'parts'} could not be read`
          : `${domain.status}: ${domain.reason}`
      return terminal.style('yellow', `          ${domain.domain}: ${wrap(what, terminal.width - 12, '            ')}`)
    }),
    ...node.degraded.map((text) => terminal.style('yellow', `          ${printable(text)}`)),
  ]
}

function severityLine(report: Report, terminal: Terminal): string {
  const parts = report.severities.map(({ severity, fail }: { severity: Severity; fail: number }) => {
    const text = `${fail} ${severity}`
    return fail > 0 ? severityStyle(terminal, severity)(text) : terminal.style('gray', text)
  })
  return parts.join('  ')
}

/** What changed, when, from what to what. */
export function changeLines(change: ChangeView, terminal: Terminal): string[] {
  const from = change.from === undefined ? 'new' : outcomeText(terminal, change.from)
  const to = change.to === undefined ? 'gone' : outcomeText(terminal, change.to)
  const subject = change.subject ? ` ${printable(change.subject)}` : ''
  const words =
    change.toMessage && change.fromMessage && change.toMessage !== change.fromMessage
      ? `${change.fromMessage} → ${change.toMessage}`
      : (change.toMessage ?? change.fromMessage ?? '')
  return [
    `${terminal.style('gray', change.time.replace(/\.\d+Z/, 'Z'))}  ${from} → ${to}  ${change.rule}${subject}`,
    `    ${wrap(words, terminal.width - 4, '    ')}`,
  ]
}

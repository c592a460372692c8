import { csv } from '../../lib/csv.ts'
import { printable } from '../../lib/printable.ts'
import { type Column, type Terminal, table, wrap } from '../../lib/terminal.ts'
import type { RulePack } from '../judge/pack.ts'
import type { Outcome } from '../judge/rule.ts'
import { type Benchmark, kindOf } from '../report/benchmark.ts'
import { type ComplianceFinding, openCompliance } from '../report/compliance.ts'
import type { Compliance, ComplianceAnswer, ControlResult } from '../report/compliancemodel.ts'
import { checkBenchmark, loadBenchmarks } from '../rulebook/benchmarks.ts'
import { exitCodes, type FailOn, isUnanswered } from './failure.ts'
import { countsLine, outcomeText, unansweredLine } from './render.ts'
import type { ScanReport } from './scan.ts'

/** `--benchmark`: a name, or true for each node's own. */
export type AskedBenchmark = string | true

/** How the scanned node stands. Throws a RulesError for a benchmark that does not exist. */
export function scanCompliance(report: ScanReport, pack: RulePack, asked: AskedBenchmark): Compliance {
  const benchmarks = loadBenchmarks(pack)
  if (asked !== true) checkBenchmark(benchmarks, asked, '--benchmark')
  const tally = openCompliance({ benchmarks, pack, asked: asked === true ? undefined : asked })
  const kind = kindOf(report.facts['node']?.fact ?? {})
  const findings: readonly ComplianceFinding[] = report.findings
  tally.add({ id: 'scan', name: report.node.name, state: 'reporting', ...kind, findings })
  return tally.result({ clusterId: 'scan', clusterName: '', asOf: report.asOf })
}

/** The exit code for these controls: a control has no severity, so any level counts but `none`. */
export function complianceExitCode({ benchmarks }: Compliance, { failOn, failOnUnknown }: FailOn): number {
  if (failOn === 'none') return exitCodes.clean
  const outcomes = benchmarks.flatMap((each) => each.controls.map((control) => control.outcome))
  const bad = outcomes.some((each) => each === 'fail' || (failOnUnknown && isUnanswered(each)))
  return bad ? exitCodes.findings : exitCodes.clean
}

/** For a terminal: each benchmark with the reason for it, its controls, and the counts last. */
export function renderCompliance(compliance: Compliance, terminal: Terminal): string[] {
  const unseen = compliance.nodes.filter((node) => node.state === 'never-seen')
  const missing = `${unseen.length} never seen: ${unseen.map((node) => printable(node.name)).join(', ')}`
  return [
    ...compliance.benchmarks.flatMap((each) => benchmarkLines(each, compliance, terminal)),
    ...(unseen.length > 0 ? [terminal.style('yellow', wrap(missing, terminal.width, '  '))] : []),
    ...(compliance.benchmarks.length === 0 ? ['No node has reported yet.'] : []),
  ]
}

function benchmarkLines(
  benchmark: Compliance['benchmarks'][number],
  { nodes }: Compliance,
  terminal: Terminal,
): string[] {
  const own = nodes.filter((node) => node.benchmark === benchmark.id)
  const reasons = Map.groupBy(own, (node) => node.reason + (node.warning ? `. Mind: ${node.warning}` : ''))
  const columns: Column[] = [
    { title: 'CONTROL' },
    { title: 'OUTCOME', style: (text) => outcomeText(terminal, text.trim() as Outcome) + trailing(text) },
    { title: 'BY' },
    { title: 'WHAT', flexible: true },
  ]
  const rows = benchmark.controls.map((each) => [
    each.id,
    each.outcome,
    each.assessment ?? '',
    what(each, own.length > 1),
  ])
  return [
    terminal.style('bold', benchmark.title),
    ...[...reasons].map(([reason, those]) => wrap(`${namesOf(those)}: ${reason}`, terminal.width, '  ')),
    '',
    ...table(columns, rows, terminal.width),
    '',
    `${countsLine(benchmark.counts)}.`,
    unansweredLine(benchmark.counts),
    '',
  ]
}

function trailing(text: string): string {
  return ' '.repeat(text.length - text.trimEnd().length)
}

/** Most names in one line. */
const maxNames = 5

function namesOf(nodes: Compliance['nodes']): string {
  const names = nodes.slice(0, maxNames).map((node) => node.name || 'unnamed node')
  return nodes.length > maxNames ? `${names.join(', ')} and ${nodes.length - maxNames} more` : names.join(', ')
}

/** What holds, or the worst of what does not. */
function what({ title, outcome, answers }: ControlResult, withNode: boolean): string {
  const [worst] = answers
  if (!worst || outcome === 'pass') return title
  const more = answers.filter((each) => each.outcome === outcome).length - 1
  return `${about(worst, withNode)}${more > 0 ? ` (and ${more} more)` : ''}`
}

function about({ nodeName, subject, message }: ComplianceAnswer, withNode: boolean): string {
  const place = subject && !message.includes(subject) ? `${subject}: ` : ''
  return `${withNode ? `${nodeName}: ` : ''}${place}${message}`
}

/** Controls as CSV, for spreadsheets. */
export function complianceCsv({ benchmarks }: Compliance): string {
  const header = ['benchmark', 'control', 'outcome', 'assessment', 'title', 'what']
  const counted = ['pass', 'fail', 'review', 'notApplicable', 'unknown', 'error'] as const
  const rows = benchmarks.flatMap(({ id, nodes, controls }) =>
    controls.map((each) => [
      ...[id, each.id, each.outcome, each.assessment ?? '', each.title, what(each, nodes > 1)],
      ...counted.map((key) => String(each.counts[key])),
    ]),
  )
  return csv([...header, ...counted], rows)
}

/** The benchmarks, for a terminal. */
export function benchmarkTable(benchmarks: readonly Benchmark[], terminal: Terminal): string[] {
  const columns = [
    { title: 'BENCHMARK' },
    { title: 'TITLE', flexible: true },
    { title: 'FOR' },
    { title: 'KUBERNETES' },
    { title: 'CONTROLS' },
  ]
  const rows = benchmarks.map(({ id, title, distributions, kubernetes, controls }) => [
    ...[id, title, distributions.join(', ') || 'all others'],
    ...[kubernetes ? `${kubernetes.from} to ${kubernetes.to}` : 'not named', String(controls.length)],
  ])
  return table(columns, rows, terminal.width)
}

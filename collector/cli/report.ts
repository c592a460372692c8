import { printableJson } from '../../lib/printable.ts'
import { terminalOf } from '../../lib/terminal.ts'
import type { Compliance } from '../report/compliancemodel.ts'
import type { NodeView } from '../report/model.ts'
import { type ClientOptions, openClient } from './client.ts'
import { type AskedBenchmark, complianceCsv, complianceExitCode, renderCompliance } from './compliance.ts'
import { CliError, exitCode, exitCodes, type FailOn } from './failure.ts'
import { findingsCsv, findingTable, renderReport, sortFindings } from './render.ts'

export interface ReportOptions extends ClientOptions, FailOn {
  readonly format: 'table' | 'json' | 'csv'
  readonly outcomes: readonly string[]
  readonly minSeverity?: string
  readonly nodes: readonly string[]
  readonly rules: readonly string[]
  readonly watch: boolean
  /** How the nodes stand against a benchmark instead of their findings. */
  readonly benchmark?: AskedBenchmark
}

/** Prints the cluster's report, or the findings that are asked for; returns the exit code. */
export async function runReport(options: ReportOptions, out: NodeJS.WriteStream): Promise<number> {
  if (options.watch && options.benchmark) throw new CliError('--watch shows the report; leave it away with --benchmark')
  const client = openClient(options)
  try {
    if (options.watch) return await watchReport(client, options, out)
    if (options.benchmark) return printCompliance(await client.compliance(complianceQuery(options)), options, out)
    const narrowed =
      options.outcomes.length + options.nodes.length + options.rules.length > 0 || options.minSeverity !== undefined
    const report = await client.report()
    const findings = await client.findings(options)
    if (options.format === 'json') out.write(`${printableJson({ ...report, findings })}\n`)
    else if (options.format === 'csv') out.write(findingsCsv(sortFindings(findings)))
    else if (narrowed)
      out.write(
        `${[...findingTable(sortFindings(findings), terminalOf(out), true), '', `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`].join('\n')}\n`,
      )
    else out.write(`${renderReport(report, terminalOf(out)).join('\n')}\n`)
    return options.failOnUnknown && options.failOn !== 'none' && report.nodes.some((node) => isUnseen(node, options))
      ? exitCodes.findings
      : exitCode(findings, options)
  } finally {
    client.close()
  }
}

function complianceQuery({ benchmark, nodes }: ReportOptions) {
  return { nodes, ...(typeof benchmark === 'string' ? { benchmark } : {}) }
}

function printCompliance(compliance: Compliance, options: ReportOptions, out: NodeJS.WriteStream): number {
  if (options.format === 'json') out.write(`${printableJson(compliance)}\n`)
  else if (options.format === 'csv') out.write(complianceCsv(compliance))
  else out.write(`${renderCompliance(compliance, terminalOf(out)).join('\n')}\n`)
  return complianceExitCode(compliance, options)
}

/** Nothing that a node said holds any more, or it never said anything: all its questions are without an answer. */
function isUnseen(node: NodeView, { nodes }: ReportOptions): boolean {
  const asked = nodes.length === 0 || nodes.includes(node.name) || nodes.includes(node.id)
  return asked && (node.state === 'silent' || node.state === 'never-seen')
}

function watchReport(
  client: ReturnType<typeof openClient>,
  options: ReportOptions,
  out: NodeJS.WriteStream,
): Promise<number> {
  return new Promise((done) => {
    const stop = client.watch(
      (report) => {
        const text =
          options.format === 'json' ? printableJson(report, 0) : renderReport(report, terminalOf(out)).join('\n')
        out.write(terminalOf(out).interactive && options.format === 'table' ? `\u001b[H\u001b[J${text}\n` : `${text}\n`)
      },
      (reason) => {
        process.stderr.write(`merlon: ${reason}\n`)
        done(2)
      },
    )
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => {
        stop()
        done(0)
      })
  })
}

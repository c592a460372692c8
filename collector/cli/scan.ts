// The one place where agent and collector meet in one process: a node is inspected and judged without any server.
import { opendirSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { globsSchema, liveTlsPortsSchema, pathsSchema } from '../../agent/config.ts'
import { openHost } from '../../agent/host/host.ts'
import { openWanted } from '../../agent/host/wanted.ts'
import { observe } from '../../agent/inspect/observe.ts'
import { inspectors } from '../../agent/inspect/registry.ts'
import { printable, printableJson } from '../../lib/printable.ts'
import { type Terminal, terminalOf, wrap } from '../../lib/terminal.ts'
import { version } from '../../lib/version.ts'
import type { JsonObject, ObservationView } from '../../proto/view.ts'
import { findingId } from '../judge/finding.ts'
import { digestOf, judgeCluster, judgeRule, NodeDigest, openFacts } from '../judge/judge.ts'
import type { Override, RulePack } from '../judge/pack.ts'
import { decodeAll, domainOrder } from '../judging.ts'
import type { Counts, FindingView } from '../report/model.ts'
import { nodeIdentity } from '../report/report.ts'
import { builtInRules, loadPack } from '../rulebook/load.ts'
import {
  type AskedBenchmark,
  complianceCsv,
  complianceExitCode,
  renderCompliance,
  scanCompliance,
} from './compliance.ts'
import { CliError, exitCode, type FailOn } from './failure.ts'
import { countFindings, countsLine, findingsCsv, findingTable, sortFindings, unansweredLine } from './render.ts'

export interface ScanOptions extends FailOn {
  /** The directory that holds the node's files; `/` for this machine. */
  readonly root: string
  readonly format: 'table' | 'json' | 'csv'
  /** Times are judged as of then. */
  readonly asOf: Date
  readonly ruleDirectories: readonly string[]
  readonly overrides: Readonly<Record<string, Override>>
  /** More files with certificates, as patterns. */
  readonly certificateGlobs?: readonly string[]
  /** A file with the passwords of PKCS#12 archives. */
  readonly pkcs12PasswordFile?: string
  /** Whether handshakes are made with what this machine serves by TLS. */
  readonly liveTls?: boolean
  /** With more ports than those of components. */
  readonly liveTlsPorts?: readonly string[]
  /** More files and directories in which credentials may lie. */
  readonly credentialPaths?: readonly string[]
  /** Passing and not applicable ones too. */
  readonly all: boolean
  /** How the node stands against a benchmark instead of its findings. */
  readonly benchmark?: AskedBenchmark
}

type ScanFinding = Omit<FindingView, 'clusterId' | 'nodeId' | 'nodeName' | 'firstTime' | 'changedTime' | 'stale'>

/** What a scan prints as JSON: others script against it. */
export interface ScanReport {
  readonly apiVersion: 'merlon.dev/v1'
  readonly kind: 'ScanReport'
  readonly merlon: { readonly version: string; readonly rulePack: string }
  /** RFC 3339. */
  readonly asOf: string
  readonly node: { readonly name: string; readonly roles: readonly string[]; readonly kubeletVersion: string }
  readonly facts: Readonly<Record<string, ObservationView>>
  readonly findings: readonly ScanFinding[]
  readonly summary: Counts
}

/** Inspects and judges once. Throws a CliError for a root that is none. */
export async function scan(
  options: Omit<ScanOptions, 'format' | 'all' | keyof FailOn>,
  pack: RulePack = scanPack(options),
): Promise<ScanReport> {
  const root = checkedRoot(options.root)
  const host = openHost(root, wantedOf(options))
  const bytes = new Map<string, Uint8Array>()
  for (const inspector of inspectors) bytes.set(inspector.domain, (await observe(inspector, host)).bytes)
  return reportOf(bytes, pack, options.asOf)
}

function scanPack({ ruleDirectories, overrides }: Pick<ScanOptions, 'ruleDirectories' | 'overrides'>): RulePack {
  return loadPack([builtInRules, ...ruleDirectories], overrides, version)
}

function wantedOf(options: Parameters<typeof scan>[0]) {
  const {
    certificateGlobs = [],
    pkcs12PasswordFile = '',
    liveTls = false,
    liveTlsPorts = [],
    credentialPaths = [],
  } = options
  const globs = globsSchema.safeParse(certificateGlobs)
  if (!globs.success) throw new CliError(`--certificate-globs: ${globs.error.issues[0]?.message}`)
  if (liveTlsPorts.length > 0 && !liveTls) throw new CliError('--live-tls-ports needs --live-tls')
  const ports = liveTlsPortsSchema.safeParse(liveTlsPorts)
  if (!ports.success) throw new CliError(`--live-tls-ports: ${ports.error.issues[0]?.message}`)
  const paths = pathsSchema.safeParse(credentialPaths)
  if (!paths.success) throw new CliError(`--credential-paths: ${paths.error.issues[0]?.message}`)
  return openWanted(globs.data, pkcs12PasswordFile, { enabled: liveTls, ports: ports.data }, paths.data)
}

function reportOf(bytes: ReadonlyMap<string, Uint8Array>, pack: RulePack, asOf: Date): ScanReport {
  const observations = decodeAll([...bytes].map(([domain, bytes]) => ({ domain, bytes })))
  const fact = observations.get('node')?.view.fact ?? {}
  const name = nodeName(fact)
  const findings = judgeAll(observations, pack, name, asOf)
  return {
    apiVersion: 'merlon.dev/v1',
    kind: 'ScanReport',
    merlon: { version, rulePack: pack.version },
    asOf: `${asOf.toISOString().slice(0, 19)}Z`,
    node: { name, ...nodeIdentity(fact) },
    facts: Object.fromEntries(
      [...observations]
        .sort(([a], [b]) => domainOrder(a) - domainOrder(b))
        .map(([domain, each]) => [domain, each.view]),
    ),
    findings,
    summary: countFindings(findings),
  }
}

function judgeAll(observations: ReturnType<typeof decodeAll>, pack: RulePack, name: string, asOf: Date): ScanFinding[] {
  const facts = openFacts(observations)
  const verdicts = pack.rules.flatMap((rule) => {
    if (rule.scope === 'node') return judgeRule(rule, facts, asOf)
    const digest = digestOf(rule, facts, asOf)
    return judgeCluster(
      rule,
      digest ? [new NodeDigest({ id: name, name, roles: [], digest: undefined, ...digest })] : [],
      asOf,
    )
  })
  const rules = new Map(pack.rules.map((rule) => [rule.id, rule]))
  return sortFindings(
    verdicts.map((verdict) => {
      const rule = rules.get(verdict.rule)
      const about = {
        title: rule?.title ?? '',
        references: rule?.references ?? {},
        remediation: rule?.remediation ?? '',
        ...(rule ? { level: rule.level } : {}),
      }
      return { id: findingId('scan', name, verdict.rule, verdict.subject), ...verdict, ...about }
    }),
  )
}

function nodeName(fact: JsonObject): string {
  const name = fact['name'] as { value?: string } | undefined
  return name?.value ?? ''
}

function checkedRoot(root: string): string {
  const path = resolve(root)
  if (path === '/' && process.platform !== 'linux')
    throw new CliError(
      `this machine is ${process.platform}, not Linux; \`merlon scan --root DIR\` inspects a directory that holds a node's files`,
    )
  try {
    if (statSync(path).isDirectory()) {
      // Not asked by access(2), which forgets the capabilities that a user other than root may have.
      opendirSync(path).closeSync()
      statSync(`${path}/.`)
      return path
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    throw new CliError(code === 'ENOENT' ? `${root}: no such directory` : `${root}: cannot be read (${code})`)
  }
  throw new CliError(`${root}: not a directory`)
}

/** The command: prints the report, returns the exit code. */
export async function runScan(options: ScanOptions, out: NodeJS.WriteStream): Promise<number> {
  const pack = scanPack(options)
  const report = await scan(options, pack)
  if (options.benchmark) {
    const compliance = scanCompliance(report, pack, options.benchmark)
    if (options.format === 'json') out.write(`${printableJson({ ...report, compliance })}\n`)
    else if (options.format === 'csv') out.write(complianceCsv(compliance))
    else out.write(`${renderCompliance(compliance, terminalOf(out)).join('\n')}\n`)
    return complianceExitCode(compliance, options)
  }
  if (options.format === 'json') out.write(`${printableJson(report)}\n`)
  else if (options.format === 'csv') out.write(findingsCsv(report.findings, report.node.name))
  else out.write(`${renderScan(report, terminalOf(out), options.all).join('\n')}\n`)
  return exitCode(report.findings, options)
}

/** The report for a terminal: what is wrong first, the last line how much is not known. */
export function renderScan(report: ScanReport, terminal: Terminal, all: boolean): string[] {
  const { node, summary } = report
  const bold = (text: string) => terminal.style('bold', text)
  const about = [node.roles.join(', ') || 'no Kubernetes role', node.kubeletVersion]
    .filter((text) => text !== '')
    .join(', ')
  const shown = report.findings.filter((each) => all || (each.outcome !== 'pass' && each.outcome !== 'not-applicable'))
  const troubles = Object.entries(report.facts).flatMap(([domain, view]) => troubleLines(domain, view, terminal))
  return [
    `${bold(printable(node.name) || 'unnamed node')}  ${terminal.style('gray', printable(about))}`,
    '',
    ...(shown.length > 0 ? findingTable(shown, terminal, false) : [nothingShown(report)]),
    ...(troubles.length > 0 ? ['', bold('Not seen'), ...troubles.map((line) => terminal.style('yellow', line))] : []),
    '',
    `${countsLine(summary)}. \`merlon explain RULE\` says why.`,
    unansweredLine(summary),
  ]
}

function nothingShown({ findings }: ScanReport): string {
  if (findings.length === 0) return 'Nothing to show.'
  return 'Nothing to show: every question that applies was answered, and well.'
}

/** Most parts of one domain that could not be read and are named. */
const maxTroubles = 10

function troubleLines(domain: string, view: ObservationView, terminal: Terminal): string[] {
  const line = (text: string) => `  ${domain}: ${wrap(text, terminal.width - domain.length - 4, '    ')}`
  if (view.status === 'denied' || view.status === 'failed') return [line(`${view.status}: ${view.reason ?? ''}`)]
  const idle = view.notRunning ? [line(view.notRunning)] : []
  const gaps = view.gaps ?? []
  const more = gaps.length > maxTroubles ? [line(`… and ${gaps.length - maxTroubles} more`)] : []
  return [...idle, ...gaps.slice(0, maxTroubles).map((gap) => line(`${gap.path}: ${gap.reason}`)), ...more]
}

import { printable } from '../../lib/printable.ts'
import { type Terminal, terminalOf, wrap } from '../../lib/terminal.ts'
import { version } from '../../lib/version.ts'
import type { RulePack } from '../judge/pack.ts'
import type { Rule } from '../judge/rule.ts'
import type { ChangeView, FindingView } from '../report/model.ts'
import { builtInRules, loadPack } from '../rulebook/load.ts'
import { type ClientOptions, openClient } from './client.ts'
import { CliError } from './failure.ts'
import { changeLines, outcomeText, severityStyle, sortFindings } from './render.ts'
import { scan } from './scan.ts'

export interface ExplainOptions extends ClientOptions {
  /** A rule's id, a finding's id, or the beginning of one. */
  readonly what: string
  /** Explain from a scan of this root instead of asking the collector. */
  readonly root?: string
  readonly asOf: Date
  readonly ruleDirectories: readonly string[]
}

type Explained = Pick<
  FindingView,
  'id' | 'rule' | 'title' | 'severity' | 'subject' | 'outcome' | 'message' | 'evidence'
> &
  Partial<Pick<FindingView, 'nodeName' | 'changedTime' | 'previousOutcome' | 'stale'>>

/** Most findings of one rule that are explained at length. */
const maxExplained = 20

/** Says why: each value, its source, what it won over, and what would make an unknown known. */
export async function runExplain(options: ExplainOptions, out: NodeJS.WriteStream): Promise<number> {
  const pack = loadPack([builtInRules, ...options.ruleDirectories], {}, version)
  const rule = pack.rules.find((each) => each.id === options.what)
  const { findings, history } =
    options.root === undefined ? await ask(options, rule) : await fromScan(options, options.root, pack)
  const [first] = findings
  if (!first)
    throw new CliError(
      rule
        ? `${rule.id}: not judged yet`
        : `no rule and no finding ${options.what}; \`merlon rules list\` shows the rules`,
    )
  const terminal = terminalOf(out)
  const about = rule ?? pack.rules.find((each) => each.id === first.rule)
  const lines = [
    ...(about ? ruleLines(about, terminal) : []),
    ...sortFindings(findings)
      .slice(0, maxExplained)
      .flatMap((each) => findingLines(each, terminal)),
  ]
  if (findings.length > maxExplained)
    lines.push('', `… and ${findings.length - maxExplained} more; \`merlon report --rule ${first.rule}\` lists all`)
  if (history.length > 0)
    lines.push('', terminal.style('bold', 'History'), ...history.flatMap((each) => changeLines(each, terminal)))
  out.write(`${lines.join('\n')}\n`)
  return 0
}

async function ask(
  options: ExplainOptions,
  rule: Rule | undefined,
): Promise<{ findings: Explained[]; history: ChangeView[] }> {
  const client = openClient(options)
  try {
    if (!rule) {
      const { finding, history } = await client.finding(options.what)
      return { findings: [finding], history }
    }
    const outcomes = ['pass', 'fail', 'review', 'not-applicable', 'unknown', 'error']
    const findings = await client.findings({ rules: [rule.id], outcomes })
    const history = findings.length === 1 && findings[0] ? (await client.finding(findings[0].id)).history : []
    return { findings, history }
  } finally {
    client.close()
  }
}

async function fromScan(
  options: ExplainOptions,
  root: string,
  pack: RulePack,
): Promise<{ findings: Explained[]; history: ChangeView[] }> {
  const { findings } = await scan({ ...options, root, overrides: {} }, pack)
  return {
    findings: findings.filter((each) => each.rule === options.what || isBeginning(options.what, each.id)),
    history: [],
  }
}

/** As the collector takes it: four digits at least. */
function isBeginning(what: string, id: string): boolean {
  return /^[0-9a-f]{4,64}$/.test(what) && id.startsWith(what)
}

function ruleLines(rule: Rule, terminal: Terminal): string[] {
  const references = Object.entries(rule.references).map(([name, ids]) => `${name} ${ids.join(', ')}`)
  const row = (name: string, text: string) =>
    `${terminal.style('gray', name.padEnd(12))}${wrap(text, terminal.width - 12, ' '.repeat(12))}`
  return [
    terminal.style('bold', printable(rule.title)),
    row(
      'Rule',
      `${rule.id}, ${rule.severity}, level ${rule.level}${references.length > 0 ? `, ${references.join('; ')}` : ''}`,
    ),
    ...(rule.check ? [row('Passes if', rule.check.text.replace(/\s+/g, ' '))] : []),
    ...(rule.when ? [row('Applies if', rule.when.text.replace(/\s+/g, ' '))] : []),
    ...(Object.keys(rule.params).length > 0
      ? [
          row(
            'Parameters',
            Object.entries(rule.params)
              .map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
              .join(', '),
          ),
        ]
      : []),
    row('Remedy', rule.remediation),
  ]
}

function findingLines(finding: Explained, terminal: Terminal): string[] {
  const where = [finding.nodeName, finding.subject].filter((text) => text).map((text) => printable(text as string))
  const since = finding.changedTime
    ? terminal.style(
        'gray',
        `  since ${finding.changedTime.replace(/\.\d+Z/, 'Z')}${finding.previousOutcome ? `, before that ${finding.previousOutcome}` : ''}`,
      )
    : ''
  return [
    '',
    `${severityStyle(terminal, finding.severity)(finding.severity)}  ${outcomeText(terminal, finding.outcome)}  ${where.join('  ')}${since}  ${terminal.style('gray', finding.id.slice(0, 12))}`,
    `  ${wrap(finding.message, terminal.width - 2, '  ')}`,
    ...finding.evidence.flatMap((each) => evidenceLines(each, terminal)),
    ...(finding.stale
      ? [terminal.style('yellow', '  The node is silent: this is its last answer, and counts as unknown.')]
      : []),
  ]
}

function evidenceLines(evidence: FindingView['evidence'][number], terminal: Terminal): string[] {
  const source = evidence.source ? terminal.style('gray', `  ← ${printable(evidence.source)}`) : ''
  if (evidence.unknown) {
    return [
      `    ${printable(evidence.field)}: ${terminal.style('yellow', `unknown: ${printable(evidence.unknown)}`)}${source}`,
      `      ${wrap(remedyOf(evidence.unknown), terminal.width - 6, '      ')}`,
    ]
  }
  const overridden = evidence.overridden ?? []
  return [
    `    ${printable(evidence.field)} = ${printable(evidence.value) || '(empty)'}${source}`,
    ...overridden.map((each) =>
      terminal.style('gray', `      instead of ${printable(each.value) || '(empty)'}  ← ${printable(each.source)}`),
    ),
  ]
}

/** What would make an unknown known. */
function remedyOf(reason: string): string {
  if (/permission denied|denied/.test(reason))
    return 'To know it: run Merlon as root, or give the agent CAP_DAC_READ_SEARCH and CAP_SYS_PTRACE.'
  if (/does not load/.test(reason))
    return 'To know it: mend the configuration at the place named, and restart the component.'
  if (/version/.test(reason))
    return "To know it: the component's version has to be known; install it from a package, or keep its executable readable."
  if (/not looked at yet/.test(reason)) return 'To know it: wait for the first look of the agent.'
  if (/agent too old/.test(reason)) return 'To know it: upgrade the agent of this node.'
  return 'To know it: mend what the reason names, and Merlon looks again by itself.'
}

import { printable, printableJson } from '../../lib/printable.ts'
import { type Column, type Terminal, table, terminalOf } from '../../lib/terminal.ts'
import { severities } from '../judge/rule.ts'
import type { ViolationView } from '../report/profileview.ts'
import type { ClientOptions } from './client.ts'
import { CliError, exitCode, exitCodes, type FailOn } from './failure.ts'
import { openProfileClient, programOf } from './profileclient.ts'

export interface ViolationsOptions extends ClientOptions, Pick<FailOn, 'failOn'> {
  readonly format: 'table' | 'json'
  readonly profile?: string
  readonly minSeverity?: string
  /** Those too that somebody has seen. */
  readonly all: boolean
  readonly most: number
  /** Instead of printing: says that somebody has seen this one; its id, or the beginning of it. */
  readonly acknowledge?: string
  readonly note: string
}

/** Prints what ran and is not allowed, newest first. Exit code 1 where something is at or above `failOn`. */
export async function runViolations(options: ViolationsOptions, out: NodeJS.WriteStream): Promise<number> {
  const client = openProfileClient(options)
  try {
    const { profile, minSeverity, all, most } = options
    const query = { ...(profile === undefined ? {} : { profile }), ...(minSeverity ? { minSeverity } : {}) }
    if (options.acknowledge !== undefined) {
      const found = idOf(options.acknowledge, await client.violations({}, Number.MAX_SAFE_INTEGER))
      await client.acknowledge(found.id, options.note)
      out.write(`${found.id.slice(0, 12)}: acknowledged\n`)
      return exitCodes.clean
    }
    const violations = await client.violations({ ...query, ...(all ? {} : { acknowledged: false }) }, most)
    if (options.format === 'json') out.write(`${printableJson(violations)}\n`)
    else out.write(`${violationTable(violations, terminalOf(out)).join('\n')}\n`)
    const open = violations.filter(({ acknowledged }) => !acknowledged)
    return exitCode(
      open.map(({ severity }) => ({ severity, outcome: 'fail' })),
      { ...options, failOnUnknown: false },
    )
  } finally {
    client.close()
  }
}

function idOf(beginning: string, violations: readonly ViolationView[]): ViolationView {
  const found = violations.filter(({ id }) => beginning !== '' && id.startsWith(beginning))
  if (found.length === 1) return found[0] as ViolationView
  throw new CliError(
    `${beginning}: ${found.length === 0 ? 'no violation has an id that begins so' : 'several ids begin so'}`,
  )
}

/** The newest first, the worst marked. */
export function violationTable(violations: readonly ViolationView[], terminal: Terminal): string[] {
  const columns: Column[] = [
    ...[{ title: 'ID' }, { title: 'SEVERITY' }, { title: 'KIND' }, { title: 'COUNT' }, { title: 'LAST' }],
    ...[{ title: 'PROFILE' }, { title: 'WHAT', flexible: true }],
  ]
  const rows = violations.map((each) => [
    ...[each.id.slice(0, 12), each.severity, each.kind, `${each.count}`, each.lastTime.replace(/\.\d+Z$/, 'Z')],
    ...[
      each.profile || '–',
      each.path ? programOf({ path: each.path, ...(each.script ? { script: each.script } : {}) }) : each.reason,
    ],
  ])
  const worst = violations.filter(({ severity }) => severities.indexOf(severity) >= severities.indexOf('high')).length
  return [
    ...table(columns, rows, terminal.width),
    '',
    printable(`${violations.length} violations, ${worst} high or critical`),
  ]
}

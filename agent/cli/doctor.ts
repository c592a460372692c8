// `doctor`: what keeps the agent from seeing this node, or from being heard, and what to change.
import { join } from 'node:path'
import { printable, printableJson } from '../../lib/printable.ts'
import { terminalOf } from '../../lib/terminal.ts'
import type { AgentConfig } from '../config.ts'
import type { Check, CheckStatus, Surroundings } from '../doctor/check.ts'
import { questions } from '../doctor/checks.ts'
import { checkClock } from '../doctor/clock.ts'
import { checkConnection } from '../doctor/connection.ts'
import { type Look, seen } from '../host/look.ts'
import { opened, sizeOf } from '../host/opened.ts'
import { listTraces } from '../host/prepare.ts'
import { openProc } from '../host/proc.ts'
import { findTracefs } from '../host/trace/place.ts'

/** Prints every check. Exit code 0, or 1 where one fails. */
export async function runDoctor(
  config: AgentConfig,
  format: 'table' | 'json',
  out: NodeJS.WriteStream,
): Promise<number> {
  const checks = await examine(config)
  if (format === 'json') out.write(`${printableJson({ apiVersion: 'merlon.dev/v1', kind: 'DoctorReport', checks })}\n`)
  else for (const check of checks) out.write(`${lineOf(check, terminalOf(out).style)}\n`)
  return checks.some(({ status }) => status === 'fail') ? 1 : 0
}

/** All checks, in the order in which they are told. */
export async function examine(config: AgentConfig): Promise<Check[]> {
  const surroundings = lookAround(config)
  const ofCollector = await Promise.all([checkConnection(config), checkClock(config)])
  return [...questions.map((question) => question(surroundings)), ...ofCollector]
}

const colours = { ok: 'green', warn: 'yellow', fail: 'red', unknown: 'yellow' } as const satisfies Record<
  CheckStatus,
  string
>

function lineOf({ name, status, text, advice }: Check, style: ReturnType<typeof terminalOf>['style']): string {
  const line = `${style(colours[status], status.padEnd(8))}${printable(`${name}: ${text}`)}`
  return advice === '' ? line : `${line}\n        ${printable(advice)}`
}

/** Enough to meet one of another user. */
const somePids = 200

function firstPids(processes: Look<readonly { readonly pid: number }[]>): number[] {
  return processes.status === 'observed' ? processes.value.slice(0, somePids).map(({ pid }) => pid) : []
}

function lookAround({ root, spoolFile, stateFile }: AgentConfig): Surroundings {
  const proc = openProc('/')
  const tracefs = findTracefs()
  return {
    root,
    tracefs,
    traces: tracefs.status === 'observed' ? listTraces(tracefs.value) : [],
    read: (path) => {
      const look = proc.read(path)
      return look.status === 'observed' ? seen(look.value.toString()) : look
    },
    pids: firstPids(proc.processes()),
    link: (path) => proc.link(path),
    opens: (path) => opened(join(root, path), () => undefined),
    filtered: !maySignalItself(),
    spool: { ring: sizeOf(spoolFile), state: sizeOf(stateFile || (spoolFile && `${spoolFile}.state`)) },
  }
}

function maySignalItself(): boolean {
  try {
    return process.kill(process.pid, 0)
  } catch {
    return false
  }
}

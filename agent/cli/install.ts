// `install` and `uninstall`: the agent on a machine without Kubernetes. Both start no programs: they say which are left to run.
import { hostname } from 'node:os'
import { dirname, join as joinPath } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import { printable } from '../../lib/printable.ts'
import { version } from '../../lib/version.ts'
import type { AgentConfig } from '../config.ts'
import {
  configPlaces,
  hasProgram,
  isRunning,
  ownPlaces,
  type Planned,
  place,
  programPlan,
  removeOwn,
} from '../host/installed.ts'
import { readAuthorities } from '../link/credentials.ts'
import { join } from '../link/join.ts'
import { runPrepare } from './prepare.ts'

/** Thrown when it cannot be installed; the message says why. */
export class InstallError extends Error {
  override readonly name = 'InstallError'
}

export interface InstallOptions {
  /** What was given by flags; what was not is left to its default. */
  readonly given: Readonly<Record<string, unknown>>
  readonly config: AgentConfig
  /** Directory that everything is written below: `/`, or a tree that becomes one. */
  readonly destination: string
  /** Says what would be done, and does nothing. */
  readonly dryRun: boolean
  /** Directory with the program's files. */
  readonly from?: string | undefined
}

const steps = {
  install: [
    'systemd-sysusers',
    'systemd-tmpfiles --create',
    'systemctl daemon-reload',
    'systemctl enable --now merlon-agent.service merlon-agent-join.timer',
  ],
  before: 'systemctl disable --now merlon-agent.service merlon-agent-join.timer',
  after: ['systemctl daemon-reload', 'userdel merlon-agent'],
} as const

/** Writes everything, and joins where a token is given. Exit code 0, or 1 where nobody let it join. Throws an InstallError. */
export async function runInstall(options: InstallOptions, out: NodeJS.WritableStream): Promise<number> {
  const { config, destination, dryRun, from = dirname(fileURLToPath(import.meta.url)) } = options
  if (config.joinTokenFile === '')
    throw new InstallError('--join-token-file: a token of `merlon node join-token` is needed')
  const program = programPlan(from)
  if (program.length === 0 && !hasProgram(destination))
    throw new InstallError(`${from}: the program is not there; name the unpacked archive by --from`)
  const plan = [...program, ...configPlan(options)]
  for (const each of plan) {
    if (!dryRun) attempt(() => place(each, destination), each.place)
    out.write(`${dryRun ? 'would write' : 'wrote'} ${joinPath(destination, each.place)}\n`)
  }
  if (dryRun) out.write(`would join at ${printable(config.collector)}\n`)
  else await joinBelow(destination, config, out)
  out.write(`\nNow run:\n${steps.install.map((step) => `  ${step}\n`).join('')}`)
  return 0
}

function configPlan({ given, config }: InstallOptions): Planned[] {
  const authorities = readAuthorities(config.ca).toString()
  const own = { ...given, ...places(''), attest: 'certificate' }
  const left = Object.entries(own).filter(
    ([key, value]) => value !== undefined && !['config', 'joinTokenFile'].includes(key),
  )
  return [
    { place: configPlaces.ca, mode: 0o644, from: { text: authorities } },
    { place: configPlaces.config, mode: 0o644, from: { text: stringify(Object.fromEntries(left)) } },
  ]
}

function places(destination: string) {
  const { ca, cert, key } = configPlaces
  return { ca: `${destination}${ca}`, cert: `${destination}${cert}`, key: `${destination}${key}` }
}

async function joinBelow(destination: string, config: AgentConfig, out: NodeJS.WritableStream): Promise<void> {
  const own = { ...config, ...places(destination === '/' ? '' : destination) }
  await runJoin(own, out)
}

/** Joins, or renews what is there. Exit code 0. Rejects with a CredentialError. */
export async function runJoin(config: AgentConfig, out: NodeJS.WritableStream): Promise<number> {
  const { how, notAfter } = await join(config, { nodeName: hostname(), agentVersion: version })
  out.write(`${how}: the certificate holds until ${new Date(notAfter).toISOString()}\n`)
  return 0
}

/** Takes everything away, what was prepared too. Exit code 0, or 1 where something is left. */
export async function runUninstall(
  { destination, dryRun }: Pick<InstallOptions, 'destination' | 'dryRun'>,
  out: NodeJS.WritableStream,
): Promise<number> {
  if (dryRun) {
    out.write(`First run:\n  ${steps.before}\n`)
    for (const path of ownPlaces) out.write(`would remove ${joinPath(destination, path)}\n`)
    return 0
  }
  if (destination === '/' && isRunning()) throw new InstallError(`the agent runs: run \`${steps.before}\` before`)
  const spool = joinPath(destination, 'var/lib/merlon/spool')
  const left = await runPrepare(
    { remove: true, trace: destination === '/', spool, spoolMebibytes: 2, bestEffort: false },
    out,
  )
  const removed = attempt(() => removeOwn(destination), destination)
  for (const path of removed) out.write(`removed ${joinPath(destination, path)}\n`)
  out.write(`\nNow run:\n${steps.after.map((step) => `  ${step}\n`).join('')}`)
  return left
}

function attempt<T>(act: () => T, path: string): T {
  try {
    return act()
  } catch (error) {
    throw new InstallError(
      `${path}: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}; run it as root`,
    )
  }
}

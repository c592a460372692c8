// Starts a collector and an agent for this machine as two processes: the only code that may start processes.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { splitAddress } from '../../lib/address.ts'
import { printable } from '../../lib/printable.ts'
import { untilStopped } from '../../lib/process.ts'
import { terminalOf } from '../../lib/terminal.ts'
import { issueNode, openMaterial } from '../identity/material.ts'
import type { Report } from '../report/model.ts'
import { openClient } from './client.ts'
import { CliError } from './failure.ts'
import { changeLines, renderReport } from './render.ts'

export interface StartOptions {
  /** Directory of all state, reused on the next start. */
  readonly state: string
  readonly listen: string
  readonly http: string
  readonly clusterName: string
  /** Configuration file for the collector. */
  readonly config?: string
  /** The node that the agent looks at. */
  readonly root: string
}

const command = fileURLToPath(new URL('./main.ts', import.meta.url))
/** Milliseconds that a process has to end in before it is killed: longer than a collector takes at most. */
const stopLimit = 25_000

/** Starts both, shows the live summary until Ctrl-C, stops both; returns the exit code. */
export async function runStart(options: StartOptions, out: NodeJS.WriteStream): Promise<number> {
  // First of all: a signal at any later time stops what was started by then.
  const stopped = untilStopped()
  const owner = collectorOwner()
  const dirs = await prepareState(options, owner)
  const children: Child[] = []
  const stopAll = () => Promise.all(children.map((child) => child.stop()))
  try {
    const collectorArguments = [
      'collector',
      '--state',
      dirs.collector,
      '--listen',
      options.listen,
      '--http',
      options.http,
      '--cluster-name',
      options.clusterName,
    ]
    const collector = startChild(
      'collector',
      [...collectorArguments, ...(options.config ? ['--config', options.config] : [])],
      dirs.logs,
      owner,
    )
    children.push(collector)
    const ready = await Promise.race([collector.ready, stopped])
    if (!ready) return 0
    const address = `${splitAddress(options.listen).written}:${ready.port}`
    if (process.platform === 'linux') {
      const files = ['ca', 'cert', 'key'].flatMap((name) => [
        `--${name}`,
        join(dirs.agent, { ca: 'ca.crt', cert: 'node.crt', key: 'node.key' }[name] as string),
      ])
      children.push(
        startChild(
          'agent',
          [
            ...['agent', '--collector', address, '--root', options.root, '--spread-seconds', '0', ...files],
            ...['--spool-file', join(dirs.agent, 'spool'), '--spool-mebibytes', '16'],
          ],
          dirs.logs,
        ),
      )
    }
    return await showUntilStopped(
      options,
      { address, state: dirs.collector, link: ready.link, logs: dirs.logs },
      children,
      stopped,
      out,
    )
  } finally {
    await stopAll()
  }
}

interface Owner {
  readonly uid: number
  readonly gid: number
}

/** Who called sudo: the collector needs nothing that only root may do. */
function collectorOwner(): Owner | undefined {
  const [uid, gid] = [Number(process.env['SUDO_UID']), Number(process.env['SUDO_GID'])]
  return process.getuid?.() === 0 && uid > 0 && gid > 0 ? { uid, gid } : undefined
}

async function prepareState(
  options: StartOptions,
  owner: Owner | undefined,
): Promise<{ collector: string; agent: string; logs: string }> {
  const dirs = {
    collector: join(options.state, 'collector'),
    agent: join(options.state, 'agent'),
    logs: join(options.state, 'logs'),
  }
  try {
    // The collector's user passes through it. A directory that was there keeps the mode that its owner gave it.
    const made = mkdirSync(options.state, { recursive: true, mode: 0o755 }) !== undefined
    if (made) chmodSync(options.state, 0o755)
    for (const dir of Object.values(dirs)) mkdirSync(dir, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new CliError(
      `${options.state}: cannot be used (${(error as NodeJS.ErrnoException).code}); choose another directory with --state`,
    )
  }
  const material = await openMaterial(dirs.collector, options.clusterName, [splitAddress(options.listen).host])
  await issueNode(material, nodeId(dirs.agent), dirs.agent)
  if (owner) giveTo(owner, dirs.collector)
  return dirs
}

/** This machine's identity in the report: made once, never the host name. */
function nodeId(directory: string): string {
  const file = join(directory, 'node-id')
  if (!existsSync(file)) writeFileSync(file, `${randomUUID()}\n`, { mode: 0o600 })
  const id = readFileSync(file, 'utf8').trim()
  if (!/^[A-Za-z0-9._-]{1,128}$/.test(id)) throw new CliError(`${file}: not a node id; remove it to become a new node`)
  return id
}

/** Links are left alone: what they lead to is not ours to give away. */
function giveTo(owner: Owner, path: string): void {
  const stats = lstatSync(path)
  if (stats.isSymbolicLink()) return
  chownSync(path, owner.uid, owner.gid)
  if (stats.isDirectory()) for (const name of readdirSync(path)) giveTo(owner, join(path, name))
}

interface Ready {
  readonly port: number
  readonly link: string
}

interface Child {
  readonly name: string
  /** The collector's first message. Fails when the process ends before. */
  readonly ready: Promise<Ready>
  /** Ends when the process does, with what it said last. */
  readonly ended: Promise<string>
  /** How the agent sees programs that start, as it said last. */
  processes(): Processes | undefined
  stop(): Promise<void>
}

interface Processes {
  /** `events`, `events-degraded`, `sampled`, `unavailable`. */
  readonly source: string
  /** Why it is not `events`. */
  readonly reason: string
}

function startChild(name: string, args: readonly string[], logs: string, owner?: Owner): Child {
  const file = join(logs, `${name}.log`)
  const log = openSync(file, 'a', 0o600)
  const process_: ChildProcess = spawn(process.execPath, [command, ...args], {
    // A group of its own: Ctrl-C reaches this process alone, which then stops the others in order.
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
    ...(owner ? { uid: owner.uid, gid: owner.gid } : {}),
  })
  closeSync(log)
  const { promise: ready, resolve, reject } = Promise.withResolvers<Ready>()
  ready.catch(() => undefined)
  let failure: string | undefined
  let processes: Processes | undefined
  process_.on('message', (message: { ready?: Ready; failed?: string; processes?: Processes }) => {
    if (message.ready) resolve(message.ready)
    failure = message.failed ?? failure
    processes = message.processes ?? processes
  })
  const ended = new Promise<string>((done) => {
    const finish = (why: string) => {
      const text = failure ?? `the ${name} ended: ${why}; its log is ${file}`
      reject(new CliError(text))
      done(text)
    }
    process_.on('exit', (code, signal) => finish(signal ?? `exit code ${code}`))
    process_.on('error', (error) => finish(error.message))
  })
  return { name, ready, ended, processes: () => processes, stop: () => stopChild(process_, ended) }
}

async function stopChild(child: ChildProcess, ended: Promise<string>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), stopLimit)
  await ended
  clearTimeout(timer)
}

interface Place {
  readonly address: string
  readonly state: string
  readonly link: string
  readonly logs: string
}

async function showUntilStopped(
  options: StartOptions,
  place: Place,
  children: readonly Child[],
  stopped: Promise<void>,
  out: NodeJS.WriteStream,
): Promise<number> {
  const client = openClient({ collector: place.address, state: place.state })
  const processes = () => children.find(({ name }) => name === 'agent')?.processes()
  const show = openSummary(options, place, out, processes)
  const unwatch = client.watch(show.report, () => undefined)
  const broken = Promise.race(children.map((child) => child.ended)).then((text) => ({ code: 2, text }))
  const result = await Promise.race([stopped.then(() => ({ code: 0 })), broken])
  unwatch()
  client.close()
  show.end()
  if ('text' in result) process.stderr.write(`merlon: ${result.text}\n`)
  else out.write('Stopping …\n')
  return result.code
}

/** A screen that is drawn anew for a person; for a file or a pipe the report once and then what changes. */
function openSummary(
  options: StartOptions,
  place: Place,
  out: NodeJS.WriteStream,
  processes: () => Processes | undefined,
): { report(report: Report): void; end(): void } {
  const head = [
    ...(process.platform === 'linux'
      ? []
      : [`This is ${process.platform}: the agent needs Linux and was not started. The collector runs.`]),
    ...(process.getuid?.() === 0 || process.platform !== 'linux'
      ? []
      : ['Not root: what this user may not read is unknown, never passed. `sudo npm start` sees everything.']),
  ]
  const foot = () => [
    `Processes      ${processesText(processes())}`,
    `Page and API   ${place.link}   (opens once; \`merlon login\` makes another)`,
    `More           merlon report, merlon explain RULE, merlon scan; state in ${options.state}, logs in ${place.logs}`,
  ]
  let latest: Report | undefined
  let told = ''
  const draw = () => {
    const terminal = terminalOf(out)
    const body = latest
      ? renderReport(latest, terminal, Math.max(6, (out.rows ?? 40) - 26))
      : ['Waiting for the first look at this machine …']
    const title = `${hostname()}, until Ctrl-C`
    if (terminal.interactive)
      out.write(`\u001b[H\u001b[J${[...head, ...body, '', ...foot(), terminal.style('gray', title)].join('\n')}\n`)
    else out.write(`${[...head, ...body, '', ...foot()].join('\n')}\n`)
  }
  if (terminalOf(out).interactive) out.on('resize', draw)
  draw()
  return {
    report: (report) => {
      const first = !hasAnswers(latest)
      latest = report
      if (terminalOf(out).interactive) return draw()
      if (first && hasAnswers(report)) draw()
      else if (!first)
        for (const change of [...report.changes].reverse())
          if (change.time > told) out.write(`${changeLines(change, terminalOf(out)).join('\n')}\n`)
      told = report.changes[0]?.time ?? told
    },
    end: () => void out.off('resize', draw),
  }
}

function processesText(processes: Processes | undefined): string {
  if (!processes) return 'not looked at yet'
  const { source, reason } = processes
  if (source === 'events') return 'every program that starts is seen'
  return printable(`${source}: ${reason}`)
}

/** The first reports of a new collector have no node in them yet. */
function hasAnswers(report: Report | undefined): boolean {
  return report?.nodes.some((node) => node.domains.length > 0) ?? false
}

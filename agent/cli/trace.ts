// `merlon trace`: every program as it starts, for people and scripts. It has a trace instance of its own, which is gone when
// it ends; that of the agent is not touched.
import { join } from 'node:path'
import stringWidth from 'string-width'
import { printable, printableJson } from '../../lib/printable.ts'
import { cut, type Terminal, terminalOf } from '../../lib/terminal.ts'
import { type Accounts, readAccounts } from '../host/accounts.ts'
import { why } from '../host/look.ts'
import { listTraces, prepareTrace, removeTrace } from '../host/prepare.ts'
import { openProc, parseStat } from '../host/proc.ts'
import { openRoot } from '../host/root.ts'
import { findTracefs, foreignPids } from '../host/trace/place.ts'
import { type Follower, openFollower } from '../processes/follow.ts'
import type { ProcessObservation } from '../processes/observation.ts'
import { openSource, type Source } from '../processes/source.ts'
import { compileFilter } from './tracefilter.ts'

export interface TraceOptions {
  /** Milliseconds; until a signal comes where it is undefined. */
  readonly for: number | undefined
  readonly filter: readonly string[]
  readonly format: 'table' | 'json'
  /** False: no arguments are printed. */
  readonly args: boolean
}

/** Thrown where nothing can be traced: one sentence that says what is needed. */
export class TraceError extends Error {
  override readonly name = 'TraceError'
}

const instanceName = /^merlon-trace-(\d+)-(\d+)$/
/** Whatever ends a process and can be caught. */
const endings: readonly NodeJS.Signals[] = [
  ...(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2', 'SIGALRM', 'SIGVTALRM', 'SIGXCPU', 'SIGXFSZ'] as const),
  ...(['SIGIO', 'SIGPWR', 'SIGSTKFLT'] as const),
]

/** Milliseconds of `10s`, `500ms`, `2m`, `1h`; a bare number is seconds. Throws a TraceError. */
export function parseDuration(text: string): number {
  const [, number, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? []
  const milliseconds = Number(number) * { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[unit as 's']
  // A timer of Node holds 31 bits.
  if (!(milliseconds > 0) || milliseconds >= 2 ** 31)
    throw new TraceError(`--for ${text}: not a duration; written 10s, 500ms, 2m or 1h`)
  return milliseconds
}

/** Prints starts until the time is over or a signal comes. Throws a TraceError where it cannot see them. */
export async function runTrace(options: TraceOptions, out: NodeJS.WriteStream): Promise<number> {
  // First of all: a signal in the first moment must not leave an instance behind.
  const ended = untilEnded()
  const matches = compileFilter(options.filter)
  const opened = openOwn()
  const print = await printerOf(options.format, out)
  let shown = 0
  const follower = openFollower({
    ...{ prefix: '/', source: opened, digests: false, commandLines: options.args ? 'redacted' : 'off' },
    started: (observation) => {
      if (!matches(observation)) return
      shown += 1
      print.start(observation)
    },
  })
  print.ready(follower.source())
  follower.run()
  await Promise.race([ended, ...(options.for === undefined ? [] : [elapsed(options.for)])])
  await follower.stop()
  opened.remove()
  print.summary(summaryOf(follower, shown))
  return 0
}

interface Opened extends Source {
  remove(): void
}

function openOwn(): Opened {
  if (process.platform !== 'linux')
    throw new TraceError(`merlon trace reads the trace of Linux; this is ${process.platform}`)
  if (process.geteuid?.() !== 0)
    throw new TraceError(
      'merlon trace needs root: it makes a trace instance of its own in /sys/kernel/tracing and reads /proc of all processes. Run: sudo merlon trace',
    )
  const pids = openProc('/').link('self/ns/pid')
  if (foreignPids(pids) !== undefined) return { ...openSource({ status: 'absent' }, '', pids), remove: () => undefined }
  const tracefs = findTracefs()
  if (tracefs.status !== 'observed')
    throw new TraceError(`${why(tracefs)}. Run: mount -t tracefs tracefs /sys/kernel/tracing`)
  removeStale(tracefs.value)
  const name = `merlon-trace-${process.pid}-${startOf(process.pid)}`
  let source: Source | undefined
  let isRemoved = false
  const remove = () => {
    if (isRemoved) return
    source?.trace?.close()
    isRemoved = removeTrace(tracefs.value, name).status === 'observed'
  }
  // Also where an error ends it, or whoever read the output is gone.
  process.once('exit', remove)
  const prepared = prepareTrace(tracefs.value, name)
  if (prepared.status !== 'observed')
    throw new TraceError(
      `the trace instance ${join(tracefs.value, 'instances', name)} cannot be made: ${why(prepared)}`,
    )
  source = openSource(tracefs, name, pids)
  if (!source.trace) throw new TraceError(`the trace cannot be read: ${source.reason}`)
  return { ...source, remove }
}

/** Takes away instances of runs that were killed: their names say which process they were of. */
function removeStale(tracefs: string): void {
  for (const name of listTraces(tracefs)) {
    const [, pid, start] = instanceName.exec(name) ?? []
    // One that someone else's namespace hides from us is busy, and stays.
    if (pid !== undefined && startOf(Number(pid)) !== Number(start)) removeTrace(tracefs, name)
  }
}

function startOf(pid: number): number | undefined {
  const stat = openProc('/').read(`${pid}/stat`)
  return stat.status === 'observed' ? parseStat(stat.value)?.startTicks : undefined
}

function untilEnded(): Promise<void> {
  return new Promise((done) => {
    for (const signal of endings) process.on(signal, () => done())
    process.once('disconnect', () => done())
  })
}

function elapsed(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds))
}

/** What was seen and what was not. */
export interface TraceSummary {
  readonly seen: number
  /** Events that the kernel had and nobody saw. */
  readonly lost: number
  readonly source: string
  readonly reason: string
  /** Those that the filter let through. */
  readonly shown: number
}

function summaryOf(follower: Follower, shown: number): TraceSummary {
  const { ringLost, forkGap } = follower.loss()
  return { seen: follower.seen(), lost: Math.max(ringLost, forkGap), ...follower.source(), shown }
}

interface Printer {
  ready(source: Pick<Source, 'source' | 'reason'>): void
  start(observation: ProcessObservation): void
  summary(summary: TraceSummary): void
}

async function printerOf(format: 'table' | 'json', out: NodeJS.WriteStream): Promise<Printer> {
  if (format === 'table')
    return tablePrinter(terminalOf(out), await readAccounts(openRoot('/')), (line) => void out.write(`${line}\n`))
  const print = (value: unknown) => void out.write(`${printableJson(value, 0)}\n`)
  return {
    // Where it only looks now and then, nobody can promise that nothing is missed.
    ready: ({ source, reason }) => print(source === 'sampled' ? { ready: false, source, reason } : { ready: true }),
    start: (observation) => print(toJson(observation)),
    summary: (summary) => print({ summary }),
  }
}

/** What scripts read of a start; empty texts where something does not apply or is not known. */
export function toJson(start: ProcessObservation): Readonly<Record<string, unknown>> {
  const { place, name } = start
  return {
    time: start.time,
    pid: start.pid,
    ppid: start.creators[0]?.pid ?? null,
    uid: start.uid ?? null,
    path: start.path,
    unit: place.unit,
    pod: name.pod || place.pod,
    container: name.container || place.container,
    namespace: name.namespace,
    layer: start.layer,
    layerReason: start.layerReason,
    place: place.place,
    podUid: place.pod,
    containerId: place.container,
    filename: start.filename,
    pathSource: start.pathSource,
    script: start.script?.path ?? '',
    args: start.commandLine,
    signals: start.signals,
    session: start.session,
    attribution: start.attribution,
    creators: start.creators.map(({ path }) => path),
  }
}

const widths = { time: 12, pid: 8, user: 10, where: 32, layer: 16 } as const

/** Lines of columns as they come: no width can wait for the last of them. */
export function tablePrinter(
  terminal: Terminal,
  accounts: Pick<Accounts, 'user'>,
  print: (line: string) => void,
): Printer {
  const cell = (text: string, width: number) => {
    const shown = cut(printable(text), width)
    return shown + ' '.repeat(width - stringWidth(shown))
  }
  const line = (cells: readonly [string, string, string, string, string, string], rest: string) => {
    const [time, pid, parent, user, where, layer] = cells
    const who = [cell(parent, widths.pid), cell(user, widths.user)]
    const fixed = [
      ...[cell(time, widths.time), cell(pid, widths.pid)],
      ...(terminal.width >= 80 ? [...who, cell(where, terminal.width >= 120 ? widths.where : 16)] : []),
      ...(terminal.width >= 120 ? [cell(layer, widths.layer)] : []),
    ].join(' ')
    return `${fixed} ${cut(printable(rest), terminal.width - stringWidth(fixed) - 1)}`
  }
  return {
    ready: ({ source, reason }) => {
      if (source !== 'events') print(terminal.style('yellow', printable(`${source}: ${reason}`)))
      print(terminal.style('bold', line(['TIME', 'PID', 'PARENT', 'USER', 'WHERE', 'LAYER'], 'PROGRAM')))
    },
    start: (start) => {
      const uid = start.uid === undefined ? '?' : accounts.user(start.uid)
      const cells = [
        start.time.slice(11, 23),
        `${start.pid}`,
        `${start.creators[0]?.pid ?? ''}`,
        uid,
        whereOf(start),
        start.layer,
      ] as const
      const text = line(cells, programOf(start))
      print(start.signals.length > 0 ? terminal.style('red', text) : text)
    },
    summary: ({ seen, lost, shown, source, reason }) => {
      const filtered = shown === seen ? '' : `, ${shown} shown`
      const text = `${seen} starts seen${filtered}, ${lost} events lost; source: ${source}${reason === '' ? '' : ` (${reason})`}`
      print(lost > 0 ? terminal.style('red', printable(text)) : printable(text))
    },
  }
}

/** The signals first: they must not be cut away. */
function programOf({ signals, path, script, commandLine }: ProcessObservation): string {
  const marks = signals.map((signal) => `[${signal}]`)
  return [...marks, path, ...(script ? [script.path] : []), ...commandLine.slice(script ? 2 : 1)].join(' ')
}

function whereOf({ place, name }: ProcessObservation): string {
  if (place.place === 'unknown') return 'unknown'
  if (place.pod !== '')
    return [name.namespace, name.pod || place.pod, name.container || place.container.slice(0, 12)]
      .filter((each) => each !== '')
      .join('/')
  return place.unit || (place.container === '' ? 'host' : `container ${place.container.slice(0, 12)}`)
}

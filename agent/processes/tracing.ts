// Follows the processes of the node for the agent: what starts is counted and told, and so is what was missed.
import type { EventMessage } from '../../proto/index.ts'
import { toTimestamp } from '../../proto/timestamp.ts'
import { type Accounts, readAccounts } from '../host/accounts.ts'
import { openRoot } from '../host/root.ts'
import { openContainerReport } from './containers.ts'
import { type Follower, openFollower } from './follow.ts'
import { type Guard, type GuardSet, openGuard } from './guard.ts'
import { type Ceilings, type Load, openLoad } from './load.ts'
import { type Counts, type Moment, traceReport } from './losses.ts'
import type { NodeSource } from './nodesource.ts'
import { noLoss, type ProcessLoss, type ProcessObservation } from './observation.ts'
import { openPlaceLosses } from './placelosses.ts'
import { openProcessReport } from './report.ts'
import type { Source } from './source.ts'

export interface TracingOptions {
  /** The host's root. */
  readonly prefix: string
  /** Opens the best source that there is now; asked again as long as there are no events. */
  readonly open: () => NodeSource
  /** False: none. A number: at most so many characters. */
  readonly commandLines: boolean | number
  readonly ceilings: Ceilings
  readonly append: (event: Omit<EventMessage, 'seq'>) => void
  /** Is told of each identity in a place that was not seen before. */
  readonly fresh?: (observation: ProcessObservation) => void
  /** The image of a container; empty where it is not known. */
  readonly imageOf?: (container: string) => string
  /** Where a process listens, by its id. */
  readonly listenersOf?: (pid: number) => readonly string[]
  /** When an earlier run of the agent looked last, milliseconds since 1970; 0 where nobody knows. */
  readonly lookedAt?: number
  /** Is told until when it has looked, to be kept for the next run. */
  readonly looked?: (time: number) => void
  /** Is told of the source at first, and when it is another one. */
  readonly changed?: (source: Pick<Source, 'source' | 'reason'>) => void
  readonly timing?: TracingTiming
}

/** Milliseconds. */
export interface TracingTiming {
  /** Over which starts of one identity are counted. */
  readonly window: number
  /** Longest between two reports of what was missed, and two attempts at a better source. */
  readonly report: number
}

export const tracingTiming: TracingTiming = { window: 10_000, report: 60_000 }

export interface Tracing {
  source(): Pick<Source, 'source' | 'reason'>
  /** Why processes are seen, or told of, worse than they should be. */
  degraded(): readonly string[]
  counts(): Counts
  /** From now on evidence is kept of what is not in this set. */
  guard(set: GuardSet): void
  /** Tells all that was seen until now, and ends. */
  stop(): Promise<void>
}

export function startTracing(options: TracingOptions): Tracing {
  const { prefix, append, imageOf = () => '', listenersOf = () => [] } = options
  const timing = options.timing ?? tracingTiming
  const measure = openLoad(options.ceilings)
  let accounts: Pick<Accounts, 'user'> = { user: String }
  let guard: Guard = openGuard()
  let load: Load = { stretch: 1, reason: '' }
  let own = 0
  /** Of followers that were replaced. */
  let past: Pick<Counts, 'loss' | 'seen'> = { loss: noLoss, seen: 0 }
  let isStopped = false
  let ending: Promise<void> | undefined

  const common = { append, imageOf, nameOf: (pod: string, container: string) => follower.nameOf(pod, container) }
  const containers = openContainerReport(common)
  const placeLosses = openPlaceLosses(imageOf)
  const report = openProcessReport({
    ...common,
    source: () => follower.source().source,
    approval: (subject) => guard(subject),
    detailOf: (observation) => ({
      user: observation.uidSource !== 'read' || observation.uid === undefined ? '' : accounts.user(observation.uid),
      workingDirectory: follower.directoryOf(observation),
      listeners: listenersOf(observation.pid),
    }),
    ...(options.fresh && { fresh: options.fresh }),
  })
  let opened = options.open()
  let follower = follow(opened)
  const { lookedAt = 0 } = options
  let downtime = lookedAt > 0 && !opened.continued ? Math.max(0, Date.now() - lookedAt) : 0
  let before: Moment = { ...counts(), time: Date.now() - downtime }
  let told = ''

  function follow(source: NodeSource): Follower {
    const { commandLines } = options
    const started = (observation: ProcessObservation, running = false) => {
      if (isOwn(follower, observation)) {
        if (!running) own += 1
        return
      }
      placeLosses.add(observation)
      containers.started(observation, running)
      report.started(observation, running)
    }
    return openFollower({
      ...{ prefix, source, digests: true, commandLines: commandLines === false ? 'off' : 'redacted' },
      ...(typeof commandLines === 'number' && { commandLineLength: commandLines }),
      started,
      running: (observation) => started(observation, true),
    })
  }

  function counts(): Counts {
    const loss = sum(past.loss, follower.loss())
    return { loss, seen: past.seen + follower.seen(), suppressed: report.suppressed(), own }
  }

  function tellLosses(): void {
    const after = { ...counts(), time: Date.now() }
    const source = follower.source()
    append({
      time: toTimestamp(after.time),
      trace: traceReport(before, after, source, opened.trace?.bytes ?? 0, downtime, placeLosses.take()),
    })
    downtime = 0
    options.looked?.(after.time)
    before = after
    if (textOf(source) !== told) options.changed?.(source)
    told = textOf(source)
  }

  /** A rolling update lets two agents overlap, and tracefs may be mounted later. */
  async function retry(): Promise<void> {
    if (opened.trace) return
    const better = options.open()
    if (!better.trace) return better.remove()
    await follower.stop()
    past = { loss: sum(past.loss, follower.loss()), seen: past.seen + follower.seen() }
    opened = better
    follower = follow(better)
    follower.run()
  }

  async function endWindow(): Promise<void> {
    await report.endWindow()
    await containers.look(follower.containers(), Date.now())
    load = measure()
    const isDue = Date.now() - before.time >= timing.report || Date.now() < before.time
    if (isDue && !isStopped) {
      await retry()
      accounts = await readAccounts(openRoot(prefix))
    }
    if (isDue || textOf(follower.source()) !== told) tellLosses()
  }

  let working = readAccounts(openRoot(prefix)).then((read) => {
    accounts = read
  })
  let timer: NodeJS.Timeout | undefined
  function schedule(): void {
    if (isStopped) return
    timer = setTimeout(() => {
      working = working.then(endWindow)
      void working.then(schedule)
    }, timing.window * load.stretch)
  }

  async function end(): Promise<void> {
    isStopped = true
    clearTimeout(timer)
    await working
    await follower.stop()
    await endWindow()
    tellLosses()
    opened.remove()
  }

  tellLosses()
  follower.run()
  schedule()
  return {
    source: () => follower.source(),
    degraded: () => [
      ...(follower.source().source === 'events' ? [] : [`processes: ${textOf(follower.source())}`]),
      ...(load.reason === '' ? [] : [`processes: ${load.reason}`]),
    ],
    counts,
    guard: (set) => {
      guard = openGuard(set)
    },
    stop: () => (ending ??= end()),
  }
}

function textOf({ source, reason }: Pick<Source, 'source' | 'reason'>): string {
  return reason === '' ? source : `${source} (${reason})`
}

/**
 * Merlon starts nothing: its own are this process, and what belongs to its container or service. Who is called into its
 * container from outside is not, and is told.
 */
function isOwn({ own }: Follower, { pid, place, session }: ProcessObservation): boolean {
  if (pid === process.pid) return true
  if (own.container !== '') return place.container === own.container && !session
  return own.place === 'host' && /(?<!^user@\d+)\.service$/.test(own.unit) && place.unit === own.unit
}

function sum(a: ProcessLoss, b: ProcessLoss): ProcessLoss {
  const names = Object.keys(noLoss) as (keyof ProcessLoss)[]
  return Object.fromEntries(names.map((name) => [name, a[name] + b[name]])) as unknown as ProcessLoss
}

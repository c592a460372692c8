// Starts of programs as they happen: reads the source again and again, and tells of each start once it is resolved.

import { textOf } from '../host/names.ts'
import { ownGroup } from '../host/owngroup.ts'
import { openProc, type Proc } from '../host/proc.ts'
import { openRoot } from '../host/root.ts'
import { drainInterval } from '../host/trace/place.ts'
import { uptime } from '../host/trace.ts'
import type { Place } from './attribution.ts'
import { type CommandLineMode, showCommandLine } from './commandline.ts'
import { type DigestLimits, digestLimits, openDigests } from './digests.ts'
import { openGenealogy, type Start } from './genealogy.ts'
import { openResolver } from './identity.ts'
import { linkAsSeen, readStamp } from './live.ts'
import { noLoss, type PodName, type ProcessLoss, type ProcessObservation, type Signal } from './observation.ts'
import { openPackages, packageAt } from './packages.ts'
import { openPlaces, type Places } from './places.ts'
import { noName, openPodNames } from './podnames.ts'
import { isOciRuntime, runtimeInit, stepOf, usualRuntimes } from './runtimeinit.ts'
import { isInline } from './scripts.ts'
import type { Source } from './source.ts'
import type { Program } from './tree.ts'
import { openViews } from './views.ts'

export interface FollowOptions {
  /** The host's root. */
  readonly prefix: string
  readonly source: Source
  readonly commandLines: CommandLineMode
  /** Most characters of one command line. */
  readonly commandLineLength?: number
  /** Whether executables are hashed. */
  readonly digests: boolean
  readonly digestLimits?: DigestLimits
  /** Is told of each start, in the order in which they happened. */
  readonly started: (observation: ProcessObservation) => void
  /** Is told of each process that ran already, a few at each reading. */
  readonly running?: (observation: ProcessObservation) => void
}

export interface Follower {
  /** Reads the source once and waits until all that was in it is told. */
  step(): Promise<void>
  /** From now on reads by itself, until it is stopped. */
  run(): void
  /** Reads to the last event, tells of it, and closes the source. */
  stop(): Promise<void>
  /** How well it sees now, and why no better. */
  source(): Pick<Source, 'source' | 'reason'>
  loss(): ProcessLoss
  /** Starts that were seen, told or not. */
  seen(): number
  /** Processes that are known. */
  processes(): number
  /** Ids of containers in which something runs. */
  containers(): ReadonlySet<string>
  /** The names of a pod and its container, as of now. */
  nameOf(pod: string, container: string): Promise<PodName>
  /** Where a running process stands; empty where it is gone or may not be looked at. */
  directoryOf(observation: ProcessObservation): string
  /** Where this process itself belongs. */
  readonly own: Place
}

/** Between two looks for new processes where there are no events, milliseconds. */
const sampleInterval = 2000
/** Most starts that wait to be resolved. */
const maxWaiting = 50_000
/** Most files of container runtimes that are known. */
const maxRuntimes = 32
const trees = '/sys/fs/cgroup'
/** Clock ticks of /proc are hundredths of a second (USER_HZ). */
const millisecondsPerTick = 10
/** After so many milliseconds of a reading no more of what ran already is resolved: what starts does not wait for it. */
const runningTime = 100

/** Takes in what runs; nothing that starts afterwards is missed by events. */
export function openFollower(options: FollowOptions): Follower {
  const { prefix, source } = options
  const { trace } = source
  // One object remembers its list of processes: each look at all of them needs a new one.
  const proc: Proc = { ...openProc(prefix), processes: () => openProc(prefix).processes() }
  const places = placesOf(prefix, proc)
  const genealogy = openGenealogy(proc, places, trace?.kinds ?? new Set())
  const base = prefix.replace(/\/+$/, '')
  const openHost = () => openRoot(prefix)
  const names = openPodNames(openHost)
  const resolver = openResolver({
    ...{ prefix, proc, views: openViews(prefix, proc), packages: openPackages(prefix) },
    ...{ digests: openDigests(`${base}/proc`, options.digestLimits ?? digestLimits), withDigests: options.digests },
  })
  const loss = { ...noLoss }
  const forks = forkCounter(proc)
  /** Files of container runtimes, those that ran first. */
  const runtimes = [...usualRuntimes]
  let seen = 0
  let waiting: Start[] = []
  let working = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  const read = (all: boolean) => {
    const starts = source.source === 'unavailable' ? [] : readSource(all)
    seen += starts.length
    const room = Math.max(0, maxWaiting - waiting.length)
    loss.overflow += Math.max(0, starts.length - room)
    waiting.push(...starts.slice(0, room))
    const started = new Set(starts.map(({ pid }) => pid))
    if (present.length > 0) present.splice(0, present.length, ...present.filter(({ pid }) => !started.has(pid)))
    working = working.then(work)
  }

  const readSource = (all: boolean): Start[] => {
    if (!trace) return genealogy.sample(uptime())
    const drained = all ? trace.flush() : trace.drain()
    loss.forkGap = Math.max(loss.forkGap, forks(drained.forks))
    return genealogy.apply(drained.events)
  }

  const work = async () => {
    const starts = waiting
    waiting = []
    resolver.renew()
    const offset = Date.now() - uptime() / 1e6
    for (const start of starts) {
      const observation = await observe(start, offset)
      count(loss, start, observation)
      options.started(observation)
    }
    const end = performance.now() + runningTime
    while (!isStopped && performance.now() < end) {
      const start = present.shift()
      if (!start) return
      // What it became since is told by its event.
      if (isAsBefore(proc, start)) options.running?.(await observe(start, offset, start.start * millisecondsPerTick))
    }
  }

  const meetRuntime = (program: Program) => {
    const { path, isResolved, place } = program
    if (!isResolved || place?.place !== 'host' || place.container !== '') return
    program.step = 'started'
    if (!runtimes.includes(path) && runtimes.length < maxRuntimes) runtimes.unshift(path)
  }

  const observe = async (start: Start, offset: number, since = start.time / 1e6): Promise<ProcessObservation> => {
    const init = runtimeInit(start, runtimes)
    const asRuntime = init && (await resolver.resolveRuntime(start, init))
    const { owner, ...identity } = asRuntime ?? (await resolver.resolve(start))
    const place = init && asRuntime ? init.place : start.place
    start.program.path = identity.path
    start.program.isResolved = identity.pathSource !== 'unresolved'
    if (asRuntime) Object.assign(start.program, { place, step: stepOf(asRuntime.filename) })
    else if (isOciRuntime(identity.path, start.uid)) meetRuntime(start.program)
    const { pod, container } = place
    const name = pod === '' ? noName : await names.nameOf(pod, container)
    const argv = identity.pathSource === 'process' ? (start.live?.argv ?? []) : []
    const commandLine = showCommandLine(argv, options.commandLines, options.commandLineLength)
    const untold: Signal[] =
      start.untold === undefined
        ? []
        : [start.untold === 'certain' ? 'exec-without-event' : 'exec-without-event-possible']
    return {
      time: new Date(offset + start.time / 1e6).toISOString(),
      pid: start.pid,
      start: start.start,
      creators: start.creators.map(({ pid, path }) => ({ pid, path })),
      ...identity,
      package: packageAt(owner, offset + since),
      uid: start.uid,
      uidSource: start.live?.uid !== undefined ? 'read' : start.uid === undefined ? 'none' : 'inherited',
      capabilities: start.live?.capabilities ?? '',
      place,
      attribution: asRuntime ? 'inherited' : start.attribution,
      name,
      session: start.session && !asRuntime,
      inlineScript: isInline(identity.path, argv),
      commandLine,
      commandLineCut: commandLine.length !== argv.length || commandLine.some((each, at) => each !== argv[at]),
      signals: [...untold, ...identity.signals],
    }
  }

  genealogy.scan()
  const present = options.running && source.source !== 'unavailable' ? genealogy.running(uptime()) : []
  return {
    step: () => {
      read(false)
      return working
    },
    run: () => {
      const next = () => {
        if (isStopped) return
        read(false)
        // The next reading waits for what this one found: a busy node makes the agent wait.
        timer = setTimeout(() => void working.then(next), trace ? drainInterval : sampleInterval)
      }
      next()
    },
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      read(true)
      await working
      trace?.close()
    },
    source: () => (trace ? trace.quality() : source),
    loss: () => {
      const { evicted, pidReuseRejected } = genealogy.counts()
      const { lost, notUnderstood } = trace?.loss() ?? { lost: 0, notUnderstood: 0 }
      return { ...loss, ringLost: lost, notUnderstood, treeEvicted: evicted, pidReuseRejected }
    },
    seen: () => seen,
    processes: () => genealogy.counts().processes,
    containers: genealogy.containers,
    nameOf: names.nameOf,
    directoryOf: ({ pid, start }) => {
      const look = linkAsSeen(proc, pid, 'cwd')
      return look.status === 'observed' && readStamp(proc, pid)?.startTicks === start ? look.value : ''
    },
    own: ownPlace(proc, places),
  }
}

function ownPlace(proc: Proc, places: Places): Place {
  const groups = proc.read('self/cgroup')
  return places.of(groups.status === 'observed' ? places.absolute(textOf(groups.value)) : '')
}

function isAsBefore(proc: Proc, { pid, live }: Start): boolean {
  const stamp = readStamp(proc, pid)
  return stamp !== undefined && stamp.startTicks === live?.startTicks && stamp.argumentsAt === live.argumentsAt
}

function placesOf(prefix: string, proc: Proc): Places {
  const init = proc.read('1/cgroup')
  const namespace = proc.link('self/ns/cgroup')
  const own =
    namespace.status === 'observed'
      ? ownGroup(namespace.value, trees, `${prefix.replace(/\/+$/, '')}${trees}`)
      : undefined
  return openPlaces(init.status === 'observed' ? init.value.toString('latin1') : '', own)
}

function count(
  loss: { -readonly [Name in keyof ProcessLoss]: number },
  start: Start,
  identity: Pick<ProcessObservation, 'pathSource' | 'digestNote' | 'name'>,
): void {
  if (identity.pathSource === 'unresolved') loss.exeUnresolved += 1
  if (identity.digestNote === 'late') loss.digestLate += 1
  else if (identity.digestNote !== '') loss.digestSkipped += 1
  if (start.untold) loss.execWithoutEvent += 1
  if (start.place.place === 'unknown') loss.unattributed += 1
  if (start.place.pod !== '' && identity.name.pod === '') loss.podUnknown += 1
}

/**
 * How many processes and threads the kernel made that no event told of. It counts them one by one in /proc/stat; a count that
 * was read at the last reading is compared with what was read since, so that one being made just now is no gap.
 */
function forkCounter(proc: Proc): (forks: number) => number {
  const made = () => {
    const stat = proc.read('stat')
    return stat.status === 'observed'
      ? Number(/^processes (\d+)$/m.exec(stat.value.toString('latin1'))?.[1] ?? Number.NaN)
      : Number.NaN
  }
  const base = made()
  let before = base
  return (forks) => {
    const gap = before - base - forks
    before = made()
    return Number.isNaN(gap) ? 0 : Math.max(0, gap)
  }
}

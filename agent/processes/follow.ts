// Starts of programs as they happen: reads the source again and again, and tells of each start once it is resolved.

import { ownGroup } from '../host/owngroup.ts'
import { openProc, type Proc } from '../host/proc.ts'
import { openRoot } from '../host/root.ts'
import { drainInterval } from '../host/trace/place.ts'
import { uptime } from '../host/trace.ts'
import { type CommandLineMode, showCommandLine } from './commandline.ts'
import { type DigestLimits, digestLimits, openDigests } from './digests.ts'
import { openGenealogy, type Start } from './genealogy.ts'
import { openResolver } from './identity.ts'
import { noLoss, type ProcessLoss, type ProcessObservation, type Signal } from './observation.ts'
import { openPackages } from './packages.ts'
import { openPlaces, type Places } from './places.ts'
import { noName, openPodNames } from './podnames.ts'
import type { Source } from './source.ts'
import { openViews } from './views.ts'

export interface FollowOptions {
  /** The host's root. */
  readonly prefix: string
  readonly source: Source
  readonly commandLines: CommandLineMode
  /** Whether executables are hashed. */
  readonly digests: boolean
  readonly digestLimits?: DigestLimits
  /** Is told of each start, in the order in which they happened. */
  readonly started: (observation: ProcessObservation) => void
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
}

/** Between two looks for new processes where there are no events, milliseconds. */
const sampleInterval = 2000
/** Most starts that wait to be resolved. */
const maxWaiting = 50_000
const trees = '/sys/fs/cgroup'

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
    for (const start of starts) options.started(await observe(start, offset))
  }

  const observe = async (start: Start, offset: number): Promise<ProcessObservation> => {
    const identity = await resolver.resolve(start)
    start.program.path = identity.path
    start.program.isResolved = identity.pathSource !== 'unresolved'
    const { pod, container } = start.place
    const name = pod === '' ? noName : await names.nameOf(pod, container)
    count(loss, start, identity, pod !== '' && name.pod === '')
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
      uid: start.uid,
      uidSource: start.live?.uid !== undefined ? 'read' : start.uid === undefined ? 'none' : 'inherited',
      capabilities: start.live?.capabilities ?? '',
      place: start.place,
      attribution: start.attribution,
      name,
      session: start.session,
      commandLine: showCommandLine(
        identity.pathSource === 'process' ? (start.live?.argv ?? []) : [],
        options.commandLines,
      ),
      signals: [...untold, ...identity.signals],
    }
  }

  genealogy.scan()
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
  }
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
  identity: Pick<ProcessObservation, 'pathSource' | 'digestNote'>,
  unnamed: boolean,
): void {
  if (identity.pathSource === 'unresolved') loss.exeUnresolved += 1
  if (identity.digestNote === 'late') loss.digestLate += 1
  else if (identity.digestNote !== '') loss.digestSkipped += 1
  if (start.untold) loss.execWithoutEvent += 1
  if (start.place.place === 'unknown') loss.unattributed += 1
  if (unnamed) loss.podUnknown += 1
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

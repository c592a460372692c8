import type { Domain } from '../proto/index.ts'
import { type Host, openHost } from './host/host.ts'
import { openProc } from './host/proc.ts'
import { watchDirectories } from './host/recording.ts'
import type { Wanted } from './host/wanted.ts'
import { openWatcher, type Watcher } from './host/watch.ts'
import type { Inspector } from './inspect/inspector.ts'
import { type Look, observe } from './inspect/observe.ts'

/** Milliseconds. */
export interface Timing {
  /** Between full passes, whatever the events said. */
  readonly passInterval: number
  /** After an event, so that what belongs together is looked at once. */
  readonly settle: number
  /** At least this long between two looks: a busy node makes the agent wait. */
  readonly pause: number
  /** Between looks at which processes there are, and at what else tells of a change without a word. */
  readonly processInterval: number
}

export const defaultTiming: Timing = { passInterval: 300_000, settle: 100, pause: 400, processInterval: 5_000 }

/** Looks at the node whenever something may have changed, and keeps the newest look at each domain. */
export interface Observer {
  /** Ends when the first full pass is done. */
  readonly ready: Promise<void>
  looks(): ReadonlyMap<Domain, Look>
  /** What works worse than it should. */
  degraded(): readonly string[]
  /** Looks again, at all domains when none is named, and ends when that is done. */
  rescan(domains?: readonly Domain[]): Promise<void>
  stop(): Promise<void>
}

export interface ObserverOptions {
  /** Where the node's files are: `/`, `/host`, a directory. */
  readonly prefix: string
  readonly inspectors: readonly Inspector[]
  readonly wanted?: Wanted
  readonly timing?: Timing
  /** Called for every look whose hash is new. */
  readonly changed: (look: Look) => void
  /** Called after every look, with the seconds that it took. */
  readonly looked?: (look: Look, seconds: number) => void
}

export function startObserver(options: ObserverOptions): Observer {
  const { prefix, inspectors, changed } = options
  const timing = options.timing ?? defaultTiming
  const looks = new Map<Domain, Look>()
  const interests = new Map<string, Set<Domain>>()
  const due = new Set<Domain>()
  const waiting: (() => void)[] = []
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let lastEnd = 0
  let stopped = false
  const watcher: Watcher = openWatcher(prefix, (directory) => mark(interests.get(directory) ?? []))

  function mark(domains: Iterable<Domain>): void {
    for (const domain of domains) due.add(domain)
    if (stopped || due.size === 0 || running || timer) return
    const delay = Math.max(timing.settle, lastEnd + timing.pause - Date.now())
    timer = setTimeout(() => {
      timer = undefined
      running = pass().finally(() => {
        running = undefined
        lastEnd = Date.now()
        mark([])
      })
    }, delay)
  }

  async function pass(): Promise<void> {
    const domains = new Set(due)
    const answered = waiting.splice(0)
    due.clear()
    const host = openHost(prefix, options.wanted)
    for (const inspector of inspectors) if (domains.has(inspector.domain) && !stopped) await lookAt(inspector, host)
    if (!stopped) watchWhatWasRead()
    for (const done of answered) done()
  }

  async function lookAt(inspector: Inspector, host: Host): Promise<void> {
    const start = performance.now()
    const look = await observe(inspector, host)
    options.looked?.(look, (performance.now() - start) / 1000)
    const before = looks.get(inspector.domain)
    looks.set(inspector.domain, look)
    if (before?.hash !== look.hash && !stopped) changed(look)
  }

  function watchWhatWasRead(): void {
    interests.clear()
    for (const look of looks.values()) {
      if (inspectors.find((each) => each.domain === look.domain)?.unwatched) continue
      for (const directory of watchDirectories(look.recording)) {
        interests.set(directory, (interests.get(directory) ?? new Set()).add(look.domain))
      }
    }
    // A directory that is new to the watcher is hinted at as soon as it is watched: so what changed meanwhile is seen.
    watcher.watch(new Set(interests.keys()))
  }

  function rescan(domains?: readonly Domain[]): Promise<void> {
    const asked = domains ?? inspectors.map((each) => each.domain)
    if (stopped || asked.length === 0) return Promise.resolve()
    return new Promise((done) => {
      waiting.push(done)
      mark(asked)
    })
  }

  const processes = watchProcesses(prefix, inspectors, mark)
  const stamps = watchStamps(inspectors, () => openHost(prefix, options.wanted), mark)
  const poll = () => {
    processes()
    stamps()
  }
  // Known before the first look: what starts after it is news.
  poll()
  const timers = [
    setInterval(() => mark(inspectors.map((each) => each.domain)), timing.passInterval),
    setInterval(poll, timing.processInterval),
  ]
  return {
    ready: rescan(),
    looks: () => looks,
    degraded: () => watcher.degraded(),
    rescan,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      for (const each of timers) clearInterval(each)
      for (const done of waiting.splice(0)) done()
      await Promise.all([running, watcher.close()])
    },
  }
}

/** Notices whose stamp is another one than at the last call. */
function watchStamps(
  inspectors: readonly Inspector[],
  open: () => Host,
  mark: (domains: Iterable<Domain>) => void,
): () => void {
  const known = new Map<Domain, string>()
  return () => {
    const host = open()
    for (const { domain, stamp } of inspectors) {
      const now = stamp?.(host)
      if (now === undefined) continue
      const before = known.get(domain)
      known.set(domain, now)
      if (before !== undefined && before !== now) mark([domain])
    }
  }
}

/** The kernel keeps this much of a process's name (TASK_COMM_LEN less one), in bytes; names of daemons are ASCII. */
const commLength = 15

/** Notices which of the processes that inspectors depend on came or went since the last call. */
function watchProcesses(
  prefix: string,
  inspectors: readonly Inspector[],
  mark: (domains: Iterable<Domain>) => void,
): () => void {
  let known: Map<number, string> | undefined
  return () => {
    const list = openProc(prefix).processes()
    if (list.status !== 'observed') return
    const now = new Map<number, string>()
    const moved = new Set<string>()
    for (const process of list.value) {
      // An id that is taken again by another program within one interval is seen by the next full pass.
      const before = known?.get(process.pid)
      const comm = before === undefined ? process.comm() : undefined
      const name = before ?? (comm?.status === 'observed' ? comm.value : '')
      now.set(process.pid, name)
      if (before === undefined) moved.add(name)
    }
    for (const [pid, name] of known ?? []) if (!now.has(pid)) moved.add(name)
    const first = known === undefined
    known = now
    if (first || moved.size === 0) return
    mark(
      inspectors
        .filter((each) => each.processes?.some((name) => moved.has(name.slice(0, commLength))))
        .map((each) => each.domain),
    )
  }
}

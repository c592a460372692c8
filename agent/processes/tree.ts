// Who made whom: every process that is known, by pid and start time.
import type { Place } from './attribution.ts'
import type { AttributionSource } from './observation.ts'
import type { RuntimeStep } from './runtimeinit.ts'

/** What a process runs. Its path is filled in when it is resolved, for all whom this process made meanwhile too. */
export interface Program {
  readonly pid: number
  /** Executable, links resolved; empty where it is not known. */
  path: string
  /** True where the path was resolved, and is not only as it was given. */
  isResolved: boolean
  /** The container that it is in, empty for none. */
  container: string
  /** Where it belonged when it was started; undefined where nobody saw that. */
  place: Place | undefined
  /** False where it is still its maker's program. */
  readonly executed: boolean
  /** Set for a container runtime on its way into a container. */
  step: RuntimeStep | undefined
}

/** One process. What stands in it is of the moment that the events have reached, not of now. */
export interface ProcessNode {
  readonly pid: number
  /** Clock ticks after the machine started; -1 where nobody saw it begin. */
  start: number
  /** False where it is worked out from the time of its event: then /proc may say less. */
  exact: boolean
  program: Program
  /** What its makers ran when they made it, from the nearest on. */
  readonly creators: readonly Program[]
  /** Its control groups, absolute, in the lines of /proc/PID/cgroup; empty where they are not known. */
  groups: string
  attribution: AttributionSource
  uid: number | undefined
  /** Address of its arguments, another one after each exec; 0 where it is not known. */
  argumentsAt: number
  /** In a container, and not made by what began it. */
  session: boolean
  /** It was made in another control group than that of its maker, and no event said which. */
  misplaced: boolean
  isKernel: boolean
  /** Which files it sees, by the last that is known; empty where nothing is. */
  sees: string
  /** Reading after which it had ended. */
  exited: number | undefined
  /** It was renamed and no exec was told since: nanoseconds of the event, and the reading it came in. */
  renamed: { readonly time: number; readonly reading: number } | undefined
  /** What is about to be executed. */
  prepared: { readonly filename: Buffer; readonly interpreter: Buffer } | undefined
}

/** Most processes that are known. */
const maxNodes = 65_536
/** Most threads that are known. */
const maxThreads = 131_072
/** Most makers in a chain. */
const maxCreators = 8
/** Readings that a process is kept after its end: events of its children may come later. */
const keptReadings = 2

export interface ProcessTree {
  get(pid: number): ProcessNode | undefined
  /** Puts a process in; one that had the pid before is gone. */
  put(node: ProcessNode): void
  /** The process that a thread is of; undefined where the thread is not known to be one. */
  processOf(thread: number): number | undefined
  putThread(thread: number, pid: number): void
  dropThread(thread: number): void
  /** To be called after each reading: forgets what ended long enough ago. */
  sweep(reading: number): void
  nodes(): Iterable<ProcessNode>
  readonly size: number
  readonly threads: number
  readonly evicted: number
}

export function openTree(limit = maxNodes): ProcessTree {
  const nodes = new Map<number, ProcessNode>()
  const threads = new Map<number, number>()
  let evicted = 0
  return {
    get: (pid) => nodes.get(pid),
    put: (node) => {
      nodes.delete(node.pid)
      if (nodes.size >= limit) {
        nodes.delete(oldest(nodes))
        evicted += 1
      }
      nodes.set(node.pid, node)
    },
    processOf: (thread) => threads.get(thread),
    putThread: (thread, pid) => {
      if (threads.size >= maxThreads) threads.delete(threads.keys().next().value as number)
      threads.set(thread, pid)
    },
    dropThread: (thread) => void threads.delete(thread),
    sweep: (reading) => {
      for (const [pid, { exited }] of nodes)
        if (exited !== undefined && exited + keptReadings <= reading) nodes.delete(pid)
    },
    nodes: () => nodes.values(),
    get size() {
      return nodes.size
    },
    get threads() {
      return threads.size
    },
    get evicted() {
      return evicted
    },
  }
}

/** The one that ended and was known longest; where none has ended, the one known longest. */
function oldest(nodes: ReadonlyMap<number, ProcessNode>): number {
  let looked = 0
  for (const [pid, { exited }] of nodes) {
    if (exited !== undefined) return pid
    // Not all of them for each that comes.
    if ((looked += 1) > 100) break
  }
  return nodes.keys().next().value as number
}

/** A program of which nothing is known. */
const unknownProgram: Omit<Program, 'pid'> = {
  ...{ path: '', isResolved: false, container: '', place: undefined, executed: false, step: undefined },
}

/** A process of which nothing is known but its pid. */
export function unknownNode(pid: number): ProcessNode {
  return {
    pid,
    start: -1,
    exact: false,
    program: { ...unknownProgram, pid },
    creators: [],
    groups: '',
    attribution: 'none',
    uid: undefined,
    argumentsAt: 0,
    session: false,
    misplaced: false,
    isKernel: false,
    sees: '',
    exited: undefined,
    renamed: undefined,
    prepared: undefined,
  }
}

/** A process as it is the moment after its maker forked it. `start` in ticks, from the event. */
export function childOf(maker: ProcessNode, pid: number, start: number): ProcessNode {
  return {
    ...maker,
    pid,
    start,
    exact: false,
    program: { ...maker.program, pid, executed: false, step: undefined },
    creators: [maker.program, ...maker.creators].slice(0, maxCreators),
    attribution: maker.groups === '' ? 'none' : 'inherited',
    misplaced: false,
    exited: undefined,
    renamed: undefined,
    prepared: undefined,
  }
}

/**
 * Whether what /proc says began then is this process; remembers the exact time where it is. The event of a fork comes a moment
 * after the start, on a busy machine a long one. A later process with the same pid began after it: within a tick all pids
 * cannot have been used.
 */
export function isSame(node: ProcessNode, startTicks: number): boolean {
  if (node.exact) return node.start === startTicks
  if (node.start >= 0 && startTicks > node.start) return false
  node.start = startTicks
  node.exact = true
  return true
}

// What events make of the tree: who made whom, where each belongs, and which starts are to be told.
import { textOf } from '../host/names.ts'
import type { Proc } from '../host/proc.ts'
import type { ExecEvent, TraceEvent, TraceKind } from '../parse/traceevent.ts'
import type { Place } from './attribution.ts'
import { movedTo } from './groups.ts'
import { type LiveProcess, readLive, readProcessOf, readStamp } from './live.ts'
import type { Places } from './places.ts'
import { isOciRuntime } from './runtimeinit.ts'
import { childOf, isSame, openTree, type ProcessNode, type Program, unknownNode } from './tree.ts'

/** Nanoseconds of a clock tick: USER_HZ is 100 on every Linux that Kubernetes runs on. */
const tick = 1e7
/** Readings until a rename without an exec is looked at: the event of a slow exec may come later. */
const renamePatience = 2
/** Most makers that are looked for when a process is taken in. */
const maxDepth = 32
/** Most containers of which a process is remembered. */
const maxInsiders = 10_000

/** A start, as far as it can be told without waiting. */
export interface Start {
  /** Nanoseconds after the machine started. */
  readonly time: number
  readonly pid: number
  readonly start: number
  /** Shared with the tree: the path is put in when it is resolved. */
  readonly program: Program
  readonly creators: readonly Program[]
  /** What it ran before, or what its maker runs where it ran nothing of its own; undefined where neither is known. */
  readonly replaced: Program | undefined
  readonly filename: Buffer | undefined
  readonly interpreter: Buffer | undefined
  readonly live: LiveProcess | undefined
  readonly uid: number | undefined
  readonly groups: string
  readonly place: Place
  readonly attribution: ProcessNode['attribution']
  readonly session: boolean
  /** Which files it sees. */
  readonly sees: string
  /** Processes that see the same files, if they still live. */
  readonly relatives: readonly number[]
  /** No event told of it: `certain` unless it may only have renamed itself. */
  readonly untold?: 'certain' | 'possible'
}

export interface Genealogy {
  /** Takes in every process that runs now, without telling of it. */
  scan(): void
  /** Tells of every process that runs and was taken in. `time`: nanoseconds. */
  running(time: number): Start[]
  /** Events of one reading, in order; gives the starts in them. */
  apply(events: readonly TraceEvent[]): Start[]
  /** Looks through /proc for what is new, where there are no events. `time`: nanoseconds. */
  sample(time: number): Start[]
  counts(): { readonly evicted: number; readonly pidReuseRejected: number; readonly processes: number }
  /** Ids of the containers that have a process which has not ended. */
  containers(): ReadonlySet<string>
}

/** `kinds` are the events that there are, `limit` the most processes that are known. */
export function openGenealogy(proc: Proc, places: Places, kinds: ReadonlySet<TraceKind>, limit?: number): Genealogy {
  const tree = openTree(limit)
  const renamed = new Set<ProcessNode>()
  const intoGroup = new Set<number>()
  /** Groups of the last child of each maker in this reading whose groups are known. */
  let siblings = new Map<number, string>()
  /** Of each container a process that was seen alive in it. */
  const insiders = new Map<string, number>()
  let reading = 0
  let reused = 0

  const lookAt = (node: ProcessNode): LiveProcess | undefined => {
    const live = readLive(proc, node.pid)
    if (!live) return undefined
    if (isSame(node, live.startTicks)) return live
    reused += 1
    return undefined
  }

  /** Takes in what is known of a process that was there before its first event, and of those that it comes from. */
  const adopt = (pid: number, depth = 0): ProcessNode => {
    const live = readLive(proc, pid)
    const maker =
      live && live.parent > 0 && depth < maxDepth ? (tree.get(live.parent) ?? adopt(live.parent, depth + 1)) : undefined
    const node: ProcessNode = maker
      ? { ...unknownNode(pid), creators: childOf(maker, pid, 0).creators }
      : unknownNode(pid)
    if (live) {
      node.start = live.startTicks
      node.exact = true
      node.isKernel = live.isKernel
      node.uid = live.uid
      node.argumentsAt = live.argumentsAt
      if (live.exe.status === 'observed')
        Object.assign(node.program, { path: plainPath(live.exe.value), isResolved: true, executed: true })
      settle(node, places.absolute(live.groups), 'read')
      node.program.place = places.of(node.groups)
      if (node.program.container === '' && isOciRuntime(node.program.path, node.uid)) node.program.step = 'started'
      node.sees = live.sees
      remember(node)
    }
    tree.put(node)
    return node
  }

  /** A process is in these groups now; where that is another container than before, it did not begin in it. */
  const settle = (node: ProcessNode, groups: string, attribution: ProcessNode['attribution']) => {
    if (groups === '') return
    node.session = places.enters(node.groups, groups, node.session)
    node.groups = groups
    node.attribution = attribution
    const { container } = places.of(groups)
    // Made outside, it saw other files then.
    if (container !== node.program.container) node.sees = ''
    node.program.container = container
    node.misplaced = false
    const maker = node.creators[0]
    if (maker) siblings.set(maker.pid, groups)
  }

  const remember = ({ pid, program: { container } }: ProcessNode) => {
    if (container === '') return
    if (insiders.size >= maxInsiders) insiders.delete(insiders.keys().next().value as string)
    insiders.set(container, pid)
  }

  const nodeOf = (pid: number) => tree.get(pid) ?? adopt(pid)

  const makerOf = (thread: number): ProcessNode => {
    const known = tree.processOf(thread)
    if (known !== undefined || tree.get(thread)) return nodeOf(known ?? thread)
    const pid = readProcessOf(proc, thread) ?? thread
    if (pid !== thread) tree.putThread(thread, pid)
    return nodeOf(pid)
  }

  const fork = (parent: number, child: number, time: number) => {
    if (tree.processOf(child) !== undefined) return
    const maker = makerOf(parent)
    const node = childOf(maker, child, Math.floor(time / tick))
    tree.put(node)
    const misplaced = intoGroup.delete(child) || (!kinds.has('newtask') && places.isRuntime(maker.program.path))
    if (!misplaced) return
    node.groups = ''
    node.attribution = 'none'
    node.misplaced = true
    const live = lookAt(node)
    if (live) settle(node, places.absolute(live.groups), 'read')
  }

  const exec = (event: ExecEvent, isLast: boolean, hasEnded: boolean): Start => {
    const known = nodeOf(event.pid)
    // On kernels that do not tell a thread's end from that of the process it may have seemed to have ended.
    known.exited = undefined
    // A thread of the kernel may start a program of the host.
    known.isKernel = false
    renamed.delete(known)
    known.renamed = undefined
    known.argumentsAt = 0
    const { interpreter } = known.prepared ?? {}
    known.prepared = undefined
    // Of several programs in one reading only the last can be what runs now. What has ended has its groups for a while.
    const live = isLast && !(hasEnded && known.groups !== '') ? lookAt(known) : undefined
    return tell(known, event.time, live, { filename: event.filename, interpreter })
  }

  const tell = (
    node: ProcessNode,
    time: number,
    live: LiveProcess | undefined,
    given: Pick<Start, 'filename' | 'interpreter'> & { untold?: 'certain' | 'possible' },
    replaced = replacedBy(node),
  ): Start => {
    if (live) {
      node.argumentsAt = live.argumentsAt
      node.uid = live.uid ?? node.uid
      if (node.groups === '') settle(node, places.absolute(live.groups), 'read')
      node.sees = live.sees
      remember(node)
    }
    if (node.groups === '') {
      const groups = siblings.get(node.creators[0]?.pid ?? -1)
      if (groups !== undefined) settle(node, groups, 'sibling')
    }
    const { container } = node.program
    const place = places.of(node.groups)
    const path = given.filename ? textOf(given.filename) : ''
    node.program = { pid: node.pid, path, isResolved: false, container, place, executed: true, step: undefined }
    const relatives = node.creators.filter((each) => each.container === container).map(({ pid }) => pid)
    const inside = insiders.get(container)
    if (inside !== undefined) relatives.push(inside)
    return {
      ...given,
      ...{ time, pid: node.pid, start: node.start, program: node.program, creators: node.creators, live },
      ...{ replaced, uid: node.uid, groups: node.groups, place },
      ...{ attribution: node.groups === '' ? 'none' : node.attribution, session: node.session },
      ...{ sees: node.sees, relatives },
    }
  }

  const take = (
    event: TraceEvent,
    lastExec: ReadonlyMap<number, TraceEvent>,
    ended: ReadonlySet<number>,
  ): Start | undefined => {
    switch (event.kind) {
      case 'newtask':
        if (event.isThread) tree.putThread(event.pid, makerOf(event.thread).pid)
        else tree.dropThread(event.pid)
        // Taken out by its fork event, unless that one was lost.
        if (intoGroup.size > maxInsiders) intoGroup.clear()
        if (event.intoGroup) intoGroup.add(event.pid)
        return undefined
      case 'fork':
        return void fork(event.parent, event.child, event.time)
      case 'prepare':
        // A thread that is not the first one becomes the first one before it is another program.
        nodeOf(tree.processOf(event.pid) ?? event.pid).prepared = event
        return undefined
      case 'exec':
        return exec(event, lastExec.get(event.pid) === event, ended.has(event.pid))
      case 'rename': {
        const node = tree.get(event.pid)
        if (!node || node.isKernel || node.renamed) return undefined
        node.renamed = { time: event.time, reading }
        renamed.add(node)
        return undefined
      }
      case 'attach': {
        const node = nodeOf(tree.processOf(event.pid) ?? event.pid)
        settle(node, movedTo(node.groups, event.hierarchy, textOf(event.path)), 'attach')
        return undefined
      }
      case 'exit': {
        const node = tree.get(event.pid)
        tree.dropThread(event.pid)
        if (node && event.last !== false) node.exited = reading
        return undefined
      }
      case 'mkdir':
        return undefined
    }
  }

  /** It still runs what it ran when it was looked at. */
  const isUnchanged = (node: ProcessNode): boolean => {
    const stamp = readStamp(proc, node.pid)
    return stamp !== undefined && isSame(node, stamp.startTicks) && node.argumentsAt === stamp.argumentsAt
  }

  /** Renames that no exec followed: the kernel tells nothing of an exec whose path is too long for an event. */
  const untold = (): Start[] => {
    const starts: Start[] = []
    for (const node of renamed) {
      const { time, reading: at } = node.renamed as { time: number; reading: number }
      if (node.exited === undefined && at + renamePatience > reading) continue
      renamed.delete(node)
      node.renamed = undefined
      const live = lookAt(node)
      // Who may not look cannot tell a new name from a new program.
      if (live && live.exe.status === 'denied') continue
      if (live && live.exe.status === 'observed') {
        const before = node.argumentsAt
        const { path, isResolved } = node.program
        // Where its arguments were never looked at, another file shows it.
        const isOther =
          before !== 0 && live.argumentsAt !== 0
            ? before !== live.argumentsAt
            : isResolved && path !== plainPath(live.exe.value)
        if (isOther)
          starts.push(tell(node, time, live, { filename: undefined, interpreter: undefined, untold: 'certain' }))
      } else {
        starts.push(tell(node, time, undefined, { filename: undefined, interpreter: undefined, untold: 'possible' }))
      }
    }
    return starts
  }

  return {
    scan: () => {
      const list = proc.processes()
      if (list.status !== 'observed') return
      for (const { pid } of list.value) if (!tree.get(pid)) adopt(pid)
      places.scanned()
    },
    running: (time) =>
      [...tree.nodes()].flatMap((node) => {
        const live = node.isKernel || node.exited !== undefined ? undefined : lookAt(node)
        if (live?.exe.status !== 'observed') return []
        // Told of as it is: the tree knows it already.
        return tell({ ...node }, time, live, { filename: undefined, interpreter: undefined }, node.creators[0])
      }),
    apply: (events) => {
      reading += 1
      siblings = new Map()
      const lastExec = new Map<number, TraceEvent>()
      const ended = new Set<number>()
      for (const event of events) {
        if (event.kind === 'exec') lastExec.set(event.pid, event)
        if (event.kind === 'exit' && event.last) ended.add(event.pid)
        // The pid is another process's already.
        if (event.kind === 'fork') ended.delete(event.child)
      }
      const starts = events.flatMap((event) => take(event, lastExec, ended) ?? [])
      starts.push(...untold())
      tree.sweep(reading)
      return starts
    },
    sample: (time) => {
      reading += 1
      const list = proc.processes()
      if (list.status !== 'observed') return []
      const starts: Start[] = []
      const alive = new Set<number>()
      for (const { pid } of list.value) {
        alive.add(pid)
        const node = tree.get(pid)
        if (node && isUnchanged(node)) continue
        const live = readLive(proc, pid)
        if (!live || live.isKernel || live.exe.status !== 'observed') continue
        const maker = tree.get(live.parent) ?? unknownNode(live.parent)
        const next: ProcessNode = {
          ...childOf(maker, pid, live.startTicks),
          exact: true,
          groups: '',
          attribution: 'none',
        }
        // It was seen as another program before.
        if (node && isSame(node, live.startTicks)) next.program = node.program
        tree.put(next)
        starts.push(tell(next, time, live, { filename: undefined, interpreter: undefined }))
      }
      for (const { pid } of tree.nodes()) if (!alive.has(pid)) nodeOf(pid).exited ??= reading
      tree.sweep(reading)
      return starts
    },
    counts: () => ({ evicted: tree.evicted, pidReuseRejected: reused, processes: tree.size }),
    containers: () => {
      const found = new Set<string>()
      for (const { exited, program } of tree.nodes())
        if (exited === undefined && program.container !== '') found.add(program.container)
      return found
    },
  }
}

/** What a process that executes something ran until then. Of what its maker inherited nobody says that it is its own. */
function replacedBy({ program, creators: [maker] }: ProcessNode): Program | undefined {
  if (program.executed) return program
  return maker?.executed ? maker : undefined
}

function plainPath(exe: string): string {
  return exe.replace(/ \(deleted\)$/, '')
}

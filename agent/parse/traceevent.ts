// The events of processes, decoded from their bytes by the kernel's own description of them.
import type { ByteOrder } from './procnet.ts'
import type { EventFormat, TraceField } from './traceformat.ts'

interface Common {
  /** Nanoseconds after the machine started, the time that it was suspended included. */
  readonly time: number
  /** The thread that it happened in. */
  readonly thread: number
}

/** A thread or process became another program. The name is as it was given to execve(2): relative, through links, a script. */
export interface ExecEvent extends Common {
  readonly kind: 'exec'
  readonly pid: number
  readonly filename: Buffer
}

/** A thread made a thread or a process. */
export interface ForkEvent extends Common {
  readonly kind: 'fork'
  readonly parent: number
  readonly child: number
}

export interface ExitEvent extends Common {
  readonly kind: 'exit'
  readonly pid: number
  /** True for the last thread of a process; unknown on kernels that do not say. */
  readonly last: boolean | undefined
}

/** Comes before the fork event of the same child. */
export interface NewTaskEvent extends Common {
  readonly kind: 'newtask'
  readonly pid: number
  /** A thread of the process that made it. */
  readonly isThread: boolean
  /** It was put into another control group while it was made: no other event says so. */
  readonly intoGroup: boolean
}

export interface RenameEvent extends Common {
  readonly kind: 'rename'
  readonly pid: number
  readonly name: Buffer
}

/** A process was moved to a control group. */
export interface AttachEvent extends Common {
  readonly kind: 'attach'
  readonly pid: number
  /** As in the first column of /proc/PID/cgroup. */
  readonly hierarchy: number
  readonly path: Buffer
}

export interface MakeGroupEvent extends Common {
  readonly kind: 'mkdir'
  readonly hierarchy: number
  readonly path: Buffer
}

/** An exec is about to happen: `interpreter` is what really runs, another file than `filename` for scripts. */
export interface PrepareEvent extends Common {
  readonly kind: 'prepare'
  readonly pid: number
  readonly filename: Buffer
  readonly interpreter: Buffer
}

export type TraceEvent =
  | ExecEvent
  | ForkEvent
  | ExitEvent
  | NewTaskEvent
  | RenameEvent
  | AttachEvent
  | MakeGroupEvent
  | PrepareEvent

export type TraceKind = TraceEvent['kind']

/** Makes an event of the bytes at `offset`; undefined where they are not what the kernel described. */
export type Decode = (bytes: Buffer, offset: number, length: number, time: number) => TraceEvent | undefined

/** The events that are used: where tracefs has them, and the fields that they need. */
export const traceEvents: readonly {
  readonly kind: TraceKind
  readonly path: string
  readonly needs: readonly string[]
}[] = [
  { kind: 'exec', path: 'sched/sched_process_exec', needs: ['filename', 'pid'] },
  { kind: 'fork', path: 'sched/sched_process_fork', needs: ['parent_pid', 'child_pid'] },
  { kind: 'exit', path: 'sched/sched_process_exit', needs: ['pid'] },
  { kind: 'newtask', path: 'task/task_newtask', needs: ['pid', 'clone_flags'] },
  { kind: 'rename', path: 'task/task_rename', needs: ['pid', 'newcomm'] },
  { kind: 'attach', path: 'cgroup/cgroup_attach_task', needs: ['pid', 'dst_root', 'dst_path'] },
  { kind: 'mkdir', path: 'cgroup/cgroup_mkdir', needs: ['root', 'path'] },
  { kind: 'prepare', path: 'sched/sched_prepare_exec', needs: ['pid', 'filename', 'interp'] },
]

/** Flags of clone(2). */
const cloneThread = 0x10000
const cloneIntoGroup = 2 ** 33

/** Undefined where the kernel's event lacks a field that is needed. */
export function decoder(kind: TraceKind, format: EventFormat, order: ByteOrder): Decode | undefined {
  const needs = traceEvents.find((each) => each.kind === kind)?.needs ?? []
  if (![...needs, 'common_pid'].every((name) => format.fields.has(name))) return undefined
  const read = fieldReader(order)
  const build = builders[kind]
  const least = Math.max(...[...format.fields.values()].map(({ offset, size }) => offset + size))
  return (bytes, offset, length, time) => {
    // Events are filled up to four bytes: never shorter than their fields.
    if (length < least || offset + length > bytes.length) return undefined
    const number = (name: string) => {
      const field = format.fields.get(name)
      return field && read.number(bytes, offset, field)
    }
    const text = (name: string) => read.text(bytes, offset, length, format.fields.get(name) as TraceField)
    return build({ time, thread: number('common_pid') as number }, number, text)
  }
}

/** The number of the event that the bytes are, the same in all of them: `common_type`. */
export function eventId(bytes: Buffer, offset: number, order: ByteOrder): number {
  if (offset + 2 > bytes.length) return -1
  return order === 'little' ? bytes.readUInt16LE(offset) : bytes.readUInt16BE(offset)
}

type Numbers = (name: string) => number | undefined
type Texts = (name: string) => Buffer | undefined
type Build = (common: Common, number: Numbers, text: Texts) => TraceEvent | undefined

const builders: Readonly<Record<TraceKind, Build>> = {
  exec: (common, number, text) => {
    const filename = text('filename')
    return filename && { kind: 'exec', ...common, pid: number('pid') as number, filename }
  },
  fork: (common, number) => ({
    kind: 'fork',
    ...common,
    parent: number('parent_pid') as number,
    child: number('child_pid') as number,
  }),
  exit: (common, number) => {
    const last = number('group_dead')
    return { kind: 'exit', ...common, pid: number('pid') as number, last: last === undefined ? undefined : last !== 0 }
  },
  newtask: (common, number) => {
    const flags = number('clone_flags') as number
    return {
      kind: 'newtask',
      ...common,
      pid: number('pid') as number,
      isThread: (flags & cloneThread) !== 0,
      intoGroup: Math.floor(flags / cloneIntoGroup) % 2 === 1,
    }
  },
  rename: (common, number, text) => {
    const name = text('newcomm')
    return name && { kind: 'rename', ...common, pid: number('pid') as number, name }
  },
  attach: (common, number, text) => {
    const path = text('dst_path')
    return (
      path && { kind: 'attach', ...common, pid: number('pid') as number, hierarchy: number('dst_root') as number, path }
    )
  },
  mkdir: (common, number, text) => {
    const path = text('path')
    return path && { kind: 'mkdir', ...common, hierarchy: number('root') as number, path }
  },
  prepare: (common, number, text) => {
    const [filename, interpreter] = [text('filename'), text('interp')]
    return (
      filename && interpreter && { kind: 'prepare', ...common, pid: number('pid') as number, filename, interpreter }
    )
  },
}

function fieldReader(order: ByteOrder) {
  const little = order === 'little'
  const word = (bytes: Buffer, at: number) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at))
  const unsigned = (bytes: Buffer, at: number, size: number): number | undefined => {
    if (size === 4) return word(bytes, at)
    if (size === 8)
      return little ? word(bytes, at + 4) * 2 ** 32 + word(bytes, at) : word(bytes, at) * 2 ** 32 + word(bytes, at + 4)
    if (size !== 1 && size !== 2) return undefined
    return little ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size)
  }
  const number = (bytes: Buffer, at: number, { offset, size, signed }: TraceField): number | undefined => {
    const value = unsigned(bytes, at + offset, size)
    return value !== undefined && signed && size <= 4 && value >= 2 ** (size * 8 - 1) ? value - 2 ** (size * 8) : value
  }
  /** Up to the first NUL. A copy: the page that it stands in is read over. */
  const text = (bytes: Buffer, at: number, length: number, field: TraceField): Buffer | undefined => {
    const place = field.kind === 'text' ? field : elsewhere(word(bytes, at + field.offset), field)
    if (place.offset + place.size > length) return undefined
    const [start, most] = [at + place.offset, at + place.offset + place.size]
    const nul = bytes.indexOf(0, start)
    return Buffer.copyBytesFrom(bytes, start, (nul < 0 ? most : Math.min(nul, most)) - start)
  }
  return { number, text }
}

/** The word has the length in its upper half and the place in its lower one. */
function elsewhere(word: number, field: TraceField): { offset: number; size: number } {
  const behind = field.kind === 'text behind' ? field.offset + field.size : 0
  return { offset: behind + (word & 0xffff), size: word >>> 16 }
}

// Events of processes from a trace instance that is prepared: reads it and writes nothing.
import { closeSync, constants, openSync, readdirSync, readFileSync } from 'node:fs'
import { type ByteOrder, ownOrder } from '../parse/procnet.ts'
import { type Decode, decoder, eventId, type TraceEvent, type TraceKind, traceEvents } from '../parse/traceevent.ts'
import { type PageLayout, parseFormat, parseHeaderPage } from '../parse/traceformat.ts'
import { parsePage } from '../parse/tracepage.ts'
import { failed, fromError, type Look, seen, why } from './look.ts'
import { cpusOf } from './trace/place.ts'
import { lostBy, openRing, type Ring } from './trace/ring.ts'

/** What one reading of the ring gave. */
export interface Drained {
  /** In the order in which they happened, over all CPUs. */
  readonly events: readonly TraceEvent[]
  /** Processes and threads that were made, as far as it was read; events that come later count already. */
  readonly forks: number
}

/** What was not seen since the trace was opened. */
export interface TraceLoss {
  /** Events that the ring had no room for. */
  readonly lost: number
  /** Events and pages that were not as the kernel described them. */
  readonly notUnderstood: number
}

export interface Trace {
  /** Everything is there, or something is not: `reason` says what. */
  quality(): { readonly source: 'events' | 'events-degraded'; readonly reason: string }
  /** Which events this kernel gives. */
  readonly kinds: ReadonlySet<TraceKind>
  /**
   * Reads what there is. Events of the last moment wait for the next time: another CPU may have earlier ones that were not
   * there yet when it was read.
   */
  drain(): Drained
  /** The same to the last event. */
  flush(): Drained
  loss(): TraceLoss
  /** Bytes of ring of all CPUs together. */
  readonly bytes: number
  /** The ring goes on without a reader. A second call does nothing. */
  close(): void
}

/** Events without which what is seen is not all. The others only add to it. */
const needed: readonly TraceKind[] = ['exec', 'fork', 'exit', 'newtask', 'rename', 'attach']
/** Most pages of one CPU that one reading takes: an endless stream of events must not keep it from ending. */
const maxPages = 2048
/** Every so many readings it is looked whether someone switched the instance off. */
const checkEvery = 20

/**
 * Opens an instance, by the directory that `prepareTrace` made. Two readers would steal each other's events in silence:
 * `trace_pipe` is held open, unread, and whoever comes second is told that it is busy.
 */
export function openTrace(directory: string, order: ByteOrder = ownOrder): Look<Trace> {
  let lock: number | undefined
  const rings: Ring[] = []
  try {
    const described = describe(directory, order)
    if (typeof described === 'string') return failed(described)
    lock = openSync(`${directory}/trace_pipe`, constants.O_RDONLY | constants.O_NONBLOCK)
    const cpus = cpusOf(readdirSync(`${directory}/per_cpu`))
    for (const cpu of cpus) rings.push(openRing(directory, cpu, described.layout.size))
    return seen(traceOf(directory, order, described, cpus, rings, lock))
  } catch (error) {
    for (const ring of rings) ring.close()
    if (lock !== undefined) closeSync(lock)
    const busy = (error as NodeJS.ErrnoException).code === 'EBUSY'
    return busy ? failed('another Merlon reads this node: the trace instance is busy') : fromError(error)
  }
}

interface Described {
  readonly layout: PageLayout
  readonly decode: ReadonlyMap<number, { readonly kind: TraceKind; readonly decode: Decode }>
  readonly missing: readonly string[]
}

/** A text says why it cannot be read at all. */
function describe(directory: string, order: ByteOrder): Described | string {
  const text = (path: string) => readFileSync(`${directory}/events/${path}`, 'latin1')
  const layout = parseHeaderPage(text('header_page'))
  if (!layout) return 'the kernel’s description of its pages is not understood'
  const decode = new Map<number, { kind: TraceKind; decode: Decode }>()
  const missing: string[] = []
  for (const { kind, path } of traceEvents) {
    const format = parseFormat(tryText(() => text(`${path}/format`)))
    const each = format && decoder(kind, format, order)
    const on = tryText(() => text(`${path}/enable`)).startsWith('1')
    if (format && each && on) decode.set(format.id, { kind, decode: each })
    else missing.push(kind)
  }
  if (missing.includes('exec')) return 'this kernel does not tell of execs'
  return { layout, decode, missing: needed.filter((kind) => missing.includes(kind)) }
}

function tryText(read: () => string): string {
  try {
    return read()
  } catch {
    return ''
  }
}

function traceOf(
  directory: string,
  order: ByteOrder,
  { layout, decode, missing }: Described,
  cpus: readonly number[],
  rings: readonly Ring[],
  lock: number,
): Trace {
  const file = (path: string) => tryText(() => readFileSync(`${directory}/${path}`, 'latin1'))
  const counted = () => cpus.reduce((sum, cpu) => sum + lostBy(directory, cpu), 0)
  const countedBefore = counted()
  const reasons = [
    ...(missing.length > 0 ? [`this kernel lacks events: ${missing.join(', ')}`] : []),
    ...(/\[boot\]/.test(file('trace_clock')) ? [] : ['the clock of the trace is not that of the machine’s start']),
  ]
  let held: TraceEvent[] = []
  let [lost, notUnderstood, drains, forks] = [0, 0, 0, 0]
  /** Why it may be that not all is told. */
  let state = ''
  let isClosed = false

  const readRing = (ring: Ring, into: TraceEvent[]): number => {
    for (let pages = 0; pages < maxPages; pages += 1) {
      const bytes = ring.next()
      if (bytes === undefined) return Number.POSITIVE_INFINITY
      const page = parsePage(bytes, layout, order)
      lost += page.lost
      if (page.broken) notUnderstood += 1
      for (const { offset, length, time } of page.events) {
        const event = decode.get(eventId(bytes, offset, order))?.decode(bytes, offset, length, time)
        if (event) into.push(event)
        else notUnderstood += 1
        if (event?.kind === 'fork') forks += 1
      }
    }
    // There is more: what happened later than the last of these is not complete.
    return into.at(-1)?.time ?? 0
  }

  const drain = (all: boolean): Drained => {
    const now = uptime()
    const before = held.reduce((latest, { time }) => Math.max(latest, time), 0)
    const events = held
    const complete = rings.map((ring) => readRing(ring, events))
    events.sort((a, b) => a.time - b.time)
    if (drains++ % checkEvery === 0) state = stateOf(directory)
    // What was there at the last reading is complete by now, and so is what happened before this one began.
    const until = all ? Number.POSITIVE_INFINITY : Math.min(Math.max(now, before), ...complete)
    const later = events.findIndex(({ time }) => time > until)
    held = later < 0 ? [] : events.slice(later)
    return { events: later < 0 ? events : events.slice(0, later), forks }
  }

  return {
    quality: () => {
      const broken = rings.map((ring) => ring.failure()).find((failure) => failure !== '')
      const unread = broken === undefined ? [] : [`events of a CPU cannot be read: ${broken}`]
      const all = [...reasons, ...(state === '' ? [] : [state]), ...unread]
      return { source: all.length > 0 ? 'events-degraded' : 'events', reason: all.join('; ') }
    },
    kinds: new Set([...decode.values()].map(({ kind }) => kind)),
    drain: () => drain(false),
    flush: () => drain(true),
    // The pages say it as they are read; the kernel's counters know of what is not read yet.
    loss: () => ({ lost: Math.max(lost, counted() - countedBefore), notUnderstood }),
    bytes: cpus.reduce(
      (sum, cpu) => sum + (Number.parseInt(file(`per_cpu/cpu${cpu}/buffer_size_kb`), 10) || 0) * 1024,
      0,
    ),
    close: () => {
      if (isClosed) return
      isClosed = true
      for (const ring of rings) ring.close()
      closeSync(lock)
    },
  }
}

/** Whether it goes on; nobody can tell of an instance, or a tracefs, that was taken away under its reader. */
function stateOf(directory: string): string {
  try {
    return readFileSync(`${directory}/tracing_on`, 'latin1').startsWith('1') ? '' : 'someone switched the trace off'
  } catch (error) {
    return `whether the trace is switched on cannot be read: ${why(fromError(error))}`
  }
}

/** Nanoseconds since the machine started, never later than now: the file is exact to a hundredth of a second. */
export function uptime(): number {
  const seconds = Number(/^(\d+(?:\.\d+)?)/.exec(tryText(() => readFileSync('/proc/uptime', 'latin1')))?.[1] ?? 0)
  return seconds * 1e9
}

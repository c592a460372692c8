import type { EventMessage } from '../../proto/index.ts'
import { type EventLog, gapOf, openFileLog, openMemoryLog } from './spool/log.ts'
import { type AgentState, openState, type StateFile } from './spool/state.ts'
import { memoryStorage, openStorage, type Storage } from './spool/storage.ts'

/** What happened, without its number. */
export type NewEvent = Omit<EventMessage, 'seq'>

/** Events on their way to the collector: numbered, and kept until it has committed them, as long as there is room. */
export interface Spool {
  /** Id of the spool that is sent now. It changes once, when a file that failed is drained. */
  id(): string
  /** Keeps an event. Never fails: what cannot be kept is told by a gap. */
  append(event: NewEvent): void
  /** The next events behind `after` that may be sent, of about so many bytes. What is missing is told by gaps. */
  batch(after: number, maxBytes: number): EventMessage[]
  /** The newest event that may be sent. */
  ready(): number
  /** The collector has committed all up to here. */
  acked(seq: number): void
  /**
   * The same, as a session begins. False: the collector has events of this spool that this process never sent, because the
   * machine was set back to a copy of itself, or runs twice. From here on the spool is another one, of what was not sent.
   */
  confirm(seq: number): boolean
  /** Calls back when there is more to send, or another spool, until the returned function is called. */
  subscribe(listener: () => void): () => void
  /** Why events are kept worse than they should be. */
  degraded(): readonly string[]
  /** When starting programs were last looked at, milliseconds since 1970; 0 for never. Kept with the next event. */
  lookedAt(): number
  setLookedAt(time: number): void
  /** Makes sure of everything that was appended. */
  flush(): Promise<void>
  close(): Promise<void>
}

export interface SpoolOptions {
  /** Path of the ring, or a descriptor as `fd:3`. Empty: events are kept in memory. */
  readonly ring: string
  /** Path of the state, or a descriptor as `fd:4`. */
  readonly state: string
  /** Bytes of memory where there is no file. */
  readonly memoryBytes?: number
  /** Least milliseconds between two times that the disk is made sure of. */
  readonly syncInterval?: number
  /** For tests: what opens the files. */
  readonly openFile?: (path: string) => Storage
}

/** Most bytes of events that go over to another spool. */
const maxMovedBytes = 4 * 1024 * 1024

/** Least bytes of a ring: a segment holds the largest event. */
export const minRingBytes = 2 * 1024 * 1024

/** Opens the spool. Never fails: without usable files events are kept in memory, and `degraded` says so. */
export function openSpool(options: SpoolOptions): Spool {
  const { syncInterval = 1000, memoryBytes = 4 * 1024 * 1024 } = options
  const newMemory = () => openMemoryLog(memoryStorage(memoryBytes))
  const listeners = new Set<() => void>()
  const { files, log, begin, state, reason } = options.ring === '' ? inMemory('') : openFiles(options)
  /** The first is sent, the last is written. They differ from when a file fails until all that is in it is committed. */
  const logs: EventLog[] = [log ?? newMemory()]
  let trouble = reason
  let acked = 0
  let timer: NodeJS.Timeout | undefined
  let syncing: Promise<void> = Promise.resolve()
  let synced = Number.NEGATIVE_INFINITY
  let isClosed = false

  const sent = () => logs[0] as EventLog
  const written = () => logs.at(-1) as EventLog

  function append(event: NewEvent): void {
    try {
      written().append(event)
    } catch (error) {
      leaveFile(error)
      written().append(event)
    }
    schedule()
  }

  /** What happens from now on is kept in memory; what the file holds and is sure of is still sent, the rest is told by a gap. */
  function leaveFile(error: unknown): void {
    trouble = reasonOf(error)
    if (logs.length === 1) {
      const memory = newMemory()
      memory.skip(sent().leave())
      logs.push(memory)
    }
    leaveDrained()
  }

  /** Another spool with all that was never sent. */
  function startAnew(): void {
    const unsent = logs.flatMap(restOf)
    logs.splice(0, logs.length, trouble === '' && begin ? begin() : newMemory())
    acked = 0
    state.acked = 0
    for (const event of unsent) {
      if (event.gap) written().skip(Number(event.gap.count))
      else append(event)
    }
    schedule()
  }

  function leaveDrained(): void {
    if (logs.length === 1 || acked < sent().ready()) return
    logs.shift()
    acked = 0
    tell()
  }

  /** Asks the disk at once after a quiet time, and seldom while there is much. */
  function schedule(): void {
    if (isClosed) return
    timer ??= setTimeout(() => void flush(), Math.max(0, synced + syncInterval - performance.now()))
  }

  function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    syncing = syncing.then(syncOnce)
    return syncing
  }

  async function syncOnce(): Promise<void> {
    synced = performance.now()
    try {
      await written().sync()
    } catch (error) {
      leaveFile(error)
      await written().sync()
    }
    tell()
  }

  function tell(): void {
    for (const listener of [...listeners]) listener()
  }

  function batch(after: number, maxBytes: number): EventMessage[] {
    try {
      return sent().batch(after, maxBytes)
    } catch (error) {
      // It can be neither read nor written any more.
      const lost = Math.max(0, sent().ready() - after)
      acked = Number.POSITIVE_INFINITY
      leaveFile(error)
      written().skip(lost)
      schedule()
      return []
    }
  }

  function commit(seq: number): void {
    acked = seq
    if (logs.length === 1) state.acked = seq
    leaveDrained()
  }

  return {
    id: () => sent().id,
    append,
    batch,
    ready: () => sent().ready(),
    acked: commit,
    confirm: (seq) => {
      const isOwn = seq <= sent().offered()
      if (isOwn) commit(seq)
      else startAnew()
      return isOwn
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    degraded: () => (trouble === '' ? [] : [`events: kept in memory only (${trouble})`]),
    lookedAt: () => state.lookedAt,
    setLookedAt: (time) => {
      state.lookedAt = time
    },
    flush,
    close: async () => {
      isClosed = true
      await flush()
      files?.ring.close()
      files?.state.close()
    },
  }
}

interface Opened {
  readonly files?: { readonly ring: Storage; readonly state: StateFile }
  readonly log?: EventLog
  /** Begins another spool in the same file. */
  readonly begin?: () => EventLog
  readonly state: { -readonly [Name in keyof AgentState]: AgentState[Name] }
  /** Why there are no files; empty where none were wanted. */
  readonly reason: string
}

function inMemory(reason: string): Opened {
  return { state: { spoolId: '', synced: 0, acked: 0, lookedAt: 0 }, reason }
}

function openFiles({ ring: ringPath, state: statePath, openFile = openStorage }: SpoolOptions): Opened {
  const opened: { close(): void }[] = []
  const keep = <T extends { close(): void }>(storage: T): T => {
    opened.push(storage)
    return storage
  }
  try {
    const ring = keep(openFile(ringPath))
    if (ring.size < minRingBytes) throw new Error(`the ring has ${ring.size} bytes and needs ${minRingBytes}`)
    const file = openState(keep(openFile(statePath)))
    const before = file.read()
    const state = { ...inMemory('').state, ...before }
    const note = (spoolId: string, synced: number) => {
      Object.assign(state, { spoolId, synced })
      return file.write({ ...state })
    }
    const log = openFileLog(ring, before, note)
    if (log.id !== before?.spoolId) state.acked = 0
    return { files: { ring, state: file }, log, begin: () => openFileLog(ring, undefined, note), state, reason: '' }
  } catch (error) {
    for (const each of opened) each.close()
    return inMemory(reasonOf(error))
  }
}

/** What cannot even be read is told by a gap. */
function restOf(log: EventLog): EventMessage[] {
  try {
    return log.rest(maxMovedBytes)
  } catch (error) {
    return [gapOf(log.offered() + 1, log.last(), reasonOf(error))]
  }
}

function reasonOf(error: unknown): string {
  return (error as NodeJS.ErrnoException)?.code ?? (error instanceof Error ? error.message : String(error))
}

import { randomUUID } from 'node:crypto'
import { type EventMessage, v1 } from '../../../proto/index.ts'
import { eventLimits } from '../../../proto/limits.ts'
import { openRing, type Ring } from './ring.ts'
import type { AgentState } from './state.ts'
import type { Storage } from './storage.ts'

/** One spool: numbered events in a ring, of which those that are surely kept may be sent. */
export interface EventLog {
  readonly id: string
  /** Number of the newest event. */
  last(): number
  /** Number of the newest event that may be sent. */
  ready(): number
  /** Number of the newest event that may have been sent: handed out by `batch`, or there before this process. */
  offered(): number
  /** Gives an event its number. Throws what the system says; then nothing was kept. */
  append(event: EventMessage): void
  /** Makes sure of what was appended. Rejects with what the system says. */
  sync(): Promise<void>
  /** The next events behind `after` that may be sent, of about so many bytes. What is missing is told by gaps. */
  batch(after: number, maxBytes: number): EventMessage[]
  /** What was never handed out, of about so many bytes; the rest, too, is told by gaps. Throws what the system says. */
  rest(maxBytes: number): EventMessage[]
  /** Gives numbers to events that are lost: a gap tells of them. */
  skip(count: number): void
  /** Nothing more becomes ready. Returns how many events never will. */
  leave(): number
}

/** A spool in memory, new. */
export function openMemoryLog(storage: Storage): EventLog {
  const id = randomUUID()
  return openLog(storage, id, 0, async () => undefined)
}

/**
 * The spool of before where both files know it, else a new one. `note` stores its id and how far it is sure, before
 * anything of that is sent: so that no number is given twice, whatever becomes of the ring.
 */
export function openFileLog(
  storage: Storage,
  before: AgentState | undefined,
  note: (spoolId: string, synced: number) => Promise<void>,
): EventLog {
  const isLost = !before || (before.synced > 0 && openRing(storage, before.spoolId).isEmpty())
  const id = isLost ? randomUUID() : before.spoolId
  // At once, so that an agent that is killed finds its events again. What fails here fails at the first sync too.
  if (isLost) note(id, 0).catch(() => undefined)
  return openLog(storage, id, isLost ? 0 : before.synced, (synced) => note(id, synced))
}

function openLog(storage: Storage, id: string, synced: number, note: (synced: number) => Promise<void>): EventLog {
  const ring = openRing(storage, id)
  const maxBytes = Math.min(ring.maxPayload, eventLimits.maxEventBytes)
  let last = Math.max(ring.last(), synced)
  let ready = synced
  let offered = last
  let isLeft = false

  function batch(after: number, most: number): EventMessage[] {
    const events = batchOf(ring, after, ready, most)
    offered = Math.max(offered, Number(events.at(-1)?.seq ?? 0))
    return events
  }

  return {
    id,
    last: () => last,
    ready: () => ready,
    offered: () => offered,
    append: (event) => {
      const seq = last + 1
      const bytes = v1.Event.encode({ ...event, seq }).finish()
      const reason = `an event of ${bytes.length} bytes, more than ${maxBytes}`
      ring.append(seq, bytes.length <= maxBytes ? bytes : v1.Event.encode(gapOf(seq, seq, reason)).finish())
      last = seq
    },
    sync: async () => {
      const upTo = last
      await storage.sync()
      await note(upTo)
      if (!isLeft) ready = Math.max(ready, upTo)
    },
    batch,
    rest: (most) => restOf(ring, offered, last, most),
    skip: (count) => {
      last += count
    },
    leave: () => {
      isLeft = true
      return last - ready
    },
  }
}

function batchOf(ring: Ring, after: number, ready: number, maxBytes: number): EventMessage[] {
  const events: EventMessage[] = []
  let [told, bytes] = [after, 0]
  for (const { seq, payload } of ring.behind(after)) {
    if (seq > ready) break
    if (events.length > 0 && (bytes + payload.length > maxBytes || events.length >= eventLimits.maxBatchEvents))
      return events
    const event = decode(payload)
    if (!event) continue
    events.push(...missing(ring, told + 1, seq - 1), { ...event, seq })
    told = seq
    bytes += payload.length
  }
  return [...events, ...missing(ring, told + 1, ready)]
}

/** All behind `after`, in as many batches as it takes; one gap for those that are too many. */
function restOf(ring: Ring, after: number, last: number, maxBytes: number): EventMessage[] {
  const events: EventMessage[] = []
  let [told, bytes] = [after, 0]
  while (told < last && bytes < maxBytes) {
    for (const event of batchOf(ring, told, last, maxBytes - bytes)) {
      events.push(event)
      told = Number(event.seq)
      bytes += v1.Event.encode(event).finish().length
    }
  }
  return told < last ? [...events, gapOf(told + 1, last, 'too many')] : events
}

/** What is said of events that are not there any more. */
function missing(ring: Ring, from: number, to: number): EventMessage[] {
  const dropped = Math.min(to, ring.droppedBelow() - 1)
  return [
    ...(from <= dropped ? [gapOf(from, dropped, 'the spool was full')] : []),
    ...(Math.max(from, dropped + 1) <= to ? [gapOf(Math.max(from, dropped + 1), to, 'the spool was damaged')] : []),
  ]
}

/** Stands for events that are not sent, under the number of the last of them. */
export function gapOf(fromSeq: number, toSeq: number, reason: string): EventMessage {
  return { seq: toSeq, gap: { fromSeq, toSeq, count: toSeq - fromSeq + 1, reason } }
}

function decode(payload: Buffer): EventMessage | undefined {
  try {
    return v1.Event.decode(payload)
  } catch {
    return undefined
  }
}

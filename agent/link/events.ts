import type { v1 } from '../../proto/index.ts'
import { eventLimits } from '../../proto/limits.ts'
import { gapOf } from './spool/log.ts'
import type { Spool } from './spool.ts'

type Batch = NonNullable<Parameters<typeof v1.ConnectRequest.encode>[0]['events']>

/** Sends the events of a spool over one session: one batch at a time, the next when it is committed. */
export interface EventSender {
  /** The collector takes events, and has committed all up to here. */
  start(committed: number, maxBytes: number): void
  acked(committed: number): void
  /** A frame was refused. */
  refused(frame: number, reason: string): void
  /** There is room to send again. */
  drained(): void
  stop(): void
}

export interface EventSenderOptions {
  readonly spool: Spool
  /** Sends a batch and returns the number of its frame. */
  readonly send: (batch: Batch) => number
  /** What was sent before waits for the network. */
  readonly isBlocked: () => boolean
  /** The spool is another one: this session can say nothing of it. */
  readonly replaced: () => void
}

/** Bytes of a batch that leave the rest of a frame its room. */
const frameMargin = 1024

export function openEventSender({ spool, send, isBlocked, replaced }: EventSenderOptions): EventSender {
  const spoolId = spool.id()
  let committed = 0
  let maxBytes = 0
  let under: { readonly frame: number; readonly last: number; readonly count: number } | undefined
  /** Up to here events go one by one: one of them is refused. */
  let alone = 0
  /** Why the next event is not sent. */
  let refusal: { readonly seq: number; readonly reason: string } | undefined
  let unsubscribe = () => {}
  let isStopped = false

  function next(): void {
    if (maxBytes === 0 || under || isStopped || isBlocked()) return
    if (spool.id() !== spoolId) {
      replaced()
      return
    }
    const events = spool.batch(committed, maxBytes)
    const some = committed < alone ? events.slice(0, 1) : events
    if (some.length === 0) return
    const lastSeq = some.at(-1)?.seq ?? 0
    const told = refusal?.seq === lastSeq ? [gapOf(committed + 1, lastSeq, refusal.reason)] : some
    under = { frame: send({ spoolId, events: told }), last: lastSeq, count: told.length }
  }

  return {
    start: (from, most) => {
      if (!spool.confirm(from)) return replaced()
      committed = from
      maxBytes = Math.max(1, most - frameMargin)
      unsubscribe = spool.subscribe(next)
      next()
    },
    acked: (upTo) => {
      if (isStopped || !under || upTo < under.last) return
      committed = upTo
      under = undefined
      spool.acked(upTo)
      next()
    },
    refused: (frame, reason) => {
      if (!under || under.frame !== frame) return
      const { last, count } = under
      under = undefined
      if (count > 1) alone = last
      // A collector that does not even take the gap: events wait for the next session.
      else if (refusal?.seq === last) return unsubscribe()
      else refusal = { seq: last, reason: `the collector refused it: ${reason}`.slice(0, eventLimits.maxText) }
      next()
    },
    drained: next,
    stop: () => {
      isStopped = true
      unsubscribe()
    },
  }
}

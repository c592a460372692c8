import { expect, test } from 'vitest'
import { openEventSender } from '../../../agent/link/events.ts'
import { gapOf } from '../../../agent/link/spool/log.ts'
import type { Spool } from '../../../agent/link/spool.ts'
import type { EventMessage } from '../../../proto/index.ts'

/** A sender over events that the test makes, ten bytes each. */
function sender(count: number) {
  const state = { id: 'spool-1', count, acked: 0, replaced: 0, offered: 100, blocked: false }
  const listeners = new Set<() => void>()
  const sent: string[] = []
  const spool = {
    id: () => state.id,
    batch: (after: number, maxBytes: number): EventMessage[] =>
      Array.from({ length: Math.min(state.count - after, Math.max(1, Math.floor(maxBytes / 10))) }, (_, at) => ({
        seq: after + at + 1,
      })),
    acked: (seq: number) => void (state.acked = seq),
    confirm: (seq: number) => {
      if (seq > state.offered) return false
      state.acked = seq
      return true
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  } as Partial<Spool> as Spool
  let frame = 0
  const events = openEventSender({
    spool,
    send: (batch) => {
      frame += 1
      const text = (batch.events ?? []).map((each) => (each.gap ? `gap ${each.seq} ${each.gap.reason}` : each.seq))
      sent.push(`${frame}: ${text.join(' ')}`)
      return frame
    },
    isBlocked: () => state.blocked,
    replaced: () => void (state.replaced += 1),
  })
  return {
    ...{ events, state, listeners },
    sent: () => sent.splice(0),
    more: (to: number) => {
      state.count = to
      for (const each of listeners) each()
    },
  }
}

const room = 1024 + 30

test('batches follow each other, each when the one before is committed', () => {
  const { events, sent, state } = sender(7)
  events.start(2, room)
  expect([sent(), state.acked]).toEqual([['1: 3 4 5'], 2])
  events.acked(4)
  expect(sent()).toEqual([])
  events.acked(5)
  expect([sent(), state.acked]).toEqual([['2: 6 7'], 5])
  events.acked(7)
  expect(sent()).toEqual([])
})

test('nothing is sent before the welcome, and what comes later at once', () => {
  const { events, sent, more } = sender(0)
  more(1)
  expect(sent()).toEqual([])
  events.start(0, room)
  expect(sent()).toEqual(['1: 1'])
  more(3)
  expect(sent()).toEqual([])
  events.acked(1)
  expect(sent()).toEqual(['2: 2 3'])
})

test('a refused batch is sent one by one, and the one that is refused again becomes a gap', () => {
  const { events, sent } = sender(5)
  events.start(0, room)
  expect(sent()).toEqual(['1: 1 2 3'])
  events.refused(1, 'FIELD_TOO_LARGE')
  expect(sent()).toEqual(['2: 1'])
  events.acked(1)
  expect(sent()).toEqual(['3: 2'])
  events.refused(3, 'FIELD_TOO_LARGE')
  expect(sent()).toEqual(['4: gap 2 the collector refused it: FIELD_TOO_LARGE'])
  events.acked(2)
  expect(sent()).toEqual(['5: 3'])
  events.acked(3)
  expect(sent()).toEqual(['6: 4 5'])
})

test('a collector that takes not even the gap is told no more events', () => {
  const { events, sent, more, listeners } = sender(1)
  events.start(0, room)
  events.refused(1, 'x')
  events.refused(2, 'x')
  expect(sent()).toEqual(['1: 1', '2: gap 1 the collector refused it: x'])
  more(2)
  expect([sent(), listeners.size]).toEqual([[], 0])
})

test('the refusal of another frame is no matter of events', () => {
  const { events, sent } = sender(1)
  events.start(0, room)
  sent()
  events.refused(7, 'x')
  expect(sent()).toEqual([])
})

test('another spool ends the session', () => {
  const { events, state, sent, more } = sender(1)
  events.start(0, room)
  sent()
  state.id = 'spool-2'
  events.acked(1)
  expect([sent(), state.replaced]).toEqual([[], 1])
  events.stop()
  more(2)
  expect(sent()).toEqual([])
})

test('while the network is behind nothing is sent; when it drains, what waits is', () => {
  const { events, state, sent, more } = sender(2)
  state.blocked = true
  events.start(0, room)
  more(4)
  expect(sent()).toEqual([])
  state.blocked = false
  events.drained()
  expect(sent()).toEqual(['1: 1 2 3'])
})

test('a session whose collector has more than was ever sent ends', () => {
  const { events, state, sent } = sender(3)
  state.offered = 5
  events.start(6, room)
  expect([sent(), state.replaced]).toEqual([[], 1])
})

test('what is acknowledged after the session was left says nothing', () => {
  const { events, state } = sender(3)
  events.start(0, room)
  events.stop()
  events.acked(3)
  expect(state.acked).toBe(0)
})

test('a gap stands for its numbers under the last of them', () => {
  expect(gapOf(3, 5, 'why')).toEqual({ seq: 5, gap: { fromSeq: 3, toSeq: 5, count: 3, reason: 'why' } })
})

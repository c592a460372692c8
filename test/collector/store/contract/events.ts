import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type EventCommit,
  type NewEvent,
  PageTokenError,
  SequenceGapError,
  StaleSessionError,
  type Store,
} from '../../../../collector/store/store.ts'
import { v1 } from '../../../../proto/index.ts'
import { runs } from '../../../support/property.ts'
import type { Opener } from '../contract.ts'
import { cluster, openWith, session, start } from './given.ts'

const spoolId = '10000000-0000-4000-8000-000000000001'
const other = '20000000-0000-4000-8000-000000000002'

export function event(seq: number, over: Partial<NewEvent> = {}): NewEvent {
  return { seq, fromSeq: seq, kind: 'flap', time: start - 5, bytes: Buffer.from(`event ${seq}`), ...over }
}

function eventsOf(events: readonly NewEvent[], over: Partial<EventCommit> = {}): EventCommit {
  return { clusterId: cluster, nodeId: 'node-a', epoch: 2, spoolId, time: start + 1000, events, ...over }
}

const numbers = async (store: Store, nodeId = 'node-a') =>
  (await store.events(cluster, { nodeIds: [nodeId], pageSize: 1000 })).events.map((each) => each.seq).reverse()

/** A node whose second session, with a spool, is open. */
async function withSpool(open: Opener) {
  const opened = await openWith(open, 'node-a', 'node-b')
  const { committedEventSeq } = await opened.store.openSession(session({ spoolId }))
  expect(committedEventSeq).toBe(0)
  return opened
}

export function eventContract(open: Opener): void {
  describe('events', () => {
    test('are stored once, with how far their spool is committed', async () => {
      const { store } = await withSpool(open)
      expect(await store.commitEvents(eventsOf([event(1), event(2)]))).toEqual({ committedSeq: 2, stored: 2 })
      expect((await store.openSession(session({ spoolId }))).committedEventSeq).toBe(2)
      const { events } = await store.events(cluster, { pageSize: 10 })
      expect(events.map(({ sequence, bytes, ...each }) => ({ ...each, bytes: Buffer.from(bytes).toString() }))).toEqual(
        [2, 1].map((seq) => ({
          ...{ nodeId: 'node-a', spoolId, seq, kind: 'flap', time: start - 5, receivedTime: start + 1000 },
          bytes: `event ${seq}`,
        })),
      )
    })

    test('sent again change nothing', async () => {
      const { store, state } = await withSpool(open)
      await store.commitEvents(eventsOf([event(1), event(2), event(3)]))
      const before = await state()
      expect(await store.commitEvents(eventsOf([event(1), event(2)]))).toEqual({ committedSeq: 3, stored: 0 })
      expect(await store.commitEvents(eventsOf([]))).toEqual({ committedSeq: 3, stored: 0 })
      expect(await state()).toBe(before)
      expect(await store.commitEvents(eventsOf([event(2), event(3), event(4)]))).toEqual({ committedSeq: 4, stored: 1 })
      expect(await numbers(store)).toEqual([1, 2, 3, 4])
    })

    test.each<[string, NewEvent[]]>([
      ['one before them is missing', [event(3)]],
      ['one between them is missing', [event(2), event(4)]],
      ['one comes twice', [event(2), event(2)]],
      ['they are not in order', [event(3), event(2)]],
      ['a gap begins behind what is missing', [event(5, { fromSeq: 3 })]],
      ['a gap begins before what is stored', [event(5, { fromSeq: 1 })]],
      ['a gap ends before it begins', [event(2, { fromSeq: 3 })]],
    ])('are refused whole where %s', async (_name, events) => {
      const { store, state } = await withSpool(open)
      await store.commitEvents(eventsOf([event(1)]))
      const before = await state()
      await expect(store.commitEvents(eventsOf(events))).rejects.toThrow(SequenceGapError)
      expect(await state()).toBe(before)
    })

    test('that are gaps stand for all their numbers', async () => {
      const { store } = await withSpool(open)
      const gap = event(9, { fromSeq: 2, kind: 'gap' })
      expect(await store.commitEvents(eventsOf([event(1), gap, event(10)]))).toEqual({ committedSeq: 10, stored: 3 })
      expect(await numbers(store)).toEqual([1, 9, 10])
    })

    test('of an older session, or of a node that is not known, are refused', async () => {
      const { store, state } = await withSpool(open)
      const before = await state()
      for (const over of [{ epoch: 1 }, { epoch: 3 }, { nodeId: 'none', epoch: 1 }, { clusterId: 'other' }])
        await expect(store.commitEvents(eventsOf([event(1)], over))).rejects.toThrow(StaleSessionError)
      expect(await state()).toBe(before)
      await store.removeNode(cluster, 'node-a', start + 2000, 'node removed')
      await expect(store.commitEvents(eventsOf([event(1)]))).rejects.toThrow(StaleSessionError)
    })

    test('of two sessions of one node are stored once each: the newest goes on where the older was', async () => {
      const { store } = await withSpool(open)
      await store.commitEvents(eventsOf([event(1), event(2)]))
      const { epoch, committedEventSeq } = await store.openSession(session({ spoolId }))
      await expect(store.commitEvents(eventsOf([event(3)]))).rejects.toThrow(StaleSessionError)
      expect(committedEventSeq).toBe(2)
      await store.commitEvents(eventsOf([event(2), event(3)], { epoch }))
      expect(await numbers(store)).toEqual([1, 2, 3])
    })

    test('of another spool begin anew; that the one before ended is noted, and it goes on if it comes back', async () => {
      const { store } = await withSpool(open)
      await store.commitEvents(eventsOf([event(1), event(2)]))
      const second = await store.openSession(session({ spoolId: other, time: start + 50 }))
      expect(second.committedEventSeq).toBe(0)
      const [note] = (await store.events(cluster, { pageSize: 1 })).events
      expect(note).toMatchObject({ nodeId: 'node-a', spoolId, seq: 0, kind: 'gap', receivedTime: start + 50 })
      expect(v1.Event.decode(note?.bytes ?? new Uint8Array()).gap).toMatchObject({
        ...{ fromSeq: 3, count: 0 },
        reason: 'the agent began another spool: what it had kept in this one and not sent is not there',
      })
      await store.commitEvents(eventsOf([event(1)], { spoolId: other, epoch: second.epoch }))
      const third = await store.openSession(session({ spoolId }))
      expect(third.committedEventSeq).toBe(2)
      await store.commitEvents(eventsOf([event(3)], { epoch: third.epoch }))
      const { events } = await store.events(cluster, { pageSize: 10 })
      expect(events.map((each) => `${each.spoolId.slice(0, 1)} ${each.seq}`).reverse()).toEqual([
        ...['1 1', '1 2', '1 0', '2 1', '2 0', '1 3'],
      ])
    })

    test('of an agent without a spool leave no trace', async () => {
      const { store } = await withSpool(open)
      expect((await store.openSession(session())).committedEventSeq).toBe(0)
      expect((await store.events(cluster, { pageSize: 10 })).events).toEqual([])
    })

    test('are numbered by themselves for each node', async () => {
      const { store } = await withSpool(open)
      await store.openSession(session({ nodeId: 'node-b', spoolId }))
      await store.commitEvents(eventsOf([event(1), event(2)]))
      await store.commitEvents(eventsOf([event(1)], { nodeId: 'node-b' }))
      expect([await numbers(store), await numbers(store, 'node-b')]).toEqual([[1, 2], [1]])
    })

    test('are listed newest first, page by page, by node, kind and time', async () => {
      const { store } = await withSpool(open)
      await store.openSession(session({ nodeId: 'node-b', spoolId }))
      for (let seq = 1; seq <= 5; seq += 1) {
        const kind = seq % 2 ? 'flap' : 'process'
        await store.commitEvents(eventsOf([event(seq, { kind })], { time: start + seq }))
        await store.commitEvents(eventsOf([event(seq)], { nodeId: 'node-b', time: start + seq }))
      }
      const list = async (query: object) => {
        const found: string[] = []
        let pageToken: string | undefined
        do {
          const page = await store.events(cluster, { pageSize: 2, ...query, ...(pageToken ? { pageToken } : {}) })
          expect(page.events.length).toBeLessThanOrEqual(2)
          found.push(...page.events.map((each) => `${each.nodeId.slice(-1)}${each.seq}`))
          pageToken = page.nextPageToken
        } while (pageToken)
        return found.join(' ')
      }
      expect(await list({})).toBe('b5 a5 b4 a4 b3 a3 b2 a2 b1 a1')
      expect(await list({ nodeIds: ['node-a'] })).toBe('a5 a4 a3 a2 a1')
      expect(await list({ kinds: ['process'] })).toBe('a4 a2')
      expect(await list({ kinds: ['process', 'flap'], nodeIds: ['node-a', 'node-b'], since: start + 4 })).toBe(
        'b5 a5 b4 a4',
      )
      const third = (await store.events(cluster, { pageSize: 3 })).events[2]?.sequence ?? 0
      expect(await list({ after: third })).toBe('b5 a5')
      expect(await list({ nodeIds: ['none'] })).toBe('')
      expect((await store.events('other', { pageSize: 5 })).events).toEqual([])
    })

    test('are not listed for a page that makes no sense', async () => {
      const { store } = await withSpool(open)
      for (const pageSize of [0, -1, 1.5, 1001, Number.NaN])
        await expect(store.events(cluster, { pageSize })).rejects.toThrow(RangeError)
      for (const pageToken of ['x', 'AAAA', '💥'])
        await expect(store.events(cluster, { pageSize: 1, pageToken })).rejects.toThrow(PageTokenError)
    })

    test('are deleted by age and by number, the oldest first, and are not asked for again', async () => {
      const { store, state } = await withSpool(open)
      for (let seq = 1; seq <= 9; seq += 1) await store.commitEvents(eventsOf([event(seq)], { time: start + seq }))
      expect(await store.pruneEvents(cluster, start + 4, { events: 100 })).toBe(3)
      expect(await numbers(store)).toEqual([4, 5, 6, 7, 8, 9])
      expect(await store.pruneEvents(cluster, 0, { events: 4 })).toBe(2)
      expect(await numbers(store)).toEqual([6, 7, 8, 9])
      const before = await state()
      expect(await store.pruneEvents(cluster, 0, { events: 4 })).toBe(0)
      expect(await store.pruneEvents('other', start + 100, { events: 0 })).toBe(0)
      expect(await state()).toBe(before)
      expect(await store.commitEvents(eventsOf([event(1)]))).toEqual({ committedSeq: 9, stored: 0 })
    })

    test('are deleted by size, the oldest first, until the rest fits', async () => {
      const { store } = await withSpool(open)
      const sizes = [10, 1000, 20, 0, 30]
      await store.commitEvents(eventsOf(sizes.map((size, at) => event(at + 1, { bytes: Buffer.alloc(size) }))))
      const prune = (bytes: number) => store.pruneEvents(cluster, 0, { events: 100, bytes })
      expect(await prune(1060)).toBe(0)
      expect(await prune(1059)).toBe(1)
      expect(await prune(1049)).toBe(1)
      expect(await numbers(store)).toEqual([3, 4, 5])
      expect(await store.pruneEvents('other', 0, { events: 100, bytes: 0 })).toBe(0)
      expect(await prune(29)).toBe(3)
      expect(await numbers(store)).toEqual([])
    })

    test('are there after a restart', async () => {
      const { store, again } = await withSpool(open)
      await store.commitEvents(eventsOf([event(1), event(2)]))
      const before = await store.events(cluster, { pageSize: 10 })
      await store.close()
      const reopened = await again()
      expect(await reopened.events(cluster, { pageSize: 10 })).toEqual(before)
      expect((await reopened.openSession(session({ spoolId }))).committedEventSeq).toBe(2)
    })

    test('in whatever pieces and however often they are sent, are stored once each and in order', async () => {
      const { store } = await withSpool(open)
      let [nodes, epoch] = [0, 0]
      const piece = fc.record({
        from: fc.integer({ min: 0, max: 8 }),
        length: fc.integer({ min: 0, max: 6 }),
        again: fc.boolean(),
      })
      await fc.assert(
        fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
          nodes += 1
          const nodeId = `node-${nodes}`
          epoch = (await store.openSession(session({ nodeId, spoolId }))).epoch
          let committed = 0
          for (const { from, length, again } of pieces) {
            if (again) epoch = (await store.openSession(session({ nodeId, spoolId }))).epoch
            const first = Math.max(1, committed + 4 - from)
            const events = Array.from({ length }, (_, at) => event(first + at))
            const sent = store.commitEvents(eventsOf(events, { nodeId, epoch }))
            const fits = first <= committed + 1 || length === 0
            if (fits && length > 0) committed = Math.max(committed, first + length - 1)
            if (fits) expect((await sent).committedSeq).toBe(committed)
            else await expect(sent).rejects.toThrow(SequenceGapError)
          }
          expect(await numbers(store, nodeId)).toEqual(Array.from({ length: committed }, (_, at) => at + 1))
        }),
        runs(25),
      )
    })
  })
}

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Kept, openRetention } from '../../../collector/ingest/retention.ts'
import type { NodeRecord, Store } from '../../../collector/store/store.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const day = 86_400_000

const kept: Kept = {
  ...{ eventDays: 30, eventsKept: 500, eventsMebibytes: 2 },
  ...{ historyDays: 60, historyKept: 700, factDays: 50, factsMebibytes: 3, removedNodeDays: 40 },
}

/** A store that says of what it is told to delete of which day it is. */
function pruned(nodes: readonly NodeRecord[] = []) {
  const pruneEvents = vi.fn(async () => 2)
  const prune = async (_: string, before: number) => before / day
  const pruneFacts = vi.fn(prune)
  const pruneHistory = vi.fn(prune)
  const store = {
    clusters: async () => [
      { id: 'a', name: '' },
      { id: 'b', name: '' },
    ],
    nodes: async () => [...nodes],
    ...{ pruneEvents, pruneHistory, pruneFacts, pruneNodes: prune },
  } as Partial<Store> as Store
  return { store, kept, pruneEvents, pruneHistory, pruneFacts, log: { info: vi.fn(), warn: vi.fn() } }
}

const heard = (lastSeenTime: number, clockOffset: number) => ({ lastSeenTime, clockOffset }) as NodeRecord

test('old events of every cluster are deleted at once and then hourly, and a failure is tried again', async () => {
  const { pruneEvents, pruneHistory, pruneFacts, log, ...options } = pruned()
  const retention = openRetention({ ...options, log, now: () => 100 * day })
  await vi.advanceTimersByTimeAsync(0)
  expect(pruneEvents.mock.calls).toEqual([
    ['a', 70 * day, { events: 500, bytes: 2_097_152 }, expect.any(AbortSignal)],
    ['b', 70 * day, { events: 500, bytes: 2_097_152 }, expect.any(AbortSignal)],
  ])
  expect(pruneHistory).toHaveBeenCalledWith('b', 40 * day, 700, expect.any(AbortSignal))
  expect(pruneFacts).toHaveBeenCalledWith('b', 50 * day, 3_145_728, expect.any(AbortSignal))
  expect(log.info).toHaveBeenCalledWith({ cluster: 'a', deleted: 2 }, 'old events were deleted')
  expect(log.info).toHaveBeenCalledWith(
    { cluster: 'b', history: 40, facts: 50, nodes: 60 },
    'old history, facts and removed nodes were deleted',
  )
  expect(log.warn).not.toHaveBeenCalled()
  pruneEvents.mockRejectedValueOnce(new Error('locked'))
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(log.warn).toHaveBeenCalledWith({ reason: 'locked' }, 'what is too old could not be deleted')
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(pruneEvents).toHaveBeenCalledTimes(5)
  await retention.stop()
  await vi.advanceTimersByTimeAsync(10 * 3_600_000)
  expect(pruneEvents).toHaveBeenCalledTimes(5)
})

test('a clock that steps ahead makes nothing old: age is counted by the nodes’, and that is said', async () => {
  const nodes = [heard(100 * day, 0)]
  const { pruneEvents, pruneHistory, log, ...options } = pruned(nodes)
  let now = 100 * day
  const retention = openRetention({ ...options, log, now: () => now, holds: (id) => id === 'a' })
  await retention.run()
  expect(log.warn).not.toHaveBeenCalled()
  now = 190 * day
  await retention.run()
  nodes[0] = heard(190 * day, -90 * day)
  await retention.run()
  await retention.stop()
  const before = 70 * day
  expect(pruneEvents.mock.calls.map((call: unknown[]) => call[1])).toEqual([before, before, before, before])
  expect(new Set(pruneHistory.mock.calls.map((call) => call[1]))).toEqual(new Set([40 * day]))
  expect(log.warn.mock.calls).toEqual(
    Array(2).fill([
      { cluster: 'a', days: 90 },
      'the clock is days ahead of what most nodes told last: age is counted by theirs',
    ]),
  )
})

test('what is under way when it ends is given up, without a word', async () => {
  const { pruneHistory, pruneFacts, log, ...options } = pruned()
  const begun = Promise.withResolvers<void>()
  pruneHistory.mockImplementationOnce((...given: unknown[]) => {
    const signal = given[3] as AbortSignal
    begun.resolve()
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  })
  const retention = openRetention({ ...options, log, now: () => 100 * day })
  await begun.promise
  await retention.stop()
  expect(pruneFacts).not.toHaveBeenCalled()
  expect(log.warn).not.toHaveBeenCalled()
})

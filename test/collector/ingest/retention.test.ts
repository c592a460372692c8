import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openRetention } from '../../../collector/ingest/retention.ts'
import type { Store } from '../../../collector/store/store.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const day = 86_400_000

test('old events of every cluster are deleted at once and then hourly, and a failure is tried again', async () => {
  const pruneEvents = vi.fn(async () => 2)
  const prune = vi.fn(async (_: string, before: number) => before / day)
  const store = {
    clusters: async () => [
      { id: 'a', name: '' },
      { id: 'b', name: '' },
    ],
    ...{ pruneEvents, pruneHistory: prune, pruneFacts: prune, pruneNodes: prune },
  } as Partial<Store> as Store
  const log = { info: vi.fn(), warn: vi.fn() }
  const retention = openRetention({
    store,
    log,
    ...{ eventDays: 30, eventsKept: 500, eventsMebibytes: 2, historyDays: 60, factDays: 50, removedNodeDays: 40 },
    now: () => 100 * day,
  })
  await vi.advanceTimersByTimeAsync(0)
  expect(pruneEvents.mock.calls).toEqual([
    ['a', 70 * day, { events: 500, bytes: 2_097_152 }],
    ['b', 70 * day, { events: 500, bytes: 2_097_152 }],
  ])
  expect(log.info).toHaveBeenCalledWith({ cluster: 'a', deleted: 2 }, 'old events were deleted')
  expect(log.info).toHaveBeenCalledWith(
    { cluster: 'b', history: 40, facts: 50, nodes: 60 },
    'old history, facts and removed nodes were deleted',
  )
  pruneEvents.mockRejectedValueOnce(new Error('locked'))
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(log.warn).toHaveBeenCalledWith({ reason: 'locked' }, 'what is too old could not be deleted')
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(pruneEvents).toHaveBeenCalledTimes(5)
  await retention.stop()
  await vi.advanceTimersByTimeAsync(10 * 3_600_000)
  expect(pruneEvents).toHaveBeenCalledTimes(5)
})

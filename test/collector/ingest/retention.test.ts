import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openRetention } from '../../../collector/ingest/retention.ts'
import type { Store } from '../../../collector/store/store.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const day = 86_400_000

test('old events of every cluster are deleted at once and then hourly, and a failure is tried again', async () => {
  const pruneEvents = vi.fn(async () => 2)
  const store = {
    clusters: async () => [
      { id: 'a', name: '' },
      { id: 'b', name: '' },
    ],
    pruneEvents,
  } as Partial<Store> as Store
  const log = { info: vi.fn(), warn: vi.fn() }
  const retention = openRetention({ store, log, eventDays: 30, eventsKept: 500, now: () => 100 * day })
  await vi.advanceTimersByTimeAsync(0)
  expect(pruneEvents.mock.calls).toEqual([
    ['a', 70 * day, 500],
    ['b', 70 * day, 500],
  ])
  expect(log.info).toHaveBeenCalledWith({ cluster: 'a', deleted: 2 }, 'old events were deleted')
  pruneEvents.mockRejectedValueOnce(new Error('locked'))
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(log.warn).toHaveBeenCalledWith({ reason: 'locked' }, 'old events could not be deleted')
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(pruneEvents).toHaveBeenCalledTimes(5)
  await retention.stop()
  await vi.advanceTimersByTimeAsync(10 * 3_600_000)
  expect(pruneEvents).toHaveBeenCalledTimes(5)
})

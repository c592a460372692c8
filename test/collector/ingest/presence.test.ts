import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openPresence } from '../../../collector/ingest/presence.ts'
import type { Beat, Store } from '../../../collector/store/store.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function beat(nodeId: string, time: number): Beat {
  return { nodeId, time, clockOffset: 0, degraded: [] }
}

function open(touch = vi.fn(async (_clusterId: string, _beats: readonly Beat[]) => undefined)) {
  const warn = vi.fn()
  return { touch, warn, presence: openPresence({ touch } as unknown as Store, { warn }) }
}

test('signs of life are written together, the newest of each node', async () => {
  const { touch, presence } = open()
  presence.heard('c', beat('a', 1))
  presence.heard('c', beat('b', 2))
  presence.heard('c', beat('a', 3))
  presence.heard('d', beat('a', 4))
  await vi.advanceTimersByTimeAsync(9_999)
  expect(touch).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(touch.mock.calls).toEqual([
    ['c', [beat('a', 3), beat('b', 2)]],
    ['d', [beat('a', 4)]],
  ])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(touch).toHaveBeenCalledTimes(2)
})

test('what was heard last is written when it stops', async () => {
  const { touch, presence } = open()
  presence.heard('c', beat('a', 1))
  await presence.stop()
  expect(touch.mock.calls).toEqual([['c', [beat('a', 1)]]])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(touch).toHaveBeenCalledTimes(1)
})

test('what could not be written is said, and written the next time unless something newer was heard', async () => {
  const { touch, warn, presence } = open()
  touch.mockRejectedValueOnce(new Error('disk full'))
  presence.heard('c', beat('a', 1))
  presence.heard('c', beat('b', 2))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(warn).toHaveBeenCalledWith({ reason: 'disk full' }, 'signs of life could not be stored')
  presence.heard('c', beat('a', 3))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(touch.mock.calls.at(-1)).toEqual(['c', expect.arrayContaining([beat('a', 3), beat('b', 2)])])
})

test('vitals stand until they are written, and the newest are written though a later sign had none', async () => {
  const { touch, presence } = open()
  const vitals = {
    ...{ uptimeSeconds: 1, load1: 0.5, memoryTotalBytes: 3, memoryAvailableBytes: 2 },
    ...{ agentMemoryBytes: 1, agentCpuSeconds: 1 },
  }
  presence.heard('c', { ...beat('a', 1), vitals })
  presence.heard('c', beat('a', 2))
  presence.heard('c', beat('b', 2))
  expect(presence.vitals('c')).toEqual(new Map([['a', vitals]]))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(touch.mock.calls).toEqual([['c', [{ ...beat('a', 2), vitals }, beat('b', 2)]]])
  expect(presence.vitals('c')).toEqual(new Map())
})

test.each([Number.NaN, Number.POSITIVE_INFINITY])('vitals with %d are none', (load1) => {
  const { presence } = open()
  const vitals = {
    ...{ uptimeSeconds: 1, load1, memoryTotalBytes: 3, memoryAvailableBytes: 2 },
    ...{ agentMemoryBytes: 1, agentCpuSeconds: 1 },
  }
  presence.heard('c', { ...beat('a', 1), vitals })
  expect(presence.vitals('c')).toEqual(new Map())
})

import { expect, test, vi } from 'vitest'
import { openBudget } from '../../../collector/ingest/budget.ts'

/** What a promise has come to by now. */
async function now<T>(promise: Promise<T>): Promise<T | 'waits'> {
  return Promise.race([promise, new Promise<'waits'>((done) => setImmediate(() => done('waits')))])
}

test('what fits is taken at once, what does not waits for room', async () => {
  const budget = openBudget({ bytes: 100, waitingBytes: 1000 })
  expect(await budget.take(60)).toBe(true)
  expect(await budget.take(40)).toBe(true)
  const third = budget.take(50)
  expect(await now(third)).toBe('waits')
  expect(budget.used()).toEqual({ bytes: 100, waiting: 1 })
  budget.give(40)
  expect(await now(third)).toBe('waits')
  budget.give(60)
  expect(await third).toBe(true)
  expect(budget.used()).toEqual({ bytes: 50, waiting: 0 })
})

test('first come, first served: a small one does not pass a large one that waits', async () => {
  const budget = openBudget({ bytes: 100, waitingBytes: 1000 })
  await budget.take(80)
  const large = budget.take(90)
  const small = budget.take(10)
  expect(await now(small)).toBe('waits')
  budget.give(80)
  expect(await large).toBe(true)
  expect(await small).toBe(true)
})

test('what is larger than the whole budget gets it alone', async () => {
  const budget = openBudget({ bytes: 100, waitingBytes: 1000 })
  await budget.take(1)
  const huge = budget.take(500)
  expect(await now(huge)).toBe('waits')
  budget.give(1)
  expect(await huge).toBe(true)
  expect(await now(budget.take(1))).toBe('waits')
})

test('more than may wait is refused at once', async () => {
  const budget = openBudget({ bytes: 100, waitingBytes: 50 })
  await budget.take(100)
  const waits = budget.take(50)
  expect(await budget.take(1)).toBe(false)
  budget.give(100)
  expect(await waits).toBe(true)
})

test('who has waited too long is refused, and those behind get their turn', async () => {
  vi.useFakeTimers()
  try {
    const budget = openBudget({ bytes: 100, patience: 10_000, waitingBytes: 1000 })
    await budget.take(50)
    const large = budget.take(80)
    await vi.advanceTimersByTimeAsync(5000)
    const small = budget.take(20)
    await vi.advanceTimersByTimeAsync(5000)
    expect(await large).toBe(false)
    budget.give(50)
    expect(await small).toBe(true)
    expect(budget.used()).toEqual({ bytes: 20, waiting: 0 })
  } finally {
    vi.useRealTimers()
  }
})

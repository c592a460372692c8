import { expect, test, vi } from 'vitest'
import { repeat } from '../../lib/repeat.ts'

test('work is done again and again, never twice at a time', async () => {
  let [begun, now, most] = [0, 0, 0]
  const { stop } = repeat(1, async () => {
    begun += 1
    most = Math.max(most, (now += 1))
    await new Promise((done) => setImmediate(done))
    now -= 1
  })
  await vi.waitFor(() => expect(begun).toBeGreaterThan(3), 60_000)
  await stop()
  const last = begun
  await new Promise((done) => setTimeout(done, 20))
  expect([begun, most, now]).toEqual([last, 1, 0])
})

test('whoever stops it waits for what it began, which is told, and for no pause', async () => {
  let isDone = false
  const { stop } = repeat(3_600_000, async (signal) => {
    await new Promise((done) => signal.addEventListener('abort', done))
    isDone = true
  })
  await stop()
  expect(isDone).toBe(true)
  const idle = repeat(3_600_000, async () => undefined)
  await new Promise((done) => setImmediate(done))
  await idle.stop()
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openBudget } from '../../../collector/ingest/budget.ts'
import { openInflight } from '../../../collector/ingest/inflight.ts'
import { runs } from '../../support/property.ts'

function open(bytes = 2 ** 30) {
  const budget = openBudget({ bytes, patience: 1 })
  const said: boolean[] = []
  return { budget, said, inflight: openInflight(budget, (full) => void said.push(full)) }
}

test('what is dealt with is given back at once, what is kept when it is committed', async () => {
  const { budget, inflight } = open()
  for (const bytes of [10, 20]) expect(await inflight.enter(bytes)).toBe(true)
  inflight.done(10, 'none')
  inflight.done(20, 'kept')
  expect(budget.used().bytes).toBe(20)
  inflight.committed()
  expect(budget.used().bytes).toBe(0)
})

test('pieces of what is not whole are held over a commit, until they belong to what is committed', async () => {
  const { budget, inflight } = open()
  await inflight.enter(10)
  inflight.done(10, 'apart')
  inflight.committed()
  expect(budget.used().bytes).toBe(10)
  inflight.joined()
  inflight.committed()
  expect(budget.used().bytes).toBe(0)
})

test('no more is read while 64 frames wait, or four MiB', async () => {
  const { said, inflight } = open()
  const frames = Array.from({ length: 64 }, () => inflight.enter(1))
  expect(said).toEqual([true])
  await Promise.all(frames)
  expect(said).toEqual([true])
  inflight.done(1, 'none')
  expect(said).toEqual([true, false])
  await inflight.enter(4 * 1024 * 1024)
  expect(said.at(-1)).toBe(true)
  inflight.done(4 * 1024 * 1024, 'none')
  expect(said.at(-1)).toBe(false)
})

test('no more is read while a frame waits for room, and what found none is not held', async () => {
  const { budget, said, inflight } = open(100)
  await inflight.enter(90)
  expect(await inflight.enter(20)).toBe(false)
  expect(said[0]).toBe(true)
  inflight.close()
  expect(budget.used()).toEqual({ bytes: 0, waiting: 0 })
})

test('what finds room when the session is over gives it back', async () => {
  const { budget, inflight } = open()
  const late = inflight.enter(10)
  inflight.close()
  expect(await late).toBe(false)
  expect(budget.used().bytes).toBe(0)
})

test('whatever comes, all is given back in the end, and never more than was taken', async () => {
  const step = fc.oneof(
    fc.record({ kept: fc.constantFrom('none', 'kept', 'apart'), bytes: fc.integer({ min: 0, max: 1000 }) }),
    fc.constantFrom('joined', 'committed'),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 50 }), async (steps) => {
      const { budget, inflight } = open()
      for (const each of steps) {
        if (each === 'joined') inflight.joined()
        else if (each === 'committed') inflight.committed()
        else if (typeof each === 'object') {
          await inflight.enter(each.bytes)
          inflight.done(each.bytes, each.kept as 'kept')
        }
        expect(budget.used().bytes).toBeGreaterThanOrEqual(0)
      }
      inflight.close()
      inflight.close()
      expect(budget.used().bytes).toBe(0)
    }),
    runs(200),
  )
})

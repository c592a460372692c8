import { expect, test } from 'vitest'
import { openBackoff, patience } from '../../../agent/link/backoff.ts'

test('the longest waits: the spread, then one second doubling to two minutes', () => {
  const backoff = openBackoff(5000, () => 0.999999)
  const waits = Array.from({ length: 12 }, () => Math.ceil(backoff.next() / 1000))
  expect(waits).toEqual([5, 1, 2, 4, 8, 16, 32, 64, 120, 120, 120, 120])
})

test('the shortest wait is none: a fleet spreads over the whole time', () => {
  const backoff = openBackoff(5000, () => 0)
  expect(Array.from({ length: 5 }, () => backoff.next())).toEqual([0, 0, 0, 0, 0])
})

test('waits are spread over the limit evenly', () => {
  const backoff = openBackoff(8000, () => 0.25)
  expect([backoff.next(), backoff.next(), backoff.next()]).toEqual([2000, 250, 500])
})

test('after a success it starts small again', () => {
  const backoff = openBackoff(3000, () => 0.5)
  for (let count = 0; count < 10; count += 1) backoff.next()
  backoff.reset()
  expect([backoff.next(), backoff.next()]).toEqual([1500, 500])
})

test('a thousand attempts later it still waits no more than two minutes', () => {
  const backoff = openBackoff(0, () => 0.999999)
  for (let count = 0; count < 1100; count += 1) backoff.next()
  expect(backoff.next()).toBeLessThan(120_000)
  expect(backoff.next()).toBeGreaterThan(119_000)
})

test('an agent that has just started does not wait long for a collector that starts too', () => {
  let now = 5_000_000
  const backoff = openBackoff(
    5000,
    () => 0.999999,
    patience(() => now),
  )
  const wait = () => Math.ceil(backoff.next() / 1000)
  expect(Array.from({ length: 8 }, wait)).toEqual([5, 1, 2, 4, 8, 10, 10, 10])
  now += 120_000
  expect(wait()).toBe(120)
})

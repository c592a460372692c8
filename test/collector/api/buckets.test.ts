import { expect, test } from 'vitest'
import { openBuckets } from '../../../collector/api/buckets.ts'

function buckets() {
  let time = 0
  const { take } = openBuckets({ perSecond: 2, burst: 3, now: () => time })
  return { take: (key = 'a') => take(key), pass: (milliseconds: number) => (time += milliseconds) }
}

test('a burst is taken, then as many as come back', () => {
  const { take, pass } = buckets()
  expect([take(), take(), take()]).toEqual(Array(3).fill({ taken: true }))
  expect(take()).toEqual({ taken: false, wait: 500 })
  pass(499)
  expect(take()).toEqual({ taken: false, wait: 1 })
  pass(1)
  expect(take()).toEqual({ taken: true })
  expect(take()).toEqual({ taken: false, wait: 500 })
})

test('no pause makes the burst larger', () => {
  const { take, pass } = buckets()
  pass(3_600_000)
  expect([take(), take(), take(), take()].map(({ taken }) => taken)).toEqual([true, true, true, false])
})

test('one key does not take from another', () => {
  const { take } = buckets()
  for (let at = 0; at < 4; at++) take('a')
  expect(take('b')).toEqual({ taken: true })
})

test('what is remembered is bounded: the key that was quiet longest goes first', () => {
  const { take } = buckets()
  for (let at = 0; at < 4; at++) take('first')
  for (let at = 0; at < 9999; at++) take(`key ${at}`)
  expect(take('first').taken).toBe(false)
  for (let at = 0; at < 10_000; at++) take(`other ${at}`)
  expect(take('first').taken).toBe(true)
})

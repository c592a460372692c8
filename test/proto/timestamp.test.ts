import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromTimestamp, isTime, toTimestamp } from '../../proto/timestamp.ts'
import { runs } from '../support/property.ts'

test('milliseconds come back as they were, before 1970 too', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e13, max: 1e13 }), (time) => {
      const { seconds, nanos } = toTimestamp(time)
      expect([Number.isInteger(seconds), nanos >= 0 && nanos < 1e9]).toEqual([true, true])
      expect(fromTimestamp({ seconds, nanos })).toBe(time)
    }),
    runs(200),
  )
})

test('no time is 0', () => {
  expect([fromTimestamp(undefined), fromTimestamp(null), fromTimestamp({})]).toEqual([0, 0, 0])
})

test.each([
  [8.64e15, true],
  [-8.64e15, true],
  [8.64e15 + 1, false],
  [9.2e21, false],
  [0.5, false],
  [Number.NaN, false],
])('%d milliseconds can be shown: %s', (milliseconds, shown) => {
  expect(isTime(milliseconds)).toBe(shown)
  if (shown) expect(new Date(milliseconds).toISOString()).toContain('T')
})

test.each([9e12, -9e12, 2 ** 63, -(2 ** 63)])(
  '%d seconds are no time, and still a number that can be kept',
  (seconds) => {
    const time = fromTimestamp({ seconds, nanos: 2 ** 31 - 1 })
    expect(isTime(time)).toBe(false)
    expect(Number.isSafeInteger(time - Date.now())).toBe(true)
  },
)

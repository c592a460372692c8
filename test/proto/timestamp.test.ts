import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromTimestamp, toTimestamp } from '../../proto/timestamp.ts'
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

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { setOf, union, unionOf } from '../../../collector/allowlist/sets.ts'
import { runs } from '../../support/property.ts'

const limit = 3
const set = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e')).map((items) => setOf(items, limit))

test('a bounded union does not depend on order or repetition', () => {
  fc.assert(
    fc.property(set, set, set, (a, b, c) => {
      expect(union(a, b, limit)).toEqual(union(b, a, limit))
      expect(union(union(a, b, limit), c, limit)).toEqual(union(a, union(b, c, limit), limit))
      expect(union(a, a, limit)).toEqual(a)
      expect(union(a, b, limit).length).toBeLessThanOrEqual(limit)
    }),
    runs(200),
  )
})

test('a union of records joins what is in both and keeps the smallest keys', () => {
  expect(unionOf({ c: 1, a: 1 }, { a: 2, b: 5 }, 2, Math.max)).toEqual({ a: 2, b: 5 })
})

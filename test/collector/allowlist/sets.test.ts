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

test('a union of records does not depend on order or repetition, whatever the keys are', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd', '1', '__proto__', 'constructor')
  const record = fc
    .array(fc.tuple(key, fc.nat(9)))
    .map((items) => unionOf({}, Object.fromEntries(items), limit, Math.max))
  const join = (a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>) =>
    unionOf(a, b, limit, Math.max)
  fc.assert(
    fc.property(record, record, record, (a, b, c) => {
      expect(Object.entries(join(a, b))).toEqual(Object.entries(join(b, a)))
      expect(Object.entries(join(join(a, b), c))).toEqual(Object.entries(join(a, join(b, c))))
      expect(Object.entries(join(a, a))).toEqual(Object.entries(a))
      expect(Object.keys(join(a, b)).length).toBeLessThanOrEqual(limit)
    }),
    runs(200),
  )
})

test('a record beyond the limit is cut, even where nothing is new', () => {
  expect(unionOf({ c: 1, b: 1, a: 1 }, { c: 2 }, 2, Math.max)).toEqual({ a: 1, b: 1 })
  expect(Object.keys(unionOf({ b: 1, a: 1 }, { c: 2 }, 9, Math.max))).toEqual(['a', 'b', 'c'])
})

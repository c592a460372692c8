import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applySplice, splice } from '../../proto/delta.ts'
import { runs } from '../support/property.ts'

const bytes = fc.uint8Array({ maxLength: 60 })

test('what a splice makes of the old is the new', () => {
  const related = fc.tuple(bytes, bytes, bytes, bytes).map(([prefix, before, after, suffix]) => ({
    from: Buffer.concat([prefix, before, suffix]),
    to: Buffer.concat([prefix, after, suffix]),
  }))
  fc.assert(
    fc.property(related, ({ from, to }) => {
      const change = splice(from, to)
      expect(change.prefixBytes + change.suffixBytes).toBeLessThanOrEqual(Math.min(from.length, to.length))
      expect(Buffer.compare(applySplice(from, change) as Uint8Array, to)).toBe(0)
    }),
    runs(500),
  )
})

test.each([
  ['abc', 'abc', 3, 0, ''],
  ['abc', 'abXc', 2, 1, 'X'],
  ['aaa', 'aa', 2, 0, ''],
  ['aa', 'aaa', 2, 0, 'a'],
  ['', 'abc', 0, 0, 'abc'],
  ['abc', '', 0, 0, ''],
])('%j to %j keeps %i and %i bytes and sends %j', (from, to, prefixBytes, suffixBytes, middle) => {
  const change = splice(Buffer.from(from), Buffer.from(to))
  expect({ ...change, middle: Buffer.from(change.middle).toString() }).toEqual({ prefixBytes, suffixBytes, middle })
})

test.each([
  [4, 0],
  [0, 4],
  [2, 2],
  [2 ** 32 - 1, 2 ** 32 - 1],
])('a splice of %i and %i bytes does not fit three', (prefixBytes, suffixBytes) => {
  expect(applySplice(Buffer.from('abc'), { prefixBytes, suffixBytes, middle: new Uint8Array() })).toBeUndefined()
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { innerId } from '../../../agent/parse/idmap.ts'
import { runs } from '../../support/property.ts'

const identity = '         0          0 4294967295\n'
const mapped = '         0       1000          1\n         1     100000      65536\n'

test.each([
  [identity, 0, 0],
  [identity, 1001, 1001],
  [mapped, 1000, 0],
  [mapped, 100_000, 1],
  [mapped, 165_535, 65_536],
  [mapped, 165_536, undefined],
  [mapped, 0, undefined],
  ['', 0, undefined],
  ['x y z\n', 0, undefined],
])('%j: %i is %s inside', (map, outside, inner) => {
  expect(innerId(map, outside)).toBe(inner)
})

test('any text', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), (map, id) => void innerId(map, id)),
    runs(200),
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  formatGoDuration,
  isQuantity,
  parseGoBool,
  parseGoDuration,
  parseGoInt,
} from '../../../agent/parse/goscalars.ts'
import { runs } from '../../support/property.ts'

test.each([
  ['1', true],
  ['t', true],
  ['T', true],
  ['TRUE', true],
  ['true', true],
  ['True', true],
  ['0', false],
  ['f', false],
  ['F', false],
  ['FALSE', false],
  ['false', false],
  ['False', false],
  ['', undefined],
  ['no', undefined],
  ['fALSE', undefined],
  [' false', undefined],
])('bool %j', (text, value) => expect(parseGoBool(text)).toBe(value))

test.each([
  ['0', 0n],
  ['10255', 10255n],
  ['+7', 7n],
  ['-0x10', -16n],
  ['0010', 8n],
  ['0x0', 0n],
  ['10_255', 10255n],
  ['0o12', 10n],
  ['0b11', 3n],
  ['0B11', 3n],
  ['0_10', 8n],
  ['0x_1f', 31n],
  ['', undefined],
  ['009', undefined],
  ['1__0', undefined],
  ['_1', undefined],
  ['1_', undefined],
  ['0x', undefined],
  ['1e3', undefined],
  ['1.0', undefined],
  [' 1', undefined],
])('int %j', (text, value) => expect(parseGoInt(text)).toBe(value))

test.each([
  ['0', '0s'],
  ['0s', '0s'],
  ['4h', '4h0m0s'],
  ['1m30s', '1m30s'],
  ['90m', '1h30m0s'],
  ['100ms', '100ms'],
  ['1.5h', '1h30m0s'],
  ['.5s', '500ms'],
  ['1h1ms', '1h0m0.001s'],
  ['-5m', '-5m0s'],
  ['1500us', '1.5ms'],
  ['1500µs', '1.5ms'],
  ['999ns', '999ns'],
  ['2s500ms', '2.5s'],
])('duration %j is %s', (text, formatted) => {
  const parsed = parseGoDuration(text)
  expect(typeof parsed === 'bigint' && formatGoDuration(parsed)).toBe(formatted)
})

test.each([
  ['', 'time: invalid duration ""'],
  ['300', 'time: missing unit in duration "300"'],
  ['5d', 'time: unknown unit "d" in duration "5d"'],
  ['h', 'time: invalid duration "h"'],
  ['.s', 'time: invalid duration ".s"'],
  ['1s ', 'time: unknown unit "s " in duration "1s "'],
  ['9999999h', 'time: invalid duration "9999999h"'],
])('duration %j is none', (text, error) => expect(parseGoDuration(text)).toEqual({ error }))

test('a duration that is written is read back', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (duration) => {
      expect(parseGoDuration(formatGoDuration(duration))).toBe(duration)
    }),
    runs(300),
  )
})

test('a number is read back in every base', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), (number) => {
      for (const text of [
        `${number}`,
        `0x${number.toString(16)}`,
        `0o${number.toString(8)}`,
        `0b${number.toString(2)}`,
      ])
        expect(parseGoInt(text)).toBe(number)
    }),
    runs(200),
  )
})

test.each([
  ['100Mi', true],
  ['1.5', true],
  ['500m', true],
  ['2e3', true],
  ['0', true],
  ['', false],
  ['1MiB', false],
  ['-', false],
  ['15%', false],
])('quantity %j', (text, right) => expect(isQuantity(text)).toBe(right))

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitLine } from '../../../../agent/parse/sshd/tokens.ts'
import { readTime } from '../../../../agent/parse/sshd/values.ts'
import { runs } from '../../../support/property.ts'

test.each([
  ['', undefined],
  ['  # x', undefined],
  ['\t\r', undefined],
  ['"open no', undefined],
  ['X"open no', undefined],
  ['=X y', { keyword: 'X', rest: 'y', args: ['y'] }],
  ['==X y', undefined],
  ['PermitRootLogin no', { keyword: 'PermitRootLogin', rest: 'no', args: ['no'] }],
  ['PermitRootLogin=no', { keyword: 'PermitRootLogin', rest: 'no', args: ['no'] }],
  ['PermitRootLogin \t= no \r', { keyword: 'PermitRootLogin', rest: 'no', args: ['no'] }],
  ['X == no', { keyword: 'X', rest: '= no', args: ['=', 'no'] }],
  ['"X" no', { keyword: 'X', rest: 'no', args: ['no'] }],
  ['X "a b" c', { keyword: 'X', rest: '"a b" c', args: ['a b', 'c'] }],
  ["X 'a b'c", { keyword: 'X', rest: "'a b'c", args: ['a bc'] }],
  ['X a\\ b \\"c', { keyword: 'X', rest: 'a\\ b \\"c', args: ['a b', '"c'] }],
  ['X a\\n', { keyword: 'X', rest: 'a\\n', args: ['a\\n'] }],
  ['X a # b', { keyword: 'X', rest: 'a # b', args: ['a'] }],
  ['X a#b', { keyword: 'X', rest: 'a#b', args: ['a#b'] }],
  ['X ""', { keyword: 'X', rest: '""', args: [''] }],
  ['X', { wrong: 'no argument after X' }],
  ['X =', { wrong: 'no argument after X' }],
  ['X"y"', { wrong: 'no argument after Xy' }],
  ['X "a', { wrong: 'invalid quotes' }],
])('%j', (text, expected) => {
  expect(splitLine(text)).toEqual(expected)
})

test('words that are quoted come back', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom('a', ' ', '"', '\\', "'", '#', '=', '\t') }), { minLength: 1 }),
      (words) => {
        const written = words.map((each) => `"${each.replaceAll(/["\\']/g, '\\$&')}"`).join(' ')
        expect(splitLine(`X ${written}`)).toMatchObject({ args: words })
      },
    ),
    runs(200),
  )
})

test('a long run of blanks or digits takes no long time', () => {
  expect(splitLine(`X ${' '.repeat(500_000)}y`)).toMatchObject({ args: ['y'] })
  expect(readTime(`${'1'.repeat(100_000)}x`)).toBeUndefined()
})

test.each([
  ['0', 0],
  ['90', 90],
  ['5m', 300],
  ['1m30', 90],
  ['1H30M', 5400],
  ['1d', 86_400],
  ['2w', 1_209_600],
  ['', undefined],
  ['m', undefined],
  ['1x', undefined],
  ['-1', undefined],
  ['1.5m', undefined],
  ['2147483648', undefined],
])('time %j is %j', (text, expected) => {
  expect(readTime(text)).toBe(expected)
})

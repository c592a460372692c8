import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseOsRelease } from '../../../agent/parse/osrelease.ts'
import { runs } from '../../support/property.ts'

test.each([
  ['ID=debian', 'debian'],
  ['ID="debian"', 'debian'],
  ["ID='deb ian'", 'deb ian'],
  ['ID="a \\"b\\" \\$c \\\\ \\` \\x"', 'a "b" $c \\ ` \\x'],
  ['ID=a\\ b', 'a b'],
  ['ID=', ''],
  ['ID=""', ''],
  ['  ID=debian  ', 'debian'],
  ['ID=debian\r', 'debian'],
  ['ID=one\nID=two', 'two'],
  ['ID="unclosed', '"unclosed'],
  ['# ID=x\nID=y', 'y'],
])('%j', (text, value) => {
  expect(parseOsRelease(text).get('ID')).toBe(value)
})

test.each(['', '#ID=x', 'ID', 'ID =x', '1ID=x', '=x', 'XID=y'])('%j says no ID', (text) => {
  expect(parseOsRelease(text).has('ID')).toBe(false)
})

test('what is quoted is read as it was', () => {
  fc.assert(
    fc.property(
      fc.string().filter((each) => !each.includes('\n')),
      (value) => {
        const quoted = value.replace(/["$`\\]/g, '\\$&')
        expect(parseOsRelease(`A=1\nID="${quoted}"\nB=2\n`).get('ID')).toBe(value)
      },
    ),
    runs(300),
  )
})

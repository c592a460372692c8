import fc from 'fast-check'
import { expect, test } from 'vitest'
import { printable, printableJson } from '../../lib/printable.ts'
import { runs } from '../support/property.ts'

const dangerous = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

test.each<[string, string, string]>([
  ['an escape sequence', '\u001b[31mred', '\\u{1b}[31mred'],
  ['a line break', 'a\nb\r', 'a\\u{a}b\\u{d}'],
  ['a bell, a backspace and a delete', '\u0007\u0008\u007f', '\\u{7}\\u{8}\\u{7f}'],
  ['the one-byte escape of old terminals', '\u009b2J', '\\u{9b}2J'],
  ['a change of direction', 'a\u202eb\u2066c', 'a\\u{202e}b\\u{2066}c'],
  ['what cannot be seen', 'a\u200bb\ufeffc\u00ad', 'a\\u{200b}b\\u{feff}c\\u{ad}'],
  ['hidden tags', 'a\u{e0041}', 'a\\u{e0041}'],
  ['line separators', '\u2028\u2029', '\\u{2028}\\u{2029}'],
  ['half a character', 'a\ud800b\udc00', 'a\\u{d800}b\\u{dc00}'],
  ['whole characters', 'größer 漢字 😀 ← /etc/x', 'größer 漢字 😀 ← /etc/x'],
])('%s', (_name, text, expected) => {
  expect(printable(text)).toBe(expected)
})

test('no text has anything left that a terminal obeys', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(dangerous.test(printable(text))).toBe(false)
    }),
    runs(300),
  )
})

test('JSON keeps its meaning, and has nothing in it that a terminal obeys', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const text = printableJson(value)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      expect(dangerous.test(text.replaceAll('\n', ''))).toBe(false)
    }),
    runs(300),
  )
  expect(printableJson({ name: '\u009b\u202e\u{e0041}' }, 0)).toBe('{"name":"\\u009b\\u202e\\udb40\\udc41"}')
})

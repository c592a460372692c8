import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeName, escapeSeparator, escapeText, isName, unescapeName } from '../../../collector/allowlist/names.ts'
import { printable } from '../../../lib/printable.ts'
import { runs } from '../../support/property.ts'

test.each<[string, Buffer, string]>([
  ['plain', Buffer.from('/usr/bin/a b'), '/usr/bin/a b'],
  ['nothing', Buffer.alloc(0), ''],
  ['a percent sign', Buffer.from('/a%41'), '/a%2541'],
  ['a line break and an escape sequence', Buffer.from('/a\n\u001b[31m'), '/a%0A%1B[31m'],
  ['other scripts', Buffer.from('/größe/漢字/😀'), '/größe/漢字/😀'],
  ['a change of direction', Buffer.from('/a\u202eb'), '/a%E2%80%AEb'],
  ['bytes that are no UTF-8', Buffer.from('/a\xff\xc3', 'latin1'), '/a%FF%C3'],
  ['an overlong slash', Buffer.from('\xc0\xaf', 'latin1'), '%C0%AF'],
  ['half a pair', Buffer.from('\xed\xa0\x80', 'latin1'), '%ED%A0%80'],
  ['the replacement character itself', Buffer.from('\ufffd'), '\ufffd'],
])('%s', (_name, bytes, text) => {
  expect(escapeName(bytes)).toBe(text)
  expect(unescapeName(text)).toEqual(bytes)
  expect(isName(text)).toBe(true)
})

test.each(['/a%41', '/a%0a', '/a\n', '/a%', '\ud800', '%C3%A4', '/a\u202e'])(
  '%j is not how a name is written',
  (text) => {
    expect(isName(text)).toBe(false)
  },
)

test('every name has one text that is safe to show, and leads back to its bytes', () => {
  const bytes = fc.oneof(
    fc.uint8Array(),
    fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
  )
  fc.assert(
    fc.property(bytes, (name) => {
      const text = escapeName(name)
      expect(unescapeName(text).equals(name)).toBe(true)
      expect(unescapeName(escapeSeparator(text, '/')).equals(name)).toBe(true)
      expect(isName(text)).toBe(true)
      expect(printable(text)).toBe(text)
    }),
    runs(500),
  )
})

test('a separator that is escaped is not there any more', () => {
  expect(escapeSeparator('/a:b', ':')).toBe('/a%3Ab')
  expect(escapeSeparator('/a:b', '/')).toBe('%2Fa:b')
})

test('a name that came as text has the text of its bytes', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.oneof(fc.constantFrom('a', ' ', '%', '\n', '~', '\x7f', '\ud800'), fc.string()) }),
      (name) => {
        expect(escapeText(name)).toBe(escapeName(Buffer.from(name)))
      },
    ),
    runs(500),
  )
  expect([escapeText(), escapeText('a%\n')]).toEqual(['', 'a%25%0A'])
})

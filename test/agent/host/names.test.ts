import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesOf, nameOf, textOf } from '../../../agent/host/names.ts'
import { runs } from '../../support/property.ts'

test.each([
  ['plain', Buffer.from('kubelet.conf'), 'kubelet.conf'],
  ['UTF-8', Buffer.from('schlüssel ✓ 🔑'), 'schlüssel ✓ 🔑'],
  ['a newline', Buffer.from('a\nb'), 'a\nb'],
  ['Latin-1', Buffer.from([0x61, 0xfc, 0x62]), 'a\uEFFCb'],
  ['a character cut short', Buffer.from([0x61, 0xe2, 0x9c]), 'a\uEFE2\uEF9C'],
  ['a surrogate', Buffer.from([0xed, 0xa0, 0x80]), '\uEFED\uEFA0\uEF80'],
  ['an overlong slash', Buffer.from([0xc0, 0xaf]), '\uEFC0\uEFAF'],
  ['a character that stands for a byte', Buffer.from('\uEF80'), '\uEFEE\uEFBE\uEF80'],
])('%s', (_, bytes, text) => {
  expect(textOf(bytes)).toBe(text)
  expect(bytesOf(text)).toEqual(bytes)
  expect(text.isWellFormed()).toBe(true)
})

test('the text of every name is well-formed, holds no slash that the name does not, and leads back to it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (array) => {
      const bytes = Buffer.from(array)
      const text = textOf(bytes)
      expect(text.isWellFormed()).toBe(true)
      expect(text.split('/').length).toBe(bytes.toString('latin1').split('/').length)
      expect(Buffer.compare(bytesOf(text), bytes)).toBe(0)
    }),
    runs(500),
  )
})

test('the file system is asked in text where text says it all', () => {
  expect(nameOf('/etc/ü')).toBe('/etc/ü')
  expect(nameOf('/etc/\uEFFC')).toEqual(Buffer.from([0x2f, 0x65, 0x74, 0x63, 0x2f, 0xfc]))
})

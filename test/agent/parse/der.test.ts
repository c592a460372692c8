import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  bitsOf,
  childrenOf,
  expectDer,
  hexOf,
  NotDer,
  oidOf,
  readDer,
  stringOf,
  timeOf,
} from '../../../agent/parse/der.ts'
import { runs } from '../../support/property.ts'

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')
const element = (tag: number, content: string | Buffer) => ({
  tag,
  content: Buffer.isBuffer(content) ? content : Buffer.from(content, 'latin1'),
  whole: Buffer.alloc(0),
})

test.each([
  ['02 01 05', '05', '020105'],
  ['04 81 02 aa bb ff', 'aabb', '048102aabb'],
  ['30 00', '', '3000'],
])('%s', (bytes, content, whole) => {
  const read = readDer(hex(bytes))
  expect([read.content.toString('hex'), read.whole.toString('hex')]).toEqual([content, whole])
})

test.each([
  ['', 'ends too early'],
  ['30', 'ends too early'],
  ['30 02 00', 'ends too early'],
  ['30 82 01', 'ends too early'],
  ['30 84 ff ff ff ff 00', 'ends too early'],
  ['30 80 00 00', 'a length that is not definite'],
  ['30 85 00 00 00 00 01 00', 'a length that is not definite'],
  ['1f 01 00', 'a tag of several bytes'],
])('refused: %s', (bytes, reason) => {
  expect(() => readDer(hex(bytes))).toThrow(new NotDer(reason))
})

test('lists', () => {
  expect(childrenOf(readDer(hex('30 06 02 01 01 02 01 02'))).map(({ content }) => content[0])).toEqual([1, 2])
  expect(() => childrenOf(readDer(hex('30 04 02 01 01 02')))).toThrow(new NotDer('ends too early'))
  expect(() => expectDer(hex('02 01 01'), 0x30)).toThrow(new NotDer('tag 2 where 48 should be'))
  const many = element(0x30, Buffer.from('0500'.repeat(10_001), 'hex'))
  expect(() => childrenOf(many)).toThrow(new NotDer('more than 10000 elements'))
})

test.each([
  ['2a 86 48 ce 3d 04 03 02', '1.2.840.10045.4.3.2'],
  ['55 1d 11', '2.5.29.17'],
  ['88 37 03', '2.999.3'],
  ['27', '0.39'],
  ['09 92 26 89 93 f2 2c 64 01 19', '0.9.2342.19200300.100.1.25'],
])('identifier %s is %s', (bytes, expected) => {
  expect(oidOf({ content: hex(bytes) })).toBe(expected)
})

test.each(['', '2a 86', `${'ff'.repeat(64)}01`])('no identifier: %s', (bytes) => {
  expect(() => oidOf({ content: hex(bytes) })).toThrow(new NotDer('not an object identifier'))
})

test.each([
  ['10 01', '1001'],
  ['00 ff', 'ff'],
  ['00', '0'],
  ['ff 7f', '-81'],
  ['80', '-80'],
])('number %s is %s', (bytes, expected) => {
  expect(hexOf({ ...element(2, ''), content: hex(bytes) })).toBe(expected)
})

test.each([
  ['07 80', [0]],
  ['05 a0', [0, 2]],
  ['07 00 80', [8]],
  ['', []],
  ['00', []],
])('bits %s', (bytes, expected) => {
  expect(bitsOf({ ...element(3, ''), content: hex(bytes) })).toEqual(expected)
})

test.each([
  [0x13, '61 62', 'ab'],
  [0x0c, 'c3 a9', 'é'],
  [0x0c, 'ff', '\ufffd'],
  [0x14, 'e9', 'é'],
  [0x1e, '00 e9 26 3a', 'é☺'],
  [0x1c, '00 01 f6 00', '😀'],
  [0x1c, '7f ff ff ff', '\ufffd'],
  [0x1c, '00 00 d8 00', '\ufffd'],
])('text of type %d: %s', (tag, bytes, expected) => {
  expect(stringOf({ ...element(tag, ''), content: hex(bytes) })).toBe(expected)
})

test.each([
  [0x17, '261121025900Z', '2026-11-21T02:59:00Z'],
  [0x17, '491231235959Z', '2049-12-31T23:59:59Z'],
  [0x17, '500101000000Z', '1950-01-01T00:00:00Z'],
  [0x18, '99991231235959Z', '9999-12-31T23:59:59Z'],
  [0x18, '20500101000000Z', '2050-01-01T00:00:00Z'],
  [0x17, '2611210259Z', undefined],
  [0x17, '261121025900+0100', undefined],
  [0x17, '261321025900Z', undefined],
  [0x17, '260230025900Z', undefined],
  [0x18, '20240229000000Z', '2024-02-29T00:00:00Z'],
  [0x18, '20230229000000Z', undefined],
  [0x18, '261121025900Z', undefined],
  [0x18, '20261121025900.5Z', undefined],
  [0x0c, '261121025900Z', undefined],
])('time of type %d: %s', (tag, text, expected) => {
  expect(timeOf(element(tag, text))).toBe(expected)
})

test('random bytes are an element or are refused', () => {
  const property = fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
    try {
      childrenOf(readDer(Buffer.from(bytes)))
    } catch (error) {
      expect(error).toBeInstanceOf(NotDer)
    }
  })
  fc.assert(property, runs(500))
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maxBlock, parsePem } from '../../../agent/parse/pem.ts'
import { sample } from '../../support/certificates.ts'
import { runs } from '../../support/property.ts'

const a = '-----BEGIN A-----\nAAEC\n-----END A-----\n'

function read(text: string, limit = 100) {
  const { blocks, problems, more } = parsePem(Buffer.from(text, 'latin1'), limit)
  const shown = blocks.map(
    ({ label, line, headers, der }) => `${line} ${label}${headers ? ' with headers' : ''} ${der.toString('hex')}`,
  )
  return [
    ...shown,
    ...problems.map(({ line, label, reason }) => `${line} ${label} ${reason}`),
    ...(more ? ['more'] : []),
  ]
}

test.each([
  ['one', a, ['1 A 000102']],
  ['no line end', a.trimEnd(), ['1 A 000102']],
  ['CRLF', a.replaceAll('\n', '\r\n'), ['1 A 000102']],
  ['a mark at the beginning', `\xef\xbb\xbf${a}`, ['1 A 000102']],
  ['text around', `Bag Attributes\n  x: y\n${a}\nsubject=CN=x\n${a}end`, ['3 A 000102', '8 A 000102']],
  ['nothing between', a + a, ['1 A 000102', '4 A 000102']],
  ['blanks and short lines', '-----BEGIN A-----  \nAA\n\n EC\t\n-----END A-----\n', ['1 A 000102']],
  ['padding', '-----BEGIN A-----\nAA==\n-----END A-----', ['1 A 00']],
  [
    'headers',
    '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES,00\n 11\n\nAAEC\n-----END RSA PRIVATE KEY-----',
    ['1 RSA PRIVATE KEY with headers 000102'],
  ],
  ['no end', '-----BEGIN A-----\nAAEC\n', ['1 A has no end']],
  ['no end before the next', `-----BEGIN B-----\nAAEC\n${a}`, ['3 A 000102', '1 B has no end']],
  ['another end', `-----BEGIN B-----\nAAEC\n-----END A-----\n${a}`, ['4 A 000102', '1 B ends as A']],
  ['an end alone', '-----END A-----\n', []],
  ['no base64', '-----BEGIN A-----\nplaceholder!\n-----END A-----', ['1 A is not base64']],
  ['a character cut off', '-----BEGIN A-----\nAAE\n-----END A-----', ['1 A is not base64']],
  ['text behind the data', '-----BEGIN A-----\nAA==AAEC\n-----END A-----', ['1 A is not base64']],
  ['nothing in it', '-----BEGIN A-----\n-----END A-----', ['1 A is empty']],
  ['not at the beginning of a line', ` ${a}`, []],
  ['an empty file', '', []],
])('%s', (_, text, expected) => {
  expect(read(text)).toEqual(expected)
})

test('blocks beyond the limit are not read', () => {
  expect(read(a.repeat(3), 2)).toEqual(['1 A 000102', '4 A 000102', 'more'])
  expect(read(a.repeat(2), 2)).toEqual(['1 A 000102', '4 A 000102'])
  const broken = '-----BEGIN B-----\n-----END B-----\n'
  expect(read(broken + broken + a, 2)).toEqual(['1 B is empty', '3 B is empty', 'more'])
})

test('a block that is too large', () => {
  const text = (bytes: number) => `-----BEGIN A-----\n${Buffer.alloc(bytes).toString('base64')}\n-----END A-----\n`
  expect(read(text(maxBlock + 3))).toEqual([`1 A is larger than ${maxBlock} bytes`])
  expect(parsePem(Buffer.from(text(maxBlock - 1)), 1).blocks[0]?.der.length).toBe(maxBlock - 1)
})

test('what a block holds is found wherever it stands', () => {
  const line = fc
    .string({ unit: fc.constantFrom('a', ' ', '-', ':', '\r', '=') })
    .filter((each) => !/^-----/.test(each))
  const property = fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.array(line), (bytes, around) => {
    const text = around.join('\n')
    const lines =
      Buffer.from(bytes)
        .toString('base64')
        .match(/.{1,64}/g) ?? []
    const pem = `${text}\n-----BEGIN X-----\n${lines.join('\n')}\n-----END X-----\n${text}`
    expect(parsePem(Buffer.from(pem), 5).blocks.map(({ der }) => der.toString('hex'))).toEqual([
      Buffer.from(bytes).toString('hex'),
    ])
  })
  fc.assert(property, runs(300))
})

test('anything is read', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void parsePem(bytes, 3)),
    runs(300),
  )
  const whole = Buffer.from(sample('names'))
  for (let length = 0; length < whole.length; length += 7)
    expect(parsePem(whole.subarray(0, length), 3).blocks).toEqual([])
})

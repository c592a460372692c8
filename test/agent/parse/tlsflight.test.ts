import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseFlight } from '../../../agent/parse/tlsflight.ts'
import { runs } from '../../support/property.ts'

const number = (value: number, bytes: number) => {
  const buffer = Buffer.alloc(bytes)
  buffer.writeUIntBE(value, 0, bytes)
  return buffer
}
const record = (type: number, body: Buffer) => Buffer.concat([Buffer.from([type, 3, 3]), number(body.length, 2), body])
const message = (type: number, body: Buffer) => Buffer.concat([Buffer.from([type]), number(body.length, 3), body])
const hello = (version: number) => message(2, Buffer.concat([number(version, 2), Buffer.alloc(40)]))
const chain = (...certificates: string[]) => {
  const all = Buffer.concat(certificates.map((each) => Buffer.concat([number(each.length, 3), Buffer.from(each)])))
  return message(11, Buffer.concat([number(all.length, 3), all]))
}
const asking = message(13, Buffer.from('x'))
const done = message(14, Buffer.alloc(0))
const flight = Buffer.concat([hello(0x0303), chain('one', 'two'), asking, done])
const nothing = { version: undefined, certificates: [], asks: false, done: false, alert: undefined }

test('a whole flight, in one record, in one a message, and in records that cut anywhere', () => {
  const expected = {
    kind: 'tls',
    version: 0x0303,
    certificates: [Buffer.from('one'), Buffer.from('two')],
    asks: true,
    done: true,
    alert: undefined,
  }
  expect(parseFlight(record(22, flight))).toEqual(expected)
  const each = [hello(0x0303), chain('one', 'two'), asking, done].map((part) => record(22, part))
  expect(parseFlight(Buffer.concat(each))).toEqual(expected)
  for (const at of [1, 5, 30, 50, 57])
    expect(parseFlight(Buffer.concat([record(22, flight.subarray(0, at)), record(22, flight.subarray(at))]))).toEqual(
      expected,
    )
})

test('nobody is asked, and an alert follows', () => {
  const said = Buffer.concat([
    record(22, Buffer.concat([hello(0x0301), chain('c'), done])),
    record(21, Buffer.from([2, 40])),
  ])
  expect(parseFlight(said)).toMatchObject({ version: 0x0301, asks: false, done: true, alert: 40 })
})

test('an alert alone', () => {
  expect(parseFlight(record(21, Buffer.from([2, 70])))).toEqual({ kind: 'tls', ...nothing, alert: 70 })
})

test('an alert that is encrypted is none', () => {
  const said = Buffer.concat([record(22, hello(0x0303)), record(20, Buffer.from([1])), record(21, Buffer.alloc(24))])
  expect(parseFlight(said)).toMatchObject({ version: 0x0303, alert: undefined })
  expect(parseFlight(record(21, Buffer.alloc(24)))).toMatchObject({ alert: undefined })
})

test.each([
  ['', 'nothing'],
  ['HTTP/1.1 400 Bad Request\r\n', 'http'],
  ['SSH-2.0-OpenSSH_10.0\r\n', 'other'],
  ['\x16', 'other'],
  ['HTTP', 'other'],
])('%j is %s', (text, kind) => expect(parseFlight(Buffer.from(text, 'latin1'))).toEqual({ kind, ...nothing }))

test('what is cut short is not told', () => {
  const cut = record(22, flight).subarray(0, 60)
  expect(parseFlight(cut)).toMatchObject({ kind: 'tls', version: 0x0303, certificates: [], asks: false, done: false })
})

test('lengths that lie', () => {
  const lying = message(11, Buffer.concat([number(9, 3), number(99, 3), Buffer.from('short')]))
  expect(parseFlight(record(22, lying)).certificates).toEqual([])
  expect(parseFlight(record(22, Buffer.from([2, 0, 0, 1, 3]))).version).toBeUndefined()
  const many = chain(...Array.from({ length: 50 }, () => 'c'))
  expect(parseFlight(record(22, many)).certificates).toHaveLength(20)
})

test('whatever comes, it is bounded and does not throw', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.uint8Array({ maxLength: 300 }).map((body) => record(22, Buffer.from(body))),
  )
  fc.assert(
    fc.property(bytes, (said) => {
      expect(parseFlight(Buffer.from(said)).certificates.length).toBeLessThanOrEqual(20)
    }),
    runs(500),
  )
})

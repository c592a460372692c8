import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  decodeHeader,
  decodeRecord,
  encodeHeader,
  encodeRecord,
  headerBytes,
  recordLength,
  recordOverhead,
  seedOf,
} from '../../../../agent/link/spool/format.ts'

const header = { spoolId: randomUUID(), generation: 2 ** 40, firstSeq: 2 ** 50 }
const payload = Buffer.from('payload')

test('a header is what it was, and none where a bit of it is another', () => {
  const bytes = encodeHeader(header)
  expect([bytes.length, decodeHeader(bytes)]).toEqual([headerBytes, header])
  for (let at = 0; at < 44; at += 1) {
    const damaged = Buffer.from(bytes)
    damaged[at] = (damaged[at] ?? 0) ^ 1
    expect(decodeHeader(damaged)).toBeUndefined()
  }
  expect(decodeHeader(bytes.subarray(0, headerBytes - 1))).toBeUndefined()
})

test('a record is what it was, and none where a bit of it is another or its end is missing', () => {
  const seed = seedOf(header)
  const bytes = encodeRecord(seed, 2 ** 51, payload)
  expect(recordLength(bytes)).toBe(recordOverhead + payload.length)
  const behind = Buffer.concat([bytes, Buffer.from('more')])
  expect(decodeRecord(seed, behind)).toEqual({ seq: 2 ** 51, payload, length: bytes.length })
  for (let at = 0; at < bytes.length; at += 1) {
    const damaged = Buffer.from(bytes)
    damaged[at] = (damaged[at] ?? 0) ^ 1
    expect(decodeRecord(seed, damaged)).toBeUndefined()
    expect(decodeRecord(seed, bytes.subarray(0, at))).toBeUndefined()
  }
})

test('a record is one of its own segment only', () => {
  const bytes = encodeRecord(seedOf(header), 5, payload)
  const others = [{ spoolId: randomUUID() }, { generation: 3 }, { firstSeq: 4 }]
  for (const each of others) expect(decodeRecord(seedOf({ ...header, ...each }), bytes)).toBeUndefined()
})

test('zeros are neither', () => {
  expect(decodeHeader(Buffer.alloc(100))).toBeUndefined()
  expect(decodeRecord(seedOf(header), Buffer.alloc(100))).toBeUndefined()
})

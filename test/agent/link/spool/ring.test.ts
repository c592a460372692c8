import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { segmentCount } from '../../../../agent/link/spool/format.ts'
import { openRing, type Ring } from '../../../../agent/link/spool/ring.ts'
import { memoryStorage } from '../../../../agent/link/spool/storage.ts'

const id = randomUUID()
/** A segment has room for four records of eight bytes. */
const segment = 48 + 4 * 24
const size = segmentCount * segment

function fill(ring: Ring, from: number, to: number): void {
  for (let seq = from; seq <= to; seq += 1) ring.append(seq, Buffer.from(String(seq).padStart(8)))
}

function numbers(ring: Ring, after = 0): number[] {
  return [...ring.behind(after)].map(({ seq, payload }) => {
    expect(Number(payload.toString())).toBe(seq)
    return seq
  })
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at)

test('an empty storage is an empty ring', () => {
  const ring = openRing(memoryStorage(size), id)
  expect([ring.last(), ring.isEmpty(), numbers(ring), ring.droppedBelow()]).toEqual([0, true, [], 0])
  fill(ring, 1, 1)
  expect(ring.isEmpty()).toBe(false)
})

test('what was appended is there, and after each restart', () => {
  const storage = memoryStorage(size)
  for (let seq = 1; seq <= 30; seq += 1) {
    fill(openRing(storage, id), seq, seq)
    expect(numbers(openRing(storage, id))).toEqual(range(1, seq))
  }
})

test('reading goes on behind any number', () => {
  const ring = openRing(memoryStorage(size), id)
  fill(ring, 1, 30)
  for (const after of [0, 1, 3, 4, 5, 29, 30, 31]) expect(numbers(ring, after)).toEqual(range(after + 1, 30))
})

test('a reader that turns a record away gets it the next time', () => {
  const ring = openRing(memoryStorage(size), id)
  fill(ring, 1, 10)
  for (const each of ring.behind(0)) if (each.seq === 6) break
  expect(numbers(ring, 5)).toEqual(range(6, 10))
})

test('a full ring drops the oldest segment, and knows what', () => {
  const storage = memoryStorage(size)
  const ring = openRing(storage, id)
  fill(ring, 1, 64)
  expect([numbers(ring).length, ring.droppedBelow()]).toEqual([64, 1])
  fill(ring, 65, 65)
  expect(numbers(ring)).toEqual(range(5, 65))
  fill(ring, 66, 1000)
  const again = openRing(storage, id)
  expect(numbers(again)).toEqual(range(937, 1000))
  expect([again.last(), again.droppedBelow(), ring.droppedBelow()]).toEqual([1000, 937, 937])
})

test('another spool finds nothing of the one before, and takes its place', () => {
  const storage = memoryStorage(size)
  fill(openRing(storage, id), 1, 100)
  const other = openRing(storage, randomUUID())
  expect([other.last(), numbers(other)]).toEqual([0, []])
  fill(other, 1, 3)
  expect(numbers(other)).toEqual([1, 2, 3])
})

test('a damaged record costs the rest of its segment, no more', () => {
  const storage = memoryStorage(size)
  fill(openRing(storage, id), 1, 12)
  // Record 6 is the second of the second segment, which stands in the third place.
  storage.write(2 * segment + 48 + 24 + 20, Buffer.of(0xff))
  const ring = openRing(storage, id)
  expect(numbers(ring)).toEqual([1, 2, 3, 4, 5, 9, 10, 11, 12])
  fill(ring, 13, 13)
  expect(numbers(ring, 5)).toEqual([9, 10, 11, 12, 13])
})

test('a damaged length reads no further than its segment', () => {
  const storage = memoryStorage(size)
  fill(openRing(storage, id), 1, 8)
  storage.write(segment + 48, Buffer.from('ffffffff', 'hex'))
  expect(numbers(openRing(storage, id))).toEqual([5, 6, 7, 8])
})

test('a damaged head costs its segment', () => {
  const storage = memoryStorage(size)
  fill(openRing(storage, id), 1, 12)
  storage.write(segment + 3, Buffer.of(0))
  const ring = openRing(storage, id)
  expect(numbers(ring)).toEqual(range(5, 12))
  expect(ring.droppedBelow()).toBe(0)
})

test('a write that fails appends nothing', () => {
  const memory = memoryStorage(size)
  let broken = false
  const storage = {
    ...memory,
    write: (position: number, bytes: Uint8Array) => {
      memory.write(position, broken ? bytes.subarray(0, 5) : bytes)
      if (broken) throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
    },
  }
  const ring = openRing(storage, id)
  fill(ring, 1, 4)
  broken = true
  expect(() => fill(ring, 5, 5)).toThrow('no space')
  broken = false
  expect([ring.last(), numbers(ring)]).toEqual([4, range(1, 4)])
  fill(ring, 5, 9)
  expect(numbers(openRing(memory, id))).toEqual(range(1, 9))
})

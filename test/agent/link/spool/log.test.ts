import fc from 'fast-check'
import { expect, test } from 'vitest'
import { segmentCount } from '../../../../agent/link/spool/format.ts'
import { type EventLog, openFileLog, openMemoryLog } from '../../../../agent/link/spool/log.ts'
import { openRing } from '../../../../agent/link/spool/ring.ts'
import { openState, stateBytes } from '../../../../agent/link/spool/state.ts'
import { memoryStorage } from '../../../../agent/link/spool/storage.ts'
import type { EventMessage } from '../../../../proto/index.ts'
import { crashingStorage } from '../../../support/crashing.ts'
import { runs } from '../../../support/property.ts'

/** An event that can be told from all others. */
const flap = (text: string): EventMessage => ({ flap: { domain: text } })

function short(event: EventMessage): string {
  const { seq, gap } = event
  return gap ? `${gap.fromSeq}-${gap.toSeq} ${gap.reason} (${gap.count}, ${seq})` : `${seq} ${event.flap?.domain}`
}

const segment = 256
const ringBytes = segmentCount * segment

/** A node with its disk, and a collector that commits what it is sent. */
function world() {
  const disk = { ring: crashingStorage(ringBytes), state: crashingStorage(stateBytes) }
  let log: EventLog
  let appended = 0
  /** What was appended, by the number that it was given; the last that was given it. */
  const given = new Map<number, string>()
  const committed: string[] = []
  let progress = { id: '', seq: 0 }
  /** The newest that was ever ready to be sent: no later event may have its number. */
  let sure = 0

  function start(): void {
    const file = openState(disk.state)
    const before = file.read()
    log = openFileLog(disk.ring, before, (spoolId, synced) => file.write({ spoolId, synced, acked: 0, lookedAt: 0 }))
    if (progress.id === '') progress = { id: log.id, seq: 0 }
    if (log.id !== progress.id) {
      // Only a spool of which nothing was ever sure, or of which nothing is left, may be forgotten.
      const isGone = !before || openRing(disk.ring, before.spoolId).isEmpty()
      expect(isGone || (before.synced === 0 && progress.seq === 0)).toBe(true)
      progress = { id: log.id, seq: 0 }
      sure = 0
    }
  }

  function deliver(): void {
    for (const event of log.batch(progress.seq, 300)) {
      const first = event.gap ? Number(event.gap.fromSeq) : Number(event.seq)
      expect(first).toBe(progress.seq + 1)
      if (event.gap) expect(event.gap.count).toBe(Number(event.seq) - first + 1)
      else {
        expect(event.flap?.domain).toBe(given.get(Number(event.seq)))
        committed.push(event.flap?.domain ?? '')
      }
      progress.seq = Number(event.seq)
    }
  }

  start()
  return {
    disk,
    start,
    deliver,
    append: () => {
      appended += 1
      log.append(flap(`e${appended}`))
      expect(log.last()).toBeGreaterThan(Math.max(sure, progress.seq))
      given.set(log.last(), `e${appended}`)
    },
    sync: async () => {
      await log.sync()
      sure = log.ready()
    },
    finish: async () => {
      await log.sync()
      while (progress.seq < log.ready()) deliver()
      expect(log.ready()).toBe(log.last())
      return { committed, given, progress, log }
    },
  }
}

type Step =
  | { do: 'append'; count: number }
  | { do: 'sync' | 'deliver' | 'restart' }
  | { do: 'crash'; ring: number; state: number }
  | { do: 'damage'; at: number | undefined }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('append' as const), count: fc.integer({ min: 1, max: 25 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('sync' as const, 'deliver' as const, 'restart' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('crash' as const),
      ring: fc.double({ min: 0, max: 1, noNaN: true }),
      state: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('damage' as const),
      at: fc.option(fc.nat(ringBytes - 1), { nil: undefined, freq: 1 }),
    }),
  },
)

test('whatever happens in whatever order, each event comes once or is in a gap, and no number is used twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60 }), async (steps) => {
      const node = world()
      for (const each of steps) {
        if (each.do === 'append') for (let count = 0; count < each.count; count += 1) node.append()
        if (each.do === 'sync') await node.sync()
        if (each.do === 'deliver') node.deliver()
        if (each.do === 'damage') node.disk.ring.damage(each.at ?? node.disk.ring.newest() + 20)
        if (each.do === 'crash') {
          node.disk.ring.crash(Math.floor(each.ring * node.disk.ring.unsure()))
          node.disk.state.crash(Math.floor(each.state * node.disk.state.unsure()))
        }
        if (each.do === 'crash' || each.do === 'restart') node.start()
      }
      const { committed } = await node.finish()
      expect(new Set(committed).size).toBe(committed.length)
      expect(committed.map((each) => Number(each.slice(1)))).toEqual(
        committed.map((each) => Number(each.slice(1))).sort((a, b) => a - b),
      )
    }),
    runs(300),
  )
})

test('power that fails at any byte of a write costs what was not sure, and nothing else', async () => {
  const prepared = async () => {
    const node = world()
    for (let count = 0; count < 9; count += 1) node.append()
    await node.sync()
    for (let count = 0; count < 4; count += 1) node.append()
    return node
  }
  const bytes = (await prepared()).disk.ring.unsure()
  expect(bytes).toBeGreaterThan(80)
  for (let surviving = 0; surviving <= bytes; surviving += 1) {
    const node = await prepared()
    node.disk.ring.crash(surviving)
    node.disk.state.crash(0)
    node.start()
    node.append()
    const { committed, progress } = await node.finish()
    const numbers = committed.map((each) => Number(each.slice(1)))
    expect(numbers.slice(0, 9)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(numbers.at(-1)).toBe(14)
    // Without holes: what was lost was never given a number that anyone heard of.
    expect(progress.seq).toBe(committed.length)
  }
})

test('a batch is as long as asked for, at least one event', () => {
  const log = openMemoryLog(memoryStorage(64 * 1024))
  expect(log.batch(0, 100)).toEqual([])
  for (let seq = 1; seq <= 9; seq += 1) log.append(flap('x'.repeat(50)))
  expect(log.batch(0, 1000)).toEqual([])
  return log.sync().then(() => {
    expect(log.batch(0, 1).map(short)).toEqual([`1 ${'x'.repeat(50)}`])
    expect(log.batch(1, 130)).toHaveLength(2)
    expect(log.batch(3, 100_000)).toHaveLength(6)
    expect(log.batch(9, 100_000)).toEqual([])
  })
})

test('what was dropped and what was damaged is told, each with its reason and its number', async () => {
  const ring = crashingStorage(ringBytes)
  const state = openState(memoryStorage(stateBytes))
  const note = (spoolId: string, synced: number) => state.write({ spoolId, synced, acked: 0, lookedAt: 0 })
  const log = openFileLog(ring, undefined, note)
  for (let seq = 1; seq <= 200; seq += 1) log.append(flap(String(seq)))
  await log.sync()
  const [gap] = log.batch(0, 10)
  const dropped = Number(gap?.gap?.toSeq)
  expect(short(gap ?? {})).toBe(`1-${dropped} the spool was full (${dropped}, ${dropped})`)
  expect(log.batch(dropped, 100_000)).toHaveLength(200 - dropped)
  const places = Array.from({ length: segmentCount }, (_, at) => at * segment)
  for (const slot of [0, 4, 8]) ring.damage((places[slot] ?? 0) + 60)
  const after = log.batch(dropped, 100_000)
  const reasons = after.flatMap((each) => (each.gap ? [each.gap.reason] : []))
  expect([reasons.length, new Set(reasons)]).toEqual([3, new Set(['the spool was damaged'])])
  expect(after.at(-1)?.seq).toBe(200)
})

test('an event that is too large is told as a gap of one', async () => {
  const log = openMemoryLog(memoryStorage(ringBytes))
  log.append(flap('x'.repeat(1000)))
  log.append(flap('y'))
  await log.sync()
  expect(log.batch(0, 10_000).map(short)).toEqual(['1-1 an event of 1008 bytes, more than 192 (1, 1)', '2 y'])
})

test('a ring that is lost makes a new spool; one of which nothing was sure does not', async () => {
  const state = openState(memoryStorage(stateBytes))
  const note = (spoolId: string, synced: number) => state.write({ spoolId, synced, acked: 0, lookedAt: 0 })
  const before = { spoolId: '00000000-0000-4000-8000-000000000001', synced: 5, acked: 5, lookedAt: 0 }
  const lost = openFileLog(memoryStorage(ringBytes), before, note)
  expect(lost.id).not.toBe(before.spoolId)
  expect(lost.last()).toBe(0)
  const unused = openFileLog(memoryStorage(ringBytes), { ...before, synced: 0 }, note)
  expect(unused.id).toBe(before.spoolId)
})

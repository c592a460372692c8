// The spool and a store that commits as the collector's does, while everything goes wrong that can.
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { stateBytes } from '../../../agent/link/spool/state.ts'
import { minRingBytes, openSpool, type Spool } from '../../../agent/link/spool.ts'
import type { EventMessage } from '../../../proto/index.ts'
import { type Fault, faultyStorage } from '../../support/faulty.ts'
import { runs } from '../../support/property.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Some hundred of them fill the ring. */
const padding = 'x'.repeat(8000)

/** Takes what follows on what it has, once, and nothing else. */
function openStore() {
  const progress = new Map<string, number>()
  const stored: number[] = []
  let gaps = 0
  return {
    ...{ progress, stored, gaps: () => gaps },
    commit: (spoolId: string, events: readonly EventMessage[]) => {
      for (const event of events) {
        const before = progress.get(spoolId) ?? 0
        const seq = Number(event.seq)
        if (seq <= before) continue
        expect(event.gap ? Number(event.gap.fromSeq) : seq).toBe(before + 1)
        if (event.gap) expect(Number(event.gap.count)).toBe(seq - before)
        if (event.gap) gaps += Number(event.gap.count)
        else stored.push(Number(event.flap?.domain?.slice(padding.length)))
        progress.set(spoolId, seq)
      }
    },
  }
}

/** A node with its disk, and the collector that it speaks with. */
function world() {
  const disk = { ring: faultyStorage(minRingBytes), state: faultyStorage(stateBytes) }
  const store = openStore()
  let spool: Spool
  let session: { readonly id: string; committed: number } | undefined
  let copy: { ring: Buffer; state: Buffer } | undefined
  let appended = 0
  /** When events were last lost without anyone knowing how many: what was appended and in gaps by then. */
  let unsure: { readonly appended: number; readonly gaps: number } | undefined
  const lose = () => {
    unsure = { appended, gaps: store.gaps() }
  }

  function start(): void {
    session = undefined
    spool = openSpool({ ring: 'ring', state: 'state', openFile: (path) => disk[path as 'ring' | 'state'] })
  }

  /** Hello and Welcome. */
  function connect(): void {
    for (;;) {
      const id = spool.id()
      const committed = store.progress.get(id) ?? 0
      session = { id, committed }
      if (spool.confirm(committed)) return
      expect(spool.id()).not.toBe(id)
    }
  }

  function deliver(isAcknowledged = true): boolean {
    while (!session || session.id !== spool.id()) connect()
    const { id, committed } = session as NonNullable<typeof session>
    const events = spool.batch(committed, 100_000)
    if (events.length === 0) return spool.id() !== id
    store.commit(id, events)
    if (!isAcknowledged) {
      session = undefined
      return true
    }
    const seq = Number(events.at(-1)?.seq)
    session = { id, committed: seq }
    spool.acked(seq)
    return true
  }

  start()
  return {
    ...{ disk, store, deliver, connect },
    append: (count: number) => {
      for (let each = 0; each < count; each += 1) {
        appended += 1
        spool.append({ flap: { domain: `${padding}${appended}` } })
      }
    },
    flush: () => spool.flush(),
    restart: async () => {
      await spool.close()
      // What waited in memory ends with the agent.
      if (spool.degraded().length > 0) lose()
      const before = spool.id()
      start()
      if (spool.id() !== before) lose()
    },
    crash: (ring: number, state: number) => {
      lose()
      disk.ring.disk.crash(Math.floor(ring * disk.ring.disk.unsure()))
      disk.state.disk.crash(Math.floor(state * disk.state.disk.unsure()))
      start()
    },
    copy: () => {
      copy = { ring: disk.ring.copy(), state: disk.state.copy() }
    },
    setBack: async () => {
      if (!copy) return
      lose()
      await disk.ring.setBack(copy.ring)
      await disk.state.setBack(copy.state)
      start()
    },
    finish: async () => {
      await spool.flush()
      // Each round something is committed, or the spool is another one.
      for (;;) {
        const isMore = deliver()
        await spool.flush()
        if (!isMore && !deliver()) break
      }
      const stored = new Set(store.stored)
      const { appended: before, gaps } = unsure ?? { appended: 0, gaps: 0 }
      const missing = Array.from({ length: appended - before }, (_, at) => before + at + 1).filter(
        (each) => !stored.has(each),
      )
      return {
        ...{ missing: missing.length, told: store.gaps() - gaps, isExact: unsure === undefined },
        ...{ ready: spool.ready(), committed: store.progress.get(spool.id()) ?? 0 },
      }
    },
  }
}

type World = ReturnType<typeof world>
const fraction = fc.double({ min: 0, max: 1, noNaN: true })
const faults = fc.subarray<Fault>(['write', 'sync', 'read'])
const action = <Value>(weight: number, values: fc.Arbitrary<Value>, act: (world: World, value: Value) => unknown) => ({
  weight,
  arbitrary: values.map((value) => ({ name: act.name, value, run: (each: World) => act(each, value) })),
})

const peaceful = [
  action(6, fc.integer({ min: 1, max: 40 }), (each, count) => each.append(count)),
  action(4, fc.constant(undefined), (each) => each.flush()),
  action(4, fc.boolean(), (each, isAcknowledged) => each.deliver(isAcknowledged)),
  action(1, fc.constant(undefined), (each) => each.connect()),
]
const refused = [
  action(1, faults, (each, given) => each.disk.ring.fail(...given)),
  action(1, faults, (each, given) => each.disk.state.fail(...given)),
]
const worn = [
  action(1, fc.nat(minRingBytes - 1), (each, at) => each.disk.ring.disk.damage(at)),
  action(1, fc.constant(undefined), (each) => each.disk.ring.disk.damage(each.disk.ring.disk.newest() + 20)),
]
const restarted = [action(2, fc.constant(undefined), (each) => each.restart())]
const crashed = [action(2, fc.tuple(fraction, fraction), (each, [ring, state]) => each.crash(ring, state))]
const copies = [
  action(3, fc.constant(undefined), (each) => each.copy()),
  action(3, fc.constant(undefined), (each) => each.setBack()),
]

test.each<[string, (typeof peaceful)[number][], number]>([
  ['a disk that is full or broken, now and then', [...peaceful, ...refused] as never, 80],
  ['damaged bytes and restarts', [...peaceful, ...worn, ...restarted] as never, 60],
  ['power that fails', [...peaceful, ...restarted, ...crashed] as never, 60],
  ['machines that are set back to a copy', [...peaceful, ...copies] as never, 60],
  ['all of it', [...peaceful, ...refused, ...worn, ...restarted, ...crashed, ...copies] as never, 80],
])('%s: each event is stored once, or is in a gap', async (_name, actions, count) => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(...actions), { minLength: 1, maxLength: 40, size: 'max' }), async (steps) => {
      const node = world()
      for (const each of steps) await each.run(node)
      const { missing, told, isExact, ready, committed } = await node.finish()
      const { stored } = node.store
      expect(new Set(stored).size).toBe(stored.length)
      expect(committed).toBe(ready)
      if (isExact) expect(missing).toBe(told)
      expect(missing).toBeLessThanOrEqual(told)
    }),
    runs(count),
  )
})

/** A node of which the collector has five events, and a copy of its disk from then. */
async function copied() {
  const node = world()
  node.append(5)
  await node.flush()
  while (node.deliver()) {}
  node.copy()
  return node
}

test('a node that is set back to a copy of itself gives no number twice', async () => {
  const node = await copied()
  node.append(3)
  await node.flush()
  while (node.deliver()) {}
  await node.setBack()
  // More than the collector has: by numbers alone it would look as if it went on.
  node.append(10)
  await node.flush()
  await node.finish()
  expect(node.store.stored).toEqual(Array.from({ length: 18 }, (_, at) => at + 1))
  expect([node.store.progress.size, node.store.gaps()]).toEqual([2, 0])
})

test('a node that is set back before anything else happened goes on', async () => {
  const node = await copied()
  await node.setBack()
  node.append(1)
  await node.finish()
  expect([node.store.stored, node.store.progress.size]).toEqual([[1, 2, 3, 4, 5, 6], 1])
})

test('events that the disk did not take for certain are in a gap, and those after it are told', async () => {
  const node = await copied()
  node.append(4)
  node.disk.ring.fail('sync')
  await node.flush()
  node.append(2)
  await node.finish()
  expect(node.store.stored).toEqual([1, 2, 3, 4, 5, 10, 11])
  expect(node.store.gaps()).toBe(4)
})

test('events of a disk that cannot be read are in a gap', async () => {
  const node = await copied()
  node.append(4)
  await node.flush()
  node.disk.ring.fail('read')
  await node.finish()
  node.append(1)
  await node.finish()
  expect([node.store.stored, node.store.gaps()]).toEqual([[1, 2, 3, 4, 5, 10], 4])
})

test('a clock that steps back and forward changes nothing: events are kept by number', async () => {
  const node = world()
  for (const time of [5e12, 1e12, 9e12, 0]) {
    vi.setSystemTime(time)
    node.append(2)
    await node.flush()
    node.deliver()
    await node.restart()
  }
  await node.finish()
  expect([node.store.stored, node.store.gaps()]).toEqual([[1, 2, 3, 4, 5, 6, 7, 8], 0])
})

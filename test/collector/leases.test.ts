import { expect, onTestFinished, test, vi } from 'vitest'
import { type Leases, openLeases } from '../../collector/leases.ts'
import { openStore } from './store/memory.ts'

const log = { info: () => undefined, warn: vi.fn() }

/** Collectors over one store, each with a clock of its own. */
async function open() {
  const { store } = await openStore()
  await store.putCluster({ id: 'c', name: 'c' })
  onTestFinished(() => store.close())
  let broken = false
  const guarded = {
    leases: (clusterId: string) => (broken ? Promise.reject(new Error('down')) : store.leases(clusterId)),
    takeLease: store.takeLease,
    dropLease: store.dropLease,
  }
  const replica = (holder: string, offset: number) => {
    let time = offset
    const taken: string[] = []
    const leases: Leases = openLeases({
      ...{ store: guarded, clusterIds: ['c'], log, holder, every: 5000 },
      now: () => time,
      taken: (_cluster, duty) => void taken.push(duty),
    })
    onTestFinished(() => leases.stop())
    return { ...leases, taken, pass: (milliseconds: number) => (time += milliseconds) }
  }
  return { store, replica, break: (now: boolean) => void (broken = now) }
}

test('the first takes all, the second takes none while the first renews', async () => {
  const { replica } = await open()
  const [a, b] = [replica('a', 0), replica('b', 1e9)]
  await a.renew()
  await b.renew()
  expect([a.holds('c', 'judge'), b.holds('c', 'judge')]).toEqual([true, false])
  expect(a.taken).toEqual(['judge', 'retention', 'configz', 'nodes', 'profiles'])
  for (let round = 0; round < 10; round++) {
    for (const each of [a, b]) each.pass(5000)
    await a.renew()
    await b.renew()
  }
  expect([a.holds('c', 'judge'), b.holds('c', 'judge')]).toEqual([true, false])
  expect([a.taken.length, b.taken.length]).toEqual([5, 0])
})

test('who does not renew any more is followed, and gave up before that', async () => {
  const { replica } = await open()
  const [a, b] = [replica('a', 0), replica('b', 0)]
  await a.renew()
  await b.renew()
  for (const each of [a, b]) each.pass(10_000)
  await b.renew()
  expect([a.holds('c', 'judge'), b.holds('c', 'judge')]).toEqual([false, false])
  for (const each of [a, b]) each.pass(5000)
  await b.renew()
  expect(b.holds('c', 'judge')).toBe(true)
  await a.renew()
  expect([a.holds('c', 'judge'), b.holds('c', 'judge')]).toEqual([false, true])
})

test('who stops leaves at once what it had', async () => {
  const { replica } = await open()
  const [a, b] = [replica('a', 0), replica('b', 0)]
  await a.renew()
  await a.stop()
  expect(a.holds('c', 'judge')).toBe(false)
  await b.renew()
  expect(b.holds('c', 'judge')).toBe(true)
})

test('a database that cannot be asked costs the duties for that time, and not the collector', async () => {
  const given = await open()
  const a = given.replica('a', 0)
  await a.renew()
  given.break(true)
  a.pass(10_000)
  await a.renew()
  expect(a.holds('c', 'judge')).toBe(false)
  expect(log.warn).toHaveBeenCalledWith({ reason: 'down' }, expect.any(String))
  given.break(false)
  await a.renew()
  expect(a.holds('c', 'judge')).toBe(true)
})

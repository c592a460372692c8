import { expect, onTestFinished, test } from 'vitest'
import { openActivePack } from '../../collector/rulepack.ts'
import { openStore } from './store/memory.ts'

const log = { info: () => undefined, warn: () => undefined }

async function open() {
  const { store } = await openStore()
  await store.putCluster({ id: 'c', name: 'c' })
  onTestFinished(() => store.close())
  let time = 0
  const replica = async (version: string, pack: string) => {
    const told: (string | undefined)[] = []
    const active = await openActivePack({
      ...{ store, clusterId: 'c', version, pack, log, every: 5000 },
      changed: (other) => void told.push(other),
      now: () => time,
    })
    onTestFinished(() => active.stop())
    return { ...active, told }
  }
  return { replica, pass: (milliseconds: number) => void (time += milliseconds) }
}

test('all with the same pack judge', async () => {
  const { replica } = await open()
  const all = [await replica('1.2.0', 'p1'), await replica('1.2.0', 'p1')]
  for (const each of all) await each.look()
  expect(all.map((each) => each.other())).toEqual([undefined, undefined])
})

test.each([
  ['1.2.0', 'p1', '1.3.0', 'p2'],
  ['1.9.0', 'p1', '1.10.0', 'p2'],
  ['1.2.0', 'p1', '1.2.0', 'p2'],
])('%s %s gives way to %s %s, which starts later', async (version, pack, nextVersion, nextPack) => {
  const { replica } = await open()
  const old = await replica(version, pack)
  const next = await replica(nextVersion, nextPack)
  await old.look()
  await next.look()
  expect(next.other()).toBeUndefined()
  expect(old.other()).toBe(`the rules of a collector ${nextVersion} judge now (rule pack ${nextPack}, not ${pack})`)
  expect(old.told).toEqual([old.other()])
})

test('an older version waits until all newer ones are gone', async () => {
  const { replica, pass } = await open()
  const newer = await replica('1.3.0', 'p2')
  const older = await replica('1.2.0', 'p1')
  expect(older.other()).toMatch(/^the rules of a collector 1\.3\.0 judge now/)
  pass(10_000)
  await newer.look()
  await older.look()
  pass(14_999)
  await older.look()
  expect(older.other()).toBeDefined()
  pass(1)
  await older.look()
  expect(older.other()).toBeUndefined()
  await newer.look()
  expect(newer.other()).toBeDefined()
})

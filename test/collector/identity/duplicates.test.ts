import { expect, onTestFinished, test } from 'vitest'
import { openDuplicates } from '../../../collector/identity/duplicates.ts'
import { openSqlite } from '../../../collector/store/sqlite.ts'
import { silent } from '../../support/collector.ts'

async function noting() {
  const store = await openSqlite(':memory:')
  onTestFinished(() => store.close())
  await store.putCluster({ id: 'c', name: 'c' })
  await store.enrolNode({ clusterId: 'c', nodeId: 'n', name: 'n', time: 1 })
  let [time, found] = [1_000_000, 0]
  const connected = openDuplicates({ store, log: silent, found: () => (found += 1), now: () => time })
  const note = (serial: string, address = '192.0.2.1', after = 1000) => {
    time += after
    return connected({ clusterId: 'c', nodeId: 'n', serial, address })
  }
  const events = async () => (await store.events('c', { pageSize: 100 })).events.map((each) => each.kind)
  return { note, events, store, found: () => found }
}

test('certificates that follow each other are renewals', async () => {
  const { note, events } = await noting()
  for (const serial of ['a', 'a', 'b', 'b', 'c', 'd']) expect(await note(serial)).toBe(false)
  expect(await events()).toEqual([])
})

test('a certificate that comes back after another took its place is told: once in some minutes, and shown on the node', async () => {
  const { note, events, store, found } = await noting()
  await note('a')
  await note('b')
  expect(await note('a')).toBe(true)
  expect(await note('b')).toBe(true)
  expect([await events(), found()]).toEqual([['duplicateIdentity'], 1])
  expect((await store.nodeIdentity('c', 'n'))?.duplicateTime).toBe(1_003_000)
  await note('a', '192.0.2.1', 599_000)
  expect(await note('b', '192.0.2.1', 1000)).toBe(true)
  expect(await events()).toHaveLength(2)
})

test('one certificate that goes to and fro between addresses is told when it does so again', async () => {
  const { note, events } = await noting()
  expect([await note('a', '192.0.2.1'), await note('a', '192.0.2.2'), await note('a', '192.0.2.1')]).toEqual([
    false,
    false,
    false,
  ])
  expect(await note('a', '192.0.2.2')).toBe(true)
  expect(await events()).toEqual(['duplicateIdentity'])
})

test('what was long ago does not count', async () => {
  const { note } = await noting()
  await note('a')
  await note('b')
  expect(await note('a', '192.0.2.1', 700_000)).toBe(false)
})

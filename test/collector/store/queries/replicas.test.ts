import type { KyselyPlugin } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { migrate } from '../../../../collector/store/migrations/index.ts'
import { createStore } from '../../../../collector/store/queries/store.ts'
import type { Login } from '../../../../collector/store/replicas.ts'
import { cluster, start } from '../contract/given.ts'
import { columnTypes, openMemory } from '../memory.ts'

const login: Login = { kind: 'token', hash: 'ab'.repeat(32), name: 'ann', expireTime: start + 1000 }

/** A store whose engine gives statements up: the next ones, as many as are asked for. */
async function unlucky() {
  let conflicts = 0
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      if (conflicts === 0) return node
      conflicts -= 1
      throw Object.assign(new Error('conflict'), { code: '40001' })
    },
    transformResult: async ({ result }) => result,
  }
  const { db } = openMemory()
  await migrate(db, columnTypes)
  const store = createStore(db.withPlugin(plugin))
  onTestFinished(() => store.close())
  await store.putCluster({ id: cluster, name: 'production' })
  const giveUp = (count: number) => {
    conflicts = count
  }
  return { store, giveUp }
}

test('a single statement that the engine gave up for another one is done again', async () => {
  const { store, giveUp } = await unlucky()
  giveUp(3)
  await store.putCluster({ id: cluster, name: 'renamed' })
  expect(await store.clusters()).toEqual([{ id: cluster, name: 'renamed' }])
  const lease = { name: 'judge', holder: 'a' }
  for (const term of [0, 1]) {
    giveUp(1)
    expect(await store.takeLease(cluster, lease, term)).toBe(true)
  }
  expect(await store.leases(cluster)).toEqual([{ ...lease, term: 2 }])
  giveUp(1)
  await store.dropLease(cluster, lease)
  expect(await store.leases(cluster)).toEqual([])
  giveUp(1)
  await store.noteChange(cluster, 'profiles')
  expect(await store.versions()).toContainEqual({ clusterId: cluster, topic: 'profiles', version: 1 })
  await store.putLogin(cluster, login, start)
  giveUp(1)
  expect(await store.takeLogin(cluster, login.hash, start)).toEqual(login)
})

test('one that is always given up fails in the end', async () => {
  const { store, giveUp } = await unlucky()
  giveUp(1000)
  await expect(store.noteChange(cluster, 'profiles')).rejects.toThrow('conflict')
  giveUp(0)
  expect((await store.versions()).filter(({ topic }) => topic === 'profiles')).toEqual([])
})

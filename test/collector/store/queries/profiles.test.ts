import BetterSqlite from 'better-sqlite3'
import { Kysely } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { migrate } from '../../../../collector/store/migrations/index.ts'
import { createStore } from '../../../../collector/store/queries/store.ts'
import type { Tables } from '../../../../collector/store/schema.ts'
import { StoreDialect } from '../../../../collector/store/sqlite-driver.ts'
import { v1 } from '../../../../proto/index.ts'
import { toTimestamp } from '../../../../proto/timestamp.ts'
import { cluster, session, start } from '../contract/given.ts'
import { started } from '../contract/profiles.ts'
import { columnTypes } from '../memory.ts'

const spoolId = '10000000-0000-4000-8000-000000000001'
const id = 'host//ssh.service'

/** A store that notes its statements, with sessions of so many nodes. */
async function open(nodes: number) {
  const noted: string[] = []
  const dialect = new StoreDialect(new BetterSqlite(':memory:', { verbose: (text) => noted.push(String(text)) }))
  const db = new Kysely<Tables>({ dialect })
  await migrate(db, columnTypes)
  const store = createStore(db)
  onTestFinished(() => store.close())
  await store.putCluster({ id: cluster, name: 'c' })
  const epochs = new Map<string, number>()
  for (let at = 0; at < nodes; at += 1) {
    const nodeId = `node-${at}`
    epochs.set(nodeId, (await store.openSession({ ...session({ spoolId }), nodeId })).epoch)
  }
  /** One start of a program on each of them, told at the same time. */
  const tell = (path: string, seq: number) =>
    Promise.all(
      [...epochs].map(([nodeId, epoch]) => {
        const bytes = v1.Event.encode({ ...started(path), seq, time: toTimestamp(start) }).finish()
        const events = [{ seq, fromSeq: seq, kind: 'process', time: start, bytes }]
        return store.commitEvents({ clusterId: cluster, nodeId, epoch, spoolId, time: start + 1000, events })
      }),
    )
  noted.splice(0)
  return { store, tell, written: () => noted.filter((text) => /^insert into "profiles"/.test(text)).length }
}

test('a profile that many nodes tell of at the same time is written when it is new, and once for all of them', async () => {
  const { store, tell, written } = await open(50)
  await tell('/usr/sbin/sshd', 1)
  expect(written()).toBe(2)
  await tell('/usr/bin/passwd', 2)
  expect(written()).toBe(3)
  const profile = await store.profile(cluster, id)
  expect(profile?.evidence.nodes).toHaveLength(50)
  expect(Object.keys(profile?.entries ?? {}).sort()).toEqual([
    'host-packaged:/usr/bin/passwd',
    'host-packaged:/usr/sbin/sshd',
  ])
})

test('what one of them fails with takes nothing from the others', async () => {
  const { store, tell } = await open(20)
  await tell('/usr/sbin/sshd', 1)
  const told = await Promise.allSettled([tell('/usr/bin/passwd', 2), tell('/usr/bin/su', 4)])
  expect(told.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  const profile = await store.profile(cluster, id)
  expect(Object.keys(profile?.entries ?? {}).sort()).toEqual([
    'host-packaged:/usr/bin/passwd',
    'host-packaged:/usr/sbin/sshd',
  ])
  const counts = Object.values(profile?.entries['host-packaged:/usr/bin/passwd']?.nodes ?? {}).map(({ count }) => count)
  expect(counts).toEqual(Array.from({ length: 20 }, () => 1))
})

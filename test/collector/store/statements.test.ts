import BetterSqlite from 'better-sqlite3'
import { Kysely } from 'kysely'
import { describe, expect, test } from 'vitest'
import { migrate } from '../../../collector/store/migrations/index.ts'
import { createStore } from '../../../collector/store/queries/store.ts'
import type { Tables } from '../../../collector/store/schema.ts'
import { StoreDialect } from '../../../collector/store/sqlite-driver.ts'
import type { Store } from '../../../collector/store/store.ts'
import { v1 } from '../../../proto/index.ts'
import { toTimestamp } from '../../../proto/timestamp.ts'
import { cluster, commitOf, observation, session, start, verdict } from './contract/given.ts'
import { started } from './contract/profiles.ts'
import { columnTypes } from './memory.ts'

/** A store that notes its statements with what they were given. */
async function noting() {
  const noted: { text: string; given: readonly unknown[] }[] = []
  const dialect = new StoreDialect(new BetterSqlite(':memory:'))
  const db = new Kysely<Tables>({
    dialect,
    log: ({ query }) => void noted.push({ text: query.sql, given: query.parameters }),
  })
  await migrate(db, columnTypes)
  const store = createStore(db)
  await store.putCluster({ id: cluster, name: 'production' })
  noted.splice(0)
  return { store, noted }
}

/** Everything that a node makes the store do. */
async function serveNode(store: Store): Promise<void> {
  await store.openSession(session({ spoolId: 'one' }))
  const { epoch } = await store.openSession(session({ spoolId: 'two' }))
  const outcomes = ['fail', 'pass', 'unknown'] as const
  for (const outcome of outcomes)
    await store.commit(commitOf([verdict({ outcome })], { epoch, observations: [observation('kubelet', outcome)] }))
  await store.commit(commitOf([], { epoch, judgedRules: new Set([verdict().rule]) }))
  await store.touch(cluster, [{ nodeId: 'node-a', time: start + 1, clockOffset: 0, degraded: [] }])
  const process = v1.Event.encode({ ...started('/usr/bin/x'), seq: 1, time: toTimestamp(start) }).finish()
  const gap = v1.Event.encode({ gap: { fromSeq: 2, toSeq: 2, count: 1, reason: 'full' } }).finish()
  await store.commitEvents({
    ...{ clusterId: cluster, nodeId: 'node-a', epoch, spoolId: 'two', time: start },
    events: [
      { seq: 1, fromSeq: 1, kind: 'process', time: start, bytes: process },
      { seq: 2, fromSeq: 2, kind: 'gap', time: start, bytes: gap },
    ],
  })
}

const bare = /^(begin|commit|rollback|savepoint|release|rollback to)\b/

describe('a database that keeps the rows of a cluster together finds them by', () => {
  test('its id, which every statement on the way of the stream names', async () => {
    const { store, noted } = await noting()
    await serveNode(store)
    const statements = noted.filter(({ text }) => !bare.test(text))
    expect(statements.length).toBeGreaterThan(40)
    const tables = new Set(statements.flatMap(({ text }) => text.match(/(?<=(?:from|into|update) ")\w+/g) ?? []))
    expect([...tables]).toEqual(
      expect.arrayContaining([
        ...['nodes', 'domains', 'facts', 'domain_history', 'findings', 'passing', 'node_counts', 'history', 'events'],
        ...['event_progress', 'clusters', 'profiles'],
      ]),
    )
    const nameless = statements.filter(({ text, given }) => {
      const names = text.startsWith('insert') ? /\("cluster_id"/.test(text) : /where .*"cluster_id" = \?/s.test(text)
      return !names || !given.includes(cluster)
    })
    expect(nameless.map(({ text }) => text)).toEqual([])
  })
})

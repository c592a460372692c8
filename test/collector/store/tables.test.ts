import type BetterSqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { cluster, commitOf, fill, observation, start, verdict } from './contract/given.ts'
import { openStore } from './memory.ts'

const [one, two] = [observation('kubelet', 'one'), observation('kubelet', 'two')]

function factsOf(database: BetterSqlite.Database): unknown {
  const facts = database.prepare(
    'select lower(hex(hash)) as hash, first_time - ? as first, last_time - ? as last from facts order by first_time',
  )
  return facts.all(start, start)
}

describe('what later reports and retention stand on', () => {
  test('facts are kept once each, with the times when they were first and last the newest', async () => {
    const { database, store } = await openStore()
    await fill(store, 'node-a')
    const commit = (time: number, given: typeof one) =>
      store.commit(commitOf([], { time: start + time, observations: [given] }))
    await commit(10, one)
    await commit(20, one)
    expect(factsOf(database)).toEqual([{ hash: one.hash, first: 10, last: 10 }])
    await commit(30, two)
    expect(factsOf(database)).toEqual([
      { hash: one.hash, first: 10, last: 30 },
      { hash: two.hash, first: 30, last: 30 },
    ])
    await commit(40, one)
    expect(factsOf(database)).toEqual([
      { hash: one.hash, first: 10, last: 40 },
      { hash: two.hash, first: 30, last: 40 },
    ])
    await store.removeNode(cluster, 'node-a', start + 50, 'node removed')
    expect(factsOf(database)).toEqual([
      { hash: one.hash, first: 10, last: 50 },
      { hash: two.hash, first: 30, last: 40 },
    ])
    expect(database.prepare('select removed_time - ? as time, removed_reason as reason from nodes').get(start)).toEqual(
      {
        time: 50,
        reason: '"node removed"',
      },
    )
  })

  test('facts and histories of a cluster share one sequence, observations before what was judged of them', async () => {
    const { database, store } = await openStore()
    await fill(store, 'node-a', 'node-b')
    await store.commit(commitOf([verdict(), verdict({ rule: 'b' })], { observations: [one, observation('ssh', 's')] }))
    await store.commit(commitOf([verdict()], { nodeId: 'node-b', observations: [two] }))
    await store.commit(commitOf([], { observations: [two] }))
    await store.removeNode(cluster, 'node-a', start + 50, 'node removed')
    const rows = database.prepare(`
      select sequence, node_id || ' ' || domain as what from domain_history
      union all select sequence, node_id || ' ' || rule || coalesce(' ' || to_outcome, ' gone') from history
      order by sequence`)
    expect(rows.raw().all()).toEqual([
      [1, 'node-a kubelet'],
      [2, 'node-a ssh'],
      [3, 'node-a kubelet-anonymous-auth fail'],
      [4, 'node-a b fail'],
      [5, 'node-b kubelet'],
      [6, 'node-b kubelet-anonymous-auth fail'],
      [7, 'node-a kubelet'],
      expect.arrayContaining([8]),
      expect.arrayContaining([9]),
    ])
  })
})

test('no row is written when nothing changed', async () => {
  const { database, store } = await openStore()
  await fill(store, 'node-a')
  const given = commitOf([verdict(), verdict({ rule: 'b', outcome: 'pass' })], { epoch: 1, observations: [one] })
  const beat = { nodeId: 'node-a', time: start + 60, clockOffset: 0, degraded: [] }
  const all = async (time: number) => {
    await store.putCluster({ id: cluster, name: 'production' })
    await store.enrolNode({ clusterId: cluster, nodeId: 'node-a', name: 'x', time })
    await store.commit({ ...given, time })
    await store.touch(cluster, [beat])
    await store.removeNode(cluster, 'unknown', time, 'node removed')
    await store.findings(cluster, { outcomes: ['pass', 'fail'], pageSize: 10 })
  }
  await all(start + 1)
  const written = () => database.prepare('select total_changes()').pluck().get()
  const before = written()
  await all(start + 2)
  expect(written()).toBe(before)
  await store.touch(cluster, [{ ...beat, time: start + 61 }])
  expect(written()).toBe((before as number) + 1)
})

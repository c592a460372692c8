import { expect, test, vi } from 'vitest'
import { migrate } from '../../../../collector/store/migrations/index.ts'
import { type FreshEvents, sinkOf } from '../../../../collector/store/queries/sinks.ts'
import { createStore } from '../../../../collector/store/queries/store.ts'
import { event } from '../contract/events.ts'
import { cluster, fill, session, start } from '../contract/given.ts'
import { columnTypes, openMemory } from '../memory.ts'

const spoolId = '10000000-0000-4000-8000-000000000001'

/** A store that counts events in the name of their node, through a sink. */
async function counting(fault?: () => void) {
  const { db } = openMemory()
  await migrate(db, columnTypes)
  const reduce = vi.fn((before: number, { events }: FreshEvents) => before + events.length)
  const sink = sinkOf<number, number>({
    kinds: new Set(['process']),
    load: async (transaction, { clusterId, nodeId }) => {
      const nodes = transaction.selectFrom('nodes').select('name').where('cluster_id', '=', clusterId)
      return Number((await nodes.where('node_id', '=', nodeId).executeTakeFirstOrThrow()).name) || 0
    },
    reduce,
    save: async (transaction, { clusterId, nodeId }, name) => {
      const update = transaction
        .updateTable('nodes')
        .set({ name: String(name) })
        .where('cluster_id', '=', clusterId)
      await update.where('node_id', '=', nodeId).execute()
      fault?.()
    },
  })
  const store = createStore(db, [sink])
  await fill(store)
  const { epoch } = await store.openSession(session({ spoolId }))
  const commit = (...events: ReturnType<typeof event>[]) =>
    store.commitEvents({ clusterId: cluster, nodeId: 'node-a', epoch, spoolId, time: start, events })
  return { store, commit, reduce, count: async () => (await store.nodes(cluster))[0]?.name }
}

const started = (seq: number) => event(seq, { kind: 'process' })

test('a sink is given the events of its kinds that are new, once each', async () => {
  const { commit, count, reduce } = await counting()
  await commit(started(1), event(2), started(3))
  await commit(started(1), event(2), started(3))
  await commit(started(3), started(4))
  expect(await count()).toBe(3)
  expect(reduce.mock.calls.map(([, fresh]) => fresh.events.map((each) => each.seq))).toEqual([[1, 3], [4]])
  await commit(event(5))
  expect(reduce).toHaveBeenCalledTimes(2)
})

test('what a sink cannot store is not committed: the events come again', async () => {
  let broken = true
  const { store, commit, count } = await counting(() => {
    if (broken) throw new Error('no room')
  })
  await expect(commit(started(1))).rejects.toThrow('no room')
  expect((await store.events(cluster, { pageSize: 10 })).events).toEqual([])
  broken = false
  expect(await commit(started(1))).toEqual({ committedSeq: 1, stored: 1 })
  expect(await count()).toBe(1)
})

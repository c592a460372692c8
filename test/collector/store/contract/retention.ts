import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Store } from '../../../../collector/store/store.ts'
import type { Opener } from '../contract.ts'
import { cluster, commitOf, idOf, observation, openWith, start, verdict } from './given.ts'

const id = idOf('kubelet-anonymous-auth')
const all = Number.MAX_SAFE_INTEGER
const hour = 3_600_000

const stepsOf = async (store: Store, rule: string, nodeId?: string) =>
  (await store.history(cluster, idOf(rule, '', nodeId), 10)).map((each) => each.to ?? 'gone')

export function retentionContract(open: Opener): void {
  describe('what is too old', () => {
    test('of history is deleted, but not the newest step of a finding that stands', async () => {
      const { store, state } = await openWith(open, 'node-a', 'node-b')
      const outcomes = ['fail', 'unknown', 'pass'] as const
      for (const [at, outcome] of outcomes.entries())
        await store.commit(commitOf([verdict({ outcome })], { time: start + at }))
      await store.commit(commitOf([verdict({ rule: 'gone' })], { time: start + 3 }))
      await store.commit(commitOf([], { judgedRules: new Set(['gone']), time: start + 4 }))
      expect(await store.pruneHistory(cluster, start + 1, all)).toBe(1)
      expect((await store.history(cluster, id, 10)).map((each) => each.to)).toEqual(['pass', 'unknown'])
      expect(await store.pruneHistory(cluster, start + 100, all)).toBe(3)
      expect((await store.history(cluster, id, 10)).map((each) => each.to)).toEqual(['pass'])
      expect(await store.history(cluster, idOf('gone'), 10)).toEqual([])
      expect(await store.findingsById(cluster, id)).toHaveLength(1)
      const before = await state()
      expect(await store.pruneHistory(cluster, start + 100, all)).toBe(0)
      expect(await state()).toBe(before)
    })

    test('of facts is deleted, but not the newest of a domain', async () => {
      const { store } = await openWith(open, 'node-a')
      const commit = (content: string, time: number) =>
        store.commit(commitOf([], { observations: [observation('kubelet', content)], time: start + time }))
      for (const [at, content] of ['one', 'two', 'three'].entries()) await commit(content, at * 10)
      expect(await store.pruneFacts(cluster, start + 10, all)).toBe(0)
      expect(await store.pruneFacts(cluster, start + 15, all)).toBe(1)
      expect(await store.pruneFacts(cluster, start + 1000, all)).toBe(1)
      expect((await store.observations(cluster, 'node-a')).map((each) => Buffer.from(each.bytes).toString())).toEqual([
        'three',
      ])
      await commit('one', 40)
      expect((await store.observations(cluster, 'node-a')).map((each) => Buffer.from(each.bytes).toString())).toEqual([
        'one',
      ])
    })

    test('of removed nodes is deleted, but their epochs go on', async () => {
      const { store } = await openWith(open, 'node-a', 'node-b')
      for (const nodeId of ['node-a', 'node-b'])
        await store.commit(commitOf([verdict()], { nodeId, observations: [observation('kubelet', nodeId)] }))
      await store.removeNode(cluster, 'node-a', start + 2000, 'gone')
      expect(await store.pruneNodes(cluster, start + 2000)).toBe(0)
      expect(await store.history(cluster, id, 10)).toHaveLength(2)
      expect(await store.pruneNodes(cluster, start + 2001)).toBe(1)
      expect(await store.pruneNodes(cluster, start + 2001)).toBe(0)
      expect(await store.history(cluster, id, 10)).toEqual([])
      expect(await store.observations(cluster, 'node-b')).toHaveLength(1)
      expect(await store.history(cluster, idOf('kubelet-anonymous-auth', '', 'node-b'), 10)).toHaveLength(1)
      const session = { nodeId: 'node-a', name: 'a', agentVersion: '', bootId: '', degraded: [], clockOffset: 0 }
      expect((await store.openSession({ clusterId: cluster, ...session, time: start + 3000 })).epoch).toBe(2)
    })
  })

  describe('what is too much', () => {
    test('of changes of findings is deleted, the oldest first, but not the newest step of a finding that stands', async () => {
      const { store, state } = await openWith(open, 'node-a', 'node-b')
      const say = (rule: string, outcome: 'fail' | 'pass', nodeId = 'node-a') =>
        store.commit(commitOf([verdict({ rule, outcome })], { nodeId }))
      await say('still', 'fail')
      await say('still', 'pass')
      for (const outcome of ['fail', 'pass', 'fail', 'pass'] as const) await say('often', outcome)
      await say('often', 'fail', 'node-b')
      await say('often', 'pass', 'node-b')
      await store.commit(commitOf([], { nodeId: 'node-b', judgedRules: new Set(['often']) }))
      expect(await store.pruneHistory(cluster, 0, 6)).toBe(0)
      expect(await store.pruneHistory(cluster, 0, 5)).toBe(1)
      expect(await stepsOf(store, 'still')).toEqual(['pass'])
      expect(await stepsOf(store, 'often')).toEqual(['pass', 'fail', 'pass', 'fail'])
      expect(await store.pruneHistory(cluster, 0, 4)).toBe(2)
      expect(await stepsOf(store, 'often')).toEqual(['pass', 'fail'])
      expect(await stepsOf(store, 'often', 'node-b')).toEqual(['gone', 'pass', 'fail'])
      const before = await state()
      expect(await store.pruneHistory(cluster, 0, 4)).toBe(0)
      expect(await store.pruneHistory('other', 0, 0)).toBe(0)
      expect(await state()).toBe(before)
      expect(await store.pruneHistory(cluster, 0, 0)).toBe(4)
      expect(await stepsOf(store, 'still')).toEqual(['pass'])
      expect(await stepsOf(store, 'often')).toEqual(['pass'])
      expect(await stepsOf(store, 'often', 'node-b')).toEqual([])
    })

    test('of steps of domains is deleted by whole hours, the oldest first, whichever node they are of', async () => {
      const { store, state } = await openWith(open, 'node-a', 'node-b')
      for (const [at, nodeId] of ['node-a', 'node-b', 'node-b', 'node-a'].entries())
        await store.commit(
          commitOf([], { nodeId, observations: [observation('kubelet', `${at}`)], time: start + at * hour }),
        )
      expect(await store.pruneHistory(cluster, 0, 4)).toBe(0)
      expect(await store.pruneHistory(cluster, 0, 3)).toBe(1)
      const before = await state()
      expect(await store.pruneHistory(cluster, start + hour, 3)).toBe(0)
      expect(await state()).toBe(before)
      expect(await store.pruneHistory(cluster, 0, 1)).toBe(2)
      expect(await store.pruneHistory(cluster, 0, 0)).toBe(1)
      expect(await store.observations(cluster, 'node-b')).toHaveLength(1)
    })

    test('of facts is deleted by whole hours, the oldest first, but not the newest of a domain', async () => {
      const { store, state } = await openWith(open, 'node-a', 'node-b')
      // They cannot be compressed: each takes a little more than its bytes.
      const commit = (nodeId: string, at: number, size = 10_000) =>
        store.commit(
          commitOf([], {
            ...{ nodeId, time: start + at * hour },
            observations: [observation('kubelet', randomBytes(size))],
          }),
        )
      await commit('node-b', 0)
      for (const at of [1, 2, 3]) await commit('node-a', at)
      await commit('node-b', 4, 50_000)
      expect(await store.pruneFacts(cluster, 0, 31_000)).toBe(0)
      expect(await store.pruneFacts(cluster, 0, 30_000)).toBe(1)
      const before = await state()
      expect(await store.pruneFacts(cluster, start + 2 * hour, 21_000)).toBe(0)
      expect(await store.pruneFacts('other', 0, 0)).toBe(0)
      expect(await state()).toBe(before)
      expect(await store.pruneFacts(cluster, 0, 9000)).toBe(2)
      for (const nodeId of ['node-a', 'node-b']) expect(await store.observations(cluster, nodeId)).toHaveLength(1)
    })

    test('of a node is deleted to the last, however much there is', async () => {
      const { store } = await openWith(open, 'node-a')
      const domains = Array.from({ length: 4001 }, (_, at) => observation('kubelet', `${at}`))
      await store.commit(commitOf([], { observations: domains }))
      expect(await store.pruneHistory(cluster, 0, 0)).toBe(4001)
      expect(await store.pruneFacts(cluster, 0, 0)).toBe(4000)
      expect(await store.observations(cluster, 'node-a')).toHaveLength(1)
    })

    test('is left alone once it is to end', async () => {
      const { store, state } = await openWith(open, 'node-a')
      for (const outcome of ['fail', 'pass'] as const)
        await store.commit(commitOf([verdict({ outcome })], { observations: [observation('kubelet', outcome)] }))
      const before = await state()
      const signal = AbortSignal.abort()
      const ended = expect.objectContaining({ name: 'AbortError' })
      await expect(store.pruneHistory(cluster, start + hour, 0, signal)).rejects.toEqual(ended)
      await expect(store.pruneFacts(cluster, start + hour, 0, signal)).rejects.toEqual(ended)
      expect(await state()).toBe(before)
    })
  })
}

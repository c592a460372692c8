import { describe, expect, test } from 'vitest'
import type { Opener } from '../contract.ts'
import { cluster, commitOf, idOf, observation, openWith, start, verdict } from './given.ts'

const id = idOf('kubelet-anonymous-auth')

export function retentionContract(open: Opener): void {
  describe('what is too old', () => {
    test('of history is deleted, but not the newest step of a finding that stands', async () => {
      const { store, state } = await openWith(open, 'node-a', 'node-b')
      const outcomes = ['fail', 'unknown', 'pass'] as const
      for (const [at, outcome] of outcomes.entries())
        await store.commit(commitOf([verdict({ outcome })], { time: start + at }))
      await store.commit(commitOf([verdict({ rule: 'gone' })], { time: start + 3 }))
      await store.commit(commitOf([], { judgedRules: new Set(['gone']), time: start + 4 }))
      expect(await store.pruneHistory(cluster, start + 1)).toBe(1)
      expect((await store.history(cluster, id, 10)).map((each) => each.to)).toEqual(['pass', 'unknown'])
      expect(await store.pruneHistory(cluster, start + 100)).toBe(3)
      expect((await store.history(cluster, id, 10)).map((each) => each.to)).toEqual(['pass'])
      expect(await store.history(cluster, idOf('gone'), 10)).toEqual([])
      expect(await store.findingsById(cluster, id)).toHaveLength(1)
      const before = await state()
      expect(await store.pruneHistory(cluster, start + 100)).toBe(0)
      expect(await state()).toBe(before)
    })

    test('of facts is deleted, but not the newest of a domain', async () => {
      const { store } = await openWith(open, 'node-a')
      const commit = (content: string, time: number) =>
        store.commit(commitOf([], { observations: [observation('kubelet', content)], time: start + time }))
      for (const [at, content] of ['one', 'two', 'three'].entries()) await commit(content, at * 10)
      expect(await store.pruneFacts(cluster, start + 10)).toBe(0)
      expect(await store.pruneFacts(cluster, start + 15)).toBe(1)
      expect(await store.pruneFacts(cluster, start + 1000)).toBe(1)
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
}

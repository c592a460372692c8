import { describe, expect, test } from 'vitest'
import type { Opener } from '../contract.ts'
import { cluster, commitOf, idOf, observation, openWith, start, verdict } from './given.ts'

export function historyContract(open: Opener): void {
  describe('history', () => {
    test('has every step of a finding, newest first, with what it was judged by', async () => {
      const { store } = await openWith(open, 'node-a')
      const [one, two] = [observation('kubelet', 'one'), observation('kubelet', 'two')]
      const fixed = verdict({ outcome: 'pass', message: 'anonymous requests are refused', evidence: [] })
      const judgedRules = new Set(['kubelet-anonymous-auth'])
      await store.commit(commitOf([verdict()], { observations: [one] }))
      await store.commit(commitOf([fixed], { observations: [two], time: start + 2000 }))
      await store.commit(commitOf([], { judgedRules, time: start + 3000, rulePack: 'pack-2' }))
      const about = {
        findingId: idOf('kubelet-anonymous-auth'),
        rule: 'kubelet-anonymous-auth',
        subject: '',
        severity: 'high',
      }
      const steps = [
        {
          ...about,
          nodeId: 'node-a',
          from: 'pass',
          fromMessage: 'anonymous requests are refused',
          evidence: [],
          time: start + 3000,
          rulePack: 'pack-2',
          factHash: two.hash,
        },
        {
          ...about,
          nodeId: 'node-a',
          from: 'fail',
          fromMessage: 'anonymous requests are allowed',
          to: 'pass',
          toMessage: 'anonymous requests are refused',
          evidence: [],
          time: start + 2000,
          rulePack: 'pack-1',
          factHash: two.hash,
        },
        {
          ...about,
          nodeId: 'node-a',
          to: 'fail',
          toMessage: 'anonymous requests are allowed',
          evidence: verdict().evidence,
          time: start + 1000,
          rulePack: 'pack-1',
          factHash: one.hash,
        },
      ]
      expect(await store.history(cluster, about.findingId, 10)).toEqual(steps)
      expect(await store.history(cluster, about.findingId, 2)).toEqual(steps.slice(0, 2))
      expect(await store.changes(cluster, 10)).toEqual(steps.slice(0, 2))
      expect(await store.nodeFindings(cluster, 'node-a')).toEqual([])
    })

    test.each([idOf('no-such-rule'), 'abc', '', 'x'.repeat(64)])('of %j is empty', async (id) => {
      const { store } = await openWith(open, 'node-a')
      await store.commit(commitOf([verdict()]))
      expect(await store.history(cluster, id, 10)).toEqual([])
    })

    test('names the observation of the domain of each finding, and none where there is none', async () => {
      const { store } = await openWith(open, 'node-a')
      const ssh = observation('ssh', 's')
      await store.commit(commitOf([], { observations: [ssh] }))
      await store.commit(commitOf([verdict({ rule: 'a', domain: 'ssh' }), verdict({ rule: 'b', domain: 'etcd' })]))
      await store.commit(commitOf([verdict({ rule: 'c', domain: 'ssh' })], { nodeId: '' }))
      const hash = async (id: string) => (await store.history(cluster, id, 1))[0]?.factHash
      expect([await hash(idOf('a')), await hash(idOf('b')), await hash(idOf('c', '', ''))]).toEqual([ssh.hash, '', ''])
    })

    test('of all findings leaves first answers out, newest first in the order of commits, whatever the clock said', async () => {
      const { store } = await openWith(open, 'node-a', 'node-b')
      await store.commit(commitOf([verdict(), verdict({ rule: 'b', outcome: 'pass' })]))
      await store.commit(commitOf([verdict({ message: 'other words' })], { time: start + 5000 }))
      await store.commit(commitOf([verdict()], { nodeId: 'node-b', time: start + 6000 }))
      await store.commit(
        commitOf([], { nodeId: 'node-b', judgedRules: new Set(['kubelet-anonymous-auth']), time: start + 10 }),
      )
      await store.commit(commitOf([verdict({ rule: 'b', outcome: 'error' })], { time: start + 4000 }))
      const changes = await store.changes(cluster, 10)
      expect(changes.map((each) => [each.nodeId, each.rule, each.from, each.to, each.time - start])).toEqual([
        ['node-a', 'b', 'pass', 'error', 4000],
        ['node-b', 'kubelet-anonymous-auth', 'fail', undefined, 10],
        ['node-a', 'kubelet-anonymous-auth', 'fail', 'fail', 5000],
      ])
      expect(await store.changes(cluster, 1)).toEqual(changes.slice(0, 1))
    })
  })
}

import { describe, expect, test } from 'vitest'
import { StaleSessionError } from '../../../../collector/store/store.ts'
import type { Opener } from '../contract.ts'
import { cluster, commitOf, idOf, observation, openWith, session, start, verdict } from './given.ts'

export function nodeContract(open: Opener): void {
  describe('clusters', () => {
    test('are known once, by their newest name', async () => {
      const { store } = await open()
      expect(await store.clusters()).toEqual([])
      await store.putCluster({ id: 'b', name: 'two' })
      await store.putCluster({ id: 'a', name: 'one' })
      await store.putCluster({ id: 'b', name: 'zwei' })
      expect(await store.clusters()).toEqual([
        { id: 'a', name: 'one' },
        { id: 'b', name: 'zwei' },
      ])
    })

    test('have their nodes and findings for themselves', async () => {
      const { store } = await openWith(open, 'node-a')
      await store.putCluster({ id: 'other', name: 'other' })
      await store.openSession(session({ clusterId: 'other' }))
      await store.commit(commitOf([verdict()], { observations: [observation('kubelet', 'x')] }))
      expect((await store.nodes('other')).map((each) => each.domains)).toEqual([[]])
      expect(await store.nodeFindings('other', 'node-a')).toEqual([])
      expect(await store.counts('other')).toEqual([])
      expect(await store.observationsOf('other', 'kubelet')).toEqual([])
      expect(await store.history('other', idOf('kubelet-anonymous-auth'), 10)).toEqual([])
      expect((await store.findings('other', { pageSize: 10 })).total).toBe(0)
      expect(await store.findingsById('other', '')).toEqual([])
    })

    test('that are not known have nothing and take nothing', async () => {
      const { store } = await open()
      expect(await store.nodes('nowhere')).toEqual([])
      expect(await store.counts('nowhere')).toEqual([])
      await expect(store.openSession(session())).rejects.toThrow()
      await expect(store.enrolNode({ clusterId: cluster, nodeId: 'n', name: 'n', time: start })).rejects.toThrow()
      await expect(store.commit(commitOf([verdict()], { nodeId: '' }))).rejects.toThrow('no such cluster')
      expect(await store.nodes(cluster)).toEqual([])
    })
  })

  describe('nodes', () => {
    test('are known from enrolment, before they were heard of', async () => {
      const { store } = await openWith(open)
      await store.enrolNode({ clusterId: cluster, nodeId: 'node-a', name: 'worker-a', time: start })
      expect(await store.nodes(cluster)).toEqual([
        {
          clusterId: cluster,
          nodeId: 'node-a',
          name: 'worker-a',
          agentVersion: '',
          bootId: '',
          degraded: [],
          clockOffset: 0,
          epoch: 0,
          enrolledTime: start,
          domains: [],
        },
      ])
    })

    test('keep what is known of them when they are enrolled again', async () => {
      const { store } = await openWith(open)
      await store.openSession(session())
      const before = await store.nodes(cluster)
      await store.enrolNode({ clusterId: cluster, nodeId: 'node-a', name: 'other', time: start + 9 })
      expect(await store.nodes(cluster)).toEqual(before)
    })

    test('show their newest session and their domains', async () => {
      const { store } = await openWith(open)
      await store.enrolNode({ clusterId: cluster, nodeId: 'node-a', name: 'old', time: start })
      await store.openSession(session({ degraded: ['no trace'], clockOffset: -31_000, time: start + 7 }))
      const denied = observation('ssh', '', { status: 'denied', reason: 'EACCES on /etc/ssh', gaps: 2 })
      await store.commit(commitOf([], { epoch: 1, observations: [denied, observation('kubelet', 'k')] }))
      expect(await store.nodes(cluster)).toEqual([
        {
          clusterId: cluster,
          nodeId: 'node-a',
          name: 'worker-a',
          agentVersion: '1.0.0',
          bootId: 'boot-1',
          degraded: ['no trace'],
          clockOffset: -31_000,
          epoch: 1,
          enrolledTime: start,
          lastSeenTime: start + 7,
          domains: [
            {
              domain: 'kubelet',
              hash: observation('kubelet', 'k').hash,
              status: 'observed',
              reason: '',
              gaps: 0,
              observedTime: start - 5,
              receivedTime: start + 1000,
            },
            {
              domain: 'ssh',
              hash: denied.hash,
              status: 'denied',
              reason: 'EACCES on /etc/ssh',
              gaps: 2,
              observedTime: start - 5,
              receivedTime: start + 1000,
            },
          ],
        },
      ])
    })

    test.each(['', 'a\0b', '\ud800'])('are refused under the id %j', async (nodeId) => {
      const { store } = await openWith(open)
      await expect(store.openSession(session({ nodeId }))).rejects.toThrow(RangeError)
      await expect(store.enrolNode({ clusterId: cluster, nodeId, name: 'x', time: start })).rejects.toThrow(RangeError)
      await expect(store.putCluster({ id: nodeId, name: 'x' })).rejects.toThrow(RangeError)
      expect(await store.nodes(cluster)).toEqual([])
    })
  })

  describe('beats', () => {
    test('move the time on and never back', async () => {
      const { store, state } = await openWith(open, 'node-a', 'node-b')
      const beat = { nodeId: 'node-a', time: start + 50, clockOffset: 3, degraded: ['low memory'] }
      await store.touch(cluster, [beat, { nodeId: 'unknown', time: start + 50, clockOffset: 0, degraded: [] }])
      const before = await state()
      await store.touch(cluster, [{ ...beat, time: start + 49, clockOffset: 99, degraded: [] }, beat])
      expect(await state()).toBe(before)
      const seen = (await store.nodes(cluster)).map(({ nodeId, lastSeenTime, clockOffset, degraded }) => ({
        nodeId,
        lastSeenTime,
        clockOffset,
        degraded,
      }))
      expect(seen).toEqual([
        { nodeId: 'node-a', lastSeenTime: start + 50, clockOffset: 3, degraded: ['low memory'] },
        { nodeId: 'node-b', lastSeenTime: start, clockOffset: 0, degraded: [] },
      ])
      await store.openSession(session({ time: start + 10 }))
      expect((await store.nodes(cluster))[0]?.lastSeenTime).toBe(start + 50)
      await store.openSession(session({ time: start + 70 }))
      expect((await store.nodes(cluster))[0]?.lastSeenTime).toBe(start + 70)
    })

    test('of an enrolled node are its first sign of life', async () => {
      const { store } = await openWith(open)
      await store.enrolNode({ clusterId: cluster, nodeId: 'node-a', name: 'a', time: start })
      await store.touch(cluster, [{ nodeId: 'node-a', time: start + 1, clockOffset: 0, degraded: [] }])
      expect((await store.nodes(cluster))[0]?.lastSeenTime).toBe(start + 1)
    })

    test('of many nodes are all noted', async () => {
      const ids = Array.from({ length: 450 }, (_, at) => `node-${String(at).padStart(3, '0')}`)
      const { store } = await openWith(open)
      for (const nodeId of ids) await store.enrolNode({ clusterId: cluster, nodeId, name: nodeId, time: start })
      await store.touch(
        cluster,
        ids.map((nodeId, at) => ({ nodeId, time: start + at, clockOffset: 0, degraded: [] })),
      )
      expect((await store.nodes(cluster)).map((each) => each.lastSeenTime)).toEqual(ids.map((_, at) => start + at))
    })
  })

  describe('sessions', () => {
    test('grow the epoch and are told what the store has', async () => {
      const { store } = await openWith(open)
      expect(await store.openSession(session())).toEqual({ epoch: 1, hashes: new Map(), committedEventSeq: 0 })
      const [kubelet, ssh] = [observation('kubelet', 'k'), observation('ssh', 's')]
      await store.commit(commitOf([], { epoch: 1, observations: [ssh, kubelet] }))
      const hashes = new Map([
        ['kubelet', kubelet.hash],
        ['ssh', ssh.hash],
      ])
      expect(await store.openSession(session())).toEqual({ epoch: 2, hashes, committedEventSeq: 0 })
      expect(await store.hashes(cluster, 'node-a')).toEqual(hashes)
    })

    test('opened at the same time get epochs of their own', async () => {
      const { store } = await openWith(open)
      const opened = await Promise.all(Array.from({ length: 8 }, () => store.openSession(session())))
      expect(opened.map((each) => each.epoch).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    })

    test('that are not the newest commit nothing', async () => {
      const { store, state } = await openWith(open, 'node-a')
      await store.openSession(session())
      const before = await state()
      const late = commitOf([verdict()], { observations: [observation('kubelet', 'old')] })
      await expect(store.commit({ ...late, epoch: 1 })).rejects.toThrow(StaleSessionError)
      await expect(store.commit({ ...late, epoch: 3 })).rejects.toThrow(StaleSessionError)
      await expect(store.commit({ ...late, nodeId: 'unknown', epoch: 1 })).rejects.toThrow(StaleSessionError)
      await expect(store.commit({ ...late, nodeId: 'unknown' })).rejects.toThrow(StaleSessionError)
      expect(await state()).toBe(before)
      expect((await store.commit({ ...late, epoch: 2 })).transitions).toHaveLength(1)
    })

    test('of two connections to one database are fenced too', async () => {
      const { store, again } = await openWith(open, 'node-a')
      const other = await again()
      expect((await other.openSession(session())).epoch).toBe(2)
      await expect(store.commit(commitOf([verdict()], { epoch: 1 }))).rejects.toThrow(StaleSessionError)
      await other.commit(commitOf([verdict()], { epoch: 2 }))
      expect((await store.nodeFindings(cluster, 'node-a')).map((each) => each.outcome)).toEqual(['fail'])
    })
  })

  describe('a removed node', () => {
    test('is gone with its findings, which close for the reason given', async () => {
      const { store } = await openWith(open, 'node-a', 'node-b')
      const two = [verdict(), verdict({ rule: 'kubelet-read-only-port', outcome: 'pass', message: 'closed' })]
      await store.commit(commitOf(two, { observations: [observation('kubelet', 'k')] }))
      await store.commit(commitOf(two, { nodeId: 'node-b' }))
      await store.removeNode(cluster, 'node-a', start + 2000, 'node removed')

      expect((await store.nodes(cluster)).map((each) => each.nodeId)).toEqual(['node-b'])
      expect(await store.nodeFindings(cluster, 'node-a')).toEqual([])
      expect(await store.observations(cluster, 'node-a')).toEqual([])
      expect(await store.hashes(cluster, 'node-a')).toEqual(new Map())
      expect(await store.findingsById(cluster, idOf('kubelet-anonymous-auth'))).toEqual([])
      expect((await store.findings(cluster, { pageSize: 10 })).findings.map((each) => each.nodeId)).toEqual(['node-b'])
      expect((await store.counts(cluster)).map((each) => each.nodeId)).toEqual(['node-b', 'node-b'])
      expect(await store.history(cluster, idOf('kubelet-anonymous-auth'), 1)).toEqual([
        {
          findingId: idOf('kubelet-anonymous-auth'),
          nodeId: 'node-a',
          rule: 'kubelet-anonymous-auth',
          subject: '',
          severity: 'high',
          from: 'fail',
          fromMessage: 'anonymous requests are allowed',
          toMessage: 'node removed',
          evidence: [],
          time: start + 2000,
          rulePack: '',
          factHash: '',
        },
      ])
      expect(await store.changes(cluster, 10)).toHaveLength(2)
    })

    test('takes no more commits, and is another when it comes back', async () => {
      const { store, state } = await openWith(open, 'node-a')
      await store.commit(commitOf([verdict()], { epoch: 1, observations: [observation('kubelet', 'k')] }))
      await store.removeNode(cluster, 'node-a', start + 2000, 'node removed')
      const before = await state()
      await store.removeNode(cluster, 'node-a', start + 3000, 'again')
      await store.touch(cluster, [{ nodeId: 'node-a', time: start + 3000, clockOffset: 0, degraded: [] }])
      await expect(store.commit(commitOf([verdict()], { epoch: 1 }))).rejects.toThrow(StaleSessionError)
      await expect(store.commit(commitOf([verdict()]))).rejects.toThrow(StaleSessionError)
      expect(await state()).toBe(before)

      expect(await store.openSession(session({ time: start + 4000 }))).toEqual({
        epoch: 2,
        hashes: new Map(),
        committedEventSeq: 0,
      })
      const [node] = await store.nodes(cluster)
      expect([node?.enrolledTime, node?.lastSeenTime]).toEqual([start + 4000, start + 4000])
      await expect(store.commit(commitOf([verdict()], { epoch: 1 }))).rejects.toThrow(StaleSessionError)
      const { transitions } = await store.commit(commitOf([verdict()], { epoch: 2, time: start + 5000 }))
      expect(transitions.map((each) => each.from)).toEqual([undefined])
      expect((await store.nodeFindings(cluster, 'node-a')).map((each) => each.firstTime)).toEqual([start + 5000])
    })

    test('can be enrolled again, and was never heard of then', async () => {
      const { store } = await openWith(open, 'node-a')
      await store.removeNode(cluster, 'node-a', start + 1, 'node removed')
      await store.enrolNode({ clusterId: cluster, nodeId: 'node-a', name: 'new', time: start + 2 })
      const [node] = await store.nodes(cluster)
      expect([node?.name, node?.epoch, node?.enrolledTime, node?.lastSeenTime]).toEqual([
        'new',
        1,
        start + 2,
        undefined,
      ])
    })

    test('that is not known is none', async () => {
      const { store, state } = await openWith(open, 'node-a')
      const before = await state()
      await store.removeNode(cluster, 'unknown', start, 'node removed')
      await store.removeNode(cluster, '', start, 'node removed')
      expect(await state()).toBe(before)
    })
  })
}

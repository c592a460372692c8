import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type Login, maxLogins } from '../../../../collector/store/replicas.ts'
import { StaleFactsError, type Store } from '../../../../collector/store/store.ts'
import type { Opener } from '../contract.ts'
import { cluster, commitOf, observation, openWith, start, verdict } from './given.ts'

const other = 'c0ffee00-0000-4000-8000-000000000002'
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

function login(over: Partial<Login> = {}): Login {
  return { kind: 'token', hash: hashOf('one'), name: 'ann', expireTime: start + 1000, ...over }
}

async function version(store: Store, topic: string): Promise<number> {
  const found = (await store.versions()).find((each) => each.clusterId === cluster && each.topic === topic)
  return found?.version ?? 0
}

export function replicaContract(open: Opener): void {
  describe('leases', () => {
    test('are kept by whoever knows their term, and seen by all', async () => {
      const opened = await openWith(open)
      const again = await opened.again()
      const lease = { name: 'judge', holder: 'a' }
      expect(await opened.store.takeLease(cluster, lease, 0)).toBe(true)
      expect(await again.takeLease(cluster, { name: 'judge', holder: 'b' }, 0)).toBe(false)
      expect(await again.leases(cluster)).toEqual([{ ...lease, term: 1 }])
      expect(await opened.store.takeLease(cluster, lease, 1)).toBe(true)
      expect(await again.takeLease(cluster, { name: 'judge', holder: 'b' }, 1)).toBe(false)
      expect(await again.takeLease(cluster, { name: 'judge', holder: 'b' }, 2)).toBe(true)
      expect(await opened.store.leases(cluster)).toEqual([{ name: 'judge', holder: 'b', term: 3 }])
    })

    test.each([0, 1])('of many who try at once for term %i, on several stores, one wins', async (term) => {
      const opened = await openWith(open)
      const again = await opened.again()
      if (term > 0) await opened.store.takeLease(cluster, { name: 'judge', holder: 'before' }, 0)
      const tries = Array.from({ length: 10 }, (_, at) =>
        (at % 2 === 0 ? opened.store : again).takeLease(cluster, { name: 'judge', holder: `h${at}` }, term),
      )
      expect((await Promise.all(tries)).filter((each) => each)).toHaveLength(1)
    })

    test('are given up by their holder alone', async () => {
      const { store } = await openWith(open)
      await store.takeLease(cluster, { name: 'judge', holder: 'a' }, 0)
      await store.dropLease(cluster, { name: 'judge', holder: 'b' })
      expect(await store.leases(cluster)).toHaveLength(1)
      await store.dropLease(cluster, { name: 'judge', holder: 'a' })
      expect(await store.leases(cluster)).toEqual([])
    })

    test('of one cluster are none of another', async () => {
      const { store } = await openWith(open)
      await store.putCluster({ id: other, name: 'other' })
      await store.takeLease(cluster, { name: 'judge', holder: 'a' }, 0)
      expect(await store.leases(other)).toEqual([])
      expect(await store.takeLease(other, { name: 'judge', holder: 'b' }, 0)).toBe(true)
    })
  })

  describe('changes', () => {
    test('are counted by topic, and seen by all', async () => {
      const opened = await openWith(open)
      const again = await opened.again()
      expect(await version(again, 'profiles')).toBe(0)
      await Promise.all([opened.store.noteChange(cluster, 'profiles'), again.noteChange(cluster, 'profiles')])
      expect(await version(opened.store, 'profiles')).toBe(2)
      expect(await version(opened.store, 'bans')).toBe(0)
    })

    test('that have a history are counted by it', async () => {
      const opened = await openWith(open, 'node-a')
      const again = await opened.again()
      const before = await version(again, 'history')
      await opened.store.commit(commitOf([verdict()], { observations: [observation('kubelet', 'x')] }))
      expect(await version(again, 'history')).toBeGreaterThan(before)
    })
  })

  describe('logins', () => {
    test('by token work once, on any store', async () => {
      const opened = await openWith(open)
      const again = await opened.again()
      await opened.store.putLogin(cluster, login(), start)
      const tries = Array.from({ length: 6 }, (_, at) =>
        (at % 2 === 0 ? opened.store : again).takeLogin(cluster, hashOf('one'), start + 999),
      )
      expect((await Promise.all(tries)).filter((each) => each)).toEqual([login()])
    })

    test('end at their time', async () => {
      const { store } = await openWith(open)
      await store.putLogin(cluster, login({ kind: 'session' }), start)
      expect(await store.login(cluster, hashOf('one'), start + 999)).toEqual(login({ kind: 'session' }))
      expect(await store.login(cluster, hashOf('one'), start + 1000)).toBeUndefined()
      await store.putLogin(cluster, login({ hash: hashOf('two') }), start)
      expect(await store.takeLogin(cluster, hashOf('two'), start + 1000)).toBeUndefined()
    })

    test('by session are none to use up, nor those of another cluster', async () => {
      const { store } = await openWith(open)
      await store.putCluster({ id: other, name: 'other' })
      await store.putLogin(cluster, login({ kind: 'session' }), start)
      expect(await store.takeLogin(cluster, hashOf('one'), start)).toBeUndefined()
      expect(await store.login(other, hashOf('one'), start)).toBeUndefined()
      expect(await store.login(cluster, hashOf('none'), start)).toBeUndefined()
    })

    test('are bounded: the oldest of a kind go first, and what ended is forgotten', async () => {
      const { store } = await openWith(open)
      await store.putLogin(cluster, login({ kind: 'session', expireTime: start + 5000 }), start)
      const many = Array.from({ length: maxLogins + 1 }, (_, at) =>
        login({ hash: hashOf(`t${at}`), expireTime: start + 1000 + at }),
      )
      // Together: they share what makes them durable.
      await Promise.all(many.map((each) => store.putLogin(cluster, each, start)))
      expect(await store.login(cluster, hashOf('t0'), start)).toBeUndefined()
      expect(await store.login(cluster, hashOf('t1'), start)).toBeDefined()
      expect(await store.login(cluster, hashOf(`t${maxLogins}`), start)).toBeDefined()
      expect(await store.login(cluster, hashOf('one'), start)).toBeDefined()
      await store.putLogin(cluster, login({ hash: hashOf('new'), expireTime: start + 9000 }), start + 3000)
      expect(await store.login(cluster, hashOf(`t${maxLogins}`), start)).toBeUndefined()
    })
  })

  describe('what replicas know of a node', () => {
    test('its vitals, as of its last heartbeat, until there are others', async () => {
      const opened = await openWith(open, 'node-a')
      const again = await opened.again()
      const vitals = {
        ...{ uptimeSeconds: 1.5, load1: 0.25, memoryTotalBytes: 2 ** 40, memoryAvailableBytes: 7 },
        ...{ agentMemoryBytes: 8, agentCpuSeconds: 0.125 },
      }
      expect((await again.nodes(cluster))[0]?.vitals).toBeUndefined()
      const beat = { nodeId: 'node-a', time: start + 10, clockOffset: 0, degraded: [] }
      await opened.store.touch(cluster, [{ ...beat, vitals }])
      await opened.store.touch(cluster, [{ ...beat, time: start + 20 }])
      expect((await again.nodes(cluster))[0]).toMatchObject({ vitals, lastSeenTime: start + 20 })
    })

    test('an answer on older facts is not stored over one on newer facts', async () => {
      const opened = await openWith(open, 'node-a')
      const again = await opened.again()
      const [first, second] = [observation('kubelet', 'one'), observation('kubelet', 'two')]
      await opened.store.commit(commitOf([], { observations: [first] }))
      const judgedOn = await again.hashes(cluster, 'node-a')
      await opened.store.commit(commitOf([verdict({ outcome: 'pass' })], { observations: [second] }))
      await expect(again.commit(commitOf([verdict()], { judgedOn }))).rejects.toThrow(StaleFactsError)
      await expect(again.commit(commitOf([verdict()], { judgedOn: new Map() }))).rejects.toThrow(StaleFactsError)
      expect((await opened.store.nodeFindings(cluster, 'node-a')).map(({ outcome }) => outcome)).toEqual(['pass'])
      await again.commit(commitOf([verdict()], { judgedOn: await again.hashes(cluster, 'node-a') }))
      expect((await opened.store.nodeFindings(cluster, 'node-a')).map(({ outcome }) => outcome)).toEqual(['fail'])
    })
  })
}

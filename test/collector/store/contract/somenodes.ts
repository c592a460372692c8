import { describe, expect, test } from 'vitest'
import { toPageToken } from '../../../../collector/store/sort-key.ts'
import { PageTokenError, type Store } from '../../../../collector/store/store.ts'
import type { Opener } from '../contract.ts'
import { cluster, commitOf, observation, openWith, session, start, verdict } from './given.ts'

const ids = ['node-a', 'node-b', 'node-c'] as const
/** More than one statement would name. */
const many = Array.from({ length: 70_000 }, (_, at) => `other-${at}`)
/** No engine keeps all of these. */
const odd = ['', 'a\0b', '\ud800', 'node-a\0', "node-a' or '1'='1"]

/** Nodes of which each has something of everything. */
async function openSome(open: Opener) {
  const opened = await openWith(open, ...ids)
  for (const nodeId of ids) {
    const observations = [observation('kubelet', nodeId), observation('ssh', '', { status: 'denied', reason: nodeId })]
    await opened.store.commit(commitOf([verdict()], { nodeId, observations }))
    await opened.store.putNodeIdentity(cluster, nodeId, { origin: 'kubernetes' })
  }
  return opened
}

const answers: Readonly<Record<string, (store: Store, nodeIds?: readonly string[]) => Promise<readonly string[]>>> = {
  nodes: async (store, nodeIds) => (await store.nodes(cluster, [], nodeIds && { nodeIds })).map((each) => each.nodeId),
  counts: async (store, nodeIds) => (await store.counts(cluster, nodeIds)).map((each) => each.nodeId),
  nodeIdentities: async (store, nodeIds) => (await store.nodeIdentities(cluster, nodeIds)).map((each) => each.nodeId),
  domainStates: async (store, nodeIds) => [...(await store.domainStates(cluster, nodeIds)).keys()],
  observationsOf: async (store, nodeIds) =>
    (await store.observationsOf(cluster, 'kubelet', nodeIds)).map((each) => each.nodeId),
}

export function someNodesContract(open: Opener): void {
  describe('of some nodes', () => {
    test.each(Object.entries(answers))('%s are told, or of all', async (_name, ask) => {
      const { store } = await openSome(open)
      expect(await ask(store)).toEqual(ids)
      expect(await ask(store, ['node-c', 'node-a', 'node-c', 'nobody'])).toEqual(['node-a', 'node-c'])
      expect(await ask(store, [])).toEqual([])
      expect(await ask(store, odd)).toEqual([])
      expect(await ask(store, [...odd, 'node-b'])).toEqual(['node-b'])
      expect(await ask(store, [...many, 'node-b', ...odd])).toEqual(['node-b'])
    })

    test('the domains are told, and those that are asked for', async () => {
      const { store } = await openSome(open)
      const [all] = await store.nodes(cluster, undefined, { nodeIds: ['node-b'] })
      expect(all).toEqual((await store.nodes(cluster))[1])
      expect(all?.domains.map((each) => each.domain)).toEqual(['kubelet', 'ssh'])
      const [one] = await store.nodes(cluster, ['ssh'], { nodeIds: ['node-b'] })
      expect(one?.domains.map((each) => each.domain)).toEqual(['ssh'])
      const states = all?.domains.map(({ hash, receivedTime, ...state }) => state)
      expect(await store.domainStates(cluster, ['node-b'])).toEqual(new Map([['node-b', states]]))
      expect(states?.[1]).toEqual({
        ...{ domain: 'ssh', status: 'denied', reason: 'node-b', gaps: 0, observedTime: start - 5 },
      })
    })

    test('those with a name are found, whatever it is', async () => {
      const { store } = await openWith(open)
      const names = ['twin', 'twin', 'Twin', 'a\0b', '\ud800', '%', "it's"]
      for (const [at, name] of names.entries()) await store.openSession(session({ nodeId: `node-${at}`, name }))
      const named = async (...some: string[]) =>
        (await store.nodes(cluster, [], { names: some })).map((each) => each.nodeId)
      expect(await named('twin')).toEqual(['node-0', 'node-1'])
      expect(await named('a\0b', '\ud800')).toEqual(['node-3', 'node-4'])
      expect(await named('%', "it's", 'it')).toEqual(['node-5', 'node-6'])
      expect(await named('\ufffd')).toEqual([])
      expect(await named()).toEqual([])
      expect(await named('Twin', ...many)).toEqual(['node-2'])
      const both = { nodeIds: ['node-1', 'node-2'], names: ['twin'] }
      expect((await store.nodes(cluster, [], both)).map((each) => each.nodeId)).toEqual(['node-1'])
    })

    test('what was removed, and what another cluster has, is not told', async () => {
      const { store } = await openSome(open)
      await store.putCluster({ id: 'other', name: 'other' })
      await store.openSession(session({ clusterId: 'other', nodeId: 'node-z', name: 'node-a' }))
      await store.removeNode(cluster, 'node-a', start + 2000, 'node removed')
      expect(await store.nodes(cluster, [], { nodeIds: ['node-a', 'node-z'] })).toEqual([])
      expect(await store.nodes(cluster, [], { names: ['node-a'] })).toEqual([])
      expect(await store.domainStates(cluster, ['node-a'])).toEqual(new Map())
      expect(await store.domainStates('other')).toEqual(new Map())
      expect(await store.nodePage(cluster, { pageSize: 10 })).toEqual({ nodeIds: ['node-b', 'node-c'], total: 2 })
      expect(await store.nodePage('other', { pageSize: 10 })).toEqual({ nodeIds: ['node-z'], total: 1 })
      expect(await store.nodePage('nowhere', { pageSize: 10 })).toEqual({ nodeIds: [], total: 0 })
    })
  })

  describe('pages of nodes', () => {
    test.each([1, 2, 3, 4, 5, 1000])('of %i are all nodes in their order', async (pageSize) => {
      const all = ['a', 'B', 'node-ä', 'node-10', 'node-9']
      const { store } = await openWith(open, ...all)
      const paged: string[] = []
      let pageToken: string | undefined
      do {
        const page = await store.nodePage(cluster, { pageSize, ...(pageToken ? { pageToken } : {}) })
        expect(page.total).toBe(all.length)
        expect(page.nodeIds.length).toBe(Math.min(pageSize, all.length - paged.length))
        paged.push(...page.nodeIds)
        pageToken = page.nextPageToken
      } while (pageToken)
      expect(paged).toEqual((await store.nodes(cluster, [])).map((each) => each.nodeId))
      expect([...paged].sort()).toEqual([...all].sort())
    })

    test('go on where the last node of one was removed', async () => {
      const { store } = await openWith(open, ...ids)
      const { nextPageToken = '' } = await store.nodePage(cluster, { pageSize: 2 })
      await store.removeNode(cluster, 'node-b', start + 1, 'node removed')
      expect(await store.nodePage(cluster, { pageSize: 2, pageToken: nextPageToken })).toEqual({
        nodeIds: ['node-c'],
        total: 2,
      })
    })

    test('have tokens of their own', async () => {
      const { store } = await openWith(open, ...ids)
      await store.commit(commitOf([verdict(), verdict({ rule: 'b' })]))
      const { nextPageToken: ofFindings = '' } = await store.findings(cluster, { pageSize: 1 })
      const wrong = ['node-a', 'nonsense', toPageToken('other', Buffer.from('node-a')), ofFindings]
      for (const pageToken of [...wrong, toPageToken(cluster, Buffer.alloc(8)), toPageToken(cluster, Buffer.alloc(0))])
        await expect(store.nodePage(cluster, { pageSize: 1, pageToken })).rejects.toThrow(PageTokenError)
    })

    test.each([0, -1, 1001, 1.5, Number.NaN])('of %d are refused', async (pageSize) => {
      const { store } = await openWith(open)
      await expect(store.nodePage(cluster, { pageSize })).rejects.toThrow(RangeError)
    })
  })
}

import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type Holder, joinTokenRepeats, type NewJoinToken } from '../../../../collector/store/identity.ts'
import type { Store } from '../../../../collector/store/store.ts'
import type { Opener } from '../contract.ts'
import { cluster, openWith, session, start } from './given.ts'

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
const key = hashOf('a key')

function token(over: Partial<NewJoinToken> = {}): NewJoinToken {
  const times = { createdTime: start, expireTime: start + 1000 }
  return { tokenId: 'T1', hash: hashOf('one'), name: 'worker-7', by: 'ann', ...times, ...over }
}

export function identityContract(open: Opener): void {
  describe('join tokens', () => {
    test('work once, and say whose node it was', async () => {
      const { store } = await openWith(open)
      await store.putJoinToken(cluster, token())
      const use = { nodeId: 'node-x', key, time: start + 10 }
      const used = { tokenId: 'T1', name: 'worker-7', by: 'ann', createdTime: start, expireTime: start + 1000 }
      const after = { ...used, usedTime: start + 10, nodeId: 'node-x' }
      expect(await store.redeemJoinToken(cluster, hashOf('one'), use)).toEqual(after)
      const other = { ...use, nodeId: 'node-y', key: hashOf('another key') }
      expect(await store.redeemJoinToken(cluster, hashOf('one'), other)).toBeUndefined()
      expect(await store.joinTokens(cluster)).toEqual([after])
    })

    test('say the same again to who asks with the same key, on any store, for some minutes', async () => {
      const opened = await openWith(open)
      const { store } = opened
      await store.putCluster({ id: 'other', name: 'other' })
      await store.putJoinToken(cluster, token())
      const first = await store.redeemJoinToken(cluster, hashOf('one'), { nodeId: 'node-x', key, time: start + 10 })
      const again = (time: number, over: { key?: string; token?: string; cluster?: string } = {}) =>
        store.redeemJoinToken(over.cluster ?? cluster, hashOf(over.token ?? 'one'), {
          ...{ nodeId: 'node-y', key: over.key ?? key, time },
        })
      expect(await again(start + 11)).toEqual(first)
      // Whatever became of its own time: it was used before it ended.
      expect(await again(start + 10 + joinTokenRepeats - 1)).toEqual(first)
      expect(await again(start + 10 + joinTokenRepeats)).toBeUndefined()
      expect(await again(start + 11, { key: hashOf('another key') })).toBeUndefined()
      expect(await again(start + 11, { token: 'two' })).toBeUndefined()
      expect(await again(start + 11, { cluster: 'other' })).toBeUndefined()
      const other = await opened.again()
      const use = { nodeId: 'node-z', key, time: start + 12 }
      expect(await other.redeemJoinToken(cluster, hashOf('one'), use)).toEqual(first)
      expect(await store.joinTokens(cluster)).toEqual([first])
    })

    test('of many who try at once, on several stores, one wins', async () => {
      const opened = await openWith(open)
      const other = await opened.again()
      await opened.store.putJoinToken(cluster, token())
      const tries = Array.from({ length: 10 }, (_, at) =>
        (at % 2 === 0 ? opened.store : other).redeemJoinToken(cluster, hashOf('one'), {
          nodeId: `node-${at}`,
          key: hashOf(`key ${at}`),
          time: start + 1,
        }),
      )
      expect((await Promise.all(tries)).filter((each) => each !== undefined)).toHaveLength(1)
    })

    test.each<[string, string, number]>([
      ['another token', 'two', start],
      ['one that ended', 'one', start + 1000],
    ])('%s does not work', async (_name, text, time) => {
      const { store } = await openWith(open)
      await store.putJoinToken(cluster, token())
      expect(await store.redeemJoinToken(cluster, hashOf(text), { nodeId: 'n', key, time })).toBeUndefined()
    })

    test('of another cluster do not work', async () => {
      const { store } = await openWith(open)
      await store.putCluster({ id: 'other', name: 'other' })
      await store.putJoinToken(cluster, token())
      expect(await store.redeemJoinToken('other', hashOf('one'), { nodeId: 'n', key, time: start })).toBeUndefined()
      expect(await store.joinTokens('other')).toEqual([])
    })

    test('that were revoked do not work; what was used cannot be revoked', async () => {
      const { store } = await openWith(open)
      await store.putJoinToken(cluster, token())
      await store.putJoinToken(
        cluster,
        token({ tokenId: 'T2', hash: hashOf('two'), name: '\0 \ud800', createdTime: start + 1 }),
      )
      expect(await store.revokeJoinToken(cluster, 'T1', start + 5)).toBe(true)
      expect(await store.revokeJoinToken(cluster, 'T1', start + 6)).toBe(false)
      expect(await store.redeemJoinToken(cluster, hashOf('one'), { nodeId: 'n', key, time: start + 7 })).toBeUndefined()
      expect(await store.redeemJoinToken(cluster, hashOf('two'), { nodeId: 'n', key, time: start + 7 })).toBeDefined()
      expect(await store.revokeJoinToken(cluster, 'T2', start + 8)).toBe(false)
      expect(await store.revokeJoinToken(cluster, 'T3', start + 8)).toBe(false)
      const listed = await store.joinTokens(cluster)
      expect(listed.map((each) => [each.tokenId, each.name])).toEqual([
        ['T2', '\0 \ud800'],
        ['T1', 'worker-7'],
      ])
      expect(listed[1]?.revokedTime).toBe(start + 5)
    })
  })

  describe('bans', () => {
    test('hold until they are lifted, for one cluster, with their newest reason', async () => {
      const { store } = await openWith(open, 'node-a')
      await store.putCluster({ id: 'other', name: 'other' })
      await store.banNode(cluster, { nodeId: 'node-a', reason: 'stolen', by: 'ann', time: start })
      await store.banNode(cluster, { nodeId: 'node-a', reason: 'found at "x"', by: 'bob', time: start + 1 })
      await store.banNode(cluster, { nodeId: 'never-seen', reason: '', by: 'ann', time: start })
      expect(await store.bans(cluster)).toEqual([
        { nodeId: 'never-seen', reason: '', by: 'ann', time: start },
        { nodeId: 'node-a', reason: 'found at "x"', by: 'bob', time: start + 1 },
      ])
      expect(await store.bans('other')).toEqual([])
      expect(await store.unbanNode('other', 'node-a')).toBe(false)
      expect(await store.unbanNode(cluster, 'node-a')).toBe(true)
      expect(await store.unbanNode(cluster, 'node-a')).toBe(false)
      expect((await store.bans(cluster)).map((each) => each.nodeId)).toEqual(['never-seen'])
    })
  })

  describe('identities', () => {
    test('keep what is not given anew', async () => {
      const { store } = await openWith(open, 'node-a')
      expect(await store.nodeIdentity(cluster, 'node-a')).toBeUndefined()
      await store.putNodeIdentity(cluster, 'node-a', { duplicateTime: start })
      await store.putNodeIdentity(cluster, 'node-a', { origin: 'kubernetes' })
      await store.putNodeIdentity(cluster, 'node-b', { unobserved: 'excluded', unobservedReason: 'by "x=y"' })
      expect(await store.nodeIdentities(cluster)).toEqual([
        { nodeId: 'node-a', origin: 'kubernetes', unobserved: '', unobservedReason: '', duplicateTime: start },
        {
          nodeId: 'node-b',
          origin: 'certificate',
          unobserved: 'excluded',
          unobservedReason: 'by "x=y"',
          duplicateTime: 0,
        },
      ])
      await store.putNodeIdentity(cluster, 'node-b', { unobserved: '', unobservedReason: '' })
      expect((await store.nodeIdentity(cluster, 'node-b'))?.unobserved).toBe('')
      expect(await store.nodeIdentities('other')).toEqual([])
    })

    const named = async (store: Store) => (await store.nodes(cluster)).map(({ name }) => name)
    const enrolment = { clusterId: cluster, nodeId: 'node-a', name: 'worker-a', time: start }
    const liar = session({ name: 'control-plane' })

    test('of Kubernetes have the name that it gave them, whatever their sessions say', async () => {
      const { store } = await openWith(open)
      await store.putNodeIdentity(cluster, 'node-a', { origin: 'kubernetes' })
      await store.enrolNode(enrolment)
      await store.openSession(liar)
      await store.openSession(session({ name: 'control-plane', nodeId: 'node-b' }))
      expect(await named(store)).toEqual(['worker-a', 'control-plane'])
      await store.removeNode(cluster, 'node-a', start + 1, 'gone')
      await store.openSession(liar)
      expect(await named(store)).toEqual(['worker-a', 'control-plane'])
    })

    test('that said another name before Kubernetes named them have the name that it gave them', async () => {
      const { store } = await openWith(open)
      await store.openSession(liar)
      const [before] = await store.nodes(cluster)
      await store.enrolNode(enrolment)
      expect(await named(store)).toEqual(['control-plane'])
      await store.putNodeIdentity(cluster, 'node-a', { origin: 'kubernetes' })
      await store.enrolNode(enrolment)
      expect(await store.nodes(cluster)).toEqual([{ ...before, name: 'worker-a' }])
    })

    test.each([
      ['with a name have it, whatever their sessions say', 'worker-a', 'worker-a'],
      ['without a name say theirs', '', 'control-plane'],
    ])('of join tokens %s', async (_, name, after) => {
      const { store } = await openWith(open)
      await store.putJoinToken(cluster, token({ name }))
      await store.putJoinToken(cluster, token({ tokenId: 'T2', hash: hashOf('two'), name: 'another' }))
      await store.redeemJoinToken(cluster, hashOf('one'), { nodeId: 'node-a', key, time: start })
      await store.redeemJoinToken(cluster, hashOf('two'), { nodeId: 'node-b', key, time: start })
      await store.putNodeIdentity(cluster, 'node-a', { origin: 'join-token' })
      await store.enrolNode(enrolment)
      await store.openSession(liar)
      expect(await named(store)).toEqual([after])
    })

    test('of removed nodes are told until they come back', async () => {
      const { store } = await openWith(open, 'node-a', 'node-b')
      expect(await store.removedNodes(cluster)).toEqual([])
      await store.removeNode(cluster, 'node-a', start + 5, 'node removed')
      expect(await store.removedNodes(cluster)).toEqual(['node-a'])
      expect(await store.removedNodes('other')).toEqual([])
      await store.openSession(session({ nodeId: 'node-a', time: start + 9 }))
      expect(await store.removedNodes(cluster)).toEqual([])
    })
  })

  describe('holders', () => {
    const holder = (serial: string, address: string, time: number): Holder => ({
      ...{ serial, address, time },
      since: time - 600_000,
    })

    test('that come back after another are counted; those that follow each other are not', async () => {
      const { store } = await openWith(open, 'node-a')
      const note = async (serial: string, time: number) => {
        const all = await store.noteHolder(cluster, 'node-a', holder(serial, '192.0.2.1', start + time))
        return Object.fromEntries(all.map((each) => [each.serial, each.returns]))
      }
      expect(await note('a', 0)).toEqual({ a: 0 })
      expect(await note('a', 10)).toEqual({ a: 0 })
      expect(await note('b', 20)).toEqual({ a: 0, b: 0 })
      expect(await note('b', 30)).toEqual({ a: 0, b: 0 })
      expect(await note('a', 40)).toEqual({ a: 1, b: 0 })
      expect(await note('b', 50)).toEqual({ a: 1, b: 1 })
      expect(await note('a', 60)).toEqual({ a: 2, b: 1 })
      expect(await note('c', 700_000)).toEqual({ c: 0 })
    })

    test('are told apart by where they call from, and are each node’s own', async () => {
      const { store } = await openWith(open, 'node-a', 'node-b')
      await store.noteHolder(cluster, 'node-a', holder('a', '192.0.2.1', start))
      await store.noteHolder(cluster, 'node-b', holder('a', '192.0.2.2', start + 1))
      expect(await store.noteHolder(cluster, 'node-a', holder('a', '192.0.2.2', start + 2))).toEqual([
        { serial: 'a', address: '192.0.2.1', lastTime: start, returns: 0 },
        { serial: 'a', address: '192.0.2.2', lastTime: start + 2, returns: 0 },
      ])
    })
  })

  test('an event that the collector noted stands among the others', async () => {
    const { store } = await openWith(open, 'node-a')
    const bytes = new Uint8Array([1, 2])
    await store.noteEvent(cluster, { nodeId: 'node-a', kind: 'duplicateIdentity', time: start, bytes })
    const { events } = await store.events(cluster, { pageSize: 10 })
    expect(events).toMatchObject([{ nodeId: 'node-a', kind: 'duplicateIdentity', seq: 0, receivedTime: start }])
    expect([...(events[0]?.bytes ?? [])]).toEqual([1, 2])
  })
}

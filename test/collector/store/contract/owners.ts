import { describe, expect, test } from 'vitest'
import { keyText, type Owner, type WorkloadKey } from '../../../../collector/allowlist/key.ts'
import type { Profile } from '../../../../collector/allowlist/profile.ts'
import type { Store } from '../../../../collector/store/store.ts'
import type { EventMessage } from '../../../../proto/index.ts'
import { toTimestamp } from '../../../../proto/timestamp.ts'
import { guarding, podPlace, seen, sha } from '../../../support/allowlist.ts'
import type { Opener } from '../contract.ts'
import { cluster, start } from './given.ts'
import { sending } from './profiles.ts'

export const podUid = (number: number) => `0a6a3b4c-0000-4000-8000-${String(number).padStart(12, '0')}`
const deployment: Owner = { kind: 'Deployment', name: 'web' }
const key = (ownerKind: string, owner: string): WorkloadKey => ({
  ...{ kind: 'workload', namespace: 'shop', ownerKind, owner, container: 'app' },
})
const ofOwner = keyText(key('Deployment', 'web'))
const ofPod = (pod: string) => keyText(key('Pod', pod))

/** A process of a pod of the namespace `shop`, as an agent tells of it. */
export function inPod(
  pod: string,
  uid: string,
  over: { path?: string; digest?: string; layer?: string } = {},
): EventMessage {
  const { path = '/usr/sbin/nginx', digest = 'a', layer = 'image-lower' } = over
  return {
    process: {
      place: {
        ...{ place: 'pod', podUid: uid, containerId: uid, namespace: 'shop', pod, container: 'app' },
        image: '',
      },
      identity: {
        ...{ path: Buffer.from(path), layer, digestState: 'read', uid: 101, capabilities: 0 },
        digest: Buffer.from(digest.repeat(64), 'hex'),
      },
      ...{ count: 2, source: 'events', creators: [Buffer.from('/usr/bin/runc')] },
      ...{ firstTime: toTimestamp(start), lastTime: toTimestamp(start + 1) },
    },
  }
}

const waiting = (store: Store, now = start + 1000) => store.waitingPods(cluster, now, 100)
const settle = async (store: Store, owner: Owner | undefined) => {
  const [pod] = await waiting(store)
  if (!pod) throw new Error('no pod waits')
  return store.settlePod(cluster, pod, owner, start + 2000)
}
const ids = async (store: Store) => (await store.profiles(cluster)).map(({ id }) => id)
const violations = async (store: Store) => (await store.violations(cluster, { pageSize: 1000 })).violations

/** The Deployment's profile in force: nginx alone is allowed. */
async function enforce(store: Store): Promise<void> {
  const profile: Profile = { ...guarding([seen({ place: { ...podPlace, image: '' } })]), key: key('Deployment', 'web') }
  await store.changeProfile(cluster, ofOwner, () => profile)
}

export function ownerContract(open: Opener): void {
  describe('owners of pods', () => {
    test('are asked for once a pod is seen; until then it is learned by itself', async () => {
      const { store, send } = await sending(open)
      await send(inPod('web-1', podUid(1)), inPod('web-1', podUid(1)))
      await send(inPod('web-1', podUid(1)))
      expect(await waiting(store)).toEqual([
        { nodeId: 'node-a', nodeName: 'worker-a', podUid: podUid(1), namespace: 'shop', pod: 'web-1' },
      ])
      expect(await ids(store)).toEqual([ofPod('web-1')])
      expect(await waiting(store, start)).toEqual([])
    })

    test('known, have what was learned of the pod; what is told from then on is theirs', async () => {
      const { store, send } = await sending(open)
      await send(inPod('web-1', podUid(1)))
      expect((await settle(store, deployment)).sort()).toEqual([ofOwner, ofPod('web-1')])
      expect([await ids(store), await waiting(store)]).toEqual([[ofOwner], []])
      expect(await store.nodesWith(cluster, ofPod('web-1'))).toEqual([])
      expect(await store.nodesWith(cluster, ofOwner)).toEqual(['node-a'])
      await send(inPod('web-1', podUid(1), { path: '/bin/sh' }), inPod('web-2', podUid(2)))
      expect(await ids(store)).toEqual([ofOwner, ofPod('web-2')])
      await settle(store, deployment)
      const profile = await store.profile(cluster, ofOwner)
      expect(Object.keys(profile?.entries ?? {})).toEqual(['image-lower:/bin/sh', 'image-lower:/usr/sbin/nginx'])
      expect(profile?.evidence.pods).toEqual([podUid(1), podUid(2)])
      expect(await ids(store)).toEqual([ofOwner])
    })

    test('in force, judge what was learned before they were known', async () => {
      const { store, send } = await sending(open)
      await enforce(store)
      await send(inPod('web-1', podUid(1)), inPod('web-1', podUid(1), { path: '/usr/bin/miner', digest: 'f' }))
      expect(await violations(store)).toEqual([])
      await settle(store, deployment)
      const [violation, ...more] = await violations(store)
      expect(more).toEqual([])
      expect(violation).toMatchObject({
        ...{ profile: ofOwner, kind: 'unexpected-process', count: 2, nodes: ['node-a'] },
        process: { path: '/usr/bin/miner', digest: sha('f'), place: { podUid: podUid(1), pod: 'web-1' } },
      })
      expect((await store.profile(cluster, ofOwner))?.entries['image-lower:/usr/bin/miner']?.decision.status).toBe(
        'observed',
      )
    })

    test('take the violations of hard rules with them, which are told at once', async () => {
      const { store, send } = await sending(open)
      await enforce(store)
      await send(inPod('web-1', podUid(1), { path: '/x', layer: 'memfd' }))
      expect((await violations(store)).map(({ kind, profile }) => [kind, profile])).toEqual([['memfd', ofPod('web-1')]])
      await settle(store, deployment)
      expect((await violations(store)).map(({ kind, profile, count }) => [kind, profile, count])).toEqual([
        ['memfd', ofOwner, 2],
      ])
      expect((await store.violations(cluster, { pageSize: 10, profile: ofOwner })).violations.length).toBe(1)
    })

    test('of a pod that stands for itself change nothing', async () => {
      const { store, send } = await sending(open)
      await send(inPod('web-1', podUid(1)))
      const before = await store.profile(cluster, ofPod('web-1'))
      expect(await settle(store, undefined)).toEqual([])
      expect(await store.profile(cluster, ofPod('web-1'))).toEqual(before)
      await send(inPod('web-1', podUid(1)))
      expect([await ids(store), await waiting(store)]).toEqual([[ofPod('web-1')], []])
    })

    test('do not take what two pods of one name have seen: it cannot be told apart', async () => {
      const { store, send } = await sending(open)
      await send(inPod('web-1', podUid(1)), inPod('web-1', podUid(2)))
      expect(await settle(store, deployment)).toEqual([])
      expect(await ids(store)).toEqual([ofPod('web-1')])
    })

    test('are of the pod as it was asked for: other names with its uid are not', async () => {
      const { store, send } = await sending(open)
      await send(inPod('web-1', podUid(1)))
      await settle(store, deployment)
      await send(inPod('web-9', podUid(1)))
      expect(await ids(store)).toEqual([ofOwner, ofPod('web-9')])
    })

    test.each([
      ['a uid that is none', 'web-1', 'x'],
      ['a static pod', 'etcd-worker-a', '0123456789abcdef0123456789abcdef'],
      ['a name that is none', '../secrets', podUid(1)],
    ])('are not asked for of %s', async (_what, pod, uid) => {
      const { store, send } = await sending(open)
      await send(inPod(pod, uid))
      expect([await waiting(store), (await ids(store)).length]).toEqual([[], 1])
    })

    test('are asked for again later where nobody told', async () => {
      const { store, send } = await sending(open)
      await send(inPod('web-1', podUid(1)), inPod('web-2', podUid(2)))
      const [first] = await waiting(store)
      await store.postponePod(cluster, { nodeId: 'node-a', podUid: podUid(1) }, start + 5000)
      expect(first?.podUid).toBe(podUid(1))
      expect((await waiting(store)).map(({ pod }) => pod)).toEqual(['web-2'])
      expect((await waiting(store, start + 5000)).map(({ pod }) => pod)).toEqual(['web-2', 'web-1'])
    })

    test('are remembered of so many pods of a node; one that is forgotten is asked for again', async () => {
      const { store, send } = await sending(open)
      await send(inPod('web-0', podUid(5000)))
      await settle(store, deployment)
      const many = Array.from({ length: 1000 }, (_, at) => inPod('same', podUid(at)))
      await send(...many)
      expect(await store.waitingPods(cluster, start + 1000, 2000)).toHaveLength(1000)
      await send(inPod('web-0', podUid(5000)))
      expect((await store.waitingPods(cluster, start + 1000, 2000)).some(({ pod }) => pod === 'web-0')).toBe(true)
    })
  })
}

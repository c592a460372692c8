import { describe, expect, test } from 'vitest'
import type { Profile } from '../../../../collector/allowlist/profile.ts'
import type { Store } from '../../../../collector/store/store.ts'
import { type ContainersFact, type ListenersFact, v1 } from '../../../../proto/index.ts'
import { guarding, hostPlace, seen, sshd } from '../../../support/allowlist.ts'
import type { Opener } from '../contract.ts'
import { cluster, commitOf, observation, openWith, session, start } from './given.ts'

const id = 'host//ssh.service'
const spoolId = '10000000-0000-4000-8000-000000000001'
const otherSpool = '10000000-0000-4000-8000-000000000002'
const podUid = '0a6a3b4c-0000-4000-8000-000000000001'

type Listener = NonNullable<ListenersFact['items']>[number]

const ssh: Listener = {
  ...{ name: 'tcp/0.0.0.0:22', protocol: 'tcp', scope: 'wildcard', port: 22, unit: 'ssh.service' },
  process: { value: 'sshd' },
}
const web: Listener = { ...ssh, port: 80, unit: '', pod: podUid, container: 'c1', process: { value: 'nginx' } }
const container = { id: 'c1', pod: podUid, namespace: 'shop', podName: 'web-0', name: 'shop/web/app' }

const listenersFact = (...items: Listener[]) =>
  observation('listeners', v1.Observation.encode({ domain: 'listeners', status: 1, listeners: { items } }).finish())
const containersFact = (...items: NonNullable<ContainersFact['items']>) =>
  observation('containers', v1.Observation.encode({ domain: 'containers', status: 1, containers: { items } }).finish())

const commit = (store: Store, time: number, ...observations: ReturnType<typeof observation>[]) =>
  store.commit(commitOf([], { epoch: 1, time, observations }))
const list = async (store: Store) => (await store.violations(cluster, { pageSize: 1000 })).violations

/** ssh.service in force, with sshd on 22 approved. */
async function enforce(store: Store): Promise<void> {
  const given = guarding([seen({ place: hostPlace })], sshd)
  const approved = { status: 'approved', at: start, by: 'alice', until: 0 } as const
  const own = {
    ...{ executable: 'sshd', protocol: 'tcp', scope: 'wildcard', port: 22, nodes: {}, pods: [], addedAt: start },
    learned: 0,
  }
  const profile: Profile = { ...given, listeners: { 'tcp/wildcard/22/sshd': { ...own, decision: approved } } }
  await store.changeProfile(cluster, id, () => profile)
}

export function listeningContract(open: Opener): void {
  describe('listeners', () => {
    test('are learned when their fact is committed, once for each fact that says something new', async () => {
      const { store } = await openWith(open, 'node-a')
      await commit(store, start, listenersFact(ssh))
      await commit(store, start + 1, listenersFact(ssh))
      const profile = await store.profile(cluster, id)
      expect(profile?.listeners).toMatchObject({
        'tcp/wildcard/22/sshd': { nodes: { 'node-a': { count: 1, first: start } }, decision: { status: 'observed' } },
      })
      expect((await store.profiles(cluster)).map((each) => [each.id, each.entries, each.open])).toEqual([[id, 0, 1]])
      expect(await store.profilesOn(cluster, 'node-a')).toEqual(await store.profiles(cluster))
      expect([await store.nodesWith(cluster, id), await store.nodesWith(cluster, 'x')]).toEqual([['node-a'], []])
      expect(await store.profilesOn(cluster, 'node-b')).toEqual([])
    })

    test('of a pod are learned when its names are known, in whatever order that comes', async () => {
      const { store } = await openWith(open, 'node-a')
      await commit(store, start, listenersFact(web))
      expect(await store.profiles(cluster)).toEqual([])
      await commit(store, start + 1, containersFact(container))
      expect((await store.profiles(cluster)).map((each) => each.id)).toEqual(['workload/shop/Pod/web-0/app'])
    })

    test('that nobody holds, or that belong nowhere, are not learned', async () => {
      const { store } = await openWith(open, 'node-a')
      await commit(store, start, listenersFact({ ...ssh, process: {} }, { ...ssh, unit: '' }))
      expect(await store.profiles(cluster)).toEqual([])
    })

    test('that a profile in force does not have are violations, once with a count', async () => {
      const { store } = await openWith(open, 'node-a')
      await enforce(store)
      const backdoor = { ...ssh, port: 4444, process: { value: 'nc' } }
      await commit(store, start + 10, listenersFact(ssh, backdoor))
      await commit(store, start + 20, listenersFact(backdoor))
      const [violation, ...others] = await list(store)
      expect(others).toEqual([])
      expect(violation).toMatchObject({
        ...{ profile: id, kind: 'unexpected-listener', severity: 'high', count: 2, nodes: ['node-a'], allowed: [] },
        ...{ lastAt: start + 20, listener: { executable: 'nc', port: 4444, scope: 'wildcard' } },
      })
      expect((await store.profile(cluster, id))?.listeners['tcp/wildcard/4444/nc']?.decision.status).toBe('observed')
      expect((await store.violationCounts(cluster)).open).toMatchObject({ high: 1 })
    })

    test('whatever a node says of them is taken', async () => {
      const { store } = await openWith(open, 'node-a')
      const bytes = new Uint8Array([0xff, 1, 2])
      await commit(store, start, observation('listeners', bytes))
      await commit(store, start, listenersFact(ssh), observation('containers', bytes))
      expect(await list(store)).toEqual([])
    })
  })

  describe('what sessions tell', () => {
    test('of a node that began anew is a boot of its units, told once', async () => {
      const { store } = await openWith(open, 'node-a')
      await commit(store, start, listenersFact(ssh, web), containersFact(container))
      await store.openSession(session({ bootId: 'boot-1' }))
      expect((await store.profile(cluster, id))?.evidence.boots).toEqual([])
      for (const bootId of ['boot-2', 'boot-2', '']) await store.openSession(session({ bootId }))
      expect((await store.profile(cluster, id))?.evidence.boots).toEqual(['node-a/boot-2'])
    })

    test('of a spool that was lost is a loss for what learns on the node', async () => {
      const { store } = await openWith(open, 'node-a')
      await store.changeProfile(cluster, id, () => ({ ...guarding([seen()], sshd), state: 'learning' }))
      const { epoch } = await store.openSession(session({ spoolId }))
      const process = {
        place: { place: 'host', unit: 'ssh.service' },
        identity: { path: Buffer.from('/bin/a') },
        count: 1,
      }
      const bytes = v1.Event.encode({ seq: 1, process }).finish()
      const events = [{ seq: 1, fromSeq: 1, kind: 'process', time: start, bytes }]
      await store.commitEvents({ clusterId: cluster, nodeId: 'node-a', epoch, spoolId, time: start, events })
      await store.openSession(session({ spoolId: otherSpool, time: start + 7 }))
      const { evidence } = (await store.profile(cluster, id)) as Profile
      expect([evidence.losses, evidence.lossAt]).toEqual([{ 'node-a': { 'events dropped': 1 } }, start + 7])
    })
  })
}

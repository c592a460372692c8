import { expect, onTestFinished, test } from 'vitest'
import { openKubernetes } from '../../../collector/identity/kubernetes.ts'
import { openOwners, openOwnerWatch } from '../../../collector/identity/owners.ts'
import type { WaitingPod } from '../../../collector/store/store.ts'
import { kindOf } from '../../../proto/eventkind.ts'
import { v1 } from '../../../proto/index.ts'
import { eventually, silent } from '../../support/collector.ts'
import { type FakeController, type FakePod, fakeKubernetes } from '../../support/kubernetesapi.ts'
import { cluster, fill, session, start } from '../store/contract/given.ts'
import { inPod, podUid } from '../store/contract/owners.ts'
import { openStore } from '../store/memory.ts'

const replicaSet: FakeController = {
  ...{ namespace: 'shop', kind: 'ReplicaSet', name: 'web-5d9c7', owner: { kind: 'Deployment', name: 'web' } },
}
const job: FakeController = {
  namespace: 'shop',
  kind: 'Job',
  name: 'night-1',
  owner: { kind: 'CronJob', name: 'night' },
}
const podOf = (owner?: FakePod['owner'], over: Partial<FakePod> = {}): FakePod => ({
  ...{ uid: podUid(1), namespace: 'shop', name: 'web-1', nodeName: 'node-a', ...(owner ? { owner } : {}), ...over },
})
const asked: WaitingPod = { nodeId: 'n', nodeName: 'node-a', podUid: podUid(1), namespace: 'shop', pod: 'web-1' }

async function open(pods: readonly FakePod[], controllers: readonly FakeController[] = [replicaSet, job]) {
  const fake = await fakeKubernetes()
  fake.pods.push(...pods)
  fake.controllers.push(...controllers)
  return { fake, owners: openOwners(await openKubernetes(fake.kubeconfig)) }
}

test.each<[string, FakePod[], object | undefined]>([
  [
    'a Deployment, through its ReplicaSet',
    [podOf({ kind: 'ReplicaSet', name: 'web-5d9c7' })],
    { kind: 'Deployment', name: 'web' },
  ],
  ['a CronJob, through its Job', [podOf({ kind: 'Job', name: 'night-1' })], { kind: 'CronJob', name: 'night' }],
  ['a DaemonSet', [podOf({ kind: 'DaemonSet', name: 'proxy' })], { kind: 'DaemonSet', name: 'proxy' }],
  ['a StatefulSet', [podOf({ kind: 'StatefulSet', name: 'db' })], { kind: 'StatefulSet', name: 'db' }],
  ['a kind of somebody’s own', [podOf({ kind: 'Rollout', name: 'web' })], { kind: 'Rollout', name: 'web' }],
  ['nobody', [podOf()], undefined],
  ['one that does not see after it', [podOf({ kind: 'DaemonSet', name: 'x', controller: false })], undefined],
  ['a node', [podOf({ kind: 'Node', name: 'node-a' })], undefined],
  ['a ReplicaSet that is gone', [podOf({ kind: 'ReplicaSet', name: 'gone' })], undefined],
  ['whom another of its name has', [podOf({ kind: 'DaemonSet', name: 'x' }, { uid: podUid(2) })], undefined],
  ['whom it has on another node', [podOf({ kind: 'DaemonSet', name: 'x' }, { nodeName: 'node-b' })], undefined],
  ['whom it had: it is gone', [], undefined],
])('a pod of %s', async (_whom, pods, expected) => {
  const { fake, owners } = await open(pods)
  expect(await owners.of(asked)).toEqual(expected)
  expect(fake.violations).toEqual([])
})

test('a ReplicaSet without an owner is one; each is asked for once', async () => {
  const { owner: _none, ...alone } = replicaSet
  const { fake, owners } = await open([podOf({ kind: 'ReplicaSet', name: 'web-5d9c7' })], [alone])
  for (const _time of [1, 2]) expect(await owners.of(asked)).toEqual({ kind: 'ReplicaSet', name: 'web-5d9c7' })
  expect(fake.requests.filter((each) => each.includes('replicasets'))).toEqual([
    'GET /apis/apps/v1/namespaces/shop/replicasets/web-5d9c7',
  ])
})

test('a ReplicaSet of the same name that the pod does not mean is not its owner', async () => {
  const { owners } = await open([podOf({ kind: 'ReplicaSet', name: 'web-5d9c7' })])
  const { owners: other } = await open([podOf({ kind: 'ReplicaSet', name: 'web-5d9c7', uid: 'another' })])
  expect([await owners.of(asked), await other.of(asked)]).toEqual([{ kind: 'Deployment', name: 'web' }, undefined])
})

/** A store in which a node told of a pod, and a watch over it. */
async function watching() {
  const { fake, owners } = await open([podOf({ kind: 'ReplicaSet', name: 'web-5d9c7' })])
  const { store } = await openStore()
  await fill(store, 'node-a')
  const spoolId = '10000000-0000-4000-8000-000000000001'
  const { epoch } = await store.openSession(session({ name: 'node-a', spoolId }))
  const message = inPod('web-1', podUid(1))
  const bytes = v1.Event.encode({ ...message, seq: 1 }).finish()
  const events = [{ seq: 1, fromSeq: 1, kind: kindOf(message), time: start, bytes }]
  await store.commitEvents({ clusterId: cluster, nodeId: 'node-a', epoch, spoolId, time: start, events })
  const changed: string[] = []
  const faults: string[] = []
  const clock = { now: start }
  const watch = (holds = () => true) => {
    const log = { ...silent, warn: ({ reason }: { reason?: string }) => void faults.push(reason ?? '') }
    const options = { owners, store, clusterId: cluster, log, holds, changed: (id: string) => void changed.push(id) }
    const running = openOwnerWatch({ ...options, pause: 5, now: () => clock.now })
    onTestFinished(() => running.stop())
  }
  onTestFinished(() => store.close())
  const profiles = async () => (await store.profiles(cluster)).map(({ id }) => id)
  return { fake, store, watch, changed, faults, clock, profiles }
}

const ofPod = 'workload/shop/Pod/web-1/app'
const ofOwner = 'workload/shop/Deployment/web/app'
const patience = 60_000

test('a pod’s profile becomes its owner’s as soon as that is told', async () => {
  const { watch, changed, profiles } = await watching()
  expect(await profiles()).toEqual([ofPod])
  watch()
  await eventually(profiles, (ids) => ids[0] === ofOwner, patience)
  expect(changed).toEqual([ofPod, ofOwner])
})

test.each([
  ['is down', 503, 0, 15_000],
  ['does not let it ask', 0, 403, 600_000],
])('where the API server %s a pod stays by itself, and it is asked again later', async (_how, all, some, later) => {
  const { fake, watch, faults, clock, profiles, store } = await watching()
  fake.fail(all)
  if (some) fake.forbidden.add('apps')
  watch()
  await eventually(
    () => Promise.resolve(faults.length),
    (count) => count > 0,
    patience,
  )
  expect([await profiles(), await store.waitingPods(cluster, start + later - 1, 10)]).toEqual([[ofPod], []])
  fake.fail(0)
  fake.forbidden.clear()
  clock.now = start + later
  await eventually(profiles, (ids) => ids[0] === ofOwner, patience)
  expect(faults).toHaveLength(1)
})

test('who does not hold does not ask', async () => {
  const { fake, watch, profiles } = await watching()
  let looks = 0
  watch(() => {
    looks += 1
    return false
  })
  await eventually(
    () => Promise.resolve(looks),
    (count) => count > 3,
    patience,
  )
  expect([await profiles(), fake.requests]).toEqual([[ofPod], []])
})

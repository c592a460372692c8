import { expect, onTestFinished, test } from 'vitest'
import { openKubernetes } from '../../../collector/identity/kubernetes.ts'
import { openNodeWatch, unobservedOf } from '../../../collector/identity/nodewatch.ts'
import { openSqlite } from '../../../collector/store/sqlite.ts'
import { eventually, silent } from '../../support/collector.ts'
import { type FakeNode, fakeKubernetes } from '../../support/kubernetesapi.ts'

const clusterId = 'c'
const named = (name: string, more: Partial<FakeNode> = {}): FakeNode => ({ name, uid: `uid-${name}`, ...more })

async function watching() {
  const fake = await fakeKubernetes()
  const store = await openSqlite(':memory:')
  await store.putCluster({ id: clusterId, name: 'c' })
  const api = await openKubernetes(fake.kubeconfig)
  const start = (holds = () => true) => {
    const options = {
      api,
      store,
      clusterId,
      excludeNodes: ['pool=edge'],
      log: silent,
      changed: () => undefined,
      holds,
      pause: 5,
    }
    const watch = openNodeWatch(options)
    onTestFinished(() => watch.stop())
    return watch
  }
  onTestFinished(() => store.close())
  const names = async () => (await store.nodes(clusterId)).map((each) => each.name).sort()
  const become = (...expected: string[]) =>
    eventually(names, (each) => JSON.stringify(each) === JSON.stringify(expected), 60_000)
  return { fake, store, start, become }
}

test('nodes of the list are expected, page after page, and so are those that come; those that go are removed', async () => {
  const { fake, store, start, become } = await watching()
  for (const name of ['a', 'b', 'c', 'd', 'e']) fake.put(named(name))
  start()
  await become('a', 'b', 'c', 'd', 'e')
  await eventually(fake.watches, (number) => number === 1, 60_000)
  fake.put(named('f'))
  await become('a', 'b', 'c', 'd', 'e', 'f')
  fake.remove('b')
  await become('a', 'c', 'd', 'e', 'f')
  expect(await store.removedNodes(clusterId)).toEqual(['uid-b'])
  expect(fake.violations).toEqual([])
})

test('a watch that is too old begins again with the list: what came and went meanwhile is seen', async () => {
  const { fake, start, become, store } = await watching()
  fake.put(named('a'))
  fake.put(named('b'))
  const first = start()
  await become('a', 'b')
  await first.stop()
  fake.remove('a')
  fake.put(named('c'))
  // Made again under its name: another node.
  fake.remove('b')
  fake.put(named('b', { uid: 'uid-b2' }))
  start()
  await become('b', 'c')
  expect((await store.nodes(clusterId)).map((each) => each.nodeId)).toEqual(['uid-b2', 'uid-c'])
  await eventually(fake.watches, (number) => number === 1, 60_000)
  const lists = fake.requests.filter((each) => each === 'GET /api/v1/nodes').length
  fake.expireWatches()
  await eventually(
    () => fake.requests.filter((each) => each === 'GET /api/v1/nodes').length,
    (number) => number >= lists + 2,
    60_000,
  )
  fake.put(named('d'))
  await become('b', 'c', 'd')
})

test('of several collectors one writes: the next takes over where it left', async () => {
  const { fake, store, start, become } = await watching()
  let turn = 'a'
  fake.put(named('a'))
  start(() => turn === 'a')
  await become('a')
  await eventually(fake.watches, (number) => number === 1, 60_000)
  const lists = () => fake.requests.filter((each) => each === 'GET /api/v1/nodes').length
  const before = lists()
  turn = 'nobody'
  fake.put(named('b'))
  await eventually(fake.watches, (number) => number === 0, 60_000)
  expect((await store.nodes(clusterId)).map((each) => each.name)).toEqual(['a'])
  expect(lists()).toBe(before)
  start(() => turn === 'b')
  turn = 'b'
  await become('a', 'b')
  await eventually(fake.watches, (number) => number === 1, 60_000)
  fake.remove('a')
  await become('b')
  expect(fake.violations).toEqual([])
})

test('nodes that enrolled otherwise are left alone, and an API server that fails removes nobody', async () => {
  const { fake, store, start, become } = await watching()
  await store.enrolNode({ clusterId, nodeId: 'joined', name: 'z-joined', time: 1 })
  fake.put(named('a'))
  fake.fail(500)
  start()
  await store.enrolNode({ clusterId, nodeId: 'uid-k', name: 'k', time: 1 })
  await store.putNodeIdentity(clusterId, 'uid-k', { origin: 'kubernetes' })
  await become('k', 'z-joined')
  fake.fail(0)
  await become('a', 'z-joined')
})

test.each<[string, Partial<FakeNode>, string, string]>([
  ['a node', {}, '', ''],
  ['of Linux', { labels: { 'kubernetes.io/os': 'linux' } }, '', ''],
  [
    'of Windows',
    { labels: { 'kubernetes.io/os': 'windows' } },
    'cannot-be-observed',
    'runs windows: agents need Linux',
  ],
  [
    'of Fargate',
    { labels: { 'eks.amazonaws.com/compute-type': 'fargate' } },
    'cannot-be-observed',
    'is of Fargate: there is no host to look at',
  ],
  [
    'virtual by label',
    { labels: { type: 'virtual-kubelet' } },
    'cannot-be-observed',
    'is a virtual kubelet: there is no host to look at',
  ],
  [
    'virtual by taint',
    { taints: ['virtual-kubelet.io/provider'] },
    'cannot-be-observed',
    'is a virtual kubelet: there is no host to look at',
  ],
  ['left out', { labels: { pool: 'edge' } }, 'excluded', 'left out by pool=edge'],
])('%s', (_name, more, unobserved, unobservedReason) => {
  const node = { uid: 'u', name: 'n', labels: {}, taints: [], ...more }
  expect(unobservedOf(node, ['pool=edge'])).toEqual({ unobserved, unobservedReason })
})

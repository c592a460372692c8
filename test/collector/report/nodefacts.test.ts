import { expect, test, vi } from 'vitest'
import { openNodeFacts } from '../../../collector/report/nodefacts.ts'
import { v1 } from '../../../proto/index.ts'
import { cluster, commitOf, fill, observation } from '../store/contract/given.ts'
import { openStore } from '../store/memory.ts'

function factOf(role: string): Uint8Array {
  const node = {
    ...{ roles: [role], kubeletVersion: { value: 'v1.36.3', source: 'x' } },
    distribution: { name: { value: 'k3s', source: 'y' } },
  }
  return v1.Observation.encode({ domain: 'node', schema: 1, status: 1, node }).finish()
}

/** Nodes whose facts say their own id as role, and how often and of whom facts were read. */
async function open(most?: number) {
  const { store } = await openStore()
  const nodeIds = ['node-a', 'node-b']
  await fill(store, ...nodeIds)
  const say = (nodeId: string, bytes: Uint8Array) =>
    store.commit(commitOf([], { nodeId, observations: [observation('node', bytes)] }))
  for (const nodeId of nodeIds) await say(nodeId, factOf(nodeId))
  const read = vi.spyOn(store, 'observationsOf')
  const facts = openNodeFacts(store, cluster, most)
  const rolesOf = async () => {
    read.mockClear()
    const found = await facts.of(await store.nodes(cluster, ['node']))
    return [
      Object.fromEntries([...found].map(([id, { roles }]) => [id, roles[0]])),
      read.mock.calls.map(([, , of]) => of),
    ]
  }
  return { store, say, facts, rolesOf }
}

const both = { 'node-a': 'node-a', 'node-b': 'node-b' }

test('roles, version and distribution are taken from the fact', async () => {
  const { store, facts } = await open()
  expect((await facts.of(await store.nodes(cluster, ['node']))).get('node-a')).toEqual({
    ...{ roles: ['node-a'], kubeletVersion: 'v1.36.3' },
    kind: { distribution: 'k3s', version: 'v1.36.3' },
  })
})

test('a fact is read once, and again when another is stored', async () => {
  const { say, rolesOf } = await open()
  expect(await rolesOf()).toEqual([both, [['node-a', 'node-b']]])
  expect(await rolesOf()).toEqual([both, []])
  await say('node-b', factOf('other'))
  expect(await rolesOf()).toEqual([{ 'node-a': 'node-a', 'node-b': 'other' }, [['node-b']]])
  expect(await rolesOf()).toEqual([{ 'node-a': 'node-a', 'node-b': 'other' }, []])
})

test('where there is no room for all, what is not kept is read again', async () => {
  const { rolesOf } = await open(1)
  expect(await rolesOf()).toEqual([both, [['node-a', 'node-b']]])
  expect(await rolesOf()).toEqual([both, [['node-a']]])
})

test('a node that was not looked at is not told, and one that says nothing is empty', async () => {
  const { store, say, rolesOf } = await open()
  await fill(store, 'node-c')
  await say('node-b', v1.Observation.encode({ domain: 'node', status: 3, reason: 'denied' }).finish())
  expect((await rolesOf())[0]).toEqual({ 'node-a': 'node-a', 'node-b': undefined })
})

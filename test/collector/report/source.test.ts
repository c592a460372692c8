import { expect, test } from 'vitest'
import type { RulePack } from '../../../collector/judge/pack.ts'
import { NotFoundError, openReports } from '../../../collector/report/source.ts'
import type { ReadStore, Store } from '../../../collector/store/store.ts'
import { v1 } from '../../../proto/index.ts'
import { cluster, commitOf, fill, idOf, observation, session, start, verdict } from '../store/contract/given.ts'
import { openStore } from '../store/memory.ts'

const pack: RulePack = { rules: [], disabled: [], version: '1+a', changes: [] }
const now = () => start + 2000
const vitals = {
  ...{ uptimeSeconds: 1, load1: 2, memoryTotalBytes: 3, memoryAvailableBytes: 4 },
  ...{ agentMemoryBytes: 5, agentCpuSeconds: 6 },
}

/** Where the nodes that are asked for stand among what a question is given. */
const namedAt = { nodes: 2, counts: 1, nodeIdentities: 1, domainStates: 1, observationsOf: 2 } as const

/** The store, which answers nothing of all nodes and notes of how many it did. */
function reluctant(store: Store): { reads: ReadStore; asked: Set<string> } {
  const asked = new Set<string>()
  const wary = (name: keyof typeof namedAt) => {
    return (...given: never[]) => {
      const named = given[namedAt[name]] as { nodeIds?: string[]; names?: string[] } | string[] | undefined
      const list = Array.isArray(named) ? named : (named?.nodeIds ?? named?.names)
      if (!list) throw new Error(`${name} of all nodes`)
      for (const each of list) asked.add(each)
      return (store[name] as (...given: never[]) => unknown)(...given)
    }
  }
  const names = Object.keys(namedAt) as (keyof typeof namedAt)[]
  return { reads: { ...store, ...Object.fromEntries(names.map((name) => [name, wary(name)])) }, asked }
}

function factOf(role: string): Uint8Array {
  return v1.Observation.encode({ domain: 'node', schema: 1, status: 1, node: { roles: [role] } }).finish()
}

/** Five nodes; one was never heard of, one is silent, one is left out. */
async function open() {
  const { store } = await openStore()
  await fill(store, 'node-a', 'node-b', 'node-c')
  await store.openSession(session({ nodeId: 'node-d', name: 'node-d', time: start - 3_600_000 }))
  await store.enrolNode({ clusterId: cluster, nodeId: 'node-e', name: 'node-e', time: start })
  await store.putNodeIdentity(cluster, 'node-e', { unobserved: 'excluded', unobservedReason: 'label x' })
  await store.putNodeIdentity(cluster, 'node-b', { duplicateTime: start })
  for (const [at, nodeId] of ['node-a', 'node-b', 'node-d'].entries()) {
    const observations = [observation('node', factOf(`role-${at}`)), observation('ssh', 's', { gaps: at })]
    const verdicts = [verdict(), verdict({ rule: 'other', outcome: at === 0 ? 'pass' : 'unknown', severity: 'low' })]
    await store.commit(commitOf(verdicts, { nodeId, observations }))
  }
  const { reads, asked } = reluctant(store)
  const live = () => new Map([['node-b', vitals]])
  return {
    store,
    asked,
    all: openReports(store, cluster, pack, now, live),
    few: openReports(reads, cluster, pack, now, live),
  }
}

test('the store of these tests tells nothing of all nodes', async () => {
  const { few } = await open()
  await expect(few.report()).rejects.toThrow('of all nodes')
})

test('a node is the same as in the report, and no other is looked at', async () => {
  const { all, few, asked } = await open()
  const { nodes } = await all.report()
  expect(nodes.map(({ state, roles }) => [state, roles[0]])).toEqual([
    ['reporting', 'role-0'],
    ['reporting', 'role-1'],
    ['reporting', undefined],
    ['silent', 'role-2'],
    ['excluded', undefined],
  ])
  for (const expected of nodes) {
    asked.clear()
    const { node, observations } = await few.node(expected.name)
    expect(node).toEqual(expected)
    expect(observations).toHaveLength(expected.domains.length)
    expect([...asked]).toEqual([expected.id])
  }
  expect(nodes[1]).toMatchObject({ vitals, degraded: [expect.stringContaining('identity: two')] })
})

test('nodes come page by page, as in the report, and a page looks at its own', async () => {
  const { all, few, asked } = await open()
  const { nodes } = await all.report()
  const first = await few.nodes({ pageSize: 2 })
  expect(first).toEqual({ nodes: nodes.slice(0, 2), total: 5, nextPageToken: expect.any(String) })
  asked.clear()
  const second = await few.nodes({ pageSize: 3, pageToken: first.nextPageToken ?? '' })
  expect(second).toEqual({ nodes: nodes.slice(2), total: 5 })
  expect([...asked].sort()).toEqual(['node-c', 'node-d', 'node-e'])
})

test('findings have the names and states of their nodes, and no other is looked at', async () => {
  const { few, asked } = await open()
  const { findings } = await few.findings({ outcomes: ['fail'], pageSize: 10 })
  expect(findings.map(({ nodeName, stale }) => [nodeName, stale])).toEqual([
    ['node-a', false],
    ['node-b', false],
    ['node-d', true],
  ])
  expect([...asked].sort()).toEqual(['node-a', 'node-b', 'node-d'])
  asked.clear()
  const { finding, history } = await few.finding(idOf(verdict().rule, '', 'node-d'))
  expect(finding).toEqual(findings[2])
  expect(history.map(({ nodeName, to }) => [nodeName, to])).toEqual([['node-d', 'fail']])
  expect([...asked]).toEqual(['node-d'])
})

test('nodes are found by id before they are found by name, in the order of the question', async () => {
  const { store, few } = await open()
  await store.openSession(session({ nodeId: 'node-x', name: 'node-a' }))
  await store.openSession(session({ nodeId: 'node-y', name: 'twin' }))
  await store.openSession(session({ nodeId: 'node-z', name: 'twin' }))
  expect(await few.nodeIds([])).toEqual([])
  expect(await few.nodeIds(['twin', 'node-b', 'node-a'])).toEqual(['node-y', 'node-z', 'node-b', 'node-a'])
  expect((await few.node('node-a')).node.id).toBe('node-a')
  await expect(few.node('twin')).rejects.toThrow(/^several nodes are named twin: node-y, node-z; give an id$/)
})

test.each(['nobody', '', 'a\0b', '\ud800'])('who asks for %j hears which there are', async (wanted) => {
  const { store, few } = await open()
  for (let at = 10; at < 40; at += 1) await store.openSession(session({ nodeId: `z-${at}`, name: `name-${at}` }))
  const first = ['node-a', 'node-b', 'node-c', 'node-d', 'node-e']
  const others = Array.from({ length: 15 }, (_, at) => `name-${at + 10}`)
  const told = `no node ${wanted}; there are ${[...first, ...others].join(', ')}`
  await expect(few.nodeIds(['node-a', wanted])).rejects.toThrow(new NotFoundError(told))
  await expect(few.node(wanted)).rejects.toThrow(new NotFoundError(told))
})

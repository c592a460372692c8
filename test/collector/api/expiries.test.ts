import { expect, test } from 'vitest'
import { openExpiries } from '../../../collector/api/expiries.ts'
import type { NodeRecord, StoredObservation } from '../../../collector/store/store.ts'
import { v1 } from '../../../proto/index.ts'

const status = v1.Observation.Status.STATUS_OBSERVED
const day = 86_400
const now = Date.parse('2026-01-01T00:00:00Z')

interface Given {
  readonly name: string
  readonly days: number | undefined
  readonly component?: string
}

function certificate({ name, days, component }: Given) {
  const time =
    days === undefined ? { unknown: 'not a time' } : { value: new Date(now + days * day * 1000).toISOString() }
  return { name, notAfter: time, uses: component ? [{ component, role: 'serving', source: 's' }] : [] }
}

/** A store of nodes by name; `asked` notes whose facts were read. */
function storeOf(nodes: Record<string, { hash: string; items: Given[]; status?: 'denied' }>) {
  const asked: string[] = []
  const store = {
    nodes: async () =>
      Object.entries(nodes).map(([name, { hash, status: how = 'observed' }]) => {
        return { nodeId: `id-${name}`, name, domains: [{ domain: 'certificates', hash, status: how }] }
      }) as unknown as NodeRecord[],
    observations: async (_: string, nodeId: string) => {
      asked.push(nodeId)
      const { hash, items } = nodes[nodeId.slice(3)] ?? { hash: '', items: [] }
      const observation = { domain: 'certificates', schema: 2, status, certificates: { items: items.map(certificate) } }
      const bytes = v1.Observation.encode(observation).finish()
      return [
        { domain: 'ssh', hash: 'x' },
        { domain: 'certificates', hash, bytes },
      ] as unknown as StoredObservation[]
    },
  }
  return { expiries: openExpiries(store, 'c', () => now), asked, nodes }
}

test('counts by state, and those that end first with what they are used for', async () => {
  const items = [
    { name: '/a#1', days: 400, component: 'etcd' },
    { name: '/b#1', days: 29, component: 'kubelet' },
    { name: '/c#1', days: -1, component: 'kube-apiserver' },
    { name: '/stale#1', days: -300 },
    { name: '/d#1', days: undefined, component: 'etcd' },
  ]
  const { expiries } = storeOf({ n1: { hash: '1', items } })
  expect(await expiries(3)).toEqual({
    ...{ valid: 1, ending: 1, expired: 2, unknown: 1 },
    soonest: [
      { node: 'n1', certificate: '/c#1', use: 'kube-apiserver serving', notAfter: now / 1000 - day },
      { node: 'n1', certificate: '/b#1', use: 'kubelet serving', notAfter: now / 1000 + 29 * day },
      { node: 'n1', certificate: '/a#1', use: 'etcd serving', notAfter: now / 1000 + 400 * day },
    ],
  })
})

test('as many as asked for, of one node not more than 20', async () => {
  const items = Array.from({ length: 50 }, (_, at) => ({ name: `/x#${at}`, days: at + 40, component: 'etcd' }))
  const { expiries } = storeOf({ n1: { hash: '1', items }, n2: { hash: '2', items: items.slice(49) } })
  const all = await expiries(1000)
  expect([all.valid, all.soonest.length]).toEqual([51, 21])
  expect((await expiries(5)).soonest.map(({ certificate: name }) => name)).toEqual([
    '/x#0',
    '/x#1',
    '/x#2',
    '/x#3',
    '/x#4',
  ])
  expect((await expiries(0)).soonest).toEqual([])
})

test('facts are read again only when they changed, and a node that is gone is forgotten', async () => {
  const { expiries, asked, nodes } = storeOf({
    n1: { hash: '1', items: [{ name: '/a#1', days: 1 }] },
    n2: { hash: '2', items: [{ name: '/b#1', days: 2 }] },
  })
  await expiries(9)
  await expiries(9)
  expect(asked).toEqual(['id-n1', 'id-n2'])
  nodes['n1'] = { hash: '3', items: [{ name: '/a#1', days: 90 }] }
  delete nodes['n2']
  expect(await expiries(9)).toMatchObject({ valid: 1, ending: 0, soonest: [{ certificate: '/a#1' }] })
  expect(asked).toEqual(['id-n1', 'id-n2', 'id-n1'])
})

test('a node whose certificates may not be seen has none to tell of', async () => {
  const { expiries, asked } = storeOf({ n1: { hash: '1', status: 'denied', items: [{ name: '/a#1', days: 1 }] } })
  expect(await expiries(9)).toEqual({ valid: 0, ending: 0, expired: 0, unknown: 0, soonest: [] })
  expect(asked).toEqual([])
})

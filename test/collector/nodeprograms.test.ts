import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { openNodePrograms } from '../../collector/nodeprograms.ts'
import type { NodeRecord, StoredObservation } from '../../collector/store/store.ts'
import { v1 } from '../../proto/index.ts'

type Stored = StoredObservation & { nodeId: string }

/** A store that has facts of nodes, and notes which it was asked for. */
function storeWith() {
  const facts = new Map<string, Map<string, Uint8Array>>()
  const asked: string[] = []
  const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
  const recordOf = (domain: string, bytes: Uint8Array) => ({
    ...({ domain, hash: hashOf(bytes), bytes, status: 'observed', reason: '', gaps: 0 } as const),
    ...{ observedTime: 0, receivedTime: 0 },
  })
  return {
    asked,
    put: (nodeId: string, ...paths: string[]) => {
      const items = paths.map((path) => ({
        executable: { value: path },
        pod: 'u1',
        container: 'c1',
        uid: 0,
        user: 'root',
      }))
      const bytes = v1.Observation.encode({ domain: 'processes', schema: 1, status: 1, processes: { items } }).finish()
      facts.set(nodeId, new Map([...(facts.get(nodeId) ?? []), ['processes', bytes]]))
    },
    name: (nodeId: string, podName: string) => {
      const items = [{ id: 'c1', pod: 'u1', podName, namespace: 'shop', name: 'shop/web/app' }]
      const bytes = v1.Observation.encode({
        domain: 'containers',
        schema: 1,
        status: 1,
        containers: { items },
      }).finish()
      facts.set(nodeId, new Map([...(facts.get(nodeId) ?? []), ['containers', bytes]]))
    },
    deny: (nodeId: string) => {
      const bytes = v1.Observation.encode({ domain: 'processes', schema: 1, status: 3, reason: 'no' }).finish()
      facts.set(nodeId, new Map([['processes', bytes]]))
    },
    forget: (nodeId: string) => void facts.delete(nodeId),
    nodes: () =>
      [...facts].map(([nodeId, domains]) => ({
        nodeId,
        domains: [...domains].map(([domain, bytes]) => recordOf(domain, bytes)),
      })) as unknown as NodeRecord[],
    observationsOf: async (_clusterId: string, domain: string, nodeIds: readonly string[] = []): Promise<Stored[]> => {
      asked.push(...nodeIds.map((nodeId) => `${nodeId} ${domain}`))
      return nodeIds.flatMap((nodeId) => {
        const bytes = facts.get(nodeId)?.get(domain)
        return bytes ? [{ ...recordOf(domain, bytes), nodeId }] : []
      })
    },
  }
}

async function pathsOf(programs: ReturnType<typeof openNodePrograms>, nodes: readonly NodeRecord[], all = nodes) {
  const found = await programs.of(nodes, all)
  return Object.fromEntries([...found].map(([nodeId, each]) => [nodeId, each.map(({ path }) => path)]))
}

test('facts are read once, and again when others are stored: of the programs, or of what names their pods', async () => {
  const store = storeWith()
  const programs = openNodePrograms(store, 'c')
  store.put('a', '/one')
  store.put('b', '/two', '/three')
  expect(await pathsOf(programs, store.nodes())).toEqual({ a: ['/one'], b: ['/two', '/three'] })
  expect(store.asked.splice(0)).toEqual(['a processes', 'b processes', 'a containers', 'b containers'])
  expect(await pathsOf(programs, store.nodes())).toEqual({ a: ['/one'], b: ['/two', '/three'] })
  expect(await pathsOf(programs, store.nodes().slice(1), store.nodes())).toEqual({ b: ['/two', '/three'] })
  expect(store.asked).toEqual([])
  store.put('b', '/four')
  expect(await pathsOf(programs, store.nodes())).toEqual({ a: ['/one'], b: ['/four'] })
  expect(store.asked.splice(0)).toEqual(['b processes', 'b containers'])
  store.name('a', 'web-0')
  const [program] = (await programs.of(store.nodes(), store.nodes())).get('a') ?? []
  expect(program?.place.shown).toEqual({ place: 'pod', namespace: 'shop', container: 'app', pods: ['web-0'] })
  expect(store.asked.splice(0)).toEqual(['a processes', 'a containers'])
})

test('what was not observed is not known, and not asked for again either', async () => {
  const store = storeWith()
  const programs = openNodePrograms(store, 'c')
  store.put('a', '/one')
  store.deny('b')
  expect(await pathsOf(programs, store.nodes())).toEqual({ a: ['/one'] })
  store.asked.splice(0)
  expect(await pathsOf(programs, store.nodes())).toEqual({ a: ['/one'] })
  expect(store.asked).toEqual([])
  store.deny('a')
  expect(await pathsOf(programs, store.nodes())).toEqual({})
})

test('what finds no room is read each time; a node that is gone makes room', async () => {
  const store = storeWith()
  const programs = openNodePrograms(store, 'c', 5)
  store.put('a', '/1', '/2')
  store.put('b', '/3', '/4')
  const both = { a: ['/1', '/2'], b: ['/3', '/4'] }
  expect(await pathsOf(programs, store.nodes())).toEqual(both)
  store.asked.splice(0)
  expect(await pathsOf(programs, store.nodes())).toEqual(both)
  expect(store.asked.splice(0)).toEqual(['b processes', 'b containers'])
  store.forget('a')
  await pathsOf(programs, store.nodes())
  store.asked.splice(0)
  expect(await pathsOf(programs, store.nodes())).toEqual({ b: ['/3', '/4'] })
  expect(store.asked).toEqual([])
})

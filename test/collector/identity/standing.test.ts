import { expect, onTestFinished, test } from 'vitest'
import { type Lost, type NodeCaller, openStandings, type Standing } from '../../../collector/identity/standing.ts'
import { openSqlite } from '../../../collector/store/sqlite.ts'
import { silent } from '../../support/collector.ts'

const caller: NodeCaller = { clusterId: 'c', nodeId: 'n', notAfter: 1000, issuer: 'authority' }

async function standing() {
  const store = await openSqlite(':memory:')
  onTestFinished(() => store.close())
  for (const id of ['c', 'd']) {
    await store.putCluster({ id, name: id })
    await store.enrolNode({ clusterId: id, nodeId: 'n', name: 'n', time: 1 })
  }
  const trusted = new Set(['authority'])
  const options = { store, clusterIds: () => ['c', 'd'], trusted: () => trusted, log: silent, now: () => 500 }
  const standings = await openStandings(options)
  onTestFinished(standings.stop)
  return { store, trusted, standings }
}

test.each<[string, Partial<NodeCaller>, Standing]>([
  ['a node with a certificate that holds', {}, 'good'],
  ['at its end', { notAfter: 500 }, 'good'],
  ['after its end', { notAfter: 499 }, 'CERT_EXPIRED'],
  ['of an authority that is not trusted any more', { issuer: 'former' }, 'CERT_INVALID'],
  ['that is not known so far', { nodeId: 'new' }, 'good'],
])('%s', async (_name, over, expected) => {
  expect((await standing()).standings.of({ ...caller, ...over })).toBe(expected)
})

test('a ban and a removal are known after the next look, told once, and only of that cluster', async () => {
  const { store, standings } = await standing()
  const lost: Lost[] = []
  standings.onLost((each) => lost.push(each))
  await store.banNode('c', { nodeId: 'n', reason: '', by: 'ann', time: 2 })
  await standings.refresh()
  await standings.refresh()
  expect([standings.of(caller), standings.of({ ...caller, clusterId: 'd' })]).toEqual(['NODE_BANNED', 'good'])
  await store.unbanNode('c', 'n')
  await store.removeNode('c', 'n', 3, 'gone')
  await standings.refresh()
  expect(standings.of(caller)).toBe('NODE_EVICTED')
  expect(lost.map((each) => each.standing)).toEqual(['NODE_BANNED', 'NODE_EVICTED'])
  await store.enrolNode({ clusterId: 'c', nodeId: 'n', name: 'n', time: 4 })
  await standings.refresh()
  expect(standings.of(caller)).toBe('good')
})

test('an authority that is not trusted any more is one at once', async () => {
  const { trusted, standings } = await standing()
  trusted.clear()
  expect(standings.of(caller)).toBe('CERT_INVALID')
})

test('a store that fails leaves the last answers', async () => {
  const { store, standings } = await standing()
  await store.banNode('c', { nodeId: 'n', reason: '', by: 'ann', time: 2 })
  await standings.refresh()
  store.bans = () => Promise.reject(new Error('away'))
  await expect(standings.refresh()).rejects.toThrow('away')
  expect(standings.of(caller)).toBe('NODE_BANNED')
})

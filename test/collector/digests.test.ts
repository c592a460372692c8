import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openDigests } from '../../collector/digests.ts'
import type { NodeDigest } from '../../collector/judge/judge.ts'
import { decodeAll } from '../../collector/judging.ts'
import { loadRules } from '../../collector/rulebook/load.ts'
import type { NewObservation } from '../../collector/store/store.ts'
import { lookOf, sshdConfig } from '../support/agent.ts'
import { temporary } from '../support/collector.ts'
import { openStore } from './store/memory.ts'

const c = 'cluster'
const morning = new Date('2026-11-21T10:00:00Z')
const evening = new Date('2026-11-21T20:00:00Z')
const mode = { id: 'mode', digest: 'files.items[0].mode.value' }
const clock = { id: 'clock', digest: 'string(now.getHours())' }

function rulesOf(...rules: readonly { id: string; digest: string }[]) {
  const directory = temporary()
  const lines = rules.map(
    ({ id, digest }) =>
      `  - {id: ${id}, title: T, severity: high, scope: cluster, needs: files, digest: '${digest}', check: 'nodes.size() > 0', message: '"m"', remediation: R, level: run}\n`,
  )
  writeFileSync(join(directory, 'own.yaml'), `rules:\n${lines.join('')}`)
  return loadRules(directory)
}

const time = morning.getTime()
const file = (text: string) => observation(sshdConfig(text))
const kernel = (reason: string) => observation(lookOf({ domain: 'kernel', schema: 1, status: 4, reason }))
const roles = (...names: string[]) =>
  observation(lookOf({ domain: 'node', schema: 1, status: 1, node: { roles: names } }))

function observation({ domain, hash, bytes }: ReturnType<typeof lookOf>): NewObservation {
  return { domain, hash, bytes, status: 'observed', reason: '', gaps: 0, observedTime: time }
}

async function open(...rules: readonly { id: string; digest: string }[]) {
  const { store } = await openStore()
  onTestFinished(() => store.close())
  await store.putCluster({ id: c, name: 'prod' })
  const observe = async (nodeId: string, ...observations: NewObservation[]) => {
    const about = { name: nodeId, agentVersion: '1', bootId: 'b', degraded: [], clockOffset: 0, time }
    const { epoch } = await store.openSession({ clusterId: c, nodeId, ...about })
    const nothing = { verdicts: [], judgedRules: new Set<string>(), rulePack: 'test' }
    await store.commit({ clusterId: c, nodeId, epoch, time, observations, ...nothing })
  }
  const loaded = rulesOf(...rules)
  const digests = openDigests(store, loaded, decodeAll)
  const reads = vi.spyOn(store, 'observations')
  return {
    ...{ store, observe, reads },
    /** What is taken of each node, and the nodes that were read for it. */
    take: async (ids = loaded.map((rule) => rule.id), at = morning) => {
      reads.mockClear()
      const asked = loaded.filter((rule) => ids.includes(rule.id))
      const taken = (await digests.of(c, asked, at)) ?? new Map<string, NodeDigest[]>()
      const told = (each: NodeDigest) => [each.name, ...each.roles, each.known ? each.digest : 'unknown'].join(' ')
      return {
        taken: Object.fromEntries([...taken].map(([id, each]) => [id, each.map(told)])),
        read: reads.mock.calls.map(([, nodeId]) => nodeId),
      }
    },
  }
}

test('a node is read again only when what the rules need of it has changed', async () => {
  const { observe, take } = await open(mode)
  await observe('a', file('0600'), roles('worker'))
  await observe('b', file('0644'))
  expect(await take()).toEqual({ taken: { mode: ['a worker 0600', 'b 0644'] }, read: ['a', 'b'] })
  expect(await take()).toEqual({ taken: { mode: ['a worker 0600', 'b 0644'] }, read: [] })
  await observe('b', file('0666'))
  expect(await take()).toEqual({ taken: { mode: ['a worker 0600', 'b 0666'] }, read: ['b'] })
  await observe('a', kernel('no'))
  expect(await take()).toEqual({ taken: { mode: ['a worker 0600', 'b 0666'] }, read: [] })
  await observe('a', roles('control-plane'))
  expect(await take()).toEqual({ taken: { mode: ['a control-plane 0600', 'b 0666'] }, read: ['a'] })
})

test('a digest that looks at the clock is taken each time', async () => {
  const { observe, take } = await open(mode, clock)
  await observe('a', file('0600'))
  expect((await take()).taken).toEqual({ mode: ['a 0600'], clock: ['a 10'] })
  expect((await take(['clock'], evening)).taken).toEqual({ clock: ['a 20'] })
  expect(await take(['mode'], evening)).toEqual({ taken: { mode: ['a 0600'] }, read: [] })
})

test('a node that is forgotten, and comes back, is read', async () => {
  const { observe, take, store } = await open(mode)
  await observe('a', file('0600'))
  await take()
  await store.removeNode(c, 'a', time, 'gone')
  expect(await take()).toEqual({ taken: {}, read: [] })
  await observe('a', file('0644'))
  expect(await take()).toEqual({ taken: { mode: ['a 0644'] }, read: ['a'] })
})

test('what changes between the list of nodes and the look at one is kept for what it is', async () => {
  const { observe, take, store, reads } = await open(mode)
  await observe('a', file('0600'))
  const { nodes } = store
  vi.spyOn(store, 'nodes').mockImplementationOnce(async (cluster) => {
    const listed = await nodes(cluster)
    await observe('a', file('0666'))
    return listed
  })
  expect((await take()).taken).toEqual({ mode: ['a 0666'] })
  await observe('a', file('0600'))
  expect((await take()).taken).toEqual({ mode: ['a 0600'] })
  expect(reads).toHaveBeenCalledTimes(1)
})

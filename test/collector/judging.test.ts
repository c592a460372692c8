import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { decodeAll, domainOrder, openJudging } from '../../collector/judging.ts'
import { loadPack } from '../../collector/rulebook/load.ts'
import { clusterScope, type NewObservation, type Store } from '../../collector/store/store.ts'
import type { Domain, ObservationMessage } from '../../proto/index.ts'
import { known } from '../../proto/value.ts'
import { lookOf, sshdConfig } from '../support/agent.ts'
import { eventually, temporary } from '../support/collector.ts'
import { openStore } from './store/memory.ts'

const [c, n] = ['cluster', 'node-1']
const start = Date.parse('2026-11-21T10:00:00Z')

const rules = {
  mode: `{id: mode, title: T, severity: high, needs: files, for: f in files.items, check: 'f.mode.value == "0644"', message: f.mode.value, remediation: R, level: walk}`,
  ssh: `{id: ssh, title: T, severity: low, needs: ssh, check: 'ssh.settings.permitrootlogin.value == "no"', message: '"m"', remediation: R, level: walk}`,
  time: `{id: time, title: T, severity: medium, needs: files, check: 'now < timestamp("2026-11-21T12:00:00Z")', message: '"m"', remediation: R, level: walk}`,
  cluster: `{id: same-mode, title: T, severity: high, scope: cluster, needs: files, digest: 'files.items[0].mode.value', check: 'nodes.all(n, n.digest == nodes[0].digest)', message: 'string(nodes.size()) + " nodes"', remediation: R, level: run}`,
  clusterTime: `{id: cluster-time, title: T, severity: high, scope: cluster, needs: files, digest: 'files.items[0].mode.value', check: 'now < timestamp("2026-11-21T12:00:00Z")', message: '"m"', remediation: R, level: run}`,
}

function packOf(...names: (keyof typeof rules)[]) {
  const directory = temporary()
  writeFileSync(join(directory, 'own.yaml'), `rules:\n${names.map((name) => `  - ${rules[name]}\n`).join('')}`)
  return loadPack([directory], {}, 'test')
}

async function open(names: (keyof typeof rules)[], given?: Store) {
  const store = given ?? (await openStore()).store
  if (!given) onTestFinished(() => store.close())
  await store.putCluster({ id: c, name: 'prod' })
  let time = start
  const [changed, error] = [vi.fn(), vi.fn()]
  const judging = openJudging({ store, pack: packOf(...names), log: { error }, changed, now: () => time })
  onTestFinished(() => judging.stop())
  return {
    ...{ store, judging, changed, error },
    pass: (milliseconds: number) => (time += milliseconds),
    session: async (nodeId = n) => {
      const about = { name: nodeId, agentVersion: '1', bootId: 'b', degraded: [], clockOffset: 0, time }
      return (await store.openSession({ clusterId: c, nodeId, ...about })).epoch
    },
    outcomes: async (nodeId = n) =>
      Object.fromEntries((await store.nodeFindings(c, nodeId)).map((each) => [each.rule, each.outcome])),
  }
}

function observation(message: ObservationMessage & { domain: Domain }): NewObservation {
  const { domain, hash, bytes } = lookOf(message)
  return { domain, hash, bytes, status: 'observed', reason: '', gaps: 0, observedTime: start }
}

function mode(text: string): NewObservation {
  const { domain, hash, bytes } = sshdConfig(text)
  return { domain, hash, bytes, status: 'observed', reason: '', gaps: 0, observedTime: start }
}

test('a new observation is judged by the rules that need it, and committed with what changed', async () => {
  const { judging, session, outcomes, changed } = await open(['mode', 'ssh'])
  const epoch = await session()
  await judging.observed(c, n, epoch, [mode('0644')])
  expect(await outcomes()).toEqual({ mode: 'pass' })
  await judging.observed(c, n, epoch, [mode('0666')])
  expect(await outcomes()).toEqual({ mode: 'fail' })
  expect(
    changed.mock.calls.map(([, transitions]) =>
      transitions.map(({ from, to }: { from?: string; to: string }) => [from, to]),
    ),
  ).toEqual([[[undefined, 'pass']], [['pass', 'fail']]])
})

test('many nodes that are judged at the same time let others have their turn in between', async () => {
  const { judging, session, store } = await open(['mode'])
  const nodes = ['n1', 'n2', 'n3', 'n4', 'n5']
  const epochs = new Map<string, number>()
  for (const each of nodes) epochs.set(each, await session(each))
  let turns = 0
  const begun: number[] = []
  const { commit } = store
  vi.spyOn(store, 'commit').mockImplementation((given) => {
    begun.push(turns)
    return commit(given)
  })
  let isOver = false
  const look = () => {
    turns += 1
    if (!isOver) setImmediate(look)
  }
  setImmediate(look)
  await Promise.all(nodes.map((each) => judging.observed(c, each, epochs.get(each), [mode('0644')])))
  isOver = true
  expect(new Set(begun).size).toBe(nodes.length)
})

test('questions about domains that the agent does not have are unknown, and seen', async () => {
  const { judging, session, outcomes } = await open(['mode', 'ssh'])
  await judging.observed(c, n, await session(), [mode('0644')], new Set(['files']))
  expect(await outcomes()).toEqual({ mode: 'pass', ssh: 'unknown' })
})

test('a domain that the agent has and that is still to come is not judged before it came', async () => {
  const { judging, session, outcomes, store } = await open(['mode', 'ssh'])
  const epoch = await session()
  await judging.observed(c, n, epoch, [mode('0644')], new Set(['files', 'ssh']))
  expect(await outcomes()).toEqual({ mode: 'pass' })
  const settings = [known('permitrootlogin', 'no', { source: 'x' })]
  await judging.observed(c, n, epoch, [observation({ domain: 'ssh', schema: 1, status: 1, ssh: { settings } })])
  expect(await outcomes()).toEqual({ mode: 'pass', ssh: 'pass' })
  expect(await store.changes(c, 10)).toEqual([])
})

test('judged again after a change of rules: new rules answer, old ones are gone, the rest stays', async () => {
  const first = await open(['mode', 'time', 'cluster'])
  await first.judging.observed(c, n, await first.session(), [mode('0644')])
  await first.judging.again(c, 'all')
  expect(await first.outcomes()).toEqual({ mode: 'pass', time: 'pass' })
  expect(await first.outcomes(clusterScope)).toEqual({ 'same-mode': 'pass' })
  await first.judging.stop()
  const second = await open(['mode', 'ssh'], first.store)
  await second.judging.again(c, 'all')
  expect(await second.outcomes()).toEqual({ mode: 'pass', ssh: 'unknown' })
  expect(await second.outcomes(clusterScope)).toEqual({})
  const [gone] = (await first.store.changes(c, 10)).filter((each) => each.rule === 'time')
  expect(gone).toMatchObject({ from: 'pass' })
  expect(gone).not.toHaveProperty('to')
})

test('what these rules judged is not judged again at a start, but for what looks at the clock', async () => {
  const first = await open(['mode', 'ssh', 'time'])
  await first.judging.observed(c, n, await first.session(), [mode('0644')])
  await first.judging.begin(c)
  expect(await first.outcomes()).toEqual({ mode: 'pass', ssh: 'unknown', time: 'pass' })
  await first.judging.stop()
  const commits = vi.spyOn(first.store, 'commit')
  const second = await open(['mode', 'ssh', 'time'], first.store)
  second.pass(3 * 3_600_000)
  await second.judging.begin(c)
  expect(commits.mock.calls.map(([{ judgedRules }]) => [...judgedRules])).toEqual([['time']])
  expect(await second.outcomes()).toEqual({ mode: 'pass', ssh: 'unknown', time: 'fail' })
})

test('other rules judge everything at a start, and the first ones do so again when they come back', async () => {
  const first = await open(['mode'])
  await first.judging.observed(c, n, await first.session(), [mode('0644')])
  await first.judging.begin(c)
  const second = await open(['ssh'], first.store)
  await second.judging.begin(c)
  expect(await second.outcomes()).toEqual({ ssh: 'unknown' })
  await (await open(['mode'], first.store)).judging.begin(c)
  expect(await first.outcomes()).toEqual({ mode: 'pass' })
})

test('what was begun and not ended is begun again: nodes that could not be judged, another one that began', async () => {
  const first = await open(['mode'])
  await first.judging.observed(c, n, await first.session(), [mode('0644')])
  const second = await open(['ssh'], first.store)
  vi.spyOn(first.store, 'commit').mockRejectedValueOnce(new Error('no room'))
  await second.judging.begin(c)
  expect(second.error).toHaveBeenCalledOnce()
  expect(await second.outcomes()).toEqual({ mode: 'pass' })
  const third = await open(['ssh'], first.store)
  const { takeLease } = first.store
  vi.spyOn(first.store, 'takeLease').mockImplementationOnce(async (...given) => {
    const taken = await takeLease(...given)
    await takeLease(c, { name: 'judged-by', holder: 'another' }, given[2] + 1)
    return taken
  })
  await third.judging.begin(c)
  expect(await third.outcomes()).toEqual({ ssh: 'unknown' })
  expect((await first.store.leases(c)).map(({ holder }) => holder)).toEqual(['another'])
})

test('a node that never reported has no findings', async () => {
  const { judging, store, outcomes } = await open(['mode'])
  await store.enrolNode({ clusterId: c, nodeId: n, name: n, time: start })
  await judging.again(c, 'all')
  expect(await outcomes()).toEqual({})
})

test('rules about time are judged again when only time passed; others are left alone', async () => {
  const { judging, session, outcomes, pass, store, changed } = await open(['mode', 'time', 'clusterTime', 'cluster'])
  await judging.observed(c, n, await session(), [mode('0644')])
  await judging.again(c, 'all')
  const before = (await store.nodeFindings(c, n)).find((each) => each.rule === 'mode')
  pass(3 * 3_600_000)
  changed.mockClear()
  await judging.again(c, 'time')
  expect(await outcomes()).toEqual({ mode: 'pass', time: 'fail' })
  expect(await outcomes(clusterScope)).toEqual({ 'same-mode': 'pass', 'cluster-time': 'fail' })
  expect((await store.nodeFindings(c, n)).find((each) => each.rule === 'mode')).toEqual(before)
  expect(changed).toHaveBeenCalledTimes(2)
})

test('a rule over the cluster is judged from all its nodes, a little after one of them changed', async () => {
  const { judging, session, outcomes, store } = await open(['cluster'])
  await judging.observed(c, n, await session(), [mode('0644')])
  await judging.observed(c, 'node-2', await session('node-2'), [mode('0600')])
  await eventually(
    () => outcomes(clusterScope),
    (found) => found['same-mode'] === 'fail',
  )
  const [finding] = await store.nodeFindings(c, clusterScope)
  expect(finding?.message).toBe('2 nodes')
  await judging.observed(c, 'node-2', await session('node-2'), [mode('0644')])
  await eventually(
    () => outcomes(clusterScope),
    (found) => found['same-mode'] === 'pass',
  )
})

test('a node whose fact is not readable makes a rule over the cluster unknown', async () => {
  const { judging, session, outcomes } = await open(['cluster'])
  await judging.observed(c, n, await session(), [mode('0644')])
  const denied = { domain: 'files' as const, schema: 1, status: 3 as const, reason: 'permission denied' }
  await judging.observed(c, 'node-2', await session('node-2'), [{ ...observation(denied), status: 'denied' }])
  await judging.again(c, 'all')
  expect(await outcomes(clusterScope)).toEqual({ 'same-mode': 'unknown' })
})

test('one node whose fact cannot be judged does not keep the others from being judged again', async () => {
  const { judging, session, outcomes, store, error } = await open(['mode'])
  await judging.observed(c, n, await session(), [mode('0644')])
  await judging.observed(c, 'node-0', await session('node-0'), [mode('0644')])
  const { observations } = store
  vi.spyOn(store, 'observations').mockImplementation((cluster, node) =>
    node === 'node-0' ? Promise.reject(new Error('damaged')) : observations(cluster, node),
  )
  const later = await open(['mode', 'time'], store)
  await later.judging.again(c, 'all')
  expect(await outcomes()).toEqual({ mode: 'pass', time: 'pass' })
  expect(later.error).toHaveBeenCalledWith({ node: 'node-0', reason: 'damaged' }, 'a node could not be judged again')
  expect(error).not.toHaveBeenCalled()
})

test('an answer on older facts never replaces one on newer facts', async () => {
  const { judging, session, outcomes, store } = await open(['mode'])
  const epoch = await session()
  await judging.observed(c, n, epoch, [mode('0644')])
  const { observations } = store
  const { promise: asked, resolve } = Promise.withResolvers<void>()
  vi.spyOn(store, 'observations').mockImplementationOnce(async (cluster, node) => {
    const found = await observations(cluster, node)
    resolve()
    await new Promise((done) => setTimeout(done, 50))
    return found
  })
  const again = judging.again(c, 'all')
  await asked
  await Promise.all([again, judging.observed(c, n, epoch, [mode('0666')])])
  expect(await outcomes()).toEqual({ mode: 'fail' })
})

test('an older session commits nothing', async () => {
  const { judging, session, outcomes } = await open(['mode'])
  const old = await session()
  await session()
  await expect(judging.observed(c, n, old, [mode('0666')])).rejects.toThrow(/./)
  expect(await outcomes()).toEqual({})
})

test('when it stops, what was begun is committed and nothing more is begun', async () => {
  const { judging, session, outcomes } = await open(['mode', 'cluster'])
  const epoch = await session()
  const begun = judging.observed(c, n, epoch, [mode('0666')])
  await judging.stop()
  expect(await outcomes()).toEqual({ mode: 'fail' })
  await begun
  await new Promise((done) => setTimeout(done, 250))
  expect(await outcomes(clusterScope)).toEqual({})
})

test('domains of a later version are left out, and stand last', () => {
  const { bytes } = mode('0644')
  const both = ['cloud', 'files'].map((domain) => ({ domain, bytes }))
  expect([...decodeAll(both).keys()]).toEqual(['files'])
  expect(['cloud', 'files', 'node'].sort((a, b) => domainOrder(a) - domainOrder(b))).toEqual(['node', 'files', 'cloud'])
})

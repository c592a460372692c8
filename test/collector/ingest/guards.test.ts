import { expect, onTestFinished, test, vi } from 'vitest'
import type { GuardSet } from '../../../collector/allowlist/guard.ts'
import type { Profile } from '../../../collector/allowlist/profile.ts'
import { type GuardsTiming, openGuards } from '../../../collector/ingest/guards.ts'
import { guarding, learned, seen, sha, sshd } from '../../support/allowlist.ts'
import { eventually } from '../../support/collector.ts'
import { cluster, fill } from '../store/contract/given.ts'
import { openStore } from '../store/memory.ts'

const pod = guarding([seen()])
const ssh = guarding([seen({ path: '/usr/sbin/sshd' })], sshd)
const none = new Uint8Array()

/** Two nodes of which only node-a told of these places. */
async function open(timing: GuardsTiming = { settle: 0, look: 60_000 }, ...profiles: Profile[]) {
  const { store } = await openStore()
  await fill(store, 'node-a', 'node-b')
  for (const each of profiles) await store.changeProfile(cluster, each.id, () => each)
  const on: Record<string, string[]> = { 'node-a': profiles.map(({ id }) => id) }
  const warn = vi.fn()
  const asked = vi.fn()
  const guards = openGuards({
    store: {
      profile: (clusterId, id) => {
        asked(id)
        return store.profile(clusterId, id)
      },
      profilesOn: async (clusterId, nodeId) =>
        (await store.profiles(clusterId)).filter(({ id }) => on[nodeId]?.includes(id)),
      nodesWith: async (_cluster, id) => Object.keys(on).filter((nodeId) => on[nodeId]?.includes(id)),
    },
    log: { warn },
    timing,
  })
  onTestFinished(async () => {
    await guards.stop()
    await store.close()
  })
  const listen = (nodeId: string, hash: Uint8Array = none) => {
    const sets: GuardSet[] = []
    const session = guards.open({ clusterId: cluster, nodeId, hash, send: (set) => void sets.push(set) })
    return { ...session, sets, paths: () => sets.map(({ entries }) => entries.map(({ path }) => `${path}`)) }
  }
  const change = async (after: Profile) => {
    await store.changeProfile(cluster, after.id, () => after)
    guards.changed(cluster, after.id)
  }
  return { guards, listen, change, on, warn, asked }
}

const told = (agent: { sets: readonly unknown[] }, times: number) =>
  eventually(
    () => agent.sets.length,
    (length) => length === times,
  )

test('an agent is told what is approved on its node, and not what it knows', async () => {
  const { listen } = await open(undefined, pod, ssh, learned([seen({ path: '/bin/x' })], { ...sshd, unit: 'x' }))
  const first = listen('node-a')
  const elsewhere = listen('node-b')
  await told(first, 1)
  expect(first.paths()).toEqual([['/usr/sbin/nginx', '/usr/sbin/sshd']])
  const knowing = listen('node-a', first.sets[0]?.hash)
  const other = listen('node-a', Buffer.alloc(32, 1))
  await told(other, 1)
  expect([elsewhere.sets, knowing.sets]).toEqual([[], []])
})

test('an agent whose node has nothing approved any more is told so', async () => {
  const { listen } = await open()
  const agent = listen('node-b', Buffer.alloc(32, 1))
  await told(agent, 1)
  expect(agent.paths()).toEqual([[]])
})

test('a change reaches the nodes of its place, and those that left hear nothing', async () => {
  const { listen, change } = await open(undefined, pod, ssh)
  const [agent, elsewhere, gone] = [listen('node-a'), listen('node-b'), listen('node-a')]
  await told(agent, 1)
  await told(gone, 1)
  gone.close()
  await change({ ...pod, state: 'review', version: pod.version + 1 })
  await told(agent, 2)
  expect(agent.paths()[1]).toEqual(['/usr/sbin/sshd'])
  // Approved by somebody, but no other set: nothing is sent.
  await change({ ...ssh, version: ssh.version + 1 })
  await change({ ...pod, version: pod.version + 2 })
  await told(agent, 3)
  expect([agent.paths()[2]?.length, elsewhere.sets, gone.sets.length]).toEqual([2, [], 1])
})

test('nodes of the same places share the work, and a version is read once', async () => {
  const { listen, asked, on } = await open(undefined, pod)
  on['node-b'] = [pod.id]
  const agents = [listen('node-a'), listen('node-b'), listen('node-a')]
  for (const agent of agents) await told(agent, 1)
  expect(asked).toHaveBeenCalledTimes(1)
})

test('a node that begins to tell of a place hears of it, but is not looked at with every event', async () => {
  const { listen, on } = await open({ settle: 0, look: 0 }, pod)
  const agent = listen('node-b')
  on['node-b'] = [pod.id]
  agent.heard()
  await told(agent, 1)
  const seldom = await open(undefined, pod)
  const other = seldom.listen('node-b')
  await seldom.guards.stop()
  seldom.on['node-b'] = [pod.id]
  other.heard()
  expect(other.sets).toEqual([])
})

test('what finds no room is said', async () => {
  const many = Array.from({ length: 300 }, (_, at) => seen({ path: `/${'x'.repeat(4000)}${at}`, digest: sha('a') }))
  const { listen, warn } = await open(undefined, guarding(many))
  const agent = listen('node-a')
  await told(agent, 1)
  expect(warn).toHaveBeenCalledWith(
    { node: 'node-a', omitted: agent.sets[0]?.omitted },
    'more is approved than an agent is told',
  )
  expect(agent.sets[0]?.omitted).toBeGreaterThan(0)
})

test('a store that fails is said, and the next look makes up for it', async () => {
  const warn = vi.fn()
  let fails = true
  const guards = openGuards({
    store: {
      profile: async () => pod,
      nodesWith: async () => ['node-a'],
      profilesOn: async () => {
        if (fails) throw new Error('the database is gone')
        return [{ id: pod.id, key: pod.key, state: pod.state, version: 1 } as never]
      },
    },
    log: { warn },
    timing: { settle: 0, look: 60_000 },
  })
  onTestFinished(guards.stop)
  const sets: GuardSet[] = []
  guards.open({ clusterId: cluster, nodeId: 'node-a', hash: none, send: (set) => void sets.push(set) })
  await eventually(
    () => warn.mock.calls.length,
    (calls) => calls === 1,
  )
  fails = false
  guards.changed(cluster, pod.id)
  await told({ sets }, 1)
})

import { status } from '@grpc/grpc-js'
import { expect, onTestFinished, test } from 'vitest'
import type { NodeCaller, Standing } from '../../../collector/identity/standing.ts'
import { type Agents, type AgentsOptions, openAgents } from '../../../collector/ingest/agents.ts'
import { openBudget } from '../../../collector/ingest/budget.ts'
import { openResends } from '../../../collector/ingest/resends.ts'
import { openJudging } from '../../../collector/judging.ts'
import type { Beat, Store } from '../../../collector/store/store.ts'
import { reasonOf, retryAfterOf } from '../../../lib/grpcstatus.ts'
import { type lookOf, sshdConfig } from '../../support/agent.ts'
import { type Frame, openAgentStream } from '../../support/agentstream.ts'
import { eventually, silent } from '../../support/collector.ts'
import { openStore } from '../store/memory.ts'

const spoolId = '10000000-0000-4000-8000-000000000001'

function callerOf(nodeId: string, notAfter = Date.now() + 3_600_000): NodeCaller {
  return { clusterId: 'c', nodeId, notAfter, issuer: 'x' }
}

function hello(looks: readonly ReturnType<typeof lookOf>[] = [], capabilities: readonly string[] = []): Frame {
  const domains = looks.map(({ domain, hash }) => ({ domain, hash: Buffer.from(hash, 'hex') }))
  return { hello: { protocolMin: 1, protocolMax: 1, nodeName: 'n', domains, capabilities, spoolId } }
}

function chunk(seq: number, look: ReturnType<typeof lookOf>): Frame {
  const hash = Buffer.from(look.hash, 'hex')
  return { seq, domainChunk: { domain: look.domain, hash, totalBytes: look.bytes.length, offset: 0, data: look.bytes } }
}

function flap(seq: number): Frame {
  return { seq, flap: { domain: 'files' }, time: { seconds: 1_700_000_000 } }
}

/** A store that can be switched off. */
async function openFailing() {
  const { store } = await openStore()
  await store.putCluster({ id: 'c', name: 'c' })
  onTestFinished(() => store.close())
  const state = { down: false }
  const failing = new Proxy(store, {
    get: (target, name: keyof Store) =>
      typeof target[name] !== 'function'
        ? target[name]
        : (...given: never[]) =>
            state.down
              ? Promise.reject(new Error('no database'))
              : (target[name] as (...given: never[]) => unknown)(...given),
  })
  return { store, failing, state }
}

function replica(store: Store, more: Partial<AgentsOptions> = {}): Agents & { heard: Beat[] } {
  const pack = { version: 'test', rules: [], disabled: [], changes: [] }
  const judging = openJudging({ store, pack, log: silent, changed: () => undefined })
  onTestFinished(() => judging.stop())
  const heard: Beat[] = []
  const agents = openAgents({
    ...{ version: '1.0.0', store, judging, log: silent, happened: () => undefined, counted: () => undefined },
    heard: (_cluster, beat) => void heard.push(beat),
    ...{ standing: () => 'good' as const, budget: openBudget({ bytes: 2 ** 28 }), resends: openResends(64) },
    ...more,
  })
  return { ...agents, heard }
}

function connect(agents: Agents, nodeId = 'node-1', notAfter?: number) {
  const opened = openAgentStream()
  agents.connect(opened.stream, callerOf(nodeId, notAfter))
  onTestFinished(() => void opened.end())
  return opened
}

test.each(['STORAGE_DOWN', 'RULE_PACK', 'DRAINING'] as const)(
  'closed for %s, it says so and when to come back',
  async (reason) => {
    const { store } = await openFailing()
    const agents = replica(store)
    agents.close({ reason, message: 'not now' })
    const error = await connect(agents).ended()
    expect(error).toMatchObject({ code: status.UNAVAILABLE, details: `${reason}: not now` })
    expect(reasonOf(error)).toBe(reason)
    expect(retryAfterOf(error)).toBeGreaterThanOrEqual(1000)
    agents.close(undefined)
    const next = connect(agents)
    next.say(hello())
    expect(await next.frame('welcome')).toBeDefined()
  },
)

test('a database that is away for a while costs sessions and nothing else', async () => {
  const { store, failing, state } = await openFailing()
  const agents = replica(failing)
  const look = sshdConfig('0600')
  const first = connect(agents)
  first.say(hello([look], ['events']))
  await first.frame('welcome')
  state.down = true
  first.say(chunk(1, look))
  first.say({ seq: 2, events: { spoolId, events: [flap(1)] } })
  const error = await first.ended()
  expect(error).toMatchObject({ code: status.UNAVAILABLE, details: expect.stringMatching(/^STORAGE_DOWN: /) })
  expect(retryAfterOf(error)).toBeGreaterThanOrEqual(1000)
  expect(first.sent.some((each) => 'ack' in each)).toBe(false)
  const refused = connect(agents)
  refused.say(hello([look], ['events']))
  expect(reasonOf(await refused.ended())).toBe('STORAGE_DOWN')

  state.down = false
  const again = connect(agents)
  again.say(hello([look], ['events']))
  expect((await again.frame('welcome'))['welcome']).toMatchObject({ committedEventSeq: 0, needFull: ['files'] })
  again.say(chunk(1, look))
  again.say({ seq: 2, events: { spoolId, events: [flap(1)] } })
  await eventually(
    () => again.sent.filter((each) => 'ack' in each).at(-1)?.['ack'] as { committedEventSeq: number } | undefined,
    (ack) => ack?.committedEventSeq === 1,
    60_000,
  )
  expect((await store.hashes('c', 'node-1')).get('files')).toBe(look.hash)
  expect((await store.events('c', { pageSize: 10 })).events).toHaveLength(1)
})

test.each<[Exclude<Standing, 'good'>, status]>([
  ['NODE_BANNED', status.PERMISSION_DENIED],
  ['NODE_EVICTED', status.FAILED_PRECONDITION],
  ['CERT_EXPIRED', status.UNAUTHENTICATED],
])('whoever is %s since the hello can commit nothing', async (standing, code) => {
  const { store } = await openFailing()
  let now: Standing = 'good'
  const session = connect(replica(store, { standing: () => now }))
  const look = sshdConfig('0600')
  session.say(hello([look], ['events']))
  await session.frame('welcome')
  now = standing
  session.say(chunk(1, look))
  session.say({ seq: 2, events: { spoolId, events: [flap(1)] } })
  const error = await session.ended()
  expect([error.code, reasonOf(error)]).toEqual([code, standing])
  expect((await store.hashes('c', 'node-1')).size).toBe(0)
  expect((await store.events('c', { pageSize: 10 })).events).toEqual([])
})

test('two sessions of one node on two collectors: the newer commits, the older is sent away', async () => {
  const { store } = await openFailing()
  const [a, b] = [replica(store), replica(store)]
  const [one, two] = [sshdConfig('0600'), sshdConfig('0644')]
  const old = connect(a)
  old.say(hello([one]))
  await old.frame('welcome')
  const next = connect(b)
  next.say(hello([two]))
  await next.frame('welcome')
  next.say(chunk(1, two))
  await next.frame('ack')
  old.say(chunk(1, one))
  expect(reasonOf(await old.ended())).toBe('STALE_EPOCH')
  expect((await old.frame('reconnect'))['reconnect']).toMatchObject({ reason: 'SUPERSEDED' })
  expect((await store.hashes('c', 'node-1')).get('files')).toBe(two.hash)
})

test('an old session is asked to come back, and sent away if it does not', async () => {
  const { store } = await openFailing()
  const session = connect(replica(store, { age: 1, grace: 1 }))
  session.say(hello())
  expect((await session.frame('reconnect'))['reconnect']).toMatchObject({ reason: 'DRAINING' })
  expect(reasonOf(await session.ended())).toBe('DRAINING')
})

test('no session outlives its certificate', async () => {
  const { store } = await openFailing()
  const session = connect(replica(store), 'node-1', Date.now() + 50)
  session.say(hello())
  expect((await session.frame('reconnect'))['reconnect']).toMatchObject({ reason: 'DRAINING' })
})

test('many are asked to leave over a longer time than few', async () => {
  const { store } = await openFailing()
  const agents = replica(store)
  const all = Array.from({ length: 400 }, (_, at) => connect(agents, `node-${at}`))
  agents.drain()
  const spreads = await Promise.all(all.map(async (each) => (await each.frame('reconnect'))['reconnect']))
  expect(new Set(spreads.map((each) => each?.['spreadMilliseconds']))).toEqual(new Set([4000]))
})

test('who lacks everything is asked when it is its turn', async () => {
  const { store } = await openFailing()
  const agents = replica(store, { resends: openResends(1) })
  const look = sshdConfig('0600')
  const [first, second] = [connect(agents, 'node-1'), connect(agents, 'node-2')]
  first.say(hello([look]))
  expect((await first.frame('welcome'))['welcome']?.['needFull']).toEqual(['files'])
  second.say(hello([look]))
  expect((await second.frame('welcome'))['welcome']?.['needFull']).toEqual([])
  expect(second.sent.some((each) => 'needFull' in each)).toBe(false)
  first.say(chunk(1, look))
  expect((await second.frame('needFull'))['needFull']).toEqual({ domains: ['files'] })
})

test('a place for sending everything is free again when its agent leaves', async () => {
  const { store } = await openFailing()
  const agents = replica(store, { resends: openResends(1) })
  const [first, second] = [connect(agents, 'node-1'), connect(agents, 'node-2')]
  first.say(hello([sshdConfig('0600')]))
  await first.frame('welcome')
  second.say(hello([sshdConfig('0600')]))
  await second.frame('welcome')
  first.end()
  expect(await second.frame('needFull')).toBeDefined()
})

test('what has no room in time is refused, and what was held is given back', async () => {
  const { store } = await openFailing()
  const budget = openBudget({ bytes: 2000, patience: 1, waitingBytes: 1e9 })
  const agents = replica(store, { budget })
  const hog = connect(agents, 'node-1')
  hog.say(hello([sshdConfig('0600')]))
  await hog.frame('welcome')
  const hash = Buffer.alloc(32)
  hog.say({ seq: 1, domainChunk: { domain: 'files', hash, totalBytes: 4000, offset: 0, data: Buffer.alloc(1990) } })
  await eventually(
    () => budget.used().bytes,
    (bytes) => bytes > 1990,
  )
  const other = connect(agents, 'node-2')
  other.say(hello())
  const error = await other.ended()
  expect([error.code, reasonOf(error)]).toEqual([status.RESOURCE_EXHAUSTED, 'INFLIGHT_BYTES'])
  expect(retryAfterOf(error)).toBeGreaterThanOrEqual(1000)
  hog.end()
  await eventually(
    () => budget.used(),
    ({ bytes, waiting }) => bytes === 0 && waiting === 0,
  )
})

test('what is refused or committed holds nothing', async () => {
  const { store } = await openFailing()
  const budget = openBudget({ bytes: 2 ** 20 })
  const session = connect(replica(store, { budget }))
  const look = sshdConfig('0600')
  session.say(hello([look], ['events']))
  session.say({
    seq: 1,
    domainChunk: { domain: 'files', hash: Buffer.alloc(32), totalBytes: 3, offset: 0, data: Buffer.alloc(3) },
  })
  await session.frame('nack')
  session.say(chunk(2, look))
  session.say({ seq: 3, events: { spoolId, events: [flap(1)] } })
  await eventually(
    () => session.sent.filter((each) => 'ack' in each).at(-1)?.['ack'] as { committedSeq: number } | undefined,
    (ack) => ack?.committedSeq === 3,
    60_000,
  )
  await eventually(
    () => budget.used().bytes,
    (bytes) => bytes === 0,
  )
})

test('a heartbeat tells how the node is, and is nobody’s once the node is banned', async () => {
  const { store } = await openFailing()
  let now: Standing = 'good'
  const agents = replica(store, { standing: () => now })
  const session = connect(agents)
  session.say(hello())
  session.say({ heartbeat: { load1: 0.5, uptimeSeconds: 10 } })
  await eventually(
    () => agents.heard,
    (heard) => heard.some((each) => each.vitals?.load1 === 0.5),
  )
  now = 'NODE_BANNED'
  const before = agents.heard.length
  session.say({ heartbeat: { load1: 0.7 } })
  await session.ended()
  expect(agents.heard).toHaveLength(before)
})

test('a clock beyond all dates costs nobody a session, and no other node its signs of life', async () => {
  const { store } = await openFailing()
  const agents = replica(store)
  const agent = connect(agents)
  const agentTime = { seconds: 2 ** 62, nanos: 1 }
  agent.say({ hello: { ...(hello()['hello'] as object), agentTime } })
  await agent.frame('welcome')
  agent.say({ heartbeat: { agentTime } })
  const beats = await eventually(
    () => agents.heard,
    (heard) => heard.length === 2,
    60_000,
  )
  await store.touch('c', beats)
  const [node] = await store.nodes('c', [])
  expect(node?.clockOffset).toBeGreaterThan(8e15)
  expect([...beats.map((each) => each.clockOffset), node?.clockOffset].every(Number.isSafeInteger)).toBe(true)
})

test('a ban ends all sessions of its node at once, and of no other', async () => {
  const { store } = await openFailing()
  const agents = replica(store)
  const [old, young, other] = [connect(agents), connect(agents), connect(agents, 'node-2')]
  for (const each of [old, young, other]) {
    each.say(hello())
    await each.frame('welcome')
  }
  agents.end({ clusterId: 'c', nodeId: 'node-1', standing: 'NODE_BANNED' })
  for (const each of [old, young]) {
    const error = await each.ended()
    expect([error.code, reasonOf(error)]).toEqual([status.PERMISSION_DENIED, 'NODE_BANNED'])
  }
  other.say({ seq: 1, ...chunk(1, sshdConfig('0600')) })
  expect(await other.frame('ack')).toBeDefined()
})

test('a removed node is asked to prove that it is there, and sent away if it stays', async () => {
  const { store } = await openFailing()
  const agents = replica(store, { grace: 1 })
  const session = connect(agents)
  session.say(hello())
  await session.frame('welcome')
  agents.end({ clusterId: 'c', nodeId: 'node-1', standing: 'NODE_EVICTED' })
  expect((await session.frame('reconnect'))['reconnect']).toMatchObject({ reason: 'NODE_REMOVED' })
  const error = await session.ended()
  expect([error.code, reasonOf(error)]).toEqual([status.FAILED_PRECONDITION, 'NODE_EVICTED'])
})

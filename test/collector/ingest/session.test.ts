import { status } from '@grpc/grpc-js'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openBudget } from '../../../collector/ingest/budget.ts'
import { openResends } from '../../../collector/ingest/resends.ts'
import { type AgentStream, type SessionContext, serveAgent } from '../../../collector/ingest/session.ts'
import { reasonOf, retryAfterOf } from '../../../lib/grpcstatus.ts'
import { openAgentStream } from '../../support/agentstream.ts'
import { eventually } from '../../support/collector.ts'
import { openStore } from '../store/memory.ts'

const hash = Buffer.alloc(32, 1)
const domains = (count: number) => Array.from({ length: count }, (_, at) => ({ domain: `d${at}`, hash }))
const hello = (over: object = {}) => ({
  hello: { protocolMin: 1, protocolMax: 1, nodeName: 'worker-1', domains: [], ...over },
})
/** A piece that follows nothing: it is refused, and the session goes on. */
const refusedFrame = { domainChunk: { domain: 'files', hash, totalBytes: 9, offset: 5, data: Buffer.alloc(1) } }

async function open({ reads = true } = {}) {
  const { store } = await openStore()
  await store.putCluster({ id: 'c', name: 'c' })
  const budget = openBudget({ bytes: 2 ** 20 })
  const heard = vi.fn<SessionContext['heard']>()
  const hashes = vi.spyOn(store, 'hashes')
  const info = vi.fn()
  const agent = openAgentStream({ reads })
  const session = serveAgent(agent.stream as AgentStream, {
    ...{ clusterId: 'c', nodeId: 'node-1', version: '1', store, budget, heard },
    judging: { observed: async () => undefined } as unknown as SessionContext['judging'],
    log: { info, warn: vi.fn() },
    resends: openResends(8),
    standing: () => 'good',
    comeBack: () => 1000,
  })
  onTestFinished(async () => {
    agent.end()
    agent.read()
    await session.ended
    await store.close()
  })
  const nacks = () => agent.sent.filter((each) => 'nack' in each)
  return { ...agent, session, store, budget, heard, hashes, info, nacks }
}

test.each([
  ['more domains than a node can have', domains(65), 'FIELD_TOO_LARGE'],
  ['a domain with a name that is none', [{ domain: 'a\u202eb', hash }], 'MALFORMED_FRAME'],
])('a hello with %s opens no session', async (_, given, reason) => {
  const { say, ended, store, info } = await open()
  say(hello({ domains: given }))
  const error = await ended()
  expect([error.code, reasonOf(error)]).toEqual([status.INVALID_ARGUMENT, reason])
  expect(await store.nodes('c')).toEqual([])
  expect(info).not.toHaveBeenCalled()
})

test('a heartbeat with more domains than a node can have is refused before anything is asked, and the session goes on', async () => {
  const { say, frame, hashes, heard } = await open()
  say(hello())
  await frame('welcome')
  say({ heartbeat: { domains: domains(65) } })
  expect((await frame('nack'))['nack']).toMatchObject({ reason: 'FIELD_TOO_LARGE', message: 'more than 64 domains' })
  expect([hashes.mock.calls.length, heard.mock.calls.length]).toEqual([0, 1])
  say({ heartbeat: { domains: domains(2) } })
  expect((await frame('needFull'))['needFull']).toEqual({ domains: ['d0', 'd1'] })
})

test('heartbeats that come together are all signs of life, and compared with the store once a second', async () => {
  let now = 5000
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  onTestFinished(() => void vi.mocked(performance.now).mockRestore())
  const { say, frame, hashes, heard, nacks } = await open()
  const beats = async (count: number) => {
    const before = nacks().length
    for (let at = 0; at < count; at += 1) say({ heartbeat: { domains: [] } })
    say(refusedFrame)
    await eventually(
      () => nacks().length,
      (length) => length > before,
      60_000,
    )
    return [heard.mock.calls.length, hashes.mock.calls.length]
  }
  say(hello())
  await frame('welcome')
  expect(await beats(20)).toEqual([21, 1])
  now += 999
  expect(await beats(1)).toEqual([22, 1])
  now += 1
  expect(await beats(3)).toEqual([25, 2])
})

test('a node cannot hide what it is called, neither in the list nor in the log', async () => {
  const { say, frame, store, info } = await open()
  say(hello({ nodeName: 'a\u202eb', domains: domains(1) }))
  await frame('welcome')
  expect((await store.nodes('c')).map((each) => each.name)).toEqual(['a\\u{202e}b'])
  expect(info.mock.calls).toEqual([
    [{ node: 'node-1', name: 'a\\u{202e}b', epoch: 1, needs: ['d0'] }, 'an agent connected'],
  ])
})

test('an agent that does not read is not read either, until it does', async () => {
  const { say, read, stream, budget, nacks } = await open({ reads: false })
  const count = 300
  say(hello())
  for (let at = 0; at < count; at += 1) say(refusedFrame)
  await eventually(
    () => stream.isPaused() && budget.used().bytes === 0,
    (rests) => rests,
    60_000,
  )
  expect(stream.writableLength).toBeLessThan(100)
  expect(stream.readableLength).toBeGreaterThan(100)
  read()
  await eventually(
    () => nacks().length,
    (length) => length === count,
    60_000,
  )
})

test('an agent that leaves everything unread is sent away', async () => {
  const { say, frame, ended, session, stream } = await open({ reads: false })
  say(hello())
  await frame('welcome')
  for (let at = 0; at < 1000 && stream.writableLength < 256; at += 1) session.rescan([])
  const error = await ended()
  expect([error.code, reasonOf(error), retryAfterOf(error)]).toEqual([
    status.RESOURCE_EXHAUSTED,
    'RATE_LIMITED',
    expect.any(Number),
  ])
})

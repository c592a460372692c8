// Both sides understand what the releases before them said, and what is newer than they are.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, type ClientDuplexStream, type ServiceError } from '@grpc/grpc-js'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openSession, type Stream } from '../../agent/link/session.ts'
import { openSpool } from '../../agent/link/spool.ts'
import { secureChannel } from '../../lib/grpc.ts'
import { type Domain, v1 } from '../../proto/index.ts'
import { protocolMax } from '../../proto/protocol.ts'
import { serviceDefinition } from '../../proto/service.ts'
import { readDelimited } from '../../scripts/delimited.ts'
import { lookOf } from '../support/agent.ts'
import { eventually, startCollector, type TestCollector } from '../support/collector.ts'

type Request = ReturnType<typeof v1.ConnectRequest.decode>
type Response = ReturnType<typeof v1.ConnectResponse.decode>

const data = join(import.meta.dirname, `../data/protocol/v${protocolMax}`)
const releases = readdirSync(data).flatMap((name) => /^(.+)\.agent\.bin$/.exec(name)?.[1] ?? [])
const recorded = (release: string, side: 'agent' | 'collector') =>
  readDelimited(readFileSync(join(data, `${release}.${side}.bin`)))

/** A stream of bytes, as an agent of any version would send them. */
async function connect(collector: TestCollector) {
  const files = await collector.node('node-1')
  const pem = { ca: readFileSync(files.ca), cert: readFileSync(files.cert), key: readFileSync(files.key) }
  const secure = secureChannel(collector.address, pem)
  const client = new Client(collector.address, secure.credentials, secure.options)
  const method = serviceDefinition('AgentService')['Connect']
  if (!method) throw new Error('no Connect')
  const stream = client.makeBidiStreamRequest(method.path, (bytes: Buffer) => bytes, method.responseDeserialize)
  return { ...listenTo(stream as ClientDuplexStream<Buffer, Response>), close: () => client.close() }
}

/** Longest that an answer may take, in milliseconds. */
const patience = 60_000

function listenTo(stream: ClientDuplexStream<Buffer, Response>) {
  const answers: Response[] = []
  let ended = ''
  stream.on('data', (answer) => answers.push(answer))
  stream.on('error', (error: ServiceError) => (ended = error.details))
  stream.on('end', () => (ended ||= 'ended'))
  onTestFinished(() => stream.cancel())
  return {
    answers,
    write: (bytes: Uint8Array) => void stream.write(Buffer.from(bytes)),
    say: (frame: Parameters<typeof v1.ConnectRequest.encode>[0]) =>
      void stream.write(Buffer.from(v1.ConnectRequest.encode(frame).finish())),
    finish: () => stream.end(),
    welcome: () =>
      eventually(
        () => answers[0]?.welcome,
        (welcome) => welcome !== undefined && welcome !== null,
        patience,
      ),
    acked: (seq: number) =>
      eventually(
        () => answers.findLast((each) => each.ack)?.ack?.committedSeq ?? 0,
        (committed) => committed >= seq,
        patience,
      ),
    ended: () =>
      eventually(
        () => ended,
        (why) => why !== '',
        patience,
      ),
  }
}

const hello = (more: object) => ({
  hello: { protocolMin: 1, protocolMax: 1, agentVersion: '0.0.1', nodeName: 'node-1', bootId: 'b', ...more },
})

test('there are recordings of this protocol', () => {
  expect(releases).toContain('0.1.0')
  const frames = recorded('0.1.0', 'agent').map((each) => v1.ConnectRequest.decode(each).frame)
  expect(new Set(frames)).toEqual(new Set(['hello', 'domainChunk', 'domainDelta', 'events', 'heartbeat', 'goodbye']))
})

test.each(releases)('this collector takes all that an agent of %s says', async (release) => {
  const frames = recorded(release, 'agent')
  const messages = frames.map((each) => v1.ConnectRequest.decode(each))
  const last = Math.max(...messages.map((each) => each.seq ?? 0))
  const collector = await startCollector()
  const agent = await connect(collector)
  const [first, ...rest] = frames
  agent.write(first as Uint8Array)
  expect((await agent.welcome())?.protocol).toBe(protocolMax)
  for (const each of rest.slice(0, -1)) agent.write(each)
  await agent.acked(last)
  agent.write(rest.at(-1) as Uint8Array)
  agent.finish()
  expect(await agent.ended()).toBe('ended')
  expect(agent.answers.filter((each) => each.nack || each.needFull)).toEqual([])

  const told = messages.flatMap((each) => each.events?.events ?? [])
  const events = await collector.client().events({}, 100)
  expect(events.map((each) => each.seq).reverse()).toEqual(told.map((each) => each.seq))
  const [finding] = await collector.client().findings({ rules: ['sshd-config-mode'] })
  expect(finding).toMatchObject({ outcome: 'fail', nodeName: 'node-1' })
  agent.close()
})

test.each(releases)('this agent goes by all that a collector of %s says', async (release) => {
  const answers = recorded(release, 'collector').map((each) => v1.ConnectResponse.decode(each))
  const agent = openAgent()
  for (const each of answers) agent.hear(each)
  expect(agent.events.warn).not.toHaveBeenCalled()
  expect(agent.events.welcomed).toHaveBeenCalledOnce()
  expect(agent.events.acked).toHaveBeenCalledTimes(answers.filter((each) => each.ack).length)
  const needed = answers.flatMap((each) => each.welcome?.needFull ?? [])
  const sent = agent.written.flatMap((each) => each.domainChunk?.domain ?? [])
  expect(needed.length).toBeGreaterThan(0)
  expect(sent).toEqual(needed)
  expect(await agent.session.replaced).toMatchObject({ after: 0 })
  agent.session.leave('the test ends')
})

test('an agent that knows of no events is served all the same', async () => {
  const collector = await startCollector()
  const agent = await connect(collector)
  agent.say(hello({ domains: [] }))
  expect(await agent.welcome()).toMatchObject({ protocol: 1, capabilities: [], committedEventSeq: 0 })
  const { bytes, hash, domain } = lookOf({ domain: 'ssh', schema: 1, status: 2 })
  agent.say({
    seq: 1,
    domainChunk: { domain, hash: Buffer.from(hash, 'hex'), totalBytes: bytes.length, offset: 0, data: bytes },
  })
  await agent.acked(1)
  const report = await collector.client().report()
  expect(report.nodes[0]).toMatchObject({ name: 'node-1', state: 'reporting' })
})

test('a collector that knows of no events is told none', () => {
  const spool = openSpool({ ring: '', state: '' })
  onTestFinished(() => spool.close())
  const agent = openAgent({ spool })
  spool.append({ flap: { domain: 'x' } })
  agent.hear({ welcome: { protocol: 1, capabilities: [], needFull: [] } })
  return spool.flush().then(() => {
    expect(agent.written.map((each) => Object.keys(each).find((name) => name !== 'seq'))).toEqual(['hello'])
    agent.session.leave('the test ends')
  })
})

test.each([
  ['older and newer than this collector', { protocolMin: 1, protocolMax: 9 }, 1],
  ['the same', { protocolMin: 1, protocolMax: 1 }, 1],
])('an agent speaks protocols %s: they speak the newest that both know', async (_name, range, expected) => {
  const agent = await connect(await startCollector())
  agent.say(hello(range))
  expect((await agent.welcome())?.protocol).toBe(expected)
})

test.each([
  ['newer ones', { protocolMin: 2, protocolMax: 9 }],
  ['none', { protocolMin: 0, protocolMax: 0 }],
])('an agent that speaks only %s is told to wait for an upgrade', async (_name, range) => {
  const agent = await connect(await startCollector())
  agent.say(hello(range))
  expect(await agent.ended()).toBe('PROTOCOL_UNSUPPORTED: this collector speaks 1 to 1')
})

test('fields, capabilities and frames of a later minor are no trouble to this collector', async () => {
  const collector = await startCollector()
  const agent = await connect(collector)
  agent.write(
    Buffer.concat([
      v1.ConnectRequest.encode(hello({ capabilities: ['telepathy'] })).finish(),
      // Field 15, a varint.
      Buffer.of(0x78, 1),
    ]),
  )
  expect((await agent.welcome())?.capabilities).toEqual([])
  // Frame 14, a message; it is numbered.
  agent.write(Buffer.of(0x08, 1, 0x72, 2, 0x08, 1))
  const { bytes, hash, domain } = lookOf({ domain: 'ssh', schema: 99, status: 2 })
  agent.say({
    seq: 2,
    domainChunk: { domain, hash: Buffer.from(hash, 'hex'), totalBytes: bytes.length, offset: 0, data: bytes },
  })
  await agent.acked(2)
  expect(agent.answers.filter((each) => each.nack)).toEqual([])
})

test('frames of a later minor are no trouble to this agent', () => {
  const agent = openAgent()
  agent.hear({ welcome: { protocol: 1, capabilities: ['telepathy'], needFull: ['files', 'moods'] } })
  agent.hear(v1.ConnectResponse.decode(Buffer.of(0x7a, 2, 0x08, 1)))
  expect(agent.events.warn).not.toHaveBeenCalled()
  expect(agent.written.flatMap((each) => each.domainChunk?.domain ?? [])).toEqual(['files'])
  agent.session.leave('the test ends')
})

/** A session of this agent with a collector that is played back. */
function openAgent(more: Partial<Parameters<typeof openSession>[1]> = {}) {
  const written: Request[] = []
  const listeners = new Map<string, (value: unknown) => void>()
  const stream = {
    on: (event: string, listener: (value: unknown) => void) => void listeners.set(event, listener),
    write: (frame: object) => written.push(v1.ConnectRequest.decode(v1.ConnectRequest.encode(frame).finish())) > 0,
    end: () => undefined,
    cancel: () => undefined,
  }
  const look = lookOf({ domain: 'files', schema: 1, status: 1, files: { items: [] } })
  const looks = new Map<Domain, typeof look>([['files', look]])
  const events = { welcomed: vi.fn(), acked: vi.fn(), warn: vi.fn() }
  const session = openSession(
    stream as unknown as Stream,
    {
      ...{ looks: () => looks, degraded: () => [], rescan: async () => undefined },
      ...{ nodeName: 'node-1', bootId: 'b', agentVersion: '0.1.0' },
      vitals: () => ({ uptimeSeconds: 1, load1: 0 }),
      ...more,
    },
    events,
  )
  return { session, events, written, hear: (answer: object) => listeners.get('data')?.(answer) }
}

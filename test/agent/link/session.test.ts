import { createHash } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { status } from '@grpc/grpc-js'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Look } from '../../../agent/inspect/observe.ts'
import { type NodeState, openSession, type Stream } from '../../../agent/link/session.ts'
import { applySplice } from '../../../proto/delta.ts'
import type { Domain, v1 } from '../../../proto/index.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

type Frame = Parameters<typeof v1.ConnectRequest.encode>[0]
type Answer = Parameters<typeof v1.ConnectResponse.encode>[0]

function look(domain: Domain, text: string): Look {
  const bytes = Buffer.from(text)
  const recording = { files: new Set<string>(), directories: new Set<string>(), linked: new Set<string>() }
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { domain, bytes, hash, recording, status: 'observed', time: 0 }
}

/** A session with a collector that the test plays. */
function open(looks: readonly Look[], more: Partial<NodeState> = {}) {
  const written: Frame[] = []
  const stream = Object.assign(new EventEmitter(), {
    full: false,
    write: (frame: Frame) => written.push(frame) > 0 && !stream.full,
    end: vi.fn(),
    cancel: vi.fn(),
  })
  const current = new Map(looks.map((each) => [each.domain, each]))
  const events = { welcomed: vi.fn(), acked: vi.fn(), warn: vi.fn() }
  const node: NodeState = {
    looks: () => current,
    degraded: () => [],
    rescan: async () => undefined,
    ...{ nodeName: 'node-1', bootId: 'boot', agentVersion: '0.1.0' },
    vitals: () => ({ uptimeSeconds: 1, load1: 0.5 }),
    ...more,
  }
  const session = openSession(stream as unknown as Stream, node, events)
  return {
    ...{ session, stream, events },
    say: (answer: Answer) => void stream.emit('data', answer),
    welcome: (needFull: string[] = [], limits: object = {}) =>
      void stream.emit('data', { welcome: { protocol: 1, needFull, limits } }),
    drain: () => void stream.emit('drain'),
    change: (each: Look) => {
      current.set(each.domain, each)
      session.changed(each)
    },
    /** What was written since the last time, in short. */
    sent: () => written.splice(0).map(short),
    frames: () => written.splice(0),
  }
}

function short(frame: Frame): string {
  if (frame.hello) return 'hello'
  if (frame.heartbeat) return 'heartbeat'
  if (frame.goodbye) return `goodbye ${frame.goodbye.reason}`
  if (frame.commandResult) return `${frame.seq} result ${frame.commandResult.id} ${frame.commandResult.code}`
  if (frame.domainChunk) {
    const { domain, offset, data } = frame.domainChunk
    return `${frame.seq} ${domain}+${offset} ${Buffer.from(data ?? []).toString()}`
  }
  return `${frame.seq} ${frame.domainDelta?.domain}~ ${Buffer.from(frame.domainDelta?.middle ?? []).toString()}`
}

test('hello tells who speaks and what there is, and nothing else is said before the welcome', () => {
  const { frames, change, sent } = open([look('ssh', 'a')])
  const [hello] = frames()
  expect(hello).toMatchObject({
    seq: 0,
    hello: {
      ...{ protocolMin: 1, protocolMax: 1, agentVersion: '0.1.0', nodeName: 'node-1', bootId: 'boot' },
      domains: [{ domain: 'ssh', hash: createHash('sha256').update('a').digest() }],
    },
  })
  change(look('files', 'b'))
  vi.advanceTimersByTime(60_000)
  expect(sent()).toEqual([])
})

test('what the collector lacks is sent whole; what it has is not sent', () => {
  const { sent, welcome, events } = open([look('ssh', 'a'), look('files', 'b')])
  sent()
  welcome(['files'])
  expect(sent()).toEqual(['1 files+0 b'])
  expect(events.welcomed).toHaveBeenCalledOnce()
})

test('a domain that changes between hello and welcome is sent as a change of what was announced', () => {
  const { sent, welcome, change, frames } = open([look('ssh', 'one two'), look('files', 'b')])
  sent()
  change(look('ssh', 'one 2'))
  welcome(['files'])
  const written = frames()
  expect(written.map(short)).toEqual(['1 ssh~ 2', '2 files+0 b'])
  const delta = written[0]?.domainDelta as Parameters<typeof applySplice>[1]
  expect(applySplice(Buffer.from('one two'), delta)?.toString()).toBe('one 2')
})

test.each<[string, string[], string[]]>([
  ['the collector lacks it', ['ssh'], ['1 ssh+0 two']],
  ['the collector had it', [], ['1 ssh~ two']],
])('a domain that changed before the welcome is sent once: %s', (_name, needed, expected) => {
  const { sent, welcome, change } = open([look('ssh', 'one'), look('node', 'n')])
  sent()
  change(look('ssh', 'three'))
  change(look('ssh', 'two'))
  welcome(needed)
  expect(sent().map((each) => each.replace(/~ .*/, '~ two'))).toEqual(expected)
})

test('a domain that was first seen after hello is sent whole', () => {
  const { sent, welcome, change } = open([])
  sent()
  change(look('ssh', 'new'))
  welcome()
  expect(sent()).toEqual(['1 ssh+0 new'])
})

test('a large domain is sent in pieces, numbered one by one', () => {
  const { sent, welcome, say, change } = open([look('ssh', 'abcdefgh')])
  sent()
  welcome(['ssh'], { maxChunkBytes: 3 })
  expect(sent()).toEqual(['1 ssh+0 abc', '2 ssh+3 def', '3 ssh+6 gh'])
  say({ ack: { committedSeq: 3 } })
  change(look('ssh', 'abXYZUVgh'))
  expect(sent()).toEqual(['4 ssh+0 abX', '5 ssh+3 YZU', '6 ssh+6 Vgh'])
})

test('after an acknowledgement only what changed is sent; before it the whole', () => {
  const { sent, welcome, change, say, events } = open([look('ssh', 'one two three')])
  sent()
  welcome(['ssh'])
  sent()
  change(look('ssh', 'one 2 three'))
  expect(sent()).toEqual(['2 ssh+0 one 2 three'])
  say({ ack: { committedSeq: 1 } })
  say({ ack: { committedSeq: 2 } })
  change(look('ssh', 'one 22 three'))
  expect(sent()).toEqual(['3 ssh~ 2'])
  expect(events.acked).toHaveBeenCalledTimes(2)
})

test('what is under way is bounded in bytes; of what waits only the newest is sent', () => {
  const { sent, welcome, change, say } = open([look('ssh', 'x'.repeat(10)), look('files', 'y'.repeat(10))])
  sent()
  welcome(['ssh', 'files'], { maxInflightBytes: 10 })
  expect(sent()).toEqual([`1 ssh+0 ${'x'.repeat(10)}`])
  change(look('files', 'older'))
  change(look('files', 'newest'))
  expect(sent()).toEqual([])
  say({ ack: { committedSeq: 1 } })
  expect(sent()).toEqual(['2 files+0 newest'])
})

test('a refused domain makes room for the next, and is not sent again by itself', () => {
  const { sent, welcome, say, events } = open([look('ssh', 'abcdef'), look('files', 'b')])
  sent()
  welcome(['ssh', 'files'], { maxChunkBytes: 2, maxInflightBytes: 6 })
  expect(sent()).toEqual(['1 ssh+0 ab', '2 ssh+2 cd', '3 ssh+4 ef'])
  say({ nack: { seq: 1, code: 3, reason: 'MALFORMED_FRAME', message: 'why' } })
  expect(sent()).toEqual(['4 files+0 b'])
  expect(events.warn).toHaveBeenCalledWith('the collector refused a frame: MALFORMED_FRAME: why')
})

test('refused pieces of one domain say nothing about the next', () => {
  const { sent, welcome, say, change } = open([look('ssh', 'abcd'), look('files', 'one two')])
  sent()
  welcome(['ssh', 'files'], { maxChunkBytes: 2 })
  sent()
  for (const seq of [1, 2]) say({ nack: { seq, code: 3, reason: 'MALFORMED_FRAME', message: '' } })
  say({ ack: { committedSeq: 6 } })
  change(look('files', 'one 2'))
  expect(sent()).toEqual(['7 files~ 2'])
})

test('what the collector asks for is sent whole, whatever it was said to have', () => {
  const { sent, welcome, say } = open([look('ssh', 'a'), look('files', 'b')])
  sent()
  welcome()
  say({ needFull: { domains: ['files', 'cloud', '__proto__', 'processes'] } })
  expect(sent()).toEqual(['1 files+0 b'])
})

test('a heartbeat tells what there is, as often as the collector wants', async () => {
  const { frames, welcome } = open([look('ssh', 'a')], { degraded: () => ['polling'] })
  welcome([], { heartbeatSeconds: 10 })
  frames()
  await vi.advanceTimersByTimeAsync(10_000)
  const [beat] = frames()
  expect(beat).toMatchObject({ seq: 0, heartbeat: { degraded: ['polling'], uptimeSeconds: 1, load1: 0.5 } })
  expect(beat?.heartbeat?.domains).toEqual([{ domain: 'ssh', hash: createHash('sha256').update('a').digest() }])
  await vi.advanceTimersByTimeAsync(120_000)
  const beats = frames().length
  expect(beats).toBeGreaterThanOrEqual(10)
  expect(beats).toBeLessThanOrEqual(15)
})

test('limits that are nothing are not taken', () => {
  const { sent, welcome } = open([look('ssh', 'abc')])
  sent()
  welcome(['ssh'], { maxChunkBytes: 0, maxInflightBytes: 0, heartbeatSeconds: 0 })
  expect(sent()).toEqual(['1 ssh+0 abc'])
})

test('asked to come back, it leaves at once and says when', async () => {
  const { sent, welcome, say, session, stream, change } = open([look('ssh', 'a')])
  welcome()
  sent()
  say({ reconnect: { reason: 'SUPERSEDED', afterMilliseconds: 5, spreadMilliseconds: 2000 } })
  expect(sent()).toEqual(['goodbye SUPERSEDED'])
  expect(stream.end).toHaveBeenCalledOnce()
  session.leave('again')
  change(look('ssh', 'b'))
  vi.advanceTimersByTime(100_000)
  expect(sent()).toEqual([])
  stream.emit('end')
  expect(await session.ended).toEqual({
    code: status.OK,
    reason: 'the collector ended the session',
    reconnect: { after: 5, spread: 2000 },
  })
})

test('a collector that drains is served until another session is there', async () => {
  const { sent, welcome, say, session, stream, change } = open([look('ssh', 'a')])
  welcome()
  sent()
  say({ reconnect: { reason: 'DRAINING', afterMilliseconds: 5, spreadMilliseconds: 2000 } })
  expect(await session.replaced).toEqual({ after: 5, spread: 2000 })
  change(look('ssh', 'b'))
  expect([sent(), stream.end.mock.calls]).toEqual([['1 ssh~ b'], []])
  session.leave('another session is open')
  expect(sent()).toEqual(['goodbye another session is open'])
})

test.each([0, 2, 99])('a protocol that it does not speak ends the session: %i', async (protocol) => {
  const { sent, say, session, stream } = open([look('ssh', 'a')])
  sent()
  say({ welcome: { protocol, needFull: ['ssh'] } })
  expect([sent(), stream.cancel.mock.calls.length]).toEqual([[], 1])
  expect(await session.ended).toEqual({
    code: status.FAILED_PRECONDITION,
    word: 'PROTOCOL_UNSUPPORTED',
    reason: `the collector chose protocol ${protocol}, and this agent speaks 1 to 1`,
  })
})

test('what the network does not take waits here, and a domain goes on where it stopped', () => {
  const { sent, welcome, change, stream, drain } = open([look('ssh', 'abcdef'), look('files', 'b')])
  sent()
  stream.full = true
  welcome(['ssh', 'files'], { maxChunkBytes: 2 })
  expect(sent()).toEqual(['1 ssh+0 ab'])
  change(look('files', 'older'))
  change(look('files', 'newest'))
  drain()
  expect(sent()).toEqual(['2 ssh+2 cd'])
  stream.full = false
  drain()
  expect(sent()).toEqual(['3 ssh+4 ef', '4 files+0 ne', '5 files+2 we', '6 files+4 st'])
})

test('heartbeats do not queue up behind what the network does not take', async () => {
  const { sent, welcome, stream, drain } = open([look('ssh', 'a')])
  stream.full = true
  welcome(['ssh'], { heartbeatSeconds: 10 })
  sent()
  await vi.advanceTimersByTimeAsync(100_000)
  expect(sent()).toEqual([])
  stream.full = false
  drain()
  await vi.advanceTimersByTimeAsync(20_000)
  expect(new Set(sent())).toEqual(new Set(['heartbeat']))
})

test('leaving before anyone answered waits for nobody', () => {
  const { session, stream, sent } = open([look('ssh', 'a')])
  session.leave('the agent stops')
  expect(stream.cancel).toHaveBeenCalledOnce()
  expect(sent()).toEqual(['hello'])
})

test('the end says why', async () => {
  const { session, stream } = open([])
  stream.emit('error', { code: status.PERMISSION_DENIED, details: 'NODE_BANNED', message: 'x' })
  expect(await session.ended).toEqual({ code: status.PERMISSION_DENIED, reason: 'NODE_BANNED' })
})

test('a command is answered when it is done; one that is not known is refused', async () => {
  const asked: (readonly string[] | undefined)[] = []
  const rescan = async (domains?: readonly string[]) => void asked.push(domains)
  const { sent, welcome, say } = open([], { rescan })
  welcome()
  sent()
  say({ command: { id: 'r-1', rescan: { domains: ['ssh', 'cloud'] } } })
  say({ command: { id: 'r-2', rescan: { domains: [] } } })
  say({ command: { id: 'x' } })
  await vi.advanceTimersByTimeAsync(0)
  expect(asked).toEqual([['ssh'], undefined])
  expect(sent().sort()).toEqual(['1 result x 12', '2 result r-1 0', '3 result r-2 0'])
})

test('a command that ends after the session did is answered to nobody', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const { sent, welcome, say, session } = open([], { rescan: () => promise })
  welcome()
  say({ command: { id: 'r-1', rescan: {} } })
  session.leave('x')
  sent()
  resolve()
  await vi.advanceTimersByTimeAsync(0)
  expect(sent()).toEqual([])
})

test('what cannot be used is told and does not end the session', () => {
  const { say, events, welcome, sent } = open([look('ssh', 'a')])
  sent()
  stubborn(say)
  expect(events.warn).toHaveBeenCalledWith(expect.stringMatching(/^a frame of the collector could not be used/))
  welcome(['ssh'])
  expect(sent()).toEqual(['1 ssh+0 a'])
})

function stubborn(say: (answer: Answer) => void): void {
  const broken = {}
  Object.defineProperty(broken, 'welcome', {
    get: () => {
      throw new Error('broken')
    },
  })
  say(broken as Answer)
}

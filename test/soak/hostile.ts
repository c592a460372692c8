// Whoever has a certificate of a node, or none, and means harm. None of it may end a collector or touch another node.
import { connect as connectTcp } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { connect as connectTls } from 'node:tls'
import { type ChannelOptions, Client } from '@grpc/grpc-js'
import { type ClientPem, secureChannel } from '../../lib/grpc.ts'
import { v1 } from '../../proto/index.ts'

/** Where it strikes. */
export interface Target {
  readonly port: number
  /** Of a node of its own. */
  readonly pem: ClientPem
  /** Of a node with the same id, by an authority that nobody trusts. */
  readonly foreign: ClientPem
  /** A spool of another node. */
  readonly spoolId: string
}

export type Attack = (target: Target) => Promise<void>

const mebibyte = 2 ** 20
/** Milliseconds that an attack goes on at most. */
const patience = 10_000

type Frame = Parameters<typeof v1.ConnectRequest.encode>[0]

export const attacks: Readonly<Record<string, Attack>> = {
  oversized: (target) => say(target, [encode(hello()), Buffer.alloc(5 * mebibyte, 1)]),
  malformed: (target) => say(target, [encode(hello()), Buffer.from('ffffffffffffffff', 'hex'), Buffer.alloc(1000, 7)]),
  'no hello': (target) => say(target, [encode({ heartbeat: {} })]),
  'endless heartbeats': (target) => say(target, [encode(hello()), ...repeated(5000, { heartbeat: {} })]),
  'endless pieces': (target) => say(target, [encode(hello()), ...pieces(40, 'files', 7 * mebibyte)]),
  'a domain too large': (target) => say(target, [encode(hello()), ...pieces(2, 'files', 100 * mebibyte)]),
  'many domains': (target) => say(target, [encode(hello()), ...domains(300)]),
  'events of another': (target) =>
    say(target, [
      encode(hello(target.spoolId)),
      encode({ seq: 1, events: { spoolId: target.spoolId, events: [{ seq: 1, flap: { domain: 'forged' } }] } }),
    ]),
  'a gap over everything': (target) =>
    say(target, [
      encode(hello(ownSpool)),
      encode({
        seq: 1,
        events: { spoolId: ownSpool, events: [{ seq: 2 ** 52, gap: { fromSeq: 1, toSeq: 2 ** 52, count: 2 ** 52 } }] },
      }),
    ]),
  'numbers out of range': (target) => say(target, [encode(hello()), encode({ seq: 2 ** 52, heartbeat: {} })]),
  bomb: (target) =>
    say(target, [encode(hello()), Buffer.alloc(64 * mebibyte)], target.pem, {
      'grpc.default_compression_algorithm': 2,
    }),
  'another authority': (target) => say(target, [encode(hello())], target.foreign),
  garbage: ({ port }) => drip(port, [Buffer.alloc(64 * 1024, 0xaa)], 0),
  slowloris: ({ port }) =>
    drip(
      port,
      Array.from({ length: 20 }, () => Buffer.from([0x16, 3, 1])),
      500,
    ),
  'many that say nothing': async ({ port }) => {
    await Promise.all(Array.from({ length: 200 }, () => drip(port, [], 3000)))
  },
  'HTTP/2 without an end': flood,
}

const ownSpool = '0badf00d-0000-4000-8000-000000000001'

function hello(spoolId = ''): Frame {
  const events = spoolId ? { spoolId, capabilities: ['events'] } : {}
  return { hello: { protocolMin: 1, protocolMax: 1, nodeName: '\u202ehostile\n', ...events } }
}

function encode(frame: Frame): Buffer {
  return Buffer.from(v1.ConnectRequest.encode(frame).finish())
}

function repeated(count: number, frame: Frame): Buffer[] {
  return Array.from({ length: count }, () => encode(frame))
}

/** Pieces of a domain that never ends. */
function pieces(count: number, domain: string, totalBytes: number): Buffer[] {
  const data = Buffer.alloc(mebibyte / 8)
  return Array.from({ length: count }, (_, at) =>
    encode({
      seq: at + 1,
      domainChunk: { domain, hash: Buffer.alloc(32), totalBytes, offset: at * data.length, data },
    }),
  )
}

function domains(count: number): Buffer[] {
  return Array.from({ length: count }, (_, at) =>
    encode({
      seq: at + 1,
      domainChunk: { domain: `domain${at}`, hash: Buffer.alloc(32), totalBytes: 4, offset: 0, data: Buffer.alloc(4) },
    }),
  )
}

/** Sends bytes as messages of a stream, and waits until it ends, or has gone on long enough. */
async function say(
  { port, pem }: Target,
  messages: readonly Buffer[],
  as: ClientPem = pem,
  options: ChannelOptions = {},
): Promise<void> {
  const address = `127.0.0.1:${port}`
  const secure = secureChannel(address, as)
  const limits = { 'grpc.max_send_message_length': -1, 'grpc.enable_retries': 0, 'grpc.use_local_subchannel_pool': 1 }
  const client = new Client(address, secure.credentials, { ...limits, ...secure.options, ...options })
  const bytes = (message: Buffer) => message
  const stream = client.makeBidiStreamRequest('/merlon.v1.AgentService/Connect', bytes, bytes)
  const over = new AbortController()
  for (const event of ['end', 'error']) stream.on(event, () => over.abort())
  stream.on('data', () => undefined)
  for (const message of messages) stream.write(message)
  await setTimeout(patience, undefined, { signal: over.signal }).catch(() => undefined)
  stream.cancel()
  client.close()
}

/** Sends bytes over bare TCP, one after the other. */
async function drip(port: number, parts: readonly Buffer[], pause: number): Promise<void> {
  const socket = connectTcp(port, '127.0.0.1')
  socket.on('error', () => undefined)
  for (const part of parts) {
    if (socket.destroyed) break
    socket.write(part)
    await setTimeout(pause)
  }
  if (parts.length === 0) await setTimeout(pause)
  socket.destroy()
}

/** Headers that go on and on, settings, pings and resets, by a node with a good certificate. */
async function flood({ port, pem }: Target): Promise<void> {
  const socket = connectTls({ host: '127.0.0.1', port, ...pem, servername: 'localhost', ALPNProtocols: ['h2'] })
  const failed = new Promise<void>((done) => socket.on('error', () => done()).on('close', () => done()))
  await Promise.race([failed, new Promise<void>((done) => socket.on('secureConnect', () => done()))])
  socket.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')
  socket.write(frame(4, 0, 0))
  for (let at = 0; at < 2000 && !socket.destroyed; at += 1) {
    const stream = 2 * at + 1
    socket.write(
      Buffer.concat([
        frame(1, 0, stream, Buffer.from([0x82])),
        frame(9, 0, stream, Buffer.alloc(1000, 0x82)),
        frame(3, 0, stream, Buffer.alloc(4)),
        frame(6, 0, 0, Buffer.alloc(8)),
      ]),
    )
  }
  await Promise.race([failed, setTimeout(1000)])
  socket.destroy()
}

function frame(type: number, flags: number, stream: number, payload: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(9)
  head.writeUIntBE(payload.length, 0, 3)
  head.writeUInt8(type, 3)
  head.writeUInt8(flags, 4)
  head.writeUInt32BE(stream, 5)
  return Buffer.concat([head, payload])
}

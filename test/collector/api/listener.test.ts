import { connect, type Socket } from 'node:net'
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls'
import {
  Client,
  type handleUnaryCall,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServiceError,
  type sendUnaryData,
} from '@grpc/grpc-js'
import { expect, onTestFinished, test } from 'vitest'
import {
  type ConnectionRefusal,
  defaultListenerLimits,
  type ListenerLimits,
  startListener,
} from '../../../collector/api/listener.ts'
import { createAuthority, issueClient, issueServer } from '../../../collector/identity/authority.ts'
import { secureChannel } from '../../../lib/grpc.ts'
import { eventually } from '../../support/collector.ts'
import { ask } from '../../support/rawcall.ts'

const plain = (bytes: Buffer) => bytes
const method = {
  ...{ path: '/t.T/Ask', requestStream: false, responseStream: false, requestSerialize: plain },
  ...{ requestDeserialize: plain, responseSerialize: plain, responseDeserialize: plain },
}

async function serve(limits: Partial<ListenerLimits> = {}) {
  const authority = await createAuthority('c')
  const pair = await issueServer(authority, ['localhost', '127.0.0.1'], 1)
  const operator = await issueClient(authority, { kind: 'operator', clusterId: 'c', name: 'local' }, 1)
  const server = new Server()
  const peers: (Uint8Array | undefined)[] = []
  server.addService(
    { Ask: method },
    {
      Ask: ((call: ServerUnaryCall<Buffer, Buffer>, done: sendUnaryData<Buffer>) => {
        peers.push(call.getAuthContext().sslPeerCertificate?.raw)
        done(null, Buffer.from('answer'))
      }) as handleUnaryCall<Buffer, Buffer>,
    },
  )
  const credentials = ServerCredentials.createSsl(
    Buffer.from(authority.cert),
    [{ private_key: Buffer.from(pair.key), cert_chain: Buffer.from(pair.cert) }],
    true,
  )
  const refused: ConnectionRefusal[] = []
  let counts = { open: 0, handshaking: 0 }
  const listener = await startListener(
    '127.0.0.1:0',
    server,
    credentials,
    { ...defaultListenerLimits, ...limits },
    {
      refused: (why) => void refused.push(why),
      changed: (open, handshaking) => void (counts = { open, handshaking }),
    },
  )
  onTestFinished(async () => {
    listener.stop()
    const closed = new Promise<void>((done) => server.tryShutdown(() => done()))
    server.forceShutdown()
    await closed
  })
  const pem = { ca: authority.cert, ...operator }
  const buffers = { ca: Buffer.from(pem.ca), cert: Buffer.from(pem.cert), key: Buffer.from(pem.key) }
  return { ...{ listener, refused, peers, server, pem, port: listener.port }, buffers, counts: () => counts }
}

type Served = Awaited<ReturnType<typeof serve>>

function call({ port, buffers }: Served): { client: Client; answer: Promise<string> } {
  const secure = secureChannel(`127.0.0.1:${port}`, buffers)
  const client = new Client(`127.0.0.1:${port}`, secure.credentials, {
    ...secure.options,
    'grpc.use_local_subchannel_pool': 1,
  })
  onTestFinished(() => client.close())
  const answer = ask(client, method, Buffer.from('?'), { deadline: Date.now() + 60_000 }).then(
    String,
    ({ code }: ServiceError) => `error ${code}`,
  )
  return { client, answer }
}

/** A connection that says nothing. */
function silent(port: number): Promise<Socket & { ended: Promise<void> }> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
    const ended = new Promise<void>((gone) => socket.once('close', () => gone()))
    socket.on('error', () => undefined)
    socket.resume()
    onTestFinished(() => void socket.destroy())
    socket.once('connect', () => done(Object.assign(socket, { ended })))
  })
}

/** A connection that begins a handshake, and says no more. */
async function stalled(port: number) {
  const socket = await silent(port)
  const recordOf512Bytes = [0x16, 3, 1, 2, 0]
  await new Promise((done) => socket.write(Buffer.from(recordOf512Bytes), done))
  return socket
}

test('calls are served over mutual TLS, and who calls is known', async () => {
  const served = await serve()
  expect(await call(served).answer).toBe('answer')
  expect(served.peers).toEqual([expect.any(Buffer)])
  expect(served.counts()).toEqual({ open: 1, handshaking: 0 })
})

test('a connection that ends is not counted any more', async () => {
  const served = await serve()
  const { client, answer } = call(served)
  await answer
  client.close()
  await eventually(served.counts, ({ open }) => open === 0)
})

test.each<[ConnectionRefusal, Partial<ListenerLimits>]>([
  ['connections', { connections: 2 }],
  ['address', { perAddress: 2 }],
  ['rate', { ratePerAddress: 0.2 }],
])('beyond the limit of %s a connection is closed at once, and the others stay', async (why, limits) => {
  const served = await serve(limits)
  const first = await silent(served.port)
  await silent(served.port)
  const third = await silent(served.port)
  await third.ended
  expect(served.refused).toEqual([why])
  expect(first.destroyed).toBe(false)
  await eventually(served.counts, ({ open }) => open === 2)
})

test('room that comes back is given to others', async () => {
  const served = await serve({ connections: 1 })
  const first = await silent(served.port)
  first.destroy()
  await eventually(served.counts, ({ open }) => open === 0)
  expect(await call(served).answer).toBe('answer')
})

test('whoever says nothing takes no turn from those who shake hands', async () => {
  const served = await serve({ handshakes: 1, handshakesPerAddress: 1 })
  await Promise.all([silent(served.port), silent(served.port)])
  await eventually(served.counts, ({ handshaking }) => handshaking === 2)
  expect(await call(served).answer).toBe('answer')
  expect(served.counts()).toEqual({ open: 3, handshaking: 2 })
})

test('whoever begins and says no more does not hold up others', async () => {
  const served = await serve({ handshakes: 1 })
  await Promise.all([stalled(served.port), stalled(served.port), stalled(served.port)])
  expect(await call(served).answer).toBe('answer')
  expect(served.refused).toEqual([])
  expect(served.counts()).toEqual({ open: 4, handshaking: 3 })
})

test('of one address only so many shake hands, others wait until they are done', async () => {
  const served = await serve({ handshakesPerAddress: 2 })
  const both = await Promise.all([stalled(served.port), stalled(served.port)])
  const { answer } = call(served)
  await eventually(served.counts, ({ open }) => open === 3)
  expect(served.counts().handshaking).toBe(3)
  expect(served.peers).toEqual([])
  both[0]?.destroy()
  expect(await answer).toBe('answer')
  await eventually(served.counts, ({ open, handshaking }) => open === 2 && handshaking === 1)
})

test('whoever says nothing is let go, before a handshake or in it', async () => {
  const served = await serve({ handshakeTimeout: 50 })
  const both = await Promise.all([silent(served.port), stalled(served.port)])
  await Promise.all(both.map(({ ended }) => ended))
  expect(served.refused).toEqual(['timeout', 'timeout'])
  await eventually(served.counts, ({ open, handshaking }) => open === 0 && handshaking === 0)
})

test('who has shaken hands is not let go by the clock of handshakes', async () => {
  const served = await serve({ handshakeTimeout: 2000 })
  const { client, answer } = call(served)
  await answer
  await (await silent(served.port)).ended
  expect(served.refused).toEqual(['timeout'])
  expect(client.getChannel().getConnectivityState(false)).toBe(2)
  await eventually(served.counts, ({ open, handshaking }) => open === 1 && handshaking === 0)
})

test('what is no handshake, or one without a certificate, is refused and frees its place', async () => {
  const served = await serve({ handshakes: 1 })
  const junk = await silent(served.port)
  junk.write('GET / HTTP/1.1\r\n\r\n')
  await junk.ended
  expect(served.refused).toEqual(['handshake'])
  const bare = await new Promise<TLSSocket>((done) => {
    const socket: TLSSocket = connectTls({
      port: served.port,
      host: '127.0.0.1',
      ca: served.pem.ca,
      ALPNProtocols: ['h2'],
    })
    socket.on('error', () => undefined)
    socket.once('close', () => done(socket))
    socket.resume()
  })
  expect(bare.destroyed).toBe(true)
  expect(await call(served).answer).toBe('answer')
})

test('what is open is ended when it is told to, whatever the other end does', async () => {
  const served = await serve()
  const options: ConnectionOptions & { allowHalfOpen: boolean } = {
    ...{ host: '127.0.0.1', port: served.port, servername: 'localhost', ALPNProtocols: ['h2'] },
    ...{ ...served.buffers, allowHalfOpen: true },
  }
  const socket = connectTls(options)
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => undefined)
  await new Promise<void>((done) => socket.once('secureConnect', done))
  await eventually(served.counts, ({ open, handshaking }) => open === 1 && handshaking === 0)
  served.listener.stop()
  expect(served.counts().open).toBe(1)
  served.listener.end()
  await eventually(served.counts, ({ open }) => open === 0)
})

test('stopped, it takes nobody and lets those go that have not come so far', async () => {
  const served = await serve()
  const { answer } = call(served)
  await answer
  const waiting = await silent(served.port)
  await eventually(served.counts, ({ handshaking }) => handshaking === 1)
  served.listener.stop()
  await waiting.ended
  await eventually(served.counts, ({ open, handshaking }) => open === 1 && handshaking === 0)
  const late = await new Promise<string>((done) => {
    connect(served.port, '127.0.0.1')
      .once('error', (error: NodeJS.ErrnoException) => done(error.code ?? ''))
      .once('connect', () => done('connected'))
  })
  expect(late).toBe('ECONNREFUSED')
})

test("a port that is in use is the system's error", async () => {
  const { port } = await serve()
  await expect(
    startListener(`127.0.0.1:${port}`, new Server(), ServerCredentials.createInsecure()),
  ).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

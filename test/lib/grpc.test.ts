import { type AddressInfo, createServer } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { Client, type ServiceError, status } from '@grpc/grpc-js'
import { expect, onTestFinished, test } from 'vitest'
import { startServer } from '../../collector/api/server.ts'
import { createAuthority, issueClient, issueServer } from '../../collector/identity/authority.ts'
import { openLive } from '../../collector/identity/live.ts'
import { secureChannel } from '../../lib/grpc.ts'
import { silent } from '../support/collector.ts'
import { type Pems, rawCall } from '../support/rawcall.ts'

async function serve(listen: string, names: readonly string[]) {
  const authority = await createAuthority('c')
  const operator = await issueClient(authority, { kind: 'operator', clusterId: 'c', name: 'local' }, 1)
  const material = {
    ...{ clusterId: 'c', clusterName: 'c', authority, operator, metricsToken: '' },
    server: await issueServer(authority, names, 1),
  }
  const implementation = { ListNodes: (_call: unknown, done: (error: null, answer: object) => void) => done(null, {}) }
  const live = openLive({
    first: { ...material, trusted: authority.cert },
    read: () => ({ ...material, trusted: authority.cert }),
    log: silent,
  })
  onTestFinished(live.stop)
  const server = await startServer(listen, { live, serves: (id) => id === 'c' }, [
    { name: 'ReportService', kind: 'operator', implementation: implementation as never },
  ])
  onTestFinished(() => server.stop())
  return { port: server.port, pem: { ca: authority.cert, ...operator } }
}

/** What comes of a question. */
function asked(address: string, pem: Pems): Promise<string> {
  return rawCall({ address }, pem, 'ReportService', 'ListNodes').then(
    () => 'answered',
    ({ details }: ServiceError) => details,
  )
}

test.each<[string, string, string[], string, string | RegExp]>([
  ['a name', '127.0.0.1:0', ['localhost'], 'localhost', 'answered'],
  ['an address', '127.0.0.1:0', ['127.0.0.1'], '127.0.0.1', 'answered'],
  ['an address of the sixth version', '[::1]:0', ['::1'], '[::1]', 'answered'],
  [
    'another name than the certificate has',
    '127.0.0.1:0',
    ['collector.example'],
    'localhost',
    /altnames|does not match/i,
  ],
  ['another address than the certificate has', '127.0.0.1:0', ['127.0.0.2'], '127.0.0.1', /altnames|not in the cert/i],
  [
    'an address where the certificate has a name',
    '127.0.0.1:0',
    ['localhost'],
    '127.0.0.1',
    /altnames|not in the cert/i,
  ],
])('a server is asked by %s', async (_name, listen, names, host, expected) => {
  const { port, pem } = await serve(listen, names)
  expect(await asked(`${host}:${port}`, pem)).toMatch(expected)
})

test('a server of another authority is refused', async () => {
  const { port } = await serve('127.0.0.1:0', ['127.0.0.1'])
  const other = await serve('127.0.0.1:0', ['127.0.0.1'])
  expect(await asked(`127.0.0.1:${port}`, other.pem)).toMatch(/self.signed|unable to verify|signature/i)
})

test('a client that is closed after a failed attempt makes no other one', async () => {
  const authority = await createAuthority('c')
  let accepted = 0
  const refusing = createServer((socket) => {
    accepted += 1
    socket.destroy()
  })
  await new Promise<void>((done) => refusing.listen(0, '127.0.0.1', done))
  onTestFinished(() => void refusing.close())
  const address = `127.0.0.1:${(refusing.address() as AddressInfo).port}`
  const pause = 100
  const secure = secureChannel(address, { ca: Buffer.from(authority.cert) })
  const options = { ...secure.options, 'grpc.initial_reconnect_backoff_ms': pause, 'grpc.use_local_subchannel_pool': 1 }
  const client = new Client(address, secure.credentials, options)
  const error = await new Promise((done) => {
    client.makeUnaryRequest('/t.T/Ask', Buffer.from, Buffer.from, '', done)
  })
  client.close()
  expect(error).toMatchObject({ code: status.UNAVAILABLE })
  // Longer than the library's pause: what it does after that is done by then.
  await setTimeout(5 * pause)
  expect(accepted).toBe(1)
})

import { Client, type ServiceError } from '@grpc/grpc-js'
import { expect, onTestFinished, test } from 'vitest'
import { startServer } from '../../collector/api/server.ts'
import { createAuthority, issueClient, issueServer } from '../../collector/identity/authority.ts'
import { openLive } from '../../collector/identity/live.ts'
import { secureChannel } from '../../lib/grpc.ts'
import { serviceDefinition } from '../../proto/service.ts'
import { silent } from '../support/collector.ts'

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
  const pem = { ca: authority.cert, ...operator }
  return { port: server.port, pem: { ca: Buffer.from(pem.ca), cert: Buffer.from(pem.cert), key: Buffer.from(pem.key) } }
}

function ask(address: string, pem: Parameters<typeof secureChannel>[1]): Promise<string> {
  const secure = secureChannel(address, pem)
  const client = new Client(address, secure.credentials, secure.options)
  onTestFinished(() => client.close())
  const method = serviceDefinition('ReportService')['ListNodes']
  if (!method) throw new Error('no ListNodes')
  return new Promise((done) => {
    client.makeUnaryRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      {},
      { deadline: Date.now() + 5000 },
      (error: ServiceError | null) => done(error ? error.details : 'answered'),
    )
  })
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
  expect(await ask(`${host}:${port}`, pem)).toMatch(expected)
})

test('a server of another authority is refused', async () => {
  const { port } = await serve('127.0.0.1:0', ['127.0.0.1'])
  const other = await serve('127.0.0.1:0', ['127.0.0.1'])
  expect(await ask(`127.0.0.1:${port}`, other.pem)).toMatch(/self.signed|unable to verify|signature/i)
})

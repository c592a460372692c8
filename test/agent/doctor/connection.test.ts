import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Server, ServerCredentials } from '@grpc/grpc-js'
import { expect, onTestFinished, test } from 'vitest'
import { checkConnection } from '../../../agent/doctor/connection.ts'
import { temporary } from '../../support/collector.ts'
import { issue } from '../../support/pki.ts'
import { freePort } from '../../support/port.ts'

/** Address of a server with a certificate of an authority, and the file of another authority or of this. */
async function served(isTrusted: boolean): Promise<{ collector: string; ca: string }> {
  const [authority, other] = [await issue({ name: 'CN=one', ca: true }), await issue({ name: 'CN=two', ca: true })]
  const pair = await issue({ name: 'CN=collector', by: authority, hosts: ['127.0.0.1'], usages: ['serverAuth'] })
  const server = new Server()
  onTestFinished(() => server.forceShutdown())
  const chain = { private_key: Buffer.from(pair.key), cert_chain: Buffer.from(pair.cert) }
  const credentials = ServerCredentials.createSsl(null, [chain])
  const port = await new Promise<number>((done, fail) =>
    server.bindAsync('127.0.0.1:0', credentials, (error, bound) => (error ? fail(error) : done(bound))),
  )
  const ca = join(temporary(), 'ca.crt')
  writeFileSync(ca, (isTrusted ? authority : other).cert)
  return { collector: `127.0.0.1:${port}`, ca }
}

test('a collector of the authority answers', async () => {
  const place = await served(true)
  expect(await checkConnection(place)).toMatchObject({ name: 'collector', status: 'ok', advice: '' })
})

test('one of another authority is none', async () => {
  expect(await checkConnection(await served(false))).toMatchObject({ status: 'fail' })
})

test('where nobody listens, that is said', async () => {
  const { ca } = await served(true)
  const collector = `127.0.0.1:${await freePort()}`
  expect(await checkConnection({ collector, ca })).toMatchObject({
    status: 'fail',
    text: expect.stringContaining(collector),
  })
})

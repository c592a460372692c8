import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { openHost } from '../../../agent/host/host.ts'
import { absent, denied, failed, seen } from '../../../agent/host/look.ts'
import type { OwnNetwork } from '../../../agent/host/ownnetwork.ts'
import { isOwn, noTls, openTls } from '../../../agent/host/tls.ts'
import { openWanted } from '../../../agent/host/wanted.ts'
import { parseCertificate } from '../../../agent/parse/x509.ts'
import { makeHost } from '../../support/host.ts'
import { issue, type Pair } from '../../support/pki.ts'
import { freePort } from '../../support/port.ts'
import { runs } from '../../support/property.ts'
import { ownLoopback, serveText, serveTls } from '../../support/tlsserver.ts'

let authority: Pair
let pair: Pair
beforeAll(async () => {
  authority = await issue({ name: 'CN=ca', ca: true })
  pair = await issue({ name: 'CN=server', by: authority, serial: '02' })
})

const tls = openTls(() => ownLoopback, 30_000)
const nowhere: OwnNetwork = { shared: seen(false), addresses: seen(['10.0.0.5', 'fd00::5']) }

test.each([
  ['127.0.0.1', ownLoopback, true],
  ['127.8.0.1', ownLoopback, true],
  ['::1', ownLoopback, true],
  ['127.0.0.1', nowhere, false],
  ['::1', nowhere, false],
  ['127.0.0.1', { ...nowhere, shared: denied('x') }, false],
  ['10.0.0.5', nowhere, true],
  ['fd00:0::5', nowhere, true],
  ['10.0.0.6', nowhere, false],
  ['10.0.0.5', { ...nowhere, addresses: failed('x') }, false],
  ['0.0.0.0', { ...ownLoopback, addresses: seen(['0.0.0.0x']) }, false],
  ['::ffff:127.0.0.1', nowhere, false],
  ['::ffff:10.0.0.6', nowhere, false],
  ['localhost', ownLoopback, false],
  ['example.org', ownLoopback, false],
  ['10.0.0.5@example.org', nowhere, false],
  ['', ownLoopback, false],
] satisfies [string, OwnNetwork, boolean][])('%s is called: %#', (address, network, expected) => {
  expect(isOwn(address, network)).toBe(expected)
})

test('nobody else is called', async () => {
  const port = await serveTls(pair)
  const shut = openTls(() => nowhere)
  const connected = denied('127.0.0.1 is not called: it is no address of this node that the agent reaches')
  expect(await shut.handshake('127.0.0.1', port, 'TLSv1.3')).toMatchObject({ connected, said: Buffer.alloc(0) })
  expect(await shut.ask('127.0.0.1', port)).toMatchObject({ connected })
})

test('it is off unless it is asked for, and of a copy of files nobody is called', async () => {
  const off = openHost(makeHost({})).tls
  expect(off).toBe(noTls)
  expect(off.network()).toEqual({ shared: absent, addresses: absent })
  const port = await serveTls(pair)
  const connected = failed('live TLS is not switched on')
  expect(await off.handshake('127.0.0.1', port, 'TLSv1.3')).toMatchObject({ connected })
  expect(await off.ask('127.0.0.1', port)).toMatchObject({ connected })
  const copy = openHost(makeHost({}), openWanted([], '', { enabled: true, ports: [] })).tls
  const elsewhere = failed('the files are a copy: the node itself is elsewhere')
  expect(copy.network()).toEqual({ shared: elsewhere, addresses: elsewhere })
  expect((await copy.handshake('127.0.0.1', port, 'TLSv1.3')).connected.status).toBe('denied')
})

const old = { minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' } as const

test.each(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const)('a handshake in %s is completed', async (version) => {
  const port = await serveTls(pair, { ...old, ALPNProtocols: ['http/1.1'], cert: pair.cert + authority.cert })
  const { connected, completed, end, said } = await tls.handshake('127.0.0.1', port, version)
  expect([connected, end, completed?.applicationProtocol]).toEqual([seen(true), 'closed', 'http/1.1'])
  const subjects = completed?.certificates.map((der) => {
    const read = parseCertificate(der)
    return read.ok ? read.certificate.subject.text : read.reason
  })
  expect(subjects).toEqual(['CN=server', 'CN=ca'])
  expect(said[0]).toBe(22)
})

test('a version that the server does not speak', async () => {
  const port = await serveTls(pair, { minVersion: 'TLSv1.2' })
  const { completed, end } = await tls.handshake('127.0.0.1', port, 'TLSv1.1')
  expect([completed, end]).toEqual([undefined, 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'])
})

test('a client without a certificate is refused: before the end in TLS 1.2, after it in 1.3', async () => {
  const port = await serveTls(pair, { requestCert: true, rejectUnauthorized: true, ca: [authority.cert] })
  const [older, newer] = [
    await tls.handshake('127.0.0.1', port, 'TLSv1.2'),
    await tls.handshake('127.0.0.1', port, 'TLSv1.3'),
  ]
  expect(older.completed).toBeUndefined()
  expect(newer.completed).toBeDefined()
  expect(newer.end).toBe('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED')
})

test('a client without a certificate that is only asked gets in', async () => {
  const port = await serveTls(pair, { requestCert: true, rejectUnauthorized: false })
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const)
    expect(await tls.handshake('127.0.0.1', port, version)).toMatchObject({ completed: {}, end: 'closed' })
})

test('nobody listens', async () => {
  const port = await freePort()
  expect((await tls.handshake('127.0.0.1', port, 'TLSv1.3')).connected).toEqual(seen(false))
  expect((await tls.ask('127.0.0.1', port)).connected).toEqual(seen(false))
})

test.each(['HTTP/1.1 400 Bad Request\r\n\r\n', 'SSH-2.0-x\r\n', Buffer.alloc(200_000, 'x')])(
  'what is no TLS is kept, and no more than is needed',
  async (answer) => {
    const port = await serveText(answer)
    const { connected, said, completed } = await tls.handshake('127.0.0.1', port, 'TLSv1.3')
    expect([connected, completed]).toEqual([seen(true), undefined])
    expect(said.length).toBeGreaterThan(0)
    expect(said.length).toBeLessThanOrEqual(65_536)
    expect(Buffer.from(answer).subarray(0, said.length).equals(said)).toBe(true)
    expect((await tls.ask('127.0.0.1', port)).said.subarray(0, 4)).toEqual(Buffer.from(answer).subarray(0, 4))
  },
)

test('who says nothing is not waited for longer than the limit', async () => {
  const hurried = openTls(() => ownLoopback, 50)
  const port = await serveText()
  expect(await hurried.handshake('127.0.0.1', port, 'TLSv1.3')).toMatchObject({ end: 'late', said: Buffer.alloc(0) })
  expect(await hurried.ask('127.0.0.1', port)).toMatchObject({ said: Buffer.alloc(0) })
})

test('whatever the other side says, there is an answer', async () => {
  const records = fc.uint8Array({ maxLength: 200 }).map((body) => [22, 3, 3, 0, body.length, ...body])
  const hello = fc
    .uint8Array({ minLength: 38, maxLength: 120 })
    .map((body) => [22, 3, 3, 0, body.length + 4, 2, 0, 0, body.length, 3, 3, ...body])
  const answer = fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 200 }), records, hello)
  const version = fc.constantFrom('TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3')
  await fc.assert(
    fc.asyncProperty(answer, version, async (bytes, each) => {
      const port = await serveText(Buffer.from(bytes))
      const { connected, completed, end } = await tls.handshake('127.0.0.1', port, each)
      expect([connected, completed, end === '']).toEqual([seen(true), undefined, false])
    }),
    runs(30),
  )
})

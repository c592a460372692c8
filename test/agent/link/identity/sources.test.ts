// Where evidence comes from, against a collector that checks what it is shown.
import 'reflect-metadata'
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { status } from '@grpc/grpc-js'
import * as x509 from '@peculiar/x509'
import { expect, onTestFinished, test } from 'vitest'
import { agentSchema } from '../../../../agent/config.ts'
import { openFileIdentity } from '../../../../agent/link/identity/files.ts'
import { openIdentity } from '../../../../agent/link/identity.ts'
import { eventually, silent, temporary } from '../../../support/collector.ts'
import { type EnrolmentServer, startEnrolment } from '../../../support/enrolment.ts'
import { issue } from '../../../support/pki.ts'

const about = { nodeName: 'worker-1', agentVersion: '0.1.0' }

/** The public key that a certificate is asked for. */
function keyOf(request: Uint8Array | null | undefined): string {
  return Buffer.from(new x509.Pkcs10CertificateRequest(request ?? new Uint8Array()).publicKey.rawData).toString('hex')
}

/** An agent's directory, and an identity as its configuration asks for it. */
function agent(server: EnrolmentServer, attest: 'service-account' | 'join-token', directory = temporary()) {
  const file = (name: string) => join(directory, name)
  writeFileSync(file('ca.crt'), server.authority.cert)
  const config = agentSchema.parse({
    ...{
      attest,
      collector: server.address,
      clusterId: 'c',
      ...(attest === 'service-account' && { nodeName: 'node-a' }),
    },
    ...{ ca: file('ca.crt'), cert: file('node.crt'), key: file('node.key') },
    ...{ tokenFile: file('token'), joinTokenFile: file('token') },
  })
  const logged: string[] = []
  const log = {
    info: (fields: object, message: string) => void logged.push(`${message} ${JSON.stringify(fields)}`),
    warn: (fields: object, message: string) => void logged.push(`${message} ${JSON.stringify(fields)}`),
  }
  const identity = openIdentity(config, about, log)
  onTestFinished(() => identity.stop())
  return { identity, directory, file, logged, token: (text: string) => writeFileSync(file('token'), text) }
}

test('a pod: the token is read at each attempt, and nothing is written', async () => {
  const server = await startEnrolment()
  const { identity, directory, token, logged } = agent(server, 'service-account')
  await expect(identity.credentials()).rejects.toThrow(/token: ENOENT; the pod needs a projected service-account token/)
  token('first-secret\n')
  server.answer({ code: status.UNAUTHENTICATED, details: 'TOKEN_INVALID: it has expired' })
  await expect(identity.credentials()).rejects.toMatchObject({ details: 'TOKEN_INVALID: it has expired' })
  token('second-secret\n')
  server.answer(3_600_000)
  await identity.credentials()
  expect(server.attested).toEqual(
    ['first-secret', 'second-secret'].map((serviceAccountToken) =>
      expect.objectContaining({ clusterId: 'c', ...about, nodeName: 'node-a', serviceAccountToken }),
    ),
  )
  expect(readdirSync(directory).sort()).toEqual(['ca.crt', 'token'])
  expect(logged.join()).not.toMatch(/secret/)
})

test('a pod: each start attests anew', async () => {
  const server = await startEnrolment()
  const first = agent(server, 'service-account')
  first.token('x')
  const { key } = await first.identity.credentials()
  const second = agent(server, 'service-account', first.directory)
  expect((await second.identity.credentials()).key).not.toEqual(key)
  expect(server.attested).toHaveLength(2)
})

test('a pod: a certificate that ends soon is renewed with a fresh token, by itself', async () => {
  const server = await startEnrolment()
  const { identity, token } = agent(server, 'service-account')
  token('old')
  const renewToken = () => {
    token('fresh')
    return 6000
  }
  server.answer(renewToken, 3_600_000)
  const { cert } = await identity.credentials()
  await eventually(
    () => server.renewed,
    ({ length }) => length > 0,
  )
  expect(server.renewed[0]).toMatchObject({ serviceAccountToken: 'fresh' })
  await eventually(identity.ends, (ends) => (ends ?? 0) > Date.now() + 3_000_000)
  expect((await identity.credentials()).cert).not.toEqual(cert)
  expect(server.attested).toHaveLength(1)
})

test('a machine: the token is used once, what it is given is kept, and renewed there', async () => {
  const server = await startEnrolment()
  const first = agent(server, 'join-token')
  await expect(first.identity.credentials()).rejects.toThrow(/token: ENOENT; `merlon node join-token` makes a token/)
  first.token('join-secret')
  server.answer(3_600_000)
  const { cert, key } = await first.identity.credentials()
  expect(server.attested).toEqual([expect.objectContaining({ ...about, joinToken: 'join-secret' })])
  for (const [name, content] of [
    ['node.crt', cert],
    ['node.key', key],
  ] as const) {
    expect(readFileSync(first.file(name))).toEqual(content)
    expect(statSync(first.file(name)).mode & 0o777).toBe(0o600)
  }
  expect(readFileSync(first.file('authorities.crt'), 'utf8')).toBe(server.authority.cert)
  first.identity.stop()

  const second = agent(server, 'join-token', first.directory)
  expect((await second.identity.credentials()).cert).toEqual(cert)
  expect([server.attested.length, server.renewed.length]).toEqual([1, 0])
  expect(first.logged.join()).not.toMatch(/secret/)
})

test('a machine: a token whose answer was lost is shown again with the same key, another token with another', async () => {
  const server = await startEnrolment()
  const { identity, token } = agent(server, 'join-token')
  token('join-secret')
  const lost = { code: status.UNAVAILABLE, details: 'STORAGE_DOWN: the collector cannot answer now' }
  server.answer(lost, lost, 3_600_000)
  await expect(identity.credentials()).rejects.toMatchObject(lost)
  token('other-secret')
  await expect(identity.credentials()).rejects.toMatchObject(lost)
  await identity.credentials()
  const [first, ...others] = server.attested.map((each) => keyOf(each.certificateRequest))
  expect(others).toHaveLength(2)
  expect(others[0]).not.toEqual(first)
  expect(others[1]).toEqual(others[0])
})

test('a machine: what it kept is renewed without a token, and kept', async () => {
  const server = await startEnrolment()
  const { identity, file, token } = agent(server, 'join-token')
  token('join-secret')
  const takeToken = () => {
    rmSync(file('token'))
    return 6000
  }
  server.answer(takeToken, 3_600_000)
  const { cert } = await identity.credentials()
  await eventually(identity.ends, (ends) => (ends ?? 0) > Date.now() + 3_000_000)
  expect(server.renewed).toEqual([expect.objectContaining({ serviceAccountToken: '' })])
  expect(readFileSync(file('node.crt'))).not.toEqual(cert)
  expect(readFileSync(file('node.crt'))).toEqual((await identity.credentials()).cert)
})

test('a machine: a used token is not shown again, and the collector says what it thinks of the old certificate', async () => {
  const server = await startEnrolment()
  const { identity, token } = agent(server, 'join-token')
  token('join-secret')
  const { cert } = await identity.credentials()
  identity.refused()
  expect((await identity.credentials()).cert).toEqual(cert)
  token('another-secret')
  expect((await identity.credentials()).cert).not.toEqual(cert)
  expect(server.attested.map((each) => each.joinToken)).toEqual(['join-secret', 'another-secret'])
})

test('a machine: what was kept and cannot be used is told, and made anew by a token', async () => {
  const server = await startEnrolment()
  const directory = temporary()
  for (const name of ['node.crt', 'node.key']) writeFileSync(join(directory, name), 'half')
  const { identity, token, logged, file } = agent(server, 'join-token', directory)
  expect(logged.join()).toContain('the certificate that was kept cannot be used')
  await expect(identity.credentials()).rejects.toThrow(/ENOENT/)
  token('join-secret')
  const { cert } = await identity.credentials()
  expect(readFileSync(file('node.crt'))).toEqual(cert)
  expect(server.attested).toHaveLength(1)
})

test('a configuration without a token says what makes one', async () => {
  const config = agentSchema.parse({ attest: 'join-token', ca: join(temporary(), 'ca.crt') })
  writeFileSync(config.ca, '')
  const identity = openIdentity({ ...config, cert: '/no/such/c', key: '/no/such/k' }, about, silent)
  await expect(identity.credentials()).rejects.toThrow('no join token is given; `merlon node join-token` makes a token')
})

test('files that someone renews are noticed while a session is open, and half-written ones are not', async () => {
  const [one, two] = [await issue({ name: 'CN=a' }), await issue({ name: 'CN=b' })]
  const directory = temporary()
  const paths = { ca: join(directory, 'ca'), cert: join(directory, 'c'), key: join(directory, 'k') }
  writeFileSync(paths.ca, one.cert)
  writeFileSync(paths.cert, one.cert)
  writeFileSync(paths.key, one.key)
  const identity = openFileIdentity(paths, 5)
  onTestFinished(() => identity.stop())
  let told = 0
  identity.subscribe(() => void (told += 1))
  expect((await identity.credentials()).cert.toString()).toBe(one.cert)
  writeFileSync(paths.cert, 'half')
  await new Promise((done) => setTimeout(done, 50))
  expect(told).toBe(0)
  writeFileSync(paths.key, two.key)
  writeFileSync(paths.cert, two.cert)
  await eventually(
    () => told,
    (times) => times === 1,
  )
  expect((await identity.credentials()).cert.toString()).toBe(two.cert)
})

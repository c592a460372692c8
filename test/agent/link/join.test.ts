import 'reflect-metadata'
import { X509Certificate } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join as path } from 'node:path'
import { status } from '@grpc/grpc-js'
import * as x509 from '@peculiar/x509'
import { expect, test } from 'vitest'
import { readCredentials } from '../../../agent/link/credentials.ts'
import { join } from '../../../agent/link/join.ts'
import { createAuthority } from '../../../collector/identity/authority.ts'
import { temporary } from '../../support/collector.ts'
import { startEnrolment } from '../../support/enrolment.ts'

const about = { nodeName: 'worker-7', agentVersion: '0.1.0' }
const hour = 3_600_000

async function node(authorities: readonly string[] = []) {
  const server = await startEnrolment('node-1', authorities)
  const directory = temporary()
  const [ca, cert, key, joinTokenFile] = ['ca.crt', 'node.crt', 'node.key', 'token'].map((name) =>
    path(directory, name),
  ) as [string, string, string, string]
  writeFileSync(ca, server.authority.cert)
  writeFileSync(joinTokenFile, 'join-secret\n')
  return { server, config: { collector: server.address, ca, cert, key, joinTokenFile, clusterId: '' } }
}

const numbers = (pem: string) => (readFileSync(pem, 'utf8').match(/BEGIN CERTIFICATE/g) ?? []).length

test('a token makes a certificate, which the agent reads; only its owner may read the key', async () => {
  const { server, config } = await node()
  const joined = await join(config, about)
  expect(joined.how).toBe('joined')
  expect(server.attested).toEqual([expect.objectContaining({ ...about, joinToken: 'join-secret' })])
  expect(readCredentials(config).notAfter).toBe(joined.notAfter)
  expect(statSync(config.key).mode & 0o777).toBe(0o600)
})

test('until half of its time is over nobody is asked; then it renews itself, without a token', async () => {
  const { server, config } = await node()
  const { notAfter } = await join(config, about)
  expect(await join(config, about)).toEqual({ how: 'kept', notAfter })
  expect(server.renewed).toEqual([])
  const before = new X509Certificate(readFileSync(config.cert)).serialNumber
  expect((await join({ ...config, joinTokenFile: '' }, about, notAfter - 0.4 * hour)).how).toBe('renewed')
  expect(new X509Certificate(readFileSync(config.cert)).serialNumber).not.toBe(before)
  expect([server.attested.length, server.renewed.length]).toEqual([1, 1])
})

test('one that ended needs a token', async () => {
  const { config } = await node()
  const { notAfter } = await join(config, about)
  const without = { ...config, joinTokenFile: '' }
  await expect(join(without, about, notAfter + 1)).rejects.toThrow(/no join token is given; `merlon node join-token`/)
  expect((await join(config, about, notAfter + 1)).how).toBe('joined')
})

test('authorities that come with it are trusted besides, each once', async () => {
  const { config } = await node([(await createAuthority('c')).cert])
  const before = new X509Certificate(readFileSync(config.ca)).fingerprint256
  const { notAfter } = await join(config, about)
  expect(numbers(config.ca)).toBe(2)
  expect(new X509Certificate(readFileSync(config.ca)).fingerprint256).toBe(before)
  await join(config, about, notAfter - 0.4 * hour)
  expect(numbers(config.ca)).toBe(2)
})

test('an answer that was lost is asked for again, with the same key', async () => {
  const { server, config } = await node()
  server.answer({ code: status.UNAVAILABLE, details: 'STORAGE_DOWN: the collector cannot answer now' }, 3_600_000)
  expect((await join(config, about)).how).toBe('joined')
  const [first, second] = server.attested.map((each) =>
    Buffer.from(new x509.Pkcs10CertificateRequest(each.certificateRequest ?? new Uint8Array()).publicKey.rawData),
  )
  expect(second).toEqual(first)
  expect(server.attested).toHaveLength(2)
})

test('a refusal is told with what to do, and without the token; what is there stays', async () => {
  const { server, config } = await node()
  server.answer({ code: status.UNAUTHENTICATED, details: 'TOKEN_INVALID: this token was used' })
  const refused = join(config, about)
  await expect(refused).rejects.toThrow(/this token was used; `merlon node join-token` makes a token/)
  await expect(refused).rejects.not.toThrow(/join-secret/)
  await expect(refused).rejects.toMatchObject({ name: 'CredentialError' })
})

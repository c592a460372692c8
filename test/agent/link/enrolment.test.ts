import { createPrivateKey, X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { attest, renew } from '../../../agent/link/enrolment.ts'
import { startEnrolment } from '../../support/enrolment.ts'

const { signal } = new AbortController()
const evidence = { clusterId: 'c', nodeName: 'worker-1', agentVersion: '0.1.0', serviceAccountToken: 'secret-token' }

test('evidence is shown, and what is issued is for a key that never left', async () => {
  const server = await startEnrolment()
  const issued = await attest(server.address, { ca: Buffer.from(server.authority.cert) }, evidence, signal)
  expect(server.attested).toEqual([expect.objectContaining(evidence)])
  const certificate = new X509Certificate(issued.cert)
  expect(certificate.checkPrivateKey(createPrivateKey(issued.key))).toBe(true)
  expect(issued.authorities.toString()).toBe(server.authority.cert)
  expect(issued.notAfter - issued.notBefore).toBe(3_600_000)
})

test('the next certificate is asked for by the one at hand, and has another key', async () => {
  const server = await startEnrolment()
  const ca = Buffer.from(server.authority.cert)
  const first = await attest(server.address, { ca }, evidence, signal)
  const next = await renew(server.address, { ca, cert: first.cert, key: first.key }, 'fresh-token', signal)
  expect(server.renewed).toEqual([expect.objectContaining({ serviceAccountToken: 'fresh-token' })])
  expect(next.key).not.toEqual(first.key)
})

test('a collector of another authority is shown nothing', async () => {
  const [server, other] = [await startEnrolment(), await startEnrolment()]
  const asking = attest(server.address, { ca: Buffer.from(other.authority.cert) }, evidence, signal)
  await expect(asking).rejects.toMatchObject({ code: 14 })
  expect(server.attested).toEqual([])
})

test('a refusal is what the collector said, without the token', async () => {
  const server = await startEnrolment()
  server.answer({ code: 16, details: 'TOKEN_INVALID: it has expired' })
  const error = await attest(server.address, { ca: Buffer.from(server.authority.cert) }, evidence, signal).catch(
    (each: unknown) => each,
  )
  expect(error).toMatchObject({ code: 16, details: 'TOKEN_INVALID: it has expired' })
  expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain('secret-token')
})

test('an agent that stops does not wait for the answer', async () => {
  const server = await startEnrolment()
  const stopping = new AbortController()
  const asking = attest(server.address, { ca: Buffer.from(server.authority.cert) }, evidence, stopping.signal)
  stopping.abort()
  await expect(asking).rejects.toMatchObject({ code: 1 })
})

test.each([
  ['names no node', 'x y', 'names no node'],
  ['is of a node', 'node-1', ''],
])('a certificate that %s', async (_name, nodeId, fault) => {
  const server = await startEnrolment(nodeId)
  const asking = attest(server.address, { ca: Buffer.from(server.authority.cert) }, evidence, signal)
  if (fault === '') await expect(asking).resolves.toMatchObject({})
  else await expect(asking).rejects.toThrow(`the certificate that the collector issued: ${fault}`)
})

import { createPrivateKey, X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { createAuthority, issueClient, issueServer, type Pair } from '../../../collector/identity/authority.ts'
import { issue } from '../../support/pki.ts'

const day = 24 * 60 * 60 * 1000
const now = new Date('2026-11-21T10:00:00Z')

function read(pair: Pair): X509Certificate {
  const certificate = new X509Certificate(pair.cert)
  expect(certificate.checkPrivateKey(createPrivateKey(pair.key))).toBe(true)
  expect(certificate.publicKey.asymmetricKeyDetails).toMatchObject({ namedCurve: 'prime256v1' })
  return certificate
}

function lifetime(certificate: X509Certificate): [number, number] {
  return [certificate.validFromDate.getTime() - now.getTime(), certificate.validToDate.getTime() - now.getTime()]
}

test('the authority signs itself, for ten years, and may issue', async () => {
  const authority = read(await createAuthority('c-1', now))
  expect(authority.ca).toBe(true)
  expect(authority.verify(authority.publicKey)).toBe(true)
  expect(authority.subject).toBe('CN=Merlon authority c-1')
  expect(lifetime(authority)).toEqual([-5 * 60 * 1000, 3650 * day])
})

test('a server is of the authority, and of its names and addresses alone', async () => {
  const pair = await createAuthority('c-1', now)
  const authority = read(pair)
  const server = read(await issueServer(pair, ['collector.example', '192.0.2.1', '2001:db8::1'], 30, now))
  expect(server.checkIssued(authority) && server.verify(authority.publicKey)).toBe(true)
  expect(server.ca).toBe(false)
  expect(server.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
  expect(lifetime(server)).toEqual([-5 * 60 * 1000, 30 * day])
  expect(server.checkHost('collector.example')).toBe('collector.example')
  expect(server.checkIP('192.0.2.1')).toBe('192.0.2.1')
  expect(server.checkIP('2001:db8::1')).toBe('2001:db8::1')
  expect(server.checkHost('other.example')).toBeUndefined()
  expect(server.checkIP('192.0.2.2')).toBeUndefined()
})

test.each([
  [{ kind: 'node', clusterId: 'c-1', nodeId: 'n-1' } as const, 'CN=node n-1', 'URI:spiffe://merlon/c-1/node/n-1'],
  [
    { kind: 'operator', clusterId: 'c-1', name: 'local' } as const,
    'CN=operator local',
    'URI:spiffe://merlon/c-1/operator/local',
  ],
])('a client is who it speaks for, and no server', async (speaker, subject, names) => {
  const pair = await createAuthority('c-1', now)
  const client = read(await issueClient(pair, speaker, 397, now))
  expect(client.verify(read(pair).publicKey)).toBe(true)
  expect([client.subject, client.subjectAltName]).toEqual([subject, names])
  expect(client.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2'])
  expect(client.ca).toBe(false)
})

test('nothing outlives the authority', async () => {
  const pair = await createAuthority('c-1', now)
  const client = read(await issueClient(pair, { kind: 'node', clusterId: 'c-1', nodeId: 'n' }, 4000, now))
  expect(client.validTo).toBe(read(pair).validTo)
})

test('another authority did not sign it', async () => {
  const client = read(
    await issueClient(await createAuthority('c-1'), { kind: 'node', clusterId: 'c-1', nodeId: 'n' }, 1),
  )
  expect(client.verify(read(await createAuthority('c-1')).publicKey)).toBe(false)
})

test('serial numbers are positive, of twenty octets at most, and never the same', async () => {
  const pair = await createAuthority('c-1')
  const serials = new Set<string>()
  for (let count = 0; count < 20; count += 1) {
    const { serialNumber } = read(await issueServer(pair, ['a'], 1))
    expect(serialNumber).toMatch(/^[0-9A-F]{2,32}$/)
    expect(Number.parseInt(serialNumber.padStart(32, '0').slice(0, 2), 16)).toBeLessThan(128)
    serials.add(serialNumber)
  }
  expect(serials.size).toBe(20)
})

test.each(['a/b', '', 'a b'])('%j is nobody to issue for', async (nodeId) => {
  const pair = await createAuthority('c-1')
  await expect(async () => issueClient(pair, { kind: 'node', clusterId: 'c-1', nodeId }, 1)).rejects.toThrow(
    /^not an id/,
  )
})

test.each(['rsa', 'p521'] as const)('an authority that another tool made issues too: %s', async (algorithm) => {
  const made = await issue({ name: 'CN=other', ca: true, algorithm })
  const client = read(await issueClient(made, { kind: 'node', clusterId: 'c-1', nodeId: 'n' }, 1))
  expect(client.verify(new X509Certificate(made.cert).publicKey)).toBe(true)
  expect(client.checkIssued(new X509Certificate(made.cert))).toBe(true)
})

test('an authority of another kind of key is refused', async () => {
  const made = await issue({ name: 'CN=other', ca: true, algorithm: 'ed25519' })
  await expect(issueClient(made, { kind: 'node', clusterId: 'c-1', nodeId: 'n' }, 1)).rejects.toThrow(/ed25519/)
})

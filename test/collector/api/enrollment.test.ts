import 'reflect-metadata'
import { createPrivateKey, webcrypto, X509Certificate } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import { expect, test } from 'vitest'
import { createAuthority, issueClient, type Pair } from '../../../collector/identity/authority.ts'
import { reasonOf, retryAfterOf } from '../../../lib/grpcstatus.ts'
import { eventually, startCollector, type TestCollector, temporary } from '../../support/collector.ts'
import { agentToken, fakeKubernetes } from '../../support/kubernetesapi.ts'
import { rawCall } from '../../support/rawcall.ts'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const node = { name: 'worker-1', uid: '11111111-0000-4000-8000-000000000001' }
const kubernetes = (kubeconfig: string) => ({ kubeconfig, serviceAccounts: ['merlon/merlon-agent'] })

interface Certified {
  readonly chainPem: string
  readonly authoritiesPem: string
  readonly clusterId: string
  readonly nodeId: string
}

async function keysAndRequest(over: object = algorithm) {
  const keys = (await webcrypto.subtle.generateKey(over as never, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair
  const request = await x509.Pkcs10CertificateRequestGenerator.create({
    name: 'CN=anything',
    keys,
    signingAlgorithm: over,
  })
  const der = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)
  return { request: Buffer.from(request.rawData), key: x509.PemConverter.encode(der, 'PRIVATE KEY') }
}

/** One call; with a certificate where there is one. */
function call(
  collector: TestCollector,
  name: string,
  request: object,
  own: Partial<Pair> = {},
  service = 'EnrollmentService',
): Promise<Record<string, unknown>> {
  return rawCall(collector, { ca: collector.live.current().trusted, ...own }, service, name, request)
}

async function reason(work: Promise<unknown>): Promise<string | undefined> {
  return work.then(
    () => 'answered',
    (error: unknown) => reasonOf(error),
  )
}

async function attest(collector: TestCollector, evidence: object) {
  const { request, key } = await keysAndRequest()
  const { certificate } = await call(collector, 'Attest', { ...evidence, certificateRequest: request })
  return { ...(certificate as Certified), key }
}

const asOperator = (collector: TestCollector, name: string, request: object) =>
  call(collector, name, request, collector.material.operator, 'IdentityService')

test('a token of an agent’s pod becomes a certificate for exactly its node, by which the node may speak', async () => {
  const fake = await fakeKubernetes()
  fake.put(node)
  fake.tokens.set('t', agentToken(node))
  const collector = await startCollector(temporary(), { kubernetes: kubernetes(fake.kubeconfig) })
  expect(collector.material.clusterId).toBe(fake.clusterId)

  const astray = await reason(attest(collector, { serviceAccountToken: 't', nodeName: 'worker-2' }))
  expect(astray).toBe('NODE_IDENTITY_MISMATCH')
  const issued = await attest(collector, { serviceAccountToken: 't', nodeName: node.name })
  const certificate = new X509Certificate(issued.chainPem)
  expect(certificate.subjectAltName).toBe(`URI:spiffe://merlon/${fake.clusterId}/node/${node.uid}`)
  expect(certificate.subject).toBe(`CN=node ${node.uid}`)
  expect(certificate.validToDate.getTime() - Date.now()).toBeLessThanOrEqual(3_600_000)
  expect(issued).toMatchObject({ clusterId: fake.clusterId, nodeId: node.uid })
  expect(new X509Certificate(issued.authoritiesPem).fingerprint256).toBe(
    new X509Certificate(collector.material.authority.cert).fingerprint256,
  )
  const own = { cert: issued.chainPem, key: issued.key }
  const next = await keysAndRequest()
  const renewal = { certificateRequest: next.request, serviceAccountToken: 't' }
  const { certificate: renewed } = await call(collector, 'RenewCertificate', renewal, own)
  expect(renewed).toMatchObject({ nodeId: node.uid })
  // Without fresh evidence, and with that of another node, there is none.
  const other = { name: 'worker-2', uid: '22222222-0000-4000-8000-000000000002' }
  fake.put(other)
  fake.tokens.set('u', agentToken(other))
  expect(await reason(call(collector, 'RenewCertificate', { ...renewal, serviceAccountToken: '' }, own))).toBe(
    'TOKEN_INVALID',
  )
  expect(await reason(call(collector, 'RenewCertificate', { ...renewal, serviceAccountToken: 'u' }, own))).toBe(
    'NODE_IDENTITY_MISMATCH',
  )
  // It speaks for itself, and asks for nothing of operators.
  expect(await reason(call(collector, 'GetReport', {}, own, 'ReportService'))).toBe('NODE_IDENTITY_MISMATCH')

  fake.remove(node.name)
  await eventually(
    () => reason(call(collector, 'RenewCertificate', renewal, own)),
    (each) => each === 'NODE_EVICTED',
  )
  expect(await reason(attest(collector, { serviceAccountToken: 't' }))).toBe('NODE_IDENTITY_MISMATCH')
  expect(fake.violations).toEqual([])
})

test('without a certificate nothing is open but to enrol, and one that nobody trusted signed is none', async () => {
  const collector = await startCollector()
  const { clusterId } = collector.material
  for (const [service, name] of [
    ['ReportService', 'GetReport'],
    ['EnrollmentService', 'RenewCertificate'],
    ['IdentityService', 'ListBans'],
    ['ProfileService', 'ListProfiles'],
  ] as const)
    expect([name, await reason(call(collector, name, {}, {}, service))]).toEqual([name, 'CERT_INVALID'])
  const forged = await issueClient(await createAuthority(clusterId), { kind: 'operator', clusterId, name: 'local' }, 1)
  expect(await reason(call(collector, 'GetReport', {}, forged, 'ReportService'))).toBe('CERT_INVALID')
  expect(await reason(call(collector, 'GetReport', {}, collector.material.operator, 'ReportService'))).toBe('answered')
})

test.each<[string, () => Promise<object>]>([
  ['no request', async () => ({})],
  ['something else', async () => ({ certificateRequest: Buffer.from('nonsense') })],
  ['a large one', async () => ({ certificateRequest: Buffer.alloc(5000) })],
  [
    'another curve',
    async () => ({ certificateRequest: (await keysAndRequest({ ...algorithm, namedCurve: 'P-384' })).request }),
  ],
  [
    'one that its key did not sign',
    async () => {
      const { request } = await keysAndRequest()
      request[request.length - 1] = (request[request.length - 1] as number) ^ 1
      return { certificateRequest: request }
    },
  ],
  ['two evidences', async () => ({ certificateRequest: (await keysAndRequest()).request })],
])('%s in place of a certificate request is refused, and uses no token up', async (name, given) => {
  const collector = await startCollector()
  const { token } = await asOperator(collector, 'CreateJoinToken', { nodeName: 'w' })
  const evidence = name === 'two evidences' ? {} : { joinToken: token }
  expect(await reason(call(collector, 'Attest', { ...evidence, ...(await given()) }))).toBe('MALFORMED_REQUEST')
  expect((await attest(collector, { joinToken: token })).nodeId).toMatch(/^[0-9a-f-]{36}$/)
})

test('who did not hear the answer to a join token and asks again with its key is the same node; nobody else is', async () => {
  const collector = await startCollector()
  const { token } = await asOperator(collector, 'CreateJoinToken', { nodeName: 'worker-7' })
  const own = await keysAndRequest()
  const join = async (request: Buffer) =>
    (await call(collector, 'Attest', { joinToken: token, certificateRequest: request }))['certificate'] as Certified
  const first = await join(own.request)
  const second = await join(own.request)
  expect(second.nodeId).toBe(first.nodeId)
  expect(new X509Certificate(second.chainPem).checkPrivateKey(createPrivateKey(own.key))).toBe(true)
  expect(await reason(join((await keysAndRequest()).request))).toBe('TOKEN_INVALID')
  expect((await collector.client().report()).nodes.map((each) => each.id)).toEqual([first.nodeId])

  await asOperator(collector, 'BanNode', { node: first.nodeId, reason: 'stolen' })
  expect(await reason(join(own.request))).toBe('NODE_BANNED')
})

test('a join token makes one node known, under its name, once; it is listed without itself and can be revoked', async () => {
  const collector = await startCollector()
  const { token } = await asOperator(collector, 'CreateJoinToken', { nodeName: 'worker-7' })
  const tries = await Promise.allSettled([1, 2, 3].map(() => attest(collector, { joinToken: token })))
  const won = tries.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  expect(won).toHaveLength(1)
  expect(tries.flatMap((each) => (each.status === 'rejected' ? [reasonOf(each.reason)] : []))).toEqual([
    'TOKEN_INVALID',
    'TOKEN_INVALID',
  ])
  const [joined] = won
  const { nodes, coverage } = await collector.client().report()
  expect(nodes.map((each) => [each.id, each.name, each.state])).toEqual([[joined?.nodeId, 'worker-7', 'never-seen']])
  expect(coverage.expected).toBe(1)
  const { request } = await keysAndRequest()
  const own = { cert: joined?.chainPem ?? '', key: joined?.key ?? '' }
  expect(await reason(call(collector, 'RenewCertificate', { certificateRequest: request }, own))).toBe('answered')

  const second = await asOperator(collector, 'CreateJoinToken', {})
  const { id } = second['joinToken'] as { id: string }
  expect(await reason(asOperator(collector, 'RevokeJoinToken', { id }))).toBe('answered')
  expect(await reason(attest(collector, { joinToken: second['token'] }))).toBe('TOKEN_INVALID')
  const { joinTokens } = await asOperator(collector, 'ListJoinTokens', {})
  expect(joinTokens).toHaveLength(2)
  expect(JSON.stringify(joinTokens)).not.toContain('merlon-join-')
})

test('a banned node is refused until the ban is lifted', async () => {
  const fake = await fakeKubernetes()
  fake.put(node)
  fake.tokens.set('t', agentToken(node))
  const collector = await startCollector(temporary(), { kubernetes: kubernetes(fake.kubeconfig) })
  const issued = await attest(collector, { serviceAccountToken: 't' })
  const own = { cert: issued.chainPem, key: issued.key }
  const renewal = { certificateRequest: (await keysAndRequest()).request, serviceAccountToken: 't' }
  await asOperator(collector, 'BanNode', { node: node.name, reason: 'stolen' })
  expect(await reason(attest(collector, { serviceAccountToken: 't' }))).toBe('NODE_BANNED')
  expect(await reason(call(collector, 'RenewCertificate', renewal, own))).toBe('NODE_BANNED')
  expect((await asOperator(collector, 'ListBans', {}))['bans']).toMatchObject([
    { nodeId: node.uid, nodeName: node.name, reason: 'stolen', bannedBy: 'local' },
  ])
  await asOperator(collector, 'UnbanNode', { node: node.name })
  expect(await reason(call(collector, 'RenewCertificate', renewal, own))).toBe('answered')
})

test('an API server that is away is told as our difficulty, with a time to come back', async () => {
  const fake = await fakeKubernetes()
  const collector = await startCollector(temporary(), { kubernetes: kubernetes(fake.kubeconfig) })
  fake.fail(503)
  const error = await attest(collector, { serviceAccountToken: 'secret-token' }).catch((each: unknown) => each)
  expect([reasonOf(error), retryAfterOf(error)]).toEqual(['STORAGE_DOWN', 5000])
  expect(String(error)).not.toContain('secret-token')
})

test('nodes on which no agent can run and nodes that were left out are told apart from those that are missing', async () => {
  const fake = await fakeKubernetes()
  fake.put(node)
  fake.put({ name: 'win', uid: 'uid-win', labels: { 'kubernetes.io/os': 'windows' } })
  fake.put({ name: 'out', uid: 'uid-out', labels: { pool: 'edge' } })
  const config = { ...kubernetes(fake.kubeconfig), excludeNodes: ['pool in (edge, test)'] }
  const collector = await startCollector(temporary(), { kubernetes: config })
  const report = await eventually(
    () => collector.client().report(),
    (each) => each.nodes.length === 3,
  )
  expect(report.coverage).toMatchObject({ expected: 1, neverSeen: 1, unobservable: 1, excluded: 1 })
  expect(report.nodes.map((each) => [each.name, each.state, each.stateReason ?? '']).sort()).toEqual([
    ['out', 'excluded', 'left out by pool in (edge, test)'],
    ['win', 'cannot-be-observed', 'runs windows: agents need Linux'],
    ['worker-1', 'never-seen', ''],
  ])
})

import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as x509 from '@peculiar/x509'
import { expect, onTestFinished, test } from 'vitest'
import { openSpool } from '../../agent/link/spool.ts'
import { createAuthority, issueClient, type Pair } from '../../collector/identity/authority.ts'
import { startAgent } from '../support/agent.ts'
import { eventually, startCollector, type TestCollector, temporary } from '../support/collector.ts'
import { operatorPems, type Pems, rawCall } from '../support/rawcall.ts'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

interface Issued {
  readonly chainPem: string
  readonly authoritiesPem: string
  readonly nodeId: string
}

/** A certificate for a node by what it shows. */
async function enrol(collector: TestCollector, call: string, request: object, pem: Pems) {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const csr = await x509.Pkcs10CertificateRequestGenerator.create({ name: 'CN=n', keys, signingAlgorithm: algorithm })
  const asked = { ...request, certificateRequest: Buffer.from(csr.rawData) }
  const answer = await rawCall(collector, pem, 'EnrollmentService', call, asked)
  const key = x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY')
  const { chainPem: cert, authoritiesPem: ca, nodeId } = answer['certificate'] as Issued
  return { ca, cert, key, nodeId }
}

async function joinToken(collector: TestCollector): Promise<string> {
  const asked = { nodeName: 'n' }
  const answer = await rawCall(collector, operatorPems(collector), 'IdentityService', 'CreateJoinToken', asked)
  return answer['token'] as string
}

test('an authority is replaced by another while an agent goes on: not an event is lost', async () => {
  const directory = temporary()
  const at = (name: string) => join(directory, name)
  const [first, second] = [await createAuthority('one'), await createAuthority('two')]
  const issueBy = ({ cert, key }: Pair) => {
    writeFileSync(at('ca.crt'), cert)
    writeFileSync(at('ca.key'), key)
  }
  issueBy(first)
  writeFileSync(at('trust.crt'), '')
  const collector = await startCollector(at('state'), {
    ...{ authorityCert: at('ca.crt'), authorityKey: at('ca.key'), authorityTrust: at('trust.crt') },
  })
  let node = await enrol(collector, 'Attest', { joinToken: await joinToken(collector) }, { ca: first.cert })
  const files = { ca: at('node.ca'), cert: at('node.crt'), key: at('node.key') }
  const keep = () => {
    for (const part of ['ca', 'cert', 'key'] as const) writeFileSync(files[part], node[part])
  }
  keep()
  const spool = openSpool({ ring: '', state: '', syncInterval: 1 })
  onTestFinished(() => spool.close().catch(() => undefined))
  let told = 0
  const happen = (count: number) => {
    for (let each = 0; each < count; each += 1) spool.append({ flap: { domain: `e${(told += 1)}` } })
  }
  const arrived = () =>
    eventually(
      async () => (await collector.client().events({ nodes: [node.nodeId] }, 100_000)).length,
      (number) => number >= told,
    )
  const asAgent = { ...collector, node: async () => files }
  let agent = await startAgent(asAgent, node.nodeId, [], { spool })
  const again = async () => {
    happen(50)
    await agent.link.stop()
    happen(50)
    agent = await startAgent(asAgent, node.nodeId, [], { spool })
    happen(50)
    await arrived()
  }
  happen(100)
  await arrived()

  // Both are trusted: the agent learns of the new one when it renews.
  writeFileSync(at('trust.crt'), second.cert)
  expect(await collector.live.look()).toBe(true)
  await again()
  node = await enrol(collector, 'RenewCertificate', {}, node)
  keep()
  await again()

  // The new one issues, the old one is still trusted.
  issueBy(second)
  writeFileSync(at('trust.crt'), first.cert)
  expect(await collector.live.look()).toBe(true)
  await again()
  node = await enrol(collector, 'RenewCertificate', {}, node)
  keep()
  await again()

  // The old one is gone: what it signed is refused, what the new one signed goes on.
  writeFileSync(at('trust.crt'), '')
  expect(await collector.live.look()).toBe(true)
  await again()
  const { clusterId } = collector.material
  const old = await issueClient(first, { kind: 'node', clusterId, nodeId: node.nodeId }, 1)
  await expect(enrol(collector, 'RenewCertificate', {}, { ca: second.cert, ...old })).rejects.toThrow(/CERT_INVALID/)

  const events = await collector.client().events({ nodes: [node.nodeId] }, 100_000)
  expect(events.map((each) => each.detail['domain']).reverse()).toEqual(
    Array.from({ length: told }, (_, index) => `e${index + 1}`),
  )
})

test('a node with a certificate of the operator’s own authority speaks where that is trusted', async () => {
  const directory = temporary()
  const operators = await createAuthority('operator')
  writeFileSync(join(directory, 'trust.crt'), operators.cert)
  const collector = await startCollector(join(directory, 'state'), { authorityTrust: join(directory, 'trust.crt') })
  const { clusterId, authority } = collector.material
  const pair = await issueClient(operators, { kind: 'node', clusterId, nodeId: 'n-1' }, 1)
  const files = { ca: join(directory, 'ca'), cert: join(directory, 'cert'), key: join(directory, 'key') }
  for (const [part, text] of Object.entries({ ca: authority.cert, ...pair }))
    writeFileSync(files[part as keyof typeof files], text)
  await startAgent({ ...collector, node: async () => files }, 'n-1', [])
  await eventually(
    () => collector.client().report(),
    (report) => report.coverage.reporting === 1,
  )
  await expect(enrol(collector, 'RenewCertificate', {}, { ca: authority.cert, ...pair })).rejects.toThrow(
    /renewed where it came from/,
  )
})

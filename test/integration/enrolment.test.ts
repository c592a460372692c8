// Agents that become nodes, with a real collector; Kubernetes is a strict fake of its API.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { agentSchema } from '../../agent/config.ts'
import { attest, type Issued, renew } from '../../agent/link/enrolment.ts'
import { openIssuedIdentity } from '../../agent/link/identity/issued.ts'
import { openIdentity } from '../../agent/link/identity.ts'
import { openSpool } from '../../agent/link/spool.ts'
import { createJoinToken } from '../../collector/cli/identity.ts'
import { sshdConfig, startAgent } from '../support/agent.ts'
import { start } from '../support/cli.ts'
import { eventually, silent, startCollector, type TestCollector, temporary } from '../support/collector.ts'
import { agentToken, type FakeKubernetes, fakeKubernetes } from '../support/kubernetesapi.ts'
import { freePort } from '../support/port.ts'
import { printed } from '../support/stream.ts'

const agentFile = fileURLToPath(new URL('../../agent/cli/main.ts', import.meta.url))
const worker = { uid: '5f8f2a0e-0000-4000-8000-00000000000a', name: 'worker-1' }
const about = { nodeName: 'worker-1', agentVersion: '0.1.0' }

/** Longest that an answer may take, in milliseconds. */
const patience = 60_000

/** A cluster with one node, and a collector that knows it. */
async function cluster(state = temporary(), kubernetes?: FakeKubernetes, more: Record<string, unknown> = {}) {
  const api = kubernetes ?? (await fakeKubernetes())
  if (!kubernetes) api.put(worker)
  const collector = await startCollector(state, {
    kubernetes: { kubeconfig: api.kubeconfig, serviceAccounts: ['merlon/merlon-agent'] },
    ...more,
  })
  return { api, collector, state }
}

/** What an agent finds in its pod or on its machine. */
async function place(collector: TestCollector) {
  const directory = temporary()
  const file = (name: string) => join(directory, name)
  writeFileSync(file('ca.crt'), readFileSync((await collector.node('other')).ca))
  return { directory, file, token: (text: string) => writeFileSync(file('token'), text) }
}

type Place = Awaited<ReturnType<typeof place>>

function identityOf({ address }: TestCollector, { file }: Place, attest: 'service-account' | 'join-token') {
  const config = agentSchema.parse({
    ...{ attest, collector: address, ca: file('ca.crt'), cert: file('node.crt'), key: file('node.key') },
    ...{ tokenFile: file('token'), joinTokenFile: file('token') },
  })
  const identity = openIdentity(config, about, silent)
  onTestFinished(() => identity.stop())
  return identity
}

const nodesOf = async (collector: TestCollector) => (await collector.client().report()).nodes

test('an agent in a pod, which can generate no code, is the node that Kubernetes says, and leaves nothing on the disk', async () => {
  const { api, collector } = await cluster()
  const pod = await place(collector)
  mkdirSync(pod.file('root'))
  api.tokens.set('pod-secret', agentToken(worker))
  pod.token('pod-secret')
  const metrics = `127.0.0.1:${await freePort()}`
  const flags = {
    ...{ collector: collector.address, attest: 'service-account', ca: pod.file('ca.crt') },
    ...{ 'token-file': pod.file('token'), root: pod.file('root'), trace: 'off', 'spread-seconds': '0', metrics },
  }
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value])
  const agent = start([agentFile, 'agent', ...args], { file: '--disallow-code-generation-from-strings' })

  const [node] = await eventually(
    () => nodesOf(collector),
    (nodes) => nodes[0]?.state === 'reporting',
    patience,
  )
  expect(node?.id).toBe(worker.uid)
  // The collector knows of the session before the agent does.
  await expect
    .poll(async () => (await fetch(`http://${metrics}/healthz`)).text())
    .toMatch(/^ok\nconnection: connected\ncertificate: until 20\d\d-.*Z\n$/)
  const told = await (await fetch(`http://${metrics}/metrics`)).text()
  expect(told).toMatch(/^merlon_agent_connected 1$/m)
  expect(Number(/^merlon_agent_certificate_end_seconds (\S+)$/m.exec(told)?.[1])).toBeGreaterThan(Date.now() / 1000)
  expect(readdirSync(pod.directory).sort()).toEqual(['ca.crt', 'root', 'token'])
  agent.child.kill('SIGTERM')
  expect((await agent.ended).code).toBe(0)
  expect(agent.stdout() + agent.stderr()).not.toContain('pod-secret')
  expect(api.violations).toEqual([])
})

test('a token that is not for us is refused with the reason, until there is another', async () => {
  const { api, collector } = await cluster()
  const pod = await place(collector)
  api.tokens.set('foreign', agentToken(worker, { audiences: ['https://kubernetes.default.svc'] }))
  pod.token('foreign')
  const identity = identityOf(collector, pod, 'service-account')
  await expect(identity.credentials()).rejects.toMatchObject({
    details: expect.stringMatching(/^TOKEN_AUDIENCE_MISMATCH: /),
  })
  api.tokens.set('ours', agentToken(worker))
  pod.token('ours')
  await expect(identity.credentials()).resolves.toMatchObject({})
})

test('another service account is refused', async () => {
  const { api, collector } = await cluster()
  const pod = await place(collector)
  api.tokens.set('x', agentToken(worker, { username: 'system:serviceaccount:default:default' }))
  pod.token('x')
  await expect(identityOf(collector, pod, 'service-account').credentials()).rejects.toMatchObject({
    details: expect.stringMatching(/^SERVICE_ACCOUNT_NOT_ALLOWED: /),
  })
})

test('an API server that is away costs no certificate that holds, and the agent comes back when it does', async () => {
  const { api, collector } = await cluster()
  const pod = await place(collector)
  api.tokens.set('x', agentToken(worker))
  pod.token('x')
  const identity = identityOf(collector, pod, 'service-account')
  const { cert } = await identity.credentials()
  api.fail(503)
  expect((await identity.credentials()).cert).toEqual(cert)
  identity.refused()
  await expect(identity.credentials()).rejects.toMatchObject({ details: expect.stringMatching(/^STORAGE_DOWN: /) })
  api.fail(0)
  expect((await identity.credentials()).cert).not.toEqual(cert)
})

test('a collector that restarts takes the certificate that it issued', async () => {
  const { api, collector, state } = await cluster()
  const pod = await place(collector)
  api.tokens.set('x', agentToken(worker))
  pod.token('x')
  const identity = identityOf(collector, pod, 'service-account')
  const { link } = await startAgent(collector, 'worker-1', [sshdConfig('0666')], {}, identity)
  await eventually(link.state, (each) => each === 'connected', patience)
  await collector.stop()
  api.tokens.clear()
  const { collector: second } = await cluster(state, api, { listen: collector.address })
  await eventually(link.state, (each) => each === 'connected', patience)
  await eventually(
    () => nodesOf(second),
    (nodes) => nodes[0]?.state === 'reporting',
    patience,
  )
})

test('a node that Kubernetes deletes is let go, and the one that takes its place is another', async () => {
  const { api, collector } = await cluster()
  const pod = await place(collector)
  api.tokens.set('old', agentToken(worker))
  pod.token('old')
  const identity = identityOf(collector, pod, 'service-account')
  const { link } = await startAgent(collector, 'worker-1', [], {}, identity)
  await eventually(link.state, (each) => each === 'connected', patience)
  await eventually(api.watches, (count) => count > 0, patience)
  const next = { ...worker, uid: '5f8f2a0e-0000-4000-8000-00000000000b' }
  api.remove(worker.name)
  await eventually(link.state, (each) => each !== 'connected', patience)
  api.put(next)
  api.tokens.set('new', agentToken(next))
  pod.token('new')
  await eventually(
    async () => (await nodesOf(collector)).find((each) => each.id === next.uid)?.state,
    (state) => state === 'reporting',
    patience,
  )
  expect(api.violations).toEqual([])
})

test('events go on over the sessions of one certificate after the other, each of them once', async () => {
  const { api, collector } = await cluster()
  const pod = await place(collector)
  api.tokens.set('pod-secret', agentToken(worker))
  const serviceAccountToken = 'pod-secret'
  /** To the agent it seems to end soon: it renews all the time, and the collector takes each. */
  const brief = (issued: Issued): Issued => ({ ...issued, notBefore: Date.now(), notAfter: Date.now() + 2000 })
  const identity = openIssuedIdentity({
    ...{ ca: pod.file('ca.crt'), log: silent },
    attest: async (ca, signal) =>
      brief(await attest(collector.address, { ca }, { ...about, serviceAccountToken }, signal)),
    renew: async (own, signal) => brief(await renew(collector.address, own, serviceAccountToken, signal)),
  })
  onTestFinished(() => identity.stop())
  let certificates = 0
  identity.subscribe(() => void (certificates += 1))
  const spool = openSpool({ ring: '', state: '', syncInterval: 1 })
  onTestFinished(() => spool.close())
  const { link } = await startAgent(collector, 'worker-1', [sshdConfig('0600')], { spool }, identity)
  let told = 0
  await eventually(
    () => {
      if (told < 5000) spool.append({ flap: { domain: `e${(told += 1)}` } })
      return certificates
    },
    (count) => count >= 5,
    2 * patience,
  )
  const client = collector.client()
  const stored = await eventually(
    () => client.events({ nodes: [worker.uid], kinds: ['flap', 'gap'] }, 100_000),
    (events) => events.length >= told,
    2 * patience,
  )
  expect(stored.map((each) => each.detail['domain']).reverse()).toEqual(
    Array.from({ length: told }, (_, at) => `e${at + 1}`),
  )
  expect(link.state()).toBe('connected')
  // One node that takes a new certificate is not two that share one.
  expect(await client.events({ kinds: ['duplicateIdentity'] }, 10)).toEqual([])
}, 300_000)

test('a machine joins by a token once, and is the same node after each restart', async () => {
  const collector = await startCollector()
  const machine = await place(collector)
  const { out, text } = printed()
  await createJoinToken({ collector: collector.address, state: collector.state, name: 'edge-1', hold: '24h' }, out)
  machine.token(text())
  const first = identityOf(collector, machine, 'join-token')
  const { link } = await startAgent(collector, 'edge-1', [], {}, first)
  await eventually(link.state, (each) => each === 'connected', patience)
  const [node] = await eventually(
    () => nodesOf(collector),
    (nodes) => nodes[0]?.state === 'reporting',
    patience,
  )
  expect(node?.name).toBe('edge-1')
  await link.stop()
  first.stop()

  const second = identityOf(collector, machine, 'join-token')
  const again = await startAgent(collector, 'edge-1', [], {}, second)
  await eventually(again.link.state, (each) => each === 'connected', patience)
  expect((await nodesOf(collector)).map((each) => each.id)).toEqual([node?.id])

  const other = await place(collector)
  other.token(text())
  await expect(identityOf(collector, other, 'join-token').credentials()).rejects.toMatchObject({
    details: expect.stringMatching(/^TOKEN_INVALID: /),
  })
})

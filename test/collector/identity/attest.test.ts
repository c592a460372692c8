import { expect, test } from 'vitest'
import { attestByToken } from '../../../collector/identity/attest.ts'
import { openKubernetes } from '../../../collector/identity/kubernetes.ts'
import { Refusal } from '../../../collector/identity/refusal.ts'
import {
  agentToken,
  type FakeKubernetes,
  type FakeToken,
  fakeKubernetes,
  oldAgentToken,
} from '../../support/kubernetesapi.ts'

const config = { serviceAccounts: ['merlon/merlon-agent'], audience: 'merlon-collector' }
const node = { name: 'worker-1', uid: 'uid-1' }
const pod = { namespace: 'merlon', name: 'merlon-agent-worker-1', uid: 'pod-of-uid-1', nodeName: 'worker-1' }
const extraKey = (name: string) => `authentication.kubernetes.io/${name}`

async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(Refusal)
  return error as Refusal
}

async function attest(token: FakeToken | undefined, prepare: (fake: FakeKubernetes) => void = () => undefined) {
  const fake = await fakeKubernetes()
  fake.put(node)
  fake.pods.push(pod)
  if (token) fake.tokens.set('secret-token', token)
  prepare(fake)
  const api = await openKubernetes(fake.kubeconfig)
  return { fake, attested: attestByToken(api, config, 'secret-token') }
}

test('a token says on which node its pod runs', async () => {
  const { fake, attested } = await attest(agentToken(node))
  expect(await attested).toMatchObject(node)
  expect(fake.requests).toEqual(['POST /apis/authentication.k8s.io/v1/tokenreviews', 'GET /api/v1/nodes/worker-1'])
  expect(fake.violations).toEqual([])
})

test('the token of an older server says its pod, which says its node', async () => {
  const { fake, attested } = await attest(oldAgentToken(node))
  expect(await attested).toMatchObject(node)
  expect(fake.requests).toContain('GET /api/v1/namespaces/merlon/pods/merlon-agent-worker-1')
  expect(fake.violations).toEqual([])
})

test.each<[string, FakeToken | undefined, string, (fake: FakeKubernetes) => void]>([
  ['a token that the server does not know', undefined, 'TOKEN_INVALID', () => undefined],
  [
    'a token for another audience',
    agentToken(node, { audiences: ['vault'] }),
    'TOKEN_AUDIENCE_MISMATCH',
    () => undefined,
  ],
  [
    'another service account',
    agentToken(node, { username: 'system:serviceaccount:merlon:default' }),
    'SERVICE_ACCOUNT_NOT_ALLOWED',
    () => undefined,
  ],
  [
    'the same name in another namespace',
    agentToken(node, { username: 'system:serviceaccount:other:merlon-agent' }),
    'SERVICE_ACCOUNT_NOT_ALLOWED',
    () => undefined,
  ],
  ['a person', agentToken(node, { username: 'merlon/merlon-agent' }), 'SERVICE_ACCOUNT_NOT_ALLOWED', () => undefined],
  ['a node that is gone', agentToken(node), 'NODE_IDENTITY_MISMATCH', (fake) => fake.remove('worker-1')],
  [
    'a node that was made again under its name',
    agentToken(node),
    'NODE_IDENTITY_MISMATCH',
    (fake) => fake.put({ ...node, uid: 'uid-2' }),
  ],
  ['a token that is bound to no pod', agentToken(node, { extra: {} }), 'NODE_IDENTITY_MISMATCH', () => undefined],
  [
    'two nodes at once',
    agentToken(node, { extra: { [extraKey('node-name')]: ['worker-1', 'worker-2'] } }),
    'NODE_IDENTITY_MISMATCH',
    () => undefined,
  ],
  ['an older token whose pod is gone', oldAgentToken(node), 'NODE_IDENTITY_MISMATCH', (fake) => void fake.pods.pop()],
  [
    'an older token whose pod was made again',
    oldAgentToken({ ...node, uid: 'other' }),
    'NODE_IDENTITY_MISMATCH',
    () => undefined,
  ],
  ['an API server that fails', agentToken(node), 'STORAGE_DOWN', (fake) => fake.fail(500)],
  ['an API server that lets nobody ask', agentToken(node), 'STORAGE_DOWN', (fake) => fake.fail(403)],
])('%s is refused', async (_name, token, reason, prepare) => {
  const { attested } = await attest(token, prepare)
  const refusal = await refusalOf(attested)
  expect(refusal.reason).toBe(reason)
  expect(`${refusal.message} ${refusal.stack}`).not.toContain('secret-token')
})

test('an API server that is not there is our difficulty, not that of the node', async () => {
  const fake = await fakeKubernetes()
  const api = await openKubernetes(fake.kubeconfig)
  await fake.close()
  const refusal = await refusalOf(attestByToken(api, config, 'secret-token'))
  expect([refusal.reason, refusal.message]).toEqual(['STORAGE_DOWN', expect.not.stringContaining('secret-token')])
})

test.each([
  ['none', ''],
  ['one with a line break', 'a\nb'],
  ['one too long', 'a'.repeat(20_000)],
])('%s is never sent anywhere', async (_name, token) => {
  const fake = await fakeKubernetes()
  const refusal = await refusalOf(attestByToken(await openKubernetes(fake.kubeconfig), config, token))
  expect([refusal.reason, fake.requests]).toEqual(['TOKEN_INVALID', []])
})

test('audiences that are not named are those of the API server, not ours', async () => {
  const review = { ...agentToken(node), authenticated: true, error: '' }
  const api = { reviewToken: async () => ({ ...review, audiences: [] }) } as never
  expect((await refusalOf(attestByToken(api, config, 'token'))).reason).toBe('TOKEN_AUDIENCE_MISMATCH')
})

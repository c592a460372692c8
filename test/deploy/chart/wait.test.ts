// What the Job of the cleanup runs, against an API server that answers as told.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createAuthority, issueServer } from '../../../collector/identity/authority.ts'
import { objectOf, renderingOf } from '../../support/chart.ts'

const script = fileURLToPath(new URL('../../../deploy/chart/files/wait.mjs', import.meta.url))
const account = mkdtempSync(join(tmpdir(), 'merlon-test-'))
const asked: string[] = []
let answers: readonly [status: number, body: string][] = []
let server: Server

beforeAll(async () => {
  const authority = await createAuthority('test')
  const pair = await issueServer(authority, ['127.0.0.1'], 1)
  writeFileSync(join(account, 'ca.crt'), authority.cert)
  writeFileSync(join(account, 'token'), 'secret-token\n')
  server = createServer(pair, (request, response) => {
    const [status, body] = answers[Math.min(asked.length, answers.length - 1)] ?? [500, '']
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`)
    response.writeHead(status).end(body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(() => void asked.splice(0))
afterAll(() => {
  server.close()
  rmSync(account, { recursive: true, force: true })
})

const daemonSet = (status: object): [number, string] => [200, JSON.stringify({ metadata: { generation: 1 }, status })]
const ready = daemonSet({ observedGeneration: 1, desiredNumberScheduled: 3, numberReady: 3 })

function start() {
  const { port } = server.address() as { port: number }
  const child = spawn(process.execPath, [script, 'merlon', 'merlon-cleanup'], {
    env: { MERLON_ACCOUNT: account, KUBERNETES_SERVICE_HOST: '127.0.0.1', KUBERNETES_SERVICE_PORT: `${port}` },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  return { child, ended: once(child, 'close').then(([code]) => ({ code: code as number, output })) }
}

test('it asks as the service account and ends when every node is clean', async () => {
  answers = [ready]
  expect(await start().ended).toEqual({ code: 0, output: '3 of 3 nodes are clean\n' })
  expect(asked).toEqual(['GET /apis/apps/v1/namespaces/merlon/daemonsets/merlon-cleanup Bearer secret-token'])
})

test('it goes on while nothing is known, and while a node is not clean', async () => {
  answers = [
    daemonSet({}),
    [503, 'away'],
    [200, 'no JSON'],
    daemonSet({ observedGeneration: 1, desiredNumberScheduled: 3, numberReady: 2 }),
    ready,
  ]
  const { code, output } = await start().ended
  expect(code).toBe(0)
  expect(output.split('\n')).toEqual([
    'not known: the API server answers 503',
    expect.stringMatching(/^not known: .*JSON/),
    '2 of 3 nodes are clean',
    '3 of 3 nodes are clean',
    '',
  ])
  expect(output).not.toContain('secret-token')
})

test('it ends as failed when it is told to', async () => {
  answers = [[403, 'no']]
  const { child, ended } = start()
  await once(child.stdout, 'data')
  child.kill('SIGTERM')
  expect((await ended).code).toBe(1)
})

test('the Job waits for the DaemonSet of its hook, and runs after it', () => {
  const rendering = renderingOf('default')
  const job = objectOf(rendering, 'Job', 'merlon-cleanup')
  const set = objectOf(rendering, 'DaemonSet', 'merlon-cleanup')
  expect(job.spec.template.spec.containers[0].args).toEqual([set.metadata.namespace, set.metadata.name])
  const weight = ({ metadata }: typeof job) => Number(metadata.annotations['helm.sh/hook-weight'])
  expect(weight(job)).toBeGreaterThan(weight(set))
  const hooks = rendering.objects.filter(({ metadata }) => metadata.annotations?.['helm.sh/hook'])
  expect(hooks.map(({ kind }) => kind).sort()).toEqual(
    ['ConfigMap', 'DaemonSet', 'Job', 'Role', 'RoleBinding', 'ServiceAccount', 'ServiceAccount'].sort(),
  )
  for (const { metadata } of hooks) {
    expect(metadata.annotations['helm.sh/hook']).toBe('post-delete')
    expect(metadata.annotations['helm.sh/hook-delete-policy']).toBe('before-hook-creation,hook-succeeded')
  }
})

test('what is removed is what was prepared', () => {
  for (const [name, file] of [
    ['default', 'merlon'],
    ['private-root', 'merlon'],
    ['registry', 'posture'],
  ] as const) {
    const pod = (kind: string) => objectOf(renderingOf(name), 'DaemonSet', `${file}-${kind}`).spec.template.spec
    const path = (spec: ReturnType<typeof pod>, volume: string) =>
      spec.volumes.find((each: { name: string }) => each.name === volume)?.hostPath.path
    const [remove] = pod('cleanup').initContainers
    const spool = remove.args.find((each: string) => each.startsWith('--spool=/above')).replace('--spool=/above', '')
    expect(`${path(pod('cleanup'), 'above')}${spool}`).toBe(path(pod('agent'), 'spool'))
    expect(path(pod('cleanup'), 'tracing')).toBe(path(pod('agent'), 'tracing'))
    expect(remove.args).toContain('--remove')
  }
})

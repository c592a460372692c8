import { type ServiceError, status } from '@grpc/grpc-js'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openClient } from '../../../collector/cli/client.ts'
import { sshdConfig, startAgent } from '../../support/agent.ts'
import { eventually, startCollector, type TestCollector, temporary } from '../../support/collector.ts'
import { operatorPems, rawCall } from '../../support/rawcall.ts'

function call(collector: TestCollector, name: string, request: object) {
  return rawCall(collector, operatorPems(collector), 'ReportService', name, request).then(
    (answer) => ({ code: status.OK, details: '', answer }),
    ({ code, details }: ServiceError) => ({ code, details, answer: undefined }),
  )
}

test.each<[string, object, number, RegExp]>([
  ['ListFindings', { outcomes: [99] }, status.INVALID_ARGUMENT, /^unrecognized-99: there are pass, fail/],
  ['ListFindings', { outcomes: [0] }, status.INVALID_ARGUMENT, /^unspecified: there are pass, fail/],
  ['ListFindings', { minSeverity: 42 }, status.INVALID_ARGUMENT, /^unrecognized-42: there are info, low/],
  ['ListFindings', { pageToken: 'nonsense' }, status.INVALID_ARGUMENT, /./],
  ['ListFindings', { nodes: ['nobody'] }, status.NOT_FOUND, /^no node nobody; there are none$/],
  ['ListFindings', { pageSize: -5 }, status.OK, /^$/],
  ['GetFinding', { id: 'zz' }, status.NOT_FOUND, /^no finding zz/],
  ['GetFinding', {}, status.NOT_FOUND, /^no finding/],
  ['ListNodes', { pageToken: 'nobody' }, status.INVALID_ARGUMENT, /./],
  ['GetNodeFacts', { node: 'nobody' }, status.NOT_FOUND, /^no node nobody/],
])('%s %j', async (name, request, code, details) => {
  const answer = await call(await startCollector(), name, request)
  expect(answer).toMatchObject({ code, details: expect.stringMatching(details) })
})

test('a finding is explained with its history, from its first answer on', async () => {
  const collector = await startCollector()
  const client = collector.client()
  const find = async () => (await client.findings({ rules: ['sshd-config-mode'], outcomes: ['pass', 'fail'] }))[0]
  const agent = await startAgent(collector, 'node-1', [sshdConfig('0666')])
  await eventually(find, (found) => found?.outcome === 'fail')
  agent.show(sshdConfig('0600'))
  const { id = '' } = (await eventually(find, (found) => found?.outcome === 'pass')) ?? {}
  const { finding, history } = await client.finding(id.slice(0, 10))
  expect(finding).toMatchObject({ id, outcome: 'pass', previousOutcome: 'fail', stale: false })
  expect(finding.references).toEqual(expect.objectContaining({}))
  expect(history.map(({ from, to }) => [from, to])).toEqual([
    ['fail', 'pass'],
    [undefined, 'fail'],
  ])
  expect(history[1]).not.toHaveProperty('fromMessage')
  expect(history[0]?.rulePack).toMatch(/^\d+\.\d+\.\d+\+[0-9a-f]{8}$/)
  expect((await client.report()).changes).toEqual(history.slice(0, 1))
})

test('two nodes of one name are told apart by their ids', async () => {
  const collector = await startCollector()
  const client = collector.client()
  for (const id of ['id-a', 'id-b']) await startAgent(collector, id, [sshdConfig('0666')], { nodeName: 'twin' })
  await eventually(
    () => client.report(),
    (report) => report.nodes.filter((node) => node.domains.length > 0).length === 2,
  )
  await expect(client.nodeFacts('twin')).rejects.toThrow(/^several nodes are named twin: id-[ab], id-[ab]; give an id$/)
  expect((await client.nodeFacts('id-b')).node).toMatchObject({ id: 'id-b', name: 'twin' })
  expect(new Set((await client.findings({ nodes: ['twin'] })).map((each) => each.nodeId))).toEqual(
    new Set(['id-a', 'id-b']),
  )
})

test('questions about what the agent never looked at are unknown, and count', async () => {
  const collector = await startCollector()
  const client = collector.client()
  await startAgent(collector, 'node-1', [sshdConfig('0600')])
  const report = await eventually(
    () => client.report(),
    (each) => each.counts.unknown > 0,
  )
  expect(report.score).toBeLessThan(100)
  const [kubelet] = await client.findings({ rules: ['kubelet-anonymous-auth'] })
  expect(kubelet).toMatchObject({ outcome: 'unknown', message: 'kubelet: not looked at yet' })
})

test('a watcher hears at once and after every change, until it leaves', async () => {
  const collector = await startCollector()
  const client = collector.client()
  const [heard, ended] = [vi.fn(), vi.fn()]
  const stop = client.watch(heard, ended)
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1), 60_000)
  await startAgent(collector, 'node-1', [sshdConfig('0666')])
  await vi.waitFor(() => expect(heard.mock.calls.at(-1)?.[0].coverage.reporting).toBe(1), 60_000)
  stop()
  await new Promise((done) => setTimeout(done, 50))
  const count = heard.mock.calls.length
  await startAgent(collector, 'node-2', [sshdConfig('0666')])
  await new Promise((done) => setTimeout(done, 400))
  expect(heard).toHaveBeenCalledTimes(count)
})

test('a watcher is told when the collector stops', async () => {
  const collector = await startCollector()
  const [heard, ended] = [vi.fn(), vi.fn()]
  collector.client().watch(heard, ended)
  await vi.waitFor(() => expect(heard).toHaveBeenCalled(), 60_000)
  await collector.stop()
  await vi.waitFor(() => expect(ended).toHaveBeenCalledWith('the collector stopped'), 60_000)
})

test('nodes come page by page to the end', async () => {
  const collector = await startCollector()
  for (const id of ['a', 'b', 'c']) await startAgent(collector, id, [])
  await eventually(
    () => collector.client().report(),
    (report) => report.nodes.length === 3,
  )
  const names: string[] = []
  let pageToken = ''
  do {
    const { answer } = await call(collector, 'ListNodes', { pageSize: 2, pageToken })
    const page = answer as { nodes: { name: string }[]; nextPageToken: string; totalSize: number }
    expect(page.totalSize).toBe(3)
    names.push(...page.nodes.map((node) => node.name))
    pageToken = page.nextPageToken
  } while (pageToken !== '')
  expect(names.sort()).toEqual(['a', 'b', 'c'])
})

test.each<[string, string, RegExp]>([
  ['nobody listens', '127.0.0.1:1', /^no collector answers at 127\.0\.0\.1:1; `merlon start` starts one \(/],
])('where %s the next step is said', async (_name, address, expected) => {
  const { state } = await startCollector()
  const client = openClient({ collector: address, state })
  onTestFinished(() => client.close())
  await expect(client.report()).rejects.toThrow(expected)
})

test('without a certificate the next step is said', () => {
  const state = temporary()
  expect(() => openClient({ collector: '127.0.0.1:1', state })).toThrow(
    `${state}/tls/trust.crt: no collector has run here; \`merlon start\` starts one, \`--state\` names another directory`,
  )
})

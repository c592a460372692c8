import { type AddressInfo, createServer } from 'node:net'
import { expect, test, vi } from 'vitest'
import { collectorSchema } from '../../../collector/config.ts'
import { openConfigz } from '../../../collector/configz/configz.ts'
import { known } from '../../../proto/value.ts'
import { lookOf, startAgent } from '../../support/agent.ts'
import { eventually, startCollector, type TestCollector, temporary } from '../../support/collector.ts'
import { fakeKubelet } from '../../support/configz.ts'
import { openStore } from '../store/memory.ts'

/** What the agent's files and flags give. */
function written(mode: string, pid = 7) {
  const configuration = [known('authorization.mode', mode, { source: 'file /var/lib/kubelet/config.yaml:7' })]
  return lookOf({ domain: 'kubelet', schema: 1, status: 1, kubelet: { configuration, process: { pid } } })
}

function finding(collector: TestCollector) {
  const client = collector.client()
  return async () => {
    const outcomes = ['pass', 'fail', 'unknown']
    return (await client.findings({ rules: ['kubelet-configz-differs'], outcomes }))[0]
  }
}

/** A kubelet that says what `state` holds. */
async function talkingKubelet(state: { mode: string | undefined; asked: number }) {
  return fakeKubelet((_, response) => {
    state.asked += 1
    if (state.mode === undefined) return void response.writeHead(403).end()
    response.end(JSON.stringify({ kubeletconfig: { authorization: { mode: state.mode } } }))
  })
}

test('what the kubelet says itself is kept beside, and a difference is a finding with both values', async () => {
  const state = { mode: 'AlwaysAllow' as string | undefined, asked: 0 }
  const kubelet = await talkingKubelet(state)
  const kubeletConfigz = { ...kubelet.config, addresses: { 'node-1': kubelet.address } }
  const directory = temporary()
  const collector = await startCollector(directory, { kubeletConfigz })
  const find = finding(collector)
  const agent = await startAgent(collector, 'node-1', [written('Webhook')])
  const differs = await eventually(find, (each) => each?.outcome === 'fail')
  expect(differs?.evidence.map(({ field, value }) => [field, value])).toEqual([
    ['authorization.mode', 'Webhook'],
    ['kubeletConfigz.authorization.mode', 'AlwaysAllow'],
    ['absent', 'false'],
  ])
  const { facts } = await collector.client().nodeFacts('node-1')
  expect(facts['kubeletConfigz']).toMatchObject({
    status: 'observed',
    fact: { address: kubelet.address, authorization: { mode: { value: 'AlwaysAllow' } } },
  })
  expect(facts['kubelet']).toMatchObject({ fact: { authorization: { mode: { value: 'Webhook' } } } })

  // It was restarted: the agent sees another process, and the kubelet is asked again at once.
  state.mode = 'Webhook'
  agent.show(written('Webhook', 8))
  await eventually(find, (each) => each?.outcome === 'pass')

  state.mode = undefined
  agent.show(written('Webhook', 9))
  expect((await eventually(find, (each) => each?.outcome === 'unknown'))?.message).toBe(
    `kubeletConfigz: failed: ${kubelet.address}: it answered 403`,
  )
  await collector.stop()

  // Not told to ask any more: what was once said is not held against the node.
  const asked = state.asked
  const again = await startCollector(directory)
  await eventually(finding(again), (each) => each === undefined)
  expect((await again.client().nodeFacts('node-1')).facts['kubeletConfigz']).toEqual({ status: 'absent' })
  expect(state.asked).toBe(asked)
})

test('only kubelets of nodes that the operator names are asked', async () => {
  const state = { mode: 'Webhook', asked: 0 }
  const kubelet = await talkingKubelet(state)
  const kubeletConfigz = { ...kubelet.config, addresses: { 'node-2': kubelet.address } }
  const collector = await startCollector(temporary(), { kubeletConfigz })
  await startAgent(collector, 'node-1', [written('Webhook')])
  await startAgent(collector, 'node-2', [written('Webhook')])
  await eventually(finding(collector), (each) => each?.outcome === 'pass')
  const client = collector.client()
  expect((await client.nodeFacts('node-1')).facts).not.toHaveProperty('kubeletConfigz')
  expect(
    await client.findings({ rules: ['kubelet-configz-differs'], outcomes: ['pass', 'fail', 'unknown'] }),
  ).toHaveLength(1)
})

test('of many kubelets a few are asked at a time, and one that hangs keeps nobody waiting', async () => {
  const [open, most, seen] = [new Set<object>(), { number: 0 }, new Set<string>()]
  const kubelet = await fakeKubelet((_, response) => {
    open.add(response)
    most.number = Math.max(most.number, open.size)
    setTimeout(() => {
      open.delete(response)
      response.end(JSON.stringify({ kubeletconfig: { authorization: { mode: 'Webhook' } } }))
    }, 20)
  })
  const silent = createServer((socket) => void socket.on('error', () => undefined).resume())
  await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done))
  const hangs = `127.0.0.1:${(silent.address() as AddressInfo).port}`
  const ids = Array.from({ length: 20 }, (_, at) => `node-${at}`)
  const addresses = Object.fromEntries(ids.map((id, at) => [id, at === 0 ? hangs : kubelet.address]))
  const { store } = await openStore()
  await store.putCluster({ id: 'c', name: 'c' })
  const judging = {
    observed: async (_: string, id: string) => void seen.add(id),
    begin: vi.fn(),
    again: vi.fn(),
    stored: vi.fn(),
    stop: vi.fn(),
  }
  const log = { warn: vi.fn() }
  const config = { ...kubelet.config, addresses }
  const configz = openConfigz({ store, clusterId: 'c', judging, log, config })
  for (const id of [...ids, ...ids, 'node-elsewhere']) configz.kubeletChanged(id)
  await eventually(
    () => seen.size,
    (size) => size === ids.length - 1,
  )
  await configz.stop()
  await store.close()
  await new Promise((done) => silent.close(done))
  expect(most.number).toBeLessThanOrEqual(8)
  expect(seen).toEqual(new Set(ids.slice(1)))
  expect(log.warn).not.toHaveBeenCalled()
})

test.each([
  ['no credential', {}, 'a token, or cert and key, is needed'],
  ['a certificate without its key', { cert: '/c' }, 'cert and key belong together'],
  ['an address without a port', { token: '/t', addresses: { n: '10.0.0.5' } }, 'written host:port'],
  ['an interval that is none', { token: '/t', intervalSeconds: 1 }, 'expected number to be >=10'],
])('%s is refused when it is configured', (_name, given, message) => {
  const parsed = collectorSchema.safeParse({ kubeletConfigz: { ca: '/ca', addresses: {}, ...given } })
  expect(parsed.error?.issues.map((each) => each.message).join()).toContain(message)
})

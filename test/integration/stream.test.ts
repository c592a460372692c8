import type { ServiceError } from '@grpc/grpc-js'
import { expect, test } from 'vitest'
import { issueClient } from '../../collector/identity/authority.ts'
import { v1 } from '../../proto/index.ts'
import { type lookOf, sshdConfig, startAgent } from '../support/agent.ts'
import { eventually, startCollector, type TestCollector, temporary } from '../support/collector.ts'
import { operatorPems, type Pems, rawCall } from '../support/rawcall.ts'
import { openStream, pemsOf, rawSession } from '../support/rawsession.ts'

const path = '/etc/ssh/sshd_config'
const spoolId = '10000000-0000-4000-8000-000000000001'

function finder(collector: TestCollector) {
  const client = collector.client()
  return async () => {
    const found = await client.findings({ rules: ['sshd-config-mode'], outcomes: ['pass', 'fail', 'unknown'] })
    return found.find((each) => each.subject === path)
  }
}

test('a change on a node reaches the report, with what it was before', async () => {
  const collector = await startCollector()
  const find = finder(collector)
  const agent = await startAgent(collector, 'node-1', [sshdConfig('0644')])
  await eventually(find, (finding) => finding?.outcome === 'pass')

  agent.show(sshdConfig('0666'))
  const finding = await eventually(find, (each) => each?.outcome === 'fail')

  expect(finding).toMatchObject({ nodeName: 'node-1', subject: path, previousOutcome: 'pass' })
  expect(finding?.evidence).toContainEqual({ field: 'mode', value: '0666', source: `stat ${path}` })
  const report = await collector.client().report()
  expect(report.coverage).toEqual({ expected: 1, reporting: 1, stale: 0, silent: 0, neverSeen: 0 })
  expect(report.changes[0]).toMatchObject({ rule: 'sshd-config-mode', from: 'pass', to: 'fail' })
})

test('a collector that restarts asks for nothing that it has, and knows everything that it knew', async () => {
  const state = temporary()
  const first = await startCollector(state)
  await startAgent(first, 'node-1', [sshdConfig('0666')])
  await eventually(finder(first), (finding) => finding?.outcome === 'fail')
  await first.stop()

  const second = await startCollector(state)
  expect((await finder(second)())?.outcome).toBe('fail')
  const session = await rawSession(second, 'node-1')
  session.write({ hello: hello([sshdConfig('0666')]) })
  const { welcome } = await session.next()
  expect(welcome?.needFull).toEqual([])
  expect(welcome?.sessionEpoch).toBe(2)
})

test('an agent comes back by itself when the collector does', async () => {
  const state = temporary()
  const first = await startCollector(state)
  const agent = await startAgent(first, 'node-1', [sshdConfig('0644')])
  await eventually(finder(first), (finding) => finding?.outcome === 'pass')
  await first.stop()
  agent.show(sshdConfig('0666'))
  const second = await startCollector(state, { listen: first.address })
  await eventually(finder(second), (finding) => finding?.outcome === 'fail')
})

test('a heartbeat says how node and agent are doing, and what came apart is asked for again', async () => {
  const collector = await startCollector()
  const session = await rawSession(collector, 'node-1')
  session.write({ hello: hello([]) })
  await session.next()
  const vitals = {
    uptimeSeconds: 60,
    load1: 0.5,
    memoryTotalBytes: 8e9,
    memoryAvailableBytes: 6e9,
    agentMemoryBytes: 1e8,
    agentCpuSeconds: 2,
  }
  session.write({
    heartbeat: { ...vitals, domains: hello([sshdConfig('0644')]).domains, degraded: ['file events: polling'] },
  })
  expect((await session.next()).needFull?.domains).toEqual(['files'])
  const client = collector.client()
  await expect.poll(async () => (await client.report()).nodes[0]).toMatchObject({ state: 'reporting', vitals })
})

test('only the bytes that changed are sent, and a wrong base makes the collector ask for the whole', async () => {
  const collector = await startCollector()
  const session = await rawSession(collector, 'node-1')
  const before = sshdConfig('0644')
  const after = sshdConfig('0666')
  session.write({ hello: hello([before]) })
  expect((await session.next()).welcome?.needFull).toEqual(['files'])
  session.write({ seq: 1, domainChunk: whole(before) })
  expect((await session.next()).ack?.committedSeq).toBe(1)

  const at = before.bytes.findIndex((byte, index) => byte !== after.bytes[index])
  const hashes = { fromHash: Buffer.from(before.hash, 'hex'), toHash: Buffer.from(after.hash, 'hex') }
  const middle = after.bytes.subarray(at, at + 2)
  session.write({
    seq: 2,
    domainDelta: { domain: 'files', ...hashes, prefixBytes: at, suffixBytes: after.bytes.length - at - 2, middle },
  })
  expect((await session.next()).ack?.committedSeq).toBe(2)
  expect((await finder(collector)())?.outcome).toBe('fail')

  session.write({
    seq: 3,
    domainDelta: { domain: 'files', ...hashes, prefixBytes: at, suffixBytes: after.bytes.length - at - 2, middle },
  })
  expect((await session.next()).needFull?.domains).toEqual(['files'])
})

test.each<[string, Parameters<typeof v1.ConnectRequest.encode>[0], string]>([
  ['bytes that are no observation', { domainChunk: chunk('files', Buffer.from('ffff', 'hex')) }, 'MALFORMED_FRAME'],
  [
    'an observation of another domain',
    { domainChunk: { ...whole(sshdConfig('0644')), domain: 'ssh' } },
    'MALFORMED_FRAME',
  ],
  ['a wrong hash', { domainChunk: { ...whole(sshdConfig('0644')), hash: Buffer.alloc(32) } }, 'MALFORMED_FRAME'],
  ['a piece out of order', { domainChunk: { ...whole(sshdConfig('0644')), offset: 5 } }, 'MALFORMED_FRAME'],
  ['more bytes than announced', { domainChunk: { ...whole(sshdConfig('0644')), totalBytes: 3 } }, 'MALFORMED_FRAME'],
  [
    'a domain larger than allowed',
    { domainChunk: { ...whole(sshdConfig('0644')), totalBytes: 100_000_000 } },
    'FIELD_TOO_LARGE',
  ],
  [
    'a domain that is none',
    { domainChunk: chunk('no domain', encoded({ domain: 'no domain', status: 1 })) },
    'MALFORMED_FRAME',
  ],
  ['a domain with NUL', { domainChunk: chunk('a\0b', encoded({ domain: 'a\0b', status: 1 })) }, 'MALFORMED_FRAME'],
  ['a domain without a name', { domainChunk: chunk('', encoded({ domain: '', status: 1 })) }, 'MALFORMED_FRAME'],
  [
    'what the collector observes itself',
    { domainChunk: chunk('kubeletConfigz', encoded({ domain: 'kubeletConfigz', schema: 1, status: 2 })) },
    'MALFORMED_FRAME',
  ],
  ['an observation without a status', { domainChunk: chunk('ssh', encoded({ domain: 'ssh' })) }, 'MALFORMED_FRAME'],
  ['events, which were not offered', { events: { spoolId: 'x', events: [] } }, 'UNIMPLEMENTED'],
  ['a second hello', { hello: hello([]) }, 'MALFORMED_FRAME'],
])('a hostile agent sends %s: refused, and the session goes on', async (_name, frame, reason) => {
  const collector = await startCollector()
  const session = await rawSession(collector, 'node-1')
  session.write({ hello: hello([sshdConfig('0644')]) })
  await session.next()
  session.write({ seq: 1, ...frame })
  expect((await session.next()).nack?.reason).toBe(reason)
  session.write({ seq: 2, domainChunk: whole(sshdConfig('0644')) })
  expect((await session.next()).ack?.committedSeq).toBe(2)
})

test.each<[string, Parameters<typeof v1.ConnectRequest.encode>[0][], RegExp]>([
  ['speaks before hello', [{ heartbeat: {} }], /MALFORMED_FRAME/],
  [
    'speaks a protocol from the future',
    [{ hello: { ...hello([]), protocolMin: 7, protocolMax: 9 } }],
    /PROTOCOL_UNSUPPORTED/,
  ],
  ['leaves a number out', [{ hello: hello([]) }, { seq: 5, domainChunk: whole(sshdConfig('0644')) }], /SEQ_GAP/],
  ['leaves an event out', [{ hello: withSpool() }, { seq: 1, events: { spoolId, events: [{ seq: 2 }] } }], /SEQ_GAP/],
  ['names a spool that is none', [{ hello: { ...withSpool(), spoolId: '../x' } }], /MALFORMED_FRAME/],
])('a session ends when an agent %s', async (_name, frames, reason) => {
  const collector = await startCollector()
  const session = await rawSession(collector, 'node-1')
  for (const frame of frames) session.write(frame)
  await expect(session.ended).resolves.toMatch(reason)
})

test('the newest session of a node counts: the older one can commit no more', async () => {
  const collector = await startCollector()
  const old = await rawSession(collector, 'node-1')
  old.write({ hello: hello([sshdConfig('0644')]) })
  await old.next()
  const young = await rawSession(collector, 'node-1')
  young.write({ hello: hello([sshdConfig('0644')]) })
  expect((await young.next()).welcome?.sessionEpoch).toBe(2)
  expect((await old.next()).reconnect?.reason).toBe('SUPERSEDED')
  old.write({ seq: 1, domainChunk: whole(sshdConfig('0666')) })
  await expect(old.ended).resolves.toMatch(/STALE_EPOCH/)
})

test('events are committed up to the acknowledged one, which the next session is told; sent again they change nothing', async () => {
  const collector = await startCollector()
  const first = await rawSession(collector, 'node-1')
  first.write({ hello: withSpool() })
  expect((await first.next()).welcome).toMatchObject({ capabilities: ['events'], committedEventSeq: 0 })
  const events = [1, 2, 3].map((seq) => ({ seq, flap: { domain: `e${seq}` } }))
  first.write({ seq: 1, events: { spoolId, events } })
  expect((await first.next()).ack).toMatchObject({ committedSeq: 1, committedEventSeq: 3 })
  first.write({ seq: 2, events: { spoolId, events } })
  expect((await first.next()).ack).toMatchObject({ committedSeq: 2, committedEventSeq: 3 })
  first.write({ seq: 3, events: { spoolId: spoolId.replace('1', '2'), events } })
  expect((await first.next()).nack).toMatchObject({ seq: 3, reason: 'MALFORMED_FRAME' })

  const second = await rawSession(collector, 'node-1')
  second.write({ hello: withSpool() })
  expect((await second.next()).welcome?.committedEventSeq).toBe(3)
  expect((await first.next()).reconnect?.reason).toBe('SUPERSEDED')
  first.write({ seq: 4, events: { spoolId, events: [{ seq: 4, flap: {} }] } })
  await expect(first.ended).resolves.toMatch(/STALE_EPOCH/)
  const stored = await collector.client().events({}, 100)
  expect(stored.map((each) => each.detail['domain'])).toEqual(['e3', 'e2', 'e1'])
})

test('a node cannot ask for reports, an operator cannot speak for a node, and nobody gets in without a certificate', async () => {
  const collector = await startCollector()
  const asNode = await reportFor(collector, await pemsOf(collector, 'node-1'))
  expect(asNode).toMatch(/NODE_IDENTITY_MISMATCH: .*for an operator/)
  const stream = openStream(collector, operatorPems(collector))
  await expect(stream.ended).resolves.toMatch(/for a node/)
  const other = await issueClient(
    collector.material.authority,
    { kind: 'operator', clusterId: 'another', name: 'x' },
    1,
  )
  expect(await reportFor(collector, { ca: collector.material.authority.cert, ...other })).toMatch(/another cluster/)
  const nobody = { ca: collector.material.authority.cert }
  expect(await reportFor(collector, nobody)).toMatch(/^CERT_INVALID/)
  await expect(openStream(collector, nobody).ended).resolves.toMatch(/^CERT_INVALID/)
})

test('a hostile agent sends settings that mean two things, or that reach for what all objects share: judged, and unknown', async () => {
  const collector = await startCollector()
  const session = await rawSession(collector, 'node-1')
  const value = { value: { string: 'x' }, source: 's' }
  const paths = [
    'authentication',
    'authentication.anonymous.enabled',
    'authentication.__proto__.polluted',
    'a'.repeat(10) + '.b'.repeat(50_000),
  ]
  const configuration = paths.map((path) => ({ path, ...value }))
  session.write({ hello: hello([]) })
  await session.next()
  const bytes = encoded({ domain: 'kubelet', schema: 1, status: 1, kubelet: { configuration } })
  session.write({ seq: 1, domainChunk: chunk('kubelet', bytes) })
  expect((await session.next()).ack?.committedSeq).toBe(1)
  const client = collector.client()
  const [finding] = await client.findings({
    rules: ['kubelet-anonymous-auth'],
    outcomes: ['pass', 'fail', 'unknown', 'error'],
  })
  expect(finding?.outcome).toBe('unknown')
  expect((await client.nodeFacts('node-1')).facts['kubelet']?.status).toBe('observed')
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

test('a hostile agent sends more domains than there will ever be: the rest is refused', async () => {
  const collector = await startCollector()
  const session = await rawSession(collector, 'node-1')
  session.write({ hello: hello([]) })
  await session.next()
  for (let seq = 1; seq <= 70; seq += 1)
    session.write({ seq, domainChunk: chunk(`d${seq}`, encoded({ domain: `d${seq}`, status: 2 })) })
  const refused = await eventually(
    async () => (await session.next()).nack,
    (nack) => nack !== null && nack !== undefined,
  )
  expect(refused).toMatchObject({ seq: 65, reason: 'FIELD_TOO_LARGE', message: 'more than 64 domains' })
  const report = await eventually(
    () => collector.client().report(),
    (each) => each.nodes[0]?.domains.length === 64,
  )
  expect(report.coverage.reporting).toBe(1)
})

test('a domain of a later version is kept, shown without a fact, and breaks nothing', async () => {
  const collector = await startCollector()
  const session = await rawSession(collector, 'node-1')
  session.write({ hello: hello([]) })
  await session.next()
  session.write({ seq: 1, domainChunk: chunk('constructor', encoded({ domain: 'constructor', schema: 1, status: 1 })) })
  expect((await session.next()).ack?.committedSeq).toBe(1)
  const { facts, node } = await collector.client().nodeFacts('node-1')
  expect(facts).toEqual({ constructor: { status: 'observed' } })
  expect(node.domains.map((each) => each.domain)).toEqual(['constructor'])
})

// ——— a session spoken by hand ———

function hello(looks: readonly ReturnType<typeof lookOf>[]) {
  const domains = looks.map((look) => ({ domain: look.domain, hash: Buffer.from(look.hash, 'hex') }))
  return { protocolMin: 1, protocolMax: 1, agentVersion: '0.1.0', nodeName: 'node-1', bootId: 'b', domains }
}

function withSpool() {
  return { ...hello([]), spoolId, capabilities: ['events'] }
}

function whole(look: ReturnType<typeof lookOf>) {
  return {
    domain: look.domain,
    hash: Buffer.from(look.hash, 'hex'),
    totalBytes: look.bytes.length,
    offset: 0,
    data: look.bytes,
  }
}

function encoded(observation: Parameters<typeof v1.Observation.encode>[0]): Buffer {
  return Buffer.from(v1.Observation.encode(observation).finish())
}

function chunk(domain: string, bytes: Buffer) {
  const { createHash } = process.getBuiltinModule('node:crypto')
  return { domain, hash: createHash('sha256').update(bytes).digest(), totalBytes: bytes.length, offset: 0, data: bytes }
}

/** What comes of a question for the report. */
function reportFor(collector: TestCollector, pems: Pems): Promise<string> {
  return rawCall(collector, pems, 'ReportService', 'GetReport').then(
    () => 'answered',
    ({ details }: ServiceError) => details,
  )
}

import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { prepareFile } from '../../agent/host/preparefile.ts'
import { stateBytes } from '../../agent/link/spool/state.ts'
import { minRingBytes, openSpool, type Spool } from '../../agent/link/spool.ts'
import type { EventView } from '../../collector/report/eventview.ts'
import { sshdConfig, startAgent } from '../support/agent.ts'
import { eventually, startCollector, type TestCollector, temporary } from '../support/collector.ts'

/** The files of one node's spool, which outlive its agent. */
function spoolFiles() {
  const directory = temporary()
  const paths = { ring: join(directory, 'ring'), state: join(directory, 'state') }
  prepareFile(paths.ring, minRingBytes)
  prepareFile(paths.state, stateBytes)
  return paths
}

function opened(paths: { ring: string; state: string } = { ring: '', state: '' }, memoryBytes?: number): Spool {
  const spool = openSpool({ ...paths, ...(memoryBytes ? { memoryBytes } : {}), syncInterval: 1 })
  onTestFinished(() => spool.close().catch(() => undefined))
  return spool
}

function happen(spool: Spool, from: number, to: number): void {
  for (let each = from; each <= to; each += 1) spool.append({ flap: { domain: `e${each}` } })
}

async function eventsOf(collector: TestCollector, ...nodes: string[]): Promise<EventView[]> {
  return (await collector.client().events({ nodes }, 100_000)).reverse()
}

const domains = (events: readonly EventView[]) => events.map((each) => each.detail['domain'])
const expected = (to: number) => Array.from({ length: to }, (_, at) => `e${at + 1}`)

async function eventuallyAll(collector: TestCollector, node: string, to: number): Promise<void> {
  await eventually(
    () => eventsOf(collector, node),
    (events) => events.length >= to,
  )
  expect(domains(await eventsOf(collector, node))).toEqual(expected(to))
}

test('what happens on a node is with the collector, once and in order, and leaves the state its turn', async () => {
  const collector = await startCollector()
  const spool = opened()
  happen(spool, 1, 3000)
  const agent = await startAgent(collector, 'node-1', [sshdConfig('0644')], { spool })
  agent.show(sshdConfig('0666'))
  happen(spool, 3001, 5000)
  await eventuallyAll(collector, 'node-1', 5000)
  const client = collector.client()
  await expect.poll(async () => (await client.findings({ rules: ['sshd-config-mode'] }))[0]?.outcome).toBe('fail')
})

test('a collector that is stopped amid events and an agent that is started again lose none and double none', async () => {
  const state = temporary()
  const paths = spoolFiles()
  let collector = await startCollector(state)
  const address = collector.address
  let spool = opened(paths)
  let agent = await startAgent(collector, 'node-1', [], { spool })
  let last = 0
  for (let round = 0; round < 3; round += 1) {
    happen(spool, last + 1, last + 1500)
    last += 1500
    // Some are committed by then, some are under way, some were never sent.
    await spool.flush()
    await collector.stop()
    happen(spool, last + 1, last + 10)
    last += 10
    await agent.link.stop()
    await spool.close()
    collector = await startCollector(state, { listen: address })
    spool = opened(paths)
    agent = await startAgent(collector, 'node-1', [], { spool })
  }
  await eventuallyAll(collector, 'node-1', last)
})

test('two sessions of one node, which takes turns between them, store each event once', async () => {
  const collector = await startCollector()
  const paths = spoolFiles()
  const spool = opened(paths)
  happen(spool, 1, 2000)
  await startAgent(collector, 'node-1', [], { spool })
  // The same spool once more, as if the agent ran twice.
  await startAgent(collector, 'node-1', [], { spool })
  happen(spool, 2001, 4000)
  await eventuallyAll(collector, 'node-1', 4000)
})

test('what did not fit while nobody listened is told as one gap, with its exact number', async () => {
  const collector = await startCollector()
  const spool = opened(undefined, 64 * 1024)
  happen(spool, 1, 5000)
  await spool.flush()
  await startAgent(collector, 'node-1', [], { spool })
  const events = await eventually(
    () => eventsOf(collector, 'node-1'),
    (each) => each.at(-1)?.seq === 5000,
  )
  const [gap, ...rest] = events
  expect(gap).toMatchObject({ kind: 'gap', detail: { fromSeq: 1, reason: 'the spool was full' } })
  expect(Number(gap?.detail['count']) + rest.length).toBe(5000)
  expect(domains(rest)).toEqual(expected(5000).slice(-rest.length))
})

test('an event that the collector refuses becomes a gap, and those around it arrive', async () => {
  const collector = await startCollector()
  const spool = opened()
  happen(spool, 1, 3)
  spool.append({ flap: { domain: 'x'.repeat(2000) } })
  happen(spool, 5, 7)
  await startAgent(collector, 'node-1', [], { spool })
  const events = await eventually(
    () => eventsOf(collector, 'node-1'),
    (each) => each.length === 7,
  )
  expect(domains(events)).toEqual(['e1', 'e2', 'e3', undefined, 'e5', 'e6', 'e7'])
  expect(events[3]).toMatchObject({
    kind: 'gap',
    detail: { fromSeq: 4, toSeq: 4, count: 1, reason: 'the collector refused it: FIELD_TOO_LARGE' },
  })
})

test('an agent that lost its spool begins another, and that is told', async () => {
  const collector = await startCollector()
  const first = opened()
  happen(first, 1, 1)
  const agent = await startAgent(collector, 'node-1', [], { spool: first })
  await eventually(
    () => eventsOf(collector, 'node-1'),
    (each) => each.length === 1,
  )
  await agent.link.stop()
  const second = opened()
  happen(second, 1, 1)
  await startAgent(collector, 'node-1', [], { spool: second })
  const events = await eventually(
    () => eventsOf(collector, 'node-1'),
    (each) => each.length === 3,
  )
  expect(events.map((each) => [each.spoolId === first.id(), each.seq, each.kind])).toEqual([
    [true, 1, 'flap'],
    [true, 0, 'gap'],
    [false, 1, 'flap'],
  ])
})

test('a domain that changed and changed back while nobody heard is told', async () => {
  const state = temporary()
  const first = await startCollector(state)
  const spool = opened()
  const [good, bad] = [sshdConfig('0644'), sshdConfig('0666')]
  const agent = await startAgent(first, 'node-1', [good], { spool })
  await eventually(agent.link.state, (each) => each === 'connected')
  await first.stop()
  await eventually(agent.link.state, (each) => each !== 'connected')
  agent.show(bad)
  agent.show(good)
  const second = await startCollector(state, { listen: first.address })
  const [event] = await eventually(
    () => eventsOf(second),
    (each) => each.length > 0,
  )
  expect(event).toMatchObject({ kind: 'flap', nodeName: 'node-1', detail: { domain: 'files', hash: bad.hash } })
})

test('who watches hears of each event behind the one that is named', async () => {
  const collector = await startCollector()
  const spool = opened()
  happen(spool, 1, 2)
  await startAgent(collector, 'node-1', [], { spool })
  const seen = await eventually(
    () => eventsOf(collector),
    (each) => each.length === 2,
  )
  const heard: EventView[] = []
  const stop = collector.client().watchEvents(
    { afterSequence: seen[0]?.sequence ?? 0 },
    (events) => heard.push(...events),
    () => undefined,
  )
  await eventually(
    () => domains(heard).join(),
    (each) => each === 'e2',
  )
  happen(spool, 3, 700)
  await eventually(
    () => heard.length,
    (length) => length === 699,
  )
  expect(domains(heard)).toEqual(expected(700).slice(1))
  stop()
})

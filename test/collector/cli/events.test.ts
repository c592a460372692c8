import { expect, onTestFinished, test } from 'vitest'
import { openSpool } from '../../../agent/link/spool.ts'
import { eventText, runEvents, sinceTime } from '../../../collector/cli/events.ts'
import { eventView } from '../../../collector/report/eventview.ts'
import type { EventMessage } from '../../../proto/index.ts'
import { startAgent } from '../../support/agent.ts'
import { eventually, startCollector } from '../../support/collector.ts'
import { printed } from '../../support/stream.ts'

const record = { nodeId: 'n', nodeName: 'node-1', sequence: 1, spoolId: 's', receivedTime: 0 }
const host = { place: 'host', unit: 'cron.service' }
const identity = { path: Buffer.from('/bin/a') }

test.each<[EventMessage, string]>([
  [
    { gap: { fromSeq: 3, toSeq: 9, count: 7, reason: 'the spool was full' } },
    '7 events are missing (3 to 9): the spool was full',
  ],
  [{ gap: { fromSeq: 3, count: 0, reason: 'another spool' } }, 'another spool'],
  [{ flap: { domain: 'ssh', until: { seconds: 5 } } }, 'ssh changed, and changed back until 1970-01-01T00:00:05.000Z'],
  [{ process: { place: host, identity, count: 1 } }, '/bin/a in cron.service'],
  [
    { process: { place: host, identity: { ...identity, marks: ['memfd'] }, count: 3 } },
    '/bin/a in cron.service, 3 times, memfd',
  ],
  [
    {
      process: {
        place: { place: 'host' },
        identity: { ...identity, script: Buffer.from('/x.sh') },
        count: 1,
        running: true,
      },
    },
    '/bin/a /x.sh in the host, running already',
  ],
  [
    { process: { place: { place: 'pod', namespace: 'shop', pod: 'web-1', container: 'app' }, identity, count: 1 } },
    '/bin/a in pod shop/web-1/app',
  ],
  [
    { container: { place: { place: 'pod', podUid: 'uid-1', containerId: '0123456789abcdef' }, state: 'started' } },
    'pod uid-1/0123456789ab started',
  ],
  [{ container: { place: {}, state: 'ended' } }, 'an unknown place ended'],
  [
    { trace: { seen: 5, source: 'sampled', reason: 'no tracefs', ringLost: 2 } },
    '5 starts seen by sampled, 2 lost (no tracefs)',
  ],
  [{ audit: { count: 9, code: 401 } }, '9 × 401 for nobody from unknown'],
  [{}, 'of a later version'],
])('%j is one line', (event, text) => {
  expect(eventText(eventView({ ...record, event }))).toBe(text)
})

test.each([
  ['30s', '1999-12-31T23:59:30.000Z'],
  ['30m', '1999-12-31T23:30:00.000Z'],
  ['2h', '1999-12-31T22:00:00.000Z'],
  ['7d', '1999-12-25T00:00:00.000Z'],
  ['2026-11-21', '2026-11-21T00:00:00.000Z'],
  ['2026-11-21T10:00:00+01:00', '2026-11-21T09:00:00.000Z'],
])('--since %s is %s', (text, expected) => {
  expect(sinceTime(text, Date.parse('2000-01-01T00:00:00Z'))).toBe(expected)
})

test.each(['', '5', '5y', 'yesterday', '2026-13-01', '-5m', '999999d'])('--since %j makes no sense', (text) => {
  expect(() => sinceTime(text, 0)).toThrow(`--since ${text}: neither a time`)
})

async function withEvents() {
  const collector = await startCollector()
  const spool = openSpool({ ring: '', state: '' })
  onTestFinished(() => spool.close())
  spool.append({ flap: { domain: 'ssh\u202e' } })
  spool.append({ trace: { source: 'events', seen: 3 } })
  await startAgent(collector, 'node-1', [], { spool })
  await eventually(
    () => collector.client().events({}, 10),
    (each) => each.length === 2,
  )
  const run = async (over: object = {}) => {
    const { out, text } = printed()
    const options = { nodes: [], kinds: [], most: 100, watch: false, format: 'table' as const, ...over }
    const code = await runEvents({ collector: collector.address, state: collector.state, ...options }, out)
    return { code, text: text() }
  }
  return { run }
}

test('what happened is a table, newest first, that obeys nothing a node said', async () => {
  const { run } = await withEvents()
  const { code, text } = await run()
  const [head, first, second] = text.split('\n')
  expect(code).toBe(0)
  expect(head).toMatch(/^TIME +NODE +KIND +WHAT$/)
  expect(first).toMatch(/node-1 +trace +3 starts seen by events$/)
  expect(second).toMatch(/node-1 +flap +ssh\\u\{202e\} changed/)
})

test('it is JSON for tools, and narrowed by kind, node, time and number', async () => {
  const { run } = await withEvents()
  const list = async (over: object) =>
    (JSON.parse((await run({ format: 'json', ...over })).text) as { kind: string }[]).map((each) => each.kind)
  expect(await list({})).toEqual(['trace', 'flap'])
  expect(await list({ kinds: ['flap'] })).toEqual(['flap'])
  expect(await list({ most: 1 })).toEqual(['trace'])
  expect(await list({ nodes: ['node-1'], since: '1h' })).toEqual(['trace', 'flap'])
  expect(await list({ since: '2100-01-01' })).toEqual([])
  await expect(list({ nodes: ['none'] })).rejects.toThrow(/none/)
  await expect(list({ kinds: ['bad'] })).rejects.toThrow('bad: there are gap, flap')
})

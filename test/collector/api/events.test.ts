import { expect, test } from 'vitest'
import { answerEvents, type EventsAsked, eventRecordFrom, openEvents } from '../../../collector/api/events.ts'
import type { ReportSource } from '../../../collector/report/source.ts'
import { v1 } from '../../../proto/index.ts'
import { cluster, fill, session, start } from '../store/contract/given.ts'
import { openStore } from '../store/memory.ts'

const spoolId = '10000000-0000-4000-8000-000000000001'

async function source() {
  const { store } = await openStore()
  await fill(store)
  for (const nodeId of ['node-a', 'node-b']) {
    const { epoch } = await store.openSession(session({ nodeId, name: `name of ${nodeId}`, spoolId }))
    const events = [1, 2].map((seq) => {
      const bytes = v1.Event.encode({ seq, time: { seconds: 5 }, flap: { domain: `${nodeId} ${seq}` } }).finish()
      return { seq, fromSeq: seq, kind: 'flap', time: 5000, bytes }
    })
    await store.commitEvents({ clusterId: cluster, nodeId, epoch, spoolId, time: start, events })
  }
  const reports = { nodeIds: async (names: readonly string[]) => names } as Partial<ReportSource> as ReportSource
  return openEvents(store, cluster, reports)
}

test('events are listed page by page with the names of their nodes', async () => {
  const events = await source()
  const first = await answerEvents(events, { pageSize: '3' })
  expect(first.events.map((each) => [each.nodeName, each.detail['domain'], each.seq])).toEqual([
    ['name of node-b', 'node-b 2', 2],
    ['name of node-b', 'node-b 1', 1],
    ['name of node-a', 'node-a 2', 2],
  ])
  const second = await answerEvents(events, { pageSize: '3', pageToken: first.nextPageToken })
  expect(second.events.map((each) => each.detail['domain'])).toEqual(['node-a 1'])
  expect(second).not.toHaveProperty('nextPageToken')
})

test('a query is what is asked for', async () => {
  const asked: EventsAsked[] = []
  const list = async (each: EventsAsked) => {
    asked.push(each)
    return { events: [] }
  }
  await answerEvents({ list }, { node: 'a,b', kind: ['flap', 'gap'], since: '2026-11-21T00:00:00Z', pageSize: '5000' })
  await answerEvents({ list }, {})
  expect(asked).toEqual([
    { nodes: ['a', 'b'], kinds: ['flap', 'gap'], since: Date.UTC(2026, 10, 21), pageSize: 1000 },
    { nodes: [], kinds: [], pageSize: 100 },
  ])
})

test.each([{ kind: 'bad' }, { since: 'yesterday' }, { pageSize: '0' }, { other: 'x' }])(
  'the query %j makes no sense',
  async (query) => {
    await expect(answerEvents({ list: async () => ({ events: [] }) }, query)).rejects.toThrow()
  },
)

test('a record is the same after it went over the wire', async () => {
  const { events } = await (await source()).list({ pageSize: 1 })
  const [record] = events
  const message = { ...record, receivedTime: { seconds: Math.floor(start / 1000), nanos: (start % 1000) * 1e6 } }
  const sent = v1.EventRecord.decode(v1.EventRecord.encode(message).finish())
  const back = eventRecordFrom(sent)
  expect({ ...back, event: back.event?.flap?.domain }).toEqual({ ...record, event: 'node-b 2' })
})

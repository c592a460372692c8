import { expect, test } from 'vitest'
import { eventSchema, eventView } from '../../../collector/report/eventview.ts'
import type { EventMessage } from '../../../proto/index.ts'

const record = { nodeId: 'n-1', nodeName: 'worker-1', sequence: 7, spoolId: 's', receivedTime: 2000 }
const view = (event: EventMessage) => eventView({ ...record, event })

test('an event looks as the schema says, whatever its kind', () => {
  const kinds: EventMessage[] = [
    { gap: { fromSeq: 1, toSeq: 2, count: 2, reason: 'r' } },
    { flap: { domain: 'ssh', hash: Buffer.from('ab12', 'hex'), until: { seconds: 3 } } },
    {
      process: {
        place: { place: 'host' },
        identity: { path: Buffer.from('/bin/a') },
        creators: [Buffer.from('/bin/b')],
      },
    },
    { container: { state: 'started' } },
    { trace: { source: 'events' } },
    { audit: { code: 403 } },
    {},
  ]
  for (const each of kinds) expect(eventSchema.parse(view({ seq: 3, ...each }))).toBeTruthy()
  expect(kinds.map((each) => view(each).kind)).toEqual([
    ...['gap', 'flap', 'process', 'container', 'trace', 'audit', 'unknown'],
  ])
})

test('times are RFC 3339, hashes hexadecimal, names text', () => {
  const time = { seconds: 1, nanos: 5e8 }
  const hash = Buffer.from('ab12', 'hex')
  expect(view({ seq: 3, time, flap: { domain: 'ssh', hash, until: { seconds: 3 } } })).toEqual({
    ...{ sequence: 7, nodeId: 'n-1', nodeName: 'worker-1', kind: 'flap', spoolId: 's', seq: 3 },
    ...{ time: '1970-01-01T00:00:01.500Z', receivedTime: '1970-01-01T00:00:02.000Z' },
    detail: { domain: 'ssh', hash: 'ab12', until: '1970-01-01T00:00:03.000Z' },
  })
  const identity = { path: Buffer.from('2f62ff', 'hex'), script: Buffer.from('/ä'), digest: hash }
  expect(view({ process: { identity, creators: [Buffer.from('/bin/sh')] } }).detail).toMatchObject({
    identity: { path: '/b\\xff', script: '/ä', digest: 'ab12' },
    creators: ['/bin/sh'],
  })
})

test('an event without a time names none', () => {
  expect(view({ gap: {} }).time).toBe('')
})

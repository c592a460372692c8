import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FrameError } from '../../../collector/ingest/assembly.ts'
import { checkEvents } from '../../../collector/ingest/events.ts'
import { type EventMessage, v1 } from '../../../proto/index.ts'
import { eventLimits } from '../../../proto/limits.ts'
import { runs } from '../../support/property.ts'

const flap = (over: object = {}): EventMessage => ({
  seq: 1,
  time: { seconds: 5, nanos: 1e6 },
  flap: { domain: 'ssh', ...over },
})

test('an event has its number, its kind, its time and its bytes', () => {
  const [event] = checkEvents([flap()])
  expect(event).toMatchObject({ seq: 1, fromSeq: 1, kind: 'flap', time: 5001 })
  expect(v1.Event.decode(event?.bytes ?? new Uint8Array()).flap?.domain).toBe('ssh')
  expect(checkEvents(null)).toEqual([])
})

test('a gap stands for all its numbers', () => {
  expect(checkEvents([{ seq: 9, gap: { fromSeq: 4, toSeq: 9, count: 6 } }])).toMatchObject([
    { seq: 9, fromSeq: 4, kind: 'gap', time: 0 },
  ])
})

test('an event of a later version is one', () => {
  expect(checkEvents([{ seq: 3 }])).toMatchObject([{ seq: 3, kind: 'unknown' }])
})

const process = (identity: object): EventMessage => ({ seq: 1, process: { identity } })

test.each<[string, EventMessage, string]>([
  ['no number', { flap: {} }, 'MALFORMED_FRAME'],
  ['what only the collector notes', { seq: 1, duplicateIdentity: { holders: [] } }, 'MALFORMED_FRAME'],
  ['a gap of another number', { seq: 9, gap: { fromSeq: 4, toSeq: 8, count: 5 } }, 'MALFORMED_FRAME'],
  ['a gap that miscounts', { seq: 9, gap: { fromSeq: 4, toSeq: 9, count: 5 } }, 'MALFORMED_FRAME'],
  ['a gap from nowhere', { seq: 9, gap: { fromSeq: 0, toSeq: 9, count: 10 } }, 'MALFORMED_FRAME'],
  ['a gap that ends before it begins', { seq: 9, gap: { fromSeq: 10, toSeq: 9, count: 0 } }, 'MALFORMED_FRAME'],
  ['a number that cannot be kept', { seq: 2 ** 60, flap: {} }, 'FIELD_TOO_LARGE'],
  ['a time that is none', flap({ until: { seconds: 9e15 } }), 'MALFORMED_FRAME'],
  ['a time before all', { seq: 1, time: { seconds: -1 } }, 'MALFORMED_FRAME'],
  ['a long text', flap({ domain: 'x'.repeat(1025) }), 'FIELD_TOO_LARGE'],
  ['a long path', process({ path: Buffer.alloc(4097) }), 'FIELD_TOO_LARGE'],
  ['a long list', process({ marks: Array(257).fill('x') }), 'FIELD_TOO_LARGE'],
  ['a long text in a list', process({ marks: ['x'.repeat(1025)] }), 'FIELD_TOO_LARGE'],
  [
    'more than an event may hold',
    { seq: 1, process: { creators: Array(20).fill(Buffer.alloc(4096)) } },
    'FIELD_TOO_LARGE',
  ],
])('an event with %s is refused', (_name, event, reason) => {
  const refused = () => checkEvents([flap(), event])
  expect(refused).toThrow(FrameError)
  expect(refused).toThrow(expect.objectContaining({ reason }))
})

test('a batch has an end', () => {
  const events = Array.from({ length: eventLimits.maxBatchEvents + 1 }, (_, at) => ({ seq: at + 1 }))
  expect(checkEvents(events.slice(1))).toHaveLength(eventLimits.maxBatchEvents)
  expect(() => checkEvents(events)).toThrow('2049 events, more than 2048')
})

test('whatever bytes come, they are events within bounds or a refusal', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      let batch: ReturnType<typeof v1.EventBatch.decode>
      try {
        batch = v1.EventBatch.decode(bytes)
      } catch {
        return
      }
      try {
        for (const each of checkEvents(batch.events)) {
          expect(Number.isSafeInteger(each.seq) && each.seq >= each.fromSeq && each.fromSeq >= 1).toBe(true)
          expect(Number.isSafeInteger(each.time)).toBe(true)
        }
      } catch (error) {
        expect(error).toBeInstanceOf(FrameError)
      }
    }),
    runs(500),
  )
})

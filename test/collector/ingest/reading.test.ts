import { expect, test } from 'vitest'
import { openReading } from '../../../collector/ingest/reading.ts'
import { openAgentStream } from '../../support/agentstream.ts'

test('is held up as long as anything hinders', () => {
  const { stream } = openAgentStream()
  const reading = openReading(stream)
  const after = (why: 'inflight' | 'unread', hinders: boolean) => {
    reading.hinder(why, hinders)
    return stream.isPaused()
  }
  expect(after('inflight', true)).toBe(true)
  expect(after('unread', true)).toBe(true)
  expect(after('inflight', false)).toBe(true)
  expect(after('inflight', true)).toBe(true)
  expect(after('unread', false)).toBe(true)
  expect(after('inflight', false)).toBe(false)
  expect(after('inflight', false)).toBe(false)
})

test('stops while the other end does not read, and goes on when it does', async () => {
  const { stream, sent, read } = openAgentStream({ reads: false })
  const reading = openReading(stream)
  let written = 0
  for (; !stream.isPaused() && written < 1000; written += 1) reading.write({ written })
  expect(written).toBe(stream.writableHighWaterMark)
  expect(reading.unread()).toBe(written)
  const drained = new Promise((done) => stream.once('drain', done))
  read()
  await drained
  expect([stream.isPaused(), reading.unread(), sent.length]).toEqual([false, 0, written])
})

test('nothing is written to a stream that ended', () => {
  const { stream, sent } = openAgentStream()
  const reading = openReading(stream)
  stream.end()
  reading.write({})
  expect(sent).toEqual([])
})

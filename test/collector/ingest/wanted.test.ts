import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openResends } from '../../../collector/ingest/resends.ts'
import { openWanted } from '../../../collector/ingest/wanted.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** A place for one, and sessions that want it. */
function open() {
  const resends = openResends(1)
  const session = () => {
    const asked: string[][] = []
    return { asked, ...openWanted(resends, (domains) => void asked.push(domains)) }
  }
  return { resends, session }
}

/** What was promised is done. */
const settle = () => vi.advanceTimersByTimeAsync(0)

test('who has a place is asked at once, more too', () => {
  const { session } = open()
  const first = session()
  expect(first.want([])).toEqual([])
  expect(first.want(['a', 'b'])).toEqual(['a', 'b'])
  expect(first.want(['c'])).toEqual(['c'])
  expect(first.asked).toEqual([])
})

test('the next is asked for everything when all of the first came', async () => {
  const { session, resends } = open()
  const [first, second] = [session(), session()]
  first.want(['a', 'b'])
  expect([second.want(['c']), second.want(['d'])]).toEqual([[], []])
  first.came(['a'])
  await settle()
  expect(second.asked).toEqual([])
  first.came(['b', 'x'])
  await settle()
  expect(second.asked).toEqual([['c', 'd']])
  second.came(['c', 'd'])
  expect(resends.counts()).toEqual({ sending: 0, waiting: 0 })
})

test('who does not send gives its place up after a minute, and may want again', async () => {
  const { session } = open()
  const [first, second] = [session(), session()]
  first.want(['a'])
  second.want(['b'])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(second.asked).toEqual([['b']])
  expect(first.want(['a'])).toEqual([])
  second.came(['b'])
  await settle()
  expect(first.asked).toEqual([['a']])
})

test('who leaves while it waits is never asked', async () => {
  const { session, resends } = open()
  const [first, second] = [session(), session()]
  first.want(['a'])
  second.want(['b'])
  second.close()
  first.close()
  await settle()
  expect(second.asked).toEqual([])
  expect(resends.counts()).toEqual({ sending: 0, waiting: 0 })
})

test('what came otherwise needs no turn', async () => {
  const { session } = open()
  const [first, second] = [session(), session()]
  first.want(['a'])
  second.want(['b'])
  second.came(['b'])
  first.close()
  await settle()
  expect(second.asked).toEqual([])
})

test('what was asked for may still come, until it is there or somebody else is asked', async () => {
  const { session } = open()
  const [first, second] = [session(), session()]
  expect(first.lacks(new Set())).toBe(false)
  first.want(['a', 'b'])
  second.want(['c'])
  expect([first.lacks(new Set('a')), first.lacks(new Set(['a', 'b'])), second.lacks(new Set())]).toEqual([
    true,
    false,
    false,
  ])
  first.came(['a', 'b'])
  await settle()
  expect([first.lacks(new Set()), second.lacks(new Set()), second.lacks(new Set('c'))]).toEqual([false, true, false])
})

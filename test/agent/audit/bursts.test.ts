import { expect, test } from 'vitest'
import { burstLimits, openBursts } from '../../../agent/audit/bursts.ts'
import type { Refusal } from '../../../agent/parse/auditline.ts'

let count = 0
const refusal = (over: Partial<Refusal> = {}): Refusal => ({
  ...{ code: 403, user: 'eve', source: '10.0.0.9', asked: 'list secrets', time: 5000, request: `r${(count += 1)}` },
  ...over,
})
const many = (times: number, over: (at: number) => Partial<Refusal> = () => ({})) =>
  Array.from({ length: times }, (_, at) => refusal(over(at)))

test('as many as the threshold are a burst, one less is none', () => {
  for (const [times, expected] of [
    [9, []],
    [10, [10]],
  ] as const) {
    const bursts = openBursts()
    for (const each of many(times)) bursts.refused(each, 1000)
    expect(bursts.take(1000 + burstLimits.window - 1)).toEqual([])
    expect(bursts.take(1000 + burstLimits.window).map((each) => each.count)).toEqual(expected)
    expect(bursts.take()).toEqual([])
  }
})

test('what is told of a burst', () => {
  const bursts = openBursts()
  const verbs = ['get', 'list', 'watch', 'create']
  for (const each of many(40, (at) => ({ asked: `${verbs[at % 4]} r${at % 20}`, time: 5000 + at })))
    bursts.refused(each, 1000)
  const [burst] = bursts.take()
  expect(burst).toMatchObject({ code: 403, user: 'eve', source: '10.0.0.9', count: 40 })
  expect(burst?.firstTime).toEqual({ seconds: 5, nanos: 0 })
  expect(burst?.lastTime).toEqual({ seconds: 5, nanos: 39_000_000 })
  expect(burst?.asked).toHaveLength(10)
  expect(burst?.asked).toEqual([...(burst?.asked ?? [])].sort())
})

test('users, addresses and codes are counted apart', () => {
  const bursts = openBursts({ ...burstLimits, threshold: 2 })
  const all: Partial<Refusal>[] = [{}, {}, { user: 'bob' }, { source: '10.0.0.8' }, { code: 401 }, { code: 401 }]
  for (const each of all) bursts.refused(refusal(each), 0)
  expect(bursts.take().map(({ code, user, source, count: times }) => [code, user, source, times])).toEqual([
    [403, 'eve', '10.0.0.9', 2],
    [401, 'eve', '10.0.0.9', 2],
  ])
})

test('a request whose stages are written one by one counts once', () => {
  const bursts = openBursts({ ...burstLimits, threshold: 1 })
  for (const each of [refusal({ request: 'x' }), refusal({ request: 'x' }), refusal({ request: 'y' })])
    bursts.refused(each, 0)
  expect(bursts.take().map((each) => each.count)).toEqual([2])
})

test('the time of reading counts where a line has none; a clock that is set back ends a window', () => {
  const bursts = openBursts({ ...burstLimits, threshold: 1 })
  bursts.refused(refusal({ time: undefined }), 7000)
  expect(bursts.take(6000)).toMatchObject([{ firstTime: { seconds: 7 } }])
})

test('so many users at a time; the others are counted as not counted', () => {
  const bursts = openBursts({ ...burstLimits, keys: 100, threshold: 1 })
  for (const each of many(250, (at) => ({ user: `u${at}` }))) bursts.refused(each, 0)
  expect(bursts.take()).toHaveLength(100)
  expect(bursts.uncounted()).toBe(150)
})

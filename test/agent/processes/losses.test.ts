import { expect, test } from 'vitest'
import { type Moment, traceReport } from '../../../agent/processes/losses.ts'
import { noLoss } from '../../../agent/processes/observation.ts'

const moment = (time: number, over: Partial<Moment> = {}): Moment => ({
  ...{ time, loss: noLoss, seen: 0, suppressed: 0, own: 0 },
  ...over,
})
const events = { source: 'events', reason: '' } as const

test('nothing lost is said too', () => {
  expect(traceReport(moment(1000), moment(61_000), events, 4096)).toEqual({
    ...{ fromTime: { seconds: 1, nanos: 0 }, toTime: { seconds: 61, nanos: 0 }, ...events, bufferBytes: 4096 },
    ...{ seen: 0, ringLost: 0, forkGap: 0, execWithoutEvent: 0, unattributed: 0, unresolved: 0, digestSkipped: 0 },
    ...{ treeEvicted: 0, pidReused: 0, suppressed: 0, own: 0, downtimeMilliseconds: 0, places: [] },
  })
})

test('only what came since the last time is told', () => {
  const before = moment(1000, { loss: { ...noLoss, ringLost: 1, forkGap: 2 }, seen: 10, suppressed: 1, own: 1 })
  const loss = { ...noLoss, ringLost: 4, notUnderstood: 1, overflow: 2, forkGap: 2, exeUnresolved: 5, unattributed: 6 }
  const more = { ...loss, execWithoutEvent: 7, digestSkipped: 8, treeEvicted: 9, pidReuseRejected: 10 }
  const after = moment(2000, { loss: more, seen: 30, suppressed: 4, own: 3 })
  expect(traceReport(before, after, { source: 'sampled', reason: 'why' }, 0)).toMatchObject({
    ...{ source: 'sampled', reason: 'why', seen: 20, ringLost: 6, forkGap: 0, unresolved: 5, unattributed: 6 },
    ...{ execWithoutEvent: 7, digestSkipped: 8, treeEvicted: 9, pidReused: 10, suppressed: 3, own: 2 },
  })
})

test('a clock that is set back makes no negative interval', () => {
  const { fromTime, toTime } = traceReport(moment(5000), moment(1000), events, 0)
  expect(toTime).toEqual(fromTime)
})

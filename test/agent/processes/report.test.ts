import { expect, test } from 'vitest'
import type { Approval } from '../../../agent/processes/guard.ts'
import { openProcessReport, type ProcessReportOptions, reportLimits } from '../../../agent/processes/report.ts'
import { checkEvents } from '../../../collector/ingest/events.ts'
import type { EventMessage } from '../../../proto/index.ts'
import { fromTimestamp } from '../../../proto/timestamp.ts'
import { inPod, observation } from '../../support/observation.ts'

function open(over: Partial<ProcessReportOptions> = {}) {
  const events: Omit<EventMessage, 'seq'>[] = []
  const fresh: string[] = []
  const state: { approval: Approval } = { approval: 'unguarded' }
  const report = openProcessReport({
    append: (event) => void events.push(event),
    source: () => 'events',
    approval: () => state.approval,
    nameOf: async () => ({ namespace: 'shop', pod: 'web-0', container: 'app' }),
    imageOf: () => 'registry/app:1',
    detailOf: () => ({ user: 'root', workingDirectory: '/srv', listeners: ['tcp/0.0.0.0:80'] }),
    fresh: ({ path }) => void fresh.push(path),
    ...over,
  })
  return { report, state, fresh, told: () => events.splice(0).map((each) => each.process ?? {}) }
}

const pathOf = (each: { identity?: { path?: Uint8Array | null } | null }) =>
  Buffer.from(each.identity?.path ?? []).toString()

test('what is seen for the first time is told at once with evidence; repetitions are counted until the window ends', async () => {
  const { report, told, fresh } = open()
  report.started(observation())
  const [first] = told()
  expect(first).toMatchObject({ count: 1, source: 'events', running: false })
  expect(first?.evidence).toMatchObject({ pid: 50, parentPid: 4, user: 'root', listeners: ['tcp/0.0.0.0:80'] })
  report.started(observation({ pid: 51, time: '2026-11-21T10:00:01.000Z' }))
  report.started(observation({ pid: 52, time: '2026-11-21T10:00:02.500Z' }))
  expect(told()).toEqual([])
  await report.endWindow()
  const [second, ...none] = told()
  expect(none).toEqual([])
  expect(second).toMatchObject({ count: 2 })
  expect(fromTimestamp(second?.lastTime) - fromTimestamp(second?.firstTime)).toBe(1500)

  report.started(observation())
  expect(told()).toEqual([])
  await report.endWindow()
  const all = told()
  expect(all.map(({ count, evidence }) => [count, evidence])).toEqual([[1, undefined]])
  expect(fresh).toEqual(['/bin/a'])
})

test('every start is told in one event and counted once', async () => {
  const { report, told } = open()
  const paths = ['/bin/a', '/bin/b', '/bin/a', '/bin/c', '/bin/a', '/bin/b']
  for (const path of paths) report.started(observation({ path }))
  await report.endWindow()
  for (const path of paths) report.started(observation({ path }))
  await report.endWindow()
  const counts = new Map<string, number>()
  for (const each of told()) counts.set(pathOf(each), (counts.get(pathOf(each)) ?? 0) + (each.count ?? 0))
  expect(Object.fromEntries(counts)).toEqual({ '/bin/a': 6, '/bin/b': 4, '/bin/c': 2 })
})

test.each<[string, Parameters<typeof observation>[0], Approval, boolean]>([
  ['known and unguarded', {}, 'unguarded', false],
  ['known and approved', {}, 'approved', false],
  ['known and not approved', {}, 'not approved', true],
  ['marked, though approved', { signals: ['memfd'] }, 'approved', true],
  ['a setuid program, though approved', { rights: ['setuid'] }, 'approved', true],
])('evidence of what is %s', async (_name, over, approval, expected) => {
  const { report, state, told } = open()
  report.started(observation(over))
  await report.endWindow()
  told()
  state.approval = approval
  report.started(observation(over))
  expect(told().map(({ evidence }) => evidence !== undefined)).toEqual(expected ? [true] : [])
})

test('one start after the other with a mark: the first of a window is told at once, the others are counted', async () => {
  const { report, told } = open()
  for (let each = 0; each < 1000; each += 1) report.started(observation({ signals: ['memfd'] }))
  await report.endWindow()
  expect(told().map(({ count }) => count)).toEqual([1, 999])
})

test('a pod whose names come later is told when the window ends, with them', async () => {
  const { report, told } = open()
  report.started(inPod({}, false))
  expect(told()).toEqual([])
  await report.endWindow()
  expect(told()).toMatchObject([
    { place: { place: 'pod', namespace: 'shop', pod: 'web-0', container: 'app', image: 'registry/app:1' } },
  ])
  report.started(inPod())
  expect(told()).toEqual([])
})

test('what ran already is told apart, and is no start when it starts', async () => {
  const { report, fresh, told } = open()
  report.started(observation(), true)
  expect(told()).toEqual([])
  report.started(observation())
  await report.endWindow()
  expect(told().map(({ running, count }) => [running, count])).toEqual([
    [true, 1],
    [false, 1],
  ])
  expect(fresh).toEqual([])
})

test('a window holds so many identities; how many starts were not told is counted', async () => {
  const { report, told } = open({ limits: { ...reportLimits, identities: 10 } })
  for (let each = 0; each < 25; each += 1) report.started(observation({ path: `/bin/${each}` }))
  report.started(observation({ path: '/bin/3' }))
  await report.endWindow()
  expect(told()).toHaveLength(11)
  expect(report.suppressed()).toBe(15)
  report.started(observation({ path: '/bin/24' }))
  expect(told().map(pathOf)).toEqual(['/bin/24'])
})

test('what is remembered is bounded: the oldest is new again', async () => {
  const { report, fresh } = open({ limits: { ...reportLimits, remembered: 2 } })
  for (const path of ['/a', '/b', '/a', '/c', '/a', '/b']) {
    report.started(observation({ path }))
    await report.endWindow()
  }
  expect(fresh).toEqual(['/a', '/b', '/c', '/b'])
})

test('a start of which not even a path is known is not told', async () => {
  const { report, told } = open()
  report.started(observation({ path: '', pathSource: 'unresolved' }))
  await report.endWindow()
  expect(told()).toEqual([])
})

test('the longest that a process can be is within what a collector takes', () => {
  const events: Omit<EventMessage, 'seq'>[] = []
  const path = `/${'\uEFFF'.repeat(5000)}`
  const { report } = open({
    append: (event) => void events.push(event),
    imageOf: () => 'x'.repeat(5000),
    detailOf: () => ({ user: 'u', workingDirectory: path, listeners: Array.from({ length: 999 }, () => 'tcp/[::]:1') }),
  })
  const creators = Array.from({ length: 8 }, (_, pid) => ({ pid, path }))
  const commandLine = Array.from({ length: 8 }, () => 'ä'.repeat(512))
  report.started(inPod({ path, creators, commandLine, script: { path, by: 'kernel' } }))
  expect(checkEvents(events.map((each, at) => ({ ...each, seq: at + 1 })))).toHaveLength(1)
})

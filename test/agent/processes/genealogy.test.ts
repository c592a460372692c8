import { expect, test } from 'vitest'
import { absent, seen } from '../../../agent/host/look.ts'
import { noProc, type Proc, type Process } from '../../../agent/host/proc.ts'
import type { TraceEvent } from '../../../agent/parse/traceevent.ts'
import { openGenealogy, type Start } from '../../../agent/processes/genealogy.ts'
import { openPlaces } from '../../../agent/processes/places.ts'

const kinds = new Set(['exec', 'fork', 'exit', 'newtask', 'rename', 'attach'] as const)
const tick = 1e7
const container = 'a'.repeat(64)
const pod = '7d0c2b44-93d5-4c3e-8f8b-5b1f7f0a6a12'

interface Living {
  readonly start: number
  readonly exe?: string
  readonly groups?: string
  readonly uid?: number
  readonly argumentsAt?: number
  readonly of?: number
  readonly parent?: number
}

/** A /proc that holds these; the map may change meanwhile. */
function procOf(living: Map<number, Living>): Proc {
  const files = (pid: number, { start, groups = '0::/', uid = 0, argumentsAt = 0, of = pid, parent = 0 }: Living) => ({
    stat: `${pid} (x) S ${[parent, ...Array(17).fill(1), start, ...Array(25).fill(0), argumentsAt, 0].join(' ')}`,
    status: `Name:\tx\nTgid:\t${of}\nUid:\t${uid}\t${uid}\t0\t0\nCapEff:\t0000000000000000\n`,
    cgroup: groups,
    cmdline: 'x\0',
  })
  const find = (path: string) => {
    const [pid = '', name = ''] = path.split('/')
    const one = living.get(Number(pid))
    return one && { one, text: (files(Number(pid), one) as Record<string, string>)[name] }
  }
  return {
    ...noProc,
    processes: () => seen([...living.keys()].map((pid) => ({ pid }) as Process)),
    read: (path) => {
      const text = find(path)?.text
      return text === undefined ? absent : seen(Buffer.from(text))
    },
    link: (path) => {
      const found = find(path)
      return found && path.endsWith('/exe') ? seen(found.one.exe ?? '/bin/x') : absent
    },
  }
}

function opened(
  living: Record<number, Living> = {},
  { without = [] as string[], limit = undefined as number | undefined } = {},
) {
  const processes = new Map(Object.entries(living).map(([pid, one]) => [Number(pid), one]))
  const known = new Set([...kinds].filter((kind) => !without.includes(kind)))
  const genealogy = openGenealogy(procOf(processes), openPlaces('0::/', '/'), known, limit)
  return { genealogy, processes }
}

const at = (ticks: number) => ({ time: ticks * tick, thread: 0 })
const exec = (ticks: number, pid: number, name = '/bin/x'): TraceEvent => ({
  kind: 'exec',
  ...at(ticks),
  pid,
  filename: Buffer.from(name),
})
const fork = (ticks: number, parent: number, child: number): TraceEvent => ({
  kind: 'fork',
  ...at(ticks),
  parent,
  child,
})
const exit = (ticks: number, pid: number, last: boolean | undefined = true): TraceEvent => ({
  kind: 'exit',
  ...at(ticks),
  pid,
  last,
})
const rename = (ticks: number, pid: number): TraceEvent => ({
  kind: 'rename',
  ...at(ticks),
  pid,
  name: Buffer.from('n'),
})
const task = (
  ticks: number,
  thread: number,
  pid: number,
  flags: { isThread?: boolean; intoGroup?: boolean } = {},
): TraceEvent => ({
  ...{ kind: 'newtask', time: ticks * tick, thread, pid, isThread: false, intoGroup: false },
  ...flags,
})
const attach = (ticks: number, pid: number, path: string): TraceEvent => ({
  kind: 'attach',
  ...at(ticks),
  pid,
  hierarchy: 0,
  path: Buffer.from(path),
})

const about = ({ pid, attribution, place, session, untold }: Start) => ({
  pid,
  attribution,
  pod: place.pod,
  unit: place.unit,
  session,
  untold,
})
const inPod = `/kubepods/pod${pod}/${container}`

test('children of children have the groups and the user of the one that was moved', () => {
  const { genealogy } = opened({ 10: { start: 5, groups: '0::/system.slice/a.service', uid: 7 } })
  const starts = genealogy.apply([
    fork(100, 10, 11),
    attach(101, 11, inPod),
    fork(102, 11, 12),
    exec(103, 12),
    exit(104, 12),
    fork(105, 10, 13),
    exec(106, 13),
  ])
  expect(starts.map(about)).toEqual([
    { pid: 12, attribution: 'inherited', pod, unit: '', session: false },
    { pid: 13, attribution: 'inherited', pod: '', unit: 'a.service', session: false },
  ])
  expect(starts.map(({ uid, creators }) => [uid, creators.map(({ pid }) => pid)])).toEqual([
    [7, [11, 10]],
    [7, [10]],
  ])
})

test('who is made in another group is read, is like its sibling, or is nobody’s', () => {
  const { genealogy } = opened({
    10: { start: 5, groups: '0::/system.slice/runc.service' },
    11: { start: 100, groups: `0::${inPod}` },
  })
  const made = (ticks: number, pid: number) => [task(ticks, 10, pid, { intoGroup: true }), fork(ticks, 10, pid)]
  expect(genealogy.apply([...made(100, 11), exec(101, 11)]).map(about)).toEqual([
    { pid: 11, attribution: 'read', pod, unit: '', session: false },
  ])
  expect(genealogy.apply([...made(102, 12), exec(103, 12)])[0]).toMatchObject({
    attribution: 'none',
    place: { place: 'unknown' },
  })
  expect(genealogy.apply([...made(104, 11), ...made(105, 13), exec(106, 13)])[0]?.attribution).not.toBe('inherited')
})

test('without the event that says so, children of runtimes are read as well', () => {
  const living = {
    10: { start: 5, exe: '/usr/bin/runc', groups: '0::/system.slice/c.service' },
    11: { start: 100, groups: `0::${inPod}` },
  }
  const { genealogy } = opened(living, { without: ['newtask'] })
  expect(genealogy.apply([fork(100, 10, 11), exec(101, 11)]).map(about)).toMatchObject([{ attribution: 'read', pod }])
})

test('a thread is no process; what it makes is its process’s child', () => {
  const { genealogy } = opened({ 10: { start: 5, groups: '0::/a.service' } })
  const starts = genealogy.apply([
    task(100, 10, 11, { isThread: true }),
    fork(100, 10, 11),
    fork(101, 11, 12),
    exec(102, 12),
  ])
  expect(starts[0]?.creators.map(({ pid }) => pid)).toEqual([10])
  expect(starts[0]?.place.unit).toBe('a.service')
})

test('a thread from before the first event is looked up', () => {
  const { genealogy } = opened({ 10: { start: 5, groups: '0::/a.service' }, 99: { start: 6, of: 10 } })
  expect(genealogy.apply([fork(101, 99, 12), exec(102, 12)])[0]?.creators[0]?.pid).toBe(10)
})

test('an exec from another thread: the first one ends, the process does not', () => {
  const { genealogy } = opened({ 10: { start: 5, groups: '0::/a.service' } })
  genealogy.apply([fork(99, 10, 20)])
  expect(genealogy.apply([exit(100, 20, false), exec(101, 20)]).map(about)).toMatchObject([
    { pid: 20, unit: 'a.service' },
  ])
  for (let reading = 0; reading < 5; reading += 1) genealogy.apply([])
  expect(genealogy.counts().processes).toBe(2)
})

test('an older kernel does not say who ends: who goes on is no new process', () => {
  const { genealogy } = opened({ 10: { start: 5, groups: '0::/a.service' } })
  genealogy.apply([fork(99, 10, 20), exit(100, 20, undefined), exec(101, 20)])
  for (let reading = 0; reading < 5; reading += 1) genealogy.apply([])
  expect(genealogy.counts().processes).toBe(2)
})

test('who has ended is remembered for events of its children, and then forgotten', () => {
  const { genealogy } = opened({ 10: { start: 5, groups: '0::/a.service' } })
  genealogy.apply([fork(99, 10, 20), exit(100, 20)])
  expect(genealogy.apply([fork(99.5, 20, 21), exec(101, 21)])[0]?.creators.map(({ pid }) => pid)).toEqual([20, 10])
  genealogy.apply([exit(102, 21)])
  genealogy.apply([])
  genealogy.apply([])
  expect(genealogy.counts().processes).toBe(1)
})

test('another process with the same id is not looked at', () => {
  const { genealogy } = opened({ 10: { start: 5 }, 20: { start: 500, uid: 42 } })
  const [start] = genealogy.apply([fork(100, 10, 20), exec(101, 20)])
  expect(start).toMatchObject({ live: undefined, uid: 0 })
  expect(genealogy.counts().pidReuseRejected).toBe(1)
})

test.each([
  [100, true],
  [99, true],
  [98, true],
  [60, true],
  [101, false],
])('a start at tick %d for an event in tick 100: the same %s', (start, same) => {
  const { genealogy } = opened({ 10: { start: 5 }, 20: { start } })
  expect(genealogy.apply([fork(100.5, 10, 20), exec(101, 20)])[0]?.live !== undefined).toBe(same)
})

test('of several programs of one process only the last may be what runs', () => {
  const { genealogy } = opened({ 10: { start: 5 } })
  const starts = genealogy.apply([exec(100, 10, '/a'), exec(101, 10, '/b')])
  expect(starts.map(({ live, filename }) => [live !== undefined, filename?.toString()])).toEqual([
    [false, '/a'],
    [true, '/b'],
  ])
})

test.each<[string, number, 'certain' | undefined]>([
  ['other arguments: another program', 2000, 'certain'],
  ['the same arguments: only another name', 1000, undefined],
  ['arguments that may not be seen, the same file: nothing is said', 0, undefined],
])('renamed without an exec, and %s', (_, argumentsAt, expected) => {
  const { genealogy, processes } = opened({ 10: { start: 5, argumentsAt: 1000 } })
  genealogy.apply([exec(90, 10)])
  processes.set(10, { start: 5, argumentsAt })
  const starts = [
    genealogy.apply([rename(100, 10)]),
    genealogy.apply([]),
    genealogy.apply([]),
    genealogy.apply([]),
  ].flat()
  expect(starts.map(({ untold }) => untold)).toEqual(expected ? [expected] : [])
})

test('renamed, then an exec in the next reading: told by its event alone', () => {
  const { genealogy } = opened({ 10: { start: 5, argumentsAt: 1000 } })
  genealogy.apply([exec(90, 10)])
  const starts = [
    genealogy.apply([rename(100, 10)]),
    genealogy.apply([exec(101, 10)]),
    genealogy.apply([]),
    genealogy.apply([]),
  ].flat()
  expect(starts.map(({ untold }) => untold)).toEqual([undefined])
})

test('renamed and gone: possibly another program', () => {
  const { genealogy } = opened({ 10: { start: 5 } })
  expect(
    genealogy.apply([fork(99, 10, 20), rename(100, 20), exit(101, 20)]).map(({ untold, pid }) => [pid, untold]),
  ).toEqual([[20, 'possible']])
})

test('what comes into a container that is known is a session, what is in it from its start is not', () => {
  const { genealogy } = opened({ 10: { start: 5 } })
  genealogy.scan()
  const starts = genealogy.apply([
    ...[fork(100, 10, 20), attach(100, 20, inPod), exec(101, 20), fork(102, 20, 21), exec(103, 21)],
    ...[fork(104, 10, 30), attach(104, 30, inPod), exec(105, 30), fork(106, 30, 31), exec(107, 31)],
  ])
  expect(starts.map(({ pid, session }) => [pid, session])).toEqual([
    [20, false],
    [21, false],
    [30, true],
    [31, true],
  ])
})

test('what is too much is forgotten and counted', () => {
  const { genealogy } = opened({ 10: { start: 5 } }, { limit: 100 })
  genealogy.apply(Array.from({ length: 500 }, (_, n) => fork(100 + n, 10, 1000 + n)))
  expect(genealogy.counts()).toMatchObject({ processes: 100 })
  expect(genealogy.counts().evicted).toBeGreaterThanOrEqual(400)
})

test('a daemon belongs to who made it, whoever is its parent now', () => {
  const { genealogy } = opened({
    10: { start: 5, groups: '0::/a.service' },
    22: { start: 102, parent: 1, groups: '0::/a.service' },
  })
  const [start] = genealogy.apply([fork(100, 10, 21), fork(102, 21, 22), exit(103, 21), exec(104, 22)])
  expect(start?.creators.map(({ pid }) => pid)).toEqual([21, 10])
})

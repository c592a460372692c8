import { execFileSync, spawnSync } from 'node:child_process'
import {
  closeSync,
  constants,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Prepared, prepareTrace, removeTrace, ringSize } from '../../../agent/host/prepare.ts'
import { openTrace, type Trace } from '../../../agent/host/trace.ts'
import type { ByteOrder } from '../../../agent/parse/procnet.ts'
import type { ExecEvent, TraceEvent } from '../../../agent/parse/traceevent.ts'
import { fakeInstance, recordedPages } from '../../support/instance.ts'
import { openTracefs, type Tracefs } from '../../support/tracefs.ts'
import { asNobody } from '../../support/user.ts'

const tracefs = await openTracefs()
if (typeof tracefs === 'string') console.warn(`not run: ${tracefs}`)
const directory = typeof tracefs === 'string' ? '' : tracefs.directory
const real = test.skipIf(typeof tracefs === 'string')
let count = 0

function prepared(
  kibibytes?: number,
  name = `merlon-test-${process.pid}-${(count += 1)}`,
): Prepared & { name: string } {
  onTestFinished(() => void removeTrace(directory, name))
  const look = prepareTrace(directory, name, kibibytes)
  if (look.status !== 'observed') throw new Error(JSON.stringify(look))
  return { ...look.value, name }
}

function opened(instance: string, order?: ByteOrder): Trace {
  const look = openTrace(instance, order)
  if (look.status !== 'observed') throw new Error(JSON.stringify(look))
  onTestFinished(() => look.value.close())
  return look.value
}

const execsOf = (events: readonly TraceEvent[], name: string) =>
  events.filter((each): each is ExecEvent => each.kind === 'exec' && each.filename.includes(name))

const loop = (times: number, marker: string) =>
  execFileSync('/bin/sh', ['-c', `i=0; while [ $i -lt ${times} ]; do /bin/true ${marker}; i=$((i+1)); done`])

real('an instance is made with all events, its size is said, and it is taken away', () => {
  const { directory: instance, adopted, cpus, bytes, missing, name } = prepared()
  expect(adopted).toBe(false)
  expect(missing.filter((path) => path !== 'sched/sched_prepare_exec')).toEqual([])
  expect(bytes / 1024 / cpus).toBeGreaterThanOrEqual(ringSize(cpus))
  expect(readFileSync(join(instance, 'trace_clock'), 'utf8')).toContain('[boot]')
  expect(readFileSync(join(instance, 'tracing_on'), 'utf8')).toBe('1\n')
  expect(removeTrace(directory, name)).toEqual({ status: 'observed', value: undefined })
  expect(existsSync(instance)).toBe(false)
  expect(removeTrace(directory, name).status).toBe('observed')
})

real('what happens while nobody reads is there for the next reader, once', () => {
  const { directory: instance, name } = prepared()
  const first = opened(instance)
  first.close()
  loop(50, 'unread')
  expect(prepareTrace(directory, name)).toMatchObject({ value: { adopted: true } })
  const second = opened(instance)
  expect(execsOf(second.flush().events, '/bin/true').length).toBeGreaterThanOrEqual(50)
  expect(second.loss()).toEqual({ lost: 0, notUnderstood: 0 })
  expect(execsOf(second.flush().events, '/bin/true').length).toBe(0)
})

real('a second reader is told that another one reads, and the instance cannot be removed', () => {
  const { directory: instance, name } = prepared()
  opened(instance)
  expect(openTrace(instance)).toEqual({
    status: 'failed',
    reason: 'another Merlon reads this node: the trace instance is busy',
  })
  expect(removeTrace(directory, name)).toEqual({ status: 'failed', reason: 'someone reads it' })
})

real('events of all CPUs come in the order in which they happened, and none twice', () => {
  const trace = opened(prepared().directory)
  loop(300, 'order')
  const events = [...trace.drain().events, ...trace.flush().events]
  expect(events.map(({ time }) => time)).toEqual(events.map(({ time }) => time).sort((a, b) => a - b))
  const forks = events.filter((each) => each.kind === 'fork')
  expect(new Set(forks.map(({ child, time }) => `${child} ${time}`)).size).toBe(forks.length)
  for (const { pid } of execsOf(events, '/bin/true').slice(-300))
    expect(forks.some(({ child }) => child === pid)).toBe(true)
})

real('a ring that is too small says how much it lost', () => {
  const trace = opened(prepared(8).directory)
  loop(500, 'overflow')
  const { events } = trace.flush()
  const { lost, notUnderstood } = trace.loss()
  expect(execsOf(events, '/bin/true').length).toBeLessThan(500)
  expect(lost).toBeGreaterThan(1000)
  expect(notUnderstood).toBe(0)
})

real('a trace that someone switched off says so', () => {
  const { directory: instance } = prepared()
  const trace = opened(instance)
  expect(trace.quality()).toEqual({ source: 'events', reason: '' })
  writeFileSync(join(instance, 'tracing_on'), '0')
  trace.drain()
  expect(trace.quality()).toEqual({ source: 'events-degraded', reason: 'someone switched the trace off' })
})

real('tracefs that is unmounted under the reader is told, goes on to be read, and is found again', async () => {
  const own = (await openTracefs()) as Tracefs
  const inside = (...words: string[]) => execFileSync(own.enter[0] as string, [...own.enter.slice(1), ...words])
  const { name } = prepared()
  const trace = opened(join(own.directory, 'instances', name))
  inside('umount', '-l', '/sys/kernel/tracing')
  loop(5, 'unmounted')
  const read = () => Array.from({ length: 21 }, () => trace.drain().events).flat()
  expect(execsOf([...read(), ...trace.flush().events], '/bin/true').length).toBeGreaterThanOrEqual(5)
  expect(trace.quality()).toEqual({
    source: 'events-degraded',
    reason: 'whether the trace is switched on cannot be read: does not exist',
  })
  inside('mount', '-t', 'tracefs', 'tracefs', '/sys/kernel/tracing')
  read()
  expect(trace.quality()).toEqual({ source: 'events', reason: '' })
  expect(trace.loss()).toEqual({ lost: 0, notUnderstood: 0 })
})

const order = (events: readonly TraceEvent[]) => events.map(({ time }) => time)

test('a CPU that is switched on later is read from then on, in the order of all', () => {
  const [first, second] = recordedPages as [Buffer, Buffer]
  const all = opened(fakeInstance([first, second]), 'little').flush().events
  const instance = fakeInstance([first, 'pipe'])
  const late = opened(instance, 'little')
  const before = late.flush().events
  expect(before.length).toBeGreaterThan(0)
  expect(late.quality()).toEqual({ source: 'events', reason: '' })
  const pipe = openSync(join(instance, 'per_cpu/cpu1/trace_pipe_raw'), constants.O_WRONLY)
  onTestFinished(() => closeSync(pipe))
  writeSync(pipe, second)
  const after = late.flush().events
  expect(order([...before, ...after]).sort((a, b) => a - b)).toEqual(order(all))
  expect(order(after)).toEqual(order(after).sort((a, b) => a - b))
  expect(late.loss()).toEqual({ lost: 0, notUnderstood: 0 })
})

test('CPUs that are not numbered one after the other', () => {
  const instance = fakeInstance([...recordedPages])
  renameSync(join(instance, 'per_cpu/cpu0'), join(instance, 'per_cpu/cpu12'))
  const all = opened(fakeInstance([...recordedPages]), 'little').flush().events
  expect(opened(instance, 'little').flush().events).toEqual(all)
})

test('a ring that cannot be read is told; the others are read', () => {
  const trace = opened(fakeInstance([recordedPages[1] as Buffer, 'unreadable']), 'little')
  expect(trace.quality()).toEqual({ source: 'events', reason: '' })
  expect(trace.flush().events.length).toBeGreaterThan(0)
  expect(trace.quality()).toEqual({
    source: 'events-degraded',
    reason: 'events of a CPU cannot be read: EISDIR',
  })
})

test('an instance that was taken away under its reader is told', () => {
  const instance = fakeInstance([...recordedPages])
  const trace = opened(instance, 'little')
  rmSync(instance, { recursive: true })
  expect(trace.drain().events.length + trace.flush().events.length).toBeGreaterThan(0)
  expect(trace.quality()).toEqual({
    source: 'events-degraded',
    reason: 'whether the trace is switched on cannot be read: does not exist',
  })
  expect(openTrace(instance).status).toBe('absent')
})

real('a kernel that lacks events is degraded, and says which', () => {
  const { directory: instance } = prepared()
  for (const path of ['cgroup/cgroup_attach_task', 'task/task_rename', 'sched/sched_prepare_exec'])
    if (existsSync(join(instance, 'events', path))) writeFileSync(join(instance, 'events', path, 'enable'), '0')
  expect(opened(instance).quality()).toEqual({
    source: 'events-degraded',
    reason: 'this kernel lacks events: rename, attach',
  })
})

real('a path of 4,051 bytes is told, one of 4,052 is not: only the new name shows it', () => {
  const trace = opened(prepared().directory)
  const named = (length: number) => `${'/'.repeat(length - '/bin/true'.length)}/bin/true`
  for (const length of [4051, 4052, 4090]) expect(spawnSync(named(length), ['long']).status).toBe(0)
  const { events } = trace.flush()
  const long = events.filter((each): each is ExecEvent => each.kind === 'exec' && each.filename.length > 4000)
  expect(long.map(({ filename }) => filename.length)).toEqual([4051])
  expect(trace.loss()).toEqual({ lost: 0, notUnderstood: 0 })
})

real('process ids are those of the machine, whatever the process sees', () => {
  const trace = opened(prepared().directory)
  const inside = execFileSync('unshare', ['-p', '-f', '/bin/sh', '-c', 'echo $$; /bin/true inner; exit 0'])
    .toString()
    .trim()
  const { events } = trace.flush()
  const shell = execsOf(events, '/bin/sh').at(-1)
  expect(inside).toBe('1')
  expect(shell?.pid).toBeGreaterThan(1)
  expect(events.some((each) => each.kind === 'fork' && each.parent === shell?.pid)).toBe(true)
})

test('an instance that is not there, and one that may not be read', async () => {
  expect(openTrace('/nonexistent/instances/x').status).toBe('absent')
  expect(prepareTrace('/nonexistent', 'x').status).toBe('absent')
})

real('without a right to it, it is denied', async () => {
  const { directory: instance } = prepared()
  expect(await asNobody(() => openTrace(instance))).toMatchObject({ status: 'denied' })
  expect(await asNobody(() => prepareTrace(directory, 'merlon-test-nobody'))).toMatchObject({ status: 'denied' })
})

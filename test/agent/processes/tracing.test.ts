import { execFileSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { prepareTrace, removeTrace } from '../../../agent/host/prepare.ts'
import { type NodeSource, openNodeSource } from '../../../agent/processes/nodesource.ts'
import { openSource } from '../../../agent/processes/source.ts'
import { startTracing, type TracingOptions } from '../../../agent/processes/tracing.ts'
import type { EventMessage } from '../../../proto/index.ts'
import { makeHost } from '../../support/host.ts'
import { openTracefs, scratch } from '../../support/tracefs.ts'

const tracefs = await openTracefs()
if (typeof tracefs === 'string') console.warn(`not run: ${tracefs}`)
const real = test.skipIf(typeof tracefs === 'string')
const directory = scratch()
const at = typeof tracefs === 'string' ? '' : tracefs.directory
let count = 0

const ceilings = { cpuPercent: 100_000, memoryMebibytes: 1_000_000 }

function instance(): string {
  const name = `merlon-test-${process.pid}-t${(count += 1)}`
  onTestFinished(() => void removeTrace(at, name))
  return name
}

const openAt = (name: string) => () =>
  openNodeSource({ prefix: '/', mebibytes: 1, place: { tracefs: { status: 'observed', value: at }, instance: name } })

function tracing(over: Partial<TracingOptions> & Pick<TracingOptions, 'open'>) {
  const events: Omit<EventMessage, 'seq'>[] = []
  const started = startTracing({
    ...{ prefix: '/', commandLines: true, ceilings, timing: { window: 100, report: 60_000 } },
    append: (event) => void events.push(event),
    ...over,
  })
  onTestFinished(() => started.stop())
  const of = (path: string) =>
    events.flatMap(({ process: each }) =>
      Buffer.from(each?.identity?.path ?? []).toString() === path && each && !each.running ? [each] : [],
    )
  return { tracing: started, events, of, reports: () => events.flatMap(({ trace }) => trace ?? []) }
}

/** A copy of a program that nobody else runs. */
function copyOf(program: string): string {
  const path = join(directory, `tracing${(count += 1)}`)
  copyFileSync(program, path)
  return path
}

real('every start is told once, and what was missed is told at the beginning and at the end', async () => {
  const fresh: string[] = []
  const {
    tracing: running,
    of,
    reports,
  } = tracing({ open: openAt(instance()), fresh: ({ path }) => void fresh.push(path) })
  expect(running.source()).toEqual({ source: 'events', reason: '' })
  expect(running.degraded()).toEqual([])
  const program = copyOf('/bin/true')
  execFileSync('/bin/sh', ['-c', `i=0; while [ $i -lt 40 ]; do ${program} --password=hunter2; i=$((i+1)); done`])
  const total = () => of(program).reduce((sum, each) => sum + (each.count ?? 0), 0)
  await vi.waitFor(() => expect(total()).toBe(40), 60_000)
  await running.stop()
  expect(total()).toBe(40)
  expect(of(program)[0]?.evidence).toBeDefined()
  expect(fresh.filter((path) => path === program)).toHaveLength(1)
  expect(reports().length).toBeGreaterThanOrEqual(2)
  expect(reports().at(-1)).toMatchObject({ source: 'events', suppressed: 0, bufferBytes: expect.any(Number) })
  expect(reports().reduce((sum, each) => sum + (each.seen ?? 0), 0)).toBe(running.counts().seen)
  expect(JSON.stringify(of(program))).not.toContain('hunter2')
})

real('what ran already is told as such, this process is not', async () => {
  const { events, tracing: running } = tracing({ open: openAt(instance()) })
  const running_ = () => events.flatMap(({ process: each }) => (each?.running ? [each] : []))
  await vi.waitFor(() => expect(running_().length).toBeGreaterThan(0), 60_000)
  await running.stop()
  expect(running_().map(({ evidence }) => evidence?.pid)).not.toContain(process.pid)
})

real('while another Merlon reads the node it waits, and says so; then it goes on', async () => {
  const name = instance()
  const other = openAt(name)()
  const { tracing: running, reports, of } = tracing({ open: openAt(name), timing: { window: 50, report: 100 } })
  expect(running.degraded()).toEqual([expect.stringMatching(/^processes: unavailable \(another Merlon/)])
  other.trace?.close()
  await vi.waitFor(() => expect(running.source().source).toBe('events'), 60_000)
  const program = copyOf('/bin/true')
  execFileSync(program)
  await vi.waitFor(() => expect(of(program)).toHaveLength(1), 60_000)
  await running.stop()
  expect(new Set(reports().map(({ source }) => source))).toEqual(new Set(['unavailable', 'events']))
})

real(
  'an instance that is made later is read from then on; taken away meanwhile, it is missed and found again',
  async () => {
    const name = instance()
    const open = () => ({
      ...openSource({ status: 'observed', value: at }, name),
      continued: false,
      remove: () => undefined,
    })
    const timing = { window: 50, report: 100 }
    for (const round of [1, 2]) {
      const { tracing: running, reports, of } = tracing({ open, timing })
      expect(running.degraded()).toEqual([
        expect.stringMatching(/^processes: sampled \(there is no trace instance at /),
      ])
      expect(prepareTrace(at, name)).toMatchObject({ value: { adopted: false } })
      await vi.waitFor(() => expect(running.source().source).toBe('events'), 60_000)
      const program = copyOf('/bin/true')
      execFileSync(program)
      await vi.waitFor(() => expect(of(program)).toHaveLength(1), 60_000)
      await running.stop()
      expect([round, new Set(reports().map(({ source }) => source))]).toEqual([round, new Set(['sampled', 'events'])])
      expect(removeTrace(at, name).status).toBe('observed')
    }
  },
)

test('a directory with the files of a node is no machine that runs', async () => {
  const { tracing: running, events } = tracing({
    prefix: makeHost({ files: { '/etc/hostname': 'here' } }),
    open: () => openNodeSource({ prefix: '/nowhere', mebibytes: 0 }),
  })
  expect(running.degraded()).toEqual(['processes: unavailable (/nowhere/proc is not that of a running machine)'])
  await running.stop()
  expect(new Set(events.map((each) => each.trace?.source))).toEqual(new Set(['unavailable']))
})

test('a change of the source is told at once, and to whoever asked', async () => {
  const source: { -readonly [Name in keyof NodeSource]: NodeSource[Name] } = {
    ...{ source: 'sampled', reason: 'one', continued: false, remove: () => undefined },
  }
  const changes: string[] = []
  const { tracing: running, reports } = tracing({
    prefix: makeHost({}),
    open: () => source,
    changed: ({ reason }) => void changes.push(reason),
  })
  expect(reports()).toHaveLength(1)
  source.reason = 'two'
  await vi.waitFor(() => expect(reports().map(({ reason }) => reason)).toEqual(['one', 'two']), 60_000)
  expect(changes).toEqual(['one', 'two'])
  await running.stop()
})

const nothing: NodeSource = { source: 'unavailable', reason: 'none', continued: false, remove: () => undefined }

test.each([
  ['nobody looked for an hour', Date.now() - 3_600_000, false, true],
  ['the ring went on meanwhile', Date.now() - 3_600_000, true, false],
  ['it never ran before', 0, false, false],
  ['the clock was set back', Date.now() + 3_600_000, false, false],
])('time without anyone looking: %s', async (_name, lookedAt, continued, isTold) => {
  const looked: number[] = []
  const open = () => ({ ...nothing, continued })
  const options = { prefix: makeHost({}), open, lookedAt, looked: (time: number) => void looked.push(time) }
  const { tracing: running, reports } = tracing(options)
  await running.stop()
  const [first, last] = [reports()[0], reports().at(-1)]
  expect((first?.downtimeMilliseconds ?? 0) >= 3_600_000).toBe(isTold)
  expect(last?.downtimeMilliseconds).toBe(0)
  expect(Date.now() - (looked.at(-1) ?? 0)).toBeLessThan(60_000)
})

test('above a ceiling of its own it says so', async () => {
  const { tracing: running } = tracing({
    ...{ prefix: makeHost({}), ceilings: { cpuPercent: 100_000, memoryMebibytes: 1 } },
    open: () => nothing,
    timing: { window: 10, report: 60_000 },
  })
  await vi.waitFor(
    () =>
      expect(running.degraded().at(-1)).toMatch(
        /^processes: starts are told \d+ times less often: .* MiB of memory, more than 1$/,
      ),
    10_000,
  )
})

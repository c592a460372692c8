import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import stringWidth from 'string-width'
import { expect, onTestFinished, test, vi } from 'vitest'
import { parseDuration, tablePrinter, toJson } from '../../../agent/cli/trace.ts'
import { removeTrace } from '../../../agent/host/prepare.ts'
import type { ProcessObservation } from '../../../agent/processes/observation.ts'
import { mainFile, merlon } from '../../support/cli.ts'
import { isRoot } from '../../support/host.ts'
import { jsonLines } from '../../support/jsonlines.ts'
import { openTracefs, scratch } from '../../support/tracefs.ts'

const tracefs = await openTracefs()
if (typeof tracefs === 'string') console.warn(`not run: ${tracefs}`)
const real = test.skipIf(typeof tracefs === 'string')
const directory = scratch()

const start: ProcessObservation = {
  ...{
    time: '2026-11-21T10:00:00.123Z',
    pid: 7,
    start: 5,
    creators: [{ pid: 3, path: '/usr/bin/dash' }],
    filename: 'x',
  },
  ...{ path: '/usr/bin/x', pathSource: 'process', layer: 'host-packaged', layerReason: '', digest: '', digestNote: '' },
  package: '',
  ...{ script: undefined, uid: 0, uidSource: 'read', capabilities: '', attribution: 'read', session: false },
  ...{ place: { place: 'host', unit: 'ssh.service', pod: '', container: '' }, commandLine: ['x', '-a'], signals: [] },
  name: { namespace: '', pod: '', container: '' },
  ...{ rights: [], inlineScript: false, commandLineCut: false },
}
const inPod: ProcessObservation = {
  ...start,
  place: { place: 'pod', unit: '', pod: 'uid-1', container: 'c'.repeat(64) },
  name: { namespace: 'shop', pod: 'web-0', container: 'app' },
}

test.each([
  ['10s', 10_000],
  ['500ms', 500],
  ['2m', 120_000],
  ['1h', 3_600_000],
  ['1.5', 1500],
])('%s is %d milliseconds', (text, expected) => {
  expect(parseDuration(text)).toBe(expected)
})

test.each(['', '0', '-1s', 's', '10 s', '1d', '9999h', 'NaN'])('%j is no duration', (text) => {
  expect(() => parseDuration(text)).toThrow(/not a duration/)
})

test('JSON names what scripts ask for', () => {
  expect(toJson(start)).toMatchObject({
    ...{ time: start.time, pid: 7, ppid: 3, uid: 0, path: '/usr/bin/x', unit: 'ssh.service' },
    ...{ pod: '', container: '', namespace: '', layer: 'host-packaged' },
  })
  expect(toJson(inPod)).toMatchObject({ pod: 'web-0', container: 'app', namespace: 'shop', podUid: 'uid-1', unit: '' })
  expect(toJson({ ...inPod, name: start.name, uid: undefined, creators: [] })).toMatchObject({
    ...{ pod: 'uid-1', container: 'c'.repeat(64), uid: null, ppid: null },
  })
})

test.each([40, 80, 100, 200])('lines fit into %d columns, and no name reaches the terminal as it is', (width) => {
  const lines: string[] = []
  const terminal = { width, interactive: false, style: (_: unknown, text: string) => text }
  const printer = tablePrinter(terminal, { user: () => 'root' }, (line) => lines.push(line))
  printer.ready({ source: 'sampled', reason: 'why' })
  printer.start({ ...inPod, path: `/tmp/\u001b[31m\n${'漢'.repeat(200)}`, signals: ['memfd'] })
  printer.start(start)
  for (const line of lines.slice(1)) expect(stringWidth(line)).toBeLessThanOrEqual(width)
  expect(lines.join('')).not.toMatch(/[\u001b\n]/)
  expect(lines[2]).toContain('[memfd]')
})

test.skipIf(!isRoot)('without root it says what it needs', async () => {
  const ran = await merlon(['trace', '--for', '1s'], { uid: 65534 })
  // A checkout that others may not read does not get so far.
  expect(ran.code).not.toBe(0)
  expect(ran.stderr).toMatch(/needs root|permission denied|EACCES/)
})

test('a bad duration is said before anything else', async () => {
  expect(await merlon(['trace', '--for', 'soon'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--for soon'),
  })
})

interface Tracing {
  readonly lines: () => Record<string, unknown>[]
  readonly signal: (name: NodeJS.Signals) => void
  readonly ended: Promise<number | string>
}

/** `merlon trace --format json` where tracefs is at its place. */
async function tracing(args: readonly string[], within: readonly string[] = []): Promise<Tracing> {
  const enter = typeof tracefs === 'string' ? [] : tracefs.enter
  const [command = '', ...rest] = [
    ...enter,
    ...within,
    process.execPath,
    mainFile,
    'trace',
    '--format',
    'json',
    ...args,
  ]
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines = jsonLines(child.stdout)
  const ended = new Promise<number | string>((done) =>
    child.once('close', (code, signal) => done(code ?? signal ?? '')),
  )
  await vi.waitFor(() => expect(lines()).not.toEqual([]), { timeout: 60_000, interval: 20 })
  return { lines, ended, signal: (name) => void child.kill(name) }
}

const instances = () =>
  typeof tracefs === 'string'
    ? []
    : readdirSync(join(tracefs.directory, 'instances')).filter((name) => name.startsWith('merlon-trace-'))

real('says when it is ready, names every start, and ends with a summary', async () => {
  const program = join(directory, 'short')
  copyFileSync('/bin/true', program)
  const { lines, ended, signal } = await tracing(['--filter', 'path=*/short', '--filter', 'uid=0'])
  expect(lines()[0]).toEqual({ ready: true })
  const loop = spawn('/bin/sh', ['-c', `i=0; while [ $i -lt 500 ]; do ${program}; i=$((i+1)); done`])
  await new Promise((done) => loop.once('close', done))
  signal('SIGINT')
  expect(await ended).toBe(0)
  const [, ...starts] = lines()
  const summary = starts.pop() as { summary: Record<string, unknown> }
  expect(starts.map(({ path, ppid }) => [path, ppid])).toEqual(Array(500).fill([program, loop.pid]))
  expect(summary.summary).toMatchObject({ lost: 0, source: 'events', shown: 500 })
  expect(summary.summary['seen']).toBeGreaterThanOrEqual(500)
})

real('ends by itself', async () => {
  const { lines, ended } = await tracing(['--for', '100ms'])
  expect(await ended).toBe(0)
  expect(lines().at(-1)).toMatchObject({ summary: { source: 'events' } })
})

real.each(['SIGTERM', 'SIGHUP'] as const)('its instance is gone after %s', async (name) => {
  const before = instances()
  const { ended, signal, lines } = await tracing([])
  const own = instances().filter((each) => !before.includes(each))
  expect(own.length).toBeGreaterThan(0)
  signal(name)
  expect(await ended).toBe(0)
  expect(lines().at(-1)).toHaveProperty('summary')
  await vi.waitFor(
    () => expect(instances().filter((each) => own.includes(each) && each.includes('-'))).toEqual([]),
    5000,
  )
})

real('one that was killed leaves an instance, which the next one removes; that of the agent stays', async () => {
  if (typeof tracefs === 'string') return
  const agents = join(tracefs.directory, 'instances', `merlon-agent-${process.pid}`)
  mkdirSync(agents)
  onTestFinished(() => void removeTrace(tracefs.directory, `merlon-agent-${process.pid}`))
  const killed = await tracing([])
  const left = instances()
  killed.signal('SIGKILL')
  await killed.ended
  expect(instances().filter((each) => left.includes(each)).length).toBeGreaterThan(0)
  const next = await tracing(['--for', '50ms'])
  expect(await next.ended).toBe(0)
  expect(instances().filter((each) => left.includes(each))).toEqual([])
  expect(readdirSync(join(tracefs.directory, 'instances'))).toContain(`merlon-agent-${process.pid}`)
})

real('where process ids are not the machine’s it only looks now and then, and promises nothing', async () => {
  const { lines, ended } = await tracing(['--for', '50ms'], ['unshare', '-p', '-f', '--mount-proc'])
  expect(await ended).toBe(0)
  expect(lines()[0]).toEqual({
    ready: false,
    source: 'sampled',
    reason: expect.stringContaining('not the machine’s own'),
  })
  expect(lines().at(-1)).toMatchObject({ summary: { source: 'sampled' } })
})

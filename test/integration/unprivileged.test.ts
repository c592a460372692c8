// The whole agent as it is deployed: a user of its own with two capabilities, on what was prepared before, behind the filter.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  copyFileSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test, vi } from 'vitest'
import { prepareTrace, removeTrace } from '../../agent/host/prepare.ts'
import { prepareFile } from '../../agent/host/preparefile.ts'
import { stateBytes } from '../../agent/link/spool/state.ts'
import { minRingBytes } from '../../agent/link/spool.ts'
import type { ReportClient } from '../../collector/cli/client.ts'
import { type architectures, encodeFilter, filterFor } from '../../deploy/image/filter.ts'
import { eventually, startCollector, type TestCollector } from '../support/collector.ts'
import { jsonLines } from '../support/jsonlines.ts'
import { openSetpriv } from '../support/setpriv.ts'
import { openTracefs } from '../support/tracefs.ts'

const agentUser = 61_000
const tracefs = await openTracefs()
const program = fileURLToPath(new URL('../support/agentprogram.ts', import.meta.url))
const own = ['setpriv', '--reuid', `${agentUser}`, '--regid', `${agentUser}`, '--clear-groups', '--no-new-privs']
const ambient = ['--inh-caps', '+dac_read_search,+sys_ptrace', '--ambient-caps', '+dac_read_search,+sys_ptrace']
const missing = unable()
if (missing !== '') console.warn(`not run: ${missing}`)
const filtering = missing === '' ? openSetpriv() : 'nothing is run'
if (missing === '' && typeof filtering === 'string') console.warn(`not run behind the filter: ${filtering}`)
const real = test.skipIf(missing !== '')
const filtered = test.skipIf(missing !== '' || typeof filtering === 'string')

function unable(): string {
  if (typeof tracefs === 'string') return tracefs
  const as = (...command: string[]) => spawnSync(own[0] as string, [...own.slice(1), ...command]).status === 0
  if (!as(...ambient, 'true')) return 'setpriv cannot give ambient capabilities here'
  return as(process.execPath, '-e', `fs.readFileSync(${JSON.stringify(program)})`)
    ? ''
    : 'other users may not read this checkout'
}

interface Said {
  readonly source?: string
  readonly reason?: string
  readonly uid?: number
}

/** A directory that nobody else may write to: what is below /tmp breaks a rule. */
function directoryOf(uid: number): string {
  const directory = mkdtempSync('/var/lib/merlon-test-')
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  chownSync(directory, uid, uid)
  chmodSync(directory, 0o755)
  return directory
}

/** The agent, started with these words in front of it, once it has looked at the node. */
async function startAgentAs(collector: TestCollector, words: readonly string[], more: Record<string, unknown> = {}) {
  if (typeof tracefs === 'string') throw new Error(tracefs)
  const instance = `merlon-test-${process.pid}-u${words.length}`
  expect(prepareTrace(tracefs.directory, instance, 4096).status).toBe('observed')
  const [prepared, credentials] = [directoryOf(0), directoryOf(agentUser)]
  const files = Object.entries(await collector.node('node-1')).map(([name, path]) => {
    const copy = join(credentials, name)
    copyFileSync(path, copy)
    chownSync(copy, agentUser, agentUser)
    return [name, copy]
  })
  const descriptors = [['ring', minRingBytes] as const, ['state', stateBytes] as const].map(([name, bytes]) => {
    prepareFile(join(prepared, name), bytes)
    return openSync(join(prepared, name), 'r+')
  })
  const places = [
    prepared,
    join(prepared, 'ring'),
    '/etc',
    '/etc/passwd',
    '/proc/sys/kernel/hostname',
    '/proc/1/oom_score_adj',
  ]
  const argument = {
    instance,
    places: [...places, '/sys/kernel/tracing/instances', `/sys/kernel/tracing/instances/${instance}/tracing_on`],
    config: {
      ...Object.fromEntries(files),
      ...{ collector: collector.address, spreadSeconds: 0, spoolFile: 'fd:3', stateFile: 'fd:4', auditBurst: 0 },
      ...{ cpuPercent: 10_000, memoryMebibytes: 65_536, ...more },
    },
  }
  const command = [...tracefs.enter, ...words, process.execPath, program, JSON.stringify(argument)]
  const child = spawn(command[0] as string, command.slice(1), {
    ...{ stdio: ['pipe', 'pipe', 'inherit', ...descriptors], cwd: '/' },
  })
  for (const each of descriptors) closeSync(each)
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await vi.waitFor(() => expect(removeTrace(tracefs.directory, instance).status).toBe('observed'), 60_000)
  })
  const lines = jsonLines<Said>(child.stdout as Readable)
  await eventually(lines, (said) => said.some(({ uid }) => uid !== undefined), 240_000)
  return {
    lines,
    stop: async () => {
      child.stdin?.end()
      await new Promise((done) => child.once('close', done))
    },
  }
}

/** A copy of a program that nobody else runs. */
function copyOf(program: string, directory: string): string {
  const path = join(directory, basename(program))
  copyFileSync(program, path)
  return path
}

/** All starts of a program that the collector was told of, added up. */
async function toldOf(client: ReportClient, path: string) {
  const all = await client.events({ kinds: ['process'] }, 100_000)
  const found = all.filter(({ detail }) => JSON.stringify(detail).includes(`"${path}"`)).map(({ detail }) => detail)
  return { found, count: found.reduce((sum, detail) => sum + Number(detail['count']), 0) }
}

async function seesAndWritesNothing(words: readonly string[], isFiltered: boolean): Promise<void> {
  const collector = await startCollector()
  const client = collector.client()
  const agent = await startAgentAs(collector, words)
  expect(agent.lines()).toContainEqual({ source: 'events', reason: '' })
  expect(agent.lines().at(-1)).toEqual({ uid: agentUser, written: [], signalled: false, own: false })
  const directory = directoryOf(0)
  const [short, long] = [copyOf('/bin/true', directory), copyOf('/bin/sleep', directory)]
  const child = spawn(long, ['600'], { uid: 1234, gid: 1234, stdio: 'ignore' })
  onTestFinished(() => void child.kill('SIGKILL'))
  for (let run = 0; run < 20; run += 1) spawnSync(short)
  const [running] = (
    await eventually(
      () => toldOf(client, long),
      ({ count }) => count > 0,
      120_000,
    )
  ).found
  expect(running).toMatchObject({
    ...{ identity: { path: long, uid: 1234, digestState: 'read' }, evidence: { pid: child.pid, user: '1234' } },
  })
  expect(JSON.stringify(running)).toContain(createHash('sha256').update(readFileSync(long)).digest('hex'))
  await eventually(
    () => toldOf(client, short),
    ({ count }) => count >= 20,
    120_000,
  )
  await agent.stop()
  expect((await toldOf(client, short)).count).toBe(20)
  expect(isFiltered).toBe(words.includes('--seccomp-filter'))
}

real(
  'with two ambient capabilities it tells of what starts, and can write nothing',
  () => seesAndWritesNothing([...own, ...ambient], false),
  600_000,
)

filtered(
  'so it does behind the filter',
  async () => {
    const filter = join(directoryOf(0), 'filter.bpf')
    writeFileSync(filter, encodeFilter(filterFor(process.arch as keyof typeof architectures)))
    const [command = '', ...rest] = filtering as readonly string[]
    await seesAndWritesNothing([command, ...rest, ...own.slice(1), '--seccomp-filter', filter, ...ambient], true)
  },
  600_000,
)

real(
  'without a capability it says what is lost, and attributes nothing by chance',
  async () => {
    const collector = await startCollector()
    const agent = await startAgentAs(collector, own)
    expect(agent.lines()).toContainEqual(expect.objectContaining({ source: 'sampled', reason: 'permission denied' }))
    spawnSync(copyOf('/bin/true', directoryOf(0)))
    const client = collector.client()
    const reports = await eventually(
      () => client.events({ kinds: ['trace'] }, 1000),
      (found) => found.length > 1,
      120_000,
    )
    for (const { detail } of reports) expect(detail).toMatchObject({ source: 'sampled', reason: 'permission denied' })
    await agent.stop()
    const told = await client.events({ kinds: ['process'] }, 100_000)
    // Of other users' processes it may not know what they run: it says nothing of them.
    expect(told.filter(({ detail }) => (detail['identity'] as { uid?: number }).uid !== agentUser)).toEqual([])
  },
  600_000,
)

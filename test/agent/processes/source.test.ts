import { spawn, spawnSync } from 'node:child_process'
import { accessSync, chmodSync, constants, copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test, vi } from 'vitest'
import { prepareTrace, removeTrace } from '../../../agent/host/prepare.ts'
import { openSource } from '../../../agent/processes/source.ts'
import { jsonLines } from '../../support/jsonlines.ts'
import { openTracefs, scratch } from '../../support/tracefs.ts'
import { asNobody } from '../../support/user.ts'

const tracefs = await openTracefs()
const program = fileURLToPath(new URL('../../support/traceprogram.ts', import.meta.url))
const ambient = ['--inh-caps', '+dac_read_search,+sys_ptrace', '--ambient-caps', '+dac_read_search,+sys_ptrace']
const as = ['setpriv', '--reuid', '61000', '--regid', '61000', '--clear-groups', '--no-new-privs']
const reason = await unable()
if (reason !== undefined) console.warn(`not run: ${reason}`)
const real = test.skipIf(reason !== undefined)
const directory = scratch()
chmodSync(directory, 0o755)

async function unable(): Promise<string | undefined> {
  if (typeof tracefs === 'string') return tracefs
  if (spawnSync('setpriv', [...as.slice(1), ...ambient, 'true']).status !== 0)
    return 'setpriv cannot give ambient capabilities here'
  return asNobody(() => {
    try {
      accessSync(program, constants.R_OK)
      accessSync(process.execPath, constants.X_OK)
      return undefined
    } catch {
      return 'other users may not read this checkout'
    }
  })
}

/** The follower under another user, with these arguments for setpriv, on an instance that root prepared. */
async function followingAs(capabilities: readonly string[]) {
  if (typeof tracefs === 'string') throw new Error(tracefs)
  const name = `merlon-test-${process.pid}-s${capabilities.length}`
  expect(prepareTrace(tracefs.directory, name).status).toBe('observed')
  const command = [...tracefs.enter, ...as, ...capabilities, process.execPath, program, '/sys/kernel/tracing', name]
  const child = spawn(command[0] as string, command.slice(1), { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await vi.waitFor(() => expect(removeTrace(tracefs.directory, name).status).toBe('observed'), 60_000)
  })
  const lines = jsonLines(child.stdout)
  await vi.waitFor(() => expect(lines().length).toBeGreaterThan(0), 60_000)
  return {
    lines,
    ended: async () => {
      child.stdin.end()
      await new Promise((done) => child.once('close', done))
      return lines()
    },
  }
}

real('another user with two ambient capabilities sees what root sees', async () => {
  const path = join(directory, 'two')
  copyFileSync('/bin/sleep', path)
  const { lines, ended } = await followingAs(ambient)
  expect(lines()[0]).toEqual({ source: 'events', reason: '', uid: 61000 })
  const child = spawn(path, ['600'], { stdio: 'ignore' })
  onTestFinished(() => void child.kill('SIGKILL'))
  for (let run = 0; run < 20; run += 1) spawnSync(path, ['0'])
  await vi.waitFor(() => expect(lines().filter((each) => each['path'] === path)).toHaveLength(21), 60_000)
  expect(lines().find(({ pid }) => pid === child.pid)).toMatchObject({
    pathSource: 'process',
    uid: 0,
    layer: expect.not.stringMatching(/^unknown$/),
  })
  expect((await ended()).at(-1)).toMatchObject({ loss: { ringLost: 0, overflow: 0 } })
})

real(
  'without a capability there are no events, and that is said; what it looks at it does not claim to know',
  async () => {
    const path = join(directory, 'none')
    copyFileSync('/bin/sleep', path)
    const { lines, ended } = await followingAs([])
    expect(lines()[0]).toEqual({ source: 'sampled', reason: 'permission denied', uid: 61000 })
    expect((await ended()).slice(1).filter((each) => each['pathSource'] === 'process' && each['uid'] === 0)).toEqual([])
  },
)

test('without tracefs, or without an instance in it, processes are looked for, and why is said', () => {
  const ids = { status: 'observed', value: 'pid:[4026531836]' } as const
  expect(openSource({ status: 'absent', reason: 'tracefs is not mounted at /x' }, 'x', ids)).toEqual({
    source: 'sampled',
    reason: 'tracefs is not mounted at /x',
  })
  expect(openSource({ status: 'observed', value: '/nonexistent' }, 'x', ids)).toMatchObject({
    source: 'sampled',
    reason: expect.stringContaining('there is no trace instance'),
  })
})

import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { readPrepare, runPrepare } from '../../../agent/cli/prepare.ts'
import { listTraces } from '../../../agent/host/prepare.ts'
import { mainFile, merlon } from '../../support/cli.ts'
import { temporary } from '../../support/collector.ts'
import { isRoot } from '../../support/host.ts'
import { openTracefs } from '../../support/tracefs.ts'

const tracefs = await openTracefs()
const reason = typeof tracefs === 'string' ? tracefs : inUse(tracefs.directory)
if (reason !== undefined) console.warn(`not run: ${reason}`)

/** A machine that runs an agent of its own must keep its instance. */
function inUse(directory: string): string | undefined {
  return listTraces(directory).includes('merlon') ? 'this machine has an instance of an agent' : undefined
}

test.skipIf(reason !== undefined)('the agent’s instance is made, kept, and removed', () => {
  if (typeof tracefs === 'string') return
  const run = (...args: string[]) => {
    const [command = '', ...rest] = [...tracefs.enter, process.execPath, mainFile, 'prepare', ...args]
    const { status, stdout } = spawnSync(command, rest, { encoding: 'utf8' })
    return [status, stdout.replace(/: \d+ MiB.*/, '').trim()]
  }
  expect(run()).toEqual([0, '/sys/kernel/tracing/instances/merlon is ready'])
  expect(run()).toEqual([0, '/sys/kernel/tracing/instances/merlon is there already'])
  expect(run('--remove')).toEqual([0, '/sys/kernel/tracing/instances/merlon is removed.'])
})

/** Runs it on a spool alone; what it said. */
async function prepare(...args: string[]): Promise<[code: number, said: string, errors: string]> {
  const [out, errors] = [new PassThrough(), new PassThrough()]
  const code = await runPrepare(readPrepare(['--no-trace', ...args]), out, errors)
  return [code, await text(out.end()), await text(errors.end())]
}

test('a spool is made for a group, kept, and removed with its directory', async () => {
  const directory = join(temporary(), 'merlon/spool')
  mkdirSync(directory, { recursive: true })
  const group = `${process.getgid?.() ?? 0}`
  const flags = ['--spool', directory, '--group', group, '--spool-mebibytes', '2']
  const [ring, state] = [join(directory, 'ring'), join(directory, 'state')]
  expect(await prepare(...flags)).toEqual([0, `${ring} is ready: 2097152 bytes.\n${state} is ready: 8192 bytes.\n`, ''])
  expect([statSync(ring).mode & 0o777, statSync(state).gid]).toEqual([0o660, Number(group)])
  expect((await prepare(...flags))[1]).toBe(
    `${ring} is there already: 2097152 bytes.\n${state} is there already: 8192 bytes.\n`,
  )
  expect(await prepare(...flags, '--remove')).toEqual([0, `${ring} is removed.\n${state} is removed.\n`, ''])
  expect(existsSync(join(directory, '..'))).toBe(false)
  expect((await prepare(...flags, '--remove'))[0]).toBe(0)
})

test('a directory that is not empty, or not Merlon’s, stays', async () => {
  const directory = join(temporary(), 'other/spool')
  mkdirSync(directory, { recursive: true })
  writeFileSync(join(directory, 'kept'), '')
  expect((await prepare('--spool', directory, '--remove'))[0]).toBe(0)
  expect(existsSync(join(directory, 'kept'))).toBe(true)
  rmSync(join(directory, 'kept'))
  await prepare('--spool', directory, '--remove')
  expect([existsSync(directory), existsSync(join(directory, '..'))]).toEqual([false, true])
})

test('what cannot be made is said, the rest is made; with --best-effort that is no failure', async () => {
  const directory = temporary()
  mkdirSync(join(directory, 'ring'))
  const state = `${join(directory, 'state')} is`
  const failure = `${join(directory, 'ring')} cannot be made: EISDIR\n`
  const flags = ['--spool', directory, '--spool-mebibytes', '2']
  expect(await prepare(...flags)).toEqual([1, `${state} ready: 8192 bytes.\n`, failure])
  expect(await prepare(...flags, '--best-effort')).toEqual([0, `${state} there already: 8192 bytes.\n`, failure])
})

test.each([
  ['--group', 'adm'],
  ['--group', '-1'],
  ['--spool-mebibytes', '1'],
  ['--spool-mebibytes', '1e9'],
])('%s %s is refused', (flag, value) => {
  expect(() => readPrepare([`${flag}=${value}`])).toThrow(new RegExp(`^${flag} ${value}: a whole number`))
})

test.skipIf(!isRoot)('who may not says why', async () => {
  const ran = await merlon(['prepare'], { uid: 65534 })
  expect(ran.code).not.toBe(0)
  expect(ran.stderr).not.toBe('')
})

import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { listTraces } from '../../../agent/host/prepare.ts'
import { mainFile, merlon } from '../../support/cli.ts'
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

test.skipIf(!isRoot)('who may not says why', async () => {
  const ran = await merlon(['prepare'], { uid: 65534 })
  expect(ran.code).not.toBe(0)
  expect(ran.stderr).not.toBe('')
})

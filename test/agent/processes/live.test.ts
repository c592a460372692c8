import { spawn } from 'node:child_process'
import { expect, onTestFinished, test } from 'vitest'
import { openProc } from '../../../agent/host/proc.ts'
import { linkAsSeen, readLive, readProcessOf, seesOf } from '../../../agent/processes/live.ts'

const proc = openProc('/')

test('a process that runs', () => {
  const child = spawn('sleep', ['600'])
  onTestFinished(() => void child.kill('SIGKILL'))
  const live = readLive(proc, process.pid)
  expect(live).toMatchObject({
    parent: process.ppid,
    uid: process.geteuid?.(),
    isKernel: false,
    exe: { value: process.execPath },
  })
  expect(live?.startTicks).toBeGreaterThan(0)
  expect(live?.argumentsAt).toBeGreaterThan(0)
  expect(readLive(proc, child.pid as number)?.parent).toBe(process.pid)
  expect(seesOf(proc, process.pid)).toBe(seesOf(proc, child.pid as number))
  expect(readProcessOf(proc, process.pid)).toBe(process.pid)
})

test('one that is gone', () => {
  expect(readLive(proc, 2 ** 30)).toBeUndefined()
  expect(readProcessOf(proc, 2 ** 30)).toBeUndefined()
  expect(seesOf(proc, 2 ** 30)).toBe('')
})

test.each([
  ['/', '/usr/bin/x', '/usr/bin/x'],
  ['/jail', '/jail/usr/bin/x', '/usr/bin/x'],
  ['/jail', '/jail', '/'],
  ['/jail', '/jailed/x', '/jailed/x'],
])('below the root %s, %s is %s', (root, target, expected) => {
  const links = {
    ...proc,
    link: (path: string) => ({ status: 'observed', value: path.endsWith('/root') ? root : target }) as const,
  }
  expect(linkAsSeen(links, 7, 'exe')).toEqual({ status: 'observed', value: expected })
})

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Host, hostOf, openHost } from '../../../agent/host/host.ts'
import { recordingHost } from '../../../agent/host/recording.ts'
import { makeHost } from '../../support/host.ts'

test('a host has files, processes and accounts below its prefix', async () => {
  const prefix = makeHost({
    files: { '/etc/x': 'hello', '/etc/passwd': 'root:x:0:0::/:' },
    processes: [{ pid: 7, argv: ['/usr/bin/kubelet', '--a'] }],
  })
  const host = openHost(prefix)
  expect(await host.root.read('/etc/x')).toMatchObject({ value: { bytes: Buffer.from('hello') } })
  expect(host.proc.named('kubelet').map((each) => each.pid)).toEqual([7])
  expect((await host.accounts()).user(0)).toBe('root')
})

test('the accounts are those of one moment', async () => {
  const prefix = makeHost({ files: { '/etc/passwd': 'root:x:0:0::/:' } })
  const host = openHost(prefix)
  await host.accounts()
  writeFileSync(join(prefix, 'etc/passwd'), 'admin:x:0:0::/:')
  expect((await host.accounts()).user(0)).toBe('root')
  expect((await openHost(prefix).accounts()).user(0)).toBe('admin')
})

test('the files of a process are those that it sees', async () => {
  const look = await openHost('/').rootOf(process.pid).stat('/proc/self')
  expect(look).toMatchObject({ status: 'observed', value: { target: `/proc/${process.pid}`, type: 'directory' } })
  expect(await openHost(makeHost({})).rootOf(7).stat('/')).toEqual({ status: 'absent' })
})

test('a host of parts alone lets nobody look into containers', async () => {
  const { root, proc } = openHost(makeHost({}))
  expect(await hostOf(root, proc).rootOf(7).stat('/')).toEqual({ status: 'denied', reason: 'not looked into' })
})

test('what is shared is worked out once, and counts as read by everyone who asked', async () => {
  const host = openHost(makeHost({ files: { '/etc/x': 'hello' } }))
  const first = recordingHost(host)
  const second = recordingHost(host)
  let worked = 0
  const compute = async (within: Host) => {
    worked += 1
    const file = await within.root.read('/etc/x')
    return file.status
  }
  expect(await first.host.shared('x', compute)).toBe('observed')
  expect(await second.host.shared('x', compute)).toBe('observed')
  expect(worked).toBe(1)
  expect([...first.recording.files]).toEqual(['/etc/x'])
  expect([...second.recording.files]).toEqual(['/etc/x'])
  expect(await openHost('/').shared('x', async () => 'another pass')).toBe('another pass')
})

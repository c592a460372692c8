import { expect, test } from 'vitest'
import { openHost } from '../../../../agent/host/host.ts'
import { denied } from '../../../../agent/host/look.ts'
import { serviceOf } from '../../../../agent/inspect/embedded/service.ts'
import { bootTime, type HostSpec, makeHost, type ProcessSpec } from '../../../support/host.ts'

const unit = '/etc/systemd/system/a.service'
const process: ProcessSpec = { pid: 7, argv: ['/usr/bin/a'], cgroup: '0::/system.slice/a.service' }

async function look(files: HostSpec['files'], more: Partial<ProcessSpec> = {}) {
  const host = openHost(makeHost({ ...(files && { files }), processes: [{ ...process, ...more }] }))
  const [found] = host.proc.named('a')
  if (!found) throw new Error('no process')
  return serviceOf(host, found)
}

async function serviceIn(files: HostSpec['files']) {
  const seen = await look(files)
  if (seen.status !== 'observed') throw new Error(`${seen.status}: ${'reason' in seen ? seen.reason : ''}`)
  const { words, variables, ...rest } = seen.value
  return { ...rest, words: words.map((each) => each.text), variables: Object.fromEntries(variables) }
}

test('what is started, and with which variables', async () => {
  const service = await serviceIn({
    [unit]: `[Service]
Environment=A=0 "B=two words"
EnvironmentFile=-/etc/default/%N
EnvironmentFile=-/etc/missing
ExecStartPre=-/sbin/modprobe b
ExecStart=-/usr/bin/a \\
  server \${A} \${B} '\${C}'
`,
    '/etc/default/a': 'A=1\nC="3"\n',
  })
  expect(service).toEqual({
    place: `${unit}:6`,
    words: ['/usr/bin/a', 'server', '1', 'two words', '3'],
    variables: {
      A: { value: '1', path: '/etc/default/a' },
      B: { value: 'two words', path: unit },
      C: { value: '3', path: '/etc/default/a' },
    },
    changed: [],
  })
})

test('drop-ins by name, that of the first directory; an empty value takes back what was there', async () => {
  const service = await serviceIn({
    '/usr/lib/systemd/system/a.service': '[Service]\nExecStart=/usr/bin/a 1\nEnvironment=A=1\n',
    '/usr/lib/systemd/system/a.service.d/20.conf': '[Service]\nExecStart=\nExecStart=/usr/bin/a lib\n',
    '/etc/systemd/system/a.service.d/20.conf': '[Service]\nExecStart=\nExecStart=/usr/bin/a etc\n',
    '/etc/systemd/system/a.service.d/10.conf': '[Service]\nExecStart=\nExecStart=/usr/bin/a ten\nEnvironment=\n',
    '/etc/systemd/system/a.service.d/99.txt': '[Service]\nExecStart=\n',
    '/etc/systemd/system/a.service.d/30.conf': '[Unit]\nExecStart=/usr/bin/a unit\n',
  })
  expect(service).toMatchObject({
    place: '/etc/systemd/system/a.service.d/20.conf:3',
    words: ['/usr/bin/a', 'etc'],
    variables: {},
  })
})

test('files that changed after the start are told', async () => {
  const content = '[Service]\nExecStart=/usr/bin/a\n'
  expect((await serviceIn({ [unit]: { content, mtime: bootTime + 200 } })).changed).toEqual([unit])
})

test.each<[string, HostSpec['files'], Partial<ProcessSpec>, string]>([
  ['of no service', {}, { cgroup: '0::/user.slice/user-0.slice/session-1.scope' }, 'it is of no service'],
  ['whose unit is nowhere', {}, {}, 'a.service is not found'],
])('a process %s', async (_, files, more, reason) => {
  expect(await look(files, more)).toEqual({ status: 'absent', reason })
})

test.each<[string, string, string]>([
  ['starts nothing', '[Service]\nExecStart=\n', 'a.service starts nothing'],
  ['names files by a pattern', '[Service]\nEnvironmentFile=/etc/a/*\nExecStart=/a\n', '/etc/a/*: which files'],
])('a unit that %s', async (_, content, reason) => {
  expect(await look({ [unit]: content })).toMatchObject({ status: 'failed', reason: expect.stringContaining(reason) })
})

test('a unit that may not be read is not passed over', async () => {
  const files = { '/usr/lib/systemd/system/a.service': '[Service]\nExecStart=/a\n' }
  const host = openHost(makeHost({ files, processes: [process] }))
  const [found] = host.proc.named('a')
  const root = { ...host.root, read: async () => denied('permission denied') }
  expect(found && (await serviceOf({ ...host, root }, found))).toEqual({
    status: 'denied',
    reason: `${unit}: permission denied`,
  })
})

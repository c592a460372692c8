import { expect, test } from 'vitest'
import { openHost } from '../../../agent/host/host.ts'
import { recordingHost, watchDirectories } from '../../../agent/host/recording.ts'
import { type HostSpec, makeHost } from '../../support/host.ts'

const spec: HostSpec = {
  files: {
    '/etc/a/one': '1',
    '/etc/a/two': '2',
    '/etc/link': { link: '/opt/chain' },
    '/opt/chain': { link: '../srv/data/real' },
    '/srv/data/real': 'x',
    '/etc/dangling': { link: '/var/none/file' },
    '/etc/passwd': '',
    '/proc/version': 'Linux',
  },
  processes: [{ pid: 7, argv: ['/usr/bin/kubelet'] }],
}

test('every look is recorded, whatever came of it', async () => {
  const { host, recording } = recordingHost(openHost(makeHost(spec)))
  await host.root.read('/etc/a/one')
  await host.root.readRange('/etc/a/two', 0, 1)
  await host.root.stat('/none/of/it')
  await host.root.lstat('/etc/link')
  await host.root.list('/etc/a')
  await host.root.list('/etc/nothing')
  await host.root.below('/srv', async (top) => [await top.list(''), await top.list('data')])
  expect([...recording.files]).toEqual(['/etc/a/one', '/etc/a/two', '/none/of/it', '/etc/link'])
  expect([...recording.directories]).toEqual(['/etc/a', '/etc/nothing', '/srv', '/srv/data'])
  expect([...recording.linked]).toEqual([])
})

test('a look is recorded when it begins: it may never end', () => {
  const { host, recording } = recordingHost(openHost(makeHost(spec)))
  void host.root.read('/etc/a/one')
  void host.root.list('/etc/a')
  expect([...recording.files, ...recording.directories]).toEqual(['/etc/a/one', '/etc/a'])
})

test('the answers are those of the host', async () => {
  const plain = openHost(makeHost(spec))
  const { host } = recordingHost(plain)
  expect(await host.root.read('/etc/link')).toEqual(await plain.root.read('/etc/link'))
  expect(await host.root.readRange('/etc/link', 0, 1)).toEqual(await plain.root.readRange('/etc/link', 0, 1))
  expect(await host.root.stat('/etc/link')).toEqual(await plain.root.stat('/etc/link'))
  expect(await host.root.lstat('/etc/link')).toEqual(await plain.root.lstat('/etc/link'))
  expect(await host.root.list('/etc/a', 1)).toEqual(await plain.root.list('/etc/a', 1))
  expect(host.proc.read('version')).toEqual(plain.proc.read('version'))
  expect(host.proc.link('7/cwd')).toEqual(plain.proc.link('7/cwd'))
  expect(host.proc.named('kubelet')[0]?.argv()).toEqual(plain.proc.named('kubelet')[0]?.argv())
})

test('links lead the recording to every directory on the way', async () => {
  const { host, recording } = recordingHost(openHost(makeHost(spec)))
  await host.root.read('/etc/link')
  await host.root.stat('/etc/dangling')
  expect([...recording.linked]).toEqual(['/etc', '/opt', '/srv/data', '/var/none'])
  expect([...watchDirectories(recording)].sort()).toEqual(['/etc', '/opt', '/srv/data', '/var/none'])
})

test('what is read of processes is recorded when it is read', () => {
  const { host, recording } = recordingHost(openHost(makeHost(spec)))
  const all = host.proc.processes()
  const kubelet = host.proc.named('kubelet')[0]
  expect([...recording.files]).toEqual([])
  kubelet?.argv()
  kubelet?.environ(['PATH'])
  kubelet?.started()
  kubelet?.exe()
  kubelet?.cwd()
  kubelet?.contained()
  host.proc.read('version')
  host.proc.link('7/ns/pid')
  if (all.status === 'observed') for (const each of all.value) each.comm()
  expect([...recording.files]).toEqual([
    '/proc/7/cmdline',
    '/proc/7/environ',
    '/proc/7/stat',
    '/proc/7/exe',
    '/proc/7/cwd',
    '/proc/7/cgroup',
    '/proc/version',
    '/proc/7/ns/pid',
  ])
})

test('files of containers are recorded with their process, and not watched', async () => {
  const plain = openHost(makeHost(spec))
  const { host, recording } = recordingHost({ ...plain, rootOf: () => plain.root })
  await host.rootOf(7).read('/etc/link')
  await host.rootOf(7).list('/etc')
  expect([...recording.files, ...recording.directories]).toEqual(['/proc/7/root/etc/link', '/proc/7/root/etc'])
  expect([...watchDirectories(recording)]).toEqual([])
})

test('names of accounts are read from two files', async () => {
  const { host, recording } = recordingHost(openHost(makeHost(spec)))
  await host.accounts()
  expect([...recording.files]).toEqual(['/etc/passwd', '/etc/group'])
})

test('watched are the directories of files and the listed ones, but nothing of the kernel', () => {
  const files = ['/etc/a/one', '/etc/a/two', '/top', '/proc/1/stat', '/sys/x', '/dev/null', '/procedure/x', 'relative']
  const directories = ['/etc/b/', '/etc/./c/../d', '/dev', '/']
  const recording = { files: new Set(files), directories: new Set(directories), linked: new Set(['/srv']) }
  expect([...watchDirectories(recording)].sort()).toEqual(['/', '/etc/a', '/etc/b', '/etc/d', '/procedure', '/srv'])
})

import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { type Host, openHost } from '../../../agent/host/host.ts'
import { absent, denied, seen } from '../../../agent/host/look.ts'
import { recordingHost } from '../../../agent/host/recording.ts'
import { processes } from '../../../agent/inspect/processes.ts'
import { type ProcessesFact, v1 } from '../../../proto/index.ts'
import { type HostSpec, loadSpec, makeHost, type ProcessSpec, withProcesses } from '../../support/host.ts'

const container = '4b5e57f6eb2f42b9039b3d1e13929295f231749c510cbe341cd68036d9af97e2'
const pod = '7d0c2b44-93d5-4c3e-8f8b-5b1f7f0a6a12'
const kernelThread = 0x200000

const init: ProcessSpec = {
  ...{ pid: 1, ppid: 0, argv: ['/sbin/init'], exe: '/usr/lib/systemd/systemd', cgroup: '0::/init.scope' },
}
const files = { '/etc/passwd': 'root:x:0:0::/root:/bin/sh\nsshd:x:100:65534::/run/sshd:/bin/false\n' }

async function look(more: readonly ProcessSpec[], change: (host: Host) => Host = (host) => host) {
  const seen = await processes.inspect(change(openHost(makeHost({ files, processes: [init, ...more] }))))
  if (seen.status !== 'observed') throw new Error(JSON.stringify(seen))
  const items = (seen.fact.items ?? []).filter((each) => each.unit !== 'init.scope')
  return { items, unreadable: seen.fact.unreadable, gaps: seen.gaps }
}

function brief(items: ProcessesFact['items']) {
  return items?.map((each) => [each.place, each.unit, each.executable?.value, each.user])
}

const unseen = async (spec: HostSpec) => processes.inspect(openHost(makeHost(spec)))

const sshd: ProcessSpec = {
  ...{ pid: 700, argv: ['sshd: /usr/sbin/sshd -D'], exe: '/usr/sbin/sshd', cgroup: '0::/system.slice/ssh.service' },
}

test('a program of the host', async () => {
  expect(await look([{ ...sshd, uid: 100 }])).toEqual({
    items: [
      {
        ...{ executable: { value: '/usr/sbin/sshd', source: '/proc/PID/exe' }, deleted: false, uid: 100, user: 'sshd' },
        ...{ place: 'host', unit: 'ssh.service', pod: '', container: '' },
      },
    ],
    unreadable: 0,
    gaps: [],
  })
})

test('a program of a pod', async () => {
  const cgroup = `0::/kubepods/burstable/pod${pod}/${container}`
  const { items } = await look([{ pid: 7, argv: ['/app'], uid: 1001, cgroup, nspid: [7, 1] }])
  expect(items).toMatchObject([{ place: 'pod', unit: '', pod, container, uid: 1001, user: '1001' }])
})

test('each program of each user in each place once', async () => {
  const { items } = await look([
    sshd,
    { ...sshd, pid: 701 },
    { ...sshd, pid: 702, uid: 100 },
    { ...sshd, pid: 703, cgroup: '0::/user.slice/user-1.slice/session-1.scope' },
    { ...sshd, pid: 704, cgroup: '0::/user.slice/user-1.slice/session-2.scope' },
    { ...sshd, pid: 705, exe: '/usr/bin/bash' },
  ])
  expect(brief(items)).toEqual([
    ['host', 'ssh.service', '/usr/bin/bash', 'root'],
    ['host', 'ssh.service', '/usr/sbin/sshd', 'root'],
    ['host', 'ssh.service', '/usr/sbin/sshd', 'sshd'],
    ['host', 'user-1.slice', '/usr/sbin/sshd', 'root'],
  ])
})

test('the same programs under other ids are the same fact', async () => {
  const bytes = async (pids: number[]) =>
    v1.ProcessesFact.encode({ items: (await look(pids.map((pid) => ({ ...sshd, pid })))).items }).finish()
  expect(await bytes([900, 901])).toEqual(await bytes([17]))
})

test('threads of the kernel run nothing, whatever calls itself like one does', async () => {
  const thread = { argv: [], exe: null, cgroup: '0::/' }
  const { items, unreadable } = await look([
    { ...thread, pid: 2, ppid: 0, comm: 'kthreadd', flags: kernelThread },
    { ...thread, pid: 3, ppid: 2, comm: 'kworker/0:1', flags: kernelThread | 0x40 },
    { ...thread, pid: 4, ppid: 2, comm: 'kworker/0:2' },
    { ...thread, pid: 5, ppid: 1, comm: 'kworker/0:3' },
    { pid: 6, ppid: 2, argv: [], exe: '/tmp/x', comm: 'kworker/0:4', cgroup: '0::/' },
    { pid: 7, ppid: 1, argv: ['[kworker/0:5]'], exe: '/tmp/y', comm: 'kworker/0:5', cgroup: '0::/' },
  ])
  expect(brief(items)).toEqual([
    ['host', '', '/tmp/x', 'root'],
    ['host', '', '/tmp/y', 'root'],
    ['host', '', 'kworker/0:3', 'root'],
  ])
  expect(unreadable).toBe(1)
})

test('what has ended runs nothing, unless other threads of it go on', async () => {
  const ended = { argv: [], exe: null, comm: 'defunct', state: 'Z' }
  expect(await look([{ ...ended, pid: 7 }])).toEqual({ items: [], unreadable: 0, gaps: [] })
  const { items, unreadable } = await look([{ ...ended, pid: 7, threads: 2 }])
  expect(items).toMatchObject([{ executable: { value: 'defunct' } }])
  expect(unreadable).toBe(1)
})

test('an executable that was deleted since', async () => {
  const { items } = await look([
    { ...sshd, exe: '/usr/sbin/sshd (deleted)' },
    { ...sshd, pid: 701 },
    { ...sshd, pid: 702, exe: '/memfd:x (deleted)' },
  ])
  expect(items.map((each) => [each.executable?.value, each.deleted])).toEqual([
    ['/memfd:x', true],
    ['/usr/sbin/sshd', false],
    ['/usr/sbin/sshd', true],
  ])
})

test('without an executable the name that the kernel keeps, and that is said', async () => {
  const { items, unreadable } = await look([{ ...sshd, exe: null, comm: 'a) S 1 (b' }])
  expect(items).toMatchObject([
    {
      executable: {
        value: 'a) S 1 (b',
        source: 'name in /proc/PID/stat, which it may choose; the executable: does not exist',
      },
    },
  ])
  expect(unreadable).toBe(1)
})

test('arguments are in no fact', async () => {
  const { items } = await look([{ ...sshd, argv: ['sshd', '--password=hunter2'], environ: { TOKEN: 'hunter2' } }])
  expect(JSON.stringify(items)).not.toContain('hunter2')
  expect(items).toHaveLength(1)
})

/** The same host, where some files of a process are not there. */
function without(...names: ('uid' | 'controlGroups' | 'comm')[]): (host: Host) => Host {
  const change = Object.fromEntries(names.map((name) => [name, () => absent]))
  return (host) => withProcesses(host, ({ pid }) => (pid === 700 ? change : {}))
}

test('a directory of files with little of a process', async () => {
  const { items, unreadable, gaps } = await look([{ ...sshd, exe: null }], without('uid', 'controlGroups', 'comm'))
  expect(items).toEqual([
    {
      ...{ executable: { source: '/proc/PID/exe', unknown: 'does not exist' }, deleted: false },
      ...{ uid: 0xffffffff, user: 'unknown', place: 'unknown', unit: '', pod: '', container: '' },
    },
  ])
  expect(unreadable).toBe(1)
  expect(gaps).toEqual([
    { path: '/proc/*/status', reason: 'cannot be read for some: their user is not known' },
    { path: '/proc/*/cgroup', reason: 'cannot be read for some: where they belong is not known' },
  ])
})

test('where process 1 is not listed, others may be hidden', async () => {
  const seen = await unseen({ processes: [sshd] })
  expect(seen).toMatchObject({
    fact: { items: [{ executable: { value: '/usr/sbin/sshd' } }] },
    gaps: [{ path: '/proc/1', reason: 'is not listed: other processes may be hidden too' }],
  })
})

test('a node that is itself a container', async () => {
  const node = `/system.slice/docker-${container}.scope`
  const seen = await unseen({
    processes: [
      { ...init, cgroup: `0::${node}/init.scope` },
      { ...sshd, cgroup: `0::${node}/system.slice/ssh.service` },
    ],
  })
  expect(seen).toMatchObject({ fact: { items: [{ unit: 'init.scope' }, { unit: 'ssh.service', container: '' }] } })
})

test('more programs than a fact holds', async () => {
  const long = Array.from({ length: 5 }, (_, at) => ({ ...sshd, pid: 700 + at, exe: `/${at}${'x'.repeat(1_000_000)}` }))
  const many = long.map((each) => ({ ...each, exe: '/x' }))
  const change = (host: Host) => withProcesses(host, ({ pid }) => ({ exe: () => seen(long[pid - 700]?.exe ?? '/x') }))
  const { items, gaps } = await look(many, change)
  expect(items).toHaveLength(4)
  expect(gaps).toEqual([{ path: '/proc', reason: '1 more programs than are listed' }])
})

test('nodes that tell nothing', async () => {
  expect(await unseen({})).toEqual({ status: 'failed', reason: '/proc: holds no process' })
  expect(await processes.inspect(openHost('/nowhere'))).toEqual({ status: 'failed', reason: '/proc: does not exist' })
  const host = openHost(makeHost({ processes: [init] }))
  const closed = { ...host, proc: { ...host.proc, processes: () => denied('permission denied') } }
  expect(await processes.inspect(closed)).toEqual({ status: 'denied', reason: '/proc: permission denied' })
})

test('the fixture node', async () => {
  const seen = await unseen(loadSpec('kubeadm-worker'))
  if (seen.status !== 'observed') throw new Error(JSON.stringify(seen))
  expect(seen.gaps).toEqual([])
  expect(
    seen.fact.items?.map((each) => [each.place, each.unit || each.pod, basename(each.executable?.value ?? '')]),
  ).toEqual([
    ['host', 'containerd.service', 'containerd'],
    ['host', 'containerd.service', 'containerd-shim-runc-v2'],
    ['host', 'init.scope', 'systemd'],
    ['host', 'kubelet.service', 'kubelet'],
    ['host', 'ssh.service', 'sshd'],
    ['host', 'systemd-journald.service', 'systemd-journald'],
    ['pod', '0b9d4e2a-5c1f-4a7e-b7a3-2d6f8e9c1b04', 'nginx'],
    ['pod', '7d0c2b44-93d5-4c3e-8f8b-5b1f7f0a6a12', 'kube-proxy'],
  ])
})

test('it reads what it declares', async () => {
  const { host, recording } = recordingHost(openHost(makeHost({ files, processes: [init, sshd] })))
  await processes.inspect(host)
  const declared = /^(\/proc\/\d+\/(exe|stat|cmdline|status|cgroup)|\/etc\/(passwd|group))$/
  expect([...recording.files].filter((path) => !declared.test(path))).toEqual([])
  expect([...recording.directories]).toEqual([])
})

test('this machine runs this test', async () => {
  const seen = await processes.inspect(openHost('/'))
  if (seen.status !== 'observed') throw new Error(JSON.stringify(seen))
  const own = seen.fact.items?.find((each) => each.executable?.value === process.execPath)
  expect(own).toMatchObject({ deleted: false, uid: process.geteuid?.(), place: 'host' })
  const threads = seen.fact.items?.filter((each) => /^(kthreadd|kworker|ksoftirqd)/.test(each.executable?.value ?? ''))
  expect(threads).toEqual([])
})

import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { nameOf, noProc, openProc, type Process, parseStat } from '../../../agent/host/proc.ts'
import { bootTime, type HostSpec, makeHost, type ProcessSpec } from '../../support/host.ts'
import { runs } from '../../support/property.ts'

const seen = <T>(value: T) => ({ status: 'observed', value })
const failed = (reason: string) => ({ status: 'failed', reason })
const absent = { status: 'absent' }

function processIn(root: string, pid = 7): Process {
  const all = openProc(root).processes()
  const found = all.status === 'observed' ? all.value.find((each) => each.pid === pid) : undefined
  if (!found) throw new Error(`no process ${pid}`)
  return found
}

/** One process, 7, with some of its files written over. */
function withFiles(spec: Partial<ProcessSpec>, files: Record<string, string | Buffer> = {}): Process {
  const root = makeHost({ processes: [{ pid: 7, argv: ['/usr/bin/x'], ...spec }] })
  for (const [name, content] of Object.entries(files)) writeFileSync(join(root, 'proc/7', name), content)
  return processIn(root)
}

const real = openProc('/')

test('processes are listed by number, and nothing else of /proc is one', () => {
  const root = makeHost({
    processes: [
      { pid: 100, argv: ['/b'] },
      { pid: 9, argv: ['/a'] },
    ],
  })
  for (const name of ['self', '007', '1x', '-1', '99999999999']) mkdirSync(join(root, 'proc', name))
  const all = openProc(root).processes()
  expect(all.status === 'observed' && all.value.map((each) => each.pid)).toEqual([9, 100])
})

test.each<[string, Buffer, string[]]>([
  ['ends with NUL', Buffer.from('/bin/a\0-b\0'), ['/bin/a', '-b']],
  ['without a NUL at the end', Buffer.from('sshd: u@pts/0'), ['sshd: u@pts/0']],
  ['with empty arguments', Buffer.from('a\0\0b\0\0'), ['a', '', 'b', '']],
  ['with blanks and newlines', Buffer.from('a\0b c\nd\0'), ['a', 'b c\nd']],
  ['that is not UTF-8', Buffer.from([0x61, 0, 0x2f, 0xff, 0]), ['a', '/\uEFFF']],
])('a command line %s', (_, cmdline, argv) => {
  expect(withFiles({}, { cmdline }).argv()).toEqual(seen(argv))
})

test('a kernel thread has no arguments, and no executable', () => {
  expect(withFiles({ argv: [], exe: null }).argv()).toEqual(seen([]))
})

test('a program without arguments is only being started: what it was told is not known yet', () => {
  expect(withFiles({ argv: [], exe: '/usr/bin/kubelet' }).argv()).toEqual(
    failed('no arguments yet: the program is being started'),
  )
})

test('a long command line is read in full', () => {
  const argv = Array.from({ length: 3000 }, (_, at) => `--flag-${at}=value`)
  expect(withFiles({ argv }).argv()).toEqual(seen(argv))
})

test.each([
  ['/usr/bin/kubelet', '/usr/bin/kubelet', 'kubelet'],
  ['/usr/bin/kubelet (deleted)', '/usr/bin/kubelet', 'kubelet'],
  ['/opt/a (deleted)/b', '/opt/a (deleted)/b', 'b'],
  ['/memfd:x (deleted)', '/memfd:x', 'memfd:x'],
])('the executable %s', (exe, path, name) => {
  const process = withFiles({ exe, argv: ['other'] })
  expect(process.exe()).toEqual(seen(path))
  expect(nameOf(process)).toBe(name)
})

test('a process whose executable cannot be read has the name of its first argument', () => {
  expect(nameOf(withFiles({ exe: null, argv: ['/usr/bin/kubelet', '--x'] }))).toBe('kubelet')
  expect(nameOf(withFiles({ exe: null, argv: [] }))).toBe('')
})

test('the environment is read by declared names alone', () => {
  const environ = 'A=1\0SECRET=x\0B=\0A=2\0=C=3\0D\0E=a=b\nc\0'
  const process = withFiles({}, { environ })
  expect(process.environ(['A', 'B', 'C', 'D', 'E', 'F', ''])).toEqual(
    seen(
      new Map([
        ['A', '1'],
        ['B', ''],
        ['E', 'a=b\nc'],
      ]),
    ),
  )
  expect(process.environ([])).toEqual(seen(new Map()))
})

const after = (parent: number, start: number) => ` S ${parent} ${'0 '.repeat(17)}${start} 0 0\n`

test.each([
  ['kubelet', 'kubelet'],
  ['a) S 1 (b', 'a) S 1 (b'],
  ['))', '))'],
  ['(sd-pam)', '(sd-pam)'],
  ['a\nb', 'a\nb'],
  ['', ''],
])('the name %j in a status line', (comm, name) => {
  expect(parseStat(Buffer.from(`7 (${comm})${after(3, 4200)}`))).toMatchObject({
    comm: name,
    parent: 3,
    startTicks: 4200,
  })
})

test.each([
  '',
  '7',
  '7 (x',
  ')(',
  '7 (x) S',
  '7 (x) S 1',
  `7 (x) S a ${'0 '.repeat(17)}1`,
  `7 (x)${after(1, Number.NaN)}`,
])('%j is no status line', (line) => {
  expect(parseStat(Buffer.from(line))).toBeUndefined()
  const process = withFiles({}, { stat: line })
  for (const look of [process.comm(), process.parent(), process.started()])
    expect(look).toEqual({ status: 'failed', reason: 'not understood' })
})

test('whatever bytes a name has, the fields behind it are found', () => {
  const name = fc.uint8Array({ maxLength: 15 }).map((bytes) => Buffer.from(bytes))
  fc.assert(
    fc.property(name, fc.nat(), fc.nat(), (comm, parent, start) => {
      const line = Buffer.concat([Buffer.from('7 ('), comm, Buffer.from(`)${after(parent, start)}`)])
      expect(parseStat(line)).toMatchObject({ parent, startTicks: start })
    }),
    runs(300),
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      const fields = parseStat(Buffer.from(bytes))
      expect(fields === undefined || Number.isSafeInteger(fields.startTicks)).toBe(true)
    }),
    runs(300),
  )
})

test('a process started as many ticks after the machine', () => {
  expect(withFiles({ started: 12.34 }).started()).toEqual(seen(bootTime * 1000 + 12_340))
})

test('without a boot time nobody knows when', () => {
  const root = makeHost({ processes: [{ pid: 7, argv: ['/x'] }] })
  writeFileSync(join(root, 'proc/stat'), 'cpu 0\n')
  expect(processIn(root).started()).toEqual({ status: 'failed', reason: '/proc/stat names no boot time' })
  rmSync(join(root, 'proc/stat'))
  expect(processIn(root).started()).toEqual(absent)
})

const uid = '7d0c2b44_93d5_4c3e_8f8b_5b1f7f0a6a12'
const dashed = uid.replaceAll('_', '-')

test.each<[string, string, boolean]>([
  ['a service', '0::/system.slice/kubelet.service', false],
  ['the root', '0::/', false],
  ['a user', '0::/user.slice/user-1000.slice/session-3.scope', false],
  ['a name that only begins so', '0::/system.slice/kubepodsx.service', false],
  ['a service named like a pod', '0::/system.slice/podman.service', false],
  ['cgroupfs', `0::/kubepods/burstable/pod${dashed}/0123abcd`, true],
  ['cgroupfs, guaranteed', `0::/kubepods/pod${dashed}/0123abcd`, true],
  [
    'systemd',
    `0::/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod${uid}.slice/cri-containerd-x.scope`,
    true,
  ],
  ['version 1', `11:memory:/kubepods/burstable/pod${dashed}/x\n1:name=systemd:/x`, true],
  ['version 1, on a later line', `11:memory:/\n10:pids:/kubepods/pod${dashed}`, true],
  ['both versions', `1:name=systemd:/\n0::/kubepods.slice/x`, true],
  ['kind', `0::/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-pod${uid}.slice/cri-x.scope`, true],
  ['seen from within a pod, cgroupfs', `0::/../../pod${dashed}/0123abcd`, true],
  ['seen from within a pod, systemd', `0::/../../kubepods-besteffort-pod${uid}.slice/cri-x.scope`, true],
  [
    'a group that a user named like a pod',
    `0::/user.slice/user-1000.slice/user@1000.service/kubepods/pod${dashed}/x`,
    false,
  ],
  ['a static pod seen from within', '0::/../../pod5c2a1d5e8b7f4a0c9d3e6f1a2b4c6d8e/x', true],
])('control group of %s', (_, cgroup, contained) => {
  expect(withFiles({ cgroup }).contained()).toBe(contained)
})

test('a process with ids of its own is contained', () => {
  expect(withFiles({ nspid: [7] }).contained()).toBe(false)
  expect(withFiles({ nspid: [7, 1] }).contained()).toBe(true)
  expect(withFiles({ nspid: [7, 30, 1] }).contained()).toBe(true)
})

test('a process with a root of its own is contained', () => {
  const root = makeHost({ files: { '/pods/a': { directory: true } }, processes: [{ pid: 7, argv: ['/x'] }] })
  symlinkSync('../..', join(root, 'proc/7/root'))
  expect(processIn(root).contained()).toBe(false)
  rmSync(join(root, 'proc/7/root'))
  symlinkSync('../../pods/a', join(root, 'proc/7/root'))
  expect(processIn(root).contained()).toBe(true)
  // It has the node's process ids and no pod's group: it may be the node's kubelet.
  expect(processIn(root).foreign()).toBe(false)
})

test('a process of a pod or of a nested node is foreign', () => {
  expect(withFiles({ cgroup: `0::/kubepods/pod${dashed}/0123abcd` }).foreign()).toBe(true)
  expect(withFiles({ nspid: [7, 1] }).foreign()).toBe(true)
  expect(withFiles({}).foreign()).toBe(false)
})

test("what Talos runs in containers of its own is the node's, and contained", () => {
  const etcd = withFiles({ cgroup: '0::/podruntime/etcd', nspid: [7, 1] })
  expect([etcd.foreign(), etcd.contained()]).toEqual([false, true])
  expect(withFiles({ cgroup: '0::/../../podruntime/etcd', nspid: [7, 1] }).foreign()).toBe(false)
  expect(withFiles({ cgroup: `0::/docker/${'ab'.repeat(32)}/podruntime/etcd`, nspid: [7, 1] }).foreign()).toBe(true)
  expect(withFiles({ cgroup: '0::/podruntime/etcd/x', nspid: [7, 1] }).foreign()).toBe(true)
})

test('where nothing says so, a process is not contained', () => {
  const root = makeHost({ processes: [{ pid: 7, argv: ['/x'] }] })
  for (const name of ['cgroup', 'status']) rmSync(join(root, 'proc/7', name))
  expect(processIn(root).contained()).toBe(false)
})

const spec: HostSpec = {
  processes: [
    { pid: 5, argv: ['/usr/bin/kubelet'] },
    { pid: 6, argv: ['/usr/bin/kubelet'], cgroup: '0::/kubepods/pod1' },
    { pid: 7, argv: ['kubelet'], exe: '/usr/bin/python3.11' },
    { pid: 8, argv: ['kubelet'], exe: null },
    { pid: 9, argv: ['/usr/bin/etcd'] },
    { pid: 10, argv: ['/usr/bin/etcdctl'] },
    { pid: 2, argv: [], exe: null },
  ],
}

test('processes are found by the name of their executable, those of containers are not', () => {
  const proc = openProc(makeHost(spec))
  expect(proc.named('kubelet').map((each) => each.pid)).toEqual([5, 8])
  expect(proc.named('etcd', 'kubelet').map((each) => each.pid)).toEqual([5, 8, 9])
  expect(proc.named('nothing')).toEqual([])
})

test('a machine without /proc', () => {
  const proc = openProc('/nowhere')
  expect(proc.processes()).toEqual(absent)
  expect(proc.named('kubelet')).toEqual([])
  expect(proc.read('version')).toEqual(absent)
  expect(noProc.processes()).toEqual(absent)
  expect(noProc.named()).toEqual([])
  expect(noProc.read('version')).toEqual(absent)
  expect(noProc.link('self/exe')).toEqual(absent)
})

test('files below /proc', () => {
  const proc = openProc(makeHost({ files: { '/proc/version': 'Linux', '/proc/fifo': { fifo: true } } }))
  expect(proc.read('version')).toEqual(seen(Buffer.from('Linux')))
  expect(proc.read('fifo')).toEqual({ status: 'failed', reason: 'not a regular file' })
  expect(proc.read('sys')).toEqual(absent)
  expect(proc.link('version')).toEqual({ status: 'failed', reason: 'not a link' })
})

test('a prefix may end with a slash', () => {
  expect(openProc(`${makeHost(spec)}//`).named('etcd')).toHaveLength(1)
})

test('a pass sees a process as of one moment', () => {
  const root = makeHost({ processes: [{ pid: 7, argv: ['/usr/bin/a'] }] })
  const process = processIn(root)
  expect(process.argv()).toEqual(seen(['/usr/bin/a']))
  writeFileSync(join(root, 'proc/7/cmdline'), '/usr/bin/b\0')
  expect(process.argv()).toEqual(seen(['/usr/bin/a']))
  expect(processIn(root).argv()).toEqual(seen(['/usr/bin/b']))
})

test('this process, as the kernel tells of it', () => {
  const mine = processIn('/', process.pid)
  expect(mine.exe()).toEqual(seen(readlinkSync('/proc/self/exe')))
  expect(mine.cwd()).toEqual(seen(process.cwd()))
  expect(mine.parent()).toEqual(seen(process.ppid))
  expect(mine.argv()).toMatchObject({ status: 'observed' })
  const started = mine.started()
  const now = Date.now()
  expect(started.status === 'observed' && now - started.value).toBeGreaterThan(0)
  expect(started.status === 'observed' && now - started.value).toBeLessThan(600_000)
  expect(real.link(`${process.pid}/ns/pid`)).toMatchObject({ value: expect.stringMatching(/^pid:\[\d+\]$/) })
})

test('a process that has ended is absent', async () => {
  const child = spawn('sleep', ['60'])
  onTestFinished(() => void child.kill())
  await new Promise((done) => child.once('spawn', done))
  const process = processIn('/', child.pid)
  child.kill('SIGKILL')
  await new Promise((done) => child.once('exit', done))
  for (const look of [process.argv(), process.exe(), process.cwd(), process.environ(['A']), process.parent()])
    expect(look).toEqual(absent)
  expect(process.contained()).toBe(false)
  expect(nameOf(process)).toBe('')
})

function kernelThread(): Process | undefined {
  const all = real.processes()
  return all.status === 'observed' ? all.value.find((each) => each.pid === 2) : undefined
}

test.skipIf(kernelThread() === undefined)('a kernel thread of this machine has no executable and no arguments', () => {
  const thread = kernelThread() as Process
  expect(thread.comm()).toEqual(seen('kthreadd'))
  expect(thread.argv()).toEqual(seen([]))
  expect(nameOf(thread)).toBe('')
  expect(thread.contained()).toBe(false)
})

function isClosed(path: string): boolean {
  try {
    readlinkSync(path)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES'
  }
}

// In some sandboxes not even root may look at process 1 of the machine.
test.skipIf(!isClosed('/proc/1/exe'))('a process that may not be looked at is denied, and not contained', () => {
  const first = processIn('/', 1)
  const denied = { status: 'denied', reason: 'permission denied' }
  expect(first.exe()).toEqual(denied)
  expect(first.cwd()).toEqual(denied)
  expect(first.argv()).toMatchObject({ status: 'observed' })
  expect(first.contained()).toBe(false)
})

test('a network, its sockets, its user and its control groups', () => {
  const process = withFiles({ network: 4026531840, sockets: [5, 6, 7], uid: 42, cgroup: '0::/a\n1:x:/b' })
  expect(process.network()).toEqual(seen('net:[4026531840]'))
  expect(process.uid()).toEqual(seen(42))
  expect(process.controlGroups()).toEqual(seen('0::/a\n1:x:/b\n'))
  expect(process.sockets(new Set([5, 7, 8]))).toEqual(seen({ inodes: [5, 7], more: false }))
})

test('what a process holds besides sockets is none', () => {
  const root = makeHost({ processes: [{ pid: 7, argv: ['/x'], sockets: [5] }] })
  for (const [at, target] of ['pipe:[5]', '/dev/null', 'socket:[x]', 'socket:5', 'anon_inode:[eventpoll]'].entries())
    symlinkSync(target, join(root, 'proc/7/fd', `1${at}`))
  writeFileSync(join(root, 'proc/7/fd/99'), '')
  expect(processIn(root).sockets(new Set([5]))).toEqual(seen({ inodes: [5], more: false }))
})

test('a process of which little is there', () => {
  const root = makeHost({ processes: [{ pid: 7, argv: ['/x'] }] })
  for (const name of ['fd', 'status', 'cgroup', 'stat']) rmSync(join(root, 'proc/7', name), { recursive: true })
  const process = processIn(root)
  for (const look of [process.network(), process.uid(), process.controlGroups(), process.sockets(new Set())])
    expect(look).toEqual(absent)
  expect([process.kernelThread(), process.zombie(), process.deleted()]).toEqual([false, false, false])
  expect(withFiles({}, { status: 'Uid:\tx\n' }).uid()).toEqual({ status: 'failed', reason: 'not understood' })
})

test.each([
  ['/usr/bin/a', false],
  ['/usr/bin/a (deleted)', true],
  ['/opt/a (deleted)/b', false],
])('the executable %s was deleted: %s', (exe, deleted) => {
  expect(withFiles({ exe }).deleted()).toBe(deleted)
})

test('on a live machine, a file that is only named as if it were deleted', async () => {
  const directory = makeHost({})
  const named = join(directory, 'sleep (deleted)')
  copyFileSync('/bin/sleep', named)
  const child = spawn(named, ['60'])
  onTestFinished(() => void child.kill())
  await new Promise((done) => child.once('spawn', done))
  const before = processIn('/', child.pid)
  expect([before.exe(), before.deleted()]).toEqual([seen(named), false])
  rmSync(named)
  const after = processIn('/', child.pid)
  expect([after.exe(), after.deleted()]).toEqual([seen(named), true])
})

test('a file below /proc is read as far as it is wanted', () => {
  const proc = openProc(makeHost({ files: { '/proc/long': 'x'.repeat(100_000) } }))
  let parts = 0
  const look = proc.readWhile('long', () => ++parts < 2)
  expect([parts, look.status === 'observed' && look.value.length]).toEqual([2, 32_768])
  expect(proc.readWhile('none', () => true)).toEqual(absent)
  expect(noProc.readWhile('long', () => true)).toEqual(absent)
})

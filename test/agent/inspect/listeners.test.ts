import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'
import { basename } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Host, openHost } from '../../../agent/host/host.ts'
import { absent, denied } from '../../../agent/host/look.ts'
import type { Process } from '../../../agent/host/proc.ts'
import { recordingHost } from '../../../agent/host/recording.ts'
import { listeners } from '../../../agent/inspect/listeners.ts'
import { type ListenersFact, v1 } from '../../../proto/index.ts'
import { type HostSpec, isRoot, makeHost, type ProcessSpec, withProcesses } from '../../support/host.ts'
import { any6, type TableRow, tcpTable, udpTable } from '../../support/nettable.ts'
import { asNobody } from '../../support/user.ts'

const container = '4b5e57f6eb2f42b9039b3d1e13929295f231749c510cbe341cd68036d9af97e2'
const pod = '7d0c2b44-93d5-4c3e-8f8b-5b1f7f0a6a12'
const podGroup = `0::/kubepods/burstable/pod${pod}/${container}`
const machine = 4026531840

const net = (...rows: TableRow[]) => ({ tcp: tcpTable(...rows), tcp6: tcpTable(), udp: udpTable(), udp6: udpTable() })

const systemd: ProcessSpec = {
  ...{ pid: 1, ppid: 0, argv: ['/sbin/init'], exe: '/usr/lib/systemd/systemd', cgroup: '0::/init.scope' },
  ...{ network: machine, net: net() },
}
const sshd: ProcessSpec = {
  ...{ pid: 700, argv: ['sshd: /usr/sbin/sshd -D'], exe: '/usr/sbin/sshd', cgroup: '0::/system.slice/ssh.service' },
  ...{ network: machine, sockets: [9, 501] },
}
const ssh: TableRow = { port: 22, inode: 501 }

function init(...rows: TableRow[]): ProcessSpec {
  return { ...systemd, net: net(...rows) }
}

async function look(spec: HostSpec, change: (host: Host) => Host = (host) => host) {
  const seen = await listeners.inspect(change(openHost(makeHost(spec))))
  if (seen.status !== 'observed') throw new Error(JSON.stringify(seen))
  return { items: seen.fact.items ?? [], gaps: seen.gaps }
}

const unseen = async (spec: HostSpec) => listeners.inspect(openHost(makeHost(spec)))

/** What most tests are about. */
function brief(items: NonNullable<ListenersFact['items']>) {
  return items.map((each) => [each.name, each.process?.value ?? each.process?.unknown, each.pids])
}

const kernels = 'no process holds it: a socket of the kernel, or of one that has ended meanwhile'

test('a service that listens', async () => {
  const { items, gaps } = await look({ processes: [init({ ...ssh, uid: 3 }), sshd] })
  expect(items).toEqual([
    {
      ...{ name: 'tcp/0.0.0.0:22', protocol: 'tcp', address: '0.0.0.0', port: 22, scope: 'wildcard', dualStack: false },
      ...{
        process: { value: 'sshd', source: '/proc/700/exe' },
        pids: [700],
        unit: 'ssh.service',
        pod: '',
        container: '',
      },
      ...{ uid: 3, interface: { value: '*', source: 'every address' }, namespace: 'host' },
    },
  ])
  expect(gaps).toEqual([])
})

test('what is opened or closed makes the stamp another one; what a client asks from does not', () => {
  const stamp = (tables: ProcessSpec['net']) =>
    listeners.stamp?.(openHost(makeHost({ processes: [{ ...systemd, ...(tables && { net: tables }) }] })))
  const open = stamp(net(ssh))
  expect(open).toBeDefined()
  expect(stamp(net(ssh, { port: 50_000, inode: 7, state: '01' }))).toBe(open)
  expect(stamp({ ...net(ssh), udp: udpTable({ port: 50_001, inode: 8 }) })).toBe(open)
  for (const other of [net(), net({ ...ssh, inode: 9 }), { ...net(ssh), udp: udpTable({ port: 53, inode: 8 }) }])
    expect(stamp(other)).not.toBe(open)
  expect(listeners.stamp?.(openHost(makeHost({ processes: [{ pid: 1, argv: ['/sbin/init'] }] })))).toBeUndefined()
})

test('every kind of socket, sorted by name', async () => {
  const tables = {
    tcp: tcpTable(
      { port: 6443, inode: 1 },
      { port: 2379, inode: 2, address: '0100007F' },
      { port: 9, inode: 3, state: '01' },
    ),
    tcp6: tcpTable(
      { port: 22, inode: 4, address: any6 },
      { port: 22, inode: 5, address: '00000000000000000000000001000000' },
      { port: 80, inode: 6, address: '0000000000000000FFFF00000100007F' },
    ),
    udp: udpTable({ port: 8472, inode: 0 }, { port: 53, inode: 7, state: '01', remote: '0100007F:0035' }),
    udp6: udpTable({ port: 546, inode: 8, address: '000080FE000000000000000001000000' }),
  }
  const { items } = await look({ processes: [{ ...systemd, net: tables }] })
  expect(items.map((each) => [each.name, each.scope, each.dualStack])).toEqual([
    ['tcp/0.0.0.0:6443', 'wildcard', false],
    ['tcp/127.0.0.1:2379', 'loopback', false],
    ['tcp/[::1]:22', 'loopback', false],
    ['tcp/[::]:22', 'wildcard', true],
    ['tcp/[::ffff:127.0.0.1]:80', 'loopback', false],
    ['udp/0.0.0.0:8472', 'wildcard', false],
    ['udp/[fe80::1]:546', 'link-local', false],
  ])
  expect(items[5]?.process?.unknown).toBe('no process holds it: a socket of the kernel')
})

test('the interface that has the address', async () => {
  const head = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n'
  const route = `${head}eth0\t0000000A\t00000000\t0001\t0\t0\t0\t000000FF\t0\t0\t0\n`
  const rows = [
    { port: 1, inode: 1, address: '0500000A' },
    { port: 2, inode: 2, address: '0100007F' },
    { port: 3, inode: 3, address: '090200C0' },
  ]
  const seen = async (tables: Record<string, string>) => {
    const { items } = await look({ processes: [{ ...systemd, net: { ...net(...rows), ...tables } }] })
    return items.map((each) => each.interface?.value ?? each.interface?.unknown)
  }
  const nowhere = 'no interface is in the network of the address'
  expect(await seen({ route })).toEqual(['eth0', 'lo', nowhere])
  const unread = 'the routes of the network could not be read'
  expect(await seen({})).toEqual([unread, 'lo', unread])
})

test('the fact survives the wire', async () => {
  const { items } = await look({ processes: [init(ssh), sshd] })
  const decoded = v1.ListenersFact.decode(v1.ListenersFact.encode({ items }).finish())
  expect(decoded.items[0]).toMatchObject({ name: 'tcp/0.0.0.0:22', pids: [700], namespace: 'host' })
})

test('a socket that systemd keeps for a service', async () => {
  const table = { ...net(), tcp6: tcpTable({ port: 22, inode: 501, address: any6 }) }
  const holding = { ...systemd, net: table, sockets: [501] }
  const { items } = await look({ processes: [holding] })
  expect(items).toMatchObject([{ name: 'tcp/[::]:22', dualStack: true, pids: [1], unit: 'init.scope' }])
  expect(items[0]?.process).toEqual({ value: 'systemd', source: '/proc/1/exe' })
  const started = await look({ processes: [holding, sshd] })
  expect(brief(started.items)).toEqual([['tcp/[::]:22', 'sshd', [1, 700]]])
  expect(started.items[0]?.unit).toBe('ssh.service')
})

test('several holders of one socket, and several sockets of one program', async () => {
  const nginx = { argv: ['nginx'], exe: '/usr/sbin/nginx', network: machine }
  const processes = [
    init({ port: 80, inode: 11 }, { port: 80, inode: 12 }),
    { ...nginx, pid: 50, sockets: [11] },
    { ...nginx, pid: 9, sockets: [11, 12] },
    { ...nginx, pid: 100, sockets: [12] },
  ]
  expect(brief((await look({ processes })).items)).toEqual([['tcp/0.0.0.0:80', 'nginx', [9, 50, 100]]])
})

test('several programs on one address and port are several listeners', async () => {
  const processes = [
    init({ port: 80, inode: 11 }, { port: 80, inode: 12 }, { port: 80, inode: 13, uid: 7 }),
    { pid: 50, argv: ['/usr/bin/b'], network: machine, sockets: [11, 13] },
    { pid: 60, argv: ['/usr/bin/a'], network: machine, sockets: [12] },
  ]
  const { items } = await look({ processes })
  expect(items.map((each) => [each.name, each.process?.value, each.uid])).toEqual([
    ['tcp/0.0.0.0:80', 'a', 0],
    ['tcp/0.0.0.0:80', 'b', 0],
    ['tcp/0.0.0.0:80', 'b', 7],
  ])
})

test('no more process ids than a list holds', async () => {
  const children = Array.from({ length: 80 }, (_, at) => ({ pid: 100 + at, argv: ['/usr/bin/a'], sockets: [11] }))
  const { items } = await look({ processes: [init({ port: 80, inode: 11 }), ...children] })
  expect(items[0]?.pids).toEqual(Array.from({ length: 64 }, (_, at) => 100 + at))
})

test('pods with the network of the host listen on the node, others do not', async () => {
  const ofPod = { argv: ['/usr/bin/app'], cgroup: podGroup, sockets: [21] }
  const { items } = await look({
    processes: [
      init({ port: 9100, inode: 21 }),
      { ...ofPod, pid: 300, network: machine },
      { ...ofPod, pid: 301, network: 5, sockets: [31], net: net({ port: 22, inode: 31 }) },
      { ...ofPod, pid: 302, cgroup: '0::/', nspid: [302, 1], network: 6, net: net({ port: 23, inode: 32 }) },
    ],
  })
  expect(items).toMatchObject([{ name: 'tcp/0.0.0.0:9100', process: { value: 'app' }, pids: [300], pod, container }])
})

test('a network of its own that a process of the node has', async () => {
  const { items, gaps } = await look({
    processes: [
      init(ssh),
      sshd,
      { pid: 800, argv: ['/usr/bin/zsh'], network: 7 },
      { pid: 801, argv: ['/usr/sbin/named'], network: 7, sockets: [41], net: net({ port: 53, inode: 41 }) },
      { pid: 900, argv: ['/usr/bin/bash'], network: 8, net: net({ port: 10250, inode: 51 }, { port: 22, inode: 52 }) },
      { pid: 901, argv: ['/usr/sbin/sshd'], network: 8, sockets: [52] },
      { pid: 902, argv: ['/usr/bin/kubelet'], network: 8, sockets: [51] },
      { pid: 950, argv: ['/usr/bin/kubelet'], network: 9, net: net({ port: 22, inode: 61 }) },
    ],
  })
  expect(brief(items)).toEqual([
    ['tcp/0.0.0.0:10250@kubelet', 'kubelet', [902]],
    ['tcp/0.0.0.0:22', 'sshd', [700]],
    ['tcp/0.0.0.0:22@kubelet', 'sshd', [901]],
    ['tcp/0.0.0.0:22@kubelet-2', kernels, []],
    ['tcp/0.0.0.0:53@zsh', 'named', [801]],
  ])
  expect(items.map((each) => each.namespace)).toEqual(['kubelet', 'host', 'kubelet', 'kubelet-2', 'zsh'])
  expect(gaps).toEqual([])
})

test('a holder in another network is found too', async () => {
  const away = { pid: 300, argv: ['/usr/bin/app'], cgroup: podGroup, network: 5, sockets: [21] }
  const { items } = await look({ processes: [init({ port: 80, inode: 21 }), sshd, away] })
  expect(brief(items)).toEqual([['tcp/0.0.0.0:80', 'app', [300]]])
})

test('a process whose network ended with it is no way to read it', async () => {
  const processes = [
    init(),
    { pid: 800, argv: ['/usr/bin/a'], network: 7 },
    { pid: 801, argv: ['/usr/bin/b'], network: 7, net: net({ port: 1, inode: 1 }) },
  ]
  expect((await look({ processes })).items.map((each) => each.name)).toEqual(['tcp/0.0.0.0:1@a'])
  const { items, gaps } = await look({ processes: processes.slice(0, 2) })
  expect([items, gaps]).toEqual([[], [{ path: '/proc/800/net/tcp', reason: 'does not exist' }]])
})

test('where process 1 does not tell its network, a shared socket does', async () => {
  const { network, ...first } = init(ssh)
  const { items } = await look({ processes: [first, { ...sshd, net: net(ssh) }] })
  expect(network).toBe(machine)
  expect(brief(items)).toEqual([['tcp/0.0.0.0:22', 'sshd', [700]]])
})

test('where nothing tells of networks, process 1 alone speaks for the host', async () => {
  const { network: _, ...first } = init(ssh)
  const { network: __, ...daemon } = sshd
  const { items } = await look({ processes: [first, { ...daemon, net: net({ port: 2222, inode: 9 }) }] })
  expect(brief(items)).toEqual([['tcp/0.0.0.0:22', 'sshd', [700]]])
})

test('without process 1, whatever tables the processes of the node have', async () => {
  const { items, gaps } = await look({
    processes: [
      { pid: 700, argv: ['/usr/sbin/sshd'], net: net(ssh), sockets: [501] },
      { pid: 701, argv: ['/usr/bin/kubelet'], net: net(ssh, { port: 10250, inode: 7 }) },
      { pid: 702, argv: ['/usr/bin/etcd'] },
      { pid: 703, argv: ['/usr/bin/app'], cgroup: podGroup, net: net({ port: 80, inode: 8 }) },
    ],
  })
  const hidden = 'no holder found: processes may be hidden: process 1 is not listed: other processes may be hidden too'
  expect(brief(items)).toEqual([
    ['tcp/0.0.0.0:10250', hidden, []],
    ['tcp/0.0.0.0:22', 'sshd', [700]],
  ])
  expect(gaps).toEqual([{ path: '/proc/1/net/tcp', reason: 'does not exist' }])
})

test('a kernel without IPv6 has no tables of it; another table that is missing is a gap', async () => {
  const { gaps } = await look({ processes: [{ ...systemd, net: { tcp: tcpTable() } }] })
  expect(gaps).toEqual([{ path: '/proc/1/net/udp', reason: 'does not exist' }])
})

test('tables that are not understood', async () => {
  const tcp = `${tcpTable(ssh)}rubbish\n`
  const { items, gaps } = await look({ processes: [{ ...systemd, net: { ...net(), tcp, udp: 'x' } }, sshd] })
  expect(brief(items)).toEqual([['tcp/0.0.0.0:22', 'sshd', [700]]])
  expect(gaps).toEqual([
    { path: '/proc/1/net/tcp', reason: '1 lines are not understood' },
    { path: '/proc/1/net/udp', reason: 'not understood' },
  ])
})

test('behind what listens the table of a busy server is not read', async () => {
  const busy = Array.from({ length: 2000 }, (_, at) => ({ port: 443, inode: at, state: '01', remote: '0500000A:D431' }))
  const tcp = `${tcpTable(ssh, ...busy)}rubbish\n`
  const { items, gaps } = await look({ processes: [{ ...systemd, net: { ...net(), tcp } }, sshd] })
  expect(brief(items)).toEqual([['tcp/0.0.0.0:22', 'sshd', [700]]])
  expect(gaps).toEqual([])
  const many = Array.from({ length: 2000 }, (_, at) => ({ port: 1024 + at, inode: at + 1 }))
  expect((await look({ processes: [init(...many, ...busy)] })).items).toHaveLength(2000)
})

function closed(pids: number[], change: Partial<Process>): (host: Host) => Host {
  return (host) => withProcesses(host, ({ pid }) => (pids.includes(pid) ? change : {}))
}

const no = () => denied('permission denied')

test.each([
  [[1], 'process 1'],
  [[1, 700], 'process 1, 700'],
  [[1, 700, 710, 720], 'process 1, 700, 710 and others'],
])('files that may not be looked at: %j', async (pids, which) => {
  const more = [710, 720].map((pid) => ({ pid, argv: ['/usr/bin/a'], network: machine }))
  const { items } = await look(
    { processes: [init({ port: 1, inode: 2 }), sshd, ...more] },
    closed(pids, { sockets: no }),
  )
  const reason = `no holder found: the open files of ${which} may not be read`
  expect(items[0]?.process).toEqual({ source: '/proc/*/fd', unknown: reason })
})

test('a directory of files without those of processes', async () => {
  const { items } = await look({ processes: [init(ssh)] }, closed([1], { sockets: () => absent }))
  expect(items[0]?.process?.unknown).toBe('no holder found: there are no open files of processes to look at')
})

test('a process with too many open files', async () => {
  const sockets = () => ({ status: 'observed' as const, value: { inodes: [], more: true } })
  const { items } = await look({ processes: [init(ssh)] }, closed([1], { sockets }))
  expect(items[0]?.process?.unknown).toBe('no holder found: a process has more open files than are looked at')
})

test('a holder whose executable cannot be read', async () => {
  const { items } = await look({ processes: [init(ssh), { ...sshd, exe: null }] })
  expect(items[0]).toMatchObject({ process: { source: '/proc/700/exe', unknown: 'does not exist' }, pids: [700] })
  expect(items[0]?.unit).toBe('ssh.service')
})

test('networks that may not be looked at are a gap, but not for process 1', async () => {
  const processes = [init(ssh), { ...sshd, net: net(ssh) }]
  expect((await look({ processes }, closed([1], { network: no }))).gaps).toEqual([])
  const { items, gaps } = await look({ processes }, closed([700], { network: no }))
  expect(brief(items)).toEqual([['tcp/0.0.0.0:22', 'sshd', [700]]])
  const reason = 'permission denied for some: what listens in another network namespace may be hidden'
  expect(gaps).toEqual([{ path: '/proc/*/ns/net', reason }])
})

test.each(['a) S 1 (b', 'sshd\nx', 'tcp/0.0.0.0:22@host', '\u202Etxt', 'a b'])('the hostile name %j', async (name) => {
  const evil = { pid: 800, argv: [`/tmp/${name}`], exe: `/tmp/${name.replaceAll('/', '_')}`, network: 7 }
  const { items } = await look({
    processes: [init(ssh), sshd, { ...evil, comm: name, sockets: [41], net: net({ port: 22, inode: 41 }) }],
  })
  const shown = name.replaceAll('/', '_')
  expect(brief(items)).toEqual([
    ['tcp/0.0.0.0:22', 'sshd', [700]],
    [`tcp/0.0.0.0:22@${shown}`, shown, [800]],
  ])
  expect(items[1]?.namespace).toBe(shown)
})

test('a program that calls itself host has not the network of the host', async () => {
  const evil = { pid: 800, argv: ['/tmp/host'], network: 7, net: net({ port: 22, inode: 41 }) }
  const { items } = await look({ processes: [init(), evil] })
  expect(items).toMatchObject([{ name: 'tcp/0.0.0.0:22@host-2', namespace: 'host-2' }])
})

test('nodes that tell nothing', async () => {
  expect(await unseen({})).toEqual({ status: 'failed', reason: '/proc: holds no process' })
  expect(await listeners.inspect(openHost('/nowhere'))).toEqual({ status: 'failed', reason: '/proc: does not exist' })
  const reason = '/proc/1/net/tcp: does not exist'
  expect(await unseen({ processes: [{ pid: 1, argv: ['/sbin/init'] }] })).toEqual({ status: 'failed', reason })
  const garbage = { pid: 1, argv: ['/sbin/init'], net: { tcp: 'x' } }
  expect(await unseen({ processes: [garbage] })).toEqual({
    status: 'failed',
    reason: '/proc/1/net/tcp: not understood',
  })
  expect((await look({ processes: [systemd] })).items).toEqual([])
})

test('nodes that allow nothing', async () => {
  const host = openHost(makeHost({ processes: [init(ssh)] }))
  const reading = { ...host, proc: { ...host.proc, readWhile: no } }
  expect(await listeners.inspect(reading)).toEqual({ status: 'denied', reason: '/proc/1/net/tcp: permission denied' })
  const listing = { ...host, proc: { ...host.proc, processes: no } }
  expect(await listeners.inspect(listing)).toEqual({ status: 'denied', reason: '/proc: permission denied' })
})

test('it reads what it declares', async () => {
  const { host, recording } = recordingHost(openHost(makeHost({ processes: [init(ssh), sshd] })))
  await listeners.inspect(host)
  const declared = /^\/proc\/\d+\/(net\/((tcp|udp)6?|route|if_inet6)|ns\/net|fd|exe|cmdline|stat|status|cgroup)$/
  expect([...recording.files].filter((path) => !declared.test(path))).toEqual([])
  expect([...recording.directories]).toEqual([])
})

async function listen() {
  const server = createServer().listen(0, '127.0.0.1')
  const socket = createSocket('udp6')
  onTestFinished(() => void server.close())
  onTestFinished(() => void socket.close())
  await new Promise((done) => server.once('listening', done))
  await new Promise<void>((done) => socket.bind(0, '::1', done))
  return { tcp: (server.address() as { port: number }).port, udp: socket.address().port }
}

test("on this machine, the test's own listeners", async () => {
  const { tcp, udp } = await listen()
  const seen = await listeners.inspect(openHost('/'))
  if (seen.status !== 'observed') throw new Error(JSON.stringify(seen))
  const own = seen.fact.items?.filter((each) => each.pids?.includes(process.pid))
  const name = basename(process.execPath)
  const common = {
    process: { value: name, source: `/proc/${process.pid}/exe` },
    pids: [process.pid],
    namespace: 'host',
  }
  expect(own).toMatchObject([
    { ...common, name: `tcp/127.0.0.1:${tcp}`, scope: 'loopback', uid: process.getuid?.() },
    { ...common, name: `udp/[::1]:${udp}`, scope: 'loopback', dualStack: false },
  ])
})

const program = `require('net').createServer().listen(0, '127.0.0.1', function () { console.log(this.address().port) })`

test.skipIf(!isRoot)('as a user without rights, listeners are there and their owners are not told', async () => {
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'ignore'] })
  onTestFinished(() => void child.kill())
  const port = await new Promise<number>((done) => child.stdout.once('data', (text) => done(Number(text))))
  const find = async () => {
    const seen = await listeners.inspect(openHost('/'))
    if (seen.status !== 'observed') throw new Error(JSON.stringify(seen))
    return { gaps: seen.gaps, own: seen.fact.items?.find((each) => each.name === `tcp/127.0.0.1:${port}`) }
  }
  expect((await find()).own).toMatchObject({ pids: [child.pid], namespace: 'host' })
  const { own, gaps } = await asNobody(find)
  expect(own).toMatchObject({ pids: [], namespace: 'host' })
  const blind = /^no holder found: the open files of process 1, \d+, \d+ and others may not be read$/
  expect(own?.process?.unknown).toMatch(blind)
  expect(gaps?.map((each) => each.path)).toEqual(['/proc/*/ns/net'])
})

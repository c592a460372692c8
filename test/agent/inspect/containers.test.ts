import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { type Host, openHost } from '../../../agent/host/host.ts'
import { absent, denied, failed, type Unseen } from '../../../agent/host/look.ts'
import { recordingHost } from '../../../agent/host/recording.ts'
import { containers } from '../../../agent/inspect/containers.ts'
import { observe } from '../../../agent/inspect/observe.ts'
import {
  allCapabilities,
  containerMountinfo,
  noCapabilities,
  type RightsSpec,
  withRights,
} from '../../support/container.ts'
import { type HostSpec, makeHost } from '../../support/host.ts'
import { undeclared } from '../../support/reads.ts'

const pod = '7d0c2b44-93d5-4c3e-8f8b-5b1f7f0a6a12'
const id = 'a'.repeat(64)
const cgroup = `0::/kubepods/burstable/pod${pod}/${id}`
const app: RightsSpec = {
  pid: 70,
  argv: ['/app/server'],
  uid: 1001,
  cgroup,
  nspid: [70, 1],
  capabilities: noCapabilities,
}
const files: NonNullable<HostSpec['files']> = {
  [`/var/log/pods/shop_web-7d9c5b8f6-x2k4p_${pod}/app/0.log`]: '',
  [`/var/log/containers/web-7d9c5b8f6-x2k4p_shop_app-${id}.log`]: '',
}

async function look(processes: readonly RightsSpec[], change: (host: Host) => Host = (host) => host, more = files) {
  const seen = await containers.inspect(change(openHost(makeHost(withRights({ files: more }, processes)))))
  if (seen.status !== 'observed') throw new Error(JSON.stringify(seen))
  return { items: seen.fact.items ?? [], gaps: seen.gaps }
}

async function one(...processes: readonly RightsSpec[]) {
  const { items } = await look(processes)
  expect(items).toHaveLength(1)
  return items[0]
}

const status = '/proc/PID/status'
const no = (name: string) => ({ value: false, source: `/proc/PID/ns/${name}` })

test('a container that may do nothing', async () => {
  expect(await look([{ ...app, mountinfo: containerMountinfo('', 'ro') }])).toEqual({
    items: [
      {
        ...{ name: 'shop/web/app', id, place: 'pod', pod, namespace: 'shop', podName: 'web-7d9c5b8f6-x2k4p' },
        ...{ image: '', sandbox: false },
        program: { value: '/app/server', source: '/proc/PID/exe' },
        uid: { value: 1001, source: status },
        innerUid: { value: 1001, source: '/proc/PID/uid_map' },
        capabilities: { value: '', source: status },
        privileged: { value: false, source: status },
        escalation: { value: false, source: status },
        seccomp: { value: 'filter', source: status },
        label: { value: 'cri-containerd.apparmor.d (enforce)', source: '/proc/PID/attr/current' },
        confinement: { value: 'confined', source: '/proc/PID/attr/current' },
        ...{ hostPid: no('pid'), hostNetwork: no('net'), hostIpc: no('ipc'), hostUts: no('uts') },
        ...{ hostUser: { value: true, source: '/proc/PID/ns/user' }, hostCgroup: no('cgroup'), hostMount: no('mnt') },
        readOnlyRoot: { value: true, source: '/proc/PID/mountinfo' },
        mounts: [],
        mountsKnown: { value: true, source: '/proc/PID/mountinfo' },
      },
    ],
    gaps: [],
  })
})

test('a privileged container', async () => {
  const more = '600 500 0:30 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n'
  const mountinfo = containerMountinfo(more)
    .replace('/sys ro - sysfs sysfs ro', '/sys rw - sysfs sysfs rw')
    .replace(/^502.*\n/m, '')
  const item = await one({
    ...{
      ...app,
      uid: 0,
      capabilities: allCapabilities,
      seccomp: '0',
      noNewPrivs: '0',
      label: 'unconfined\n',
      mountinfo,
    },
  })
  expect(item).toMatchObject({
    ...{ uid: { value: 0 }, privileged: { value: true }, escalation: { value: true }, seccomp: { value: 'disabled' } },
    ...{ confinement: { value: 'unconfined' }, readOnlyRoot: { value: false } },
    mounts: [
      { path: '/proc/sys', host: '/proc/sys', writable: true },
      { path: '/sys', host: '/sys', writable: true },
    ],
  })
  expect(item?.capabilities?.value?.split(' ')).toHaveLength(41)
})

test('who is privileged and not root can become it', async () => {
  expect(await one({ ...app, bounding: allCapabilities })).toMatchObject({
    ...{ capabilities: { value: '' }, privileged: { value: true } },
  })
})

test('in a user namespace root is not root of the node, and privileged is not privileged', async () => {
  const uidMap = '         0     100000      65536\n'
  expect(await one({ ...app, uid: 100_000, uidMap, shares: [], capabilities: allCapabilities })).toMatchObject({
    ...{ uid: { value: 100_000 }, innerUid: { value: 0 }, hostUser: { value: false }, privileged: { value: false } },
  })
})

test('the worst of its processes counts, and says whose it is', async () => {
  const other: RightsSpec = {
    ...{ pid: 71, ppid: 70, argv: ['/usr/bin/sudo'], uid: 0, cgroup, nspid: [71, 2], started: 200 },
    ...{ capabilities: '0000000000002000', noNewPrivs: '0', shares: ['user', 'mnt'] },
  }
  const source = `${status} of another of its processes, sudo`
  expect(await one(other, { ...app, capabilities: '0000000000000400' })).toMatchObject({
    program: { value: '/app/server' },
    uid: { value: 0, source },
    capabilities: { value: 'CAP_NET_BIND_SERVICE CAP_NET_RAW' },
    escalation: { value: true, source },
    seccomp: { value: 'filter', source: status },
    hostMount: { value: true, source: '/proc/PID/ns/mnt of another of its processes, sudo' },
  })
})

test('rights in a user namespace that a process made for itself are none', async () => {
  const sandbox: RightsSpec = {
    ...{ pid: 71, ppid: 70, argv: ['/chrome'], uid: 1001, cgroup, nspid: [71, 2, 1], started: 200, shares: [] },
    ...{ capabilities: allCapabilities },
  }
  expect(await one(app, sandbox)).toMatchObject({ capabilities: { value: '' }, privileged: { value: false } })
})

test.each([
  ['pid', 'hostPid'],
  ['net', 'hostNetwork'],
  ['ipc', 'hostIpc'],
  ['uts', 'hostUts'],
  ['cgroup', 'hostCgroup'],
  ['mnt', 'hostMount'],
] as const)('a container in the %s namespace of the node', async (kind, field) => {
  const item = await one({ ...app, shares: ['user', kind] })
  expect(item?.[field]).toEqual({ value: true, source: `/proc/PID/ns/${kind}` })
  const shared = Object.entries(item ?? {}).filter(([name, each]) => name.startsWith('host') && each.value === true)
  expect(shared.map(([name]) => name).toSorted()).toEqual([field, 'hostUser'].toSorted())
})

test('containers outside of pods', async () => {
  const nspawn = {
    ...app,
    pid: 90,
    argv: ['/lib/systemd/systemd'],
    cgroup: '0::/machine.slice/systemd-nspawn@x.service',
  }
  const docker = { ...app, cgroup: `0::/system.slice/docker-${id}.scope` }
  const podman = { ...app, pid: 80, cgroup: `0::/machine.slice/libpod-${'b'.repeat(64)}.scope` }
  const config = JSON.stringify({ Name: '/registry', Config: { Image: 'registry:2', Env: ['PASSWORD=geheim'] } })
  const { items } = await look([docker, podman, nspawn], undefined, {
    [`/var/lib/docker/containers/${id}/config.v2.json`]: config,
  })
  expect(items.map(({ name, place, image }) => [name, place, image])).toEqual([
    ['container bbbbbbbbbbbb', 'host', ''],
    ['container in systemd-nspawn@x.service', 'host', ''],
    ['container registry', 'host', 'registry:2'],
  ])
  expect(JSON.stringify(items)).not.toContain('geheim')
})

test('a runtime that starts a container is not in it, for as long as that takes', async () => {
  const start: RightsSpec = { ...app, pid: 71, uid: 0, comm: 'runc:[2:INIT]', capabilities: allCapabilities }
  const now = Math.floor(Date.now() / 1000)
  const young = withRights({ files, bootTime: now - 100 }, [app, { ...start, started: 100 }])
  const seen = await containers.inspect(openHost(makeHost(young)))
  expect(seen).toMatchObject({ fact: { items: [{ privileged: { value: false } }] } })
  expect(await one(app, { ...start, started: 200 })).toMatchObject({ privileged: { value: true } })
})

test('processes of the host are in no container', async () => {
  const sshd = { pid: 7, argv: ['/usr/sbin/sshd'], cgroup: '0::/system.slice/ssh.service' }
  const shim = { pid: 8, argv: ['/usr/bin/containerd-shim-runc-v2'], cgroup: '0::/system.slice/containerd.service' }
  expect(await look([sshd, shim])).toEqual({ items: [], gaps: [] })
})

/** The same host, where files of a process say something else. */
function telling(answers: Readonly<Record<string, Unseen>>) {
  return (host: Host): Host => {
    const { proc } = host
    return {
      ...host,
      proc: {
        ...proc,
        read: (path) => answers[path] ?? proc.read(path),
        link: (path) => answers[path] ?? proc.link(path),
      },
    }
  }
}

test('what may not be read is not known', async () => {
  const closed = Object.fromEntries(
    ['attr/current', 'ns/pid', 'ns/net', 'uid_map', 'mountinfo'].map((name) => [
      `70/${name}`,
      denied('permission denied'),
    ]),
  )
  const { items } = await look([app], telling(closed))
  const unknown = 'permission denied'
  expect(items[0]).toMatchObject({
    ...{ label: { unknown }, confinement: { unknown }, hostPid: { unknown }, hostNetwork: { unknown } },
    ...{ innerUid: { unknown }, readOnlyRoot: { unknown }, mountsKnown: { unknown }, mounts: [] },
    ...{ hostIpc: { value: false }, uid: { value: 1001 } },
  })
})

test('without a view of process 1 nothing can be compared', async () => {
  const closed = {
    ...{ '1/status': denied('permission denied'), '1/mountinfo': denied('permission denied') },
    ...{ '1/ns/pid': denied('permission denied') },
  }
  const { items } = await look([app], telling(closed))
  expect(items[0]).toMatchObject({
    privileged: { unknown: 'the capabilities of process 1 are not known' },
    hostPid: { unknown: '/proc/1/ns/pid: permission denied' },
    hostNetwork: { value: false },
    mountsKnown: { unknown: '/proc/1/mountinfo: permission denied' },
    readOnlyRoot: { value: false },
  })
})

test('a kernel without security modules, and one whose labels are new', async () => {
  const none = await look([app], telling({ '70/attr/current': failed('EINVAL') }))
  expect(none.items[0]).toMatchObject({ label: { value: '' }, confinement: { value: 'none' } })
  expect(await one({ ...app, label: 'who knows\n' })).toMatchObject({ confinement: { unknown: 'is not understood' } })
})

test('an old kernel tells less', async () => {
  const spec = withRights({ files }, [app])
  const processes = spec.processes?.map((each) => (each.pid === 70 ? { ...each, status: {} } : each)) ?? []
  const seen = await containers.inspect(openHost(makeHost({ ...spec, processes })))
  const unknown = 'the kernel does not tell'
  expect(seen).toMatchObject({
    fact: {
      items: [{ escalation: { unknown }, seccomp: { unknown }, privileged: { unknown }, capabilities: { unknown } }],
    },
  })
})

test('one that has ended meanwhile is not there', async () => {
  expect((await look([app], telling({ '70/status': absent }))).items).toEqual([])
})

/** A process ends when something of it is asked for. */
function ending(pid: number, when: string): (host: Host) => Host {
  return (host) => {
    let ended = false
    const end = (path: string) => {
      ended ||= path === `${pid}/${when}`
      return ended && path.startsWith(`${pid}/`)
    }
    const { proc } = host
    return {
      ...host,
      proc: {
        ...proc,
        read: (path) => (end(path) ? absent : proc.read(path)),
        link: (path) => (end(path) ? absent : proc.link(path)),
      },
    }
  }
}

test('what ends while it is looked at makes nothing unknown', async () => {
  const probe = { ...app, pid: 71, uid: 0, started: 300 }
  for (const when of ['attr/current', 'ns/pid', 'ns/mnt']) {
    const { items } = await look([app, probe], ending(71, when))
    expect(items).toMatchObject([
      { uid: { value: 1001 }, confinement: { value: 'confined' }, hostPid: { value: false } },
    ])
  }
  for (const when of ['ns/net', 'uid_map', 'mountinfo']) expect((await look([app], ending(70, when))).items).toEqual([])
})

test('where they belong that cannot be told is a gap', async () => {
  const { gaps } = await look([
    { ...app, cgroup: 'nonsense' },
    { ...app, pid: 71, cgroup: `0::/kubepods/pod${pod}` },
  ])
  expect(gaps).toEqual([
    { path: '/proc/*/cgroup', reason: 'do not tell for some where they belong' },
    { path: '/proc/*/cgroup', reason: 'name no container for some of a pod' },
  ])
})

test('the same containers under other process ids are the same fact', async () => {
  const hash = async (pids: readonly [number, number]) => {
    const [first, other] = [
      { ...app, pid: pids[0] },
      { ...app, pid: pids[1], uid: 0, started: 300 },
    ]
    const spec = withRights({ files }, [first, other])
    // The numbers of namespaces follow the pid in the fixture: they are no part of the fact.
    return observe(containers, openHost(makeHost(spec)))
  }
  const [one, other] = [await hash([900, 901]), await hash([70, 20])]
  expect([one.status, one.hash]).toEqual(['observed', other.hash])
})

test('a node that tells nothing', async () => {
  expect(await containers.inspect(openHost(makeHost({})))).toEqual({
    status: 'failed',
    reason: '/proc: holds no process',
  })
  const host = openHost(makeHost(withRights({}, [])))
  const closed = { ...host, proc: { ...host.proc, processes: () => denied('permission denied') } }
  expect(await containers.inspect(closed)).toEqual({ status: 'denied', reason: '/proc: permission denied' })
})

test('reads nothing but what it declares', async () => {
  const more = { ...files, [`/run/containerd/io.containerd.runtime.v2.task/k8s.io/${id}/config.json`]: '{}' }
  const { host, recording } = recordingHost(openHost(makeHost(withRights({ files: more }, [app]))))
  await containers.inspect(host)
  expect(undeclared(containers.reads, recording)).toEqual([])
})

const isolated = ['unshare', '--fork', '--pid', '--mount', '--net', '--uts', '--ipc']
const dropped = ['setpriv', '--no-new-privs', '--reuid=61234', '--clear-groups', '--bounding-set=-all']
/** What a container is made of, without one; here where this machine lets the test make it. */
const [made, ...makeArguments] = [...isolated, ...dropped]
const canMake = spawnSync(made as string, [...makeArguments, 'true']).status === 0

/** Here process 1 may be one that nobody may look at. */
function besideThisProcess(host: Host): Host {
  return { ...host, proc: { ...host.proc, link: (path) => host.proc.link(path.replace(/^1\//, 'self/')) } }
}

test.skipIf(!canMake)('namespaces of this machine', async () => {
  // It ends with its input: the signal that unshare would send is lost where the user changes.
  const child = spawn(made as string, [...makeArguments, 'sh', '-c', 'echo ready; exec cat'])
  onTestFinished(() => void child.stdin.end())
  await once(child.stdout, 'data')
  const seen = await containers.inspect(besideThisProcess(openHost('/')))
  const items = seen.status === 'observed' ? (seen.fact.items ?? []) : []
  expect(items.filter((each) => each.uid?.value === 61_234)).toMatchObject([
    {
      ...{ place: 'host', id: '', capabilities: { value: '' }, privileged: { value: false } },
      ...{ escalation: { value: false }, innerUid: { value: 61_234 }, readOnlyRoot: { value: false } },
      ...{ hostPid: { value: false }, hostNetwork: { value: false }, hostIpc: { value: false } },
      ...{ hostUts: { value: false }, hostUser: { value: true }, hostMount: { value: false } },
      mounts: [{ path: '/', host: '/', writable: true }],
    },
  ])
})

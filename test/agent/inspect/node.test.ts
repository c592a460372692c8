import { expect, test } from 'vitest'
import { hostOf, openHost } from '../../../agent/host/host.ts'
import { denied, failed } from '../../../agent/host/look.ts'
import { noProc } from '../../../agent/host/proc.ts'
import { recordingHost } from '../../../agent/host/recording.ts'
import { noRoot, openRoot } from '../../../agent/host/root.ts'
import { node } from '../../../agent/inspect/node.ts'
import type { NodeFact } from '../../../proto/index.ts'
import { type HostSpec, loadSpec, makeHost, withMore } from '../../support/host.ts'
import { undeclared } from '../../support/reads.ts'

const kernelFiles: HostSpec = {
  files: {
    '/proc/sys/kernel/hostname': 'CP-1.Example\n',
    '/proc/sys/kernel/osrelease': '6.18.0-1-amd64\n',
    '/proc/sys/kernel/arch': 'x86_64\n',
    '/proc/sys/kernel/random/boot_id': '3b1f7c52-9d0e-4c55-a1d3-5f4d8e2c7b10\n',
    '/proc/meminfo': 'MemTotal:       16374904 kB\nMemFree:         1234 kB\n',
    '/proc/version': 'Linux version 6.18.0-1-amd64 (debian@example) #1 SMP\n',
  },
}

async function factOf(spec: HostSpec): Promise<NodeFact> {
  const observation = await node.inspect(openHost(makeHost(spec)))
  if (observation.status !== 'observed') throw new Error(JSON.stringify(observation))
  return observation.fact
}

const hidden = (path: string) => ({ source: `file ${path}`, unknown: 'does not exist' })

test('a control plane', async () => {
  const { kubeletVersion, distribution, ...fact } = await factOf(
    withMore(loadSpec('kubeadm-control-plane'), kernelFiles),
  )
  expect(fact).toEqual({
    name: { value: 'cp-1.example', source: 'file /proc/sys/kernel/hostname' },
    roles: ['control-plane', 'etcd'],
    rolesSource: 'processes etcd, kube-apiserver',
    os: { value: 'Debian GNU/Linux 12 (bookworm)', source: 'file /etc/os-release' },
    osId: { value: 'debian', source: 'file /etc/os-release' },
    osVersion: { value: '12', source: 'file /etc/os-release' },
    kernel: { value: '6.18.0-1-amd64', source: 'file /proc/sys/kernel/osrelease' },
    architecture: { value: 'x86_64', source: 'file /proc/sys/kernel/arch' },
    runtimes: [
      {
        name: 'containerd',
        version: {
          value: '1.7.28',
          source: 'package containerd.io 1.7.28-1~debian.12~bookworm (/var/lib/dpkg/status)',
        },
      },
    ],
    bootId: { value: '3b1f7c52-9d0e-4c55-a1d3-5f4d8e2c7b10', source: 'file /proc/sys/kernel/random/boot_id' },
    processors: { source: 'file /proc/stat', unknown: 'names no processor' },
    memoryBytes: { value: 16_767_901_696, source: 'file /proc/meminfo' },
  })
  expect(kubeletVersion?.value).toBe('v1.36.3')
  expect(distribution?.name).toEqual({ value: 'kubeadm', source: 'flag --kubeconfig of the kubelet' })
})

test('a worker', async () => {
  const fact = await factOf(loadSpec('kubeadm-worker'))
  expect([fact.roles, fact.rolesSource]).toEqual([['worker'], 'process kubelet'])
  expect(fact.name).toEqual({ value: 'worker-1', source: 'file /etc/hostname' })
})

test('a machine without Kubernetes', async () => {
  const fact = await factOf(loadSpec('plain-debian'))
  expect([fact.roles, fact.rolesSource, fact.runtimes]).toEqual([[], 'no process of Kubernetes', []])
  expect(fact.kubeletVersion).toEqual({ source: '', unknown: 'no kubelet runs' })
})

test('an empty node says of everything why it is not known', async () => {
  expect(await factOf({})).toEqual({
    name: hidden('/etc/hostname'),
    roles: [],
    rolesSource: 'no process of Kubernetes',
    os: hidden('/usr/lib/os-release'),
    osId: hidden('/usr/lib/os-release'),
    osVersion: hidden('/usr/lib/os-release'),
    kernel: hidden('/proc/sys/kernel/osrelease'),
    architecture: { source: 'ELF header of /bin/sh', unknown: 'does not exist' },
    kubeletVersion: { source: '', unknown: 'no kubelet runs' },
    runtimes: [],
    bootId: hidden('/proc/sys/kernel/random/boot_id'),
    processors: { source: 'file /proc/stat', unknown: 'names no processor' },
    memoryBytes: hidden('/proc/meminfo'),
    distribution: { name: { source: '', unknown: 'nothing on the node tells it' }, evidence: [] },
  })
})

test.each([denied('permission denied'), failed('EIO')])('without processes it cannot be told: %j', async (look) => {
  const host = hostOf(openRoot(makeHost({})), { ...noProc, processes: () => look })
  expect(await node.inspect(host)).toEqual({ status: look.status, reason: `/proc: ${look.reason}` })
})

test('files that may not be read are unknown, and no role is concluded from their absence', async () => {
  const observation = await node.inspect(hostOf(noRoot, openHost(makeHost(loadSpec('kubeadm-worker'))).proc))
  expect(observation).toMatchObject({
    status: 'observed',
    fact: { os: { source: 'file /etc/os-release', unknown: 'not looked into' } },
    gaps: [
      { path: '/etc/kubernetes/manifests', reason: 'not looked into' },
      { path: '/var/lib/rancher/k3s/agent/pod-manifests', reason: 'not looked into' },
      { path: '/var/lib/rancher/rke2/agent/pod-manifests', reason: 'not looked into' },
    ],
  })
})

const kubeletProcess = (...args: string[]) => ({ pid: 9, argv: ['/usr/bin/kubelet', ...args] })

test.each<[string, HostSpec, NodeFact['name']]>([
  [
    'the last flag of the kubelet, in lower case',
    { processes: [kubeletProcess('--hostname-override=a', '--v', '2', '--hostname_override', ' Node-B ')] },
    { value: 'node-b', source: 'flag --hostname-override' },
  ],
  [
    'the host name where the flag is empty',
    { files: { '/etc/hostname': 'Host\n' }, processes: [kubeletProcess('--hostname-override=')] },
    { value: 'host', source: 'file /etc/hostname' },
  ],
  [
    'the host name as it is written without a kubelet',
    { files: { '/etc/hostname': '# name\n\n  Host \n' } },
    { value: 'Host', source: 'file /etc/hostname' },
  ],
  ['unknown', { files: { '/etc/hostname': '#\n\n' } }, { source: 'file /etc/hostname', unknown: 'holds no name' }],
  [
    'the kernel',
    { files: { '/proc/sys/kernel/hostname': 'one', '/etc/hostname': 'two' } },
    { value: 'one', source: 'file /proc/sys/kernel/hostname' },
  ],
  [
    "not the kernel's where it tells the name of a container",
    {
      files: {
        '/proc/sys/kernel/hostname': 'agent-pod',
        '/etc/hostname': 'real',
        '/proc/self/ns/uts': { link: 'uts:[2]' },
        '/proc/1/ns/uts': { link: 'uts:[1]' },
      },
    },
    { value: 'real', source: 'file /etc/hostname' },
  ],
])('the name is from %s', async (_, spec, name) => {
  expect((await factOf(spec)).name).toEqual(name)
})

const pod = '0::/kubepods.slice/kubepods-burstable-pod'
const staticPod = `${pod}8d4c3b2a1f0e9d8c7b6a5f4e3d2c1b0a.slice/cri-containerd-x.scope`
const otherPod = `${pod}7d0c2b44_93d5_4c3e_8f8b_5b1f7f0a6a12.slice/cri-containerd-x.scope`
const inPod = (program: string, cgroup: string) => ({
  pid: 20,
  argv: [`/usr/local/bin/${program}`],
  cgroup,
  nspid: [20, 1],
})

test.each<[string, HostSpec, string[], string]>([
  ['a static pod', { processes: [inPod('kube-apiserver', staticPod)] }, ['control-plane'], 'process kube-apiserver'],
  ['a process of the node', { processes: [{ pid: 3, argv: ['/usr/bin/etcd'] }] }, ['etcd'], 'process etcd'],
  [
    'nothing in an ordinary pod',
    { processes: [inPod('kube-apiserver', otherPod), kubeletProcess()] },
    ['worker'],
    'process kubelet',
  ],
  [
    'manifests of what does not run',
    {
      files: { '/etc/kubernetes/manifests/kube-apiserver.yaml.bak': '', '/etc/kubernetes/manifests/etcd.yaml': '' },
      processes: [kubeletProcess()],
    },
    ['control-plane', 'etcd'],
    'static pods /etc/kubernetes/manifests/etcd.yaml, /etc/kubernetes/manifests/kube-apiserver.yaml.bak',
  ],
  [
    'no manifest that the kubelet leaves out, or of something else',
    {
      files: { '/etc/kubernetes/manifests/.etcd.yaml.swp': '', '/etc/kubernetes/manifests/etcdctl.yaml': '' },
      processes: [kubeletProcess()],
    },
    ['worker'],
    'process kubelet',
  ],
  [
    'k3s as server',
    {
      files: { '/var/lib/rancher/k3s/server/db/etcd': { directory: true } },
      processes: [{ pid: 5, argv: ['/usr/local/bin/k3s', 'server'] }],
    },
    ['control-plane', 'etcd'],
    'process k3s server',
  ],
  [
    'k3s with its title padded as it writes it',
    {
      processes: [{ pid: 5, argv: ['/usr/local/bin/k3s server', '', ''], exe: '/var/lib/rancher/k3s/data/a/bin/k3s' }],
    },
    ['control-plane'],
    'process k3s server',
  ],
  [
    'k3s with another database',
    { processes: [{ pid: 5, argv: ['/usr/local/bin/k3s server'], exe: '/usr/local/bin/k3s' }] },
    ['control-plane'],
    'process k3s server',
  ],
  ['k3s as agent', { processes: [{ pid: 5, argv: ['/usr/local/bin/k3s', 'agent'] }] }, ['worker'], 'process k3s agent'],
  [
    'microk8s',
    { processes: [{ pid: 5, argv: ['/snap/microk8s/8511/kubelite'] }] },
    ['control-plane'],
    'process kubelite',
  ],
  [
    'microk8s on a worker',
    { processes: [{ pid: 5, argv: ['/snap/microk8s/8511/kubelite', '--start-control-plane=false'] }] },
    ['worker'],
    'process kubelite',
  ],
  [
    'no other use of k3s',
    { processes: [{ pid: 5, argv: ['/usr/local/bin/k3s', 'kubectl'] }] },
    [],
    'no process of Kubernetes',
  ],
])('roles come from %s', async (_, spec, roles, source) => {
  const fact = await factOf(spec)
  expect([fact.roles, fact.rolesSource]).toEqual([roles, source])
})

test('/usr/lib/os-release counts only where /etc has none', async () => {
  const vendor = { '/usr/lib/os-release': 'ID=vendor\n' }
  const both = await factOf({ files: { ...vendor, '/etc/os-release': "PRETTY_NAME='Mine'\n" } })
  expect([both.osId, both.os, both.osVersion]).toEqual([
    { value: 'linux', source: 'file /etc/os-release' },
    { value: 'Mine', source: 'file /etc/os-release' },
    { source: 'file /etc/os-release', unknown: 'does not say VERSION_ID' },
  ])
  expect((await factOf({ files: vendor })).osId).toEqual({ value: 'vendor', source: 'file /usr/lib/os-release' })
  const broken = await factOf({ files: { ...vendor, '/etc/os-release': { directory: true } } })
  expect(broken.osId).toEqual({ source: 'file /etc/os-release', unknown: 'a directory, not a regular file' })
})

function elf(machine: number, bigEndian = false): Buffer {
  const bytes = Buffer.alloc(64)
  bytes.write('\x7fELF', 'latin1')
  bytes[4] = 2
  bytes[5] = bigEndian ? 2 : 1
  if (bigEndian) bytes.writeUInt16BE(machine, 18)
  else bytes.writeUInt16LE(machine, 18)
  return bytes
}

test.each([
  [elf(0x3e), { value: 'x86_64' }],
  [elf(0xb7), { value: 'aarch64' }],
  [elf(0x16, true), { value: 's390x' }],
  [elf(0x1234), { unknown: 'machine 4660' }],
  [Buffer.from('#!/bin/false\n and much more'), { unknown: 'is no ELF program' }],
  [Buffer.from('\x7fELF', 'latin1'), { unknown: 'is no ELF program' }],
])('the architecture of a program', async (bytes, expected) => {
  const root = openRoot(makeHost({}))
  const readRange = async (path: string) => {
    expect(path).toBe('/bin/sh')
    return { status: 'observed', value: bytes.subarray(0, 20) } as const
  }
  const observation = await node.inspect(hostOf({ ...root, readRange }, noProc))
  const source = 'ELF header of /bin/sh'
  expect(observation).toMatchObject({ fact: { architecture: { source, ...expected } } })
})

test('processors are counted, and the kernel is in /proc/version as well', async () => {
  const prefix = makeHost({ files: { '/proc/version': 'Linux version 5.4.0 (x) #1\n' } })
  const proc = openHost(prefix).proc
  const stat = Buffer.from('cpu  1 2\ncpu0 1 2\ncpu1 1 2\ncpu11 1 2\nintr 5 cpu3 \nbtime 1\n')
  const read = (path: string) => (path === 'stat' ? ({ status: 'observed', value: stat } as const) : proc.read(path))
  expect(await node.inspect(hostOf(openRoot(prefix), { ...proc, read }))).toMatchObject({
    fact: {
      processors: { value: 3, source: 'file /proc/stat' },
      kernel: { value: '5.4.0', source: 'file /proc/version' },
    },
  })
})

const dpkg = (...packages: [string, string, string?][]) =>
  packages
    .map(
      ([name, version, status = 'install ok installed']) =>
        `Package: ${name}\nStatus: ${status}\nVersion: ${version}\n`,
    )
    .join('\n')

const linked = (variable: string) => ({ built: [`build\t-ldflags="-X ${variable}"`] })

test.each<[string, HostSpec, unknown]>([
  [
    'all of them, by name',
    {
      files: {
        '/var/lib/dpkg/status': dpkg(
          ['docker-ce', '5:27.3.1-1~debian.12~bookworm'],
          ['cri-o', '1.33.0-1.1'],
          ['containerd', '1.6.20~ds1-1+deb12u1'],
        ),
      },
      processes: [
        { pid: 3, argv: ['/usr/bin/dockerd', '-H', 'fd://'] },
        { pid: 4, argv: ['/usr/bin/crio'] },
        { pid: 5, argv: ['/usr/bin/containerd'] },
      ],
    },
    [
      ['containerd', '1.6.20~ds1'],
      ['cri-o', '1.33.0'],
      ['docker', '27.3.1'],
    ],
  ],
  [
    'packages that are no more',
    {
      files: {
        '/var/lib/dpkg/status': dpkg(['containerd', '1.6.20', 'deinstall ok config-files'], ['containerd-tools', '1']),
      },
      processes: [{ pid: 5, argv: ['/usr/bin/containerd'] }],
    },
    [['containerd', 'none of containerd.io, containerd is installed']],
  ],
  [
    'a copy of its own',
    {
      files: { '/var/lib/dpkg/status': dpkg(['containerd', '1.6.20']) },
      processes: [{ pid: 5, argv: ['containerd'], exe: '/var/lib/rancher/k3s/data/abc/bin/containerd' }],
    },
    [['containerd', '/var/lib/rancher/k3s/data/abc/bin/containerd is from no package']],
  ],
  [
    'a program that was replaced',
    {
      files: { '/var/lib/dpkg/status': dpkg(['containerd', '1.6.20']) },
      processes: [{ pid: 5, argv: ['containerd'], exe: '/usr/bin/containerd (deleted)' }],
    },
    [['containerd', '/usr/bin/containerd was replaced or removed after it started']],
  ],
  [
    'no package database',
    { processes: [{ pid: 5, argv: ['/usr/bin/containerd'] }] },
    [['containerd', 'does not exist']],
  ],
  [
    'programs that say it themselves, whatever is installed',
    {
      files: {
        '/var/lib/dpkg/status': dpkg(['containerd', '1.6.20']),
        '/usr/bin/containerd': linked('github.com/containerd/containerd/v2/version.Version=v2.1.5'),
        '/opt/bin/crio': { built: ['mod\tgithub.com/cri-o/cri-o\tv1.33.4+dirty\t'] },
        '/usr/bin/dockerd': linked('github.com/docker/docker/dockerversion.Version=28.5.1'),
      },
      processes: [
        { pid: 3, argv: ['/usr/bin/dockerd', '-H', 'fd://'] },
        { pid: 4, argv: ['/opt/bin/crio'] },
        { pid: 5, argv: ['/usr/bin/containerd'] },
      ],
    },
    [
      ['containerd', '2.1.5'],
      ['cri-o', '1.33.4+dirty'],
      ['docker', '28.5.1'],
    ],
  ],
  [
    'a program of an unnamed version',
    {
      files: { '/usr/bin/crio': { built: ['mod\tgithub.com/cri-o/cri-o\t(devel)\t'] } },
      processes: [{ pid: 4, argv: ['/usr/bin/crio'] }],
    },
    [['cri-o', 'does not exist']],
  ],
  ['one in a container', { processes: [{ ...inPod('containerd', otherPod) }] }, []],
])('runtimes: %s', async (_, spec, expected) => {
  const { runtimes } = await factOf(spec)
  expect(runtimes?.map(({ name, version }) => [name, version?.value ?? version?.unknown])).toEqual(expected)
})

test.each(['kubeadm-control-plane', 'kubeadm-worker', 'plain-debian'])('%s: what is read is declared', async (name) => {
  const { host, recording } = recordingHost(openHost(makeHost(withMore(loadSpec(name), kernelFiles))))
  await node.inspect(host)
  const programs = {
    'the executable of the kubelet': ['/usr/bin/kubelet'],
    'the executable of the container runtime': ['/usr/bin/containerd'],
  }
  expect(undeclared(node.reads, recording, programs)).toEqual([])
})

test('nothing that changes by itself is in the fact', async () => {
  const spec = withMore(loadSpec('kubeadm-control-plane'), kernelFiles)
  const restarted = {
    ...spec,
    files: { ...spec.files, '/proc/meminfo': 'MemTotal:       16374904 kB\nMemFree:         9 kB\n' },
    processes: spec.processes?.map((each) => ({ ...each, pid: each.pid + 1000, started: 900 })) ?? [],
  }
  expect(await factOf(restarted)).toEqual(await factOf(spec))
})

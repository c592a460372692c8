import { expect, test } from 'vitest'
import { openHost } from '../../../agent/host/host.ts'
import { componentProcesses, textFlags } from '../../../agent/inspect/components.ts'
import { makeHost, type ProcessSpec } from '../../support/host.ts'

const uid = '5c2a1d5e8b7f4a0c9d3e6f1a2b4c6d8e'
const uuid = '7d0c2b44-93d5-4c3e-8f8b-5b1f7f0a6a12'

test.each<[string, Partial<ProcessSpec>, boolean]>([
  ['a process of the node', {}, true],
  ['a static pod, systemd', { cgroup: `0::/kubepods.slice/kubepods-pod${uid}.slice/cri-containerd-x.scope` }, true],
  ['a static pod, cgroupfs', { cgroup: `0::/kubepods/burstable/pod${uid}/x`, nspid: [7, 1] }, true],
  ['a static pod, version 1', { cgroup: `9:pids:/\n4:memory:/kubepods/pod${uid}/x` }, true],
  [
    'an ordinary pod, systemd',
    { cgroup: `0::/kubepods.slice/kubepods-pod${uuid.replaceAll('-', '_')}.slice/x` },
    false,
  ],
  ['an ordinary pod, cgroupfs', { cgroup: `0::/kubepods/pod${uuid}/x` }, false],
  ['a static pod of a cluster within a pod', { cgroup: `0::/kubepods/pod${uuid}/x/y`, nspid: [7, 30, 1] }, false],
  ['another container', { cgroup: '0::/docker/abc', nspid: [7, 1] }, false],
])('%s', (_, process, found) => {
  const host = openHost(makeHost({ processes: [{ pid: 7, argv: ['/usr/bin/etcd'], ...process }] }))
  expect(componentProcesses(host, 'etcd').map((each) => each.pid)).toEqual(found ? [7] : [])
  expect(componentProcesses(host, 'etcdctl')).toEqual([])
})

const id = 'ab'.repeat(32)

test.each<[string, Partial<ProcessSpec>, boolean]>([
  ["in the node's network, as RKE1 has it", {}, true],
  ['named by systemd', { cgroup: `0::/system.slice/docker-${id}.scope` }, true],
  ['in a network of its own', { network: 2 }, false],
  ['as a service of a node in a container', { cgroup: `0::/docker/${id}/system.slice/etcd.service` }, false],
  ['in a pod', { cgroup: `0::/kubepods/pod${uuid}/${id}` }, false],
])('a container beside pods: %s', (_, process, found) => {
  const etcd = { pid: 7, argv: ['/usr/bin/etcd'], cgroup: `0::/docker/${id}`, nspid: [7, 1], network: 1, ...process }
  const host = openHost(makeHost({ processes: [{ pid: 1, argv: ['/sbin/init'], network: 1 }, etcd] }))
  expect(componentProcesses(host, 'etcd').map((each) => each.pid)).toEqual(found ? [7] : [])
})

test('where there are no processes there are no components', () => {
  expect(componentProcesses(openHost('/nowhere'), 'etcd')).toEqual([])
})

test.each<[string[], Record<string, string>]>([
  [['--data-dir=/a'], { 'data-dir': '/a' }],
  [['--data-dir', '/a'], { 'data-dir': '/a' }],
  [['-data-dir', '/a'], { 'data-dir': '/a' }],
  [['-data-dir=/a', '--wal-dir', '-x'], { 'data-dir': '/a', 'wal-dir': '-x' }],
  [['--data-dir=/a', '--data-dir=/b'], { 'data-dir': '/b' }],
  [['--data-dir='], { 'data-dir': '' }],
  [['--other', '/x', '--data-dir', '/a', '--bool'], { 'data-dir': '/a' }],
  [['--other=--data-dir=/a'], {}],
  [['--', '--data-dir=/a'], {}],
  [['data-dir=/a', '--data-dirs=/a', '--Data-Dir=/a'], {}],
  [[], {}],
])('flags of %j', (args, expected) => {
  const host = openHost(makeHost({ processes: [{ pid: 7, argv: ['/usr/bin/etcd', ...args] }] }))
  const [process] = host.proc.named('etcd')
  const flags = process ? textFlags(process, ['data-dir', 'wal-dir']) : undefined
  expect(flags?.status === 'observed' && Object.fromEntries(flags.value)).toEqual(expected)
})

import { expect, test } from 'vitest'
import { itemAt } from '../../../support/files.ts'
import type { HostSpec, ProcessSpec } from '../../../support/host.ts'

const tree = '/etc/kubernetes/pki'
const files = {
  [`${tree}/ca.crt`]: '',
  [`${tree}/sa.key`]: '',
  [`${tree}/etcd/server.key`]: '',
  '/etc/kubernetes/scheduler.conf': '',
  '/var/lib/etcd': { directory: true as const },
}
const processes: ProcessSpec[] = [
  { pid: 10, argv: ['etcd', `--key-file=${tree}/etcd/server.key`, '--data-dir', '/var/lib/etcd'], uid: 60 },
  { pid: 11, argv: ['kube-apiserver', `--service-account-signing-key-file=${tree}/sa.key`, '--v=2'], uid: 65534 },
  { pid: 12, argv: ['kube-controller-manager', `--service-account-private-key-file=${tree}/sa.key`], uid: 65535 },
  { pid: 13, argv: ['kube-scheduler', '--kubeconfig=/etc/kubernetes/scheduler.conf'], uid: 0 },
]

test.each<readonly [string, string, readonly (readonly [number, string])[]]>([
  ['a key of one component', `${tree}/etcd/server.key`, [[60, 'etcd, process 10']]],
  ['a directory of one component', `${tree}/etcd`, [[60, 'etcd, process 10']]],
  ['a directory of several is root’s', tree, []],
  [
    'a key of two components',
    `${tree}/sa.key`,
    [
      [65534, 'kube-apiserver, process 11'],
      [65535, 'kube-controller-manager, process 12'],
    ],
  ],
  ['what nobody names', `${tree}/ca.crt`, []],
  ['what a component names that runs as root', '/etc/kubernetes/scheduler.conf', []],
  ['the data of etcd', '/var/lib/etcd', [[60, 'etcd, process 10']]],
])('%s', async (_name, path, expected) => {
  const spec: HostSpec = { files, processes }
  const item = await itemAt(spec, path)
  expect((item?.users ?? []).map(({ uid, source }) => [uid, source])).toEqual(expected)
  expect(item?.presence).toBe(1)
})

import { expect, test } from 'vitest'
import { openRoot } from '../../../../agent/host/root.ts'
import { openNames } from '../../../../agent/inspect/containers/names.ts'
import { type HostSpec, makeHost } from '../../../support/host.ts'

const pod = '7d0c2b44-93d5-4c3e-8f8b-5b1f7f0a6a12'
const fixed = '5c2a1d5e8b7f4a0c9d3e6f1a2b4c6d8e'
const id = 'a'.repeat(64)
const task = 'containerd/io.containerd.runtime.v2.task/k8s.io'
const bundle = (notes: object) => JSON.stringify({ annotations: notes })
const notes = {
  ...{ 'io.kubernetes.cri.sandbox-namespace': 'shop', 'io.kubernetes.cri.sandbox-name': 'web-0' },
  ...{ 'io.kubernetes.cri.container-name': 'app', 'io.kubernetes.cri.image-name': 'web:1' },
}

async function nameOf(files: NonNullable<HostSpec['files']>, group: object = {}) {
  const name = await openNames(openRoot(makeHost({ files })))
  return name({ place: 'pod', pod, id, unit: '', processes: [], ...group })
}

test('by the directories of the kubelet', async () => {
  const files = {
    [`/var/log/pods/kube-system_etcd-node-1_${fixed}/etcd/0.log`]: '',
    [`/var/log/containers/etcd-node-1_kube-system_etcd-${id}.log`]: '',
    '/etc/hostname': 'Node-1\n',
  }
  expect(await nameOf(files, { pod: fixed })).toEqual({
    ...{ name: 'kube-system/etcd/etcd', namespace: 'kube-system', podName: 'etcd-node-1', image: '', sandbox: false },
  })
})

test.each(['/run', '/run/k3s', '/run/k0s', '/var/snap/microk8s/common/run'])('by a bundle below %s', async (run) => {
  expect(await nameOf({ [`${run}/${task}/${id}/config.json`]: bundle(notes) })).toEqual({
    ...{ name: 'shop/web/app', namespace: 'shop', podName: 'web-0', image: 'web:1', sandbox: false },
  })
})

test('a bundle of CRI-O, and a sandbox', async () => {
  const sandbox = { 'io.kubernetes.pod.namespace': 'shop', 'io.kubernetes.pod.name': 'web-0' }
  const type = { 'io.kubernetes.cri-o.ContainerType': 'sandbox' }
  const path = `/run/containers/storage/overlay-containers/${id}/userdata/config.json`
  expect(await nameOf({ [path]: bundle({ ...sandbox, ...type }) })).toMatchObject({
    ...{ name: 'shop/web/aaaaaaaaaaaa', sandbox: true },
  })
  const outside = await nameOf({ [path]: bundle({ ...sandbox, ...type }) }, { place: 'host', pod: '' })
  expect(outside.sandbox).toBe(false)
})

test('by the storage of Podman', async () => {
  const files = {
    '/var/lib/containers/storage/overlay-containers/containers.json': JSON.stringify([{ id, names: ['db'] }]),
  }
  expect(await nameOf(files, { place: 'host', pod: '' })).toMatchObject({ name: 'container db' })
})

test.each([
  ['nothing', {}, {}, `pod ${pod}/aaaaaaaaaaaa`],
  ['a bundle that is broken', { [`/run/${task}/${id}/config.json`]: '{' }, {}, `pod ${pod}/aaaaaaaaaaaa`],
  ['nothing, outside of pods', {}, { place: 'host', pod: '' }, 'container aaaaaaaaaaaa'],
  ['a unit', {}, { place: 'host', pod: '', id: '', unit: 'x.service' }, 'container in x.service'],
  ['neither unit nor id', {}, { place: 'host', pod: '', id: '' }, 'container in no unit'],
])('by %s', async (_, files, group, name) => {
  expect(await nameOf(files, group)).toMatchObject({ name, image: '', sandbox: false })
})

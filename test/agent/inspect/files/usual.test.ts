import { describe, expect, test } from 'vitest'
import { openHost } from '../../../../agent/host/host.ts'
import { distributions } from '../../../../agent/inspect/distribution/tells.ts'
import { placesOf } from '../../../../agent/inspect/files/places.ts'
import { usualCandidates } from '../../../../agent/inspect/files/usual.ts'
import { files } from '../../../../agent/inspect/files.ts'
import { type HostSpec, makeHost, type ProcessSpec } from '../../../support/host.ts'

async function itemsOf(spec: HostSpec) {
  const seen = await files.inspect(openHost(makeHost(spec)))
  if (seen.status !== 'observed') throw new Error(JSON.stringify(seen))
  return (seen.fact.items ?? []).map(
    (each) => `${each.path} ${each.role} ${['?', 'present', 'absent', 'unknown'][each.presence ?? 0]}`,
  )
}

const openshift = '/etc/os-release'
const config = 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n'
const apiserver: ProcessSpec = {
  pid: 20,
  argv: ['/usr/local/bin/kube-apiserver'],
  cgroup: `0::/kubepods.slice/kubepods-burstable-pod${'8d'.repeat(16)}.slice/cri-containerd-x.scope`,
  nspid: [20, 1],
}

describe('one path, two meanings', () => {
  const path = '/etc/kubernetes/kubelet.conf'

  test.each<[string, HostSpec, string]>([
    ['kubeadm has its kubeconfig there', { files: { [path]: '' } }, 'kubelet-kubeconfig'],
    [
      'OpenShift its configuration',
      { files: { [path]: '', [openshift]: 'ID=rhcos\nOPENSHIFT_VERSION="4.19"\n' } },
      'kubelet-config',
    ],
    [
      'the running kubelet says better, whatever the distribution',
      { files: { [path]: config }, processes: [{ pid: 9, argv: ['/usr/bin/kubelet', `--config=${path}`] }] },
      'kubelet-config',
    ],
  ])('%s', async (_, spec, role) => {
    expect((await itemsOf(spec)).filter((each) => each.startsWith(path))).toEqual([`${path} ${role} present`])
  })
})

describe('what a distribution does not have', () => {
  const rke2 = { pid: 5, argv: ['/usr/local/bin/rke2', 'server'] }
  const kubelet = { pid: 9, argv: ['/usr/bin/kubelet', '--kubeconfig=/etc/kubernetes/kubeconfig-kubelet'] }

  test.each<[string, ProcessSpec[], string[]]>([
    ["kubeadm's kubeconfig of the administrator", [apiserver], ['/etc/kubernetes/admin.conf']],
    ["RKE2's", [rke2, apiserver], ['/etc/rancher/rke2/rke2.yaml']],
    ["Talos's, which has none", [kubelet, apiserver], []],
    ['none on a worker', [], []],
  ])('%s is expected', async (_, processes, expected) => {
    const items = (await itemsOf({ processes })).filter((each) => each.includes('admin-kubeconfig'))
    expect(items).toEqual(expected.map((path) => `${path} admin-kubeconfig absent`))
  })

  test('k3s has no manifests and no unit of the kubelet: nothing is told of them', async () => {
    const server = { pid: 5, argv: ['/usr/local/bin/k3s', 'server'] }
    const unit = { '/etc/systemd/system/k3s.service': '' }
    const items = await itemsOf({ files: unit, processes: [server] })
    expect(items.filter((each) => /manifest|kubelet-service|kubelet-config /.test(each))).toEqual([])
  })
})

test('a socket that is named behind /var/run is told once', async () => {
  const path = '/var/run/crio/crio.sock'
  const spec: HostSpec = {
    files: {
      '/run/crio/crio.sock': '',
      '/var/run': { link: '../run' },
      '/etc/k': `${config}containerRuntimeEndpoint: unix://${path}\n`,
    },
    processes: [{ pid: 9, argv: ['/usr/bin/kubelet', '--config=/etc/k'] }],
  }
  const sockets = (await itemsOf(spec)).filter((each) => each.includes('container-runtime-socket'))
  expect(sockets).toEqual([`${path} container-runtime-socket present`])
})

test.each(distributions.map((name) => [name] as const))('the places of %s come first on its nodes', (name) => {
  const byPath = new Map(usualCandidates(name).map(({ path, role }) => [path, role]))
  for (const [role, ...paths] of placesOf[name].files ?? [])
    for (const path of paths) expect(byPath.get(path)).toBe(role)
  expect(byPath.size).toBe(usualCandidates().length)
})

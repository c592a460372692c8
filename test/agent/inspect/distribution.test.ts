import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hostOf, openHost } from '../../../agent/host/host.ts'
import { recordingHost } from '../../../agent/host/recording.ts'
import { noRoot } from '../../../agent/host/root.ts'
import { distributions, tellingFiles, tellingFlags, tells } from '../../../agent/inspect/distribution/tells.ts'
import { concludeFrom, distributionReads, seeDistribution } from '../../../agent/inspect/distribution.ts'
import { type HostSpec, makeHost, type ProcessSpec } from '../../support/host.ts'
import { runs } from '../../support/property.ts'
import { undeclared } from '../../support/reads.ts'

const see = (spec: HostSpec) => seeDistribution(openHost(makeHost(spec)))
const kubelet = (exe: string, ...flags: string[]): ProcessSpec => ({ pid: 900, exe, argv: [exe, ...flags] })
const running = (...argv: string[]): ProcessSpec => ({ pid: 700, argv })
const labels = (text: string) => kubelet('/usr/bin/kubelet', '--node-labels', text)
const release = (text: string): HostSpec => ({ files: { '/etc/os-release': text } })
const lying = (path: string): HostSpec => ({ files: { [path]: '' } })
const processes = (...all: ProcessSpec[]): HostSpec => ({ processes: all })

test.each<[string, HostSpec, name: string, where: string]>([
  ['k3s', processes(running('/usr/local/bin/k3s', 'server', '--cluster-init')), 'k3s', 'processes'],
  [
    'k3s by the title that it writes',
    processes({ ...running('/usr/local/bin/k3s agent', ''), exe: '/usr/local/bin/k3s' }),
    'k3s',
    'processes',
  ],
  ['k3s that is started by its other name', processes(running('/usr/bin/k3s-agent', 'agent')), 'k3s', 'processes'],
  ['RKE2', processes(running('/usr/local/bin/rke2', 'server')), 'rke2', 'processes'],
  [
    'RKE2 by its kubelet',
    processes(kubelet('/var/lib/rancher/rke2/data/v1.33.1-rke2r1-0123456789ab/bin/kubelet')),
    'rke2',
    'executable of the kubelet',
  ],
  ['k0s', processes(running('/usr/local/bin/k0s', 'worker')), 'k0s', 'processes'],
  ['k0s by its kubelet', processes(kubelet('/var/lib/k0s/bin/kubelet')), 'k0s', 'executable of the kubelet'],
  ['microk8s', processes(running('/snap/microk8s/8511/kubelite', '--scheduler-args-file=x')), 'microk8s', 'processes'],
  ['GKE', processes(kubelet('/home/kubernetes/bin/kubelet')), 'gke', 'executable of the kubelet'],
  [
    'GKE by labels',
    processes(labels('a=b,cloud.google.com/gke-nodepool=p')),
    'gke',
    'flag --node-labels of the kubelet',
  ],
  ['EKS by labels', processes(labels('eks.amazonaws.com/nodegroup=ng')), 'eks', 'flag --node-labels of the kubelet'],
  [
    'EKS by its credentials',
    processes(kubelet('/usr/bin/kubelet', '--image-credential-provider-config', '/etc/eks/x/config.json')),
    'eks',
    'flag --image-credential-provider-config of the kubelet',
  ],
  ['AKS', processes(labels('kubernetes.azure.com/cluster=c')), 'aks', 'flag --node-labels of the kubelet'],
  [
    'OpenShift behind hyperkube',
    processes(running('/usr/bin/hyperkube', 'kubelet', '--node-labels=node.openshift.io/os_id=rhcos')),
    'openshift',
    'flag --node-labels of the kubelet',
  ],
  [
    'Talos',
    processes(kubelet('/usr/local/bin/kubelet', '--kubeconfig=/etc/kubernetes/kubeconfig-kubelet')),
    'talos',
    'flag --kubeconfig of the kubelet',
  ],
  [
    'RKE1',
    processes(kubelet('/usr/local/bin/kubelet', '--kubeconfig=/etc/kubernetes/ssl/kubecfg-kube-node.yaml')),
    'rke',
    'flag --kubeconfig of the kubelet',
  ],
  [
    'kubeadm',
    processes(kubelet('/usr/bin/kubelet', '--kubeconfig=/etc/kubernetes/kubelet.conf')),
    'kubeadm',
    'flag --kubeconfig of the kubelet',
  ],
  [
    'kind, which is made of kubeadm',
    processes(
      kubelet('/usr/bin/kubelet', '--kubeconfig=/etc/kubernetes/kubelet.conf', '--provider-id=kind://docker/kind/a'),
    ),
    'kind',
    'flag --provider-id of the kubelet',
  ],
  [
    'minikube, which is made of kubeadm',
    processes(kubelet('/var/lib/minikube/binaries/v1.34.0/kubelet', '--kubeconfig=/etc/kubernetes/kubelet.conf')),
    'minikube',
    'executable of the kubelet',
  ],
  ['Talos without processes', release('ID=talos\nVERSION_ID=v1.11.0\n'), 'talos', 'file /etc/os-release'],
  ['OpenShift without processes', release('ID=rhcos\nOPENSHIFT_VERSION="4.19"\n'), 'openshift', 'file /etc/os-release'],
  ['Bottlerocket', release('ID=bottlerocket\nVARIANT_ID=aws-k8s-1.33\n'), 'eks', 'file /etc/os-release'],
  ['files of k3s', lying('/etc/systemd/system/k3s.service'), 'k3s', 'files'],
  ['files of kind', { files: { '/kind/version': '', '/var/lib/kubelet/kubeadm-flags.env': '' } }, 'kind', 'files'],
  ['files of AKS', lying('/etc/kubernetes/azure.json'), 'aks', 'files'],
  [
    'what runs, and not what an earlier installation left',
    { ...lying('/var/lib/rancher/k3s/agent/x'), ...processes(labels('eks.amazonaws.com/nodegroup=ng')) },
    'eks',
    'flag --node-labels of the kubelet',
  ],
])('%s', async (_, spec, name, where) => {
  const { fact, ...seen } = await see(spec)
  expect(seen.name).toBe(name)
  expect(fact.name).toEqual({ value: name, source: where })
  expect(fact.evidence).toContainEqual(expect.objectContaining({ distribution: name, where }))
})

test.each<[string, HostSpec]>([
  ['nothing', {}],
  ['another use of k3s', processes(running('/usr/local/bin/k3s', 'kubectl', 'server'))],
  ['a kubelet by hand', processes(kubelet('/usr/bin/kubelet', '--config=/etc/kubelet.yaml', '--node-labels=a=eks'))],
  ['Bottlerocket of another cloud', release('ID=bottlerocket\nVARIANT_ID=vmware-k8s-1.33\n')],
  ['a system that others have too', release('ID=cos\n')],
  [
    'k3s in a container with process ids of its own',
    processes({ pid: 70, argv: ['/bin/k3s', 'server'], nspid: [70, 1] }),
  ],
])('unknown: %s', async (_, spec) => {
  const { name, fact } = await see(spec)
  expect([name, fact]).toEqual([
    undefined,
    { name: { source: '', unknown: 'nothing on the node tells it' }, evidence: [] },
  ])
})

test('two that contradict are unknown, with the evidence for both', async () => {
  const argv = ['/home/kubernetes/bin/kubelet', '--node-labels=kubernetes.azure.com/cluster=c']
  const { name, fact } = await see(processes({ pid: 9, argv }))
  expect(name).toBeUndefined()
  expect(fact).toEqual({
    name: {
      source: 'executable of the kubelet, flag --node-labels of the kubelet',
      unknown: 'signs of aks and gke contradict',
    },
    evidence: [
      { distribution: 'aks', seen: 'kubernetes.azure.com/cluster', where: 'flag --node-labels of the kubelet' },
      { distribution: 'gke', seen: '/home/kubernetes/bin/kubelet', where: 'executable of the kubelet' },
    ],
  })
})

test.each([
  ['ID=amzn\nVERSION_ID=2\n', 'al2'],
  ['ID=amzn\nVERSION_ID=2023\n', 'al2023'],
  ['ID=bottlerocket\nVARIANT_ID=aws-k8s-1.33\n', 'bottlerocket'],
  ['ID=ubuntu\nVERSION_ID="24.04"\n', 'ubuntu'],
  ['', ''],
])('the variant of EKS on %j', async (text, variant) => {
  const spec = { ...release(text), ...processes(labels('eks.amazonaws.com/nodegroup=ng')) }
  expect((await see(spec)).fact.variant).toBe(variant)
})

test.each<[HostSpec, string | undefined]>([
  [release('ID=talos\nVERSION_ID=v1.11.0\n'), 'v1.11.0'],
  [release('ID=talos\n'), undefined],
  [release('ID=rhel\nOPENSHIFT_VERSION="4.19"\n'), '4.19'],
  [processes(kubelet('/var/lib/rancher/rke2/data/v1.33.1-rke2r1-0123456789ab/bin/kubelet')), 'v1.33.1+rke2r1'],
  [lying('/var/lib/rancher/k3s/x'), undefined],
])('the version where something tells it: %#', async (spec, version) => {
  expect((await see(spec)).fact.version?.value).toBe(version)
})

test('what cannot be looked at is a gap, where it could have told', async () => {
  const bare = await seeDistribution(hostOf(noRoot, openHost(makeHost({})).proc))
  expect(bare.fact.name).toEqual({ source: '', unknown: 'nothing on the node tells it' })
  expect(bare.gaps).toContainEqual({ path: '/etc/eks', reason: 'not looked into' })
  const told = openHost(makeHost(processes(running('/usr/local/bin/rke2', 'agent')))).proc
  expect((await seeDistribution(hostOf(noRoot, told))).gaps).toEqual([])
})

test('it reads what it declares', async () => {
  const spec = { ...release('ID=debian\n'), ...processes(labels('a=b'), running('/usr/local/bin/rke2', 'agent')) }
  const { host, recording } = recordingHost(openHost(makeHost(spec)))
  await seeDistribution(host)
  expect(undeclared(distributionReads, recording).filter((path) => !/^\/proc\/\d+\/status$/.test(path))).toEqual([])
})

test('every distribution has a sign of what runs', () => {
  const told = new Set(tells.filter((each) => each.by === 'process').map((each) => each.distribution))
  expect([...told].sort()).toEqual([...distributions])
})

const text = fc.oneof(
  fc.string(),
  fc.constantFrom(
    'k3s server',
    'rke2 agent',
    'kind://x',
    '/home/kubernetes/bin/kubelet',
    'cloud.google.com/gke-x=1,,=',
  ),
)
const signs = fc.record({
  programs: fc.array(text, { maxLength: 3 }),
  kubelet: fc.record({
    executable: text,
    flags: fc.array(fc.tuple(fc.constantFrom(...tellingFlags), text)).map((all) => new Map(all)),
  }),
  release: fc.record({
    path: fc.constant('/etc/os-release'),
    variables: fc.array(fc.tuple(fc.constantFrom('ID', 'VARIANT_ID', 'VERSION_ID'), text)).map((all) => new Map(all)),
  }),
  files: fc.subarray([...tellingFiles]).map((all) => new Set(all)),
  gaps: fc.constant([]),
})

test('whatever is seen, it is one of them with evidence for it, or unknown with the reason', () => {
  fc.assert(
    fc.property(signs, (seen) => {
      const { name, fact } = concludeFrom(seen)
      expect(fact.name?.value).toBe(name)
      expect((fact.name?.unknown ?? '') === '').toBe(name !== undefined)
      const told = new Set(fact.evidence?.map((each) => each.distribution))
      expect(name === undefined ? told.size !== 1 : told.has(name)).toBe(true)
    }),
    runs(200),
  )
})

// The nodes of `test/hosts` whose components are part of another program, children of one, or in its static pods.
import { describe, expect, test } from 'vitest'
import { type Host, openHost } from '../../../../agent/host/host.ts'
import { recordingHost } from '../../../../agent/host/recording.ts'
import { apiServer } from '../../../../agent/inspect/apiserver.ts'
import { auditPolicy } from '../../../../agent/inspect/auditpolicy.ts'
import { controllerManager } from '../../../../agent/inspect/controllermanager.ts'
import type { ComponentFact } from '../../../../agent/inspect/controlplane/component.ts'
import { encryption } from '../../../../agent/inspect/encryption.ts'
import { etcd } from '../../../../agent/inspect/etcd.ts'
import { kubelet } from '../../../../agent/inspect/kubelet.ts'
import { kubeProxy } from '../../../../agent/inspect/kubeproxy.ts'
import { scheduler } from '../../../../agent/inspect/scheduler.ts'
import type { Setting } from '../../../../proto/index.ts'
import { fromValue } from '../../../../proto/value.ts'
import { loadSpec, makeHost } from '../../../support/host.ts'
import { undeclared } from '../../../support/reads.ts'

const inspectors = {
  kubelet,
  apiServer,
  controllerManager,
  scheduler,
  etcd,
  kubeProxy,
  auditPolicy,
  encryption,
} as const
function nodeOf(name: string): Host {
  return openHost(makeHost(loadSpec(name)))
}

const controlPlane = ['apiServer', 'controllerManager', 'scheduler', 'auditPolicy', 'encryption']
const worker = ['kubelet', 'kubeProxy']

test.each<[string, string[]]>([
  ['k3s-server', [...controlPlane, ...worker, 'etcd']],
  ['k3s-agent', worker],
  ['rke2-server', [...controlPlane, ...worker, 'etcd']],
  ['rke2-agent', worker],
  ['k0s-controller', [...controlPlane, 'etcd']],
  ['k0s-worker', worker],
  // Its dqlite is no etcd.
  ['microk8s', [...controlPlane, ...worker]],
])('what runs on %s', async (name, expected) => {
  const host = nodeOf(name)
  const seen = await Promise.all(
    Object.values(inspectors).map(async (each) => [each.domain, (await each.inspect(host)).status] as const),
  )
  expect(
    seen
      .filter(([, status]) => status === 'observed')
      .map(([domain]) => domain)
      .toSorted(),
  ).toEqual(expected.toSorted())
  expect(seen.filter(([, status]) => status !== 'observed' && status !== 'absent')).toEqual([])
})

/** `kubelet.PATH`, or `DOMAIN.SETTING` → value and source. */
async function settingsOf(name: string, ...paths: string[]) {
  const host = nodeOf(name)
  const found: unknown[] = []
  for (const each of paths) {
    const at = each.indexOf('.')
    const domain = each.slice(0, at) as
      | 'kubelet'
      | 'apiServer'
      | 'controllerManager'
      | 'scheduler'
      | 'etcd'
      | 'kubeProxy'
    const look = await inspectors[domain].inspect(host)
    if (look.status !== 'observed') throw new Error(`${domain}: ${look.status}`)
    const fact = look.fact as ComponentFact & { configuration?: Setting[] }
    const all = [...(fact.configuration ?? []), ...(fact.settings ?? []), ...(fact.conclusions ?? [])]
    const setting = all.find(({ path }) => path === each.slice(at + 1))
    found.push(setting?.unknown ? setting.unknown : [fromValue(setting?.value), setting?.source])
  }
  return found
}

describe('k3s', () => {
  const defaults = '/var/lib/rancher/k3s/agent/etc/kubelet.conf.d/00-k3s-defaults.conf'
  const config = '/etc/rancher/k3s/config.yaml'

  test('a server: built-ins, the hidden command line, files and their drop-ins', async () => {
    expect(
      await settingsOf(
        'k3s-server',
        'apiServer.anonymous-auth',
        'apiServer.audit-log-maxage',
        'apiServer.authorizationModes',
        'apiServer.secureBindScope',
        'apiServer.encryption-provider-config',
        'controllerManager.terminated-pod-gc-threshold',
        'controllerManager.tls-cert-file',
        'scheduler.profiling',
        'kubeProxy.healthzBindScope',
        'kubelet.authorization.mode',
        'kubelet.readOnlyPort',
        'kubelet.eventRecordQPS',
        'kubelet.podPidsLimit',
        'etcd.client-cert-auth',
        'etcd.config-file',
      ),
    ).toEqual([
      [false, 'flag --anonymous-auth (k3s built-in)'],
      [30, 'flag --audit-log-maxage in /etc/systemd/system/k3s.service:29'],
      [['Node', 'RBAC'], 'flag --authorization-mode (k3s built-in)'],
      ['loopback', 'flag --bind-address (k3s built-in)'],
      [
        '/var/lib/rancher/k3s/server/cred/encryption-config.json',
        `flag --encryption-provider-config by k3s in ${config}:3`,
      ],
      [10, `flag --terminated-pod-gc-threshold in ${config}:5`],
      'k3s sets it or not, by its version',
      [false, 'flag --profiling (k3s built-in)'],
      ['loopback', 'flag --healthz-bind-address (k3s built-in)'],
      ['Webhook', `file ${defaults}:15`],
      [0, 'flag --read-only-port (k3s built-in)'],
      [10, `flag --event-qps in ${config}.d/10-audit.yaml:4`],
      [4096, `flag --pod-max-pids in ${config}:8`],
      [true, 'file /var/lib/rancher/k3s/server/db/etcd/config:4'],
      ['/var/lib/rancher/k3s/server/db/etcd/config', 'k3s built-in'],
    ])
  })

  test('no manifest starts what is part of k3s, and that is no drift', async () => {
    const look = await apiServer.inspect(nodeOf('k3s-server'))
    if (look.status !== 'observed') throw new Error(look.status)
    expect(look).toMatchObject({ gaps: [], fact: { manifests: [], drift: [], warnings: [] } })
    expect(look.notRunning).toBeUndefined()
    expect(look.fact.version?.value).toBe('v1.35.4+k3s1')
    expect(look.fact.process?.pid).toBe(800)
  })

  test('what k3s writes at its start is no change since then', async () => {
    const host = nodeOf('k3s-server')
    expect(await kubelet.inspect(host)).toMatchObject({
      fact: { files: [{ path: defaults, role: 'drop-in', changedSinceStart: { value: false } }], warnings: [] },
    })
    expect(await etcd.inspect(host)).toMatchObject({ fact: { warnings: [], manifests: [] }, gaps: [] })
  })

  test('an agent before drop-ins: flags, and what only the server knows', async () => {
    expect(
      await settingsOf(
        'k3s-agent',
        'kubelet.authentication.anonymous.enabled',
        'kubelet.eventRecordQPS',
        'kubelet.protectKernelDefaults',
        'kubelet.clusterDNS',
        'kubelet.hostname-override',
        'kubeProxy.cluster-cidr',
        'kubeProxy.healthzBindScope',
      ),
    ).toEqual([
      [false, 'flag --anonymous-auth (k3s built-in)'],
      [0, 'flag --event-qps in /etc/systemd/system/k3s-agent.service:29'],
      [true, `flag --protect-kernel-defaults by k3s in ${config}:3`],
      'k3s sets it by what its server or the node says',
      'k3s sets it to the name of the node',
      'k3s sets it by what its server or the node says',
      'k3s sets it by the addresses of the node, which are not known',
    ])
    expect(await kubeProxy.inspect(nodeOf('k3s-agent'))).toMatchObject({
      notRunning: 'whether k3s runs kube-proxy here its server decides',
    })
  })
})

test('RKE2: a child of rke2 and static pods, which its kubelet names', async () => {
  const manifest = '/var/lib/rancher/rke2/agent/pod-manifests/kube-apiserver.yaml'
  expect(
    await settingsOf('rke2-server', 'kubelet.protectKernelDefaults', 'kubelet.readOnlyPort', 'etcd.client-cert-auth'),
  ).toEqual([
    [true, expect.stringContaining('00-rke2-defaults.conf')],
    [0, 'flag --read-only-port'],
    [true, 'file /var/lib/rancher/rke2/server/db/etcd/config:4'],
  ])
  expect(await apiServer.inspect(nodeOf('rke2-server'))).toMatchObject({
    status: 'observed',
    fact: { manifests: [{ path: manifest, live: true }], drift: [], process: { pid: 2310 } },
  })
  expect(await etcd.inspect(nodeOf('rke2-server'))).toMatchObject({
    fact: { process: { uid: { value: 996 } }, drift: [] },
  })
})

test('k0s: children of k0s with users of their own', async () => {
  expect(
    await settingsOf('k0s-controller', 'apiServer.authorizationModes', 'controllerManager.bindScope', 'etcd.data-dir'),
  ).toEqual([
    [['Node', 'RBAC'], 'flag --authorization-mode'],
    ['loopback', 'flag --bind-address'],
    ['/var/lib/k0s/etcd', 'flag --data-dir'],
  ])
  expect(await settingsOf('k0s-worker', 'kubelet.root-dir', 'kubelet.authorization.mode', 'kubeProxy.mode')).toEqual([
    ['/var/lib/k0s/kubelet', 'flag --root-dir'],
    ['Webhook', 'file /run/k0s/kubelet/config.yaml:11'],
    [undefined, undefined],
  ])
})

test('MicroK8s: a file of arguments for each, with the variables of the snap', async () => {
  const args = '/var/snap/microk8s/9044/args'
  expect(
    await settingsOf(
      'microk8s',
      'kubelet.authorization.mode',
      'kubelet.authentication.x509.clientCAFile',
      'kubelet.evictionHard',
      'apiServer.etcd-servers',
      'apiServer.anonymousRequests',
      'controllerManager.use-service-account-credentials',
      'scheduler.bindScope',
      'kubeProxy.cluster-cidr',
    ),
  ).toEqual([
    ['AlwaysAllow', 'default (flags)'],
    ['/var/snap/microk8s/9044/certs/ca.crt', `flag --client-ca-file in ${args}/kubelet:4`],
    [
      { 'imagefs.available': '1Gi', 'memory.available': '100Mi', 'nodefs.available': '1Gi' },
      `flag --eviction-hard in ${args}/kubelet:8`,
    ],
    [
      ['unix:///var/snap/microk8s/9044/var/kubernetes/backend/kine.sock:12379'],
      `flag --etcd-servers in ${args}/kube-apiserver:12`,
    ],
    ['allowed', expect.stringContaining('default')],
    [true, `flag --use-service-account-credentials in ${args}/kube-controller-manager:6`],
    ['wildcard', 'default (kube-scheduler)'],
    ['10.1.0.0/16', `flag --cluster-cidr in ${args}/kube-proxy:2`],
  ])
})

test.each<[string, Record<string, string[]>]>([
  [
    'k3s-server',
    {
      'named by kubelet --config-dir': ['/var/lib/rancher/k3s/agent/etc/kubelet.conf.d{,/**}'],
      'named by kubelet --client-ca-file or authentication.x509.clientCAFile': ['/var/lib/rancher/k3s/agent/*'],
      'EnvironmentFile of such a service': ['/etc/{default,sysconfig}/k3s', '/etc/systemd/system/k3s.service.env'],
      'the executable of k3s': ['/var/lib/rancher/k3s/data/*/bin/k3s'],
    },
  ],
  [
    'microk8s',
    {
      'named by kubelet --client-ca-file or authentication.x509.clientCAFile': ['/var/snap/microk8s/9044/certs/*'],
      'named by kubelite --kubelet-args-file and its like': ['/var/snap/microk8s/9044/args/*'],
      'the executable of kubelite': ['/snap/microk8s/9044/kubelite'],
    },
  ],
])('%s: everything that is read is declared', async (name, named) => {
  const { host, recording } = recordingHost(nodeOf(name))
  await kubelet.inspect(host)
  expect(undeclared(kubelet.reads, recording, named)).toEqual([])
  const { host: other, recording: more } = recordingHost(nodeOf(name))
  await apiServer.inspect(other)
  const manifests = { 'staticPodPath of the kubelet': ['/var/lib/rancher/k3s/agent/pod-manifests{,/*}'] }
  expect(undeclared(apiServer.reads, more, { ...named, ...manifests })).toEqual([])
})

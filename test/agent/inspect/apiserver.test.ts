import { expect, test } from 'vitest'
import { hostOf, openHost } from '../../../agent/host/host.ts'
import { denied, failed } from '../../../agent/host/look.ts'
import { noProc } from '../../../agent/host/proc.ts'
import { recordingHost } from '../../../agent/host/recording.ts'
import { apiServer } from '../../../agent/inspect/apiserver.ts'
import { apiServerConclusions, apiServerFlags } from '../../../proto/catalogue/apiserver.ts'
import { concluded, factOf, manifests, settingOf, specOf, told } from '../../support/controlplane.ts'
import { bootTime, type HostSpec, loadSpec, makeHost, type ProcessSpec, withProcesses } from '../../support/host.ts'
import { namedByKubelet, undeclared } from '../../support/reads.ts'

const byDefault = 'default (kube-apiserver)'
const program = '/usr/local/bin/kube-apiserver'
const manifest = `${manifests}/kube-apiserver.yaml`
const look = (spec: HostSpec) => apiServer.inspect(openHost(makeHost(spec)))

test('the control plane that kubeadm made', async () => {
  const seen = await look(loadSpec('kubeadm-control-plane'))
  if (seen.status !== 'observed') throw new Error(seen.status)
  const { fact } = seen
  expect(seen.gaps).toEqual([])
  expect(fact.process).toEqual({
    pid: 1202,
    executable: program,
    started: '2025-11-21T04:40:45Z',
    container: '3ddd18007da0e2a1e7da24b251a2d691f53a918f9e2dedf116c0bd39de1149fe',
    uid: { value: 0, source: '/proc/1202/status' },
  })
  const image = `image registry.k8s.io/kube-apiserver:v1.36.3 in ${manifest}`
  expect(fact.version).toEqual({ value: 'v1.36.3', source: image })
  expect(fact.manifests).toEqual([{ path: manifest, pod: 'kube-apiserver', live: true }])
  expect([fact.drift, fact.warnings]).toEqual([[], []])
  expect(fact.endpoints).toEqual([
    {
      name: 'secure',
      address: '0.0.0.0:6443',
      scope: 'wildcard',
      tls: true,
      source: `${byDefault}, flag --secure-port`,
    },
  ])
  expect(fact.settings?.map((each) => each.path)).toEqual(apiServerFlags.map((each) => each.path))
  expect(fact.conclusions?.map((each) => each.path)).toEqual(apiServerConclusions.map((each) => each.path))
  const flags = {
    'authorization-mode': ['Node', 'RBAC'],
    'etcd-servers': ['https://127.0.0.1:2379'],
    'allow-privileged': true,
    'secure-port': 6443,
  }
  for (const [name, value] of Object.entries(flags))
    expect(told(settingOf(fact, name))).toEqual([value, `flag --${name}`])
  const defaults = {
    profiling: true,
    'audit-log-path': '',
    'bind-address': '0.0.0.0',
    'service-account-lookup': true,
    'feature-gates': {},
  }
  for (const [name, value] of Object.entries(defaults)) expect(told(settingOf(fact, name))).toEqual([value, byDefault])
  const conclusions = {
    anonymousRequests: 'allowed',
    anonymousPaths: [],
    auditRecords: false,
    encryptionConfigured: false,
    secureBindScope: 'wildcard',
  }
  for (const [name, value] of Object.entries(conclusions)) expect(concluded(fact, name)).toEqual([value, byDefault])
  expect(concluded(fact, 'authorizationModes')).toEqual([['Node', 'RBAC'], 'flag --authorization-mode'])
})

test('what it reads is declared', async () => {
  const more = { files: { '/proc/7/root/authn': 'x', '/authz': 'x', '/etc/kubernetes/audit.yaml': 'x' } }
  const specs = [
    loadSpec('kubeadm-control-plane'),
    specOf({ args: ['--authentication-config=/authn'], more }),
    specOf({
      args: ['--authorization-config=/authz', '--audit-policy-file=/etc/kubernetes/audit.yaml'],
      more: { files: { '/authz': 'x' } },
    }),
  ]
  for (const spec of specs) {
    const { host, recording } = recordingHost(openHost(makeHost(spec)))
    await apiServer.inspect(host)
    const named = {
      ...namedByKubelet,
      'the executable of the component': [`/proc/*/root${program}`],
      'named by --authentication-config': ['/proc/7/root/', '/proc/7/root/authn'],
      'named by --authorization-config': ['/authz'],
    }
    expect(undeclared(apiServer.reads, recording, named)).toEqual([])
  }
})

test('a node without an API server', async () => {
  expect(await look(loadSpec('plain-debian'))).toEqual({ status: 'absent' })
  expect(await look(loadSpec('kubeadm-worker'))).toEqual({ status: 'absent' })
  expect(await look({})).toEqual({ status: 'absent' })
})

test.each<[string, Partial<ProcessSpec>]>([
  ['of an ordinary pod', { cgroup: '0::/kubepods/pod7d0c2b44-93d5-4c3e-8f8b-5b1f7f0a6a12/x', nspid: [7, 1] }],
  ['that is only named', { exe: '/usr/bin/vim', argv: ['vim', 'kube-apiserver'] }],
  ['whose flags name it', { exe: '/usr/bin/etcd', argv: ['etcd', '--name=kube-apiserver'] }],
])("a process %s is not the node's", async (_, process) => {
  expect(await look({ processes: [{ pid: 7, argv: [program], ...process }] })).toEqual({ status: 'absent' })
})

test('an agent of k3s has no API server', async () => {
  const exe = '/var/lib/rancher/k3s/data/current/bin/k3s'
  const seen = await look({ processes: [{ pid: 9, argv: ['/usr/local/bin/k3s agent'], exe }] })
  expect(seen).toEqual({ status: 'absent' })
})

test('processes or their arguments that may not be read', async () => {
  const whole = openHost(makeHost(specOf({})))
  const blind = (answer: ReturnType<typeof denied | typeof failed>) =>
    hostOf(whole.root, { ...noProc, processes: () => answer })
  expect(await apiServer.inspect(blind(denied('permission denied')))).toEqual({
    status: 'denied',
    reason: '/proc: permission denied',
  })
  expect(await apiServer.inspect(blind(failed('EIO')))).toEqual({ status: 'failed', reason: '/proc: EIO' })
  const silent = withProcesses(whole, () => ({ argv: () => denied('permission denied') }))
  expect(await apiServer.inspect(silent)).toEqual({
    status: 'denied',
    reason: 'command line of process 7: permission denied',
  })
})

test.each<[string[], boolean, string, string[]]>([
  [[], false, byDefault, []],
  [
    ['--audit-log-path=/a'],
    false,
    byDefault,
    ['no audit policy file provided, no events will be recorded for log backend'],
  ],
  [['--audit-policy-file=/p'], false, byDefault, []],
  [['--audit-policy-file=/p', '--audit-log-path=-'], true, 'flag --audit-policy-file, flag --audit-log-path', []],
  [
    ['--audit-policy-file=/p', '--audit-webhook-config-file=/w'],
    true,
    'flag --audit-policy-file, flag --audit-webhook-config-file',
    [],
  ],
])('records with %j', async (args, records, source, warnings) => {
  const fact = await factOf({ args: ['--authorization-mode=RBAC', ...args] })
  expect(concluded(fact, 'auditRecords')).toEqual([records, source])
  expect(fact.warnings).toEqual(warnings)
})

test.each<[string | null, number | undefined, string]>([
  ['v1.36.3', 366, 'default (kube-apiserver 1.36 and newer)'],
  ['v1.37.1', 366, 'default (kube-apiserver 1.36 and newer)'],
  ['v1.35.4', 0, 'default (kube-apiserver before 1.36)'],
  [
    null,
    undefined,
    'the default depends on the version (0 at first, 366 from 1.36 on), which is not known: /usr/local/bin/kube-apiserver cannot be read, or does not say it',
  ],
])('how long logs are kept by %s', async (version, days, source) => {
  expect(told(settingOf(await factOf({ version }), 'audit-log-maxage'))).toEqual([days, source])
  const explicit = await factOf({ version, args: ['--audit-log-maxage=0'] })
  expect(told(settingOf(explicit, 'audit-log-maxage'))).toEqual([0, 'flag --audit-log-maxage'])
})

test.each<[string | null, string[], number | undefined, string]>([
  ['v1.36.3', [], 100, 'default (kube-apiserver 1.36 and newer)'],
  ['v1.36.0', ['--audit-log-maxsize=0'], 0, 'flag --audit-log-maxsize'],
  ['v1.35.4', [], 100, 'default (kube-apiserver before 1.36): before 1.36 zero is 100 MB'],
  ['v1.35.4', ['--audit-log-maxsize=0'], 100, 'flag --audit-log-maxsize: before 1.36 zero is 100 MB'],
  ['v1.28.0', ['--audit-log-maxsize=50'], 50, 'flag --audit-log-maxsize'],
  [null, ['--audit-log-maxsize=50'], 50, 'flag --audit-log-maxsize'],
  [
    null,
    ['--audit-log-maxsize=0'],
    undefined,
    'what 0 means depends on the version: /usr/local/bin/kube-apiserver cannot be read, or does not say it',
  ],
])('%s with %j rotates its log', async (version, args, megabytes, source) => {
  expect(concluded(await factOf({ version, args }), 'auditLogRotation')).toEqual([megabytes, source])
})

test.each<[string[], string, string]>([
  [['--bind-address=127.3.2.1'], 'loopback', '127.3.2.1:6443'],
  [['--bind-address=::1', '--secure-port=0x1'], 'loopback', '[::1]:1'],
  [['--bind-address=::'], 'wildcard', '[::]:6443'],
  [['--bind-address=10.0.0.1'], 'private', '10.0.0.1:6443'],
  [['--bind-address=10.0.0.1', '--bind-address='], 'private', '10.0.0.1:6443'],
])('%j is served to %s', async (args, scope, address) => {
  const fact = await factOf({ args })
  expect(concluded(fact, 'secureBindScope')).toEqual([scope, 'flag --bind-address'])
  expect(fact.endpoints?.map((each) => [each.scope, each.address])).toEqual([[scope, address]])
})

test('what was said before the last word', async () => {
  const fact = await factOf({ args: ['--profiling', '--profiling=false', '--encryption-provider-config=/e'] })
  expect(settingOf(fact, 'profiling')).toEqual({
    path: 'profiling',
    value: { bool: false },
    source: 'flag --profiling',
    overridden: [{ value: { bool: true }, source: 'flag --profiling' }],
  })
  expect(concluded(fact, 'encryptionConfigured')).toEqual([true, 'flag --encryption-provider-config'])
})

test('values of flags that are not in the catalogue are not sent', async () => {
  const args = ['--service-node-port-range=1-2', '--mine=secret', '--watch-cache-sizes=secret#1']
  const fact = await factOf({ args, version: 'v1.30.0' })
  expect(JSON.stringify(fact)).not.toContain('secret')
  expect(fact.settings?.map((each) => each.path)).not.toContain('watch-cache-sizes')
})

test('a file that is newer than the process is told', async () => {
  const text = 'apiVersion: apiserver.config.k8s.io/v1beta1\nkind: AuthenticationConfiguration\n'
  const files = { '/proc/7/root/c': { content: text, mtime: bootTime + 500 } }
  const fact = await factOf({ args: ['--authorization-mode=RBAC', '--authentication-config=/c'], more: { files } })
  expect(fact.warnings).toEqual(['/c changed after the process started'])
})

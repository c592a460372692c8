import { expect, test } from 'vitest'
import { openHost } from '../../../../agent/host/host.ts'
import type { Argument } from '../../../../agent/inspect/embedded/arguments.ts'
import { k3sComponent } from '../../../../agent/inspect/embedded/k3s.ts'
import { type HostSpec, makeHost } from '../../../support/host.ts'

const exe = '/var/lib/rancher/k3s/data/x/bin/k3s'
const configFile = '/etc/rancher/k3s/config.yaml'
const etcdConfig = '/var/lib/rancher/k3s/server/db/etcd/config'
const defaults = '/var/lib/rancher/k3s/agent/etc/kubelet.conf.d/00-k3s-defaults.conf'
const tls = '/var/lib/rancher/k3s/server/tls'
const cred = '/var/lib/rancher/k3s/server/cred'
const agent = '/var/lib/rancher/k3s/agent'
const suites = [
  ...['TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384', 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'],
  ...['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'],
  ...['TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305', 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305'],
].join(',')

interface Node {
  readonly mode?: 'server' | 'agent'
  /** `null`: the program does not say it. */
  readonly version?: string | null
  readonly args?: readonly string[]
  readonly config?: string
  readonly files?: HostSpec['files']
}

function hostOf({ mode = 'server', version = 'v1.35.4+k3s1', args = [], config: text, files = {} }: Node) {
  return openHost(
    makeHost({
      files: {
        ...(version !== null && { [exe]: { program: version } }),
        ...(text !== undefined && { [configFile]: text }),
        ...files,
      },
      processes: [{ pid: 7, exe, argv: ['/usr/local/bin/k3s', mode, ...args] }],
    }),
  )
}

async function argumentsOf(program: string, node: Node): Promise<readonly Argument[]> {
  const found = await k3sComponent(hostOf(node), program)
  if (found?.args.status !== 'observed') throw new Error(JSON.stringify(found?.args ?? 'no component'))
  return found.args.value
}

async function known(program: string, node: Node): Promise<string[]> {
  const all = await argumentsOf(program, node)
  return all
    .filter((each) => each.unknown === undefined)
    .map((each) => each.text)
    .sort()
}

async function valuesOf(program: string, flag: string, node: Node): Promise<string[]> {
  const all = await argumentsOf(program, node)
  return all
    .filter((each) => each.text === `--${flag}` || each.text.startsWith(`--${flag}=`))
    .map((each) => each.unknown ?? `${each.text.slice(flag.length + 3)}${each.place}`)
}

/** The configuration that k3s recommends for hardening, with an etcd of its own. */
const hardened: Node = {
  version: 'v1.28.8+k3s1',
  config: `protect-kernel-defaults: true
secrets-encryption: true
node-ip: 10.10.10.100
service-cidr: 10.43.0.0/16
cluster-cidr: 10.42.0.0/16
kube-apiserver-arg:
  - "admission-control-config-file=/var/lib/rancher/k3s/server/psa.yaml"
  - 'audit-log-path=/var/lib/rancher/k3s/server/logs/audit.log'
  - 'audit-policy-file=/var/lib/rancher/k3s/server/audit.yaml'
  - 'audit-log-maxage=30'
  - 'audit-log-maxbackup=10'
  - 'audit-log-maxsize=100'
  - 'service-account-lookup=true'
kube-controller-manager-arg:
  - 'terminated-pod-gc-threshold=10'
  - 'use-service-account-credentials=true'
kubelet-arg:
  - 'streaming-connection-idle-timeout=5m'
  - 'make-iptables-util-chains=true'
  - 'event-qps=0'
`,
  files: { [etcdConfig]: '' },
}

test('the API server as k3s 1.28 logs it', async () => {
  expect(await known('kube-apiserver', hardened)).toEqual([
    '--admission-control-config-file=/var/lib/rancher/k3s/server/psa.yaml',
    '--advertise-address=10.10.10.100',
    '--allow-privileged=true',
    '--anonymous-auth=false',
    '--api-audiences=https://kubernetes.default.svc.cluster.local,k3s',
    '--audit-log-maxage=30',
    '--audit-log-maxbackup=10',
    '--audit-log-maxsize=100',
    '--audit-log-path=/var/lib/rancher/k3s/server/logs/audit.log',
    '--audit-policy-file=/var/lib/rancher/k3s/server/audit.yaml',
    '--authorization-mode=Node,RBAC',
    '--bind-address=127.0.0.1',
    `--cert-dir=${tls}/temporary-certs`,
    `--client-ca-file=${tls}/client-ca.crt`,
    '--egress-selector-config-file=/var/lib/rancher/k3s/server/etc/egress-selector-config.yaml',
    '--enable-admission-plugins=NodeRestriction',
    '--enable-aggregator-routing=true',
    '--enable-bootstrap-token-auth=true',
    `--encryption-provider-config-automatic-reload=true`,
    `--encryption-provider-config=${cred}/encryption-config.json`,
    `--etcd-cafile=${tls}/etcd/server-ca.crt`,
    `--etcd-certfile=${tls}/etcd/client.crt`,
    `--etcd-keyfile=${tls}/etcd/client.key`,
    '--etcd-servers=https://127.0.0.1:2379',
    `--kubelet-certificate-authority=${tls}/server-ca.crt`,
    `--kubelet-client-certificate=${tls}/client-kube-apiserver.crt`,
    `--kubelet-client-key=${tls}/client-kube-apiserver.key`,
    '--kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname',
    '--profiling=false',
    `--proxy-client-cert-file=${tls}/client-auth-proxy.crt`,
    `--proxy-client-key-file=${tls}/client-auth-proxy.key`,
    '--requestheader-allowed-names=system:auth-proxy',
    `--requestheader-client-ca-file=${tls}/request-header-ca.crt`,
    '--requestheader-extra-headers-prefix=X-Remote-Extra-',
    '--requestheader-group-headers=X-Remote-Group',
    '--requestheader-username-headers=X-Remote-User',
    '--secure-port=6444',
    '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
    `--service-account-key-file=${tls}/service.key`,
    '--service-account-lookup=true',
    `--service-account-signing-key-file=${tls}/service.current.key`,
    '--service-cluster-ip-range=10.43.0.0/16',
    `--tls-cert-file=${tls}/serving-kube-apiserver.crt`,
    `--tls-cipher-suites=${suites}`,
    `--tls-private-key-file=${tls}/serving-kube-apiserver.key`,
  ])
})

test('the controller manager and the scheduler as k3s 1.28 logs them', async () => {
  const signing = (signer: string, authority: string) => [
    `--cluster-signing-${signer}-cert-file=${tls}/${authority}.nochain.crt`,
    `--cluster-signing-${signer}-key-file=${tls}/${authority}.key`,
  ]
  expect(await known('kube-controller-manager', hardened)).toEqual(
    [
      '--allocate-node-cidrs=true',
      `--authentication-kubeconfig=${cred}/controller.kubeconfig`,
      `--authorization-kubeconfig=${cred}/controller.kubeconfig`,
      '--bind-address=127.0.0.1',
      '--cluster-cidr=10.42.0.0/16',
      ...signing('kube-apiserver-client', 'client-ca'),
      ...signing('kubelet-client', 'client-ca'),
      ...signing('kubelet-serving', 'server-ca'),
      ...signing('legacy-unknown', 'server-ca'),
      '--controllers=*,tokencleaner,-service,-route,-cloud-node-lifecycle',
      `--kubeconfig=${cred}/controller.kubeconfig`,
      '--profiling=false',
      `--root-ca-file=${tls}/server-ca.crt`,
      '--secure-port=10257',
      `--service-account-private-key-file=${tls}/service.current.key`,
      '--terminated-pod-gc-threshold=10',
      '--use-service-account-credentials=true',
    ].sort(),
  )
  expect(await known('kube-scheduler', hardened)).toEqual([
    `--authentication-kubeconfig=${cred}/scheduler.kubeconfig`,
    `--authorization-kubeconfig=${cred}/scheduler.kubeconfig`,
    '--bind-address=127.0.0.1',
    `--kubeconfig=${cred}/scheduler.kubeconfig`,
    '--profiling=false',
    '--secure-port=10259',
  ])
  const byVersion = 'k3s sets it or not, by its version'
  expect(await valuesOf('kube-scheduler', 'tls-cert-file', hardened)).toEqual([byVersion])
})

test('the kubelet as k3s 1.28 logs it, as far as the node does not decide', async () => {
  expect(await known('kubelet', hardened)).toEqual([
    '--anonymous-auth=false',
    '--authentication-token-webhook=true',
    '--authorization-mode=Webhook',
    `--client-ca-file=${agent}/client-ca.crt`,
    '--cloud-provider=external',
    '--event-qps=0',
    '--eviction-hard=imagefs.available<5%,nodefs.available<5%',
    '--eviction-minimum-reclaim=imagefs.available=10%,nodefs.available=10%',
    '--fail-swap-on=false',
    `--kubeconfig=${agent}/kubelet.kubeconfig`,
    '--make-iptables-util-chains=true',
    '--node-labels=',
    `--pod-manifest-path=${agent}/pod-manifests`,
    '--protect-kernel-defaults=true',
    '--read-only-port=0',
    '--serialize-image-pulls=false',
    '--streaming-connection-idle-timeout=5m',
    `--tls-cert-file=${agent}/serving-kubelet.crt`,
    `--tls-private-key-file=${agent}/serving-kubelet.key`,
  ])
})

test('the kubelet as k3s 1.35 logs it', async () => {
  expect(await known('kubelet', {})).toEqual([
    '--cloud-provider=external',
    `--config-dir=${agent}/etc/kubelet.conf.d`,
    `--kubeconfig=${agent}/kubelet.kubeconfig`,
    '--node-labels=',
    '--read-only-port=0',
  ])
})

test.each<[string | null, string[]]>([
  ['v1.32.3+k3s1', []],
  ['v1.32.4+k3s1', ['0 (k3s built-in)']],
  ['v1.33.0+k3s1', ['0 (k3s built-in)']],
  [null, ['k3s sets it or not, by its version']],
])('the read-only port of k3s %s', async (version, expected) => {
  const files = { [defaults]: 'healthzBindAddress: 127.0.0.1\n' }
  expect(await valuesOf('kubelet', 'read-only-port', { version, files })).toEqual(expected)
})

test('what people give takes the place of what k3s says; a sign behind the name adds', async () => {
  const node = (...lines: string[]): Node => ({ config: `kube-apiserver-arg: [${lines.join(', ')}]\n` })
  const given = ` in ${configFile}:1`
  const plugins = (...lines: string[]) => valuesOf('kube-apiserver', 'enable-admission-plugins', node(...lines))
  const builtIn = 'NodeRestriction (k3s built-in)'
  expect(await plugins('enable-admission-plugins=A', '--enable-admission-plugins=B')).toEqual([
    `A${given}`,
    `B${given}`,
  ])
  expect(await plugins('enable-admission-plugins+=A')).toEqual([builtIn, `A${given}`])
  expect(await plugins('enable-admission-plugins-=A')).toEqual([`A${given}`, builtIn])
  expect(await valuesOf('kube-apiserver', 'profiling', node('profiling'))).toEqual([`true${given}`])
  expect(await valuesOf('kube-apiserver', 'anonymous-auth', node('anonymous-auth=true'))).toEqual([`true${given}`])
})

test('of two spellings of one flag the one that sorts later counts, as k3s sorts them', async () => {
  const config = 'kube-apiserver-arg: [profiling_x=1, anonymous_auth=true, anonymous-auth=false]\n'
  const all = await argumentsOf('kube-apiserver', { config })
  const names = all.map((each) => each.text.replace(/=.*/s, ''))
  expect(names).toEqual(names.toSorted())
  expect(all.filter((each) => each.text.startsWith('--anonymous')).map((each) => each.text)).toEqual([
    '--anonymous-auth=false',
    '--anonymous_auth=true',
  ])
})

test('configurations of who asks and who may leave no room for the flags of k3s', async () => {
  const config = 'kube-apiserver-arg: [authentication-config=/a, authorization-config=/b]\n'
  expect(await valuesOf('kube-apiserver', 'anonymous-auth', { config })).toEqual([])
  expect(await valuesOf('kube-apiserver', 'authorization-mode', { config })).toEqual([])
  expect(await valuesOf('kube-apiserver', 'anonymous-auth', { config, version: 'v1.32.9+k3s1' })).toEqual([
    'k3s sets it or not, by its version',
  ])
})

test('a list both in a file and on the command line leaves what it says open', async () => {
  const node: Node = { args: ['--kube-apiserver-arg=v=2'], config: 'kube-apiserver-arg: [profiling=true]\n' }
  const [reason] = await valuesOf('kube-apiserver', 'profiling', node)
  expect(reason).toContain('--kube-apiserver-arg stands both on the command line of k3s and in its files')
  expect(await valuesOf('kube-apiserver', 'v', node)).toEqual(['2 of k3s'])
})

test('configuration files of the kubelet are copied, not named', async () => {
  const config = 'kubelet-arg: [config=/etc/kubelet.yaml, config-dir=/etc/kubelet.d]\n'
  expect(await valuesOf('kubelet', 'config', { config })).toEqual([])
  expect(await valuesOf('kubelet', 'config-dir', { config })).toEqual([`${agent}/etc/kubelet.conf.d (k3s built-in)`])
  const older = { config: 'kubelet-arg: config=/etc/kubelet.yaml\n', version: 'v1.31.9+k3s1' }
  expect(await valuesOf('kubelet', 'config', older)).toEqual([`/etc/kubelet.yaml in ${configFile}:1`])
})

test.each<[string, Node, string[]]>([
  ['a file', {}, ['unix://kine.sock (k3s built-in)']],
  ['an etcd of its own', { files: { [etcdConfig]: '' } }, ['https://127.0.0.1:2379 (k3s built-in)']],
  [
    'elsewhere, whose address is a secret',
    { config: 'datastore-endpoint: mysql://root:hunter2@tcp(10.0.0.9)/k3s\n' },
    [`follows the datastore in ${configFile}:1`],
  ],
])('where k3s keeps the cluster: %s', async (_, node, expected) => {
  expect(await valuesOf('kube-apiserver', 'etcd-servers', node)).toEqual(expected)
  expect(JSON.stringify(await argumentsOf('kube-apiserver', node))).not.toContain('hunter2')
})

test('addresses of the loopback follow the node', async () => {
  const unknown = 'k3s sets it by the addresses of the node, which are not known'
  const bind = (node: Node) => valuesOf('kube-apiserver', 'bind-address', node)
  expect(await bind({})).toEqual([unknown])
  expect(await bind({ files: { [defaults]: 'healthzBindAddress: ::1\n' } })).toEqual(['::1 (k3s built-in)'])
  expect(await bind({ config: 'node-ip: 10.0.0.1\n' })).toEqual(['127.0.0.1 (k3s built-in)'])
  expect(await bind({ config: 'node-ip: 10.0.0.1\nservice-cidr: fd00::/112,10.43.0.0/16\n' })).toEqual([
    '::1 (k3s built-in)',
  ])
  expect(await valuesOf('kube-proxy', 'cluster-cidr', {})).toEqual([unknown])
})

test('another data directory moves everything', async () => {
  const files = { '/d/server/db/etcd/config': '' }
  const node: Node = { config: 'data-dir: /d\n', files }
  expect(await valuesOf('kube-apiserver', 'client-ca-file', node)).toEqual([
    '/d/server/tls/client-ca.crt (k3s built-in)',
  ])
  expect(await valuesOf('kube-apiserver', 'etcd-keyfile', node)).toEqual([
    '/d/server/tls/etcd/client.key (k3s built-in)',
  ])
  expect(await valuesOf('kubelet', 'kubeconfig', node)).toEqual(['/d/agent/kubelet.kubeconfig (k3s built-in)'])
})

test.each([
  ['kube-apiserver', 'disable-apiserver'],
  ['kube-controller-manager', 'disable-controller-manager'],
  ['kube-scheduler', 'disable-scheduler'],
  ['kube-proxy', 'disable-kube-proxy'],
  ['kubelet', 'disable-agent'],
])('%s is left out by --%s', async (program, option) => {
  expect(await k3sComponent(hostOf({ args: [`--${option}`] }), program)).toBeUndefined()
  expect(await k3sComponent(hostOf({ args: [`--${option}=false`] }), program)).toBeDefined()
})

test('an agent has a kubelet, and a kube-proxy if its server wants one', async () => {
  const host = hostOf({ mode: 'agent' })
  expect(await k3sComponent(host, 'kube-apiserver')).toBeUndefined()
  expect(await k3sComponent(host, 'etcd')).toBeUndefined()
  expect((await k3sComponent(host, 'kubelet'))?.unsure).toBeUndefined()
  expect((await k3sComponent(host, 'kube-proxy'))?.unsure).toBe('whether k3s runs kube-proxy here its server decides')
})

test.each<[string, Node, string]>([
  ['of an unknown version', { version: null }, 'which version of k3s runs cannot be told'],
  ['that is too old', { version: 'v1.26.9+k3s1' }, 'what k3s v1.26.9+k3s1 tells its components is not known'],
  ['of a user', { args: ['--rootless'] }, 'what a k3s of a user tells its components is not known'],
  ['with a relative directory', { args: ['--data-dir=d'] }, 'the data directory d of k3s is not a path of the node'],
])('a k3s %s is not guessed at', async (_, node, reason) => {
  const found = await k3sComponent(hostOf(node), 'kube-apiserver')
  expect(found?.args).toMatchObject({ status: 'failed', reason: expect.stringContaining(reason) })
})

test('where no k3s runs there is nothing', async () => {
  const host = openHost(makeHost({ processes: [{ pid: 7, exe, argv: ['/usr/local/bin/k3s', 'kubectl', 'get'] }] }))
  expect(await k3sComponent(host, 'kubelet')).toBeUndefined()
})

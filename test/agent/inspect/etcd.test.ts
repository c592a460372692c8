import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Host, hostOf, openHost } from '../../../agent/host/host.ts'
import { denied, failed } from '../../../agent/host/look.ts'
import { noProc } from '../../../agent/host/proc.ts'
import { recordingHost } from '../../../agent/host/recording.ts'
import { etcd } from '../../../agent/inspect/etcd.ts'
import { etcdConclusions, etcdSettings } from '../../../proto/catalogue/etcd.ts'
import {
  certificate,
  conclusionIn,
  etcdFact,
  etcdNode,
  factFrom,
  lookAtEtcd,
  secure,
  settingIn,
} from '../../support/etcd.ts'
import { goProgram } from '../../support/goprogram.ts'
import { bootTime, type HostSpec, loadSpec, makeHost, withMore, withProcesses } from '../../support/host.ts'
import { namedByKubelet, undeclared } from '../../support/reads.ts'

const manifest = '/etc/kubernetes/manifests/etcd.yaml'
const staticPod = '0::/kubepods/burstable/pod5c2a1d5e8b7f4a0c9d3e6f1a2b4c6d8e/'.concat('c3'.repeat(32))

function look(spec: HostSpec) {
  return etcd.inspect(openHost(makeHost(spec)))
}

test('a control plane that kubeadm made', async () => {
  const observation = await look(loadSpec('kubeadm-control-plane'))
  const fact = factFrom(observation)
  expect(fact.process).toEqual({
    pid: 1201,
    executable: '/usr/local/bin/etcd',
    started: '2025-11-21T04:40:45Z',
    container: 'c38cbd92fce41312f3fbdce60510013b7f0d4004a03b45c8e762f98f1ed4006c',
    uid: { value: 0, source: '/proc/1201/status' },
  })
  expect(fact.version).toEqual({ value: 'v3.6.8', source: `image registry.k8s.io/etcd:3.6.8-0 in ${manifest}` })
  expect(fact.manifests).toEqual([{ path: manifest, pod: 'etcd', live: true }])
  expect(fact.drift).toEqual([])
  expect(fact.warnings).toEqual([])
  const [clients, peers, metrics] = ['client', 'peer', 'metrics'].map((each) => `flag --listen-${each}-urls`)
  expect(fact.endpoints).toEqual([
    { name: 'client', address: 'https://127.0.0.1:2379', scope: 'loopback', tls: true, source: clients },
    { name: 'client', address: 'https://192.168.10.11:2379', scope: 'private', tls: true, source: clients },
    { name: 'metrics', address: 'http://127.0.0.1:2381', scope: 'loopback', tls: false, source: metrics },
    { name: 'peer', address: 'https://192.168.10.11:2380', scope: 'private', tls: true, source: peers },
  ])
  const conclusions = Object.fromEntries(
    (fact.conclusions ?? []).map((each) => [each.path, conclusionIn(fact, String(each.path))]),
  )
  expect(conclusions).toEqual({
    clientAutoTls: { value: false, source: 'default' },
    clientCertificateRequired: { value: true, source: 'flag --trusted-ca-file' },
    clientCertificatesFrom: { value: 'trusted-ca-file', source: 'flag --trusted-ca-file' },
    peerAutoTls: { value: false, source: 'default' },
    peerCertificateRequired: { value: true, source: 'flag --peer-trusted-ca-file' },
    plainTextClientUrls: { value: [], source: 'flag --listen-client-urls, default' },
    plainTextPeerUrls: { value: [], source: peers },
    publicMetricsUrls: { value: [], source: metrics },
    walDirectory: { value: '/var/lib/etcd/member/wal', source: 'flag --data-dir' },
  })
  expect(settingIn(fact, 'client-cert-auth')).toEqual({ value: true, source: 'flag --client-cert-auth' })
  expect(settingIn(fact, 'feature-gates')).toEqual({
    value: 'InitialCorruptCheck=true',
    source: 'flag --feature-gates',
  })
  expect(fact.settings?.map((each) => each.path)).toEqual(etcdSettings.map((each) => each.path))
  expect(fact.conclusions?.map((each) => each.path)).toEqual(etcdConclusions.map((each) => each.path))
  expect(observation).toMatchObject({ gaps: [] })
})

test('a node without etcd', async () => {
  expect(await look({})).toEqual({ status: 'absent' })
  expect(await look(loadSpec('plain-debian'))).toEqual({ status: 'absent' })
  expect(await look(loadSpec('kubeadm-worker'))).toEqual({ status: 'absent' })
})

test('where nothing tells what runs, only a manifest tells of etcd', async () => {
  expect(await etcd.inspect(hostOf(openHost(makeHost({})).root, noProc))).toEqual({
    status: 'failed',
    reason: 'there is no /proc: whether etcd runs cannot be told',
  })
  const { root } = openHost(makeHost({ files: { [manifest]: pod(['--name=a']) } }))
  expect(settingIn(factFrom(await etcd.inspect(hostOf(root, noProc))), 'name')).toMatchObject({ value: 'a' })
})

test.each<[string, Parameters<typeof etcdNode>[0]['process']]>([
  ['an etcd in an ordinary pod', { cgroup: '0::/kubepods/pod7d0c2b44-93d5-4c3e-8f8b-5b1f7f0a6a12/x', nspid: [7, 1] }],
  ['an etcd in another container', { cgroup: '0::/docker/abc', nspid: [7, 1] }],
  ['a program that is only given the word', { argv: ['/usr/bin/kube-apiserver', '--etcd-servers=etcd'] }],
  ['the gateway', { argv: ['/usr/bin/etcd', 'gateway', 'start'] }],
  ['the proxy', { argv: ['/usr/bin/etcd', 'grpc-proxy', 'start'] }],
])("%s is none of the node's", async (_, process) => {
  expect(await lookAtEtcd({ process: process ?? {} })).toEqual({ status: 'absent' })
})

test('processes that cannot be listed', async () => {
  const { root } = openHost(makeHost({}))
  for (const no of [denied('permission denied'), failed('EIO')])
    expect(await etcd.inspect(hostOf(root, { ...noProc, processes: () => no }))).toEqual({
      status: no.status,
      reason: `/proc: ${no.reason}`,
    })
})

const no = () => denied('permission denied')

test('a command line and an environment that may not be read', async () => {
  const host = openHost(makeHost(etcdNode({ args: [...secure, ...certificate] })))
  expect(await etcd.inspect(withProcesses(host, () => ({ argv: no })))).toEqual({
    status: 'denied',
    reason: 'command line of process 7: permission denied',
  })
  // A variable may name the file that beats every flag.
  expect(await etcd.inspect(withProcesses(host, () => ({ environ: no })))).toEqual({
    status: 'denied',
    reason: 'environment of etcd: permission denied',
  })
})

test('with a configuration file the environment does not matter', async () => {
  const files = { '/etc/etcd.yaml': 'name: a\n' }
  const host = openHost(makeHost(etcdNode({ args: ['--config-file=/etc/etcd.yaml'], files })))
  const fact = factFrom(await etcd.inspect(withProcesses(host, () => ({ environ: no }))))
  expect(settingIn(fact, 'name')).toEqual({ value: 'a', source: 'file /etc/etcd.yaml:1' })
})

test('a configuration file that may not be read', async () => {
  const host = openHost(makeHost(etcdNode({ args: ['--config-file=/etc/etcd.yaml'], files: { '/etc/etcd.yaml': '' } })))
  const root = { ...host.root, read: async () => denied('permission denied') }
  expect(await etcd.inspect({ ...host, root })).toEqual({
    status: 'denied',
    reason: '/etc/etcd.yaml: permission denied',
  })
})

test('a relative configuration file stands where etcd was started, and so does the data', async () => {
  const files = { '/srv/etcd/etcd.yaml': 'name: a\n' }
  const node = etcdNode({ args: ['--config-file=etcd.yaml'], files, process: { cwd: '/srv/etcd' } })
  const fact = factFrom(await look(node))
  expect(settingIn(fact, 'name')).toEqual({ value: 'a', source: 'file /srv/etcd/etcd.yaml:1' })
  expect(settingIn(fact, 'data-dir')).toEqual({ value: 'a.etcd', source: 'default (follows name)' })
  expect(conclusionIn(fact, 'walDirectory')).toEqual({
    value: '/srv/etcd/a.etcd/member/wal',
    source: 'default (follows name)',
  })
  const host = withProcesses(openHost(makeHost(etcdNode({}))), () => ({ cwd: no }))
  expect(conclusionIn(factFrom(await etcd.inspect(host)), 'walDirectory')).toEqual({
    unknown: 'relative to the current directory of process 7: permission denied',
    source: 'default (follows name)',
  })
})

test('a configuration file that changed after the start is told of', async () => {
  const files = { '/etc/etcd.yaml': { content: '', mtime: bootTime + 200 } }
  const fact = await etcdFact({ args: ['--config-file=/etc/etcd.yaml'], files })
  expect(fact.warnings).toEqual(['/etc/etcd.yaml was changed after etcd started'])
})

test('the files of a static pod are those of its container', async () => {
  const files = {
    '/proc/7/root/etc/etcd.yaml': 'name: inside\ndata-dir: /data\n',
    '/etc/etcd.yaml': 'name: outside\n',
  }
  const process = { cgroup: staticPod, nspid: [7, 1] }
  const node = etcdNode({ args: ['--config-file=/etc/etcd.yaml'], files, process })
  const root = makeHost(node)
  const mounts = (lines: string[]) => lines.map((each) => `1 1 ${each} rw - x x rw\n`).join('')
  writeFileSync(join(root, 'proc/7/mountinfo'), mounts(['0:9 / /', '8:1 /var/lib/etcd /data']))
  rmSync(join(root, 'proc/1'), { recursive: true, force: true })
  const bare = factFrom(await etcd.inspect(openHost(root)))
  expect(settingIn(bare, 'name')).toEqual({ value: 'inside', source: 'file /etc/etcd.yaml:1' })
  expect(conclusionIn(bare, 'walDirectory')).toEqual({
    unknown:
      'process 7 has it in container c3c3c3c3c3c3; what is mounted there is not known: /proc/1/mountinfo: does not exist',
    source: 'file /etc/etcd.yaml:2',
  })
  const host = openHost(root)
  const read: Host['proc']['read'] = (path) =>
    path === '1/mountinfo' ? { status: 'observed', value: Buffer.from(mounts(['8:1 / /'])) } : host.proc.read(path)
  const fact = factFrom(await etcd.inspect({ ...host, proc: { ...host.proc, read } }))
  expect(conclusionIn(fact, 'walDirectory')).toEqual({
    value: '/var/lib/etcd/member/wal',
    source: 'file /etc/etcd.yaml:2',
  })
  expect(fact.process?.container).toBe('c3'.repeat(32))
})

test('who runs it, and what else runs', async () => {
  const more = { processes: [{ pid: 9, argv: ['/usr/local/bin/etcd'], uid: 998 }] }
  const fact = factFrom(await look(withMore(etcdNode({ process: { uid: 998 } }), more)))
  expect(fact.process).toEqual({
    pid: 7,
    executable: '/usr/bin/etcd',
    started: '2025-11-21T04:41:40Z',
    container: '',
    uid: { value: 998, source: '/proc/7/status' },
  })
  expect(fact.warnings).toEqual(['another etcd runs as process 9'])
})

test.each<[string, string[], string]>([
  ['a module', ['mod\tgo.etcd.io/etcd/server/v3\tv3.6.16\th1:x='], 'v3.6.16'],
  ['a release', ['mod\tgo.etcd.io/etcd/server/v3\t(devel)\t', 'dep\tgo.etcd.io/etcd/api/v3\tv3.5.9\t'], 'v3.5.9'],
])('the program of %s tells its version', async (_, lines, value) => {
  const root = makeHost(etcdNode({ files: { '/usr/bin/etcd': '' } }))
  writeFileSync(join(root, 'usr/bin/etcd'), goProgram(lines))
  expect(factFrom(await etcd.inspect(openHost(root))).version).toEqual({ value, source: 'build info of /usr/bin/etcd' })
})

test('a program that was replaced is not the one that runs', async () => {
  const fact = await etcdFact({ process: { exe: '/usr/bin/etcd (deleted)' } })
  expect(fact.version).toEqual({
    source: '/proc/7/exe',
    unknown: '/usr/bin/etcd was replaced or removed after the start',
  })
})

function pod(args: readonly string[], env = ''): string {
  const list = args.map((each) => `    - ${JSON.stringify(each)}\n`).join('')
  const container = `  - name: x\n    image: quay.io/coreos/etcd:v3.5.9@sha256:00\n${env}    command:\n    - etcd\n${list}`
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: etcd, namespace: kube-system}\nspec:\n  containers:\n${container}`
}

test('without a process the manifest says what it would be told', async () => {
  const args = [...secure, ...certificate, '--client-cert-auth', '--data-dir=/d']
  const observation = await look({ files: { [manifest]: pod(args) } })
  expect(observation).toMatchObject({ notRunning: `no etcd is seen to run, only ${manifest}` })
  const fact = factFrom(observation)
  expect(fact.process).toBeUndefined()
  const source = `flag --client-cert-auth in ${manifest}`
  expect(settingIn(fact, 'client-cert-auth')).toEqual({ value: true, source })
  expect(conclusionIn(fact, 'clientCertificateRequired')).toEqual({ value: true, source })
  expect(fact.version).toEqual({
    value: 'v3.5.9',
    source: `image quay.io/coreos/etcd:v3.5.9@sha256:00 in ${manifest}`,
  })
  expect(fact.manifests).toEqual([{ path: manifest, pod: 'etcd', live: true }])
  expect(fact.warnings).toEqual([`no etcd runs that can be seen, only ${manifest}: settings are those of the manifest`])
})

const fromElsewhere = (...names: string[]) =>
  `    env: [${names.map((name) => `{name: ${name}, valueFrom: {}}`).join(', ')}]\n`

test.each<[string, string, readonly string[], readonly string[]]>([
  ['a name', pod([...secure, ...certificate, '--name=$(NODE)', '--data-dir=/d'], fromElsewhere('NODE')), ['name'], []],
  [
    'a variable of etcd',
    pod([...secure, ...certificate], fromElsewhere('ETCD_NAME')),
    ['data-dir', 'name'],
    ['walDirectory'],
  ],
  [
    'a certificate',
    pod(['--auto-tls', '--cert-file=$(C)', '--data-dir=/d'], fromElsewhere('C')),
    ['cert-file', 'client-cert-allowed-hostname', 'client-cert-auth', 'client-cert-file', 'client-crl-file'].concat(
      'client-key-file',
      'trusted-ca-file',
    ),
    ['clientAutoTls', 'clientCertificateRequired', 'clientCertificatesFrom', 'publicMetricsUrls'],
  ],
])('a manifest alone that leaves %s open', async (_, content, settings, conclusions) => {
  const fact = factFrom(await look({ files: { [manifest]: content } }))
  const open = (all: typeof fact.settings) => (all ?? []).flatMap((each) => (each.unknown ? [each.path] : []))
  expect(open(fact.settings)).toEqual(settings)
  expect(open(fact.conclusions)).toEqual(conclusions)
})

test('a manifest alone names files by its mounts', async () => {
  const volumes =
    '    volumeMounts: [{name: c, mountPath: /conf}, {name: d, mountPath: /d, subPath: m1}, {name: e, mountPath: /e}]\n'
  const content = `${pod(['--config-file=/conf/etcd.yaml'], volumes)}  volumes:
  - {name: c, hostPath: {path: /etc/etcd}}
  - {name: d, hostPath: {path: /var/lib/etcds}}
  - {name: e, emptyDir: {}}
`
  const files = { [manifest]: content, '/conf/etcd.yaml': 'name: wrong\n', '/etc/etcd/etcd.yaml': 'data-dir: /d\n' }
  const fact = factFrom(await look({ files }))
  expect(settingIn(fact, 'data-dir')).toEqual({ value: '/d', source: 'file /conf/etcd.yaml:1' })
  expect(conclusionIn(fact, 'walDirectory')).toMatchObject({ value: '/var/lib/etcds/m1/member/wal' })
})

test.each<[string, string, string]>([
  ['leaves flags open', pod(['--name', '$(NODE)'], fromElsewhere('NODE')), 'which takes arguments from variables'],
  ['leaves its file open', pod(['--config-file=$(F)'], fromElsewhere('F')), 'which takes the name of the config'],
  ['does not load', pod(['--auto-tls=yes']), 'does not load: invalid boolean value "yes" for -auto-tls: parse error'],
])('a manifest alone that %s', async (_, content, words) => {
  const observation = await look({ files: { [manifest]: content } })
  expect(observation).toMatchObject({ status: 'failed', reason: expect.stringContaining(words) })
})

const k3sConfig = '/var/lib/rancher/k3s/server/db/etcd/config'
const k3s = { pid: 5, exe: '/usr/local/bin/k3s', argv: ['/usr/local/bin/k3s server'] }

test('the etcd within k3s is told by the file that k3s writes', async () => {
  const content = 'client-transport-security: {cert-file: /a, key-file: /b, client-cert-auth: true}\ndata-dir: /d\n'
  const fact = factFrom(await look({ files: { [k3sConfig]: content }, processes: [k3s] }))
  expect(fact.process).toMatchObject({ pid: 5, executable: '/usr/local/bin/k3s' })
  expect(settingIn(fact, 'client-cert-auth')).toEqual({ value: true, source: `file ${k3sConfig}:1` })
  expect(settingIn(fact, 'config-file')).toEqual({ value: k3sConfig, source: 'k3s built-in' })
  expect(fact).toMatchObject({ manifests: [], drift: [] })
})

test('a k3s that keeps its data elsewhere has no etcd', async () => {
  const visible = { ...k3s, argv: ['/usr/local/bin/k3s', 'server'] }
  expect(await look({ processes: [visible] })).toEqual({ status: 'absent' })
  const reason =
    'k3s may have an etcd elsewhere: k3s hides its command line, and its service cannot be read: it is of no service'
  expect(await look({ processes: [k3s] })).toEqual({ status: 'failed', reason })
  expect(await look({ files: { [k3sConfig]: '' } })).toEqual({ status: 'absent' })
})

test("of several, the likeliest to be the node's own is looked at", async () => {
  const more = { processes: [{ pid: 9, argv: ['/usr/bin/etcd', '--name=root'] }] }
  const fact = factFrom(await look(withMore(etcdNode({ process: { uid: 1000 } }), more)))
  expect(settingIn(fact, 'name')).toMatchObject({ value: 'root' })
  expect(fact.warnings).toEqual(['another etcd runs as process 7'])
})

test('a manifest that another one took the place of, and one that differs from what runs', async () => {
  const files = {
    [manifest]: pod([...secure, ...certificate, '--client-cert-auth']),
    [`${manifest}.bak`]: pod([...secure, ...certificate, '--name=$(NODE)'], '    env: [{name: NODE, valueFrom: {}}]\n'),
  }
  const args = [...secure, ...certificate, '--client-cert-auth', '--name=a', '--snapshot-count=5']
  const fact = await etcdFact({ args, files, process: { cgroup: staticPod, nspid: [7, 1] } })
  expect(fact.manifests).toEqual([
    { path: manifest, pod: 'etcd', live: false },
    { path: `${manifest}.bak`, pod: 'etcd', live: true },
  ])
  expect(fact.drift).toEqual([{ name: 'client-cert-auth', running: 'true', manifest: '', source: `${manifest}.bak` }])
  expect(fact.warnings).toEqual([`${manifest} and ${manifest}.bak are both the pod etcd: only the last one runs`])
})

test('a manifest that etcd does not take cannot be compared', async () => {
  const files = { [manifest]: pod(['--auto-tls=yes']) }
  const observation = await look(etcdNode({ files, process: { cgroup: staticPod, nspid: [7, 1] } }))
  const gaps = [{ path: manifest, reason: 'cannot be compared: etcd does not take what it says' }]
  expect(observation).toMatchObject({ status: 'observed', fact: { drift: [] }, gaps })
})

test('an environment that cannot be read is a gap where a file decides', async () => {
  const files = { '/etc/etcd.yaml': 'name: a\n', [manifest]: pod(['--name=b']) }
  const host = openHost(makeHost(etcdNode({ args: ['--config-file=/etc/etcd.yaml'], files })))
  const unread = withProcesses(host, () => ({ environ: () => denied('permission denied') }))
  const observation = await etcd.inspect(unread)
  expect(observation).toMatchObject({ gaps: [{ path: '/proc/7/environ', reason: 'permission denied' }] })
  expect(observation.status === 'observed' && observation.notRunning).toBeUndefined()
})

test('manifests that cannot be read may hold an etcd', async () => {
  const host = openHost(makeHost({ files: { [manifest]: pod([]) } }))
  const root = { ...host.root, read: async () => denied('permission denied') }
  expect(await etcd.inspect({ ...host, root })).toEqual({
    status: 'denied',
    reason: `${manifest}: permission denied`,
  })
})

test('it reads what it declares and nothing else', async () => {
  const files = { '/etc/etcd.yaml': 'name: a\n', '/proc/1201/root/etc/etcd.yaml': 'name: b\n' }
  const spec = withMore(loadSpec('kubeadm-control-plane'), { files })
  const processes = spec.processes?.map((each) =>
    each.pid === 1201 ? { ...each, argv: ['etcd', '--config-file=/etc/etcd.yaml'] } : each,
  )
  const { host, recording } = recordingHost(openHost(makeHost({ ...spec, processes: processes ?? [] })))
  expect(settingIn(factFrom(await etcd.inspect(host)), 'name')).toEqual({ value: 'b', source: 'file /etc/etcd.yaml:1' })
  expect(
    undeclared(etcd.reads, recording, {
      ...namedByKubelet,
      'named by etcd --config-file or ETCD_CONFIG_FILE': ['/proc/*/root/etc/etcd.yaml', '/proc/*/root/'],
      'the executable of etcd': ['/proc/*/root/usr/local/bin/etcd'],
    }),
  ).toEqual([])
})

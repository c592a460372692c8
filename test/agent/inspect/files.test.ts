import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { hostOf, openHost } from '../../../agent/host/host.ts'
import { absent, denied } from '../../../agent/host/look.ts'
import { noProc, type Proc } from '../../../agent/host/proc.ts'
import { recordingHost } from '../../../agent/host/recording.ts'
import { noRoot } from '../../../agent/host/root.ts'
import { fileRoles } from '../../../agent/inspect/files/roles.ts'
import { files } from '../../../agent/inspect/files.ts'
import type { Gap } from '../../../proto/index.ts'
import {
  itemAt,
  itemsOf,
  kubeletConfig,
  kubeletWith,
  listed,
  observeFiles,
  PRESENCE_PRESENT,
  PRESENCE_UNKNOWN,
} from '../../support/files.ts'
import { bootTime, type HostSpec, isRoot, loadSpec, makeHost, withMore, writeHost } from '../../support/host.ts'
import { undeclared } from '../../support/reads.ts'

const system = [
  '/etc/group group 0644',
  '/etc/passwd passwd 0644',
  '/etc/shadow shadow 0640',
  '/etc/ssh/ssh_host_ecdsa_key ssh-host-key 0600',
  '/etc/ssh/ssh_host_ecdsa_key.pub ssh-host-public-key 0644',
  '/etc/ssh/ssh_host_ed25519_key ssh-host-key 0600',
  '/etc/ssh/ssh_host_ed25519_key.pub ssh-host-public-key 0644',
  '/etc/ssh/ssh_host_rsa_key ssh-host-key 0600',
  '/etc/ssh/ssh_host_rsa_key.pub ssh-host-public-key 0644',
  '/etc/ssh/sshd_config sshd-config 0644',
]

const worker = [
  ...system,
  '/etc/containerd/config.toml container-runtime-config 0644',
  '/etc/default/kubelet kubelet-environment 0644',
  '/etc/kubernetes/kubelet.conf kubelet-kubeconfig 0600',
  '/etc/kubernetes/pki pki-directory 0755',
  '/etc/kubernetes/pki/ca.crt kubelet-client-ca 0644',
  '/etc/kubernetes/pki/ca.crt pki-certificate 0644',
  '/run/containerd/containerd.sock container-runtime-socket 0660',
  '/usr/lib/systemd/system/kubelet.service kubelet-service 0644',
  '/usr/lib/systemd/system/kubelet.service.d/10-kubeadm.conf kubelet-service 0644',
  '/var/lib/kubelet/config.yaml kubelet-config 0644',
  '/var/lib/kubelet/kubeadm-flags.env kubelet-environment 0644',
]

const pki = ['apiserver', 'apiserver-etcd-client', 'apiserver-kubelet-client', 'front-proxy-ca', 'front-proxy-client']
const etcdPki = ['ca', 'healthcheck-client', 'peer', 'server'].map((name) => `etcd/${name}`)

const controlPlane = [
  ...worker,
  '/etc/kubernetes/admin.conf admin-kubeconfig 0600',
  '/etc/kubernetes/controller-manager.conf controller-manager-kubeconfig 0600',
  '/etc/kubernetes/scheduler.conf scheduler-kubeconfig 0600',
  '/etc/kubernetes/super-admin.conf super-admin-kubeconfig 0600',
  '/etc/kubernetes/manifests static-pod-directory 0700',
  '/etc/kubernetes/manifests/etcd.yaml etcd-manifest 0600',
  '/etc/kubernetes/manifests/kube-apiserver.yaml kube-apiserver-manifest 0600',
  '/etc/kubernetes/manifests/kube-controller-manager.yaml kube-controller-manager-manifest 0600',
  '/etc/kubernetes/manifests/kube-scheduler.yaml kube-scheduler-manifest 0600',
  ...[...pki, ...etcdPki].flatMap((name) => [
    `/etc/kubernetes/pki/${name}.crt pki-certificate 0644`,
    `/etc/kubernetes/pki/${name}.key pki-key 0600`,
  ]),
  '/etc/kubernetes/pki/ca.key pki-key 0600',
  '/etc/kubernetes/pki/etcd pki-directory 0755',
  '/etc/kubernetes/pki/sa.key pki-key 0600',
  '/etc/kubernetes/pki/sa.pub pki-file 0600',
  '/var/lib/etcd etcd-data-directory 0700',
]

test.each([
  ['plain-debian', system],
  ['kubeadm-worker', [...worker, '/etc/kubernetes/manifests static-pod-directory 0755']],
  ['kubeadm-control-plane', controlPlane],
])('%s, all of it', async (name, expected) => {
  const { fact, gaps } = await observeFiles(openHost(makeHost(loadSpec(name))))
  expect(listed(fact.items ?? []).sort()).toEqual([...expected].sort())
  expect(gaps).toEqual([])
})

test('items are in the order of their paths, then of their roles', async () => {
  const keys = (await itemsOf(loadSpec('kubeadm-control-plane'))).map((each) => `${each.path}\0${each.role}`)
  expect(keys).toEqual([...keys].sort())
})

test('a file says who could read it, why it is looked at, and where the value was read', async () => {
  const spec = loadSpec('kubeadm-worker')
  expect(await itemAt(spec, '/var/lib/kubelet/config.yaml')).toEqual({
    path: '/var/lib/kubelet/config.yaml',
    role: 'kubelet-config',
    foundBy: 'flag --config of kubelet',
    named: true,
    presence: PRESENCE_PRESENT,
    target: '',
    type: 'file',
    mode: { value: '0644', source: 'state of /var/lib/kubelet/config.yaml' },
    uid: { value: process.getuid?.(), source: 'state of /var/lib/kubelet/config.yaml' },
    gid: { value: process.getgid?.(), source: 'state of /var/lib/kubelet/config.yaml' },
    owner: isRoot ? 'root' : expect.any(String),
    group: isRoot ? 'root' : expect.any(String),
    shieldedBy: '/var/lib/kubelet',
  })
  expect((await itemAt(spec, '/etc/kubernetes/pki/ca.crt', 'kubelet-client-ca'))?.foundBy).toMatch(
    /^authentication\.x509\.clientCAFile of kubelet \(file \/var\/lib\/kubelet\/config\.yaml:\d+\)$/,
  )
})

test.skipIf(!isRoot)('owners are named as on the host; one without a name is its number', async () => {
  const spec = loadSpec('plain-debian')
  const shadow = await itemAt(spec, '/etc/shadow')
  expect([shadow?.uid?.value, shadow?.gid?.value, shadow?.owner, shadow?.group]).toEqual([0, 42, 'root', 'shadow'])
  const foreign = withMore(spec, { files: { '/etc/sudoers': { content: '', uid: 4242, gid: 4243, mode: '4460' } } })
  const sudoers = await itemAt(foreign, '/etc/sudoers')
  expect([sudoers?.owner, sudoers?.group, sudoers?.mode?.value]).toEqual(['4242', '4243', '4460'])
})

test('an empty node has no files, and a missing mount is a gap', async () => {
  const reason = 'is not mounted here'
  const observe = async (files: NonNullable<HostSpec['files']>, gaps: Gap[]) =>
    expect(await observeFiles(openHost(makeHost({ files })))).toEqual({ status: 'observed', fact: { items: [] }, gaps })
  await observe({ '/etc/hostname': 'n1\n' }, [])
  await observe({}, [{ path: '/etc', reason }])
  const host = openHost(makeHost({ files: { '/etc/hostname': 'n1\n' } }))
  const proc: Proc = { ...host.proc, processes: () => absent }
  expect((await observeFiles({ ...host, proc })).gaps).toEqual([
    { path: '/proc', reason: 'is not mounted here: what components name is not known' },
  ])
})

test('what may not be looked at is unknown, never absent, and what could not be listed is a gap', async () => {
  const { fact, gaps } = await observeFiles(hostOf(noRoot, { ...noProc, processes: () => denied('permission denied') }))
  for (const item of fact.items ?? []) {
    expect(item).toMatchObject({ presence: PRESENCE_UNKNOWN, reason: 'not looked into' })
    expect(item.mode).toEqual({ source: `state of ${item.path}`, unknown: 'not looked into' })
  }
  expect(listed(fact.items ?? [])).toEqual(
    expect.arrayContaining(['/etc/shadow shadow unknown', '/etc/kubernetes/manifests static-pod-directory unknown']),
  )
  expect(gaps).toEqual(
    expect.arrayContaining([
      { path: '/proc', reason: 'permission denied' },
      { path: '/etc/kubernetes/manifests', reason: 'not looked into' },
      { path: '/etc/sudoers.d', reason: 'not looked into' },
    ]),
  )
})

test('entries of directories, by the names that their programs read', async () => {
  const items = await itemsOf({
    files: {
      '/etc/sudoers.d/10-ops': { content: '', mode: '0440' },
      '/etc/sudoers.d/README.txt': '',
      '/etc/sudoers.d/old~': '',
      '/etc/sudoers.d/.hidden': '',
      '/etc/ssh/sshd_config.d/50-x.conf': '',
      '/etc/ssh/sshd_config.d/50-x.conf.bak': '',
      '/etc/ssh/moduli': '',
      '/etc/cni/net.d/10-net.conflist': { content: '', mode: '0600' },
      '/etc/cni/net.d/.kubernetes': '',
      '/etc/systemd/system/kubelet.service.d/20-x.conf': '',
      '/etc/systemd/system/other.service': '',
    },
  })
  expect(listed(items)).toEqual([
    '/etc/cni/net.d cni-directory 0755',
    '/etc/cni/net.d/10-net.conflist cni-config 0600',
    '/etc/ssh/sshd_config.d/50-x.conf sshd-config-drop-in 0644',
    '/etc/sudoers.d/10-ops sudoers-drop-in 0440',
    '/etc/systemd/system/kubelet.service.d/20-x.conf kubelet-service 0644',
  ])
})

test('/lib is /usr/lib on most systems: a unit is told once', async () => {
  const unit = { '/usr/lib/systemd/system/kubelet.service': '' }
  expect(listed(await itemsOf({ files: { ...unit, '/lib': { link: 'usr/lib' } } }))).toEqual([
    '/usr/lib/systemd/system/kubelet.service kubelet-service 0644',
  ])
  expect(listed(await itemsOf({ files: { ...unit, '/lib/systemd/system/kubelet.service': '' } }))).toEqual([
    '/lib/systemd/system/kubelet.service kubelet-service 0644',
    '/usr/lib/systemd/system/kubelet.service kubelet-service 0644',
  ])
})

test('k3s, where everything is at other places', async () => {
  const at = (path: string) => `/var/lib/rancher/k3s/${path}`
  const secret = { content: '', mode: '0600' }
  const items = await itemsOf({
    files: {
      [at('agent/kubelet.kubeconfig')]: secret,
      [at('agent/kubeproxy.kubeconfig')]: secret,
      [at('agent/client-ca.crt')]: '',
      [at('agent/etc/kubelet.conf.d/00-k3s-defaults.conf')]: secret,
      [at('server/cred/admin.kubeconfig')]: secret,
      [at('server/tls/client-ca.key')]: secret,
      [at('server/db/etcd')]: { directory: true, mode: '0700' },
      '/etc/rancher/k3s/k3s.yaml': secret,
    },
    processes: [{ pid: 5, argv: ['/usr/local/bin/k3s', 'server'], started: bootTime }],
  })
  expect(listed(items)).toEqual([
    '/etc/rancher/k3s/k3s.yaml admin-kubeconfig 0600',
    `${at('agent/client-ca.crt')} kubelet-client-ca 0644`,
    `${at('agent/etc/kubelet.conf.d')} kubelet-config-drop-in 0755`,
    `${at('agent/etc/kubelet.conf.d/00-k3s-defaults.conf')} kubelet-config-drop-in 0600`,
    `${at('agent/kubelet.kubeconfig')} kubelet-kubeconfig 0600`,
    `${at('agent/kubeproxy.kubeconfig')} kube-proxy-kubeconfig 0600`,
    `${at('server/cred/admin.kubeconfig')} admin-kubeconfig 0600`,
    `${at('server/cred/controller.kubeconfig')} controller-manager-kubeconfig absent`,
    `${at('server/cred/scheduler.kubeconfig')} scheduler-kubeconfig absent`,
    `${at('server/db/etcd')} etcd-data-directory 0700`,
    `${at('server/tls')} pki-directory 0755`,
    `${at('server/tls/client-ca.key')} pki-key 0600`,
  ])
  const scheduler = items.find((each) => each.role === 'scheduler-kubeconfig')
  expect([scheduler?.foundBy, scheduler?.named]).toEqual(['flag --kubeconfig (k3s built-in) of kube-scheduler', true])
})

test('the socket of the runtime', async () => {
  const prefix = makeHost({ files: { '/run': { directory: true } } })
  const server = createServer().listen(join(prefix, 'run/containerd.sock'))
  onTestFinished(() => void server.close())
  const spec: HostSpec = {
    files: { '/etc/c': `${kubeletConfig}containerRuntimeEndpoint: unix:///run/containerd.sock\n` },
    processes: [kubeletWith('--config=/etc/c')],
  }
  writeHost(prefix, spec)
  await new Promise((done) => (server.listening ? done(undefined) : server.once('listening', done)))
  const item = (await observeFiles(openHost(prefix))).fact.items?.find((each) => each.type === 'socket')
  expect(item).toMatchObject({
    path: '/run/containerd.sock',
    role: 'container-runtime-socket',
    foundBy: 'containerRuntimeEndpoint of kubelet (file /etc/c:3)',
    named: true,
  })
})

test('every role is in the table, with a sentence about it', async () => {
  for (const [role, about] of Object.entries(fileRoles)) {
    expect(role).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(about).toMatch(/^[A-Z][^.]*\.$/)
  }
  const used = await itemsOf(loadSpec('kubeadm-control-plane'))
  for (const item of used) expect(Object.keys(fileRoles)).toContain(item.role)
})

test.each(['kubeadm-control-plane', 'kubeadm-worker', 'plain-debian'])('%s: what is read is declared', async (name) => {
  const { host, recording } = recordingHost(openHost(makeHost(loadSpec(name))))
  await files.inspect(host)
  const missing = undeclared(files.reads, recording, {
    'the executable of the kubelet': ['/usr/bin/kubelet'],
    'named by kubelet --config': ['/var/lib/kubelet/config.yaml'],
    'named by flags and environment of Kubernetes components': [
      '/etc/kubernetes/*.conf',
      '/var/lib/etcd',
      '/proc/*/root/**',
      '/proc/*/root/',
    ],
    'directories above a file': [
      '/etc',
      '/etc/**',
      '/usr/lib/**',
      '/usr',
      '/usr/lib',
      '/var',
      '/var/lib',
      '/var/lib/kubelet',
      '/run',
      '/run/**',
    ],
  })
  expect(missing).toEqual([])
})

test('reads that nobody declared are found', async () => {
  const { host, recording } = recordingHost(openHost(makeHost(loadSpec('plain-debian'))))
  await host.root.read('/etc/motd')
  await host.root.list('/home')
  host.proc.named('sshd')[0]?.environ(['PATH'])
  expect(undeclared(files.reads, recording)).toEqual(['/etc/motd', '/home'])
  expect(undeclared([], recording)).toEqual(['/etc/motd', '/home', '/proc/620/environ'])
  expect(() => undeclared([], recording, { elsewhere: [] })).toThrow('no origin "elsewhere" is declared')
})

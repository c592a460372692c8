import { beforeAll, expect, test } from 'vitest'
import { type Host, hostOf, openHost } from '../../../agent/host/host.ts'
import { denied, failed } from '../../../agent/host/look.ts'
import type { Process } from '../../../agent/host/proc.ts'
import { noProc } from '../../../agent/host/proc.ts'
import { recordingHost } from '../../../agent/host/recording.ts'
import { certificates } from '../../../agent/inspect/certificates.ts'
import type { Observation } from '../../../agent/inspect/inspector.ts'
import { type CertificatesFact, v1 } from '../../../proto/index.ts'
import { type HostSpec, loadSpec, makeHost, withProcesses } from '../../support/host.ts'
import { type KubeadmPki, kubeadmNode, makePki, stored } from '../../support/kubeadm.ts'
import { undeclared } from '../../support/reads.ts'

const pki = '/etc/kubernetes/pki'
const current = '/var/lib/kubelet/pki/kubelet-client-current.pem'
let made: KubeadmPki
beforeAll(async () => {
  made = await makePki()
})

function look(spec: HostSpec, change: (host: Host) => Host = (host) => host): Promise<Observation<CertificatesFact>> {
  return certificates.inspect(change(openHost(makeHost(spec))))
}

async function observe(spec: HostSpec, change?: (host: Host) => Host) {
  const seen = await look(spec, change)
  if (seen.status !== 'observed') throw new Error(JSON.stringify(seen))
  return { items: seen.fact.items ?? [], files: seen.fact.files ?? [], gaps: seen.gaps ?? [] }
}

test('a control plane that kubeadm made', async () => {
  const { items, gaps } = await observe(kubeadmNode(made))
  expect(gaps).toEqual([])
  const told = items.map(({ name, commonName, uses, trusted, keyMatches }) => [
    name?.replace('/etc/kubernetes/', ''),
    commonName,
    [...new Set(uses?.map(({ component, role }) => `${component} ${role}`))].join(', '),
    trusted?.value,
    keyMatches?.value,
  ])
  expect(told).toEqual([
    ['admin.conf#1', 'kubernetes', 'kubeconfig server-ca', true, undefined],
    ['admin.conf#2', 'kubernetes-admin', 'kubeconfig client', true, true],
    ['controller-manager.conf#1', 'kubernetes', 'kube-controller-manager server-ca', true, undefined],
    ['controller-manager.conf#2', 'system:kube-controller-manager', 'kube-controller-manager client', true, true],
    ['kubelet.conf#1', 'kubernetes', 'kubelet server-ca', true, undefined],
    ['pki/apiserver-etcd-client.crt#1', 'kube-apiserver-etcd-client', 'kube-apiserver etcd-client', true, true],
    [
      'pki/apiserver-kubelet-client.crt#1',
      'kube-apiserver-kubelet-client',
      'kube-apiserver kubelet-client',
      true,
      true,
    ],
    ['pki/apiserver.crt#1', 'kube-apiserver', 'kube-apiserver serving', true, true],
    [
      'pki/ca.crt#1',
      'kubernetes',
      'kube-apiserver client-ca, kube-controller-manager client-ca, kube-controller-manager root-ca, kube-controller-manager signing-ca, kubelet client-ca',
      true,
      true,
    ],
    ['pki/etcd/ca.crt#1', 'etcd-ca', 'etcd client-ca, etcd peer-ca, kube-apiserver etcd-ca', true, true],
    ['pki/etcd/healthcheck-client.crt#1', 'kube-apiserver-etcd-client', '', undefined, true],
    ['pki/etcd/peer.crt#1', 'cp-1', 'etcd peer', true, true],
    ['pki/etcd/server.crt#1', 'cp-1', 'etcd serving', true, true],
    [
      'pki/front-proxy-ca.crt#1',
      'front-proxy-ca',
      'kube-apiserver requestheader-ca, kube-controller-manager requestheader-ca',
      true,
      true,
    ],
    ['pki/front-proxy-client.crt#1', 'front-proxy-client', 'kube-apiserver proxy-client', true, true],
    ['scheduler.conf#1', 'kubernetes', 'kube-scheduler server-ca', true, undefined],
    ['scheduler.conf#2', 'system:kube-scheduler', 'kube-scheduler client', true, true],
    ['super-admin.conf#1', 'kubernetes', 'kubeconfig server-ca', true, undefined],
    ['super-admin.conf#2', 'kubernetes-admin', 'kubeconfig client', true, true],
    [`${current}#1`, 'system:node:cp-1', 'kubelet client', true, true],
    ['/var/lib/kubelet/pki/kubelet.crt#1', 'cp-1@1763700030', 'kubelet serving', undefined, true],
    ['/var/lib/kubelet/pki/kubelet.crt#2', 'cp-1-ca@1763700030', 'kubelet serving', undefined, undefined],
  ])
})

test('all that is told of one certificate', async () => {
  const { items } = await observe(kubeadmNode(made))
  const { keySha256, sha256, ...rest } = items.find(({ path }) => path === `${pki}/apiserver.crt`) ?? {}
  expect(keySha256).toMatch(/^[0-9a-f]{64}$/)
  expect(sha256).toMatch(/^[0-9a-f]{64}$/)
  const source = `certificate ${pki}/apiserver.crt#1`
  expect(rest).toEqual({
    name: `${pki}/apiserver.crt#1`,
    path: `${pki}/apiserver.crt`,
    uses: [{ component: 'kube-apiserver', role: 'serving', source: 'flag --tls-cert-file' }],
    subject: 'CN=kube-apiserver',
    commonName: 'kube-apiserver',
    organizations: [],
    issuer: 'CN=kubernetes',
    serial: '1',
    notBefore: { value: '2026-01-01T00:00:00Z', source },
    notAfter: { value: '2036-01-01T00:00:00Z', source },
    keyType: 'ec',
    keyBits: 256,
    curve: 'prime256v1',
    signatureAlgorithm: { value: 'sha256WithRSAEncryption', source },
    ca: { value: false, source: `basic constraints of ${source}` },
    keyUsage: [],
    extendedKeyUsage: ['serverAuth'],
    alternativeNames: ['dns:kubernetes.default.svc', 'ip:10.96.0.1'],
    selfSigned: false,
    verifiedBy: [
      '/etc/kubernetes/admin.conf#1',
      '/etc/kubernetes/controller-manager.conf#1',
      '/etc/kubernetes/kubelet.conf#1',
      `${pki}/ca.crt#1`,
      '/etc/kubernetes/scheduler.conf#1',
      '/etc/kubernetes/super-admin.conf#1',
    ],
    trusted: { value: true, source: 'kubeconfig /etc/kubernetes/kubelet.conf, cluster kubernetes of kubelet' },
    keyMatches: { value: true, source: `flag --tls-private-key-file (${pki}/apiserver.key)` },
    pathLength: -1,
    signedBeyond: [],
    serves: [
      { name: 'dns:kubernetes.default.svc', source: 'service of the API server', covered: true },
      { name: 'ip:10.96.0.1', source: 'flag --service-cluster-ip-range', covered: true },
      { name: 'ip:192.168.10.11', source: 'flag --advertise-address', covered: false },
    ],
  })
})

test('what is not told of a certificate has its reason', async () => {
  const { items } = await observe(kubeadmNode(made))
  const [leaf, authority] = items.filter(({ path }) => path?.endsWith('/kubelet.crt'))
  expect(leaf).toMatchObject({
    selfSigned: false,
    verifiedBy: ['/var/lib/kubelet/pki/kubelet.crt#2'],
    trusted: { source: '', unknown: 'no authority is named for it on this node' },
    keyMatches: { value: true, source: 'default (tlsCertFile is not set) (/var/lib/kubelet/pki/kubelet.key)' },
  })
  expect(authority).toMatchObject({
    selfSigned: true,
    verifiedBy: ['/var/lib/kubelet/pki/kubelet.crt#2'],
    keyMatches: { source: '', unknown: 'the private key belongs to the first certificate of the file' },
  })
  const unnamed = items.find(({ path }) => path === `${pki}/etcd/healthcheck-client.crt`)
  expect(unnamed?.trusted).toEqual({ source: '', unknown: 'nothing on this node names it' })
})

test('the files of the control plane', async () => {
  const { files } = await observe(kubeadmNode(made))
  const present = { presence: 'present', reason: '' }
  expect(files.filter(({ path }) => /admin|kubelet\/|apiserver\.|etcd\/ca/.test(path ?? ''))).toMatchObject([
    {
      ...present,
      path: '/etc/kubernetes/admin.conf',
      foundBy: 'usual place',
      named: false,
      certificates: 2,
      privateKeys: 1,
    },
    {
      ...present,
      path: `${pki}/apiserver.crt`,
      foundBy: 'flag --tls-cert-file of kube-apiserver',
      named: true,
      certificates: 1,
      privateKeys: 0,
    },
    {
      ...present,
      path: `${pki}/apiserver.key`,
      foundBy: 'flag --tls-private-key-file of kube-apiserver',
      named: true,
      certificates: 0,
      privateKeys: 1,
    },
    {
      ...present,
      path: `${pki}/etcd/ca.crt`,
      foundBy:
        'flag --etcd-cafile of kube-apiserver, flag --peer-trusted-ca-file of etcd, flag --trusted-ca-file of etcd',
      named: true,
      certificates: 1,
      privateKeys: 0,
    },
    {
      ...present,
      path: `${pki}/etcd/ca.key`,
      foundBy: `beside ${pki}/etcd/ca.crt`,
      named: false,
      certificates: 0,
      privateKeys: 1,
    },
    {
      ...present,
      path: '/etc/kubernetes/super-admin.conf',
      foundBy: 'usual place',
      named: false,
      certificates: 2,
      privateKeys: 1,
    },
    {
      ...present,
      path: current,
      foundBy: 'kubeconfig /etc/kubernetes/kubelet.conf, user system:node:cp-1',
      named: true,
      certificates: 1,
      privateKeys: 1,
    },
    {
      ...present,
      path: '/var/lib/kubelet/pki/kubelet.crt',
      foundBy: 'default (tlsCertFile is not set) of kubelet',
      named: true,
      certificates: 2,
      privateKeys: 0,
    },
    {
      ...present,
      path: '/var/lib/kubelet/pki/kubelet.key',
      foundBy: 'default (tlsCertFile is not set) of kubelet',
      named: true,
      certificates: 0,
      privateKeys: 1,
    },
  ])
})

test('the fact survives the wire, and holds no key', async () => {
  const seen = await look(kubeadmNode(made))
  if (seen.status !== 'observed') throw new Error(seen.status)
  const decoded = v1.CertificatesFact.decode(v1.CertificatesFact.encode(seen.fact).finish())
  expect(decoded.items.map(({ name }) => name)).toEqual(seen.fact.items?.map(({ name }) => name))
  expect(decoded.items[0]?.trusted?.value).toBe(true)
  const text = JSON.stringify(seen)
  for (const { key, cert } of [made.ca, made.admin, made.apiserver, made.kubeletClient])
    for (const pem of [key, cert]) for (const line of pem.split('\n').slice(1, -2)) expect(text).not.toContain(line)
})

test('files that the kubelet left behind, and directories for what has expired, are not looked at', async () => {
  const files = {
    '/var/lib/kubelet/pki/kubelet-client-2024-01-01-00-00-00.pem': made.kubeletClient.combined,
    [`${pki}/expired/apiserver.crt`]: made.apiserver.cert,
    [`${pki}/apiserver.crt.bak`]: made.apiserver.cert,
  }
  const { files: seen } = await observe(kubeadmNode(made, { files }))
  const paths = seen.map(({ path }) => path)
  expect(paths).toContain(current)
  expect(paths.filter((path) => path === stored || /expired|bak|2024/.test(path ?? ''))).toEqual([])
})

test('a worker tells what it can', async () => {
  const spec = loadSpec('kubeadm-worker')
  const files = {
    [`${pki}/ca.crt`]: made.ca.cert,
    '/etc/kubernetes/kubelet.conf': kubeadmNode(made).files?.['/etc/kubernetes/kubelet.conf'] ?? '',
    '/var/lib/kubelet/pki/kubelet.crt': made.kubelet.cert + made.kubeletCa.cert,
    '/var/lib/kubelet/pki/kubelet.key': made.kubelet.key,
    [Object.keys(spec.files ?? {}).find((path) => /kubelet-client-2/.test(path)) ?? '']: made.kubeletClient.combined,
  }
  const { items, gaps } = await observe({ ...spec, files: { ...spec.files, ...files } })
  expect(gaps).toEqual([])
  expect(items.map(({ name, trusted }) => [name, trusted?.value ?? trusted?.unknown])).toEqual([
    ['/etc/kubernetes/kubelet.conf#1', true],
    [`${pki}/ca.crt#1`, true],
    [`${current}#1`, 'no authority is named for it on this node'],
    ['/var/lib/kubelet/pki/kubelet.crt#1', 'no authority is named for it on this node'],
    ['/var/lib/kubelet/pki/kubelet.crt#2', 'no authority is named for it on this node'],
  ])
})

test.each([
  ['nothing', {}],
  ['another machine', loadSpec('plain-debian')],
  ['a kubelet in a container', { processes: [{ pid: 7, argv: ['/usr/bin/kubelet'], nspid: [7, 1] }] }],
  ['a file where a directory usually is', { files: { '/etc/kubernetes/pki': '' } }],
] satisfies [string, HostSpec][])('absent: %s', async (_, spec) => {
  expect(await look(spec)).toEqual({ status: 'absent' })
})

/** The same host, where some paths cannot be read, or listed. */
function forbid(...paths: string[]): (host: Host) => Host {
  const no = denied('permission denied')
  const isForbidden = (path: string) => paths.includes(path)
  return (host) => ({
    ...host,
    root: {
      ...host.root,
      read: async (path, limit) => (isForbidden(path) ? no : host.root.read(path, limit)),
      list: async (path, limit) => (isForbidden(path) ? no : host.root.list(path, limit)),
    },
  })
}

test('processes that cannot be listed', async () => {
  const { root } = openHost(makeHost({}))
  const hidden = (answer: ReturnType<typeof denied | typeof failed>) =>
    hostOf(root, { ...noProc, processes: () => answer })
  expect(await certificates.inspect(hidden(denied('permission denied')))).toEqual({
    status: 'denied',
    reason: '/proc: permission denied',
  })
  expect(await certificates.inspect(hidden(failed('EIO')))).toEqual({ status: 'failed', reason: '/proc: EIO' })
})

test('a usual place that cannot be listed', async () => {
  const spec = { files: { [pki]: { directory: true } } } satisfies HostSpec
  expect(await look(spec, forbid(pki))).toEqual({ status: 'denied', reason: `${pki}: permission denied` })
  const other = { files: { ...spec.files, '/etc/kubernetes/certs/ca.crt': made.ca.cert } }
  const { gaps, items } = await observe(other, forbid(pki))
  expect(gaps).toEqual([{ path: pki, reason: 'permission denied' }])
  expect(items.map(({ name }) => name)).toEqual(['/etc/kubernetes/certs/ca.crt#1'])
})

test('an authority that cannot be read leaves open what it is asked for', async () => {
  const { items, files, gaps } = await observe(kubeadmNode(made), forbid(`${pki}/etcd/ca.crt`))
  expect(gaps).toEqual([{ path: `${pki}/etcd/ca.crt`, reason: 'permission denied' }])
  expect(files.find(({ path }) => path === `${pki}/etcd/ca.crt`)).toMatchObject({
    presence: 'unknown',
    reason: 'permission denied',
    named: true,
  })
  expect(items.find(({ path }) => path === `${pki}/etcd/server.crt`)?.trusted).toEqual({
    source: 'flag --etcd-cafile of kube-apiserver',
    unknown: 'not all of its authorities could be read: permission denied',
  })
})

test('a key that cannot be read', async () => {
  const { items, gaps } = await observe(kubeadmNode(made), forbid(`${pki}/apiserver.key`))
  expect(gaps).toEqual([{ path: `${pki}/apiserver.key`, reason: 'permission denied' }])
  expect(items.find(({ path }) => path === `${pki}/apiserver.crt`)?.keyMatches).toEqual({
    source: 'flag --tls-private-key-file',
    unknown: `private key ${pki}/apiserver.key: permission denied`,
  })
})

test('the command lines and the environment of components may be hidden', async () => {
  const no = () => denied('permission denied')
  const hidden: Readonly<Record<number, Partial<Process>>> = { 1201: { environ: no }, 1202: { argv: no } }
  const hide = (host: Host) => withProcesses(host, ({ pid }) => hidden[pid] ?? {})
  const { gaps, items } = await observe(kubeadmNode(made), hide)
  expect(gaps).toEqual([
    { path: '/proc/1201/environ', reason: 'environment of etcd: permission denied' },
    { path: '/proc/1202/cmdline', reason: 'command line of kube-apiserver: permission denied' },
  ])
  expect(items.find(({ path }) => path === `${pki}/apiserver.crt`)?.uses).toEqual([])
})

test('what its files are, and which authorities lie in them', async () => {
  const { files } = await observe(kubeadmNode(made))
  const told = files.filter(({ path }) => /admin.conf|server\.crt|etcd\/ca\.|missing/.test(path ?? ''))
  expect(told.map(({ path, format, authorities }) => [path, format, authorities?.map(({ name }) => name)])).toEqual([
    ['/etc/kubernetes/admin.conf', 'kubeconfig', ['/etc/kubernetes/admin.conf#1']],
    [`${pki}/apiserver.crt`, 'pem', []],
    [`${pki}/etcd/ca.crt`, 'pem', [`${pki}/etcd/ca.crt#1`]],
    [`${pki}/etcd/ca.key`, 'pem', []],
    [`${pki}/etcd/server.crt`, 'pem', []],
    ['/etc/kubernetes/super-admin.conf', 'kubeconfig', ['/etc/kubernetes/super-admin.conf#1']],
  ])
  const source = `certificate ${pki}/etcd/ca.crt#1`
  expect(files.find(({ path }) => path === `${pki}/etcd/ca.crt`)?.authorities).toEqual([
    {
      name: `${pki}/etcd/ca.crt#1`,
      subject: 'CN=etcd-ca',
      notBefore: { value: '2026-01-01T00:00:00Z', source },
      notAfter: { value: '2036-01-01T00:00:00Z', source },
    },
  ])
})

test('it reads what it declares', async () => {
  const { host, recording } = recordingHost(openHost(makeHost(kubeadmNode(made))))
  await certificates.inspect(host)
  const missing = undeclared(certificates.reads, recording, {
    'named by kubelet --config': ['/var/lib/kubelet/config.yaml'],
    'the executable of the kubelet': ['/usr/bin/kubelet'],
    'named by kubelet --client-ca-file or authentication.x509.clientCAFile': [`${pki}/ca.crt`],
    'a .key beside a certificate': [`${pki}/front-proxy-ca.key`, `${pki}/etcd/{ca,healthcheck-client}.key`],
    'named by flags of a running control plane or kube-proxy': [
      `${pki}/{apiserver,apiserver-*,front-proxy-client,ca}.key`,
    ],
    'named by flags, environment or --config-file of a running etcd': [`${pki}/etcd/{server,peer}.key`],
    'named by the configuration of the running kubelet': ['/var/lib/kubelet/pki/kubelet.key'],
  })
  expect(missing).toEqual([])
  expect(undeclared([], recording)).toContain(`${pki}/ca.crt`)
})

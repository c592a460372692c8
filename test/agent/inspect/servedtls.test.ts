import { beforeAll, expect, test } from 'vitest'
import { type Host, hostOf, openHost } from '../../../agent/host/host.ts'
import { denied, failed, seen } from '../../../agent/host/look.ts'
import { noProc } from '../../../agent/host/proc.ts'
import { recordingHost } from '../../../agent/host/recording.ts'
import { openTls, type Tls } from '../../../agent/host/tls.ts'
import { openWanted } from '../../../agent/host/wanted.ts'
import { servedTls } from '../../../agent/inspect/servedtls.ts'
import { v1 } from '../../../proto/index.ts'
import { etcdNode } from '../../support/etcd.ts'
import { startEtcd } from '../../support/etcdserver.ts'
import { type HostSpec, loadSpec, makeHost } from '../../support/host.ts'
import { issue, type Pair } from '../../support/pki.ts'
import { freePort } from '../../support/port.ts'
import { undeclared } from '../../support/reads.ts'
import { ownLoopback, serveText, serveTls } from '../../support/tlsserver.ts'

let authority: Pair
let server: Pair
let peer: Pair
let other: Pair
beforeAll(async () => {
  const by = await issue({ name: 'CN=etcd-ca', ca: true })
  const usages = ['serverAuth', 'clientAuth'] as const
  authority = by
  server = await issue({ name: 'CN=cp-1', by, serial: '02', usages, hosts: ['localhost', '127.0.0.1'] })
  peer = await issue({ name: 'CN=cp-1-peer', by, serial: '03', usages, hosts: ['127.0.0.1'] })
  other = await issue({ name: 'CN=cp-1', by, serial: '04', usages, hosts: ['127.0.0.1'] })
})

const patient = openTls(() => ownLoopback, 60_000)

/** A host on which live TLS is on, and which is this machine's loopback. */
function liveHost(spec: HostSpec, ports: readonly number[] = [], tls: Tls = patient): Host {
  return { ...openHost(makeHost(spec), openWanted([], '', { enabled: true, ports })), tls }
}

async function itemsOf(host: Host) {
  const look = await servedTls.inspect(host)
  if (look.status !== 'observed') throw new Error(JSON.stringify(look))
  return { items: look.fact.items ?? [], gaps: look.gaps ?? [] }
}

const versionsOf = (item: { versions?: readonly { name?: string; supported?: unknown }[] | null } | undefined) =>
  (item?.versions ?? []).map(({ name, supported }) => [name, (supported as { value?: boolean }).value])

function etcdFiles(): Record<string, string> {
  return { 's.crt': server.cert, 's.key': server.key, 'p.crt': peer.cert, 'p.key': peer.key, 'ca.crt': authority.cert }
}

const etcdArgs = [
  ...['--cert-file=@/s.crt', '--key-file=@/s.key', '--trusted-ca-file=@/ca.crt', '--client-cert-auth'],
  ...[
    '--peer-cert-file=@/p.crt',
    '--peer-key-file=@/p.key',
    '--peer-trusted-ca-file=@/ca.crt',
    '--peer-client-cert-auth',
  ],
]

/** A node whose etcd was told so, with these files below /etc/etcd. */
function nodeOf(args: readonly string[], files: Readonly<Record<string, string>>): HostSpec {
  return etcdNode({
    args,
    files: Object.fromEntries(Object.entries(files).map(([name, text]) => [`/etc/etcd/${name}`, text])),
  })
}

test('a real etcd that asks everyone for a certificate', async () => {
  const { clientPort, peerPort, args } = await startEtcd(etcdFiles(), etcdArgs)
  const { items, gaps } = await itemsOf(liveHost(nodeOf(args, etcdFiles())))
  expect(gaps).toEqual([])
  const source = `handshake with 127.0.0.1:${clientPort}`
  const [first, second] = clientPort < peerPort ? [items[0], items[1]] : [items[1], items[0]]
  expect(first).toMatchObject({
    name: `tcp/127.0.0.1:${clientPort}`,
    component: 'etcd',
    role: 'serving',
    source: 'flag --listen-client-urls',
    dialed: '127.0.0.1',
    reachable: { value: true, source },
    answer: { value: 'tls', source },
    clientCertificateRequested: { value: true, source },
    clientCertificateRequired: { value: true, source },
    applicationProtocol: { value: 'h2', source },
    subject: { value: 'CN=cp-1', source },
    issuer: { value: 'CN=etcd-ca', source },
    notBefore: { value: '2026-01-01T00:00:00Z', source },
    notAfter: { value: '2036-01-01T00:00:00Z', source },
    alternativeNames: ['dns:localhost', 'ip:127.0.0.1'],
    keyType: 'ec',
    keyBits: 256,
    curve: 'prime256v1',
    chainLength: { value: 1, source },
    matchesFile: { value: true, source: '/etc/etcd/s.crt' },
  })
  expect(versionsOf(first)).toEqual([
    ['TLS 1.0', false],
    ['TLS 1.1', false],
    ['TLS 1.2', true],
    ['TLS 1.3', true],
  ])
  expect(second).toMatchObject({
    role: 'peer',
    subject: { value: 'CN=cp-1-peer' },
    clientCertificateRequired: { value: true },
    matchesFile: { value: true, source: '/etc/etcd/p.crt' },
  })
  expect(items).toHaveLength(2)
})

test('a real etcd that lets everyone in, and whose file was replaced', async () => {
  const args = etcdArgs.filter((each) => !/client-cert-auth|trusted-ca/.test(each))
  const running = await startEtcd(etcdFiles(), args)
  const { items } = await itemsOf(liveHost(nodeOf(running.args, { ...etcdFiles(), 's.crt': other.cert })))
  const first = items.find(({ name }) => name === `tcp/127.0.0.1:${running.clientPort}`)
  expect(first).toMatchObject({
    clientCertificateRequested: { value: false },
    clientCertificateRequired: { value: false },
    matchesFile: { value: false, source: '/etc/etcd/s.crt' },
  })
})

/** What is told of a port that the operator lists. */
async function listed(port: number, tls: Tls = patient) {
  const { items } = await itemsOf(liveHost({ processes: [{ pid: 1, argv: ['/sbin/init'] }] }, [port], tls))
  expect(items).toHaveLength(1)
  return items[0]
}

test('a port that the operator lists', async () => {
  const port = await serveTls(server, { cert: server.cert + authority.cert })
  expect(await listed(port)).toMatchObject({
    name: `tcp/*:${port}`,
    component: '',
    source: 'liveTlsPorts',
    dialed: '127.0.0.1',
    chainLength: { value: 2 },
    matchesFile: { unknown: 'no component is known to serve there' },
  })
})

test('old versions alone', async () => {
  const port = await serveTls(server, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' })
  const item = await listed(port)
  expect(versionsOf(item)).toEqual([
    ['TLS 1.0', true],
    ['TLS 1.1', true],
    ['TLS 1.2', false],
    ['TLS 1.3', false],
  ])
  expect(item).toMatchObject({ subject: { value: 'CN=cp-1' }, clientCertificateRequired: { value: false } })
})

test('TLS 1.3 alone hides whether it asks, not whether it refuses', async () => {
  const only = { minVersion: 'TLSv1.3', requestCert: true, ca: authority.cert } as const
  const asking = await listed(await serveTls(server, { ...only, rejectUnauthorized: false }))
  expect(asking).toMatchObject({
    clientCertificateRequested: { unknown: 'in TLS 1.3 it is asked in secret, and no older version was answered' },
    clientCertificateRequired: { value: false },
  })
  const refusing = await listed(await serveTls(server, { ...only, rejectUnauthorized: true }))
  expect(refusing).toMatchObject({
    clientCertificateRequested: { value: true },
    clientCertificateRequired: { value: true },
    subject: { value: 'CN=cp-1' },
  })
})

test('TLS 1.2 alone that refuses shows its certificate all the same', async () => {
  const options = { maxVersion: 'TLSv1.2', requestCert: true, rejectUnauthorized: true, ca: authority.cert } as const
  expect(await listed(await serveTls(server, options))).toMatchObject({
    subject: { value: 'CN=cp-1' },
    chainLength: { value: 2 },
    clientCertificateRequired: { value: true },
    applicationProtocol: { unknown: 'no handshake was completed' },
  })
})

test('plain text, another protocol, and nobody', async () => {
  const plain = await listed(await serveText('HTTP/1.1 400 Bad Request\r\n\r\n'))
  const silent = { unknown: 'no TLS is spoken there' }
  expect(plain).toMatchObject({
    reachable: { value: true },
    answer: { value: 'http' },
    subject: silent,
    sha256: silent,
  })
  expect(plain?.versions?.[0]).toMatchObject({ name: 'TLS 1.0', supported: silent })
  expect(await listed(await serveText('SSH-2.0-x\r\n'))).toMatchObject({ answer: { value: 'other' }, notAfter: silent })
  const refused = { unknown: 'connections are refused' }
  expect(await listed(await freePort())).toMatchObject({
    reachable: { value: false },
    answer: refused,
    clientCertificateRequired: refused,
    matchesFile: refused,
  })
})

test('who breaks off, and who says nothing, is not known', async () => {
  const silence = { connected: seen(true), said: Buffer.alloc(0) }
  const mute = await listed(8443, {
    network: () => ownLoopback,
    handshake: async () => ({ ...silence, end: 'late', ticket: false }),
    ask: async () => silence,
  })
  const reason = 'it accepts connections and says nothing'
  expect(mute).toMatchObject({ reachable: { value: true }, answer: { unknown: reason }, notAfter: { unknown: reason } })
  const alert = await listed(await serveText(Buffer.from([21, 3, 3, 0, 2, 2, 40])))
  expect(alert).toMatchObject({
    answer: { value: 'tls' },
    subject: { unknown: 'no certificate was sent' },
    clientCertificateRequired: { unknown: 'no handshake says so' },
  })
  expect(alert?.versions?.[0]).toMatchObject({ supported: { unknown: 'the handshake ended otherwise: alert 40' } })
})

test("from a network of its own, the agent does not take its loopback for the node's", async () => {
  const url = 'https://127.0.0.1:2379'
  const args = [
    `--listen-client-urls=${url}`,
    `--advertise-client-urls=${url}`,
    '--cert-file=/s.crt',
    '--key-file=/s.key',
  ]
  const tls = openTls(() => ({ shared: seen(false), addresses: seen([]) }))
  const { items } = await itemsOf(liveHost(nodeOf(args, {}), [], tls))
  expect(items).toMatchObject([
    {
      name: 'tcp/127.0.0.1:2379',
      dialed: '',
      reachable: { unknown: "not reachable from the agent's network" },
      matchesFile: { unknown: "not reachable from the agent's network" },
    },
  ])
})

test.each([
  ['a network of its own', 4026531999, 'process 7 is in a network of its own'],
  ['one that may not be seen', undefined, "whether process 7 is in the node's network: permission denied"],
])("a component in %s is not taken for who answers in the node's", async (_, network, unknown) => {
  const port = await serveTls(server)
  const args = [`--listen-client-urls=https://127.0.0.1:${port}`, `--advertise-client-urls=https://127.0.0.1:${port}`]
  const node = nodeOf([...args, '--cert-file=/etc/etcd/s.crt', '--key-file=/etc/etcd/s.key'], etcdFiles())
  const processes = (node.processes ?? []).map((each) => ({ ...each, ...(network && { network }) }))
  const host = liveHost({ ...node, processes: [...processes, { pid: 1, argv: ['/sbin/init'], network: 4026531840 }] })
  const link: Host['proc']['link'] = (path) =>
    network === undefined && path === '7/ns/net' ? denied('permission denied') : host.proc.link(path)
  const { items } = await itemsOf({ ...host, proc: { ...host.proc, link } })
  expect(items).toMatchObject([{ component: 'etcd', dialed: '', reachable: { unknown }, matchesFile: { unknown } }])
})

test('every component that serves by TLS', async () => {
  const shut = openTls(() => ({ shared: failed('a copy'), addresses: failed('a copy') }))
  const { items } = await itemsOf(liveHost(loadSpec('kubeadm-control-plane'), [], shut))
  expect(items.map(({ name, component, role }) => `${name} ${component} ${role}`)).toEqual([
    'tcp/0.0.0.0:10250 kubelet serving',
    'tcp/0.0.0.0:6443 kube-apiserver serving',
    'tcp/127.0.0.1:10257 kube-controller-manager serving',
    'tcp/127.0.0.1:10259 kube-scheduler serving',
    'tcp/127.0.0.1:2379 etcd serving',
    'tcp/192.168.10.11:2379 etcd serving',
    'tcp/192.168.10.11:2380 etcd peer',
  ])
  expect(items.filter(({ dialed, reachable, subject }) => dialed || !reachable?.unknown || !subject?.unknown)).toEqual(
    [],
  )
})

test('more ports than are tried', async () => {
  const { items, gaps } = await itemsOf(
    liveHost(
      {},
      Array.from({ length: 40 }, (_, at) => 1024 + at),
      openTls(() => ({ shared: seen(false), addresses: seen([]) })),
    ),
  )
  expect(items).toHaveLength(32)
  expect(gaps.map(({ reason }) => reason)).toContain('8 more places than the 32 that are tried')
})

test.each([
  ['not asked for', () => openHost(makeHost(nodeOf(etcdArgs, {})))],
  ['nothing serves', () => liveHost({ processes: [{ pid: 1, argv: ['/sbin/init'] }] })],
] satisfies [string, () => Host][])('absent: %s', async (_, host) => {
  expect(await servedTls.inspect(host())).toEqual({ status: 'absent' })
})

test('processes that may not be listed', async () => {
  const { root, wanted } = liveHost({})
  const proc = { ...noProc, processes: () => denied('permission denied') }
  const look = await servedTls.inspect(hostOf(root, proc, undefined, wanted, patient))
  expect(look).toEqual({ status: 'failed', reason: 'where etcd serves: /proc: permission denied' })
})

test('it reads what it declares, only at full passes, and its fact survives the wire', async () => {
  const port = await serveTls(server)
  const args = [`--listen-client-urls=https://127.0.0.1:${port}`, `--advertise-client-urls=https://127.0.0.1:${port}`]
  const node = nodeOf([...args, '--cert-file=/etc/etcd/s.crt', '--key-file=/etc/etcd/s.key'], etcdFiles())
  const { host, recording } = recordingHost(liveHost(node))
  const look = await servedTls.inspect(host)
  if (look.status !== 'observed') throw new Error(JSON.stringify(look))
  expect(
    undeclared(servedTls.reads, recording, {
      'the executable of etcd': ['/usr/bin/etcd'],
      'a .key beside a certificate': ['/etc/etcd/*.key'],
    }),
  ).toEqual([])
  expect([servedTls.unwatched, servedTls.processes]).toEqual([true, undefined])
  const bytes = v1.ServedTlsFact.encode(look.fact).finish()
  expect(v1.ServedTlsFact.decode(bytes)).toMatchObject({ items: [{ matchesFile: { value: true } }] })
  expect(Buffer.from(bytes).includes('PRIVATE')).toBe(false)
})

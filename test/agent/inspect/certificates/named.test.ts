import { beforeAll, expect, test } from 'vitest'
import { inStaticPod, observeNode, onNode } from '../../../support/certificates.ts'
import type { HostSpec } from '../../../support/host.ts'
import { specOf } from '../../../support/kubelet.ts'
import { issue, kubeconfigOf, type Pair } from '../../../support/pki.ts'

let pair: Pair
beforeAll(async () => {
  pair = await issue({ name: 'CN=x', ca: true })
})

async function usesOf(spec: HostSpec) {
  const { files, items, gaps } = await observeNode(spec)
  return {
    files: files.map(({ path, presence, named }) => `${path} ${presence}${named ? ' named' : ''}`),
    uses: items.flatMap(({ name, uses, keyMatches }) =>
      (uses ?? []).map(
        ({ component, role, source }) =>
          `${name} ${component} ${role} by ${source}${keyMatches?.value ? ' with key' : ''}`,
      ),
    ),
    gaps,
  }
}

const dir = '/var/lib/kubelet/pki'

test.each([
  [
    'of a bootstrap',
    'serverTLSBootstrap: true\n',
    [],
    `${dir}/kubelet-server-current.pem`,
    'serverTLSBootstrap (file /var/lib/kubelet/config.yaml:3) with key',
  ],
  ['in another directory', '', ['--cert-dir=/certs'], '/certs/kubelet.crt', 'default (tlsCertFile is not set)'],
  [
    'of a file',
    'tlsCertFile: /a.pem\ntlsPrivateKeyFile: /a.pem\n',
    [],
    '/a.pem',
    'file /var/lib/kubelet/config.yaml:3 with key',
  ],
  ['of a file without key', 'tlsCertFile: /a.pem\n', [], '/a.pem', 'file /var/lib/kubelet/config.yaml:3'],
  [
    'of a flag',
    'tlsCertFile: /b.pem\n',
    ['--tls-cert-file=/a.pem', '--tls-private-key-file=/a.pem'],
    '/a.pem',
    'flag --tls-cert-file with key',
  ],
])('the serving certificate of the kubelet: %s', async (_, config, args, path, source) => {
  const { uses } = await usesOf(specOf({ config, args, files: { [path]: pair.combined } }))
  expect(uses).toEqual([`${path}#1 kubelet serving by ${source}`])
})

test('the certificate that was asked for and never came', async () => {
  const { files, uses } = await usesOf(specOf({ config: 'serverTLSBootstrap: true\n' }))
  expect(uses).toEqual([])
  expect(files).toEqual(['/etc/kubernetes/kubelet.conf absent named', `${dir}/kubelet-server-current.pem absent named`])
})

test('a stored client certificate counts when the kubelet rotates it', async () => {
  const path = `${dir}/kubelet-client-current.pem`
  const files = { [path]: pair.combined, '/etc/kubernetes/kubelet.conf': kubeconfigOf('server: ""', 'n', ['token: x']) }
  const rotating = await usesOf(specOf({ config: 'rotateCertificates: true\n', files }))
  expect(rotating.uses).toEqual([
    `${path}#1 kubelet client by rotateCertificates (file /var/lib/kubelet/config.yaml:3) with key`,
  ])
  expect(rotating.files).toContain(`${path} present`)
  const { uses } = await usesOf(specOf({ config: 'rotateCertificates: false\n', files }))
  expect(uses).toEqual([])
})

test('a kubelet that would not start leaves a gap', async () => {
  const { gaps } = await usesOf(
    specOf({ config: 'maxPods: many\n', files: { '/etc/kubernetes/pki/ca.crt': pair.cert } }),
  )
  expect(gaps).toEqual([
    { path: '/proc', reason: expect.stringMatching(/^configuration of the kubelet: does not load: /) },
  ])
})

const etcdFiles = Object.fromEntries(
  ['c', 'p', 'ca', 'pca', 'cc'].map((name) => [`/e/${name}.pem`, name === 'c' || name === 'p' ? '' : '']),
)

/** Everything that etcd may be told, each with the same content. */
function etcd(argv: readonly string[], more: HostSpec['files'] = {}, environ = {}) {
  const files = Object.fromEntries(Object.keys(etcdFiles).map((path) => [path, pair.combined]))
  return usesOf({ files: { ...files, ...more }, processes: [{ ...onNode(9, 'etcd', ...argv), environ, cwd: '/var' }] })
}

test.each([
  [
    'flags',
    ['--cert-file=/e/c.pem', '--key-file', '/e/c.pem'],
    {},
    ['/e/c.pem#1 etcd serving by flag --cert-file with key'],
  ],
  [
    'one dash',
    ['-trusted-ca-file', '/e/ca.pem', '-client-cert-auth'],
    {},
    ['/e/ca.pem#1 etcd client-ca by flag --trusted-ca-file with key'],
  ],
  [
    'the last of several',
    ['--cert-file=/e/p.pem', '--cert-file=/e/c.pem'],
    {},
    ['/e/c.pem#1 etcd serving by flag --cert-file'],
  ],
  [
    'peers',
    ['--peer-cert-file=/e/p.pem', '--peer-trusted-ca-file=/e/pca.pem'],
    {},
    [
      '/e/p.pem#1 etcd peer by flag --peer-cert-file',
      '/e/pca.pem#1 etcd peer-ca by flag --peer-trusted-ca-file with key',
    ],
  ],
  [
    'clients',
    ['--client-cert-file=/e/cc.pem', '--client-key-file=/e/cc.pem'],
    {},
    ['/e/cc.pem#1 etcd client by flag --client-cert-file with key'],
  ],
  [
    'the environment',
    [],
    { ETCD_TRUSTED_CA_FILE: '/e/ca.pem', ETCD_PEER_CERT_FILE: '/e/p.pem' },
    [
      '/e/ca.pem#1 etcd client-ca by environment ETCD_TRUSTED_CA_FILE with key',
      '/e/p.pem#1 etcd peer by environment ETCD_PEER_CERT_FILE',
    ],
  ],
  ['a relative path', ['--cert-file=../e/c.pem'], {}, ['/e/c.pem#1 etcd serving by flag --cert-file']],
])('etcd is told by %s', async (_, argv, environ, expected) => {
  expect((await etcd(argv, {}, environ)).uses).toEqual(expected)
})

test('a configuration file of etcd rules alone, whatever the case of its keys', async () => {
  const text = `name: e
cert-file: /e/p.pem
Client-Transport-Security:
  CERT-FILE: /e/c.pem
  trusted-ca-file: /e/pca.pem
  trusted-ca-file: /e/ca.pem
`
  const expected = [
    '/e/c.pem#1 etcd serving by file /e.yaml:4',
    '/e/ca.pem#1 etcd client-ca by file /e.yaml:6 with key',
  ]
  expect((await etcd(['--config-file=/e.yaml', '--peer-cert-file=/e/p.pem'], { '/e.yaml': text })).uses).toEqual(
    expected,
  )
  expect((await etcd([], { '/e.yaml': text }, { ETCD_CONFIG_FILE: '/e.yaml' })).uses).toEqual(expected)
  const gone = await etcd(['--config-file=/gone.yaml'], { '/etc/kubernetes/pki/x.crt': pair.cert })
  expect(gone.gaps).toEqual([{ path: '/gone.yaml', reason: 'does not exist' }])
})

test.each([
  ['a flag', ['--auto-tls', '--trusted-ca-file=/e/ca.pem', '--data-dir=/d'], {}, {}, 'flag --auto-tls'],
  ['the environment', ['--data-dir=/d'], {}, { ETCD_AUTO_TLS: 'T' }, 'environment ETCD_AUTO_TLS'],
  [
    'a file',
    ['--config-file=/e.yaml'],
    { '/e.yaml': 'data-dir: /d\nclient-transport-security: {auto-tls: true, trusted-ca-file: /e/ca.pem}\n' },
    {},
    'file /e.yaml:2',
  ],
])('what etcd makes for itself takes the place of the authority: by %s', async (_, argv, files, environ, source) => {
  const made = { '/d/fixtures/client/cert.pem': pair.cert, '/d/fixtures/client/key.pem': pair.key }
  const { uses } = await etcd(argv, { ...made, ...files }, environ)
  expect(uses).toEqual([`/d/fixtures/client/cert.pem#1 etcd serving by ${source} with key`])
})

test('what would keep a running etcd from starting again does not hide its certificates', async () => {
  const environ = { ETCD_CERT_FILE: '/e/p.pem', ETCD_LISTEN_CLIENT_URLS: 'ftp://x' }
  const { uses, gaps } = await etcd(['--cert-file=/e/c.pem', '--listen-peer-urls=https://127.0.0.1:2380'], {}, environ)
  expect(uses).toEqual(['/e/c.pem#1 etcd serving by flag --cert-file'])
  expect(gaps).toEqual([])
})

test.each([
  ['a proxy', ['grpc-proxy', 'start', '--cert=/e/c.pem'], 'what etcd grpc-proxy is told is not looked at'],
  [
    'a flag that no etcd takes',
    ['--auto-tls=maybe'],
    expect.stringMatching(/^configuration of etcd: does not load: .*maybe/),
  ],
])('what is not understood of etcd is a gap: %s', async (_, argv, reason) => {
  const { uses, gaps } = await etcd(argv, { '/etc/kubernetes/pki/x.crt': pair.cert })
  expect(uses).toEqual([])
  expect(gaps).toEqual([{ path: '/proc/9/cmdline', reason }])
})

test('certificates that are given win over auto-tls', async () => {
  const { uses } = await etcd(['--auto-tls=true', '--cert-file=/e/c.pem', '--key-file=/e/c.pem'])
  expect(uses).toEqual(['/e/c.pem#1 etcd serving by flag --cert-file with key'])
})

test('certificates by server name', async () => {
  const argv = [
    'kube-apiserver',
    '--tls-sni-cert-key=/a.crt,/a.key',
    '--tls-sni-cert-key=/b.pem,/b.pem:b.example,*.b.example',
  ]
  const files = { '/a.crt': pair.cert, '/a.key': pair.key, '/b.pem': pair.combined }
  const { uses, files: seen } = await usesOf({ files, processes: [onNode(5, ...argv)] })
  expect(uses).toEqual([
    '/a.crt#1 kube-apiserver sni-serving by flag --tls-sni-cert-key with key',
    '/b.pem#1 kube-apiserver sni-serving by flag --tls-sni-cert-key with key',
  ])
  expect(seen).toEqual(['/a.crt present named', '/a.key present named', '/b.pem present named'])
})

test('a scheduler with a configuration file', async () => {
  const files = {
    '/etc/s.yaml': 'kind: KubeSchedulerConfiguration\nclientConnection:\n  kubeconfig: /etc/s.conf\n',
    '/etc/s.conf': kubeconfigOf('server: ""', 'system:kube-scheduler', [`client-certificate-data: ${pair.certData}`]),
  }
  const { uses, files: seen } = await usesOf({
    files,
    processes: [onNode(5, 'kube-scheduler', '--config=/etc/s.yaml')],
  })
  expect(uses).toEqual(['/etc/s.conf#1 kube-scheduler client by kubeconfig /etc/s.conf, user system:kube-scheduler'])
  expect(seen).toEqual(['/etc/s.conf present named'])
})

const argv = ['kube-apiserver', '--client-ca-file=/pki/ca.crt']

test('what a container is told and the host does not have', async () => {
  const { files, items, gaps } = await observeNode({ processes: [inStaticPod(5, ...argv)] })
  const reason = 'not on the host; process 5 may have it in container abababababab'
  expect(items).toEqual([])
  expect(files).toMatchObject([
    {
      path: '/pki/ca.crt',
      presence: 'unknown',
      reason,
      foundBy: 'flag --client-ca-file of kube-apiserver',
      named: true,
      certificates: 0,
      privateKeys: 0,
    },
  ])
  expect(gaps).toEqual([{ path: '/pki/ca.crt', reason }])
})

test('what the node itself was told, too, is absent', async () => {
  const { files } = await observeNode({ processes: [inStaticPod(5, ...argv), onNode(6, ...argv)] })
  expect(files).toMatchObject([{ path: '/pki/ca.crt', presence: 'absent', named: true, reason: '' }])
})

function mounts(inside: string): HostSpec['files'] {
  return {
    '/proc/1/mountinfo': '22 1 8:1 / / rw - ext4 /dev/sda1 rw\n23 22 8:2 / /data rw - ext4 /dev/sda2 rw\n',
    '/proc/5/mountinfo': `50 40 0:50 / / rw - overlay overlay rw\n${inside}`,
  }
}

test('where a mount leads is where the file is', async () => {
  const files = {
    ...mounts('51 50 8:2 /pki /pki ro - ext4 /dev/sda2 rw\n'),
    '/data/pki/ca.crt': pair.cert,
    '/pki/ca.crt': pair.cert,
  }
  const { uses } = await usesOf({ files, processes: [inStaticPod(5, ...argv)] })
  expect(uses).toEqual(['/data/pki/ca.crt#1 kube-apiserver client-ca by flag --client-ca-file'])
  const empty = await observeNode({
    files: mounts('51 50 8:2 /pki /pki ro - ext4 /dev/sda2 rw\n') ?? {},
    processes: [inStaticPod(5, ...argv)],
  })
  expect(empty.files).toMatchObject([{ path: '/data/pki/ca.crt', presence: 'absent' }])
})

test('on a node within a machine, private keys of a control plane are where the mounts of its own kubelet lead', async () => {
  const told = ['kube-apiserver', '--tls-cert-file=/pki/a.crt', '--tls-private-key-file=/pki/a.key']
  const files = {
    '/proc/1/mountinfo': '22 1 8:2 / / rw - ext4 /dev/sda2 rw\n',
    '/proc/6/mountinfo': '30 1 8:2 /nodes/a/var /var rw - ext4 /dev/sda2 rw\n',
    '/proc/5/mountinfo':
      '50 40 0:50 / / rw - overlay overlay rw\n51 50 8:2 /nodes/a/var/pki /pki ro - ext4 /dev/sda2 rw\n',
    '/var/pki/a.crt': pair.cert,
    '/var/pki/a.key': pair.key,
    // As process 1 has it, and as the container does: neither is the node's.
    '/nodes/a/var/pki/a.crt': 'other',
    '/nodes/a/var/pki/a.key': 'other',
    '/pki/a.key': 'other',
  }
  const processes = [inStaticPod(5, ...told), onNode(1, 'init'), onNode(6, 'kubelet')]
  const { files: seen, uses } = await usesOf({ files, processes })
  expect(uses).toEqual(['/var/pki/a.crt#1 kube-apiserver serving by flag --tls-cert-file with key'])
  expect(seen.filter((each) => each.includes('a.'))).toEqual([
    '/var/pki/a.crt present named',
    '/var/pki/a.key present named',
  ])
})

test("a file of the host is not taken for one of the container's image", async () => {
  const files = { ...mounts(''), '/pki/ca.crt': pair.cert }
  const { files: seen, items } = await observeNode({ files, processes: [inStaticPod(5, ...argv)] })
  expect(items).toEqual([])
  expect(seen).toMatchObject([
    { path: '/pki/ca.crt', presence: 'unknown', reason: 'process 5 has it in container abababababab, not on the host' },
  ])
})

test('files that a kubeconfig of a container names', async () => {
  const files = { '/k.conf': kubeconfigOf('server: ""', 'u', ['client-certificate: /inside.pem']) }
  const { files: seen } = await observeNode({
    files,
    processes: [inStaticPod(5, 'kube-scheduler', '--kubeconfig=/k.conf')],
  })
  expect(seen.map(({ path, presence, reason }) => [path, presence, reason])).toEqual([
    ['/inside.pem', 'unknown', 'not on the host; process 5 may have it in container abababababab'],
    ['/k.conf', 'present', ''],
  ])
})

test("files that a kubeconfig names are where the mounts of the kubeconfig's process lead", async () => {
  const fields = ['client-certificate: pki/c.crt', 'client-key: /pki/c.key']
  const files = {
    ...mounts('51 50 8:2 /k /etc/k ro - ext4 /dev/sda2 rw\n52 50 8:2 /pki /pki ro - ext4 /dev/sda2 rw\n'),
    '/data/k/a.conf': kubeconfigOf('server: ""', 'u', fields),
    '/data/k/pki/c.crt': pair.cert,
    '/data/pki/c.key': pair.key,
    '/pki/c.key': 'other',
  }
  const processes = [inStaticPod(5, 'kube-scheduler', '--kubeconfig=/etc/k/a.conf')]
  const { uses, files: seen } = await usesOf({ files, processes })
  expect(uses).toEqual(['/data/k/pki/c.crt#1 kube-scheduler client by kubeconfig /data/k/a.conf, user u with key'])
  expect(seen).toEqual([
    '/data/k/a.conf present named',
    '/data/k/pki/c.crt present named',
    '/data/pki/c.key present named',
  ])
})

test("a kubeconfig of a container's image is read there, and what it names is not looked for on the host", async () => {
  const text = kubeconfigOf('server: ""', 'u', ['client-certificate: c.crt', 'client-key: c.key'])
  const files = {
    ...mounts(''),
    '/proc/5/root/a.conf': text,
    '/a.conf': 'other',
    '/c.crt': pair.cert,
    '/c.key': pair.key,
  }
  const { files: seen, items } = await observeNode({
    files,
    processes: [inStaticPod(5, 'kube-scheduler', '--kubeconfig=/a.conf')],
  })
  const unseen = 'process 5 has it in container abababababab, not on the host'
  expect(items).toEqual([])
  expect(seen.map(({ path, presence, reason }) => [path, presence, reason])).toEqual([
    ['/a.conf', 'present', ''],
    ['/c.crt', 'unknown', unseen],
    ['/c.key', 'unknown', unseen],
  ])
})

test('a control plane in a pod of the cluster is not the node', async () => {
  const group = '0::/kubepods/burstable/pod2f6c1a90-7b1e-4c55-9d1c-0a8f4e2b7c31/x'
  const files = { '/pki/ca.crt': pair.cert, '/etc/kubernetes/pki/ca.crt': pair.cert }
  const { uses } = await usesOf({ files, processes: [{ ...inStaticPod(5, ...argv), cgroup: group }] })
  expect(uses).toEqual([])
})

// Certificates as nodes really have them, from their files to the answers of rules: what each comes to was worked out from
// how programs in Go and the components use them, not by what this code says.
import { beforeAll, describe, expect, test } from 'vitest'
import { openHost } from '../../../agent/host/host.ts'
import { onNode, sample } from '../../support/certificates.ts'
import { type HostSpec, makeHost } from '../../support/host.ts'
import { answer } from '../../support/judged.ts'
import { issue, kubeconfig, kubeconfigOf, type Pair, type Request } from '../../support/pki.ts'

const now = '2026-06-01T00:00:00Z'
const made = new Map<string, Pair>()
const pair = (name: string) => made.get(name) as Pair
const cert = (name: string) => pair(name).cert
const key = (name: string) => pair(name).key

const week = { notBefore: '2026-05-01T00:00:00Z', notAfter: '2026-05-31T00:00:00Z' }
const both = ['serverAuth', 'clientAuth'] as const
/** Name → certificate; those that are signed stand behind their authority. */
const requests: Readonly<Record<string, Omit<Request, 'by' | 'keys'> & { by?: string; keys?: string }>> = {
  ca: { name: 'CN=kubernetes', ca: true },
  'other ca': { name: 'CN=kubernetes', ca: true },
  'renewed ca': { name: 'CN=etcd-ca', ca: true, keys: 'ca', serial: '77' },
  'front ca': { name: 'CN=front-proxy-ca', ca: true },
  'ended ca': { name: 'CN=kubernetes', ca: true, ...week },
  'ca without signing': { name: 'CN=kubernetes', ca: true, keyUsages: ['digitalSignature'] },
  'ca with SHA-1': { name: 'CN=old', ca: true, hash: 'SHA-1' },
  'lowest ca': { name: 'CN=lowest', ca: true, pathLength: 0 },
  'below lowest': { name: 'CN=below', ca: true, by: 'lowest ca' },
  leaf: { name: 'CN=s', by: 'ca', hosts: ['10.0.0.5'], usages: ['serverAuth'] },
  'ended yesterday': { name: 'CN=s', by: 'ca', ...week },
  'in two hours': { name: 'CN=s', by: 'ca', notBefore: '2026-06-01T02:00:00Z' },
  'in three minutes': { name: 'CN=s', by: 'ca', notBefore: '2026-06-01T00:03:00Z' },
  'in two days': { name: 'CN=s', by: 'ca', notBefore: '2026-06-03T00:00:00Z' },
  'ends now': { name: 'CN=s', by: 'ca', notAfter: now },
  '9 of 100 days left': { name: 'CN=s', by: 'ca', notBefore: '2026-03-02T00:00:00Z', notAfter: '2026-06-10T00:00:00Z' },
  '11 of 100 days left': {
    ...{ name: 'CN=s', by: 'ca', notBefore: '2026-03-04T00:00:00Z', notAfter: '2026-06-12T00:00:00Z' },
  },
  'of one day': { name: 'CN=s', by: 'ca', notBefore: '2026-05-31T12:00:00Z', notAfter: '2026-06-01T12:00:00Z' },
  forever: { name: 'CN=s', by: 'ca', notAfter: '9999-12-31T23:59:59Z' },
  '398 days': { name: 'CN=s', by: 'ca', notBefore: '2026-01-01T00:00:00Z', notAfter: '2027-02-03T00:00:00Z' },
  '399 days': { name: 'CN=s', by: 'ca', notBefore: '2026-01-01T00:00:00Z', notAfter: '2027-02-04T00:00:00Z' },
  rsa: { name: 'CN=s', by: 'ca', algorithm: 'rsa' },
  'curve of 521': { name: 'CN=s', by: 'ca', algorithm: 'p521' },
  edwards: { name: 'CN=s', by: 'ca', algorithm: 'ed25519' },
  'signed with SHA-1': { name: 'CN=s', by: 'ca', hash: 'SHA-1' },
  'for clients': { name: 'CN=c', by: 'ca', hosts: ['10.0.0.5'], usages: ['clientAuth'] },
  'for both': { name: 'CN=c', by: 'ca', hosts: ['10.0.0.5'], usages: both },
  'of a name alone': { name: 'CN=localhost', by: 'ca' },
  'of all names': { name: 'CN=s', by: 'ca', hosts: ['*.example.org'] },
  'serving authority': { name: 'CN=s', by: 'ca', ca: true, hosts: ['10.0.0.5'] },
  'signs certificates': { name: 'CN=s', by: 'ca', keyUsages: ['digitalSignature', 'keyCertSign'] },
  'signs handshakes': { name: 'CN=s', by: 'ca', keyUsages: ['digitalSignature', 'keyEncipherment'] },
  'encrypts only': { name: 'CN=s', by: 'ca', keyUsages: ['keyEncipherment'] },
  'of the API server': { name: 'CN=a', by: 'ca', hosts: ['10.0.0.1', '10.96.0.1', 'kubernetes.default.svc'] },
  'of the API server, IPv6': { name: 'CN=a', by: 'ca', hosts: ['fd00::5', 'fd00:1::1', 'Kubernetes.Default.svc'] },
  'by its namesake': { name: 'CN=p', by: 'other ca' },
  'by the front': { name: 'CN=front-proxy-client', by: 'front ca', usages: ['clientAuth'] },
  node: { name: 'CN=system:node:n1, O=system:nodes', by: 'ca', usages: ['clientAuth'] },
  'node, near its end': {
    ...{ name: 'CN=system:node:n1, O=system:nodes', by: 'ca', usages: ['clientAuth'] as const },
    ...{ notBefore: '2026-03-02T00:00:00Z', notAfter: '2026-06-10T00:00:00Z' },
  },
  'node, ended': { name: 'CN=system:node:n1, O=system:nodes', by: 'ca', usages: ['clientAuth'], ...week },
  master: { name: 'CN=kubernetes-admin, O=system:masters', by: 'ca', usages: ['clientAuth'] },
  admin: { name: 'CN=kubernetes-admin, O=kubeadm:cluster-admins', by: 'ca', usages: ['clientAuth'] },
  'by itself': { name: 'CN=n1@1700000000', hosts: ['n1'], usages: ['serverAuth'] },
}
beforeAll(async () => {
  for (const [name, { by, keys, ...request }] of Object.entries(requests)) {
    const signer = by === undefined ? {} : { by: pair(by) }
    made.set(name, await issue({ ...request, ...signer, ...(keys === undefined ? {} : { keys: pair(keys) }) }))
  }
})

type Files = NonNullable<HostSpec['files']>
interface Variant {
  readonly name: string
  readonly node: () => HostSpec
  readonly rules: Readonly<Record<string, string>>
}

/** An API server with this certificate, and more flags. */
function apiServer(text: string, files: Files = {}, ...flags: string[]): HostSpec {
  const argv = ['kube-apiserver', '--tls-cert-file=/pki/s.crt', ...flags]
  return { files: { '/etc/os-release': 'ID=x\n', '/pki/s.crt': text, ...files }, processes: [onNode(5, ...argv)] }
}

/** Etcd with this certificate for its clients. */
function etcd(text: string, ...flags: string[]): HostSpec {
  const argv = ['etcd', '--cert-file=/pki/e.crt', '--key-file=/pki/e.key', ...flags]
  return { files: { '/etc/os-release': 'ID=x\n', '/pki/e.crt': text }, processes: [onNode(6, ...argv)] }
}

/** A kubelet as kubeadm starts it. */
function kubelet(files: Files, config = ''): HostSpec {
  const text = `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n${config}`
  const argv = ['kubelet', '--kubeconfig=/etc/kubernetes/kubelet.conf', '--config=/var/lib/kubelet/config.yaml']
  return {
    files: { '/etc/os-release': 'ID=x\n', '/var/lib/kubelet/config.yaml': text, ...files },
    processes: [onNode(7, ...argv)],
  }
}

const authority = '/pki/ca.crt'
const current = '/var/lib/kubelet/pki/kubelet-client-current.pem'
const dated = '/var/lib/kubelet/pki/kubelet-client-2026-01-01-00-00-00.pem'
const windows = (text: string) => text.replaceAll('\n', '\r\n')
const nodeConfig = () =>
  kubeconfigOf(`certificate-authority-data: ${pair('ca').certData}`, 'n', [
    `client-certificate: ${current}`,
    `client-key: ${current}`,
  ])

/** One certificate of the API server → outcomes. */
const serving = (name: string, rules: Variant['rules']): Variant => ({
  name,
  node: () => apiServer(cert(name)),
  rules,
})

const validity: Variant[] = [
  serving('ended yesterday', { 'certificate-valid': 'fail', 'certificate-renewal': 'not-applicable' }),
  serving('in two hours', { 'certificate-valid': 'pass', 'certificate-clock': 'fail' }),
  serving('in three minutes', { 'certificate-valid': 'pass', 'certificate-clock': 'pass' }),
  serving('in two days', { 'certificate-valid': 'fail', 'certificate-clock': 'not-applicable' }),
  serving('ends now', { 'certificate-valid': 'pass', 'certificate-renewal': 'fail' }),
  serving('9 of 100 days left', { 'certificate-renewal': 'fail', 'certificate-kubelet-renewal': 'not-applicable' }),
  serving('11 of 100 days left', { 'certificate-renewal': 'pass' }),
  serving('of one day', { 'certificate-renewal': 'pass', 'certificate-lifetime': 'pass' }),
  serving('forever', { 'certificate-valid': 'pass', 'certificate-renewal': 'pass', 'certificate-lifetime': 'fail' }),
  serving('398 days', { 'certificate-lifetime': 'pass' }),
  serving('399 days', { 'certificate-lifetime': 'fail' }),
  {
    name: 'one that ended behind one that holds',
    node: () => apiServer(cert('leaf') + cert('ended yesterday')),
    rules: { 'certificate-valid': 'pass,fail' },
  },
  {
    name: 'an authority that ended beside its successor',
    node: () =>
      apiServer(cert('leaf'), { [authority]: cert('ended ca') + cert('ca') }, `--client-ca-file=${authority}`),
    rules: { 'authority-valid': 'pass', 'authority-bundle': 'fail', 'certificate-valid': 'pass' },
  },
  {
    name: 'an authority that ended',
    node: () => apiServer(cert('leaf'), { [authority]: cert('ended ca') }, `--client-ca-file=${authority}`),
    rules: { 'authority-valid': 'fail', 'authority-renewal': 'not-applicable' },
  },
  {
    name: 'an authority of ten years',
    node: () => apiServer(cert('398 days'), { [authority]: cert('ca') }, `--client-ca-file=${authority}`),
    rules: { 'authority-valid': 'pass', 'authority-renewal': 'pass', 'certificate-lifetime': 'pass' },
  },
  {
    name: 'what nobody names, and what was put away',
    node: () => ({
      files: {
        '/etc/kubernetes/pki/apiserver.crt': cert('ended yesterday'),
        '/etc/kubernetes/pki/expired/apiserver.crt': cert('ended yesterday'),
        '/etc/kubernetes/pki/apiserver.crt.bak': cert('ended yesterday'),
      },
    }),
    rules: { 'certificate-unnamed-valid': 'fail', 'certificate-valid': 'not-applicable' },
  },
  {
    name: "the kubelet's own near its end",
    node: () =>
      kubelet({ '/etc/kubernetes/kubelet.conf': nodeConfig(), [current]: pair('node, near its end').combined }),
    rules: {
      'certificate-kubelet-renewal': 'fail',
      'certificate-renewal': 'not-applicable',
      'certificate-valid': 'pass',
    },
  },
  {
    name: 'a link to a dated file, and a stale one beside it',
    node: () =>
      kubelet({
        '/etc/kubernetes/kubelet.conf': nodeConfig(),
        [current]: { link: dated },
        [dated]: pair('node').combined,
        '/var/lib/kubelet/pki/kubelet-client-2025-01-01-00-00-00.pem': pair('node, ended').combined,
      }),
    rules: {
      'certificate-valid': 'pass',
      'certificate-unnamed-valid': 'not-applicable',
      'certificate-key-matches': 'pass',
    },
  },
  {
    name: 'a link that leads nowhere',
    node: () => kubelet({ '/etc/kubernetes/kubelet.conf': nodeConfig(), [current]: { link: dated } }),
    // The pair that the kubelet makes for itself is not there either.
    rules: { 'certificate-file-present': 'pass,fail,fail,fail' },
  },
  {
    name: 'what a kubeconfig embeds is stronger than what it names',
    node: () =>
      kubelet(
        {
          '/etc/kubernetes/kubelet.conf': kubeconfigOf('server: https://10.0.0.1', 'n', [
            `client-certificate-data: ${pair('node').certData}`,
            'client-certificate: /old.pem',
            `client-key-data: ${pair('node').keyData}`,
          ]),
          '/old.pem': pair('node, ended').combined,
        },
        'rotateCertificates: false\n',
      ),
    rules: { 'certificate-valid': 'pass', 'certificate-key-matches': 'pass' },
  },
  {
    name: 'the kubelet renewed what its kubeconfig embeds',
    node: () =>
      kubelet(
        {
          '/etc/kubernetes/kubelet.conf': kubeconfig(pair('ca'), 'n', pair('node, ended')),
          [current]: pair('node').combined,
        },
        'rotateCertificates: true\n',
      ),
    rules: { 'certificate-valid': 'not-applicable,pass' },
  },
]

const keyed = (name: string, text: () => string, outcome: string): Variant => ({
  name: `a private key: ${name}`,
  node: () =>
    apiServer(cert('leaf'), { '/pki/s.key': { content: text(), mode: '0600' } }, '--tls-private-key-file=/pki/s.key'),
  rules: { 'certificate-key-matches': outcome },
})

const keysAndForms: Variant[] = [
  serving('rsa', { 'certificate-key-strength': 'pass', 'certificate-signature': 'pass' }),
  serving('curve of 521', { 'certificate-key-strength': 'pass' }),
  serving('edwards', { 'certificate-key-strength': 'pass' }),
  ...(
    [
      ['p224', { 'certificate-key-strength': 'fail' }],
      ['p384', { 'certificate-key-strength': 'pass' }],
      ['dsa', { 'certificate-key-strength': 'fail' }],
      ['ed448', { 'certificate-key-strength': 'pass', 'certificate-signature': 'pass' }],
      // Roots, whose signature nobody verifies.
      ['rsa-md5', { 'certificate-signature': 'pass' }],
      ['forever', { 'certificate-renewal': 'pass' }],
    ] as const
  ).map(([name, rules]) => ({ name: `of OpenSSL: ${name}`, node: () => apiServer(sample(name)), rules })),
  serving('signed with SHA-1', { 'certificate-signature': 'fail' }),
  {
    name: 'SHA-1 of a root',
    node: () => apiServer(cert('leaf'), { [authority]: cert('ca with SHA-1') }, `--client-ca-file=${authority}`),
    rules: { 'certificate-signature': 'pass,pass' },
  },
  keyed('its own', () => key('leaf'), 'pass'),
  keyed("another one's", () => key('ca'), 'fail'),
  keyed('of another kind', () => key('rsa'), 'fail'),
  keyed(
    'with text around it and lines of Windows',
    () => windows(`Bag Attributes\n  x: y\n${key('leaf')}trailer\n`),
    'pass',
  ),
  keyed('encrypted', () => sample('key enc-pkcs8'), 'unknown'),
  {
    name: 'key and certificate in one file, the key first, that everybody reads',
    node: () =>
      apiServer(
        '',
        { '/pki/s.crt': { content: key('leaf') + cert('leaf'), mode: '0644' } },
        '--tls-private-key-file=/pki/s.crt',
      ),
    rules: { 'certificate-key-matches': 'pass', 'certificate-key-mode': 'fail' },
  },
  {
    name: 'key and certificate in one file for root alone',
    node: () =>
      apiServer(
        '',
        { '/pki/s.crt': { content: pair('leaf').combined, mode: '0400' } },
        '--tls-private-key-file=/pki/s.crt',
      ),
    rules: { 'certificate-key-mode': 'pass' },
  },
  {
    name: 'a file that is named and not there',
    node: () => apiServer(cert('leaf'), {}, '--client-ca-file=/pki/none.crt'),
    rules: { 'certificate-file-present': 'fail,pass' },
  },
  {
    name: 'text around, comments and lines of Windows',
    node: () => apiServer(windows(`subject=CN = s\n# comment\n${cert('leaf')}\n\ntext\n${cert('ca')}end`)),
    rules: { 'certificate-file-whole': 'pass', 'certificate-valid': 'pass,pass' },
  },
  {
    name: 'a block that is cut',
    node: () => apiServer(cert('leaf') + cert('ca').slice(0, 200)),
    rules: { 'certificate-file-whole': 'fail', 'certificate-valid': 'pass' },
  },
  // Go finds no block that does not begin a line, nor one whose last line goes on.
  {
    name: 'a mark of the byte order',
    node: () => apiServer(`\uFEFF${cert('leaf')}`),
    rules: { 'certificate-file-whole': 'fail' },
  },
  {
    name: 'text behind a mark of the byte order',
    node: () => apiServer(`\uFEFF# made today\n${cert('leaf')}`),
    rules: { 'certificate-file-whole': 'pass' },
  },
  {
    name: 'an authority behind a mark of the byte order is none to Go',
    node: () =>
      apiServer(
        cert('leaf'),
        { '/pki/p.crt': cert('by the front'), '/pki/f.crt': `\uFEFF${cert('front ca')}` },
        ...['--proxy-client-cert-file=/pki/p.crt', '--requestheader-client-ca-file=/pki/f.crt'],
      ),
    rules: { 'certificate-trusted': 'fail', 'certificate-file-whole': 'fail,pass,pass' },
  },
  {
    name: 'blanks before it',
    node: () => apiServer(cert('leaf').replaceAll(/^/gm, '  ')),
    rules: { 'certificate-file-whole': 'fail' },
  },
  {
    name: 'two without a line between them',
    node: () => apiServer(cert('leaf').trimEnd() + cert('ca')),
    rules: { 'certificate-file-whole': 'fail' },
  },
  {
    name: 'DER, which no component in Go loads',
    node: () => apiServer(Buffer.from(cert('leaf').split('\n').slice(1, -2).join(''), 'base64').toString('latin1')),
    rules: { 'certificate-file-whole': 'fail' },
  },
  {
    name: "OpenSSL's trusted form",
    node: () => apiServer(sample('trusted')),
    rules: { 'certificate-file-whole': 'fail' },
  },
  {
    name: 'no certificate in the file',
    node: () => apiServer('not a certificate\n'),
    rules: { 'certificate-file-whole': 'fail' },
  },
  {
    name: 'an empty file',
    node: () => apiServer(''),
    rules: { 'certificate-file-whole': 'fail' },
  },
  {
    name: 'a pipe in its place is not opened',
    node: () => apiServer('', { '/pki/s.crt': { fifo: true } }),
    rules: { 'certificate-file-present': 'unknown' },
  },
  {
    name: 'a directory in its place',
    node: () => apiServer('', { '/pki/s.crt': { directory: true } }),
    rules: { 'certificate-file-present': 'unknown' },
  },
]

const purpose: Variant[] = [
  serving('for clients', { 'certificate-serving-purpose': 'fail' }),
  serving('for both', { 'certificate-serving-purpose': 'pass', 'certificate-serving-names': 'pass' }),
  serving('of a name alone', { 'certificate-serving-purpose': 'pass', 'certificate-serving-names': 'fail' }),
  serving('of all names', { 'certificate-wildcard': 'review' }),
  serving('signs certificates', { 'certificate-key-usage': 'fail' }),
  serving('signs handshakes', { 'certificate-key-usage': 'pass' }),
  serving('encrypts only', { 'certificate-key-usage': 'fail' }),
  ...(
    [
      ['leaf', 'fail'],
      ['for clients', 'fail'],
      ['for both', 'pass'],
      ['of a name alone', 'pass'],
    ] as const
  ).map(([name, outcome]) => ({
    name: `of etcd: ${name}`,
    node: () => etcd(cert(name)),
    rules: { 'certificate-etcd-purpose': outcome },
  })),
  {
    name: 'an authority that serves',
    node: () =>
      apiServer(
        cert('serving authority'),
        { '/pki/s.key': { content: key('serving authority'), mode: '0600' } },
        '--tls-private-key-file=/pki/s.key',
      ),
    rules: { 'certificate-no-authority': 'fail' },
  },
  {
    name: 'a client that serves',
    node: () => apiServer(cert('leaf'), { '/pki/k.crt': cert('leaf') }, '--kubelet-client-certificate=/pki/k.crt'),
    rules: { 'certificate-client-purpose': 'fail', 'certificate-serving-purpose': 'pass' },
  },
  ...(
    [
      ['ca', 'pass'],
      ['ca without signing', 'fail'],
      ['leaf', 'fail'],
    ] as const
  ).map(([name, outcome]) => ({
    name: `as an authority: ${name}`,
    node: () => apiServer(cert('398 days'), { [authority]: cert(name) }, `--client-ca-file=${authority}`),
    rules: { 'authority-may-sign': outcome },
  })),
  {
    name: 'an authority below the lowest',
    node: () =>
      apiServer(
        cert('398 days'),
        { [authority]: cert('lowest ca') + cert('below lowest') },
        `--client-ca-file=${authority}`,
      ),
    rules: { 'authority-path-length': 'fail' },
  },
  ...(
    [
      ['of the API server', ['--advertise-address=10.0.0.1', '--service-cluster-ip-range=10.96.0.0/12'], 'pass'],
      ['of the API server', ['--advertise-address=10.0.0.2', '--service-cluster-ip-range=10.96.0.0/12'], 'fail'],
      ['of the API server', ['--bind-address=0.0.0.0', '--service-cluster-ip-range=10.97.0.0/16'], 'fail'],
      ['of the API server, IPv6', ['--advertise-address=FD00:0::5', '--service-cluster-ip-range=fd00:1::/112'], 'pass'],
      ['leaf', ['--bind-address=10.0.0.5'], 'fail'],
    ] as const
  ).map(([name, flags, outcome]) => ({
    name: `${name} with ${flags.join(' ')}`,
    node: () => apiServer(cert(name), {}, ...flags),
    rules: { 'certificate-serving-covers': outcome },
  })),
  {
    name: 'etcd called by an address that its certificate lacks',
    node: () =>
      etcd(
        cert('for both'),
        '--listen-client-urls=https://10.0.0.5:2379',
        '--advertise-client-urls=https://10.0.0.6:2379',
      ),
    rules: { 'certificate-serving-covers': 'fail' },
  },
]

const front = (name: string, authorities: string): Variant => ({
  name: `the front proxy: ${name} by ${authorities}`,
  node: () =>
    apiServer(
      cert('leaf'),
      {
        '/pki/p.crt': cert(name),
        '/pki/f.crt': authorities
          .split('+')
          .map((each) => cert(each))
          .join(''),
      },
      ...['--proxy-client-cert-file=/pki/p.crt', '--requestheader-client-ca-file=/pki/f.crt'],
    ),
  rules: {},
})

const worker = (name: string) =>
  kubelet({
    '/etc/kubernetes/kubelet.conf': nodeConfig(),
    [current]: pair('node').combined,
    '/etc/kubernetes/admin.conf': kubeconfig(pair('ca'), 'a', pair(name)),
  })

const trust: Variant[] = [
  { ...front('by the front', 'front ca'), rules: { 'certificate-trusted': 'pass' } },
  { ...front('by the front', 'ca+front ca'), rules: { 'certificate-trusted': 'pass' } },
  { ...front('by its namesake', 'ca'), rules: { 'certificate-trusted': 'fail' } },
  { ...front('by its namesake', 'ca+other ca'), rules: { 'certificate-trusted': 'pass' } },
  ...(
    [
      ['ca', 'fail'],
      ['renewed ca', 'fail'],
      ['other ca', 'pass'],
      ['front ca', 'pass'],
    ] as const
  ).map(([name, outcome]) => ({
    name: `etcd's authority is: ${name}`,
    node: () =>
      apiServer(
        cert('leaf'),
        { [authority]: cert('ca'), '/pki/e.crt': cert(name) },
        `--client-ca-file=${authority}`,
        '--etcd-cafile=/pki/e.crt',
      ),
    rules: { 'authority-etcd-own': outcome },
  })),
  ...(
    [
      ['ca', 'fail'],
      ['front ca', 'pass'],
      ['front ca+ca', 'fail'],
      ['renewed ca', 'fail'],
    ] as const
  ).map(([names, outcome]) => ({
    name: `the front proxy's authority is: ${names}`,
    node: () =>
      apiServer(
        cert('leaf'),
        {
          [authority]: cert('ca'),
          '/pki/f.crt': names
            .split('+')
            .map((each) => cert(each))
            .join(''),
        },
        ...[`--client-ca-file=${authority}`, '--requestheader-client-ca-file=/pki/f.crt'],
      ),
    rules: { 'authority-requestheader-own': outcome },
  })),
  { name: 'a master on a worker', node: () => worker('master'), rules: { 'certificate-worker-masters': 'fail,pass' } },
  {
    name: 'an administrator on a worker',
    node: () => worker('admin'),
    rules: { 'certificate-worker-masters': 'pass,pass' },
  },
  {
    name: 'a master on a control plane',
    node: () =>
      apiServer(cert('leaf'), { '/etc/kubernetes/super-admin.conf': kubeconfig(pair('ca'), 'a', pair('master')) }),
    rules: { 'certificate-worker-masters': 'not-applicable', 'certificate-control-plane-masters': 'review' },
  },
  {
    name: "the authority's key on a worker",
    node: () => {
      const { files, processes } = kubelet(
        {
          '/etc/kubernetes/kubelet.conf': nodeConfig(),
          [current]: pair('node').combined,
          '/etc/kubernetes/pki/ca.crt': cert('ca'),
          '/etc/kubernetes/pki/ca.key': { content: key('ca'), mode: '0600' },
        },
        'authentication: {x509: {clientCAFile: /etc/kubernetes/pki/ca.crt}}\n',
      )
      return { files: files as Files, processes: processes ?? [] }
    },
    rules: { 'authority-key-place': 'fail' },
  },
  {
    name: 'the kubelet signed for itself',
    node: () =>
      kubelet({
        '/etc/kubernetes/kubelet.conf': nodeConfig(),
        [current]: pair('node').combined,
        '/var/lib/kubelet/pki/kubelet.crt': cert('by itself'),
        '/var/lib/kubelet/pki/kubelet.key': { content: key('by itself'), mode: '0600' },
      }),
    rules: { 'certificate-serving-issued': 'fail' },
  },
]

/** A kubelet whose kubeconfig says this of its user, without rotation. */
const user = (fields: readonly string[], files: Files = {}) =>
  kubelet(
    { '/etc/kubernetes/kubelet.conf': kubeconfigOf('server: https://10.0.0.1', 'n', fields), ...files },
    'rotateCertificates: false\n',
  )

const named: Variant[] = [
  {
    name: 'a path from the directory of the kubeconfig',
    node: () => user(['client-certificate: pki/n.pem'], { '/etc/kubernetes/pki/n.pem': pair('node, ended').combined }),
    rules: { 'certificate-valid': 'fail' },
  },
  {
    name: 'a user with a program for a credential',
    node: () => user(['exec: {apiVersion: client.authentication.k8s.io/v1, command: aws}']),
    rules: { 'certificate-valid': 'not-applicable', 'certificate-kubelet-renewal': 'not-applicable' },
  },
  {
    name: 'data that is no base64',
    node: () => user(['client-certificate-data: "%%%"']),
    rules: { 'certificate-file-whole': 'fail' },
  },
  {
    name: 'data in several lines, which Go puts together',
    node: () => user([`client-certificate-data: "${pair('node').certData.replaceAll(/.{76}/g, '$&\\n')}"`]),
    rules: { 'certificate-valid': 'pass', 'certificate-file-whole': 'pass' },
  },
  {
    name: 'a certificate for one name of the API server',
    node: () =>
      apiServer(
        cert('leaf'),
        { '/pki/x.crt': cert('of all names'), '/pki/x.key': { content: key('leaf'), mode: '0600' } },
        '--tls-sni-cert-key=/pki/x.crt,/pki/x.key:*.example.org,example.org',
      ),
    rules: { 'certificate-wildcard': 'pass,review', 'certificate-key-matches': 'fail' },
  },
  {
    name: 'the certificate of a peer',
    node: () => {
      const { files, processes = [] } = etcd(cert('for both'), '--peer-cert-file=/pki/peer.crt')
      return { files: { ...files, '/pki/peer.crt': cert('ended yesterday') }, processes }
    },
    rules: { 'certificate-valid': 'pass,fail' },
  },
  {
    name: 'what the configuration of the kubelet names',
    node: () =>
      kubelet(
        { '/etc/kubernetes/kubelet.conf': nodeConfig(), '/srv/k.crt': cert('ended yesterday') },
        'tlsCertFile: /srv/k.crt\ntlsPrivateKeyFile: /srv/k.key\nrotateCertificates: false\n',
      ),
    rules: { 'certificate-valid': 'fail' },
  },
  {
    name: 'the certificate that the cluster signed for the kubelet',
    node: () =>
      kubelet(
        {
          '/etc/kubernetes/kubelet.conf': nodeConfig(),
          [current]: pair('node').combined,
          '/var/lib/kubelet/pki/kubelet-server-current.pem': {
            link: '/var/lib/kubelet/pki/kubelet-server-2026-02-02-00-00-00.pem',
          },
          '/var/lib/kubelet/pki/kubelet-server-2026-02-02-00-00-00.pem': {
            content: pair('leaf').combined,
            mode: '0600',
          },
        },
        'serverTLSBootstrap: true\n',
      ),
    rules: { 'certificate-serving-issued': 'pass', 'certificate-serving-purpose': 'pass' },
  },
]

describe.each([
  ['validity', validity],
  ['named', named],
  ['keys and forms', keysAndForms],
  ['purpose', purpose],
  ['trust', trust],
])('%s', (_, variants) => {
  test.each(variants)('$name', async ({ node, rules }) => {
    const host = openHost(makeHost(node()))
    const answers = await Promise.all(Object.keys(rules).map(async (id) => [id, await answer(host, id, new Date(now))]))
    expect(Object.fromEntries(answers)).toEqual(rules)
  })
})

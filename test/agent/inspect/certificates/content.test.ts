import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { block, observeNode, sample } from '../../../support/certificates.ts'
import { issue, kubeconfigOf, type Pair } from '../../../support/pki.ts'

const place = '/etc/kubernetes/pki/x.crt'
const admin = '/etc/kubernetes/admin.conf'
let ca: Pair
let expiredCa: Pair
let leaf: Pair
let expired: Pair
beforeAll(async () => {
  ca = await issue({ name: 'CN=ca', ca: true, algorithm: 'rsa' })
  expiredCa = await issue({
    name: 'CN=ca',
    ca: true,
    notBefore: '2019-01-01T00:00:00Z',
    notAfter: '2020-01-01T00:00:00Z',
  })
  leaf = await issue({ name: 'CN=leaf', by: ca, keys: await issue({ name: 'CN=x', algorithm: 'ed25519' }) })
  expired = await issue({ name: 'CN=old', by: ca, notBefore: '2019-01-01T00:00:00Z', notAfter: '2020-01-01T00:00:00Z' })
})

function observeFile(content: string) {
  return observeNode({ files: { [place]: content } })
}

test('every certificate of a bundle is told, with its place', async () => {
  const { items } = await observeFile(`# leaf\r\n${leaf.cert}${expiredCa.cert}${leaf.key}`.replaceAll('\n', '\r\n'))
  expect(items.map(({ name, commonName, notAfter }) => [name, commonName, notAfter?.value])).toEqual([
    [`${place}#1`, 'leaf', '2036-01-01T00:00:00Z'],
    [`${place}#2`, 'ca', '2020-01-01T00:00:00Z'],
  ])
  expect(items[0]?.keyMatches).toEqual({ value: true, source: `the same file (${place})` })
})

test.each([
  [
    'c01',
    {
      subject: 'CN=system:node:n1,O=system:nodes',
      organizations: ['system:nodes'],
      curve: 'prime256v1',
      serial: '1001',
    },
  ],
  ['forever', { notAfter: { value: '9999-12-31T23:59:59Z', source: `certificate ${place}#1` } }],
  [
    'rsa-sha1',
    { signatureAlgorithm: { value: 'sha1WithRSAEncryption', source: `certificate ${place}#1` }, selfSigned: true },
  ],
  ['odd', { commonName: 'line\nbreak', subject: 'DC=org,CN=line\nbreak,OU=\\ lead,O=a\\,b=c\\;d/e' }],
  ['v1', { ca: { source: `certificate ${place}#1`, unknown: 'a certificate before version 3 does not say it' } }],
  ['p384', { alternativeNames: [], keyBits: 384 }],
])('%s', async (name, expected) => {
  const { items, gaps } = await observeFile(sample(name))
  expect(items).toHaveLength(1)
  expect(items[0]).toMatchObject(expected)
  expect(gaps).toEqual([])
})

test.each([
  [
    'a block cut short',
    (cert: string) => cert + cert.slice(0, 200),
    1,
    '1 of 2 blocks could not be read: line 10: CERTIFICATE has no end',
  ],
  [
    'a placeholder',
    () => '-----BEGIN CERTIFICATE-----\nplaceholder\n-----END CERTIFICATE-----\n',
    0,
    '1 of 1 blocks could not be read: line 1: CERTIFICATE is not base64',
  ],
  [
    'something else in a block',
    () => '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
    0,
    '1 of 1 blocks could not be read: line 1: not a certificate: tag 0 where 48 should be',
  ],
])('%s', async (_, make, certificates, reason) => {
  const { files, gaps } = await observeFile(make(sample('ed25519')))
  expect(files).toMatchObject([
    { path: place, presence: 'present', reason, foundBy: 'usual place', named: false, certificates, privateKeys: 0 },
  ])
  expect(gaps).toEqual([{ path: place, reason }])
})

test.each([
  ['nothing', '', 'is empty'],
  ['text', 'hello\n', 'holds neither certificates nor private keys'],
  [
    'a public key',
    '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n',
    'holds neither certificates nor private keys',
  ],
])('%s is no certificate, and no gap', async (_, content, reason) => {
  const { files, gaps, items } = await observeFile(content)
  expect([files[0]?.reason, files[0]?.certificates, gaps, items]).toEqual([reason, 0, [], []])
})

function observeBytes(bytes: Buffer) {
  return observeNode({ files: { [place]: '' } }, (root) => writeFileSync(join(root, place), bytes))
}

test('a certificate in DER', async () => {
  const { items, files } = await observeBytes(block('ed25519').der)
  expect(items.map(({ commonName }) => commonName)).toEqual(['ed25519'])
  expect(files[0]?.reason).toBe('is DER, which programs in Go do not load')
})

test('a PKCS#12 archive is not taken for a file without certificates', async () => {
  const { gaps, files } = await observeBytes(block('p12').der)
  const reason = 'encrypted: not read (no password is configured)'
  expect(gaps).toEqual([{ path: place, reason }])
  expect(files[0]).toMatchObject({ presence: 'present', reason, certificates: 0 })
})

test('what OpenSSL calls a trusted certificate is told, and that Go does not load it', async () => {
  const { items, files, gaps } = await observeFile(sample('trusted'))
  expect(items.map(({ commonName }) => commonName)).toEqual(['ed25519'])
  expect(files[0]?.reason).toBe('1 of 1 certificates are none that programs in Go load (TRUSTED CERTIFICATE)')
  expect(gaps).toEqual([])
})

test('10,000 certificates are cut, and it is told', async () => {
  const { items, files, gaps } = await observeFile(sample('ed25519').repeat(10_000))
  const reason = 'only the first 500 blocks are read; only the first 1048576 bytes are read'
  expect(items).toHaveLength(500)
  expect(files[0]).toMatchObject({ certificates: 500, reason })
  expect(gaps).toEqual([{ path: place, reason }])
})

test('a file that is cut in the middle of a block has no broken one', async () => {
  const { files } = await observeFile(`${sample('ed25519')}${'x'.repeat(1024 * 1024 - 700)}\n${sample('ed25519')}`)
  expect(files[0]).toMatchObject({ certificates: 1, reason: 'only the first 1048576 bytes are read' })
})

test('a node has a limit, too', async () => {
  const names = Array.from({ length: 5 }, (_, at) => `/etc/kubernetes/pki/${at}.crt`)
  const files = Object.fromEntries(names.map((name) => [name, sample('ed25519').repeat(450)]))
  const { items, gaps } = await observeNode({ files })
  expect(items).toHaveLength(2000)
  const reason = '250 certificates are left out: the node has more than 2000, or 2097152 bytes'
  expect(gaps).toEqual([{ path: '/etc/kubernetes/pki/4.crt', reason }])
  expect(items[0]?.verifiedBy).toHaveLength(100)
})

test('in a kubeconfig data wins over a path', async () => {
  const user = [
    `client-certificate-data: ${leaf.certData}`,
    'client-certificate: /old.pem',
    `client-key-data: ${leaf.keyData}`,
  ]
  const text = kubeconfigOf(`certificate-authority-data: ${ca.certData}`, 'u', user)
  const { items, files } = await observeNode({ files: { [admin]: text, '/old.pem': expired.cert } })
  expect(items.map(({ name, commonName, keyMatches }) => [name, commonName, keyMatches?.value])).toEqual([
    [`${admin}#1`, 'ca', undefined],
    [`${admin}#2`, 'leaf', true],
  ])
  expect(files).toMatchObject([
    {
      path: admin,
      presence: 'present',
      reason: '',
      foundBy: 'usual place',
      named: false,
      certificates: 2,
      privateKeys: 1,
    },
  ])
})

test('a kubeconfig may name files, from where it lies', async () => {
  const text = kubeconfigOf('certificate-authority: ca.pem', 'u', [
    'client-certificate: certs/u.pem',
    'client-key: certs/u.key',
  ])
  const files = { [admin]: text, '/etc/kubernetes/ca.pem': ca.cert, '/etc/kubernetes/certs/u.pem': leaf.cert }
  const { items, files: seen } = await observeNode({ files })
  const source = `kubeconfig ${admin}, user u`
  expect(items.map(({ name }) => name)).toEqual(['/etc/kubernetes/ca.pem#1', '/etc/kubernetes/certs/u.pem#1'])
  expect(items[1]?.keyMatches).toEqual({ source, unknown: 'private key /etc/kubernetes/certs/u.key: does not exist' })
  expect(seen.find(({ path }) => path === '/etc/kubernetes/certs/u.key')).toMatchObject({
    ...{ path: '/etc/kubernetes/certs/u.key', presence: 'absent', reason: '', foundBy: source, named: false },
    ...{ certificates: 0, privateKeys: 0 },
  })
})

test.each([
  ['a token', ['token: secret'], ''],
  ['a command', ['exec: {apiVersion: client.authentication.k8s.io/v1, command: aws}'], ''],
  ['broken data', ['client-certificate-data: "*"'], 'user u: is not base64'],
  [
    'data without a certificate',
    [`client-certificate-data: ${Buffer.from('hello').toString('base64')}`],
    'user u: holds neither certificates nor private keys',
  ],
])('a user of a kubeconfig with %s', async (_, user, reason) => {
  const { items, files, gaps } = await observeNode({
    files: { [admin]: kubeconfigOf('insecure-skip-tls-verify: true', 'u', user) },
  })
  expect([items, files[0]?.reason]).toEqual([[], reason])
  expect(gaps).toEqual(reason ? [{ path: admin, reason }] : [])
  expect(JSON.stringify({ files, gaps })).not.toContain('secret')
})

test('another configuration in the place of a kubeconfig is none of them', async () => {
  const files = { '/etc/kubernetes/kubelet.conf': 'kind: KubeletConfiguration\n', [place]: sample('ed25519') }
  expect((await observeNode({ files })).files.map(({ path }) => path)).toEqual([place])
  const broken = await observeNode({ files: { [admin]: '- x\n' } })
  expect(broken.gaps).toEqual([{ path: admin, reason: 'not a kubeconfig' }])
})

test('a link to what is gone', async () => {
  const current = '/var/lib/kubelet/pki/kubelet-client-current.pem'
  const { files } = await observeNode({ files: { [current]: { link: '/var/lib/kubelet/pki/gone.pem' } } })
  expect(files).toMatchObject([
    {
      path: current,
      presence: 'absent',
      reason: 'link to /var/lib/kubelet/pki/gone.pem, which does not exist',
      foundBy: 'usual place',
      named: false,
      certificates: 0,
      privateKeys: 0,
    },
  ])
})

test('a pipe is not opened', async () => {
  const { files } = await observeNode({ files: { [place]: { fifo: true } } })
  expect(files[0]).toMatchObject({ presence: 'unknown', reason: 'a fifo, not a regular file' })
})

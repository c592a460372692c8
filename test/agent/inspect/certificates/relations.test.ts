import { beforeAll, expect, test } from 'vitest'
import { openSignatures } from '../../../../agent/inspect/certificates/chain.ts'
import { certificate, observeNode, onNode, sample } from '../../../support/certificates.ts'
import { issue, type Pair } from '../../../support/pki.ts'

const dir = '/srv'
let ca: Pair
let otherCa: Pair
let namesake: Pair
let old: Pair
let intermediate: Pair
let impostor: Pair
let viaIntermediate: Pair
let viaImpostor: Pair
let client: Pair
beforeAll(async () => {
  ca = await issue({ name: 'CN=ca', ca: true, algorithm: 'rsa' })
  otherCa = await issue({ name: 'CN=other', ca: true, algorithm: 'p521' })
  namesake = await issue({ name: 'CN=ca', ca: true })
  old = await issue({ name: 'CN=ca', ca: true, notBefore: '2018-01-01T00:00:00Z', notAfter: '2019-01-01T00:00:00Z' })
  intermediate = await issue({ name: 'CN=intermediate', ca: true, by: ca })
  impostor = await issue({ name: 'CN=impostor', by: ca })
  viaIntermediate = await issue({ name: 'CN=client', by: intermediate })
  viaImpostor = await issue({ name: 'CN=client', by: impostor })
  client = await issue({ name: 'CN=client', by: ca, algorithm: 'ed25519' })
})

/** An API server whose front-proxy certificate is judged by its own --requestheader-client-ca-file. */
function observeProxy(cert: string, authorities: string, more: Readonly<Record<string, string>> = {}) {
  const argv = [
    'kube-apiserver',
    `--proxy-client-cert-file=${dir}/c.pem`,
    `--requestheader-client-ca-file=${dir}/ca.pem`,
  ]
  const key = more[`${dir}/c.key`] === undefined ? [] : [`--proxy-client-key-file=${dir}/c.key`]
  return observeNode({
    files: { [`${dir}/c.pem`]: cert, [`${dir}/ca.pem`]: authorities, ...more },
    processes: [onNode(5, ...argv, ...key)],
  })
}

const source = 'flag --requestheader-client-ca-file of kube-apiserver'

test.each([
  ['its authority', () => [client.cert, ca.cert], true],
  ['one of several authorities', () => [client.cert, otherCa.cert + ca.cert], true],
  ['an authority of the same name', () => [client.cert, namesake.cert], false],
  ['a valid and an expired authority of one name', () => [client.cert, old.cert + ca.cert], true],
  ['another authority', () => [client.cert, otherCa.cert], false],
  ['an intermediate that is sent along', () => [viaIntermediate.cert + intermediate.cert, ca.cert], true],
  ['an intermediate that is not sent along', () => [viaIntermediate.cert, ca.cert], false],
  ['an intermediate that is itself trusted', () => [viaIntermediate.cert, intermediate.cert], true],
  ['a certificate that is no authority', () => [viaImpostor.cert + impostor.cert, ca.cert], false],
  ['itself', () => [client.cert, client.cert], true],
  ['an empty bundle', () => [client.cert, '# none\n'], false],
] as [string, () => [string, string], boolean][])('trusted through %s', async (_, pairs, value) => {
  const { items } = await observeProxy(...pairs())
  expect(items[0]?.trusted).toEqual({ value, source })
})

test.each([
  [
    'is broken',
    () => `${otherCa.cert}-----BEGIN CERTIFICATE-----\nx\n`,
    /^1 of 2 blocks could not be read: line \d+: CERTIFICATE has no end$/,
  ],
  ['is cut', () => otherCa.cert.repeat(600), /^only the first 500 blocks are read$/],
])('whether it is trusted cannot be told when the bundle %s', async (_, bundle, reason) => {
  const { items } = await observeProxy(client.cert, bundle())
  const trusted = items.find(({ path }) => path === `${dir}/c.pem`)?.trusted
  const [why, rest] = trusted?.unknown?.split(/(?<=could be read): /) ?? []
  expect([trusted?.value, trusted?.source, why]).toEqual([
    undefined,
    source,
    'not all of its authorities could be read',
  ])
  expect(rest).toMatch(reason)
})

test('what Go does not load trusts nobody', async () => {
  const { items } = await observeProxy(sample('ed25519'), sample('trusted'))
  expect(items.map(({ trusted }) => trusted)).toEqual([
    { value: false, source },
    { source, unknown: 'programs in Go do not load it' },
  ])
})

test('who verifies whom', async () => {
  const { items } = await observeProxy(viaIntermediate.cert + intermediate.cert, ca.cert + namesake.cert)
  expect(items.map(({ name, verifiedBy, selfSigned }) => [name, verifiedBy, selfSigned])).toEqual([
    [`${dir}/c.pem#1`, [`${dir}/c.pem#2`], false],
    [`${dir}/c.pem#2`, [`${dir}/ca.pem#1`], false],
    [`${dir}/ca.pem#1`, [`${dir}/ca.pem#1`], true],
    [`${dir}/ca.pem#2`, [`${dir}/ca.pem#2`], true],
  ])
})

test('equal keys can be told from different ones', async () => {
  const again = await issue({ name: 'CN=renewed', by: ca, keys: client, serial: '77' })
  const { items } = await observeProxy(client.cert + again.cert, ca.cert)
  const [first, second, third] = items
  expect(first?.keySha256).toBe(second?.keySha256)
  expect(first?.sha256).not.toBe(second?.sha256)
  expect(third?.keySha256).not.toBe(first?.keySha256)
})

test.each([
  ['its own', () => client.key, { value: true, source: `flag --proxy-client-key-file (${dir}/c.key)` }],
  ["another one's", () => ca.key, { value: false, source: `flag --proxy-client-key-file (${dir}/c.key)` }],
  [
    'encrypted',
    () => sample('key enc-pkcs8'),
    { source: `flag --proxy-client-key-file (${dir}/c.key)`, unknown: `private key ${dir}/c.key is encrypted` },
  ],
  [
    'missing in its file',
    () => 'no key\n',
    { source: 'flag --proxy-client-key-file', unknown: `${dir}/c.key holds no private key` },
  ],
])('a private key that is %s', async (_, key, expected) => {
  const { items } = await observeProxy(client.cert, ca.cert, { [`${dir}/c.key`]: key() })
  expect(items.find(({ path }) => path === `${dir}/c.pem`)?.keyMatches).toEqual(expected)
})

test('a certificate whose component names no key has none, though one lies beside it', async () => {
  const argv = ['kube-apiserver', `--tls-cert-file=${dir}/s.crt`]
  const { items } = await observeNode({
    files: { [`${dir}/s.crt`]: client.cert, [`${dir}/s.key`]: client.key },
    processes: [onNode(5, ...argv)],
  })
  expect(items[0]?.keyMatches).toEqual({ source: '', unknown: 'no private key is named for it' })
})

test('one authority for clients and for request headers can be told', async () => {
  const argv = ['kube-apiserver', `--client-ca-file=${dir}/ca.pem`, `--requestheader-client-ca-file=${dir}/front.pem`]
  const { items } = await observeNode({
    files: { [`${dir}/ca.pem`]: ca.cert, [`${dir}/front.pem`]: ca.cert },
    processes: [onNode(5, ...argv)],
  })
  expect(
    items.map(({ keySha256, uses }) => [keySha256 === items[0]?.keySha256, uses?.map(({ role }) => role)]),
  ).toEqual([
    [true, ['client-ca']],
    [true, ['requestheader-ca']],
  ])
})

test('verifications have a limit', () => {
  const root = certificate('ed25519')
  const other = certificate('ed448')
  const signatures = openSignatures(1)
  expect([signatures.signed(root, root), signatures.exhausted()]).toEqual([true, false])
  expect([signatures.signed(root, other), signatures.exhausted()]).toEqual([false, false])
  expect([signatures.signed(other, other), signatures.exhausted()]).toEqual([false, true])
  expect(signatures.signed(root, root)).toBe(true)
})

test('many certificates of one name are bounded, and it is told', async () => {
  const many = await Promise.all(Array.from({ length: 100 }, () => issue({ name: 'CN=ca', ca: true })))
  const { items, gaps } = await observeProxy(client.cert, many.map(({ cert }) => cert).join(''))
  expect(items.filter(({ selfSigned }) => selfSigned)).toHaveLength(100)
  expect(gaps).toEqual([
    { path: '', reason: 'too many certificates have the same names: not all signatures were verified' },
  ])
  expect(items[0]?.trusted).toEqual({ source, unknown: 'too many certificates to verify' })
})

test('an authority that signs another one beyond its limit', async () => {
  const root = await issue({ name: 'CN=root', ca: true, pathLength: 1 })
  const below = await issue({ name: 'CN=below', ca: true, pathLength: 0, by: root })
  const beyond = await issue({ name: 'CN=beyond', ca: true, by: below })
  const leaf = await issue({ name: 'CN=leaf', by: below })
  const again = await issue({ name: 'CN=below', ca: true, pathLength: 0, keys: below })
  const { items } = await observeNode({
    files: { '/etc/kubernetes/pki/x.crt': [root, below, beyond, leaf, again].map(({ cert }) => cert).join('') },
  })
  const name = (at: number) => `/etc/kubernetes/pki/x.crt#${at}`
  expect(items.map((each) => [each.commonName, each.pathLength, each.signedBeyond])).toEqual([
    ['root', 1, []],
    ['below', 0, [name(3)]],
    ['beyond', -1, []],
    ['leaf', -1, []],
    ['below', 0, [name(3)]],
  ])
})

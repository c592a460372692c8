import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePem } from '../../../agent/parse/pem.ts'
import { parsePrivateKey } from '../../../agent/parse/pemkey.ts'
import { parseCertificate } from '../../../agent/parse/x509.ts'
import { block, certificate, sample } from '../../support/certificates.ts'
import { runs } from '../../support/property.ts'

test('a client certificate of a kubelet', () => {
  const { signed, belongsTo, x509, subjectDer, issuerDer, ...rest } = certificate('c01')
  expect(rest).toEqual({
    subject: {
      text: 'CN=system:node:n1,O=system:nodes',
      commonName: 'system:node:n1',
      organizations: ['system:nodes'],
    },
    issuer: { text: 'CN=test-ca', commonName: 'test-ca', organizations: [] },
    serial: '1001',
    notBefore: '2026-11-21T02:59:00Z',
    notAfter: '2048-10-16T02:59:00Z',
    keyType: 'ec',
    keyBits: 256,
    curve: 'prime256v1',
    signatureAlgorithm: 'ecdsa-with-SHA256',
    ca: false,
    hasConstraints: true,
    pathLength: -1,
    keyUsage: ['digitalSignature'],
    extendedKeyUsage: ['clientAuth'],
    alternativeNames: [],
    keySha256: 'faf2d32daddda1bd0cb8226661801fb54d8231e761adbd7f12a48fdf9429973c',
    sha256: '02274f40a2652626cd32ff2aadaea39c3500ec37d0b443f5a509b7134d9e0fbd',
    size: 427,
  })
})

test.each([
  ['rsa-sha1', 'rsa', 1024, '', 'sha1WithRSAEncryption'],
  ['rsa-md5', 'rsa', 1024, '', 'md5WithRSAEncryption'],
  ['p384', 'ec', 384, 'secp384r1', 'ecdsa-with-SHA384'],
  ['p224', 'ec', 224, 'secp224r1', 'ecdsa-with-SHA256'],
  ['ed25519', 'ed25519', 256, '', 'ED25519'],
  ['ed448', 'ed448', 456, '', 'ED448'],
  ['dsa', 'dsa', 1024, '', 'dsa-with-SHA256'],
  ['rsa-pss-sha1', 'rsa', 1024, '', 'rsassaPss-SHA1'],
  ['rsa-pss-sha256', 'rsa-pss', 1024, '', 'rsassaPss-SHA256'],
])('keys and signatures: %s', (name, keyType, keyBits, curve, signatureAlgorithm) => {
  const read = certificate(name)
  expect(read).toMatchObject({ keyType, keyBits, curve, signatureAlgorithm, serial: 'f1e2d' })
  expect(read.subject.text).toBe(`CN=${name},O=merlon`)
  expect(read.signed(read)).toBe(true)
  expect(read.signed(certificate('c01'))).toBe(false)
})

test('names and usages of every kind', () => {
  const read = certificate('names')
  expect(read.alternativeNames).toEqual([
    'directory:O=inner',
    'dns:*.example.org',
    'email:a@b.c',
    'ip:10.0.0.1',
    'ip:fd00::1',
    'oid:1.2.3.4',
    'other:1.2.3',
    'uri:spiffe://a/b',
  ])
  expect(read.keyUsage).toEqual(['digitalSignature', 'keyEncipherment', 'keyAgreement', 'decipherOnly'])
  expect(read.extendedKeyUsage).toEqual(['clientAuth', 'serverAuth', '1.2.3.4'])
})

test('a subject in which everything is escaped that could deceive', () => {
  const { subject, serial } = certificate('odd')
  expect(subject).toEqual({
    text: 'DC=org,CN=line\nbreak,OU=\\ lead,O=a\\,b=c\\;d/e',
    commonName: 'line\nbreak',
    organizations: ['a,b=c;d/e'],
  })
  expect(serial).toBe('-81')
})

test.each([
  ['rsa-sha1', true, true],
  ['c01', false, true],
  ['v1', undefined, false],
])('authority: %s', (name, ca, hasConstraints) => {
  expect(certificate(name)).toMatchObject({ ca, hasConstraints })
})

test('without basic constraints a certificate of version 3 is no authority', () => {
  const { der } = block('p384')
  const constraints = Buffer.from('0603551d13', 'hex')
  const other = Buffer.from(der)
  other[other.indexOf(constraints) + 4] = 0x63
  const read = parseCertificate(other)
  expect(read.ok && [read.certificate.ca, read.certificate.hasConstraints]).toEqual([false, false])
})

test('it does not expire', () => {
  expect(certificate('forever').notAfter).toBe('9999-12-31T23:59:59Z')
})

test("OpenSSL's trusted certificates are read without what it adds", () => {
  expect(certificate('trusted').sha256).toBe(certificate('ed25519').sha256)
})

test('an extension that stands twice', () => {
  const der = Buffer.from(block('names').der)
  const extended = der.indexOf(Buffer.from('0603551d25', 'hex'))
  der[extended + 4] = 0x0f
  expect(parseCertificate(der)).toEqual({ ok: false, reason: 'not a certificate: extension 2.5.29.15 stands twice' })
})

test('a time that is none', () => {
  const der = Buffer.from(block('c01').der)
  der.write('261321025900Z', der.indexOf('261121025900Z'), 'latin1')
  const read = parseCertificate(der)
  expect(read.ok && [read.certificate.notBefore, read.certificate.notAfter]).toEqual([
    undefined,
    '2048-10-16T02:59:00Z',
  ])
})

test.each([
  ['nothing', '', 'not a certificate: ends too early'],
  ['a number', '020101', 'not a certificate: tag 2 where 48 should be'],
  ['an empty list', '3000', 'not a certificate: parts are missing'],
  ['a list of lists', `3080${'00'.repeat(20)}`, 'not a certificate: a length that is not definite'],
])('no certificate: %s', (_, bytes, reason) => {
  expect(parseCertificate(Buffer.from(bytes, 'hex'))).toEqual({ ok: false, reason })
})

test.each([
  ['key p384', 'p384', true],
  ['key p384-pkcs8', 'p384', true],
  ['key ed25519', 'ed25519', true],
  ['key rsa1024', 'rsa-md5', true],
  ['key rsa1024-pkcs1', 'rsa-md5', true],
  ['key p384', 'p224', false],
  ['key p384', 'rsa-md5', false],
])('%s and the certificate %s', (keyName, name, expected) => {
  const key = parsePrivateKey(block(keyName))
  expect(key.ok && certificate(name).belongsTo(key.key)).toBe(expected)
})

test.each([
  ['key enc-sec1', 'is encrypted'],
  ['key enc-pkcs8', 'is encrypted'],
  ['c01', 'is of a kind that is not read (CERTIFICATE)'],
])('no key: %s', (name, reason) => {
  expect(parsePrivateKey(block(name))).toEqual({ ok: false, reason })
})

test('a broken key says nothing of itself', () => {
  const { label, line, headers, der } = block('key p384')
  expect(parsePrivateKey({ label, line, headers, der: der.subarray(0, 40) })).toEqual({
    ok: false,
    reason: 'cannot be read as a key',
  })
})

test('whatever happens to its bytes, a certificate is read or refused', () => {
  const names = ['c01', 'names', 'odd', 'rsa-pss-sha1', 'v1']
  const change = fc.tuple(fc.constantFrom(...names), fc.nat(), fc.integer({ min: 0, max: 255 }), fc.nat())
  const property = fc.property(change, ([name, at, byte, cut]) => {
    const der = Buffer.from(block(name).der)
    der[at % der.length] = byte
    const read = parseCertificate(cut % 3 === 0 ? der.subarray(0, cut % der.length) : der)
    if (read.ok) expect(read.certificate.sha256).toHaveLength(64)
    else expect(read.reason).toMatch(/^not a certificate/)
  })
  fc.assert(property, runs(400))
  const random = fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
    expect(parseCertificate(Buffer.from(bytes)).ok).toBe(false)
  })
  fc.assert(random, runs(200))
})

test('every sample is one block', () => {
  expect(parsePem(Buffer.from(sample('c01')), 5)).toMatchObject({ problems: [], more: false })
})

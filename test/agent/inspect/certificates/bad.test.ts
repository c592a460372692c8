import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seen } from '../../../../agent/host/look.ts'
import { blockLimit, type Content, contentOf } from '../../../../agent/inspect/certificates/pemfile.ts'
import { block, observeNode, sample } from '../../../support/certificates.ts'
import { runs } from '../../../support/property.ts'

const place = '/etc/kubernetes/pki/x.crt'
const passwords = () => seen(['secret'])

/** An element in an element, this many times. */
function nested(depth: number): Buffer {
  const head = Buffer.alloc(depth * 4)
  for (let at = 0; at < depth; at += 1) {
    head.writeUInt16BE(0x3082, at * 4)
    head.writeUInt16BE((depth - at - 1) * 4, at * 4 + 2)
  }
  return head
}

const pem = (der: Buffer) => `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`

test.each([
  ['beginnings without an end', '-----BEGIN CERTIFICATE-----\n'.repeat(30_000), 'only the first 500 blocks are read'],
  [
    'one line of a megabyte',
    `-----BEGIN CERTIFICATE-----\n${'A'.repeat(1_000_000)}\n-----END CERTIFICATE-----\n`,
    'is larger than',
  ],
  [
    'a megabyte of headers',
    `-----BEGIN CERTIFICATE-----\n${'a: b\n'.repeat(200_000)}-----END CERTIFICATE-----\n`,
    'is empty',
  ],
  ['lists in lists', pem(nested(16_000)), 'not a certificate'],
  ['a certificate of nothing', pem(Buffer.from('3000', 'hex')), 'not a certificate: parts are missing'],
  ['a length of four gigabytes', pem(Buffer.from('3084ffffffff00', 'hex')), 'not a certificate: ends too early'],
])('%s: bounded, and explained', async (_, content, reason) => {
  const { items, files, gaps } = await observeNode({ files: { [place]: content } })
  expect(items).toEqual([])
  expect(files[0]?.reason).toContain(reason)
  expect(files[0]?.reason?.length).toBeLessThan(300)
  expect(gaps).toHaveLength(1)
})

test('lists in lists that look like an archive', () => {
  const inner = nested(10_000)
  const bytes = Buffer.concat([Buffer.from('3082', 'hex'), Buffer.alloc(2), Buffer.from('020103', 'hex'), inner])
  bytes.writeUInt16BE(inner.length + 3, 2)
  const { certificates, unread } = contentOf(bytes, false, passwords)
  expect(certificates).toEqual([])
  expect(unread).toMatch(/^(encrypted: not read|not a PKCS#12 archive)/)
})

test('control characters in names stay one name each, and move nothing else', async () => {
  const { items } = await observeNode({ files: { [place]: sample('odd') } })
  expect(items).toHaveLength(1)
  expect(items[0]?.name).toBe(`${place}#1`)
  expect(items[0]?.commonName).toBe('line\nbreak')
})

function consistent({ certificates, keys, unread, remark, format }: Content): void {
  expect(certificates.length).toBeLessThanOrEqual(blockLimit)
  expect(keys).toBeGreaterThanOrEqual(0)
  for (const words of [unread, remark]) {
    expect(words).not.toMatch(/[\u0000-\u001f]|secret/)
    expect(words.length).toBeLessThan(400)
  }
  // Nothing is found in what is nothing.
  if (format === '') expect([certificates.length, keys]).toEqual([0, 0])
}

test('whatever a file holds, what is said of it holds together', () => {
  const texts = ['c01', 'odd', 'names', 'v1', 'p12-ec'].map((name) => Buffer.from(sample(name)))
  const all = [...texts, block('c01').der, block('p12-rsa').der]
  const change = fc.record({ at: fc.nat(5000), byte: fc.nat(255), cut: fc.nat(5000) })
  const property = fc.property(fc.constantFrom(...all), fc.array(change, { maxLength: 3 }), (base, changes) => {
    let bytes = Buffer.from(base)
    for (const { at, byte, cut } of changes) {
      if (bytes.length > 0) bytes[at % bytes.length] = byte
      if (cut % 5 === 0) bytes = bytes.subarray(0, cut % (bytes.length + 1))
    }
    consistent(contentOf(bytes, false, passwords))
  })
  fc.assert(property, runs(200))
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => consistent(contentOf(Buffer.from(bytes)))),
    runs(200),
  )
})

import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isArchive, parseArchive } from '../../../agent/parse/pkcs12.ts'
import { block } from '../../support/certificates.ts'
import { runs } from '../../support/property.ts'

const ec = '6aeb159a86b3881fbb40b4e9f7b78407a800b0aca4e480f7c6f372f0c471b40e'
const rsa = 'd7c334479b813bab5dc8515dcf17c97e199c4f91269a28a6141b4fc1fcd0babc'
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

test.each([
  ['an EC certificate with its authority', 'p12-ec', [ec, rsa]],
  ['an RSA certificate', 'p12-rsa', [rsa]],
  ['ciphers of former times', 'p12-ec-legacy', [ec]],
])('%s: byte for byte, with the key', (_, name, certificates) => {
  const bytes = block(name).der
  expect(isArchive(bytes)).toBe(true)
  const read = parseArchive(bytes, ['wrong', 'secret'])
  if (!read.ok) throw new Error(read.reason)
  expect(read.archive.certificates.map(sha256)).toEqual(certificates)
  expect(read.archive.keys).toBe(1)
  expect(read.archive.key).toMatchObject({ ok: true })
})

test.each([
  ['no password', 'p12-ec', [], 'encrypted: not read (no password is configured)'],
  ['another password', 'p12-ec', ['Secret', ''], 'encrypted: not read (no configured password opens it)'],
  ['too much work', 'p12-ec-slow', ['secret'], 'encrypted: not read (30000 rounds for its password, more than 20000)'],
] as const)('%s', (_, name, passwords, reason) => {
  expect(parseArchive(block(name).der, passwords)).toEqual({ ok: false, reason })
})

test('an archive cannot ask for more work than is done', () => {
  const bytes = Buffer.from(block('p12-ec').der)
  const rounds = Buffer.from('02020800', 'hex')
  expect(bytes.includes(rounds)).toBe(true)
  for (let at = bytes.indexOf(rounds); at >= 0; at = bytes.indexOf(rounds, at + 1)) {
    const more = Buffer.from(bytes)
    more.writeUInt16BE(0x7fff, at + 2)
    expect(parseArchive(more, ['secret'])).toEqual({
      ok: false,
      reason: 'encrypted: not read (32767 rounds for its password, more than 20000)',
    })
  }
})

test('nothing else is an archive', () => {
  expect(isArchive(block('c01').der)).toBe(false)
  expect(isArchive(Buffer.from('text'))).toBe(false)
  expect(isArchive(Buffer.alloc(0))).toBe(false)
})

test('whatever is damaged is answered, and the password is never told', () => {
  const bytes = block('p12-ec').der
  const property = fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
    const damaged = Buffer.from(bytes)
    damaged[at] = (damaged[at] as number) ^ change
    const read = parseArchive(damaged, ['secret'])
    if (!read.ok) expect(read.reason).not.toContain('secret')
  })
  fc.assert(property, runs(60))
})

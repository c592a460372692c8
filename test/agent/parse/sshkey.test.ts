import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  isKeyType,
  readKeyBlob,
  readPrivateKeyFile,
  readPublicKey,
  readPublicKeyFile,
} from '../../../agent/parse/sshkey.ts'
import { runs } from '../../support/property.ts'
import * as keys from '../../support/sshkeys.ts'

const { privateFile, ...all } = keys
const known = Object.entries(all)
const blobOf = (key: keys.KnownKey) => Buffer.from(key.text.split(' ')[1] as string, 'base64')

test.each(known)('as ssh-keygen says of %s', (_, { text, type, bits, fingerprint }) => {
  expect(readPublicKeyFile(`${text} a comment\n`)).toEqual({ type, bits, fingerprint })
  expect(isKeyType(type)).toBe(true)
})

test.each(known)('the public part of a private key: %s', (_, key) => {
  const { type, bits, fingerprint } = key
  expect(readPrivateKeyFile(Buffer.from(privateFile(key)))).toEqual({ type, bits, fingerprint })
})

test.each([
  ['another type than it says', keys.rsa2048.text.replace('ssh-rsa', 'ssh-ed25519')],
  ['a type that there is not', keys.rsa2048.text.replace('ssh-rsa', 'ssh-rot13')],
  ['no base64', 'ssh-rsa AAAA!'],
  ['nothing', ''],
  ['a type alone', 'ssh-rsa'],
  ['a key that is cut off', keys.rsa2048.text.slice(0, 60)],
])('%s is no key', (_, text) => {
  expect(readPublicKeyFile(text)).toBeUndefined()
  const [type = '', base64 = ''] = text.split(' ')
  expect(readPublicKey(type, base64)).toBeUndefined()
})

test.each([
  ['another format', '-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n'],
  ['nothing inside', '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n'],
  ['one that is cut off', `${privateFile(keys.ed25519).slice(0, 110)}\n-----END OPENSSH PRIVATE KEY-----\n`],
  ['no key', ''],
])('a private key file with %s tells nothing', (_, text) => {
  expect(readPrivateKeyFile(Buffer.from(text))).toBeUndefined()
})

test('any bytes, and any change to a key, are a key or none', () => {
  const change = fc
    .tuple(fc.constantFrom(...known.map(([, key]) => blobOf(key))), fc.nat(), fc.nat(255))
    .map(([blob, at, byte]) => {
      const copy = Buffer.from(blob)
      copy[at % copy.length] = byte
      return copy
    })
  const bytes = fc.oneof(
    change,
    fc.uint8Array({ maxLength: 300 }).map((each) => Buffer.from(each)),
  )
  fc.assert(
    fc.property(bytes, (blob) => {
      const key = readKeyBlob(blob)
      if (key === undefined) return
      expect(isKeyType(key.type)).toBe(true)
      expect(key.bits).toBeGreaterThanOrEqual(0)
      expect(key.fingerprint).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/)
    }),
    runs(500),
  )
})

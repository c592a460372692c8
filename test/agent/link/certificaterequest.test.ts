import 'reflect-metadata'
import { createPublicKey, webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import { expect, test } from 'vitest'
import { certificateRequest, keyPem, newKey } from '../../../agent/link/certificaterequest.ts'

x509.cryptoProvider.set(webcrypto as Crypto)

test('a request holds the public key, proves that its sender has the private one, and asks for no name', async () => {
  // Lengths of signatures differ: several.
  for (let count = 0; count < 20; count += 1) {
    const key = await newKey()
    const request = new x509.Pkcs10CertificateRequest(certificateRequest(key))
    expect(await request.verify()).toBe(true)
    expect([request.subject, request.extensions, request.attributes]).toEqual(['', [], []])
    expect(Buffer.from(request.publicKey.rawData)).toEqual(createPublicKey(key).export({ type: 'spki', format: 'der' }))
  }
})

test('a request whose key was exchanged proves nothing', async () => {
  const [own, other] = [await newKey(), await newKey()]
  const publicKeyOf = (key: typeof own) => createPublicKey(key).export({ type: 'spki', format: 'der' })
  const bytes = certificateRequest(own)
  const at = bytes.indexOf(publicKeyOf(own))
  expect(at).toBeGreaterThan(0)
  publicKeyOf(other).copy(bytes, at)
  expect(await new x509.Pkcs10CertificateRequest(bytes).verify()).toBe(false)
})

test('a key is P-256, and PKCS #8 in PEM', async () => {
  const key = await newKey()
  expect(key.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' })
  expect(keyPem(key).toString()).toMatch(/^-----BEGIN PRIVATE KEY-----\n/)
})

import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import { Refusal } from './refusal.ts'

x509.cryptoProvider.set(webcrypto as Crypto)

/** Largest request, in bytes: one for a P-256 key has about 250. */
const maxRequestBytes = 4096

/**
 * The public key of a certificate request (PKCS #10, DER), P-256, whose signature proves that the asker holds its key. All
 * else in it is ignored. Throws a Refusal.
 */
export async function readRequest(der: Uint8Array | null | undefined): Promise<x509.PublicKey> {
  if (!der || der.length === 0) throw new Refusal('MALFORMED_REQUEST', 'there is no certificate request')
  if (der.length > maxRequestBytes)
    throw new Refusal('MALFORMED_REQUEST', `the certificate request has more than ${maxRequestBytes} bytes`)
  const request = parse(der)
  const { name, namedCurve } = request.publicKey.algorithm as { name?: string; namedCurve?: string }
  if (name !== 'ECDSA' || namedCurve !== 'P-256')
    throw new Refusal('MALFORMED_REQUEST', 'the certificate request is not for a P-256 key')
  if (!(await request.verify().catch(() => false)))
    throw new Refusal('MALFORMED_REQUEST', 'the certificate request is not signed by its key')
  return request.publicKey
}

function parse(der: Uint8Array): x509.Pkcs10CertificateRequest {
  try {
    const request = new x509.Pkcs10CertificateRequest(new Uint8Array(der))
    // Read when it is asked for: a damaged one throws here, not later.
    void request.publicKey.algorithm
    return request
  } catch {
    throw new Refusal('MALFORMED_REQUEST', 'the certificate request cannot be read')
  }
}

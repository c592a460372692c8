// PKCS #10 (RFC 2986) of the one shape that enrolment needs. A library for it would add 350 kB to the agent's file and
// 14 MiB to its memory.
import { createPublicKey, generateKeyPair, type KeyObject, sign } from 'node:crypto'
import { promisify } from 'node:util'

/** A new private key, P-256. */
export async function newKey(): Promise<KeyObject> {
  const { privateKey } = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' })
  return privateKey
}

/** As files and TLS want it: PKCS #8, PEM. */
export function keyPem(key: KeyObject): Buffer {
  return Buffer.from(key.export({ type: 'pkcs8', format: 'pem' }))
}

/** A request for a certificate of this P-256 key, signed by it; DER. Subject and names are for the authority to write. */
export function certificateRequest(key: KeyObject): Buffer {
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' })
  const noAttributes = tagged(0xa0)
  const info = sequence(version1, sequence(), publicKey, noAttributes)
  return sequence(info, sequence(ecdsaWithSha256), bitString(sign('sha256', info, key)))
}

/** `INTEGER 0`. */
const version1 = Buffer.of(0x02, 0x01, 0x00)
/** 1.2.840.10045.4.3.2 (RFC 5758). */
const ecdsaWithSha256 = Buffer.from('06082a8648ce3d040302', 'hex')

function sequence(...parts: readonly Uint8Array[]): Buffer {
  return tagged(0x30, ...parts)
}

function bitString(bytes: Uint8Array): Buffer {
  return tagged(0x03, Buffer.of(0), bytes)
}

function tagged(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.of(tag, ...lengthOf(content.length)), content])
}

/** Up to 65535, which is far more than a request has. */
function lengthOf(length: number): number[] {
  if (length < 0x80) return [length]
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
}

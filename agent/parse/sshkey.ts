// Public keys of SSH as RFC 4253 (6.6), RFC 5656 and OpenSSH's PROTOCOL files have them. Of private keys only the public
// part is read, which stands in the clear.
import { createHash } from 'node:crypto'

/** A public key without the key itself. */
export interface SshKey {
  /** `ssh-ed25519`, `ssh-rsa`, `ecdsa-sha2-nistp256`, … */
  readonly type: string
  /** Size in bits; 0 where the type does not tell, as of certificates. */
  readonly bits: number
  /** As ssh-keygen prints it: `SHA256:` and base64. */
  readonly fingerprint: string
}

/** Names of key types that sshd takes in authorized_keys and as host keys, DSA until OpenSSH 10 among them. */
const keyTypes =
  /^(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp(?:256|384|521)|sk-(?:ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com|(?:(?:sk-)?ssh-(?:rsa|dss|ed25519)|(?:sk-)?ecdsa-sha2-nistp(?:256|384|521))-cert-v01@openssh\.com)$/

const fixedBits: Readonly<Record<string, number>> = {
  'ecdsa-sha2-nistp256': 256,
  'ecdsa-sha2-nistp384': 384,
  'ecdsa-sha2-nistp521': 521,
  'sk-ecdsa-sha2-nistp256@openssh.com': 256,
  'sk-ssh-ed25519@openssh.com': 256,
  'ssh-ed25519': 256,
}

/** True for the name of a kind of key that sshd knows. */
export function isKeyType(name: string): boolean {
  return keyTypes.test(name)
}

/** Reads the bytes of a public key. Undefined for bytes that are none. Never throws. */
export function readKeyBlob(blob: Buffer): SshKey | undefined {
  const name = readString(blob, 0)
  const type = name?.bytes.toString('latin1') ?? ''
  if (name === undefined || !isKeyType(type)) return undefined
  const bits = bitsOf(type, blob, name.end)
  if (bits === undefined) return undefined
  const digest = createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')
  return { type, bits, fingerprint: `SHA256:${digest}` }
}

/** Reads `TYPE BASE64`. Undefined where they are no key, or one of another type. */
export function readPublicKey(type: string, base64: string): SshKey | undefined {
  if (!isKeyType(type) || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined
  const key = readKeyBlob(Buffer.from(base64, 'base64'))
  return key?.type === type ? key : undefined
}

/** Strings and numbers behind the type's name. */
const fieldsOf: Readonly<Record<string, number>> = {
  'ecdsa-sha2-nistp256': 2,
  'ecdsa-sha2-nistp384': 2,
  'ecdsa-sha2-nistp521': 2,
  'sk-ecdsa-sha2-nistp256@openssh.com': 3,
  'sk-ssh-ed25519@openssh.com': 2,
  'ssh-dss': 4,
  'ssh-ed25519': 1,
  'ssh-rsa': 2,
}

function bitsOf(type: string, blob: Buffer, at: number): number | undefined {
  if (type.endsWith('-cert-v01@openssh.com')) return 0
  const fields: Buffer[] = []
  for (let end = at; end < blob.length; ) {
    const field = readString(blob, end)
    if (field === undefined) return undefined
    fields.push(field.bytes)
    end = field.end
  }
  if (fields.length !== fieldsOf[type]) return undefined
  // RSA: the exponent, then the modulus. DSA: the prime first.
  if (type === 'ssh-rsa') return bitLength(fields[1])
  if (type === 'ssh-dss') return bitLength(fields[0])
  return type === 'ssh-ed25519' && fields[0]?.length !== 32 ? undefined : fixedBits[type]
}

function bitLength(bytes: Buffer | undefined): number | undefined {
  if (bytes === undefined) return undefined
  const start = bytes.findIndex((each) => each !== 0)
  return start < 0 ? undefined : (bytes.length - start) * 8 - (Math.clz32(bytes[start] as number) - 24)
}

/** A string: four bytes of length, then as many. */
function readString(blob: Buffer, at: number): { bytes: Buffer; end: number } | undefined {
  if (at + 4 > blob.length) return undefined
  const end = at + 4 + blob.readUInt32BE(at)
  return end > blob.length ? undefined : { bytes: blob.subarray(at + 4, end), end }
}

const magic = Buffer.from('openssh-key-v1\0')

/** The public part of a private key in OpenSSH's own format; undefined for other formats. */
export function readPrivateKeyFile(bytes: Buffer): SshKey | undefined {
  const body = /^-----BEGIN OPENSSH PRIVATE KEY-----\s([A-Za-z0-9+/=\s]+)-----END/.exec(bytes.toString('latin1'))?.[1]
  if (body === undefined) return undefined
  const data = Buffer.from(body, 'base64')
  if (!data.subarray(0, magic.length).equals(magic)) return undefined
  // Cipher, key derivation and its options, the number of keys, then the first public key.
  let at = magic.length
  for (let skipped = 0; skipped < 3; skipped += 1) {
    const part = readString(data, at)
    if (part === undefined) return undefined
    at = part.end
  }
  const blob = readString(data, at + 4)
  return blob === undefined ? undefined : readKeyBlob(blob.bytes)
}

/** The key of a `.pub` file: its first line. */
export function readPublicKeyFile(text: string): SshKey | undefined {
  const [type = '', base64 = ''] = (text.split('\n', 1)[0] ?? '').trim().split(/\s+/)
  return readPublicKey(type, base64)
}

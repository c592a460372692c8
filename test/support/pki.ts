import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'

x509.cryptoProvider.set(webcrypto as Crypto)

const algorithms = {
  p256: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  p521: { name: 'ECDSA', namedCurve: 'P-521', hash: 'SHA-512' },
  ed25519: { name: 'Ed25519' },
  rsa: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: new Uint8Array([1, 0, 1]), modulusLength: 2048 },
} as const

/** A certificate with its private key, PEM, made for one test. */
export interface Pair {
  readonly cert: string
  readonly key: string
  /** Both, as the kubelet stores them. */
  readonly combined: string
  /** For a kubeconfig. */
  readonly certData: string
  readonly keyData: string
  readonly keys: webcrypto.CryptoKeyPair
  readonly algorithm: keyof typeof algorithms
}

export interface Request {
  /** `CN=x, O=y`. */
  readonly name: string
  /** Who signs it; it signs itself without. */
  readonly by?: Pair
  readonly algorithm?: keyof typeof algorithms
  /** The keys of another certificate instead of new ones. */
  readonly keys?: Pair
  readonly ca?: boolean
  /** Of an authority. Without a limit by default. */
  readonly pathLength?: number
  readonly usages?: readonly ('serverAuth' | 'clientAuth')[]
  /** DNS names and addresses. */
  readonly hosts?: readonly string[]
  /** Default: 2026-01-01. */
  readonly notBefore?: string
  /** Default: 2036-01-01. */
  readonly notAfter?: string
  /** Hexadecimal. Default `01`. */
  readonly serial?: string
  /** What it is signed with, by keys on curves. Default: what fits the key. */
  readonly hash?: 'SHA-1'
  /** Default: `keyCertSign` for authorities, none for others. */
  readonly keyUsages?: readonly ('digitalSignature' | 'keyEncipherment' | 'keyCertSign')[]
}

/** Makes a certificate. */
export async function issue(request: Request): Promise<Pair> {
  const { by, keys: like, ca = false, usages = [], hosts = [] } = request
  const type = like?.algorithm ?? request.algorithm ?? 'p256'
  const keys =
    like?.keys ??
    ((await webcrypto.subtle.generateKey(algorithms[type], true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair)
  const names = hosts.map((value) => ({ type: /^[\d.]+$|:/.test(value) ? ('ip' as const) : ('dns' as const), value }))
  const keyUsages = request.keyUsages ?? (ca ? ['keyCertSign'] : [])
  const issuer = by ? new x509.X509Certificate(by.cert) : undefined
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: request.serial ?? '01',
    subject: request.name,
    issuer: issuer?.subjectName ?? request.name,
    notBefore: new Date(request.notBefore ?? '2026-01-01T00:00:00Z'),
    notAfter: new Date(request.notAfter ?? '2036-01-01T00:00:00Z'),
    publicKey: keys.publicKey,
    signingKey: by?.keys.privateKey ?? keys.privateKey,
    signingAlgorithm: { ...algorithms[by?.algorithm ?? type], ...(request.hash && { hash: request.hash }) },
    extensions: [
      new x509.BasicConstraintsExtension(ca, request.pathLength, true),
      ...(keyUsages.length > 0
        ? [
            new x509.KeyUsagesExtension(
              keyUsages.reduce((bits, each) => bits | x509.KeyUsageFlags[each], 0),
              true,
            ),
          ]
        : []),
      ...(usages.length > 0
        ? [new x509.ExtendedKeyUsageExtension(usages.map((each) => x509.ExtendedKeyUsage[each]))]
        : []),
      ...(names.length > 0 ? [new x509.SubjectAlternativeNameExtension(names)] : []),
    ],
  })
  const cert = `${certificate.toString('pem')}\n`
  const key = `${x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY')}\n`
  return { cert, key, combined: cert + key, certData: base64(cert), keyData: base64(key), keys, algorithm: type }
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

/** A kubeconfig as kubeadm writes them. */
export function kubeconfig(authority: Pair, user: string, pair: Pair): string {
  return kubeconfigOf(`certificate-authority-data: ${authority.certData}`, user, [
    `client-certificate-data: ${pair.certData}`,
    `client-key-data: ${pair.keyData}`,
  ])
}

/** A kubeconfig with these fields. */
export function kubeconfigOf(cluster: string, user: string, fields: readonly string[]): string {
  return `apiVersion: v1
kind: Config
clusters:
- name: kubernetes
  cluster:
    ${cluster}
    server: https://10.0.0.1:6443
users:
- name: ${user}
  user:
${fields.map((field) => `    ${field}\n`).join('')}`
}

import 'reflect-metadata'
import { randomBytes, webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import { type Speaker, speakerUri } from '../../proto/protocol.ts'

x509.cryptoProvider.set(webcrypto as Crypto)

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const day = 24 * 60 * 60 * 1000
/** Clocks differ: a certificate holds from a little earlier on. */
const backdate = 5 * 60 * 1000

/** A certificate and its private key, PEM. */
export interface Pair {
  readonly cert: string
  readonly key: string
}

/** Makes the collector's own authority: P-256, ten years. */
export async function createAuthority(clusterId: string, now: Date = new Date()): Promise<Pair> {
  const keys = await generateKeys()
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: `CN=Merlon authority ${clusterId}`,
    notBefore: new Date(now.getTime() - backdate),
    notAfter: new Date(now.getTime() + 3650 * day),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { cert: `${cert.toString('pem')}\n`, key: await exportKey(keys.privateKey) }
}

/** Issues a certificate for a server, valid for these names and addresses. */
export function issueServer(
  authority: Pair,
  hosts: readonly string[],
  days: number,
  now: Date = new Date(),
): Promise<Pair> {
  const names = hosts.map((host) => ({
    type: /^[\d.]+$|:/.test(host) ? ('ip' as const) : ('dns' as const),
    value: host,
  }))
  return issue(authority, `CN=merlon-collector`, names, x509.ExtendedKeyUsage.serverAuth, days, now)
}

/** Issues a client certificate for a node or an operator. */
export function issueClient(authority: Pair, speaker: Speaker, days: number, now: Date = new Date()): Promise<Pair> {
  const name = speaker.kind === 'node' ? `node ${speaker.nodeId}` : `operator ${speaker.name}`
  return issue(
    authority,
    `CN=${name}`,
    [{ type: 'url', value: speakerUri(speaker) }],
    x509.ExtendedKeyUsage.clientAuth,
    days,
    now,
  )
}

async function issue(
  authority: Pair,
  subject: string,
  names: x509.JsonGeneralNames,
  usage: x509.ExtendedKeyUsage,
  days: number,
  now: Date,
): Promise<Pair> {
  const issuer = new x509.X509Certificate(authority.cert)
  const signingKey = await importKey(authority.key)
  const keys = await generateKeys()
  const cert = await x509.X509CertificateGenerator.create({
    serialNumber: serial(),
    subject,
    issuer: issuer.subject,
    notBefore: new Date(now.getTime() - backdate),
    notAfter: new Date(Math.min(now.getTime() + days * day, issuer.notAfter.getTime())),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([usage]),
      new x509.SubjectAlternativeNameExtension(names),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { cert: `${cert.toString('pem')}\n`, key: await exportKey(keys.privateKey) }
}

function generateKeys() {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
}

async function exportKey(key: CryptoKey): Promise<string> {
  return `${x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`
}

function importKey(pem: string): Promise<CryptoKey> {
  const [der] = x509.PemConverter.decode(pem)
  return webcrypto.subtle.importKey('pkcs8', der as ArrayBuffer, algorithm, false, ['sign']) as Promise<CryptoKey>
}

/** 127 random bits: positive, and of the length that RFC 5280 allows. */
function serial(): string {
  const bytes = randomBytes(16)
  bytes[0] = (bytes[0] as number) & 0x7f || 1
  return bytes.toString('hex')
}

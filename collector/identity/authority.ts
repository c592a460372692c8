import 'reflect-metadata'
import { createPrivateKey, type KeyObject, randomBytes, webcrypto } from 'node:crypto'
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
  return issuePair(authority, `CN=merlon-collector`, names, x509.ExtendedKeyUsage.serverAuth, days, now)
}

/** Issues a client certificate for a node or an operator. */
export function issueClient(authority: Pair, speaker: Speaker, days: number, now: Date = new Date()): Promise<Pair> {
  return issuePair(authority, subjectOf(speaker), uriOf(speaker), x509.ExtendedKeyUsage.clientAuth, days, now)
}

/** A certificate for a key that is somewhere else. */
export interface Issued {
  /** The certificate, and the one of its issuer where that is not its own authority. PEM, leaf first. */
  readonly chain: string
  readonly notBefore: Date
  readonly notAfter: Date
}

/** Issues a client certificate for somebody else's key, for so many milliseconds. */
export async function issueForKey(
  authority: Pair,
  speaker: Speaker,
  publicKey: x509.PublicKey,
  milliseconds: number,
  now: Date = new Date(),
): Promise<Issued> {
  const end = new Date(now.getTime() + milliseconds)
  const cert = await sign(authority, {
    subject: subjectOf(speaker),
    names: uriOf(speaker),
    usage: x509.ExtendedKeyUsage.clientAuth,
    ...{ publicKey, end, now },
  })
  const issuer = new x509.X509Certificate(authority.cert)
  const between = issuer.subject === issuer.issuer ? '' : `${issuer.toString('pem')}\n`
  return { chain: `${cert.toString('pem')}\n${between}`, notBefore: cert.notBefore, notAfter: cert.notAfter }
}

function subjectOf(speaker: Speaker): string {
  return speaker.kind === 'node' ? `CN=node ${speaker.nodeId}` : `CN=operator ${speaker.name}`
}

function uriOf(speaker: Speaker): x509.JsonGeneralNames {
  return [{ type: 'url', value: speakerUri(speaker) }]
}

async function issuePair(
  authority: Pair,
  subject: string,
  names: x509.JsonGeneralNames,
  usage: x509.ExtendedKeyUsage,
  days: number,
  now: Date,
): Promise<Pair> {
  const { publicKey, privateKey } = await generateKeys()
  const end = new Date(now.getTime() + days * day)
  const cert = await sign(authority, { subject, names, usage, publicKey, end, now })
  return { cert: `${cert.toString('pem')}\n`, key: await exportKey(privateKey) }
}

interface Wanted {
  readonly subject: string
  readonly names: x509.JsonGeneralNames
  readonly usage: x509.ExtendedKeyUsage
  readonly publicKey: x509.PublicKeyType
  readonly end: Date
  readonly now: Date
}

async function sign(authority: Pair, wanted: Wanted): Promise<x509.X509Certificate> {
  const { subject, names, usage, publicKey, end, now } = wanted
  const issuer = new x509.X509Certificate(authority.cert)
  return x509.X509CertificateGenerator.create({
    serialNumber: serial(),
    subject,
    issuer: issuer.subject,
    notBefore: new Date(now.getTime() - backdate),
    notAfter: new Date(Math.min(end.getTime(), issuer.notAfter.getTime())),
    ...(await signerOf(authority.key)),
    publicKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([usage]),
      new x509.SubjectAlternativeNameExtension(names),
      await identifierOf(issuer),
      await x509.SubjectKeyIdentifierExtension.create(publicKey),
    ],
  })
}

function generateKeys() {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
}

async function exportKey(key: CryptoKey): Promise<string> {
  return `${x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`
}

/** As the issuer's certificate says it: there is more than one way to make it from the key. */
function identifierOf(issuer: x509.X509Certificate): x509.Extension | Promise<x509.Extension> {
  const said = issuer.getExtension(x509.SubjectKeyIdentifierExtension)
  return said
    ? new x509.AuthorityKeyIdentifierExtension(said.keyId)
    : x509.AuthorityKeyIdentifierExtension.create(issuer)
}

/**
 * The key of an authority, with how it signs: RSA and the curves of NIST, SEC 1 as well as PKCS #8, as other tools make
 * them too. Throws for others.
 */
async function signerOf(
  pem: string,
): Promise<{ signingKey: CryptoKey; signingAlgorithm: ReturnType<typeof signingOf> }> {
  const key = createPrivateKey(pem)
  const signing = signingOf(key)
  const der = key.export({ format: 'der', type: 'pkcs8' })
  const signingKey = await webcrypto.subtle.importKey('pkcs8', der, signing, false, ['sign'])
  return { signingKey: signingKey as CryptoKey, signingAlgorithm: signing }
}

const curves: Readonly<Record<string, { namedCurve: string; hash: string }>> = {
  prime256v1: { namedCurve: 'P-256', hash: 'SHA-256' },
  secp384r1: { namedCurve: 'P-384', hash: 'SHA-384' },
  secp521r1: { namedCurve: 'P-521', hash: 'SHA-512' },
}

function signingOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject) {
  const curve = curves[asymmetricKeyDetails?.namedCurve ?? '']
  if (curve) return { name: 'ECDSA', ...curve }
  if (asymmetricKeyType === 'rsa') return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  throw new Error(`an authority has a key on a curve of NIST or of RSA, not of ${asymmetricKeyType}`)
}

/** 127 random bits: positive, and of the length that RFC 5280 allows. */
function serial(): string {
  const bytes = randomBytes(16)
  bytes[0] = (bytes[0] as number) & 0x7f || 1
  return bytes.toString('hex')
}

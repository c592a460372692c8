// X.509 certificates (RFC 5280). Keys and signatures are node:crypto's; what that does not tell is read from the DER.
import { createHash, type KeyObject, X509Certificate } from 'node:crypto'
import { compare } from '../../proto/value.ts'
import { bitsOf, childrenOf, type Der, expectDer, hexOf, NotDer, oidOf, readDer, tags, timeOf } from './der.ts'
import { alternativeNamesOf, type Name, nameOf } from './x509names.ts'
import { extensions, hashNames, keyUsageNames, purposeNames, rsaPss, signatureNames } from './x509oids.ts'

/** What a certificate says. */
export interface Certificate {
  readonly subject: Name
  readonly issuer: Name
  /** Subject and issuer as they are encoded, hexadecimal: names are equal when these are. */
  readonly subjectDer: string
  readonly issuerDer: string
  /** Hexadecimal. */
  readonly serial: string
  /** RFC 3339; `undefined` where the certificate holds no time. */
  readonly notBefore: string | undefined
  readonly notAfter: string | undefined
  /** `rsa`, `ec`, …; the dotted identifier of what OpenSSL does not know. */
  readonly keyType: string
  /** 0 where it cannot be told. */
  readonly keyBits: number
  /** Empty for what has none, or one without a name. */
  readonly curve: string
  readonly signatureAlgorithm: string
  /** Basic constraints; `undefined` before version 3, which has none. */
  readonly ca: boolean | undefined
  /** True when basic constraints stand in it. */
  readonly hasConstraints: boolean
  /** Most authorities that may stand between it and what they sign; -1 without a limit. */
  readonly pathLength: number
  readonly keyUsage: readonly string[]
  readonly extendedKeyUsage: readonly string[]
  /** Sorted, each once. */
  readonly alternativeNames: readonly string[]
  /** SHA-256 of the public key with its algorithm, hexadecimal. */
  readonly keySha256: string
  /** SHA-256 of the certificate, hexadecimal. */
  readonly sha256: string
  /** Length of the certificate in bytes. */
  readonly size: number
  /** Whether this key made the signature of the other certificate. Costs a verification. */
  signed(other: Certificate): boolean
  /** Whether it is the public half of this private key. */
  belongsTo(key: KeyObject): boolean
  readonly x509: X509Certificate
}

export type CertificateResult =
  | { readonly ok: true; readonly certificate: Certificate }
  | { readonly ok: false; readonly reason: string }

/** Reads one certificate; bytes behind it, as OpenSSL's trusted certificates have, are left. Never throws. */
export function parseCertificate(bytes: Buffer): CertificateResult {
  try {
    return { ok: true, certificate: read(bytes) }
  } catch (error) {
    if (error instanceof NotDer) return { ok: false, reason: `not a certificate: ${error.message}` }
    // What OpenSSL says has codes and file names in it.
    return { ok: false, reason: 'not a certificate' }
  }
}

/** What is found in the part that is signed. Unused parts are left out. */
interface Body {
  readonly version: number
  readonly serial: Der
  readonly issuer: Der
  readonly notBefore: Der
  readonly notAfter: Der
  readonly subject: Der
  readonly key: Der
  readonly extensions: ReadonlyMap<string, Der>
}

function read(bytes: Buffer): Certificate {
  const whole = expectDer(bytes, tags.sequence)
  const [signedPart, algorithm] = childrenOf(whole)
  if (!signedPart || !algorithm) throw new NotDer('parts are missing')
  const body = bodyOf(signedPart)
  const x509 = new X509Certificate(whole.whole)
  const key = publicKeyOf(x509)
  const constraints = body.extensions.get(extensions.basicConstraints)
  const names = body.extensions.get(extensions.alternativeNames)
  const usage = body.extensions.get(extensions.keyUsage)
  const purposes = body.extensions.get(extensions.extendedKeyUsage)
  return {
    subject: nameOf(body.subject),
    issuer: nameOf(body.issuer),
    subjectDer: body.subject.whole.toString('hex'),
    issuerDer: body.issuer.whole.toString('hex'),
    serial: hexOf(body.serial),
    notBefore: timeOf(body.notBefore),
    notAfter: timeOf(body.notAfter),
    ...keyFacts(key, body.key),
    signatureAlgorithm: signatureName(algorithm),
    ca: constraints ? isAuthority(constraints) : body.version < 3 ? undefined : false,
    hasConstraints: constraints !== undefined,
    pathLength: constraints ? pathLengthOf(constraints) : -1,
    keyUsage: usage ? bitsOf(usage).flatMap((bit) => keyUsageNames[bit] ?? []) : [],
    extendedKeyUsage: purposes
      ? childrenOf(purposes)
          .map(oidOf)
          .map((oid) => purposeNames.get(oid) ?? oid)
      : [],
    alternativeNames: names ? [...new Set(alternativeNamesOf(names))].sort(compare) : [],
    keySha256: sha256(body.key.whole),
    sha256: sha256(whole.whole),
    size: whole.whole.length,
    signed: (other) => key !== undefined && attempt(() => other.x509.verify(key)),
    belongsTo: (privateKey) => attempt(() => x509.checkPrivateKey(privateKey)),
    x509,
  }
}

/** In order: version [0], serial number, algorithm, issuer, validity, subject, key, ids [1] and [2], extensions [3]. */
function bodyOf(signedPart: Der): Body {
  const parts = childrenOf(signedPart)
  const version = parts[0]?.tag === 0xa0 ? Number.parseInt(hexOf(expectDer(parts[0].content, tags.integer)), 16) + 1 : 1
  const [serial, , issuer, validity, subject, key] = version > 1 || parts[0]?.tag === 0xa0 ? parts.slice(1) : parts
  if (!serial || !issuer || !validity || !subject || !key) throw new NotDer('parts are missing')
  const [notBefore, notAfter] = childrenOf(validity)
  if (!notBefore || !notAfter) throw new NotDer('times are missing')
  const extensionList = parts.find(({ tag }) => tag === 0xa3)
  const read = extensionList ? extensionsOf(extensionList) : new Map<string, Der>()
  return { version, serial, issuer, notBefore, notAfter, subject, key, extensions: read }
}

/** Identifier → what is in it. RFC 5280 allows each once, and Go refuses a certificate with one twice. */
function extensionsOf(list: Der): Map<string, Der> {
  const found = new Map<string, Der>()
  for (const each of childrenOf(expectDer(list.content, tags.sequence))) {
    const parts = childrenOf(each)
    const value = parts.at(-1)
    if (!parts[0] || value?.tag !== tags.octetString) throw new NotDer('an extension without a value')
    const oid = oidOf(parts[0])
    if (found.has(oid)) throw new NotDer(`extension ${oid} stands twice`)
    if (Object.values(extensions).includes(oid as never)) found.set(oid, readDer(value.content))
  }
  return found
}

function isAuthority(constraints: Der): boolean {
  const [first] = childrenOf(constraints)
  return first?.tag === tags.boolean && first.content[0] !== 0
}

/** A number that is too large to matter counts as none. */
function pathLengthOf(constraints: Der): number {
  const limit = childrenOf(constraints).find(({ tag }) => tag === tags.integer)
  if (!limit || limit.content.length > 2) return -1
  return Math.max(-1, Number.parseInt(hexOf(limit), 16))
}

function publicKeyOf(x509: X509Certificate): KeyObject | undefined {
  try {
    return x509.publicKey
  } catch {
    return undefined
  }
}

function keyFacts(key: KeyObject | undefined, encoded: Der): Pick<Certificate, 'keyType' | 'keyBits' | 'curve'> {
  if (!key?.asymmetricKeyType) {
    const [algorithm] = childrenOf(encoded)
    const [oid] = algorithm ? childrenOf(algorithm) : []
    return { keyType: oid ? oidOf(oid) : '', keyBits: 0, curve: '' }
  }
  const { modulusLength, namedCurve = '' } = key.asymmetricKeyDetails ?? {}
  const type = key.asymmetricKeyType
  return { keyType: type, keyBits: modulusLength ?? bitsOfKey(type, namedCurve), curve: namedCurve }
}

/** Curves have their length in their name: `prime256v1`, `secp384r1`. */
function bitsOfKey(type: string, curve: string): number {
  if (type === 'ed25519' || type === 'x25519') return type === 'ed25519' ? 256 : 253
  if (type === 'ed448' || type === 'x448') return type === 'ed448' ? 456 : 448
  return Number(/\d{3}/.exec(curve)?.[0] ?? 0)
}

function signatureName(algorithm: Der): string {
  const [identifier, parameters] = childrenOf(algorithm)
  if (!identifier) throw new NotDer('no algorithm')
  const oid = oidOf(identifier)
  return oid === rsaPss ? `rsassaPss-${pssHash(parameters)}` : (signatureNames.get(oid) ?? oid)
}

/** Without a word on it, the hash is SHA-1 (RFC 4055). */
function pssHash(parameters: Der | undefined): string {
  const named = parameters && childrenOf(parameters).find(({ tag }) => tag === 0xa0)
  if (!named) return 'SHA1'
  const [identifier] = childrenOf(readDer(named.content))
  const oid = identifier ? oidOf(identifier) : ''
  return hashNames.get(oid) ?? oid
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** False for what OpenSSL cannot do: a key that it does not know verifies nothing. */
function attempt(check: () => boolean): boolean {
  try {
    return check()
  } catch {
    return false
  }
}

import { X509Certificate } from 'node:crypto'
import { parseSpeaker, type Speaker } from '../../proto/protocol.ts'
import { issuerOf } from './trust.ts'

/** Who is at the other end, with the certificate that says so. */
export interface Peer {
  readonly speaker: Speaker
  /** Serial number of the certificate, hexadecimal. */
  readonly serial: string
  /** When the certificate ends, in milliseconds since 1970. */
  readonly notAfter: number
  /** SHA-256 of the authority that signed it. */
  readonly issuer: string
}

/** Who speaks, from a certificate that one of the authorities signed. Undefined for any other. */
export function peerOf(
  raw: Uint8Array | undefined,
  authorities: readonly X509Certificate[],
  now: Date = new Date(),
): Peer | undefined {
  const speaker = speakerOf(raw, now)
  if (!raw || !speaker) return undefined
  const certificate = new X509Certificate(raw)
  const issuer = issuerOf(certificate, authorities, now)
  if (!issuer) return undefined
  const { serialNumber, validToDate } = certificate
  return { speaker, serial: serialNumber, notAfter: validToDate.getTime(), issuer: issuer.fingerprint256 }
}

/**
 * Who a certificate speaks for, whoever signed it: only for one that was verified before. Undefined for one that is no
 * node's and no operator's, or does not hold now.
 */
export function speakerOf(raw: Uint8Array | undefined, now: Date = new Date()): Speaker | undefined {
  if (!raw) return undefined
  const certificate = readCertificate(raw)
  if (!certificate || now > certificate.validToDate || now < certificate.validFromDate) return undefined
  const uris = (certificate.subjectAltName ?? '')
    .split(', ')
    .flatMap((name) => (name.startsWith('URI:') ? [name.slice(4)] : []))
  // Exactly one: a certificate that speaks for two speaks for neither.
  return uris.length === 1 ? parseSpeaker(uris[0] as string) : undefined
}

/** A handshake passes certificates that OpenSSL reads; nothing else may end the process. */
function readCertificate(raw: Uint8Array): X509Certificate | undefined {
  try {
    return new X509Certificate(raw)
  } catch {
    return undefined
  }
}

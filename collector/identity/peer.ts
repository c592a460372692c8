import { X509Certificate } from 'node:crypto'
import { parseSpeaker, type Speaker } from '../../proto/protocol.ts'

/** Who speaks, from a certificate that the handshake verified. Undefined for one that is no node's and no operator's. */
export function speakerOf(raw: Uint8Array | undefined, now: Date = new Date()): Speaker | undefined {
  if (!raw) return undefined
  const certificate = new X509Certificate(raw)
  if (now > certificate.validToDate || now < certificate.validFromDate) return undefined
  const uris = (certificate.subjectAltName ?? '')
    .split(', ')
    .flatMap((name) => (name.startsWith('URI:') ? [name.slice(4)] : []))
  // Exactly one: a certificate that speaks for two speaks for neither.
  return uris.length === 1 ? parseSpeaker(uris[0] as string) : undefined
}

import { X509Certificate } from 'node:crypto'

/** Most authorities that are trusted at once: two while one replaces the other, and those of an operator. */
const maxAuthorities = 20

/** The authorities of a PEM text. Throws an Error for one that is damaged, is no authority, or is one too many. */
export function readAuthorities(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? []
  if (blocks.length > maxAuthorities) throw new Error(`has ${blocks.length} certificates, more than ${maxAuthorities}`)
  return blocks.map((block) => {
    const certificate = new X509Certificate(block)
    if (!certificate.ca) throw new Error(`${certificate.subject || 'a certificate'} is no authority`)
    return certificate
  })
}

/** Each authority once, PEM. */
export function joinAuthorities(...pems: readonly string[]): string {
  const seen = new Map(pems.flatMap(readAuthorities).map((each) => [each.fingerprint256, each.toString()]))
  return [...seen.values()].join('')
}

/** Extended key usage of certificates that clients show. */
const clientAuth = '1.3.6.1.5.5.7.3.2'

/**
 * The authority that signed a client certificate itself: what stands between has to be trusted by name. The handshake has
 * proved that the client holds the key; it leaves this to us, since clients without a certificate are let in to enrol.
 */
export function issuerOf(
  certificate: X509Certificate,
  authorities: readonly X509Certificate[],
  now: Date,
): X509Certificate | undefined {
  if (certificate.ca) return undefined
  // No usage at all means any (RFC 5280, 4.2.1.12).
  if (certificate.keyUsage && !certificate.keyUsage.includes(clientAuth)) return undefined
  return authorities.find(
    (authority) =>
      now >= authority.validFromDate &&
      now <= authority.validToDate &&
      certificate.checkIssued(authority) &&
      certificate.verify(authority.publicKey),
  )
}

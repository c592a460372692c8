// The part of a TLS handshake that a server sends in clear (RFC 5246, 8446): up to TLS 1.2 all until its `ServerHelloDone`.

/** What a server said before anything was encrypted. */
export interface Flight {
  /** `nothing` when it said nothing at all. */
  readonly kind: 'tls' | 'http' | 'other' | 'nothing'
  /** The version that it chose, 0x0301 to 0x0303; TLS 1.3 calls itself 0x0303 here, too. `undefined` without a choice. */
  readonly version: number | undefined
  /** The certificates, DER, its own first. */
  readonly certificates: readonly Buffer[]
  /** True when it asks for a certificate of the client. */
  readonly asks: boolean
  /** True when it has said all that comes before the client's answer. */
  readonly done: boolean
  /** Number of the alert that ended it (RFC 8446, 6), sent in clear. */
  readonly alert: number | undefined
}

/** Most certificates of a chain that are read. */
const maxCertificates = 20
const records = { alert: 21, handshake: 22 }
const messages = { serverHello: 2, certificate: 11, certificateRequest: 13, serverHelloDone: 14 }

/** Reads as much as is there. Never throws. */
export function parseFlight(bytes: Buffer): Flight {
  const nothing = { version: undefined, certificates: [], asks: false, done: false, alert: undefined }
  if (bytes.length === 0) return { kind: 'nothing', ...nothing }
  if (bytes.subarray(0, 5).toString('latin1') === 'HTTP/') return { kind: 'http', ...nothing }
  if (bytes.length < 3 || bytes[1] !== 3 || (bytes[0] !== records.alert && bytes[0] !== records.handshake))
    return { kind: 'other', ...nothing }
  const { handshake, alert } = readRecords(bytes)
  const found = readMessages(handshake)
  return {
    kind: 'tls',
    version: found.get(messages.serverHello)?.readUInt16BE(0),
    certificates: certificatesOf(found.get(messages.certificate)),
    asks: found.has(messages.certificateRequest),
    done: found.has(messages.serverHelloDone),
    alert,
  }
}

/** The handshake, which records cut anywhere, up to the first record that is none in clear. */
function readRecords(bytes: Buffer): { handshake: Buffer; alert: number | undefined } {
  const parts: Buffer[] = []
  for (let at = 0; at + 5 <= bytes.length; ) {
    const [type, length] = [bytes[at], bytes.readUInt16BE(at + 3)]
    const body = bytes.subarray(at + 5, at + 5 + length)
    // One that is encrypted is longer.
    if (type === records.alert) return { handshake: Buffer.concat(parts), alert: length === 2 ? body[1] : undefined }
    if (type !== records.handshake) break
    parts.push(body)
    at += 5 + length
  }
  return { handshake: Buffer.concat(parts), alert: undefined }
}

/** The first whole message of each type. What is too short to be one is left out. */
function readMessages(handshake: Buffer): Map<number, Buffer> {
  const found = new Map<number, Buffer>()
  for (let at = 0; at + 4 <= handshake.length; ) {
    const [type, length] = [handshake[at] as number, handshake.readUIntBE(at + 1, 3)]
    const body = handshake.subarray(at + 4, at + 4 + length)
    const isWhole = body.length === length && (type !== messages.serverHello || length >= 2)
    if (isWhole && !found.has(type)) found.set(type, body)
    at += 4 + length
  }
  return found
}

function certificatesOf(body: Buffer | undefined): Buffer[] {
  const certificates: Buffer[] = []
  if (!body) return certificates
  for (let at = 3; at + 3 <= body.length && certificates.length < maxCertificates; ) {
    const length = body.readUIntBE(at, 3)
    const certificate = body.subarray(at + 3, at + 3 + length)
    if (certificate.length < length) break
    certificates.push(certificate)
    at += 3 + length
  }
  return certificates
}

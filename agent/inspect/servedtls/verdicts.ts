// What handshakes say of a server. What they do not say stays unknown.
import { failed, type Look, seen } from '../../host/look.ts'
import type { Shake } from './probe.ts'

/** `protocol_version` (RFC 8446, 6.2). */
const protocolVersion = 70
/** How OpenSSL calls the alerts by which a server says that it wants a certificate. */
const wantsCertificate = /_ALERT_(CERTIFICATE_REQUIRED|BAD_CERTIFICATE|HANDSHAKE_FAILURE)$/

/** Whether the server speaks a version. */
export function isSupported({ version, handshake, flight }: Shake): Look<boolean> {
  if (handshake.completed) return seen(true)
  // TLS 1.3 hides behind the number of 1.2, and was all that was offered.
  if (flight.version !== undefined) return seen(flight.version === Math.min(version.number, 0x0303))
  if (flight.alert === protocolVersion) return seen(false)
  return failed(`the handshake ended otherwise: ${endOf(flight.alert, handshake.end)}`)
}

/** Whether a client without a certificate is refused: not, when it gets in by one version. */
export function isRequired(shakes: readonly Shake[]): Look<boolean> {
  const verdicts = shakes.map(refuses)
  if (verdicts.includes(false)) return seen(false)
  return verdicts.includes(true) ? seen(true) : failed('no handshake says so')
}

function refuses({ version, handshake, flight }: Shake): boolean | undefined {
  const { completed, end, ticket } = handshake
  if (!completed) return flight.asks && flight.alert !== undefined ? true : undefined
  if (version.id !== 'TLSv1.3') return false
  // There the server reads the client's answer only when the client takes the handshake for completed.
  if (wantsCertificate.test(end)) return true
  return ticket || end === 'closed' ? false : undefined
}

/** Whether a client is asked for a certificate. */
export function isRequested(shakes: readonly Shake[]): Look<boolean> {
  const required = isRequired(shakes)
  if (required.status === 'observed' && required.value) return seen(true)
  const open = shakes.filter(({ version, flight }) => version.id !== 'TLSv1.3' && flight.done)
  if (open.some(({ flight }) => flight.asks)) return seen(true)
  return open.length > 0 ? seen(false) : failed('in TLS 1.3 it is asked in secret, and no older version was answered')
}

/** The certificates that the newest version was answered with, DER, the server's own first. */
export function servedChain(shakes: readonly Shake[]): readonly Buffer[] {
  const chains = shakes.map(({ handshake, flight }) => handshake.completed?.certificates ?? flight.certificates)
  return chains.find((each) => each.length > 0) ?? []
}

/** What the newest version that was completed chose. */
export function chosenProtocol(shakes: readonly Shake[]): Look<string> {
  const completed = shakes.find(({ handshake }) => handshake.completed)?.handshake.completed
  return completed ? seen(completed.applicationProtocol) : failed('no handshake was completed')
}

function endOf(alert: number | undefined, end: string): string {
  if (alert !== undefined) return `alert ${alert}`
  return end === 'late' ? 'no answer in time' : end
}

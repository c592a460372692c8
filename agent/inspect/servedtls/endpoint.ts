// The fact of one place.
import type { CertificatesFact, ServedTlsFact, SourcedInt, SourcedString } from '../../../proto/index.ts'
import { type Look, why } from '../../host/look.ts'
import { type Certificate, parseCertificate } from '../../parse/x509.ts'
import type { Observation } from '../inspector.ts'
import { matchesFile } from './compared.ts'
import type { Place } from './places.ts'
import { type Probed, versions } from './probe.ts'
import { chosenProtocol, isRequested, isRequired, isSupported, servedChain } from './verdicts.ts'

export type EndpointFact = NonNullable<ServedTlsFact['items']>[number]

/** One that could not be tried at all. */
export function untried(place: Place, reason: string): EndpointFact {
  return endpointFact(
    place,
    { dialed: '', reachable: { status: 'failed', reason }, answer: { status: 'absent' }, shakes: [] },
    { status: 'absent' },
  )
}

/** What handshakes with it came to. */
export function endpointFact(
  place: Place,
  { dialed, reachable, answer, shakes }: Probed,
  certificates: Observation<CertificatesFact>,
): EndpointFact {
  const { name, component, role, source: told, port } = place
  const source = dialed === '' ? '' : `handshake with ${dialed.includes(':') ? `[${dialed}]` : dialed}:${port}`
  const silent = reasonOf(reachable, answer)
  const of = <T>(look: () => Look<T>): Sourced<T> =>
    silent === '' ? sourced(look(), source) : { source, unknown: silent }
  const byId = new Map(shakes.map((each) => [each.version.id, each]))
  return {
    ...{ name, component, role, source: told, dialed },
    reachable: sourced(reachable, source),
    answer: reachable.status === 'observed' && reachable.value ? sourced(answer, source) : { source, unknown: silent },
    versions: [...versions].reverse().map(({ id, name: version }) => {
      const shake = byId.get(id)
      return {
        name: version,
        supported: shake ? of(() => isSupported(shake)) : { source, unknown: silent || 'not tried' },
      }
    }),
    applicationProtocol: of(() => chosenProtocol(shakes)),
    clientCertificateRequested: of(() => isRequested(shakes)),
    clientCertificateRequired: of(() => isRequired(shakes)),
    ...servedCertificate(servedChain(shakes), silent || 'no certificate was sent', source, place, certificates),
  }
}

type Sourced<T> = { value: T; source: string } | { source: string; unknown: string }

function sourced<T>(look: Look<T>, source: string): Sourced<T> {
  return look.status === 'observed' ? { value: look.value, source } : { source, unknown: why(look) }
}

/** Why nothing is told of TLS; empty where it is spoken. */
function reasonOf(reachable: Probed['reachable'], answer: Probed['answer']): string {
  if (reachable.status !== 'observed') return why(reachable)
  if (!reachable.value) return 'connections are refused'
  if (answer.status !== 'observed') return why(answer)
  return answer.value === 'tls' ? '' : 'no TLS is spoken there'
}

function servedCertificate(
  chain: readonly Buffer[],
  otherwise: string,
  source: string,
  place: Place,
  certificates: Observation<CertificatesFact>,
): Partial<EndpointFact> {
  const [own] = chain
  const read = own ? parseCertificate(own) : { ok: false as const, reason: otherwise }
  const certificate = read.ok ? read.certificate : undefined
  const reason = read.ok ? '' : read.reason
  const text = (value: (from: Certificate) => string | undefined): SourcedString => {
    const found = certificate && value(certificate)
    return found === undefined ? { source, unknown: reason || 'not a time' } : { value: found, source }
  }
  const length: SourcedInt = own ? { value: chain.length, source } : { source, unknown: otherwise }
  return {
    subject: text(({ subject }) => subject.text),
    issuer: text(({ issuer }) => issuer.text),
    notBefore: text(({ notBefore }) => notBefore),
    notAfter: text(({ notAfter }) => notAfter),
    sha256: text(({ sha256 }) => sha256),
    alternativeNames: [...(certificate?.alternativeNames ?? [])],
    keyType: certificate?.keyType ?? '',
    keyBits: certificate?.keyBits ?? 0,
    curve: certificate?.curve ?? '',
    chainLength: length,
    matchesFile: certificate ? matchesFile(certificate.sha256, place, certificates) : { source: '', unknown: reason },
  }
}

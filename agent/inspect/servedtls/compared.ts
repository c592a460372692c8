import type { CertificatesFact, SourcedBool } from '../../../proto/index.ts'
import { compare } from '../../../proto/value.ts'
import type { Observation } from '../inspector.ts'
import type { Place } from './places.ts'

/** Roles of the certificates that a component may serve with. */
const roles: Readonly<Record<Place['role'], readonly string[]>> = {
  serving: ['serving', 'sni-serving'],
  peer: ['peer'],
}

/** Whether the served certificate is one of those in the files that its component is told to serve with. */
export function matchesFile(sha256: string, place: Place, certificates: Observation<CertificatesFact>): SourcedBool {
  if (place.component === '') return { source: '', unknown: 'no component is known to serve there' }
  if (certificates.status !== 'observed')
    return {
      source: '',
      unknown: certificates.status === 'absent' ? 'no certificate is on the node' : certificates.reason,
    }
  const { items = [], files = [] } = certificates.fact
  const own = items.filter(({ uses = [] }) =>
    uses.some(({ component, role = '' }) => component === place.component && roles[place.role].includes(role)),
  )
  const source = [...new Set(own.map(({ path = '' }) => path))].sort(compare).join(', ')
  if (own.some((each) => each.sha256 === sha256)) return { value: true, source }
  const unread = files.find(
    ({ presence, foundBy }) => presence !== 'present' && foundBy?.endsWith(` of ${place.component}`),
  )
  if (unread) return { source, unknown: `${unread.path}: ${unread.reason || 'does not exist'}` }
  if (own.length === 0) return { source, unknown: `no certificate file of ${place.component} was read` }
  return { value: false, source }
}

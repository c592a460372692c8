import type { CertificatesFact } from '../../proto/index.ts'

/** When one certificate of a node ends. */
export interface Expiry {
  /** `path#n`. */
  readonly certificate: string
  /** `component role`, sorted, each once; empty for one that nobody is seen to use. */
  readonly use: string
  /** Seconds since 1970. */
  readonly notAfter: number
}

/** The ends of the certificates of one node. */
export interface NodeExpiries {
  /** Those that end first, at most `perNode`; those that are used before all others. */
  readonly soonest: readonly Expiry[]
  /** Ends of all, in seconds since 1970, ascending. */
  readonly ends: Float64Array
  /** How many have none that could be read. */
  readonly unknown: number
}

/** Most certificates of one node that are told one by one. */
export const perNode = 20

/** What a fact says of the ends of certificates. */
export function expiriesOf(fact: CertificatesFact): NodeExpiries {
  const items = fact.items ?? []
  const all = items.flatMap(({ name = '', notAfter, uses = [] }): Expiry[] => {
    const seconds = Date.parse(notAfter?.value ?? '') / 1000
    const words = [...new Set(uses.map(({ component, role }) => `${component} ${role}`))].sort()
    return Number.isNaN(seconds) ? [] : [{ certificate: name, use: words.join(', '), notAfter: seconds }]
  })
  return {
    soonest: all.sort(bySoonest).slice(0, perNode),
    ends: Float64Array.from(all.map(({ notAfter }) => notAfter)).sort(),
    unknown: items.length - all.length,
  }
}

/** What is used before what lies about, then by time; names decide, so that the order stays. */
export function bySoonest(a: Expiry, b: Expiry): number {
  return (
    Number(a.use === '') - Number(b.use === '') ||
    a.notAfter - b.notAfter ||
    (a.certificate < b.certificate ? -1 : Number(a.certificate > b.certificate))
  )
}

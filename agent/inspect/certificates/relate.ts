// What certificates have to do with each other and with their keys. Neither certificates nor keys leave the node, so
// this cannot be found out elsewhere.
import type { CertificatesFact, SourcedBool } from '../../../proto/index.ts'
import { compare } from '../../../proto/value.ts'
import type { Certificate } from '../../parse/x509.ts'
import { authorityOf, openSignatures, type Signatures } from './chain.ts'
import { authorityRoles, judgedBy } from './flags.ts'
import type { Group } from './group.ts'
import type { Missing, Use } from './pointer.ts'
import { covers } from './serves.ts'
import { type Entry, maxNames, signedBeyond, signersOf } from './signers.ts'

export type CertificateFact = NonNullable<CertificatesFact['items']>[number]

/** The certificates that a component trusts for something. */
interface Pool {
  readonly use: Use
  readonly certificates: readonly Certificate[]
  readonly partial: string
}

/** The facts of all certificates, sorted by path and place. */
export function relate(groups: readonly Group[]): { items: CertificateFact[]; gaps: Missing[] } {
  const entries = entriesOf(groups)
  const pools = poolsOf(groups)
  const signatures = openSignatures()
  // Before all others: whether it signed itself must not depend on how many there are.
  const selfSigned = entries.map(({ certificate }) => signatures.signed(certificate, certificate))
  const signers = signersOf(entries, signatures)
  const beyond = signedBeyond(entries, signers)
  const items = entries.map(
    (entry, at): CertificateFact => ({
      ...describe(entry),
      selfSigned: selfSigned[at] === true,
      verifiedBy: (signers.get(entry.certificate.sha256) ?? []).slice(0, maxNames),
      trusted: trustOf(entry, pools, signatures),
      keyMatches: keyOf(entry),
      signedBeyond: (beyond.get(entry.name) ?? []).slice(0, maxNames),
    }),
  )
  const exhausted = signatures.exhausted()
    ? [{ path: '', reason: 'too many certificates have the same names: not all signatures were verified' }]
    : []
  return { items, gaps: exhausted }
}

function entriesOf(groups: readonly Group[]): Entry[] {
  const counts = new Map<string, number>()
  const entries = groups.flatMap((group) => {
    const own = group.certificates.find(({ loads }) => loads) ?? group.certificates[0]
    return group.certificates.map((each) => {
      const place = (counts.get(group.path) ?? 0) + 1
      counts.set(group.path, place)
      const { certificate, loads } = each
      return { path: group.path, place, name: `${group.path}#${place}`, certificate, group, first: each === own, loads }
    })
  })
  return entries.sort((a, b) => compare(a.path, b.path) || a.place - b.place)
}

/** `component role` → its pools. */
function poolsOf(groups: readonly Group[]): Map<string, Pool[]> {
  const pools = new Map<string, Pool[]>()
  for (const { uses, certificates, partial } of groups) {
    const loaded = certificates.filter(({ loads }) => loads).map(({ certificate }) => certificate)
    for (const use of uses.filter(({ role }) => authorityRoles.has(role))) {
      const words = `${use.component} ${use.role}`
      pools.set(words, [...(pools.get(words) ?? []), { use, certificates: loaded, partial }])
    }
  }
  return pools
}

/** One answer for all uses: one counterpart that refuses it is enough, one that cannot be told leaves it open. */
function trustOf(entry: Entry, pools: ReadonlyMap<string, readonly Pool[]>, signatures: Signatures): SourcedBool {
  const verdicts = entry.group.uses.flatMap((use) => verdictsOn(entry, use, pools, signatures))
  const [first] = [
    ...verdicts.filter(({ value }) => value === false),
    ...verdicts.filter(({ unknown }) => unknown),
    ...verdicts,
  ]
  if (first) return first
  const reason =
    entry.group.uses.length > 0 ? 'no authority is named for it on this node' : 'nothing on this node names it'
  return { source: '', unknown: reason }
}

function verdictsOn(
  entry: Entry,
  use: Use,
  pools: ReadonlyMap<string, readonly Pool[]>,
  signatures: Signatures,
): SourcedBool[] {
  if (authorityRoles.has(use.role)) return [authorityVerdict(entry, use)]
  const judges = judgedBy.get(`${use.component} ${use.role}`) ?? []
  return judges.flatMap((words) => (pools.get(words) ?? []).map((pool) => verdictOf(entry, pool, signatures)))
}

function authorityVerdict({ loads }: Entry, use: Use): SourcedBool {
  const source = wordsOf(use)
  return loads ? { value: true, source } : { source, unknown: 'programs in Go do not load it' }
}

function verdictOf({ certificate, group }: Entry, pool: Pool, signatures: Signatures): SourcedBool {
  const source = wordsOf(pool.use)
  const authority = authorityOf(certificate, pool.certificates, group.certificates, signatures)
  if (authority) return { value: true, source }
  if (pool.partial) return { source, unknown: `not all of its authorities could be read: ${pool.partial}` }
  if (group.partial) return { source, unknown: `not all certificates beside it could be read: ${group.partial}` }
  return signatures.exhausted() ? { source, unknown: 'too many certificates to verify' } : { value: false, source }
}

function wordsOf({ component, source }: Use): string {
  return component === 'kubeconfig' ? source : `${source} of ${component}`
}

function keyOf({ certificate, group, first: isFirst }: Entry): SourcedBool {
  if (!isFirst) return { source: '', unknown: 'the private key belongs to the first certificate of the file' }
  const verdicts = group.keys.map(
    ({ source, key }): SourcedBool =>
      key.ok ? { value: certificate.belongsTo(key.key), source } : { source, unknown: key.reason },
  )
  const [first] = [
    ...verdicts.filter(({ value }) => value === false),
    ...verdicts.filter(({ unknown }) => unknown),
    ...verdicts,
  ]
  return first ?? { source: '', unknown: 'no private key is named for it' }
}

function servedNames({ alternativeNames }: Certificate, { serves = [] }: Group) {
  return serves.map((each) => ({ ...each, covered: covers(alternativeNames, each) }))
}

/** What the certificate says by itself. */
function describe({ name, certificate, group, first }: Entry): CertificateFact {
  const source = `certificate ${name}`
  const time = (value: string | undefined) =>
    value === undefined ? { source, unknown: 'not a time' } : { value, source }
  const { ca, hasConstraints } = certificate
  return {
    name,
    path: group.path,
    uses: group.uses.map((use) => ({ ...use })),
    serves: first ? servedNames(certificate, group) : [],
    pathLength: certificate.pathLength,
    subject: certificate.subject.text,
    commonName: certificate.subject.commonName,
    organizations: [...certificate.subject.organizations],
    issuer: certificate.issuer.text,
    serial: certificate.serial,
    notBefore: time(certificate.notBefore),
    notAfter: time(certificate.notAfter),
    keyType: certificate.keyType,
    keyBits: certificate.keyBits,
    curve: certificate.curve,
    signatureAlgorithm: { value: certificate.signatureAlgorithm, source },
    ca:
      ca === undefined
        ? { source, unknown: 'a certificate before version 3 does not say it' }
        : {
            value: ca,
            source: hasConstraints ? `basic constraints of ${source}` : `${source}, which has no basic constraints`,
          },
    keyUsage: [...certificate.keyUsage],
    extendedKeyUsage: [...certificate.extendedKeyUsage],
    alternativeNames: [...certificate.alternativeNames],
    keySha256: certificate.keySha256,
    sha256: certificate.sha256,
  }
}

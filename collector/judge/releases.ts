// Which lines of releases still get corrections. Dates are those of the projects, read on the day of the table; a new
// table is a new release of Merlon.
import { compareVersions } from './versions.ts'

/** One line of releases, `1.36`. Dates are days, `2026-04-22`. */
interface Line {
  readonly line: string
  /** From then on only what is severe is corrected; absent: until the end all is. */
  readonly maintenance?: string
  /** From then on nothing is corrected; absent: the project names no day. */
  readonly end?: string
}

/** The day on which the table was true. */
export const asOf = '2026-11-21'

const kubernetes: readonly Line[] = [
  { line: '1.27', maintenance: '2024-04-28', end: '2024-07-16' },
  { line: '1.28', maintenance: '2024-08-28', end: '2024-10-22' },
  { line: '1.29', maintenance: '2024-12-28', end: '2025-02-28' },
  { line: '1.30', maintenance: '2025-04-28', end: '2025-07-15' },
  { line: '1.31', maintenance: '2025-08-28', end: '2025-11-11' },
  { line: '1.32', maintenance: '2025-12-28', end: '2026-02-28' },
  { line: '1.33', maintenance: '2026-04-28', end: '2026-06-28' },
  { line: '1.34', maintenance: '2026-08-27', end: '2026-10-27' },
  { line: '1.35', maintenance: '2026-12-28', end: '2027-02-28' },
  { line: '1.36', maintenance: '2027-04-28', end: '2027-06-28' },
  { line: '1.37', maintenance: '2027-08-28', end: '2027-10-28' },
]

/** What there are lines of, oldest first, with the page that says so. */
export const releases: Readonly<Record<string, { readonly source: string; readonly lines: readonly Line[] }>> = {
  kubernetes: { source: 'https://kubernetes.io/releases/patch-releases/', lines: kubernetes },
  // CRI-O's lines live as long as those of Kubernetes with the same number.
  'cri-o': { source: 'https://github.com/cri-o/cri-o#compatibility-matrix-cri-o--kubernetes', lines: kubernetes },
  containerd: {
    source: 'https://containerd.io/releases/',
    lines: [
      { line: '1.6', end: '2025-08-23' },
      // The project says "September 2026", and only severe corrections since March.
      { line: '1.7', maintenance: '2026-03-10', end: '2026-10-01' },
      { line: '2.0', end: '2025-11-07' },
      { line: '2.1', end: '2026-05-05' },
      { line: '2.2', end: '2026-11-06' },
      { line: '2.3', end: '2028-04-27' },
    ],
  },
  // The newest line and the one before it: 3.6 came in May 2025, 3.7 in July 2026. 3.5 got corrections after that too.
  etcd: {
    source: 'https://etcd.io/docs/latest/op-guide/versioning/',
    lines: [
      { line: '3.4', end: '2025-05-15' },
      { line: '3.5', maintenance: '2026-07-01' },
      { line: '3.6' },
      { line: '3.7' },
    ],
  },
}

export type Support = 'supported' | 'maintenance' | 'ended'

/** What is known of a version: its support, or why it cannot be told. */
export type SupportAnswer = { readonly support: Support; readonly text: string } | { readonly unknown: string }

/** Days after which a line without an end is taken on trust no more, and the reader is told how old the table is. */
const trustedDays = 365

/** The support of a version of a product at a time. Pure; never throws. */
export function supportOf(product: string, version: string, now: Date): SupportAnswer {
  const lines = releases[product]?.lines ?? []
  const [oldest, newest] = [lines[0], lines.at(-1)]
  const own = /^v?(\d+\.\d+)/.exec(version)?.[1]
  if (!oldest || !newest) return { unknown: `the table of releases has nothing of ${product}` }
  if (!own) return { unknown: `${version} is no version` }
  if (compareVersions(own, newest.line) > 0) return { unknown: `${own} is newer than the table of releases (${asOf})` }
  const about = `${product} ${own}`
  if (compareVersions(own, oldest.line) < 0)
    return { support: 'ended', text: `${about} is older than ${oldest.line}, which gets no corrections any more` }
  const line = lines.find((each) => each.line === own)
  if (!line) return { unknown: `the table of releases (${asOf}) has no ${about}` }
  return answerOf(line, about, now)
}

function answerOf({ maintenance, end }: Line, about: string, now: Date): SupportAnswer {
  const day = now.toISOString().slice(0, 10)
  const old = now.getTime() - Date.parse(asOf) > trustedDays * 86_400_000
  const table = old ? ` (by a table of ${asOf}, more than a year old)` : ` (by a table of ${asOf})`
  if (end && day >= end) return { support: 'ended', text: `${about} gets no corrections since ${end}${table}` }
  if (!end && old) return { unknown: `the table of releases is of ${asOf}, and names no end of ${about}` }
  const until = end ? ` until ${end}` : ''
  if (maintenance && day >= maintenance)
    return { support: 'maintenance', text: `${about} gets only severe corrections${until}${table}` }
  return { support: 'supported', text: `${about} gets corrections${until}${table}` }
}

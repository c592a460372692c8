import type { CatalogueEntry, VersionedDefault } from '../../../proto/catalogue/catalogue.ts'
import { newestKnownSshd, sshdCatalogue } from '../../../proto/catalogue/sshd.ts'
import type { Plain } from '../../../proto/value.ts'

/** Which OpenSSH reads the configuration. */
export interface Release {
  /** For example `9.2p1`. */
  readonly version?: string
  /** The distribution's own version of the package, for example `1:9.2p1-2+deb12u7`: distributions backport. */
  readonly package?: string
}

/** Whether the release is older than a version, for example `8.7`. Undefined when the release is not known. */
export function isBefore(release: Release, version: string): boolean | undefined {
  return release.version === undefined ? undefined : compareVersions(release.version, version) < 0
}

/** By major and minor number: portable releases of one version (`p1`, `p2`) are configured alike. */
function compareVersions(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = a.split('.').map((part) => Number.parseInt(part, 10))
  const [bMajor = 0, bMinor = 0] = b.split('.').map((part) => Number.parseInt(part, 10))
  return aMajor - bMajor || aMinor - bMinor
}

/** How a default names its source. */
export function defaultSource(release: Release): string {
  return release.version === undefined ? 'default (OpenSSH)' : `default (OpenSSH ${release.version})`
}

export type Default = { readonly value: Plain } | { readonly unknown: string }

const entries = new Map(sshdCatalogue.map((entry) => [entry.path, entry]))

/** What holds for a keyword that nobody sets. */
export function defaultOf(keyword: string, release: Release): Default {
  const standard = entries.get(keyword)?.default
  if (standard === undefined) return { unknown: 'set nowhere, and the default depends on how sshd was built' }
  if (!isVersioned(standard)) return { value: standard }
  if (release.version === undefined)
    return { unknown: 'the default depends on the version of OpenSSH, which is not known' }
  if (compareVersions(release.version, newestKnownSshd) > 0)
    return { unknown: `the default of OpenSSH ${release.version} is not known, only those up to ${newestKnownSshd}` }
  const holds = standard.findLast((each) => compareVersions(release.version ?? '0', each.from) >= 0)
  return { value: backported(keyword, holds?.value ?? [], release) }
}

function isVersioned(standard: NonNullable<CatalogueEntry['default']>): standard is readonly VersionedDefault[] {
  if (!Array.isArray(standard)) return false
  const first: unknown = standard[0]
  return typeof first === 'object' && first !== null && 'from' in first
}

/** Debian 12 got the registered name of the post-quantum key exchange in its fourth update (openssh's changelog.Debian). */
function backported(keyword: string, value: Plain, release: Release): Plain {
  const update = /^1:9\.2p1-2\+deb12u(\d+)/.exec(release.package ?? '')?.[1]
  if (keyword !== 'kexalgorithms' || !Array.isArray(value) || update === undefined || Number(update) < 4) return value
  return ['sntrup761x25519-sha512', ...value]
}

/**
 * The version that a program of OpenSSH says of itself, for example `9.2p1`. Texts with `*` are those that it compares other
 * versions with; where both are there, the longer one, with the portable release, counts.
 */
export function releaseInProgram(bytes: Buffer): string | undefined {
  const found = bytes.toString('latin1').matchAll(/OpenSSH_(\d{1,2}\.\d{1,2}(?:p\d{1,2})?)(?=[\0 ])/g)
  return [...found].map((match) => match[1] as string).sort((a, b) => b.length - a.length)[0]
}

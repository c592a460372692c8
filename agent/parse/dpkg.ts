/** The database of installed packages on Debian and Ubuntu. */
export const dpkgDatabase = '/var/lib/dpkg/status'
/** A node with thousands of packages has a database of a few megabytes. */
export const dpkgLimit = 32 * 1024 * 1024

/** The package's version when it is installed, as in its paragraph of the database: `1:9.2p1-2+deb12u7`. */
export function installedVersion(database: string, name: string): string | undefined {
  const start = `\n${database}`.indexOf(`\nPackage: ${name}\n`)
  if (start < 0) return undefined
  const end = database.indexOf('\n\n', start)
  const paragraph = database.slice(start, end < 0 ? undefined : end)
  if (!/^Status: \S+ \S+ installed$/m.test(paragraph)) return undefined
  return /^Version: (\S+)$/m.exec(paragraph)?.[1]
}

/** Version of the program in it: without the epoch before a colon and the package's revision behind the last dash. */
export function upstreamVersion(version: string): string {
  return version.replace(/^\d+:/, '').replace(/-[^-]*$/, '')
}

/** A package whose files are there. */
export interface DpkgPackage {
  readonly architecture: string
  readonly version: string
}

/** By name, and by `NAME:ARCHITECTURE`, which is the name of its list where several architectures may be installed. */
export function unpackedPackages(database: string): Map<string, DpkgPackage> {
  const found = new Map<string, DpkgPackage>()
  for (const paragraph of database.split('\n\n')) {
    const field = (name: string) => new RegExp(`^${name}: (\\S+)$`, 'm').exec(paragraph)?.[1]
    const [name, architecture, version] = [field('Package'), field('Architecture'), field('Version')]
    // The third word: dpkg(1), "package states". In the others its files are not there, or not all.
    const isThere = /^Status: \S+ \S+ (installed|unpacked|half-configured|triggers-\w+)$/m.test(paragraph)
    if (!name || !architecture || !version || !isThere) continue
    found.set(name, { architecture, version })
    found.set(`${name}:${architecture}`, { architecture, version })
  }
  return found
}

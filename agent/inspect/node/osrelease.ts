import type { SourcedString } from '../../../proto/index.ts'
import type { Host } from '../../host/host.ts'
import { why } from '../../host/look.ts'
import { parseOsRelease } from '../../parse/osrelease.ts'

/** os-release(5): the second is only read where the first does not exist. */
export const releaseFiles = ['/etc/os-release', '/usr/lib/os-release'] as const

export interface OsRelease {
  /** The file that was read. */
  readonly path: string
  /** Empty where it cannot be read. */
  readonly variables: ReadonlyMap<string, string>
  /** Why there are none. */
  readonly unknown?: string
}

/** What the operating system says of itself: read once for the pass. */
export function readOsRelease(host: Host): Promise<OsRelease> {
  return host.shared('os-release', read)
}

async function read(host: Host): Promise<OsRelease> {
  const first = await host.root.read(releaseFiles[0])
  const [path, file] =
    first.status === 'absent' ? [releaseFiles[1], await host.root.read(releaseFiles[1])] : [releaseFiles[0], first]
  if (file.status !== 'observed') return { path, variables: new Map(), unknown: why(file) }
  return { path, variables: parseOsRelease(file.value.bytes.toString()) }
}

/** One variable; what is assumed `otherwise` where the file does not say it. */
export function releaseText({ path, variables, unknown }: OsRelease, name: string, otherwise?: string): SourcedString {
  const source = `file ${path}`
  if (unknown !== undefined) return { source, unknown }
  const value = variables.get(name) || otherwise
  return value === undefined ? { source, unknown: `does not say ${name}` } : { value, source }
}

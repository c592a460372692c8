import type { Gap, SourcedString } from '../../../proto/index.ts'
import type { Host } from '../../host/host.ts'
import { why } from '../../host/look.ts'
import { dpkgDatabase, dpkgLimit, installedVersion } from '../../parse/dpkg.ts'
import type { Release } from '../../parse/sshdconfig.ts'

export interface FoundRelease {
  readonly release: Release
  readonly version: SourcedString
  /** Set when the database is there and cannot be read. */
  readonly gaps: readonly Gap[]
}

/** Which OpenSSH is installed, by the package database of Debian and Ubuntu: other distributions keep theirs in binary files. */
export async function findRelease(host: Host): Promise<FoundRelease> {
  const source = `file ${dpkgDatabase}`
  const file = await host.root.read(dpkgDatabase, dpkgLimit)
  if (file.status !== 'observed') {
    const gaps = file.status === 'absent' ? [] : [{ path: dpkgDatabase, reason: file.reason }]
    return { release: {}, version: { source, unknown: why(file) }, gaps }
  }
  const installed = installedVersion(file.value.bytes.toString(), 'openssh-server')
  const version = /^(?:\d+:)?(\d+\.\d+(?:p\d+)?)/.exec(installed ?? '')?.[1]
  if (installed === undefined || version === undefined)
    return { release: {}, version: { source, unknown: 'openssh-server is not among the installed packages' }, gaps: [] }
  return { release: { version, package: installed }, version: { value: version, source }, gaps: [] }
}

import type { Gap, SourcedString } from '../../../proto/index.ts'
import type { Host } from '../../host/host.ts'
import { type Look, seen, why } from '../../host/look.ts'
import { dpkgDatabase, dpkgLimit, installedVersion } from '../../parse/dpkg.ts'
import { type Release, releaseInProgram } from '../../parse/sshd/version.ts'

export interface FoundRelease {
  readonly release: Release
  readonly version: SourcedString
  /** Set when the database is there and cannot be read. */
  readonly gaps: readonly Gap[]
}

/** Most of a program that is looked through, in bytes: an sshd has one or two million. */
const programLimit = 16 * 1024 * 1024
const step = 1024 * 1024
/** The version's text may lie across two steps. */
const overlap = 64

/**
 * Which OpenSSH is installed: by the package database of Debian and Ubuntu, which also tells of corrections; elsewhere, where
 * databases are binary, by the text in the program itself.
 */
export async function findRelease(host: Host, programs: readonly string[]): Promise<FoundRelease> {
  const source = `file ${dpkgDatabase}`
  const file = await host.root.read(dpkgDatabase, dpkgLimit)
  const gaps =
    file.status === 'observed' || file.status === 'absent' ? [] : [{ path: dpkgDatabase, reason: file.reason }]
  const installed =
    file.status === 'observed' ? installedVersion(file.value.bytes.toString(), 'openssh-server') : undefined
  const version = /^(?:\d+:)?(\d+\.\d+(?:p\d+)?)/.exec(installed ?? '')?.[1]
  if (installed !== undefined && version !== undefined)
    return { release: { version, package: installed }, version: { value: version, source }, gaps: [] }
  for (const path of programs) {
    const found = await inProgram(host, path)
    if (found.status === 'observed')
      return { release: { version: found.value }, version: { value: found.value, source: `text in ${path}` }, gaps: [] }
  }
  const unknown = file.status === 'observed' ? 'openssh-server is not among the installed packages' : why(file)
  return { release: {}, version: { source, unknown }, gaps }
}

async function inProgram(host: Host, path: string): Promise<Look<string>> {
  for (let at = 0; at < programLimit; at += step - overlap) {
    const part = await host.root.readRange(path, at, step)
    if (part.status !== 'observed') return part
    const found = releaseInProgram(part.value)
    if (found !== undefined) return seen(found)
    if (part.value.length < step) break
  }
  return { status: 'absent' }
}

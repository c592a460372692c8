import { posix } from 'node:path'
import type { Gap } from '../../../proto/index.ts'
import { why } from '../../host/look.ts'
import type { HostRoot } from '../../host/root.ts'
import type { Placed } from '../../parse/sudoers/grants.ts'
import { parseSudoers } from '../../parse/sudoers.ts'

/** Where sudo begins. */
export const mainSudoers = '/etc/sudoers'

/** Most files within files, as in sudo. */
const maxDepth = 128
/** Most files, and most bytes of one. */
const maxFiles = 500
const maxBytes = 1024 * 1024
/** Most gaps that are told. */
const maxGaps = 200
/** Most entries of all files. */
const maxEntries = 20_000

/** The entries of all files in the order in which sudo reads them. A node without sudo has none. */
export async function loadSudoers(root: HostRoot, gaps: Gap[]): Promise<Placed[]> {
  const placed: Placed[] = []
  const told = new Set<string>()
  const tell = (path: string, reason: string) => {
    const key = `${path}\0${reason}`
    if (told.size >= maxGaps || told.has(key)) return
    told.add(key)
    gaps.push(
      told.size === maxGaps ? { path: mainSudoers, reason: 'has more that is not understood' } : { path, reason },
    )
  }
  let files = 0

  async function readFile(path: string, depth: number, from?: string): Promise<void> {
    if (depth > maxDepth) return tell(path, `is more than ${maxDepth} files deep, which sudo does not read`)
    files += 1
    if (files > maxFiles)
      return files === maxFiles + 1 ? tell(path, `and others: more than ${maxFiles} files`) : undefined
    const file = await root.read(path, maxBytes)
    if (file.status === 'absent' && from === undefined) return
    if (file.status !== 'observed') return tell(path, `${why(file)}${from === undefined ? '' : `, named in ${from}`}`)
    const { uid, gid, mode, bytes } = file.value
    const refused = refusal(uid, gid, mode)
    if (refused !== undefined) tell(path, refused)
    const { entries, problems, more } = parseSudoers(bytes.toString())
    for (const { line, reason } of problems.slice(0, 20)) tell(`${path}:${line}`, `sudo leaves the line out: ${reason}`)
    if (more || problems.length > 20) tell(path, 'has more lines than are told')
    for (const entry of entries) {
      if (placed.length >= maxEntries) return tell(path, `more than ${maxEntries} rules`)
      const source = `${path}:${entry.line}`
      if (entry.kind === 'include') await include(entry.path, path, depth, source)
      else if (entry.kind === 'includedir') await readDirectory(resolved(entry.path, path), depth, source)
      else placed.push({ file: path, entry })
    }
  }

  async function include(written: string, path: string, depth: number, source: string): Promise<void> {
    if (written.includes('%h')) return tell(written, `depends on the name of the host, in ${source}`)
    await readFile(resolved(written, path), depth + 1, source)
  }

  async function readDirectory(directory: string, depth: number, source: string): Promise<void> {
    const entries = await root.list(directory)
    if (entries.status === 'absent') return
    if (entries.status !== 'observed') return tell(directory, `${entries.reason}, named in ${source}`)
    for (const { name, type } of entries.value)
      if (isRead(name) && (type === 'file' || type === 'link'))
        await readFile(posix.join(directory, name), depth + 1, source)
  }

  await readFile(mainSudoers, 0)
  return placed
}

function resolved(written: string, from: string): string {
  return posix.resolve(posix.dirname(from), written)
}

/** Names with a dot, or a tilde at the end, are what editors and package managers leave behind. */
function isRead(name: string): boolean {
  return !name.includes('.') && !name.endsWith('~')
}

/** Sudo reads no file that others could have written. What is in it is told all the same: owners are soon set right. */
function refusal(uid: number, gid: number, mode: number): string | undefined {
  if (uid !== 0) return `sudo refuses it while it belongs to user ${uid}`
  if (mode & 0o002) return 'sudo refuses it while everyone can write it'
  return mode & 0o020 && gid !== 0 ? `sudo refuses it while group ${gid} can write it` : undefined
}

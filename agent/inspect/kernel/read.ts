// How the parts of the kernel's fact read what they need: a text, or why there is none.
import type { Gap } from '../../../proto/index.ts'
import type { Host } from '../../host/host.ts'
import { type Look, seen, why } from '../../host/look.ts'
import { effectiveFiles } from '../../parse/sysctl.ts'

/** Largest file that is read, in bytes: the list of a distribution's modules has some hundred thousand. */
const limit = 4 * 1024 * 1024

export interface TextFile {
  readonly path: string
  readonly text: string
}

/** The text of a file, below /proc too. */
export async function readText(host: Host, path: string): Promise<Look<string>> {
  if (path.startsWith('/proc/')) {
    const look = host.proc.read(path.slice('/proc/'.length))
    return look.status === 'observed' ? seen(look.value.toString()) : look
  }
  const look = await host.root.read(path, limit)
  return look.status === 'observed' ? seen(look.value.bytes.toString()) : look
}

/** A value with its source, taken from a text; unknown where there is no text, or `take` does not understand it. */
export function sourced<T>(path: string, look: Look<string>, take: (text: string) => T | undefined) {
  const source = `file ${path}`
  if (look.status !== 'observed') return { source, unknown: why(look) }
  const value = take(look.value)
  return value === undefined ? { source, unknown: 'is not understood' } : { value, source }
}

/** Directories of drop-ins in the order of systemd and kmod: of files with one name the first one counts. */
export function dropInDirectories(name: string): string[] {
  return ['/etc', '/run', '/usr/local/lib', '/usr/lib', '/lib'].map((base) => `${base}/${name}`)
}

/** The drop-ins that count, in their order. One that is a link to /dev/null takes the place of others and says nothing. */
export async function readDropIns(host: Host, name: string, gaps: Gap[]): Promise<TextFile[]> {
  const listed: string[][] = []
  for (const directory of dropInDirectories(name)) {
    const look = await host.root.list(directory)
    if (look.status === 'observed') listed.push(look.value.map((each) => `${directory}/${each.name}`))
    else if (look.status !== 'absent') gaps.push({ path: directory, reason: look.reason })
  }
  const files: TextFile[] = []
  for (const path of effectiveFiles(listed, '.conf')) {
    const state = await host.root.stat(path)
    if (state.status === 'observed' && state.value.target === '/dev/null') continue
    const text = await readText(host, path)
    if (text.status === 'observed') files.push({ path, text: text.value })
    else if (text.status !== 'absent') gaps.push({ path, reason: text.reason })
  }
  return files
}

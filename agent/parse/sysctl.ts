// Files of sysctl.d(5), and how systemd takes several together. Pure.
import { compare } from '../../proto/value.ts'
import { matchesPattern } from './sshd/glob.ts'

/** A line of a file. */
export interface SysctlLine {
  /** With dots between its parts, `/` within one; may be a pattern. */
  readonly name: string
  /** Blanks joined. Undefined where the line only keeps patterns from setting it (`-name`). */
  readonly value: string | undefined
  readonly line: number
}

/** A file in the order in which it takes effect. */
export interface SysctlFile {
  readonly path: string
  readonly lines: readonly SysctlLine[]
}

/** What files make of a variable. */
export interface Configured {
  readonly name: string
  readonly value: string
  /** `path:line`. */
  readonly source: string
  /** Lines that lose, nearest first. */
  readonly overridden: readonly string[]
}

/** Most lines of one file. */
const maxLines = 20_000
const maxValue = 4096

/** The assignments; lines that are none are left out, as systemd does with a warning. */
export function parseSysctl(text: string): SysctlLine[] {
  return text.split('\n', maxLines).flatMap((written, at) => lineOf(written.trim(), at + 1) ?? [])
}

function lineOf(text: string, line: number): SysctlLine | undefined {
  if (text === '' || text.startsWith('#') || text.startsWith(';')) return undefined
  const at = text.indexOf('=')
  const spared = text.startsWith('-')
  if (at < 0) return spared ? { name: dotted(text.slice(1).trim()), value: undefined, line } : undefined
  const name = dotted(text.slice(spared ? 1 : 0, at).trim())
  return name === '' ? undefined : { name, value: plainValue(text.slice(at + 1)).slice(0, maxValue), line }
}

/** One blank between words: the kernel shows tabs where people write blanks. */
export function plainValue(text: string): string {
  return text.trim().replace(/\s+/g, ' ')
}

/** Where a slash comes first, slashes stand between the parts and dots within them: sysctl.d(5). */
function dotted(name: string): string {
  const first = /[./]/.exec(name)?.[0]
  return first === '/' ? name.replace(/[./]/g, (each) => (each === '/' ? '.' : '/')) : name
}

/** Below /proc/sys. */
export function sysctlPath(name: string): string {
  return name.replace(/[./]/g, (each) => (each === '.' ? '/' : '.'))
}

/**
 * The files in which settings take effect: by name, whatever directory they are in; of one name only that of the first
 * directory counts.
 */
export function effectiveFiles(directories: readonly (readonly string[])[], ending: string): string[] {
  const byName = new Map<string, string>()
  for (const path of directories.flat()) {
    const name = path.slice(path.lastIndexOf('/') + 1)
    if (name.endsWith(ending) && !byName.has(name)) byName.set(name, path)
  }
  return [...byName].sort(([a], [b]) => compare(a, b)).map(([, path]) => path)
}

/**
 * What all files together make of the named variables. The last line wins; a pattern sets only what no line names itself
 * (systemd's sysctl.c).
 */
export function configuredOf(files: readonly SysctlFile[], names: readonly string[]): Configured[] {
  const lines = files.flatMap(({ path, lines }) => lines.map((each) => ({ ...each, source: `${path}:${each.line}` })))
  const patterns = lines.filter((each) => isPattern(each.name))
  const exact = Map.groupBy(
    lines.filter((each) => !isPattern(each.name)),
    (each) => each.name,
  )
  return names.flatMap((name): Configured[] => {
    const own = exact.get(name)
    const found = own ?? patterns.filter((each) => matchesPath(name, each.name))
    const [winner, ...losers] = found.toReversed()
    if (winner?.value === undefined) return []
    const overridden = losers.filter((each) => each.value !== undefined).map((each) => each.source)
    return [{ name, value: winner.value, source: winner.source, overridden }]
  })
}

function isPattern(name: string): boolean {
  return /[*?[]/.test(name)
}

/** A star stays within one part. */
function matchesPath(name: string, pattern: string): boolean {
  const [parts, wanted] = [name.split('.'), pattern.split('.')]
  return parts.length === wanted.length && parts.every((part, at) => matchesPattern(part, wanted[at] as string))
}

import { compare } from '../../../proto/value.ts'
import type { Look } from '../../host/look.ts'
import { seen } from '../../host/look.ts'

/** What a pattern needs to know of the file system. */
export interface Directories {
  /** Names in a directory. */
  names(path: string): Promise<Look<readonly string[]>>
  /** Whether something is there, be it a link that leads nowhere. */
  exists(path: string): Promise<Look<boolean>>
}

/** Most paths that one pattern may name. */
const maxPaths = 10_000

/**
 * The paths that an absolute pattern names, as glob(3) finds them without flags: sorted by bytes, names that begin with
 * a dot only for a pattern that does. What cannot be listed makes the whole answer unknown, for it could name more.
 */
export async function expandGlob(pattern: string, directories: Directories): Promise<Look<string[]>> {
  let paths = ['']
  for (const part of pattern.split('/').filter((each) => each !== '')) {
    const next = await step(paths, part, directories)
    if (next.status !== 'observed') return next
    if (next.value.length > maxPaths) return { status: 'failed', reason: `names more than ${maxPaths} paths` }
    paths = next.value
  }
  return seen(paths.filter((path) => path !== '').sort(compare))
}

async function step(paths: readonly string[], part: string, directories: Directories): Promise<Look<string[]>> {
  const found: string[] = []
  for (const path of paths) {
    const next = isPattern(part)
      ? await listMatching(path, part, directories)
      : await ifExists(`${path}/${part.replaceAll(/\\(.)/g, '$1')}`, directories)
    if (next.status === 'absent') continue
    if (next.status !== 'observed') return next
    found.push(...next.value)
  }
  return seen(found)
}

async function listMatching(path: string, part: string, directories: Directories): Promise<Look<string[]>> {
  const names = await directories.names(path === '' ? '/' : path)
  if (names.status !== 'observed') return names
  const hidden = part.startsWith('.')
  const matching = names.value.filter((name) => (hidden || !name.startsWith('.')) && matchesPattern(name, part))
  return seen(matching.map((name) => `${path}/${name}`))
}

async function ifExists(path: string, directories: Directories): Promise<Look<string[]>> {
  const there = await directories.exists(path)
  return there.status === 'observed' ? seen(there.value ? [path] : []) : there
}

function isPattern(part: string): boolean {
  return /[*?[]/.test(part)
}

/** Whether a name matches a pattern of `*`, `?`, `[a-z]`, `[!a]` and `\` before a character. Takes linear steps back only. */
export function matchesPattern(name: string, pattern: string): boolean {
  const tokens = tokenize(pattern)
  let at = 0
  let token = 0
  let star = -1
  let starAt = 0
  while (at < name.length) {
    const current = tokens[token]
    if (current === '*') {
      star = token
      starAt = at
      token += 1
    } else if (current?.(name[at] as string)) {
      at += 1
      token += 1
    } else if (star >= 0) {
      starAt += 1
      at = starAt
      token = star + 1
    } else return false
  }
  while (tokens[token] === '*') token += 1
  return token === tokens.length
}

type Token = '*' | ((char: string) => boolean)

function tokenize(pattern: string): Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern[at] as string
    const set = char === '[' ? /^\[([!^]?)(\]?[^\]]*)\]/.exec(pattern.slice(at)) : null
    if (char === '*') tokens.push('*')
    else if (char === '?') tokens.push(() => true)
    else if (set) {
      tokens.push(matchSet(set[2] ?? '', set[1] !== ''))
      at += set[0].length - 1
    } else {
      if (char === '\\' && at + 1 < pattern.length) at += 1
      const literal = pattern[at]
      tokens.push((each) => each === literal)
    }
  }
  return tokens
}

function matchSet(members: string, negated: boolean): (char: string) => boolean {
  const parts = members.match(/.-.|./gs) ?? []
  const within = (char: string) =>
    parts.some((part) => (part.length > 2 ? char >= (part[0] as string) && char <= (part[2] as string) : char === part))
  return (char) => within(char) !== negated
}

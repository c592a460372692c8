import type { Plain } from '../../../proto/value.ts'
import type { Look } from '../../host/look.ts'
import { why } from '../../host/look.ts'
import { aliases, ignored, type Keyword, keywords, redHatOnly } from './keywords.ts'
import { type Criterion, readMatch } from './match.ts'
import { type Line, splitLine } from './tokens.ts'
import { isBefore, type Release } from './version.ts'

/** How the configuration reaches the parser. */
export interface SshdFiles {
  /** Text of a file. */
  read(path: string): Promise<Look<string>>
  /** The paths that an absolute glob pattern names, sorted by bytes. */
  glob(pattern: string): Promise<Look<readonly string[]>>
}

/** An option on the command line of sshd. */
export interface Option {
  /** A line as in the file: `PermitRootLogin=yes`. */
  readonly text: string
  /** Where it stands. */
  readonly source: string
  /** Set for `-p`, which makes sshd ignore every port that is named later. */
  readonly onlyPort?: true
}

/** What a Match line opens. */
export interface Block {
  /** As written; behind those of the block that it is nested in by an Include. */
  readonly criteria: string
  readonly source: string
  /** `Match all`, which holds for everyone. */
  readonly always: boolean
  /** What must all hold, with those of the block that it is nested in. */
  readonly terms: readonly Criterion[]
}

/** A keyword with its value. */
export interface Directive {
  readonly keyword: string
  /** The name that was written, in lower case. */
  readonly written: string
  readonly value: Plain
  readonly source: string
  /** The Match block that it stands in. */
  readonly block?: Block
  readonly onlyPort?: true
}

/** A place where a file could not be read: anything may have been set there. */
export interface Blind {
  readonly path: string
  readonly reason: string
  readonly block?: Block
}

/** Why sshd does not load the configuration. */
export interface Refusal {
  /** `FILE line N`, or `command line`. */
  readonly where: string
  readonly reason: string
  /** Set when it is not sshd that refuses it, but this parser that has a limit. */
  readonly limit?: true
}

/** The configuration in the order in which sshd takes it. */
export interface Reading {
  readonly release: Release
  readonly files: SshdFiles
  readonly items: (Directive | Blind)[]
  readonly blocks: Block[]
  /** Files that were read, in the order of their effect. */
  readonly paths: string[]
  readonly warnings: string[]
  /** What reading has cost so far. */
  readonly spent: { files: number; characters: number }
}

/** SERVCONF_MAX_DEPTH in servconf.c. */
const maxDepth = 16
/** Most files that are included and patterns that are looked up, each time that they are. */
const maxFiles = 1000
/** Most text that is read. sshd takes 4 MiB since 10.1, and less before. */
const maxCharacters = 8 * 1024 * 1024
/** Most lines that set something, and most Match blocks: both are far more than anyone writes. */
const maxItems = 20_000
const maxBlocks = 500
/** Where a relative Include begins. */
const configurationDirectory = '/etc/ssh'

/** What a file is read within. */
interface Place {
  readonly path: string
  readonly depth: number
  /** The block that the Include stood in. */
  readonly outer: Block | undefined
}

/** Takes the options of the command line, which come before every file. */
export function readOptions(reading: Reading, options: readonly Option[]): Refusal | undefined {
  for (const option of options) {
    const line = splitLine(option.text)
    if (line === undefined) continue
    if ('wrong' in line) return { where: 'command line', reason: line.wrong }
    if (/^(include|match)$/i.test(line.keyword))
      return { where: 'command line', reason: `${line.keyword} is not allowed` }
    const wrong = readDirective(reading, line, undefined, option)
    if (wrong !== undefined) return { where: 'command line', reason: wrong }
  }
  return undefined
}

/** Takes a file and what it includes. */
export async function readText(reading: Reading, text: string, place: Place): Promise<Refusal | undefined> {
  let block = place.outer
  reading.spent.files += 1
  reading.spent.characters += text.length
  const excess = excessOf(reading)
  if (excess !== undefined) return { where: place.path, reason: `more than ${excess}`, limit: true }
  if (!reading.paths.includes(place.path)) reading.paths.push(place.path)
  for (const [index, written] of text.split('\n').entries()) {
    const where = `${place.path} line ${index + 1}`
    const source = `file ${place.path}:${index + 1}`
    const line = splitLine(withoutComment(written, reading.release))
    if (line === undefined) continue
    const excess = excessOf(reading)
    if (excess !== undefined) return { where, reason: `more than ${excess}`, limit: true }
    if ('wrong' in line) return { where, reason: line.wrong }
    const keyword = line.keyword.toLowerCase()
    if (keyword === 'match') {
      const next = openBlock(reading, line, source, place.outer)
      if ('wrong' in next) return { where, reason: next.wrong }
      block = next
    } else if (keyword === 'include') {
      const refusal = await include(reading, line, index + 1, { ...place, outer: block })
      if (refusal !== undefined) return refusal
    } else {
      const wrong = readDirective(reading, line, block, { source })
      if (wrong !== undefined) return { where, reason: wrong }
    }
  }
  return undefined
}

/** What there is more of than is taken. */
function excessOf({ spent, items, blocks }: Reading): string | undefined {
  if (spent.files > maxFiles) return `${maxFiles} includes`
  if (spent.characters > maxCharacters) return `${maxCharacters} characters`
  if (items.length > maxItems) return `${maxItems} settings`
  return blocks.length > maxBlocks ? `${maxBlocks} Match blocks` : undefined
}

/** Before 8.7 a comment began anywhere, within a word or quotes too (load_server_config). */
function withoutComment(text: string, release: Release): string {
  return isBefore(release, '8.7') ? text.replace(/#.*$/s, '') : text
}

function openBlock(reading: Reading, line: Line, source: string, outer: Block | undefined): Block | { wrong: string } {
  const match = readMatch(line.args, reading.release)
  if ('wrong' in match) return match
  const isAll = match.length === 0
  const written = line.args.map((arg) => (/[\s"]/.test(arg) ? JSON.stringify(arg) : arg)).join(' ')
  // In a file that was included under a condition, nothing holds for everyone.
  const nested = outer !== undefined && !outer.always
  const parts = [nested ? outer.criteria : '', isAll && nested ? '' : written]
  const terms = [...(nested ? outer.terms : []), ...match]
  const block = { criteria: parts.filter((part) => part !== '').join(' '), source, always: isAll && !nested, terms }
  reading.blocks.push(block)
  return block
}

async function include(reading: Reading, line: Line, at: number, place: Place): Promise<Refusal | undefined> {
  const where = `${place.path} line ${at}`
  if (line.args.length === 0) return { where, reason: 'Include missing filename argument' }
  for (const arg of line.args) {
    if (arg === '') return { where, reason: 'Include empty argument' }
    const pattern = /^[/~]/.test(arg) ? arg : `${configurationDirectory}/${arg}`
    const refusal = await includePattern(reading, pattern, at, place)
    if (refusal !== undefined) return refusal
  }
  return undefined
}

async function includePattern(
  reading: Reading,
  pattern: string,
  at: number,
  place: Place,
): Promise<Refusal | undefined> {
  const where = `${place.path} line ${at}`
  reading.spent.files += 1
  // sshd expands no tilde here: such a pattern names nothing.
  const paths = pattern.startsWith('/') ? await reading.files.glob(pattern) : { status: 'observed' as const, value: [] }
  if (paths.status !== 'observed' && paths.status !== 'absent') return blind(reading, pattern, why(paths), place.outer)
  const found = paths.status === 'observed' ? paths.value : []
  if (found.length === 0) reading.warnings.push(`${place.path}:${at}: Include ${pattern} names no file`)
  for (const path of found) {
    if (place.depth + 1 > maxDepth) return { where, reason: 'too many recursive configuration includes' }
    const text = await reading.files.read(path)
    if (text.status === 'absent') return { where, reason: `cannot open ${path}: ${why(text)}` }
    if (text.status !== 'observed') {
      blind(reading, path, text.reason, place.outer)
      continue
    }
    const refusal = await readText(reading, text.value, { path, depth: place.depth + 1, outer: place.outer })
    if (refusal !== undefined) return refusal
  }
  return undefined
}

function blind(reading: Reading, path: string, reason: string, block: Block | undefined): undefined {
  reading.items.push(block === undefined ? { path, reason } : { path, reason, block })
}

/** Takes one keyword; returns why sshd refuses it. */
function readDirective(
  reading: Reading,
  line: Line,
  block: Block | undefined,
  from: { readonly source: string; readonly onlyPort?: true },
): string | undefined {
  const { release } = reading
  const written = line.keyword.toLowerCase()
  const alias = Object.hasOwn(aliases, written) ? aliases[written] : undefined
  const name = alias?.keyword ?? written
  const keyword = Object.hasOwn(keywords, name) ? keywords[name] : undefined
  const conditional = block !== undefined && !block.always
  if (keyword === undefined) return readOther(reading, line, conditional, from.source)
  if (isNewer(keyword.since, release)) return `bad configuration option: ${line.keyword}`
  const inMatch = keyword.inMatch !== false && !alias?.globalOnly && !isNewer(keyword.inMatch, release)
  if (conditional && !inMatch) return `${line.keyword} is not allowed within a Match block`
  const value = keyword.read(line, release)
  if (value === 'nothing') return undefined
  // Behind `-p` no port is even read.
  if ('wrong' in value && name === 'port' && reading.items.some((item) => 'onlyPort' in item)) return undefined
  if ('wrong' in value) return `${line.keyword}: ${value.wrong}`
  // It was read there, and left out of what holds for a connection.
  const lostInMatch = name === 'setenv' && isBefore(release, '8.5') === true
  if (conditional && lostInMatch) return undefined
  const directive = { keyword: name, written, value: value.value, source: from.source }
  // What cannot be conditional is global under `Match all`.
  if (block !== undefined && inMatch && !lostInMatch) reading.items.push({ ...directive, block })
  else reading.items.push(from.onlyPort ? { ...directive, onlyPort: true } : directive)
  return name === 'subsystem' ? repeatedSubsystem(reading, directive.value) : undefined
}

function isNewer(since: Keyword['since'] | true, release: Release): boolean {
  return typeof since === 'string' && isBefore(release, since) === true
}

function readOther(reading: Reading, line: Line, conditional: boolean, source: string): string | undefined {
  const written = line.keyword.toLowerCase()
  if (redHatOnly.has(written) && reading.release.package === undefined) return undefined
  if (written === 'rdomain') return 'RDomain is not supported on Linux'
  if (!Object.hasOwn(ignored, written)) return `bad configuration option: ${line.keyword}`
  if (conditional && !ignored[written]) return `${line.keyword} is not allowed within a Match block`
  reading.warnings.push(`${source.replace(/^file /, '')}: ${line.keyword} is ignored`)
  return undefined
}

/** MAX_SUBSYSTEMS in servconf.h, until 9.5. */
const maxSubsystems = 256

/** Until 9.5 a name could be defined once; since then the first definition counts. */
function repeatedSubsystem(reading: Reading, value: Plain): string | undefined {
  if (!isBefore(reading.release, '9.5')) return undefined
  const name = subsystemName(value)
  const all = reading.items.filter((item) => 'keyword' in item && item.keyword === 'subsystem') as Directive[]
  if (all.length > maxSubsystems) return 'too many subsystems defined'
  const same = all.filter((each) => subsystemName(each.value) === name)
  return same.length > 1 ? `Subsystem ${name} already defined` : undefined
}

function subsystemName(value: Plain): string {
  return String(Array.isArray(value) ? value[0] : value).split(' ')[0] ?? ''
}

import type { Gap, Setting, SshFact } from '../../proto/index.ts'
import { compare } from '../../proto/value.ts'
import { failed, type Unseen } from '../host/look.ts'
import { type Connection, holdsFor, undecided } from './sshd/connection.ts'
import { isDirective } from './sshd/effective.ts'
import type { Criterion } from './sshd/match.ts'
import {
  type Block,
  type Option,
  type Reading,
  type Refusal,
  readOptions,
  readText,
  type SshdFiles,
} from './sshd/read.ts'
import { blockSettings, globalSettings, settingsWhere } from './sshd/resolve.ts'
import { wrongTogether } from './sshd/together.ts'
import type { Release } from './sshd/version.ts'

export type { Connection } from './sshd/connection.ts'
export type { Option, SshdFiles } from './sshd/read.ts'
export type { Release } from './sshd/version.ts'

/** A configuration of sshd and who reads it. */
export interface SshdConfiguration {
  /** The main file. */
  readonly path: string
  /** Options of the command line, in order. */
  readonly options: readonly Option[]
  /** Set when there are options that could not be read: they may say anything. */
  readonly hiddenOptions?: { readonly path: string; readonly reason: string } | undefined
  readonly release: Release
  readonly files: SshdFiles
}

/** What sshd makes of its configuration. */
export type SshdResult =
  | { readonly status: 'loaded'; readonly loaded: Loaded }
  /** sshd refuses it: nothing of it is in force. */
  | { readonly status: 'refused'; readonly refusal: Refusal; readonly paths: readonly string[] }
  /** It cannot be read, or only in part. */
  | { readonly status: 'unread'; readonly look: Unseen }

export interface Loaded extends Required<Pick<SshFact, 'settings' | 'matches' | 'warnings'>> {
  /** Files that were read, in the order of their effect. */
  readonly paths: readonly string[]
  /** Files that could not be read. */
  readonly gaps: readonly Gap[]
  /** The criteria of each of `matches`. */
  readonly terms: readonly (readonly Criterion[])[]
}

/**
 * Reads a configuration of sshd as OpenSSH 8.2 to 10.2 does. Never throws for what a file holds.
 *
 * The first value of a keyword counts, some keywords add up, `Match all` wins over what stands outside of blocks, and
 * one bad line makes sshd refuse everything. What an unreadable included file could have set first is unknown.
 */
export async function readSshdConfig(configuration: SshdConfiguration): Promise<SshdResult> {
  const result = await readWhole(configuration)
  return result.status === 'read' ? { status: 'loaded', loaded: resolve(result) } : result
}

/** What holds for one connection. */
export interface Explained extends Omit<Loaded, 'matches' | 'terms'> {
  /** Every conditional block, in the order of the files. */
  readonly blocks: readonly ExplainedBlock[]
}

export interface ExplainedBlock {
  readonly criteria: string
  readonly source: string
  /** Not set where what is not known of the connection decides. */
  readonly holds?: boolean
  /** Names of the criteria that cannot be told. */
  readonly undecided: readonly string[]
}

export type SshdExplanation =
  | { readonly status: 'explained'; readonly explained: Explained }
  | Exclude<SshdResult, { status: 'loaded' }>

/** Works out what sshd applies to one connection, as `sshd -T -C` does. */
export async function explainSshdConfig(
  configuration: SshdConfiguration,
  connection: Connection,
): Promise<SshdExplanation> {
  const result = await readWhole(configuration)
  if (result.status !== 'read') return result
  const { reading } = result
  const { matches: _, terms: __, ...loaded } = resolve(result)
  const blocks = reading.blocks.filter((block) => !block.always)
  const answers = new Map(blocks.map((block) => [block, holdsFor(block.terms, connection)]))
  const explained = {
    ...loaded,
    settings: settingsWhere(reading, (block) => answers.get(block)),
    blocks: blocks.map((block) => explainBlock(block, connection, answers.get(block))),
  }
  return { status: 'explained', explained }
}

function explainBlock(block: Block, connection: Connection, holds: boolean | undefined): ExplainedBlock {
  const { criteria, source, terms } = block
  if (holds !== undefined) return { criteria, source, holds, undecided: [] }
  return { criteria, source, undecided: undecided(terms, connection) }
}

interface Whole {
  readonly status: 'read'
  readonly reading: Reading
  /** Those that hold for everyone. */
  readonly settings: readonly Setting[]
}

async function readWhole(configuration: SshdConfiguration): Promise<Whole | Exclude<SshdResult, { status: 'loaded' }>> {
  const { path, release, files } = configuration
  const reading: Reading = {
    release,
    files,
    items: [],
    blocks: [],
    paths: [],
    warnings: [],
    spent: { files: 0, characters: 0 },
  }
  const main = await files.read(path)
  if (main.status !== 'observed') return { status: 'unread', look: main }
  const wrongOption = readOptions(reading, configuration.options)
  if (configuration.hiddenOptions !== undefined) reading.items.push(configuration.hiddenOptions)
  const refusal = wrongOption ?? (await readText(reading, main.value, { path, depth: 0, outer: undefined }))
  if (refusal?.limit) return { status: 'unread', look: failed(`${refusal.where}: ${refusal.reason}`) }
  if (refusal !== undefined) return { status: 'refused', refusal, paths: reading.paths }
  const settings = globalSettings(reading)
  const wrong = wrongTogether(settings)
  return wrong === undefined
    ? { status: 'read', reading, settings }
    : { status: 'refused', refusal: wrong, paths: reading.paths }
}

function resolve({ reading, settings }: Whole): Loaded {
  const conditional = reading.blocks.filter((block) => !block.always)
  const gaps = new Map(reading.items.flatMap((item) => (isDirective(item) ? [] : [[item.path, item.reason]])))
  return {
    settings: [...settings],
    matches: conditional.map((block) => ({
      criteria: block.criteria,
      source: block.source,
      settings: blockSettings(reading, block),
    })),
    terms: conditional.map((block) => block.terms),
    warnings: [...new Set(reading.warnings)].sort(compare),
    paths: reading.paths,
    gaps: [...gaps].map(([path, reason]) => ({ path, reason })).sort((a, b) => compare(a.path, b.path)),
  }
}

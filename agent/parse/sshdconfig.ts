import type { Gap, SshFact } from '../../proto/index.ts'
import { compare } from '../../proto/value.ts'
import { failed, type Unseen } from '../host/look.ts'
import { isDirective } from './sshd/effective.ts'
import { type Option, type Reading, type Refusal, readOptions, readText, type SshdFiles } from './sshd/read.ts'
import { blockSettings, globalSettings } from './sshd/resolve.ts'
import { wrongTogether } from './sshd/together.ts'
import type { Release } from './sshd/version.ts'

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
}

/**
 * Reads a configuration of sshd as OpenSSH 8.2 to 10.2 does. Never throws for what a file holds.
 *
 * The first value of a keyword counts, some keywords add up, `Match all` wins over what stands outside of blocks, and
 * one bad line makes sshd refuse everything. What an unreadable included file could have set first is unknown.
 */
export async function readSshdConfig(configuration: SshdConfiguration): Promise<SshdResult> {
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
  const loaded = resolve(reading)
  const wrong = wrongTogether(loaded.settings)
  return wrong === undefined
    ? { status: 'loaded', loaded }
    : { status: 'refused', refusal: wrong, paths: reading.paths }
}

function resolve(reading: Reading): Loaded {
  const conditional = reading.blocks.filter((block) => !block.always)
  const gaps = new Map(reading.items.flatMap((item) => (isDirective(item) ? [] : [[item.path, item.reason]])))
  return {
    settings: globalSettings(reading),
    matches: conditional.map((block) => ({
      criteria: block.criteria,
      source: block.source,
      settings: blockSettings(reading, block),
    })),
    warnings: [...new Set(reading.warnings)].sort(compare),
    paths: reading.paths,
    gaps: [...gaps].map(([path, reason]) => ({ path, reason })).sort((a, b) => compare(a.path, b.path)),
  }
}

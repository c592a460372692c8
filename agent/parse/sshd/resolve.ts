import type { Setting } from '../../../proto/index.ts'
import { byPath, known, unknown } from '../../../proto/value.ts'
import { assembleAlgorithms, needsDefault } from './algorithms.ts'
import {
  type Chosen,
  concerns,
  effective,
  type Item,
  isDirective,
  type Resolving,
  rulingItems,
  toOverridden,
} from './effective.ts'
import { type Keyword, keywords } from './keywords.ts'
import type { Block, Directive } from './read.ts'
import { special } from './special.ts'
import { defaultOf, defaultSource, isBefore, type Release } from './version.ts'

/** The settings that hold for everyone, one for each keyword that the release has. */
export function globalSettings(resolving: Resolving): Setting[] {
  const settings = Object.keys(keywords).map((name) => globalSetting(resolving, name))
  return byPath(settings.filter((each) => each !== undefined))
}

function globalSetting(resolving: Resolving, name: string): Setting | undefined {
  const { release } = resolving
  const keyword = keywords[name] as Keyword
  const written = resolving.items.some((item) => isDirective(item) && item.keyword === name)
  if (!written && keyword.patched && release.package === undefined) return undefined
  const missing = keyword.since === undefined ? false : isBefore(release, keyword.since)
  if (missing) return undefined
  const chosen = choose(resolving, name)
  if (chosen !== 'unset') return toSetting(name, chosen)
  if (missing === undefined) {
    const reason = `only OpenSSH ${keyword.since} and newer has it, and the version is not known`
    return unknown(name, reason, defaultSource(release))
  }
  const standard = defaultOf(name, release)
  if ('unknown' in standard) return unknown(name, standard.unknown, defaultSource(release))
  return known(name, standard.value, { source: defaultSource(release) })
}

/** What holds for everyone, without defaults. */
function choose(resolving: Resolving, name: string): Chosen {
  const keyword = keywords[name] as Keyword
  const items = resolving.items.filter((item) => concerns(item, name, keyword))
  const dead = deadLines(keyword, items)
  const ruling = rulingItems(resolving, name)
  const chosen = special[name]?.(resolving, ruling) ?? effective(keyword, ruling, resolving.release)
  const finished = finish(name, keyword, chosen, resolving.release)
  if (finished === 'unset' || 'unknown' in finished || dead.length === 0) return finished
  return { ...finished, overridden: [...finished.overridden, ...dead.map(toOverridden)] }
}

/** Lines in conditional blocks behind a `Match all` that sets the same: of the blocks that match, the first counts. */
function deadLines(keyword: Keyword, items: readonly Item[]): Directive[] {
  const always = items.findIndex((item) => isDirective(item) && item.block?.always)
  if (always < 0 || keyword.counts !== 'first') return []
  return items.slice(always).filter((item): item is Directive => isDirective(item) && item.block?.always === false)
}

function finish(name: string, keyword: Keyword, chosen: Chosen, release: Release): Chosen {
  if (chosen === 'unset' || 'unknown' in chosen) return chosen
  if (keyword.algorithms === undefined || typeof chosen.value !== 'string') return chosen
  const standard = needsDefault(chosen.value) ? defaultOf(name, release) : { value: [] }
  if ('unknown' in standard) return { unknown: `changes the default, and ${standard.unknown}`, source: chosen.source }
  return { ...chosen, value: assembleAlgorithms(keyword.algorithms, chosen.value, standard.value as string[]) }
}

function toSetting(name: string, chosen: Exclude<Chosen, 'unset'>): Setting {
  return 'unknown' in chosen
    ? unknown(name, chosen.unknown, chosen.source)
    : known(name, chosen.value, { source: chosen.source, overridden: chosen.overridden })
}

/** What a conditional block sets for whom it matches. */
export function blockSettings(resolving: Resolving, block: Block): Setting[] {
  const items = resolving.items.filter((item) => item.block === block || item.block?.always)
  const own = items.filter((item) => item.block === block && isDirective(item)) as Directive[]
  const names = [...new Set(own.map((item) => item.keyword))]
  const settings = names.map((name) => blockSetting(items, block, name, resolving.release))
  return byPath(settings.filter((each) => each !== undefined))
}

function blockSetting(items: readonly Item[], block: Block, name: string, release: Release): Setting | undefined {
  const keyword = keywords[name] as Keyword
  const related = items.filter((item) => !isDirective(item) || item.keyword === name)
  const own = related.filter((item) => item.block === block)
  if (deadLines(keyword, related).some((line) => line.block === block)) return undefined
  // Lines of all blocks that match add up, and `Match all` always matches.
  const chosen = effective(keyword, keyword.counts === 'all' ? related : own, release)
  const finished = finish(name, keyword, chosen, release)
  return finished === 'unset' ? undefined : toSetting(name, finished)
}

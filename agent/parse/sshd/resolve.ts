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
  return { ...chosen, value: assembleAlgorithms(keyword.algorithms, chosen.value, standard.value as string[], release) }
}

function toSetting(name: string, chosen: Exclude<Chosen, 'unset'>): Setting {
  return 'unknown' in chosen
    ? unknown(name, chosen.unknown, chosen.source)
    : known(name, chosen.value, { source: chosen.source, overridden: chosen.overridden })
}

/** Whether a conditional block holds; `undefined` where that is not known. */
export type Holds = (block: Block) => boolean | undefined

/** The settings that hold where these conditional blocks do. What a block that may hold would change is unknown. */
export function settingsWhere(resolving: Resolving, holds: Holds): Setting[] {
  const certain = taking(resolving, (block) => holds(block) === true)
  const doubts = new Map<string, Setting>()
  const open = new Set(resolving.items.flatMap(({ block }) => (block && !block.always && !holds(block) ? [block] : [])))
  for (const block of [...open].filter((each) => holds(each) === undefined)) {
    const possible = taking(resolving, (each) => each === block || holds(each) === true)
    for (const name of namesIn(resolving, block)) {
      const [without, within] = [globalSetting(certain, name), globalSetting(possible, name)]
      if (JSON.stringify(without?.value) === JSON.stringify(within?.value)) continue
      const reason = `Match ${block.criteria} may hold and sets it`
      if (!doubts.has(name)) doubts.set(name, unknown(name, reason, block.source))
    }
  }
  return globalSettings(certain).map((setting) => doubts.get(setting.path ?? '') ?? setting)
}

function namesIn(resolving: Resolving, block: Block): Set<string> {
  return new Set(resolving.items.flatMap((item) => (item.block === block && isDirective(item) ? [item.keyword] : [])))
}

/** The configuration as it is where some conditional blocks hold: these for everyone, the others for nobody. */
function taking(resolving: Resolving, isTaken: (block: Block) => boolean): Resolving {
  const items = resolving.items.flatMap((item): Item[] => {
    if (item.block === undefined || item.block.always) return [item]
    return isTaken(item.block) ? [{ ...item, block: { ...item.block, always: true } }] : []
  })
  return { ...resolving, items }
}

/** What a conditional block sets for whom it matches, as if it were the only one. */
export function blockSettings(resolving: Resolving, block: Block): Setting[] {
  const alone = taking(resolving, (each) => each === block)
  // A line behind a `Match all` that sets the same has no effect.
  const ruling = resolving.items.filter((item) => item.block === block || item.block?.always)
  const names = [...namesIn(resolving, block)].filter((name) => !isDead(ruling, name))
  const settings = names.map((name) => globalSetting(alone, name))
  return byPath(settings.filter((each) => each !== undefined))
}

/** Whether no line of a block counts, given those of the block and of each `Match all`. */
function isDead(items: readonly Item[], name: string): boolean {
  const keyword = keywords[name] as Keyword
  const related = items.filter((item) => !isDirective(item) || item.keyword === name)
  return deadLines(keyword, related).length > 0
}

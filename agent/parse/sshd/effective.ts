import type { Plain } from '../../../proto/value.ts'
import { type Keyword, keywords } from './keywords.ts'
import type { Blind, Directive } from './read.ts'
import { isBefore, type Release } from './version.ts'

/** A value with its source and what it won over, why there is none, or that nobody set it. */
export type Chosen =
  | { readonly value: Plain; readonly source: string; readonly overridden: readonly Overridden[] }
  | { readonly unknown: string; readonly source: string }
  | 'unset'

export interface Overridden {
  readonly value: Plain
  readonly source: string
}

export type Item = Directive | Blind

/** What a configuration comes to. */
export interface Resolving {
  readonly release: Release
  readonly items: readonly Item[]
}

export function isDirective(item: Item): item is Directive {
  return 'keyword' in item
}

/** Whether a line or an unreadable file has to do with a keyword. */
export function concerns(item: Item, name: string, keyword: Keyword): boolean {
  if (isDirective(item)) return item.keyword === name
  // A block can set only what may be conditional.
  return item.block === undefined || (item.block.always && keyword.inMatch !== false)
}

/** The lines about a keyword that hold for everyone, in order. */
export function rulingItems(resolving: Resolving, name: string): Item[] {
  const keyword = keywords[name] as Keyword
  return resolving.items.filter(
    (item) => concerns(item, name, keyword) && (item.block === undefined || item.block.always),
  )
}

/** Which of the lines counts. Blocks (here only those that always match) win over what stands outside of blocks. */
export function effective(keyword: Keyword, items: readonly Item[], release: Release): Chosen {
  const blocks = items.filter((item) => item.block !== undefined)
  const outside = items.filter((item) => item.block === undefined)
  const { counts } = keyword
  if (counts === 'all') return all(blocks.length > 0 ? blocks : outside, blocks.length > 0 ? outside : [])
  const first = () => winner([...blocks, ...outside])
  const last = () => winner([...blocks.toReversed(), ...outside.toReversed()])
  if (counts === 'first') return first()
  if (counts === 'last') return last()
  return byVersion(isBefore(release, counts.firstFrom), last, first)
}

function winner(ordered: readonly Item[]): Chosen {
  const [head] = ordered
  if (head === undefined) return 'unset'
  if (!isDirective(head)) return hidden(head)
  const lost = ordered.slice(1).filter(isDirective)
  return { value: head.value, source: head.source, overridden: lost.map(toOverridden) }
}

function all(items: readonly Item[], lost: readonly Item[]): Chosen {
  if (items.length === 0) return 'unset'
  const blind = items.find((item) => !isDirective(item))
  if (blind !== undefined) return hidden(blind as Blind)
  const lines = items.filter(isDirective)
  const value = lines.flatMap((line) => (Array.isArray(line.value) ? line.value : [line.value]))
  const sources = [...new Set(lines.map((line) => line.source))]
  return { value, source: sources.join(', '), overridden: lost.filter(isDirective).map(toOverridden) }
}

function hidden(blind: Blind): Chosen {
  return { unknown: `${blind.path} could set it and cannot be read: ${blind.reason}`, source: `file ${blind.path}` }
}

/** What holds where two versions differ; unknown where the version is not known and both answers are not the same. */
export function byVersion(older: boolean | undefined, before: () => Chosen, after: () => Chosen): Chosen {
  if (older !== undefined) return older ? before() : after()
  const [one, other] = [before(), after()]
  if (one === 'unset' || other === 'unset' || 'unknown' in one || 'unknown' in other) return other
  if (JSON.stringify(one.value) === JSON.stringify(other.value)) return other
  return { unknown: 'depends on the version of OpenSSH, which is not known', source: other.source }
}

export function toOverridden(line: Directive): Overridden {
  return { value: plainOf(line), source: line.source }
}

/** The value as it is shown: lists of algorithms as words, as written. */
function plainOf(line: Directive): Plain {
  const keyword = keywords[line.keyword]
  return keyword?.algorithms && typeof line.value === 'string' ? line.value.split(',') : line.value
}

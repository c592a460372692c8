import { posix } from 'node:path'
import type { Gap } from '../../../proto/index.ts'
import { compare } from '../../../proto/value.ts'
import { type Look, why } from '../../host/look.ts'
import type { FileStat, HostRoot, Listing, Top } from '../../host/root.ts'
import { isLeftOut } from './places.ts'

/** Directories below the first one that are entered. */
export const maxDepth = 6
/** Most entries of one place, and of its directories together. */
export const maxEntries = 20_000
/** Most entries of all places: some seconds on a slow machine. */
export const maxTotal = 40_000
/** Most directories that are named as left out. */
const maxLeftOut = 200

/** Who gets through the directories above a file. */
export interface Passage {
  readonly everyone: boolean
  /** The group of the file or of a directory, where that may enter. */
  readonly group: boolean
  /** Why it cannot be told. */
  readonly unknown?: string
}

/** A regular file with a name that was asked for. */
export interface Found {
  readonly path: string
  readonly passage: Passage
}

/** Everything that is found below the places, each file once. Links are not followed, nor other file systems entered. */
export interface Walk {
  readonly found: readonly Found[]
  readonly walked: readonly string[]
  readonly leftOut: readonly string[]
}

/** What a walk collects. */
interface Collected {
  readonly found: Map<string, Found>
  readonly walked: string[]
  readonly leftOut: Set<string>
  readonly gaps: Gap[]
  readonly isWanted: (name: string) => boolean
  /** Entries of all places so far. */
  total: number
}

/**
 * Walks places and what is below them. A place that is not there is none, unless it is one of `named`, which somebody
 * asked for by its path; these may be files.
 */
export async function walkPlaces(
  root: HostRoot,
  places: readonly string[],
  isWanted: (name: string) => boolean,
  gaps: Gap[],
  named: readonly string[] = [],
): Promise<Walk> {
  const all: Collected = { found: new Map(), walked: [], leftOut: new Set(), gaps, isWanted, total: 0 }
  for (const place of new Set([...named, ...places])) {
    const look = await root.lstat(place)
    if (look.status === 'absent') {
      if (named.includes(place)) gaps.push({ path: place, reason: why(look) })
    } else if (look.status !== 'observed') gaps.push({ path: place, reason: look.reason })
    else if (look.value.type === 'link') gaps.push({ path: place, reason: 'is a link, which is not followed' })
    else if (look.value.type === 'directory') await walkPlace(root, place, look.value, all)
    else if (look.value.type === 'file')
      all.found.set(place, { path: place, passage: await passageTo(root, posix.dirname(place)) })
  }
  const leftOut = [...all.leftOut].sort(compare).slice(0, maxLeftOut)
  return { found: [...all.found.values()], walked: all.walked, leftOut }
}

async function walkPlace(root: HostRoot, place: string, { device }: FileStat, all: Collected): Promise<void> {
  const passage = await passageTo(root, posix.dirname(place))
  const look = await root.below(place, (top) => walkBelow(top, { place, device, passage }, all))
  if (look.status === 'denied' || look.status === 'failed') all.gaps.push({ path: place, reason: look.reason })
  if (look.status === 'observed') all.walked.push(place)
}

interface Start {
  readonly place: string
  readonly device: number
  /** To the directory above the place. */
  readonly passage: Passage
}

interface Pending {
  /** Path below the place. */
  readonly rest: string
  readonly depth: number
  /** To the directory above. */
  readonly passage: Passage
}

/** Nearer directories first: where there are more entries than are looked at, those far down are left. */
async function walkBelow(top: Top, { place, device, passage }: Start, all: Collected): Promise<void> {
  const pending: Pending[] = [{ rest: '', depth: 0, passage }]
  const deep: string[] = []
  let count = 0
  for (let at = 0; at < pending.length; at += 1) {
    const next = pending[at] as Pending
    const path = posix.join(place, next.rest)
    const look = await top.list(next.rest, maxEntries)
    if (look.status === 'absent') continue
    if (look.status !== 'observed') {
      all.gaps.push({ path, reason: look.reason })
      continue
    }
    if (look.value.stat.device !== device) {
      all.gaps.push({ path, reason: 'is on another file system, which is not entered' })
      continue
    }
    count += look.value.entries.length
    all.total += look.value.entries.length
    if (count > maxEntries) return void all.gaps.push({ path: place, reason: `has more than ${maxEntries} entries` })
    if (all.total > maxTotal)
      return void all.gaps.push({ path: place, reason: `all places have more than ${maxTotal} entries` })
    collect(look.value, path, next, { pending, deep }, all)
  }
  const [first] = deep
  if (first !== undefined) all.gaps.push({ path: first, reason: deepReason(deep.length - 1) })
}

function collect(
  { stat, entries }: Listing,
  directory: string,
  { rest, depth, passage: above }: Pending,
  { pending, deep }: { pending: Pending[]; deep: string[] },
  { found, leftOut, isWanted }: Collected,
): void {
  const passage = through(above, { status: 'observed', value: stat })
  for (const { name, type } of entries) {
    const path = posix.join(directory, name)
    if (type === 'file' && isWanted(name)) found.set(path, { path, passage })
    if (type !== 'directory') continue
    if (isLeftOut(path, name)) leftOut.add(path)
    else if (depth === maxDepth) deep.push(path)
    else pending.push({ rest: posix.join(rest, name), depth: depth + 1, passage })
  }
}

/** One gap for all: a tree of sources has thousands. */
function deepReason(others: number): string {
  const reason = `is more than ${maxDepth} directories deep`
  return others === 0 ? reason : `${reason}, and so are ${others} others`
}

/** Who gets into a directory: the node's root is open to everyone. */
async function passageTo(root: HostRoot, directory: string): Promise<Passage> {
  let passage: Passage = { everyone: true, group: true }
  const names = directory.split('/').filter((each) => each !== '')
  for (const at of names.keys()) passage = through(passage, await root.stat(`/${names.slice(0, at + 1).join('/')}`))
  return passage
}

function through(passage: Passage, look: Look<FileStat>): Passage {
  if (look.status !== 'observed') return { ...passage, unknown: why(look) }
  const { mode } = look.value
  return {
    ...passage,
    everyone: passage.everyone && (mode & 0o001) !== 0,
    group: passage.group && (mode & 0o011) !== 0,
  }
}

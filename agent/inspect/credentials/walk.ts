import { posix } from 'node:path'
import type { Gap } from '../../../proto/index.ts'
import { type Look, why } from '../../host/look.ts'
import type { FileStat, HostRoot } from '../../host/root.ts'
import { isLeftOut } from './places.ts'

/** Directories below the first one that are entered. */
export const maxDepth = 5
/** Most entries of one place, and of its directories together. */
export const maxEntries = 5000
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

interface Pending {
  readonly directory: string
  readonly depth: number
  readonly passage: Passage
}

/** Everything that is found below the places, each file once. Links are not followed, nor other file systems entered. */
export interface Walk {
  readonly found: Found[]
  readonly walked: string[]
  readonly leftOut: string[]
}

/** Walks places and what is below them. A place that is not there is none. */
export async function walkPlaces(
  root: HostRoot,
  places: readonly string[],
  isWanted: (name: string) => boolean,
  gaps: Gap[],
): Promise<Walk> {
  const walk: Walk = { found: [], walked: [], leftOut: [] }
  for (const place of places) {
    const look = await root.lstat(place)
    if (look.status === 'absent') continue
    if (look.status !== 'observed') gaps.push({ path: place, reason: look.reason })
    else if (look.value.type === 'link') gaps.push({ path: place, reason: 'is a link, which is not followed' })
    else if (look.value.type === 'directory') await walkPlace(root, place, look.value, isWanted, walk, gaps)
  }
  return { ...walk, leftOut: walk.leftOut.sort().slice(0, maxLeftOut) }
}

async function walkPlace(
  root: HostRoot,
  place: string,
  top: FileStat,
  isWanted: (name: string) => boolean,
  walk: Walk,
  gaps: Gap[],
): Promise<void> {
  walk.walked.push(place)
  const pending: Pending[] = [{ directory: place, depth: 0, passage: await passageTo(root, place) }]
  const deep: string[] = []
  let count = 0
  for (let next = pending.shift(); next; next = pending.shift()) {
    const entries = await root.list(next.directory)
    if (entries.status === 'absent') continue
    if (entries.status !== 'observed') {
      gaps.push({ path: next.directory, reason: entries.reason })
      continue
    }
    for (const { name, type } of entries.value) {
      count += 1
      if (count > maxEntries) return void gaps.push({ path: place, reason: `has more than ${maxEntries} entries` })
      const path = posix.join(next.directory, name)
      if (type === 'file' && isWanted(name)) walk.found.push({ path, passage: next.passage })
      if (type !== 'directory') continue
      if (isLeftOut(path, name)) walk.leftOut.push(path)
      else if (next.depth === maxDepth) deep.push(path)
      else await enter(root, path, next, top.device, pending, gaps)
    }
  }
  const [first] = deep
  if (first !== undefined) gaps.push({ path: first, reason: deepReason(deep.length - 1) })
}

/** One gap for all: a tree of sources has thousands. */
function deepReason(others: number): string {
  const reason = `is more than ${maxDepth} directories deep`
  return others === 0 ? reason : `${reason}, and so are ${others} others`
}

async function enter(
  root: HostRoot,
  path: string,
  { depth, passage }: Pending,
  device: number,
  pending: Pending[],
  gaps: Gap[],
): Promise<void> {
  const look = await root.lstat(path)
  if (look.status === 'absent') return
  if (look.status !== 'observed') return void gaps.push({ path, reason: look.reason })
  if (look.value.device !== device)
    return void gaps.push({ path, reason: 'is on another file system, which is not entered' })
  pending.push({ directory: path, depth: depth + 1, passage: through(passage, look) })
}

/** Who gets to a place: the node's root is open to everyone. */
async function passageTo(root: HostRoot, place: string): Promise<Passage> {
  let passage: Passage = { everyone: true, group: true }
  const names = place.split('/').filter((each) => each !== '')
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

// What agents are told: for what is approved they need not collect evidence. It decides nothing else.
import { createHash } from 'node:crypto'
import { guardPlace } from './key.ts'
import { unescapeName } from './names.ts'
import type { Profile } from './profile.ts'
import { byText } from './sets.ts'

/** One approved file in one place; names as the bytes that they are. */
export interface GuardEntry {
  readonly place: string
  readonly path: Buffer
  readonly script: Buffer
  /** 32 bytes. */
  readonly digest: Buffer
}

export interface GuardSet {
  /** SHA-256 of what the set holds. */
  readonly hash: Buffer
  readonly entries: readonly GuardEntry[]
  /** Entries that found no room. */
  readonly omitted: number
}

/** Most bytes of a set's names and digests. */
export const maxGuardBytes = 1024 * 1024
/** What an entry takes beside its names: the digest, and the tags and lengths of its fields. */
const entryBytes = 32 + 24

/** The approved files of one profile, one text each; none of one that is not in force. */
export function guardRows({ state, key, entries }: Profile): string[] {
  if (state !== 'alerting') return []
  const place = guardPlace(key)
  return Object.values(entries)
    .filter(({ decision }) => decision.status === 'approved')
    .flatMap(({ path, script, approved }) => approved.map((digest): Row => [place, path, script, digest]))
    .map((row) => JSON.stringify(row))
}

/** The set of these rows, sorted, up to so many bytes. */
export function guardSet(rows: Iterable<string>, limit = maxGuardBytes): GuardSet {
  const all = [...new Set(rows)].sort(byText)
  let bytes = 0
  const kept = all.map(entryOf).filter((entry) => {
    bytes += entryBytes + Buffer.byteLength(entry.place) + entry.path.length + entry.script.length
    return bytes <= limit
  })
  const omitted = all.length - kept.length
  const hash = createHash('sha256')
    .update(JSON.stringify([all.slice(0, kept.length), omitted]))
    .digest()
  return { hash, entries: kept, omitted }
}

type Row = [place: string, path: string, script: string, digest: string]

function entryOf(text: string): GuardEntry {
  const [place, path, script, digest] = JSON.parse(text) as Row
  const hash = Buffer.from(digest.slice('sha256:'.length), 'hex')
  return { place, path: unescapeName(path), script: unescapeName(script), digest: hash }
}

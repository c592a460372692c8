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

/** The approved files of the profiles that are in force, sorted, with the SHA-256 that names the set. */
export function guardSet(profiles: readonly Profile[]): { readonly hash: Buffer; readonly entries: GuardEntry[] } {
  const rows = profiles.filter(({ state }) => state === 'alerting').flatMap(rowsOf)
  const texts = [...new Set(rows.map((row) => JSON.stringify(row)))].sort(byText)
  const entries = texts.map((text) => {
    const [place, path, script, digest] = JSON.parse(text) as Row
    const hash = Buffer.from(digest.slice('sha256:'.length), 'hex')
    return { place, path: unescapeName(path), script: unescapeName(script), digest: hash }
  })
  return { hash: createHash('sha256').update(texts.join('\n')).digest(), entries }
}

type Row = [place: string, path: string, script: string, digest: string]

function rowsOf({ key, entries }: Profile): Row[] {
  const place = guardPlace(key)
  return Object.values(entries)
    .filter(({ decision }) => decision.status === 'approved')
    .flatMap(({ path, script, approved }) => approved.map((digest): Row => [place, path, script, digest]))
}

import { posix } from 'node:path'
import type { CredentialsFact, Gap, SourcedString } from '../../proto/index.ts'
import { compare } from '../../proto/value.ts'
import { type Accounts, accountFiles } from '../host/accounts.ts'
import type { Host } from '../host/host.ts'
import type { FileStat } from '../host/root.ts'
import { credentialPart, mayHoldCredential, readCredential } from '../parse/credential.ts'
import { otherHomes } from './credentials/homes.ts'
import { usualPlaces } from './credentials/places.ts'
import { type Found, type Passage, walkPlaces } from './credentials/walk.ts'
import type { Inspector, Observation } from './inspector.ts'

type Credential = NonNullable<CredentialsFact['items']>[number]

/** Most files that are read. */
const maxReads = 1000

/** Keys, tokens and passwords that lie about in files: where, whose, and who can read them, never what they are. */
export const credentials: Inspector<'credentials'> = {
  domain: 'credentials',
  schema: 1,
  unwatched: true,
  reads: [
    ...usualPlaces.flatMap((place) =>
      [place, `${place}/**`].map((glob) => ({ glob, why: 'names, and how files with names of credentials begin' })),
    ),
    { origin: 'below these, with names that begin with a dot', why: 'the same' },
    { glob: '/var', why: 'who gets through it (state only)' },
    { origin: 'homes of /etc/passwd that are elsewhere, of users who can log in', why: 'the same' },
    { origin: 'credentialPaths of the configuration', why: 'the same, where the operator says' },
    { origin: 'directories above these', why: 'who gets through them (state only)' },
    ...accountFiles.map((path) => ({ glob: path, why: 'names of owners' })),
  ],
  inspect,
}

async function inspect(host: Host): Promise<Observation<CredentialsFact>> {
  const gaps: Gap[] = []
  const named = (host.wanted.credentialPaths ?? []).map((path) => posix.join(path, '.'))
  const places = [...usualPlaces, ...(await otherHomes(host, usualPlaces, gaps))]
  const { found, walked, leftOut } = await walkPlaces(host.root, places, mayHoldCredential, gaps, named)
  if (walked.length === 0 && gaps.length === 0) return { status: 'absent' }
  if (found.length > maxReads)
    gaps.push({ path: '/', reason: `${found.length - maxReads} more files that may be credentials than are read` })
  const accounts = await host.accounts()
  const items: Credential[] = []
  for (const each of found.slice(0, maxReads)) {
    const item = await credentialOf(host, accounts, each, gaps)
    if (item) items.push(item)
  }
  items.sort((a, b) => compare(a.path ?? '', b.path ?? ''))
  return { status: 'observed', fact: { items, walked: [...walked].sort(compare), leftOut: [...leftOut] }, gaps }
}

/** One that vanished meanwhile is none. */
async function credentialOf(
  host: Host,
  accounts: Accounts,
  { path, passage }: Found,
  gaps: Gap[],
): Promise<Credential | undefined> {
  const begin = await host.root.readRange(path, 0, credentialPart)
  if (begin.status === 'absent') return undefined
  if (begin.status !== 'observed') return void gaps.push({ path, reason: begin.reason })
  const credential = readCredential(path, begin.value)
  if (credential === undefined) return undefined
  const stat = await host.root.lstat(path)
  if (stat.status === 'absent') return undefined
  if (stat.status !== 'observed') return void gaps.push({ path, reason: stat.reason })
  const { mode, uid, gid } = stat.value
  const source = `state of ${path}`
  return {
    ...{ path, ...credential },
    mode: { value: mode.toString(8).padStart(4, '0'), source },
    uid: { value: uid, source },
    ...{ owner: accounts.user(uid), group: accounts.group(gid) },
    exposure: exposureOf(stat.value, passage, source),
  }
}

function exposureOf({ mode, gid }: FileStat, passage: Passage, source: string): SourcedString {
  const everyone = (mode & 0o004) !== 0
  const group = (mode & 0o040) !== 0 && gid !== 0
  if (passage.unknown !== undefined && (everyone || group))
    return { source, unknown: `a directory above: ${passage.unknown}` }
  if (everyone && passage.everyone) return { value: 'everyone', source: `${source} and of what is above` }
  if (group && passage.group) return { value: 'group', source: `${source} and of what is above` }
  return { value: 'owner', source: `${source} and of what is above` }
}

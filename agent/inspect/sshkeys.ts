import type { Gap, SshKeysFact } from '../../proto/index.ts'
import { compare, fromValue } from '../../proto/value.ts'
import { accountFiles } from '../host/accounts.ts'
import type { Host } from '../host/host.ts'
import { why } from '../host/look.ts'
import type { Loaded } from '../parse/sshdconfig.ts'
import type { Inspector, Observation } from './inspector.ts'
import { configurationReads, type LoadedSshd, loadSshd } from './ssh/configuration.ts'
import { everyone, type KeysOfFile, numbered, readKeys } from './sshkeys/authorized.ts'
import { type HostKeyFact, hostKeyOf } from './sshkeys/hostkeys.ts'
import { findPeople, type Person } from './sshkeys/people.ts'
import { type Place, placesOf, possibleSettings, worstAccess } from './sshkeys/places.ts'

/** Most files with keys, and most keys, that a fact holds. */
const maxFiles = 5000
const maxKeys = 10_000

/** Who can log in over SSH with a key, and the keys by which the node proves who it is. */
export const sshKeys: Inspector<'sshKeys'> = {
  domain: 'sshKeys',
  schema: 1,
  processes: ['sshd'],
  reads: [
    ...configurationReads,
    ...accountFiles.map((path) => ({ glob: path, why: 'the accounts, their homes and their groups' })),
    { origin: 'AuthorizedKeysFile, for every account', why: 'the keys that let in' },
    { origin: 'TrustedUserCAKeys', why: 'the authorities whose certificates let in' },
    { origin: 'HostKey', why: 'the public part of the keys of the host, and their state' },
    { origin: 'directories above a file with keys', why: 'whether others can change them (state only)' },
  ],
  inspect,
}

/** What holds where nothing of sshd's configuration can be told: its own defaults. */
const usual = {
  authorizedKeys: ['.ssh/authorized_keys', '.ssh/authorized_keys2'],
  hostKeys: ['rsa', 'ecdsa', 'ed25519'].map((type) => `/etc/ssh/ssh_host_${type}_key`),
}

async function inspect(host: Host): Promise<Observation<SshKeysFact>> {
  const sshd = await loadSshd(host)
  if (sshd.status !== 'found') return sshd
  const gaps: Gap[] = []
  const people = await findPeople(host, gaps)
  if (people.status === 'denied' || people.status === 'failed')
    return { status: people.status, reason: `${accountFiles[0]}: ${people.reason}` }
  const loaded = loadedOf(sshd, gaps)
  const accounts = await host.accounts()
  const found: KeysOfFile[] = []
  const users: NonNullable<SshKeysFact['users']> = []
  for (const person of people.status === 'observed' ? people.value : []) {
    const possible = loaded && possibleSettings(loaded, person)
    const places = possible ? placesOf(possible, 'authorizedkeysfile', person) : usualPlaces(person)
    let keys = 0
    for (const place of found.length < maxFiles ? places : []) {
      const file = await readKeys(host, accounts, place, person, gaps)
      if (file === undefined) continue
      keys += file.keys.length
      found.push(file)
    }
    const untold = { source: sshd.configuration.path, unknown: 'the configuration of sshd does not load' }
    const { name, uid, gid, home, shell } = person
    users.push({ name, uid, gid, home, shell, keys, allowed: possible ? worstAccess(possible, person) : untold })
  }
  if (found.length >= maxFiles) gaps.push({ path: 'AuthorizedKeysFile', reason: `names more than ${maxFiles} files` })
  for (const place of loaded ? authorityPlaces(loaded) : []) {
    const file = await readKeys(host, accounts, place, everyone, gaps)
    if (file !== undefined) found.push(file)
  }
  const hostKeys: HostKeyFact[] = []
  for (const place of hostKeyPlaces(loaded)) {
    const key = await hostKeyOf(host, accounts, place)
    if (key !== undefined) hostKeys.push(key)
  }
  return { status: 'observed', fact: toFact(users, found, hostKeys, gaps), gaps: distinct(gaps) }
}

/** The configuration; where it does not load, or not all of it, a gap says so. */
function loadedOf({ result, configuration }: LoadedSshd, gaps: Gap[]): Loaded | undefined {
  const { path } = configuration
  if (result.status === 'refused') gaps.push({ path, reason: `does not load: ${result.refusal.reason}` })
  if (result.status === 'unread') gaps.push({ path, reason: why(result.look) })
  if (result.status !== 'loaded') return undefined
  gaps.push(...result.loaded.gaps)
  return result.loaded
}

function usualPlaces({ home }: Person): Place[] {
  if (!home.startsWith('/')) return []
  return usual.authorizedKeys.map((name) => ({ path: `${home}/${name}`, foundBy: 'usual place' }))
}

/** Authorities of every account: globally, or for whom a block matches. */
function authorityPlaces(loaded: Loaded): Place[] {
  const all = [...loaded.settings, ...loaded.matches.flatMap(({ settings }) => settings ?? [])]
  return all.flatMap(({ path, value, source }) => {
    const file = path === 'trustedusercakeys' ? fromValue(value) : undefined
    return typeof file === 'string' && file.startsWith('/') ? [{ path: file, foundBy: `${path} by ${source}` }] : []
  })
}

function hostKeyPlaces(loaded: Loaded | undefined): Place[] {
  const setting = loaded?.settings.find((each) => each.path === 'hostkey')
  const value = fromValue(setting?.value)
  if (!Array.isArray(value)) return usual.hostKeys.map((path) => ({ path, foundBy: 'usual place' }))
  const paths = value.filter((path): path is string => typeof path === 'string' && path.startsWith('/'))
  return [...new Set(paths)].map((path) => ({ path, foundBy: `hostkey by ${setting?.source}` }))
}

function toFact(
  users: NonNullable<SshKeysFact['users']>,
  found: readonly KeysOfFile[],
  hostKeys: HostKeyFact[],
  gaps: Gap[],
): SshKeysFact {
  const files = found.map(({ file }) => file)
  const keys = found.flatMap(({ keys: own }) => own)
  if (keys.length > maxKeys) gaps.push({ path: 'AuthorizedKeysFile', reason: `hold more than ${maxKeys} keys` })
  return {
    users: users.sort((a, b) => compare(a.name ?? '', b.name ?? '')),
    files: files.sort((a, b) => compare(a.path ?? '', b.path ?? '') || compare(a.user ?? '', b.user ?? '')),
    authorized: numbered(keys.slice(0, maxKeys)).sort((a, b) => compare(a.name ?? '', b.name ?? '')),
    hostKeys: hostKeys.sort((a, b) => compare(a.path ?? '', b.path ?? '')),
  }
}

function distinct(gaps: readonly Gap[]): Gap[] {
  return [...new Map(gaps.map((gap) => [`${gap.path}\0${gap.reason}`, gap])).values()]
}

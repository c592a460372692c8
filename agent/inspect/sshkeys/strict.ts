// Who else can change a file with keys: what StrictModes asks (safe_path in misc.c), asked whether it is on or not.
import { posix } from 'node:path'
import type { SourcedBool } from '../../../proto/index.ts'
import type { Accounts } from '../../host/accounts.ts'
import type { Host } from '../../host/host.ts'
import { why } from '../../host/look.ts'
import type { FileStat } from '../../host/root.ts'
import type { Person } from './people.ts'

export interface Strictness {
  readonly strict: SourcedBool
  /** Paths that others can change, each with who can, nearest first. */
  readonly exposures: readonly string[]
}

/** Looks at the file and every directory above it, up to the home where the file is below it. */
export async function strictnessOf(
  host: Host,
  file: FileStat,
  person: Pick<Person, 'uid' | 'home'>,
  accounts: Accounts,
): Promise<Strictness> {
  const exposures = exposureOf(file, person.uid, accounts)
  const home = await host.root.stat(person.home)
  const end = home.status === 'observed' ? home.value.target : undefined
  let unseen = ''
  for (let path = posix.dirname(file.target); ; path = posix.dirname(path)) {
    const look = await host.root.stat(path)
    if (look.status === 'observed') exposures.push(...exposureOf(look.value, person.uid, accounts))
    else unseen ||= `${path}: ${why(look)}`
    if (path === '/' || path === end) break
  }
  const source = `state of ${file.target} and the directories above it`
  if (exposures.length > 0) return { strict: { value: false, source }, exposures }
  return { strict: unseen === '' ? { value: true, source } : { source, unknown: unseen }, exposures }
}

function exposureOf({ target, mode, uid }: FileStat, owner: number, accounts: Accounts): string[] {
  if (uid !== 0 && uid !== owner) return [`${target} belongs to ${accounts.user(uid)}`]
  const who = [...(mode & 0o020 ? ['its group'] : []), ...(mode & 0o002 ? ['everyone'] : [])].join(' and ')
  return who === '' ? [] : [`${target} can be changed by ${who} (${mode.toString(8).padStart(4, '0')})`]
}

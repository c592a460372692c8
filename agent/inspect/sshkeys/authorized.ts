import type { Gap, SshKeysFact } from '../../../proto/index.ts'
import type { Accounts } from '../../host/accounts.ts'
import type { Host } from '../../host/host.ts'
import { type AuthorizedKey, parseAuthorizedKeys } from '../../parse/authorizedkeys.ts'
import type { Person } from './people.ts'
import type { Place } from './places.ts'
import { strictnessOf } from './strict.ts'

export type KeyFileFact = NonNullable<SshKeysFact['files']>[number]
export type KeyFact = NonNullable<SshKeysFact['authorized']>[number]

/** Largest file that is read, in bytes. */
const fileLimit = 4 * 1024 * 1024
/** Most keys of one file. */
const maxKeysOfFile = 2000
/** Most lines of one file that are named for what is wrong with them. */
const maxBroken = 20

export interface KeysOfFile {
  readonly file: KeyFileFact
  readonly keys: readonly KeyFact[]
}

/** An account that keys are for; every account (`*`) for the authorities of TrustedUserCAKeys. */
export type Owner = Pick<Person, 'name' | 'uid' | 'home'>

/** Everyone: such a file is root's alone. */
export const everyone: Owner = { name: '*', uid: 0, home: '/' }

/** Reads a file of keys; nothing where there is none. What cannot be read is a gap. */
export async function readKeys(
  host: Host,
  accounts: Accounts,
  { path, foundBy }: Place,
  owner: Owner,
  gaps: Gap[],
): Promise<KeysOfFile | undefined> {
  const look = await host.root.read(path, fileLimit)
  if (look.status === 'absent') return undefined
  if (look.status !== 'observed') {
    gaps.push({ path, reason: look.reason })
    return undefined
  }
  const { keys, broken, more } = parseAuthorizedKeys(look.value.bytes.toString(), maxKeysOfFile)
  if (more) gaps.push({ path, reason: `has more than ${maxKeysOfFile} keys, or many lines that are none` })
  const { strict, exposures } = await strictnessOf(host, look.value, owner, accounts)
  const { mode, uid, gid } = look.value
  const file: KeyFileFact = {
    ...{ path, user: owner.name, foundBy, mode: mode.toString(8).padStart(4, '0'), uid, gid },
    ...{ owner: accounts.user(uid), strict, exposures: [...exposures], keys: keys.length },
    broken: broken.slice(0, maxBroken).map(({ line, reason }) => `line ${line} ${reason}`),
  }
  return { file, keys: keys.map((each) => toFact(each, path, owner.name)) }
}

function toFact({ line, key, comment, options }: AuthorizedKey, path: string, user: string): KeyFact {
  return {
    ...{ name: `${user} ${key.fingerprint}`, user, path, line, ...key, comment },
    authority: user === everyone.name || options.names.includes('cert-authority'),
    options: [...options.names],
    command: options.command,
    from: [...options.from],
    principals: [...options.principals],
    environment: [...options.environment],
    expires: options.expires,
  }
}

/** The same key for the same account twice has a number behind the second one's name. */
export function numbered(keys: readonly KeyFact[]): KeyFact[] {
  const seen = new Map<string, number>()
  return keys.map((each) => {
    const name = each.name ?? ''
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? each : { ...each, name: `${name} #${count}` }
  })
}

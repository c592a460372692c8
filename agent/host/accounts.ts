import { parseNames } from '../parse/accounts.ts'
import type { HostRoot } from './root.ts'

/** Names of the host's own users and groups: a container's passwd says something else. */
export interface Accounts {
  /** The user's name; the number where it has none. */
  user(uid: number): string
  /** The group's name; the number where it has none. */
  group(gid: number): string
}

/** The files that names come from. */
export const accountFiles = ['/etc/passwd', '/etc/group'] as const

/** Reads the host's `/etc/passwd` and `/etc/group`. What cannot be read has no names. */
export async function readAccounts(root: HostRoot): Promise<Accounts> {
  const [users, groups] = await Promise.all([readNames(root, accountFiles[0]), readNames(root, accountFiles[1])])
  return { user: (uid) => users.get(uid) ?? String(uid), group: (gid) => groups.get(gid) ?? String(gid) }
}

async function readNames(root: HostRoot, path: string): Promise<Map<number, string>> {
  const file = await root.read(path)
  return file.status === 'observed' ? parseNames(file.value.bytes.toString()) : new Map()
}

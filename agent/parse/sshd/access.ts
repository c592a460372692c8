import type { Setting, SourcedBool } from '../../../proto/index.ts'
import { fromValue } from '../../../proto/value.ts'
import { matchesAddress, matchesHost, matchesWildcard } from './patterns.ts'

/** Who asks to be let in. */
export interface Visitor {
  readonly name: string
  readonly uid: number
  readonly groups: readonly string[]
  /** Where from; not set: somewhere. */
  readonly host?: string | undefined
  readonly address?: string | undefined
}

/**
 * Whether sshd lets an account in as far as DenyUsers, AllowUsers, DenyGroups, AllowGroups and PermitRootLogin say, in the
 * order in which it asks them (allowed_user in auth.c). From somewhere: a pattern with a host refuses nobody everywhere.
 */
export function accessOf(settings: readonly Setting[], visitor: Visitor): SourcedBool {
  const byName = new Map(settings.map((each) => [each.path ?? '', each]))
  const isNamed = (pattern: string, everywhere: boolean) => namesUser(pattern, visitor, everywhere)
  const inGroup = (pattern: string) => visitor.groups.some((group) => matchesWildcard(group, pattern))
  const questions: readonly [string, (pattern: string) => boolean, boolean][] = [
    ['denyusers', (pattern) => isNamed(pattern, true), false],
    ['allowusers', (pattern) => isNamed(pattern, false), true],
    ['denygroups', inGroup, false],
    ['allowgroups', inGroup, true],
  ]
  let last: SourcedBool = { value: true, source: 'neither AllowUsers, DenyUsers, AllowGroups nor DenyGroups is set' }
  for (const [name, matches, allows] of questions) {
    const setting = byName.get(name)
    const source = `${name} by ${setting?.source ?? ''}`
    if (setting?.unknown) return { source, unknown: setting.unknown }
    const patterns = fromValue(setting?.value)
    if (!Array.isArray(patterns) || patterns.length === 0) continue
    const found = patterns.some((pattern) => matches(String(pattern)))
    if (found !== allows) return { value: false, source }
    if (allows) last = { value: true, source }
  }
  return visitor.uid === 0 ? rootAccess(byName.get('permitrootlogin'), last) : last
}

function rootAccess(setting: Setting | undefined, otherwise: SourcedBool): SourcedBool {
  const source = `permitrootlogin by ${setting?.source ?? ''}`
  if (setting === undefined || setting.unknown) return { source, unknown: setting?.unknown ?? 'not told' }
  return fromValue(setting.value) === 'no' ? { value: false, source } : otherwise
}

/** `USER` or `USER@HOST`, where the host is a pattern of names or addresses (match_user). */
function namesUser(pattern: string, visitor: Visitor, everywhere: boolean): boolean {
  const at = pattern.lastIndexOf('@')
  if (at < 0) return matchesWildcard(visitor.name, pattern)
  if (!matchesWildcard(visitor.name, pattern.slice(0, at))) return false
  const from = pattern.slice(at + 1)
  const { host, address } = visitor
  if (host === undefined && address === undefined) return !everywhere || from === '*'
  return (address !== undefined && matchesAddress(address, from)) || (host !== undefined && matchesHost(host, from))
}

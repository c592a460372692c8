import { parseCommand, type SudoCommand } from './command.ts'
import type { Cursor } from './cursor.ts'
import { type Member, parseMembers } from './member.ts'

/** What may be run on some hosts. */
export interface Privilege {
  readonly hosts: readonly Member[]
  readonly grants: readonly CommandGrant[]
}

/** One command with all that it inherits from those before it in its list. */
export interface CommandGrant {
  /** As whom; not set: nothing is said, and that is root unless a default says otherwise. */
  readonly runAs?: RunAs
  /** From PASSWD and NOPASSWD; not set: neither stands there. */
  readonly password?: boolean
  /** From SETENV and NOSETENV. */
  readonly setEnvironment?: boolean
  /** From EXEC and NOEXEC. */
  readonly mayExecute?: boolean
  readonly command: SudoCommand
}

/** Both lists may be empty: `()` is the user who asks, `(:group)` that user in the group. */
export interface RunAs {
  readonly users: readonly Member[]
  readonly groups: readonly Member[]
}

const tag =
  /(?:NOPASSWD|PASSWD|NOEXEC|EXEC|NOSETENV|SETENV|NOLOG_INPUT|LOG_INPUT|NOLOG_OUTPUT|LOG_OUTPUT|NOFOLLOW|FOLLOW|NOMAIL|MAIL|NOINTERCEPT|INTERCEPT)(?=\s*:)/y
const option = /(?:CWD|CHROOT|TIMEOUT|NOTBEFORE|NOTAFTER|ROLE|TYPE|APPARMOR_PROFILE|PRIVS|LIMITPRIVS)(?=\s*=)/y
const optionValue = /"(?:[^"\\]|\\[\s\S])*"|(?:[^#>!=:,() \t\r\n\\"]|\\[^\t\n])+/y

/** All privileges of a rule. What a command inherits ends with its list. */
export function parsePrivileges(cursor: Cursor): Privilege[] {
  const privileges: Privilege[] = []
  do {
    const hosts = parseMembers(cursor, 'hosts')
    cursor.expect(/=/y, '=')
    privileges.push({ hosts, grants: parseGrants(cursor) })
  } while (cursor.take(/:/y))
  return privileges
}

function parseGrants(cursor: Cursor): CommandGrant[] {
  const grants: CommandGrant[] = []
  let inherited: Partial<CommandGrant> = {}
  do {
    if (cursor.take(/\(/y)) inherited = { ...inherited, runAs: parseRunAs(cursor) }
    while (cursor.take(option)) {
      cursor.expect(/=/y, '=')
      cursor.expect(optionValue, 'value')
    }
    const tags = takeTags(cursor)
    inherited = { ...inherited, ...tags }
    const command = parseCommand(cursor)
    grants.push({ ...inherited, ...settingOfAll(command, tags), command })
    if (command.kind === 'all' && tags.setEnvironment === undefined) inherited = without(inherited)
  } while (cursor.take(/,/y))
  return grants
}

/** Whoever may run anything may set anything, unless it says otherwise itself. What follows does not inherit that. */
function settingOfAll(command: SudoCommand, tags: Partial<CommandGrant>): Partial<CommandGrant> {
  return command.kind === 'all' ? { setEnvironment: true, ...tags } : {}
}

function without({ setEnvironment: _, ...others }: Partial<CommandGrant>): Partial<CommandGrant> {
  return others
}

function parseRunAs(cursor: Cursor): RunAs {
  const users = cursor.sees(/[:)]/y) ? [] : parseMembers(cursor, 'users')
  const hasGroups = cursor.take(/:/y) !== undefined && !(users.length === 0 && cursor.sees(/\)/y))
  const groups = hasGroups ? parseMembers(cursor, 'users') : []
  if (groups.some(({ text }) => /^[%+]/.test(text))) cursor.fail('not the name of a group')
  cursor.expect(/\)/y, ')')
  return { users, groups }
}

function takeTags(cursor: Cursor): Partial<CommandGrant> {
  let tags: Partial<CommandGrant> = {}
  for (let each = cursor.take(tag); each !== undefined; each = cursor.take(tag)) {
    cursor.expect(/:/y, ':')
    if (each.endsWith('PASSWD')) tags = { ...tags, password: each === 'PASSWD' }
    if (each.endsWith('SETENV')) tags = { ...tags, setEnvironment: each === 'SETENV' }
    if (each.endsWith('EXEC')) tags = { ...tags, mayExecute: each === 'EXEC' }
  }
  return tags
}

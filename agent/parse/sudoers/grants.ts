// What the rules of all files together grant, aliases resolved: aliases hold in every file, wherever they stand.
import type { SudoCommand } from './command.ts'
import type { Alias, SudoersEntry } from './entry.ts'
import type { Member } from './member.ts'
import type { CommandGrant } from './privilege.ts'

/** An entry and the file that it stands in. */
export interface Placed {
  readonly file: string
  readonly entry: SudoersEntry
}

/** One command that one user, or all of a group, may run. */
export interface Grant {
  /** `/etc/sudoers:27`. */
  readonly source: string
  /** As `Member.text`. */
  readonly user: string
  /** Users of the same rule whom it leaves out. */
  readonly except: readonly string[]
  readonly hosts: readonly string[]
  /** `ALL`, `root`, `#0`; empty: nothing is said, and that is root. */
  readonly runAsUsers: readonly string[]
  readonly runAsGroups: readonly string[]
  readonly command: SudoCommand
  /** False with NOPASSWD, true with PASSWD. */
  readonly password: boolean | undefined
  readonly setEnvironment: boolean
  readonly mayExecute: boolean
}

/** Most grants of all files: aliases multiply. */
export const maxGrants = 5000

/** The grants in the order in which sudo reads them: of those that fit, the last one decides. */
export function grantsOf(entries: readonly Placed[]): { grants: Grant[]; more: boolean; problems: string[] } {
  const problems: string[] = []
  const expander = openExpander(aliasesOf(entries, problems))
  const grants: Grant[] = []
  for (const placed of entries) {
    for (const grant of grantsOfEntry(placed, expander)) {
      if (grants.length >= maxGrants) return { grants, more: true, problems }
      grants.push(grant)
    }
  }
  return { grants, more: false, problems }
}

function aliasesOf(entries: readonly Placed[], problems: string[]): Map<string, Alias> {
  const aliases = new Map<string, Alias>()
  for (const { file, entry } of entries) {
    for (const alias of entry.kind === 'alias' ? entry.aliases : []) {
      const key = `${alias.of} ${alias.name}`
      if (aliases.has(key)) problems.push(`${file}:${entry.line}: the alias is there already`)
      else aliases.set(key, alias)
    }
  }
  return aliases
}

function* grantsOfEntry({ file, entry }: Placed, expander: Expander): Generator<Grant> {
  if (entry.kind !== 'rule') return
  const users = expander.members(entry.users, 'User')
  const except = texts(users.filter((each) => each.negated))
  for (const { hosts, grants } of entry.privileges) {
    const where = texts(expander.members(hosts, 'Host'), true)
    for (const granted of grants) {
      const base = { source: `${file}:${entry.line}`, except, hosts: where, ...runAsOf(granted, expander) }
      for (const command of expander.commands([granted.command])) {
        for (const user of users) if (!user.negated) yield { ...base, user: user.text, command, ...tagsOf(granted) }
      }
    }
  }
}

/** Replaces aliases by what they stand for. Each is worked out once: aliases of aliases would multiply. */
interface Expander {
  members(members: readonly Member[], of: 'User' | 'Runas' | 'Host'): readonly Member[]
  commands(commands: readonly SudoCommand[]): readonly SudoCommand[]
}

function openExpander(aliases: ReadonlyMap<string, Alias>): Expander {
  const known = new Map<string, readonly Member[]>()
  const knownCommands = new Map<string, readonly SudoCommand[]>()
  const expander: Expander = {
    // A name that no alias has stands for itself, as for sudo.
    members: (members, of) =>
      flattened(members, (member) => {
        const alias = member.kind === 'alias' ? aliases.get(`${of} ${member.text}`) : undefined
        if (alias === undefined || alias.of === 'Cmnd') return [member]
        return remembered(known, `${of} ${alias.name}`, () => expander.members(alias.members, of))
      }),
    // A command that no alias has is none.
    commands: (commands) =>
      flattened(commands, (command) => {
        if (command.kind !== 'alias') return [command]
        const alias = aliases.get(`Cmnd ${command.path}`)
        if (alias === undefined || alias.of !== 'Cmnd') return []
        return remembered(knownCommands, alias.name, () => expander.commands(alias.commands))
      }),
  }
  return expander
}

/** What stands for itself, and what stands for others: a negated alias turns what it holds. */
function flattened<T extends { readonly negated: boolean }>(all: readonly T[], expand: (each: T) => readonly T[]): T[] {
  const found: T[] = []
  for (const each of all) {
    for (const inner of expand(each)) {
      if (found.length >= maxGrants) return found
      found.push(inner !== each && each.negated ? { ...inner, negated: !inner.negated } : inner)
    }
  }
  return found
}

/** An alias that leads to itself stands for nothing there. */
function remembered<T>(known: Map<string, readonly T[]>, key: string, expand: () => readonly T[]): readonly T[] {
  const before = known.get(key)
  if (before !== undefined) return before
  known.set(key, [])
  const found = expand()
  known.set(key, found)
  return found
}

function runAsOf({ runAs }: CommandGrant, expander: Expander) {
  return {
    runAsUsers: texts(expander.members(runAs?.users ?? [], 'Runas'), true),
    runAsGroups: texts(expander.members(runAs?.groups ?? [], 'Runas'), true),
  }
}

function tagsOf({ password, setEnvironment = false, mayExecute = true }: CommandGrant) {
  return { password, setEnvironment, mayExecute }
}

function texts(members: readonly Member[], marked = false): string[] {
  return members.map(({ text, negated }) => (marked && negated ? `!${text}` : text))
}

import { parseCommand, type SudoCommand } from './command.ts'
import { type Cursor, cursorOn } from './cursor.ts'
import { type Default, type DefaultsScope, parseDefaults } from './defaults.ts'
import { type Member, parseMembers } from './member.ts'
import { type Privilege, parsePrivileges } from './privilege.ts'

/** One thing that a file of sudo's rules says. */
export type SudoersEntry = { readonly line: number } & (
  | { readonly kind: 'include' | 'includedir'; readonly path: string }
  | { readonly kind: 'alias'; readonly aliases: readonly Alias[] }
  | { readonly kind: 'defaults'; readonly scope: DefaultsScope; readonly defaults: readonly Default[] }
  | { readonly kind: 'rule'; readonly users: readonly Member[]; readonly privileges: readonly Privilege[] }
)

/** A name for a list. Those of one kind know nothing of those of another. */
export type Alias =
  | { readonly of: 'User' | 'Runas' | 'Host'; readonly name: string; readonly members: readonly Member[] }
  | { readonly of: 'Cmnd'; readonly name: string; readonly commands: readonly SudoCommand[] }

const include = /[#@]include(dir)?(?=\s)/y
const aliasKind = /(User|Runas|Host|Cmnd|Cmd)_Alias(?=\s)/y

/** Reads one logical line. Throws a SudoersError for one that breaks the grammar. */
export function parseLine(text: string, line: number): SudoersEntry {
  const cursor = cursorOn(text)
  const entry = parseEntry(cursor)
  if (!cursor.atEnd()) cursor.fail('more than was expected')
  return { line, ...entry }
}

type Entry = SudoersEntry extends infer Each ? (Each extends SudoersEntry ? Omit<Each, 'line'> : never) : never

function parseEntry(cursor: Cursor): Entry {
  const including = cursor.take(include)
  if (including !== undefined)
    return { kind: including.endsWith('dir') ? 'includedir' : 'include', path: parsePath(cursor) }
  const aliases = cursor.take(aliasKind)
  if (aliases !== undefined) return { kind: 'alias', aliases: parseAliases(cursor, aliases) }
  if (cursor.take(/Defaults(?=[\s:@>!]|$)/y) !== undefined) return { kind: 'defaults', ...parseDefaults(cursor) }
  const users = parseMembers(cursor, 'users')
  return { kind: 'rule', users, privileges: parsePrivileges(cursor) }
}

/** In quotes, or with backslashes before blanks. */
function parsePath(cursor: Cursor): string {
  const path = cursor.expect(/"(?:[^"\\]|\\[\s\S])+"|(?:[^ \t"\\]|\\[\s\S])+/y, 'path')
  return path.replace(/^"([\s\S]*)"$/, '$1').replaceAll(/\\([\s\S])|\n/g, '$1')
}

function parseAliases(cursor: Cursor, word: string): Alias[] {
  const of = word.startsWith('Cm') ? 'Cmnd' : (word.replace('_Alias', '') as 'User' | 'Runas' | 'Host')
  const aliases: Alias[] = []
  do {
    const name = cursor.expect(/[A-Z][A-Z0-9_]*/y, 'name of an alias')
    if (name === 'ALL') cursor.fail('ALL is no alias')
    cursor.expect(/=/y, '=')
    if (of === 'Cmnd') aliases.push({ of, name, commands: parseCommands(cursor) })
    else aliases.push({ of, name, members: parseMembers(cursor, of === 'Host' ? 'hosts' : 'users') })
  } while (cursor.take(/:/y))
  return aliases
}

function parseCommands(cursor: Cursor): SudoCommand[] {
  const commands = [parseCommand(cursor)]
  while (cursor.take(/,/y)) commands.push(parseCommand(cursor))
  return commands
}

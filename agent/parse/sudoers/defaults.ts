import { parseCommand, type SudoCommand } from './command.ts'
import type { Cursor } from './cursor.ts'
import { type Member, parseMembers } from './member.ts'

/** For whom, where, as whom or for what a default holds; everywhere when it says nothing. */
export type DefaultsScope =
  | { readonly of: 'all' }
  | { readonly of: 'users' | 'hosts' | 'runas'; readonly members: readonly Member[] }
  | { readonly of: 'commands'; readonly commands: readonly SudoCommand[] }

/** One option of sudo. */
export interface Default {
  readonly name: string
  /** Preceded by `!`: switched off. */
  readonly negated: boolean
  /** `+=` and `-=` change a list. */
  readonly operator?: '=' | '+=' | '-='
  readonly value?: string
}

const binding = { ':': 'users', '@': 'hosts', '>': 'runas' } as const
const value = /"(?:[^"\\]|\\[\s\S])*"|(?:[^#!=, \t\n\\"]|\\[^\t\n])(?:[^#=, \t\n\\"]|\\[^\t\n])*/y

/** What follows the word `Defaults`. */
export function parseDefaults(cursor: Cursor): { scope: DefaultsScope; defaults: Default[] } {
  const scope = parseScope(cursor)
  const defaults = [parseDefault(cursor)]
  while (cursor.take(/,/y)) defaults.push(parseDefault(cursor))
  return { scope, defaults }
}

/** `Defaults!cmnd` is one for a command, `Defaults !name` switches something off. */
function parseScope(cursor: Cursor): DefaultsScope {
  if (cursor.sees(/(?<=Defaults)!/y)) {
    cursor.take(/!/y)
    const commands = [parseCommand(cursor, false)]
    while (cursor.take(/,/y)) commands.push(parseCommand(cursor, false))
    return { of: 'commands', commands }
  }
  const mark = cursor.take(/(?<=Defaults)[:@>]/y) as keyof typeof binding | undefined
  if (mark === undefined) return { of: 'all' }
  return { of: binding[mark], members: parseMembers(cursor, mark === '@' ? 'hosts' : 'users') }
}

function parseDefault(cursor: Cursor): Default {
  const negated = cursor.take(/!/y) !== undefined
  const name = cursor.expect(/[a-z_]+/y, 'name of a default')
  if (negated) return { name, negated }
  const operator = cursor.take(/\+=|-=|=/y) as '=' | '+=' | '-=' | undefined
  if (operator === undefined) return { name, negated }
  return { name, negated, operator, value: unquoted(cursor.expect(value, 'value')) }
}

function unquoted(text: string): string {
  return text.replace(/^"([\s\S]*)"$/, '$1').replaceAll(/\\([\s\S])|\n/g, '$1')
}

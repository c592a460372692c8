import type { Cursor } from './cursor.ts'

/** One of a list of users, groups or hosts. */
export interface Member {
  /** `alias` may be one: sudo takes a name that no alias has as it stands. */
  readonly kind: 'all' | 'alias' | 'name'
  /** `ops`, `#1000`, `%sudo`, `%#27`, `%:group`, `+netgroup`, `10.0.0.0/8`, `ALL`, `ADMINS`. */
  readonly text: string
  /** Preceded by an odd number of `!`. */
  readonly negated: boolean
}

const word = /(?:[^#>!=:,() \t\r\n\\"%+]|\\[^\t\n])(?:[^#>!=:,() \t\r\n\\"]|\\[^\t\n])*/y
const prefixed = /(?:%:?#?|\+)(?:[^#>!=:,() \t\r\n\\"]|\\[^\t\n])+/y
const quoted = /"(?:[^"\\]|\\[\s\S])+"/y
const id = /#-?\d+/y
const ipv6 = /(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}(?:\/[0-9a-fA-F:]+)?(?![^\s,:=!])/y

/** A list with commas. At least one member. */
export function parseMembers(cursor: Cursor, of: 'users' | 'hosts'): Member[] {
  const members = [parseMember(cursor, of)]
  while (cursor.take(/,/y)) members.push(parseMember(cursor, of))
  return members
}

/** The odd or even number of `!` before something. */
export function takeNegation(cursor: Cursor): boolean {
  let negated = false
  while (cursor.take(/!/y)) negated = !negated
  return negated
}

function parseMember(cursor: Cursor, of: 'users' | 'hosts'): Member {
  const negated = takeNegation(cursor)
  const literal = (of === 'hosts' ? cursor.take(ipv6) : cursor.take(id)) ?? cursor.take(prefixed) ?? cursor.take(quoted)
  if (literal !== undefined) return { kind: 'name', text: unquoted(literal), negated }
  const text = cursor.expect(word, of === 'users' ? 'user' : 'host')
  if (text === 'ALL') return { kind: 'all', text, negated }
  return { kind: /^[A-Z][A-Z0-9_]*$/.test(text) ? 'alias' : 'name', text: unquoted(text), negated }
}

/** Quotes and the backslashes that protect are no part of a name. */
function unquoted(text: string): string {
  return text.replaceAll(/"((?:[^"\\]|\\[\s\S])*)"/g, '$1').replaceAll(/\\([\s\S])|\n/g, '$1')
}

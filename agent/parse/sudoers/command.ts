import type { Cursor } from './cursor.ts'
import { takeNegation } from './member.ts'

/** What may be run. */
export interface SudoCommand {
  readonly kind: 'all' | 'alias' | 'command'
  /** `ALL`, the alias, a path, a directory (ends in `/`: all in it), an expression (`^…$`), or a word of sudo's own. */
  readonly path: string
  /** What may follow it. They are not kept: they may hold anything. */
  readonly arguments: 'any' | 'none' | 'fixed' | 'pattern'
  readonly negated: boolean
}

/** In hexadecimal digits or base64, of the right length. */
const digest =
  /(?:sha224\s*:\s*(?:[0-9a-fA-F]{56}|[\w+/]{38}==)|sha256\s*:\s*(?:[0-9a-fA-F]{64}|[\w+/]{43}=)|sha384\s*:\s*(?:[0-9a-fA-F]{96}|[\w+/]{64})|sha512\s*:\s*(?:[0-9a-fA-F]{128}|[\w+/]{86}==))(?=[\s,])/y
const name = /[A-Z][A-Z0-9_]*(?![^#>!=:,() \t\r\n\\"])/y
const expression = /\^(?:[^#\\\r\n]|\\[^\r\n])*?\$(?=[\s,:=]|$)/y
const path = /\/(?:\\[,:= \t#]|[^,:=\\ \t\n#])*/y
/** sudo's own commands, which have no path. */
const ownWord = /(?:sudoedit|list)(?=[\s,:=]|$)/y
const argument = /(?:\\[^\n]|[^#:, \t\n\\])+/y

/** A command, its digests before it. Where a default names commands, words behind one are not its arguments. */
export function parseCommand(cursor: Cursor, withArguments = true): SudoCommand {
  if (cursor.take(digest)) {
    while (cursor.take(/,(?=\s*sha\d{3}\s*:)/y)) cursor.expect(digest, 'digest')
  }
  const negated = takeNegation(cursor)
  const word = cursor.take(name)
  if (word !== undefined) return { kind: word === 'ALL' ? 'all' : 'alias', path: word, arguments: 'any', negated }
  const place = cursor.take(expression) ?? cursor.take(ownWord) ?? cursor.expect(path, 'command')
  const isDirectory = place.startsWith('/') && place.endsWith('/')
  const written = place.replaceAll(/\\([,:= \t#])/g, '$1')
  const follows = isDirectory || !withArguments ? 'any' : takeArguments(cursor)
  return { kind: 'command', path: written, arguments: follows, negated }
}

/** Nothing leaves them free, `""` forbids them. */
function takeArguments(cursor: Cursor): SudoCommand['arguments'] {
  if (cursor.take(expression)) return 'pattern'
  const parts: string[] = []
  for (let part = cursor.take(argument); part !== undefined; part = cursor.take(argument)) parts.push(part)
  if (parts.length === 0) return 'any'
  if (parts.length === 1 && parts[0] === '""') return 'none'
  return parts.some((part) => /[*?[]/.test(part.replaceAll(/\\./g, ''))) ? 'pattern' : 'fixed'
}

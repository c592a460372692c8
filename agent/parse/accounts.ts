// passwd(5), group(5), shadow(5) and nsswitch.conf(5): plain lines with colons.
import { posix } from 'node:path'

/** Most lines of one file that are read. */
export const maxLines = 50_000

/** A line with the fields that stand between colons. */
interface Fields {
  /** From 1. */
  readonly line: number
  readonly fields: readonly string[]
}

/** A user of passwd(5). */
export interface PasswdLine {
  readonly line: number
  readonly name: string
  /** Empty: no password is asked for. `x`: it is in shadow. */
  readonly password: string
  readonly uid: number
  readonly gid: number
  readonly home: string
  readonly shell: string
}

/** A group of group(5). */
export interface GroupLine {
  readonly line: number
  readonly name: string
  readonly gid: number
  readonly members: readonly string[]
}

/** What a file says, and the lines that say nothing that is understood. */
export interface Lines<T> {
  readonly items: readonly T[]
  /** Lines that are not understood, from 1. */
  readonly broken: readonly number[]
  /** Lines that begin with `+` or `-`: users and groups of a network (NIS) that stand here by name. */
  readonly network: readonly number[]
  /** True when there are more lines than are read. */
  readonly more: boolean
}

export function parsePasswd(text: string): Lines<PasswdLine> {
  return parseLines(text, 7, ({ line, fields }) => {
    const [name = '', password = '', uid = '', gid = '', , home = '', shell = ''] = fields
    if (!isId(uid) || !isId(gid)) return undefined
    return { line, name, password, uid: Number(uid), gid: Number(gid), home, shell }
  })
}

export function parseGroup(text: string): Lines<GroupLine> {
  return parseLines(text, 4, ({ line, fields }) => {
    const [name = '', , gid = '', members = ''] = fields
    if (!isId(gid)) return undefined
    const names = members.split(',').map((each) => each.trim())
    return { line, name, gid: Number(gid), members: names.filter((each) => each !== '') }
  })
}

/** Names by id, of passwd(5) or group(5): the name is first, the id third. Of two names the first counts. */
export function parseNames(text: string): Map<number, string> {
  const names = new Map<number, string>()
  const { items } = parseLines(text, 3, ({ fields: [name = '', , id = ''] }) =>
    isId(id) ? { id: Number(id), name } : undefined,
  )
  for (const { id, name } of items) if (!names.has(id)) names.set(id, name)
  return names
}

/** Programs that end a login at once. */
const refusing = new Set(['nologin', 'false', 'true', 'null', 'sync', 'halt', 'shutdown'])

/** True for a shell that lets somebody in. */
export function isLogin(shell: string): boolean {
  return !refusing.has(posix.basename(shell))
}

/** Name and password field of shadow(5). Whoever calls this forgets the field at once. */
export function parseShadow(text: string): Lines<{ line: number; name: string; password: string }> {
  return parseLines(text, 2, ({ line, fields }) => ({ line, name: fields[0] ?? '', password: fields[1] ?? '' }))
}

/** Where a database of nsswitch.conf(5) comes from, in order, without what is done on failure. Nothing said: `undefined`. */
export function nameSources(text: string, database: string): { line: number; sources: string[] } | undefined {
  for (const [at, written] of text.split('\n', maxLines).entries()) {
    const [name = '', sources] = written.replace(/#.*/, '').split(':', 2)
    if (name.trim() !== database || sources === undefined) continue
    const words = sources.replaceAll(/\[[^\]]*\]/g, ' ').split(/\s+/)
    return { line: at + 1, sources: words.filter((each) => each !== '') }
  }
  return undefined
}

/** A value of login.defs(5). */
export function loginDefault(text: string, name: string): string | undefined {
  for (const line of text.split('\n', maxLines)) {
    const [key, value] = line.trim().split(/\s+/)
    if (key === name) return value
  }
  return undefined
}

function parseLines<T>(text: string, least: number, read: (fields: Fields) => T | undefined): Lines<T> {
  const items: T[] = []
  const broken: number[] = []
  const network: number[] = []
  const all = text.split('\n')
  for (const [at, written] of all.slice(0, maxLines).entries()) {
    const line = written.trimStart()
    if (line === '' || line.startsWith('#')) continue
    if (/^[+-]/.test(line)) {
      network.push(at + 1)
      continue
    }
    const fields = line.split(':')
    const item = fields.length >= least && fields[0] !== '' ? read({ line: at + 1, fields }) : undefined
    if (item === undefined) broken.push(at + 1)
    else items.push(item)
  }
  return { items, broken, network, more: all.length > maxLines }
}

/** The last id that there is stands for none. */
function isId(text: string): boolean {
  return /^\d{1,10}$/.test(text) && Number(text) < 0xffffffff
}

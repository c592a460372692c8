import { printable } from '../../lib/printable.ts'
import { readPublicKey, type SshKey } from './sshkey.ts'

/** One key that lets in, with what its line allows. */
export interface AuthorizedKey {
  /** From 1. */
  readonly line: number
  readonly key: SshKey
  /** At most 100 printable characters. */
  readonly comment: string
  readonly options: KeyOptions
}

/** The options before a key (sshd(8), AUTHORIZED_KEYS FILE FORMAT). */
export interface KeyOptions {
  /** Names of all options in lower case, as written, each once. */
  readonly names: readonly string[]
  /** The program of a forced command, without its arguments: those may hold secrets. Empty where none is forced. */
  readonly command: string
  /** Patterns of addresses that it may be used from. Empty: from everywhere. */
  readonly from: readonly string[]
  readonly principals: readonly string[]
  /** Names of variables that the key sets. */
  readonly environment: readonly string[]
  /** `YYYYMMDD` with an optional time, as written. */
  readonly expires: string
}

export interface AuthorizedKeys {
  readonly keys: readonly AuthorizedKey[]
  /** Lines that sshd takes no key from, from 1. */
  readonly broken: readonly { readonly line: number; readonly reason: string }[]
  /** True when there are more keys or lines than are taken. */
  readonly more: boolean
}

/** Longest line that is taken, in characters: OpenSSH's own limit for a key is 16 KiB. */
const maxLine = 16_384
const maxComment = 100
const maxBroken = 100
/** Most values of one option that are told. */
const maxValues = 50

/** Reads authorized_keys as sshd does (auth2-pubkeyfile.c), at most `limit` keys. Never throws. */
export function parseAuthorizedKeys(text: string, limit: number): AuthorizedKeys {
  const keys: AuthorizedKey[] = []
  const broken: { line: number; reason: string }[] = []
  for (const [index, written] of text.split('\n').entries()) {
    const body = written.trim()
    if (body === '' || body.startsWith('#')) continue
    if (keys.length >= limit || broken.length >= maxBroken) return { keys, broken, more: true }
    const read = readLine(body, index + 1)
    if (typeof read === 'string') broken.push({ line: index + 1, reason: read })
    else keys.push(read)
  }
  return { keys, broken, more: false }
}

const noOptions: KeyOptions = { names: [], command: '', from: [], principals: [], environment: [], expires: '' }

/** The key of a line, or why there is none. */
function readLine(body: string, line: number): AuthorizedKey | string {
  if (body.length > maxLine) return `is longer than ${maxLine} characters`
  const plain = readKey(body)
  if (plain !== undefined) return { line, ...plain, options: noOptions }
  const end = endOfOptions(body)
  if (end === undefined) return 'a quote is not closed'
  const options = readOptions(body.slice(0, end))
  const keyed = readKey(body.slice(end).trimStart())
  if (keyed === undefined) return 'is no key'
  return typeof options === 'string' ? options : { line, ...keyed, options }
}

function readKey(text: string): { key: SshKey; comment: string } | undefined {
  const [, type = '', base64 = '', comment = ''] = /^(\S+)[ \t]+(\S+)(?:[ \t]+(.*))?$/s.exec(text) ?? []
  const key = readPublicKey(type, base64)
  if (key === undefined) return undefined
  return { key, comment: printable(comment.trim().slice(0, maxComment)) }
}

/** Where the options end: at the first blank outside of quotes (sshkey_advance_past_options). */
function endOfOptions(text: string): number | undefined {
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]
    if (char === '\\' && text[at + 1] === '"') at += 1
    else if (char === '"') quoted = !quoted
    else if (!quoted && (char === ' ' || char === '\t')) return at
  }
  return quoted ? undefined : text.length
}

/** Options that sshd knows (auth-options.c); each of `flags` also with `no-` where that has a meaning. */
const flags = new Set([
  ...['restrict', 'cert-authority', 'no-touch-required', 'verify-required'],
  ...['agent-forwarding', 'port-forwarding', 'pty', 'user-rc', 'x11-forwarding'].flatMap((name) => [
    name,
    `no-${name}`,
  ]),
])
const valued = new Set([
  'command',
  'environment',
  'expiry-time',
  'from',
  'permitlisten',
  'permitopen',
  'principals',
  'tunnel',
])
/** Of these sshd refuses a second one. */
const once = new Set(['command', 'from', 'principals'])

/** The options, or why sshd refuses the line. */
function readOptions(text: string): KeyOptions | string {
  const values = new Map<string, string[]>()
  const names: string[] = []
  for (const part of splitOptions(text)) {
    const [, name = '', value] = /^([A-Za-z0-9-]+)(?:="(.*)")?$/s.exec(part) ?? []
    const option = name.toLowerCase()
    const isKnown = value === undefined ? flags.has(option) : valued.has(option)
    if (!isKnown) return `has an unknown option: ${printable(name.slice(0, 40))}`
    if (once.has(option) && values.has(option)) return `has the option ${option} twice`
    if (!names.includes(option)) names.push(option)
    if (value !== undefined) values.set(option, [...(values.get(option) ?? []), value.replaceAll('\\"', '"')])
  }
  const list = (name: string) => shown((values.get(name)?.[0] ?? '').split(',').filter((each) => each !== ''))
  return {
    names,
    command: programOf(values.get('command')?.[0] ?? ''),
    from: list('from'),
    principals: list('principals'),
    environment: shown((values.get('environment') ?? []).map((each) => each.split('=')[0] ?? '')),
    expires:
      values
        .get('expiry-time')?.[0]
        ?.slice(0, 20)
        .replaceAll(/[^0-9Z]/g, '') ?? '',
  }
}

function shown(values: readonly string[]): string[] {
  return values.slice(0, maxValues).map((each) => printable(each.slice(0, maxComment)))
}

/** At the commas outside of quotes. */
function splitOptions(text: string): string[] {
  const parts: string[] = []
  let quoted = false
  let start = 0
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]
    if (char === '\\' && text[at + 1] === '"') at += 1
    else if (char === '"') quoted = !quoted
    else if (char === ',' && !quoted) {
      parts.push(text.slice(start, at))
      start = at + 1
    }
  }
  parts.push(text.slice(start))
  return parts
}

/** Its first word: a shell may be named there, never what it is told. */
function programOf(command: string): string {
  const word = /^\s*(?:[A-Za-z_]\w*=\S*\s+)*(\S+)/.exec(command)?.[1] ?? ''
  return printable(word.slice(0, maxComment))
}

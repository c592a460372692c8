import type { Plain } from '../../../proto/value.ts'
import { type AlgorithmKind, wrongAlgorithm } from './algorithms.ts'
import type { Line } from './tokens.ts'
import { isBefore, type Release } from './version.ts'

/** What a line sets, in canonical form; why sshd refuses it; or nothing, for a list without words. */
export type Read = { readonly value: Plain } | { readonly wrong: string } | 'nothing'
export type ReadValue = (line: Line, release: Release) => Read

/** Largest number that sshd takes. */
const largest = 2 ** 31 - 1

/** Exactly one argument, made canonical. `undefined` means that sshd refuses it. */
export function one(canonical: (arg: string) => Plain | undefined): ReadValue {
  return ({ args }) => {
    const [arg, extra] = args
    if (arg === undefined || arg === '') return { wrong: 'missing argument' }
    if (extra !== undefined) return { wrong: 'extra arguments at end of line' }
    const value = canonical(arg)
    return value === undefined ? { wrong: `bad value ${JSON.stringify(arg)}` } : { value }
  }
}

/** One of some words, in any case; each with its canonical form. */
export function word(words: Readonly<Record<string, string>>): ReadValue {
  return one((arg) => words[arg.toLowerCase()])
}

/** Words that are their own canonical form. */
export function same(...words: string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(words.map((each) => [each.toLowerCase(), each]))
}

export const flag = word(same('yes', 'no'))
export const text = one((arg) => arg)
/** A path, or `none` in any case. */
export const path = one((arg) => (arg.toLowerCase() === 'none' ? 'none' : arg))
export const count = one(readInt)
export const time = one(readTime)
export const timeOrNone = one((arg) => (arg.toLowerCase() === 'none' ? 0 : readTime(arg)))

/** Everything after the keyword, comments and quotes included. */
export const restOfLine: ReadValue = ({ rest }) => ({ value: rest.toLowerCase() === 'none' ? 'none' : rest })

/** As `restOfLine`, for a program: an absolute path, or none. */
export const program: ReadValue = ({ rest }) => {
  if (rest.toLowerCase() === 'none') return { value: 'none' }
  return rest.startsWith('/') ? { value: rest } : { wrong: 'must be an absolute path' }
}

/** All words of the line; each may be refused. */
export function words(check: (arg: string) => boolean = (arg) => arg !== ''): ReadValue {
  return (line, release) => {
    const args = listed(line, release)
    const bad = args.find((arg) => !check(arg))
    if (bad !== undefined) return { wrong: `bad value ${JSON.stringify(bad)}` }
    return args.length === 0 ? 'nothing' : { value: [...args] }
  }
}

/** Before 8.7 an empty word ended the list (strdelim), since then it is a word. */
function listed({ args }: Line, release: Release): readonly string[] {
  const end = isBefore(release, '8.7') ? args.indexOf('') : -1
  return end < 0 ? args : args.slice(0, end)
}

/** A comma-separated list of algorithms, kept as written: what it comes to depends on the default. */
export function algorithms(kind: AlgorithmKind): ReadValue {
  return (line, release) => {
    const read = text(line, release)
    if (read === 'nothing' || 'wrong' in read) return read
    const wrong = wrongAlgorithm(kind, String(read.value), release)
    return wrong === undefined ? read : { wrong: `unknown algorithm ${JSON.stringify(wrong)}` }
  }
}

export function readInt(arg: string): number | undefined {
  return /^\+?\d{1,10}$/.test(arg) && Number(arg) <= largest ? Number(arg) : undefined
}

const seconds: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }

/** Seconds of `90`, `1m30`, `1h30m`: numbers with units, seconds where there is none (convtime in misc.c). */
export function readTime(arg: string): number | undefined {
  if (arg === '' || !/^(?:\d+[smhdw])*\d*$/i.test(arg)) return undefined
  const parts = arg.toLowerCase().matchAll(/(\d+)([smhdw]?)/g)
  const total = [...parts].reduce((sum, [, digits, unit]) => sum + Number(digits) * (seconds[unit ?? ''] ?? 1), 0)
  return total <= largest ? total : undefined
}

/** A port by its number, or `ssh`; other names would need the node's /etc/services. */
export function readPort(arg: string): number | undefined {
  if (arg === 'ssh') return 22
  const port = readInt(arg)
  return port !== undefined && port >= 1 && port <= 65_535 ? port : undefined
}

/** `[address]:port`, `address:port`, `address` or a bare IPv6 address, and `rdomain NAME` behind it. */
export const listenAddress: ReadValue = ({ args }) => {
  const [arg = '', rdomain, domain, extra] = args
  if (arg === '') return { wrong: 'missing address' }
  if (rdomain !== undefined && (rdomain !== 'rdomain' || domain === undefined))
    return { wrong: 'bad ListenAddress syntax' }
  if (extra !== undefined) return { wrong: 'extra arguments at end of line' }
  const split = splitHostPort(arg)
  if (split === undefined) return { wrong: 'bad port number' }
  return { value: { ...split, ...(domain === undefined ? {} : { rdomain: domain }) } }
}

function splitHostPort(arg: string): { host: string; port?: number } | undefined {
  if (!arg.includes('[') && arg.split(':').length > 2) return { host: arg.toLowerCase() }
  const parts = /^(?:\[([^\]]*)\]|([^:/[\]]+))(?:[:/](.*))?$/.exec(arg)
  const host = parts?.[1] ?? parts?.[2]
  if (host === undefined || host === '') return undefined
  const written = parts?.[3]
  if (written === undefined) return { host: host.toLowerCase() }
  const port = readPort(written)
  return port === undefined ? undefined : { host: host.toLowerCase(), port }
}

/** `start:rate:full`, or one number for start and full, which leaves the rate open: `start::full`. */
export const maxStartups = one((arg) => {
  const [start, rate, full, ...more] = arg.split(':').map(readInt)
  if (start === undefined || start < 1 || more.length > 0) return undefined
  if (!arg.includes(':')) return `${start}::${start}`
  if (rate === undefined || full === undefined) return undefined
  return rate >= 1 && rate <= 100 && start <= full ? `${start}:${rate}:${full}` : undefined
})

/** `IPv4:IPv6`; a single length is kept as written, for what it means to IPv6 changed. */
export const netBlockSize = one((arg) => {
  const [four, six, ...more] = arg.split(':').map(readInt)
  if (four === undefined || four > 32 || more.length > 0) return undefined
  if (!arg.includes(':')) return String(four)
  return six !== undefined && six <= 128 ? `${four}:${six}` : undefined
})

export const limitOrNone = one((arg) => (arg === 'none' ? 'none' : readInt(arg)?.toString()))

/** Octal, at most 0777. */
export const octalMask = one((arg) => {
  const mask = /^[0-7]+$/.test(arg) ? Number.parseInt(arg, 8) : undefined
  return mask !== undefined && mask <= 0o777 ? `0${mask.toString(8)}` : undefined
})

const factors: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 }

/** `BYTES SECONDS`; a line that says nothing of seconds leaves them open: `BYTES`. */
export const rekeyLimit: ReadValue = ({ args }) => {
  const [size, interval, extra] = args
  if (size === undefined) return { wrong: 'missing argument' }
  if (extra !== undefined) return { wrong: 'extra arguments at end of line' }
  const [, digits, unit = ''] = /^(\d{1,12})([kmg]?)$/i.exec(size) ?? []
  const bytes =
    size === 'default' ? 0 : digits === undefined ? undefined : Number(digits) * (factors[unit.toLowerCase()] ?? 1)
  if (bytes === undefined || (bytes !== 0 && bytes < 16)) return { wrong: `bad value ${JSON.stringify(size)}` }
  if (interval === undefined || interval === 'none') return { value: String(bytes) }
  const span = readTime(interval)
  return span === undefined ? { wrong: 'invalid time value' } : { value: `${bytes} ${span}` }
}

const trafficClasses = new Set([
  ...['af11', 'af12', 'af13', 'af21', 'af22', 'af23', 'af31', 'af32', 'af33', 'af41', 'af42', 'af43'],
  ...[
    'cs0',
    'cs1',
    'cs2',
    'cs3',
    'cs4',
    'cs5',
    'cs6',
    'cs7',
    'ef',
    'le',
    'va',
    'lowdelay',
    'throughput',
    'reliability',
  ],
  'none',
])

/** One or two traffic classes; one counts for both. */
export const trafficClass: ReadValue = ({ args }) => {
  const [interactive, bulk = interactive, extra] = args.map((arg) => arg.toLowerCase())
  if (interactive === undefined || bulk === undefined) return { wrong: 'missing argument' }
  if (extra !== undefined) return { wrong: 'extra arguments at end of line' }
  const bad = [interactive, bulk].find(
    (each) => !trafficClasses.has(each) && !(Number(each) >= 0 && Number(each) <= 255),
  )
  return bad === undefined ? { value: `${interactive} ${bulk}` } : { wrong: `bad value ${JSON.stringify(bad)}` }
}

/** Names only: what a variable holds may be a secret. */
export const variableNames: ReadValue = ({ args }) => {
  if (args.some((arg) => !arg.includes('='))) return { wrong: 'invalid environment' }
  const names = args.map((arg) => arg.slice(0, arg.indexOf('=')))
  return names.length === 0 ? 'nothing' : { value: [...new Set(names)] }
}

/** A bare port means all addresses. */
export const permitListen: ReadValue = ({ args }) =>
  args.length === 0
    ? { wrong: 'missing argument' }
    : forwarding(args.map((arg) => (/^\d+$/.test(arg) ? `*:${arg}` : arg)))

export const permitOpen: ReadValue = ({ args }) =>
  args.length === 0 ? { wrong: 'missing argument' } : forwarding(args)

function forwarding(args: readonly string[]): Read {
  if (args[0] === 'any' || args[0] === 'none')
    return args.length === 1 ? { value: [args[0]] } : { wrong: 'extra arguments at end of line' }
  const bad = args.find((arg) => !/^(\[[^\]]+\]|[^:/[\]]+)[:/](\*|\d+|[a-z][\w-]*)$/i.test(arg))
  return bad === undefined ? { value: [...args] } : { wrong: `bad value ${JSON.stringify(bad)}` }
}

const methods = new Set([
  ...['publickey', 'password', 'keyboard-interactive', 'hostbased'],
  ...['gssapi-with-mic', 'gssapi-keyex'],
])

/** Lists of methods, or `any` alone. */
export const authenticationMethods: ReadValue = ({ args }) => {
  if (args.length === 0) return { wrong: 'no methods specified' }
  if (args.includes('any')) return args.length === 1 ? { value: ['any'] } : { wrong: '"any" must appear alone' }
  const bad = args.flatMap((arg) => arg.split(',')).find((each) => !methods.has(each.split(':')[0] ?? ''))
  return bad === undefined ? { value: [...args] } : { wrong: `unknown method ${JSON.stringify(bad)}` }
}

export const pubkeyAuthOptions: ReadValue = ({ args }) => {
  const wanted = args.map((arg) => arg.toLowerCase())
  const bad = wanted.find((each) => !['none', 'touch-required', 'verify-required'].includes(each))
  if (bad !== undefined) return { wrong: `unsupported option ${JSON.stringify(bad)}` }
  const required = ['touch-required', 'verify-required'].filter((each) => wanted.includes(each))
  return { value: required.length === 0 ? ['none'] : required }
}

/** Name and command as one text. */
export const subsystem: ReadValue = ({ args }) => {
  const [name, command] = args
  return name && command ? { value: [args.join(' ')] } : { wrong: 'missing subsystem command' }
}

const penaltyTimes = ['crash', 'authfail', 'invaliduser', 'noauth', 'grace-exceeded', 'refuseconnection', 'max', 'min']

/** `yes` or `no` alone, or words like `authfail:10`, with times in seconds. */
export const penalties: ReadValue = ({ args }) => {
  if (args.length === 0) return { wrong: 'no penalties specified' }
  const values = args.map((arg) => readPenalty(arg, args.length === 1))
  const bad = values.indexOf(undefined)
  return bad < 0 ? { value: values as string[] } : { wrong: `unsupported penalty ${JSON.stringify(args[bad])}` }
}

function readPenalty(arg: string, alone: boolean): string | undefined {
  if (/^(yes|no)$/i.test(arg)) return alone ? arg.toLowerCase() : undefined
  if (/^overflow6?:(deny-all|permissive)$/.test(arg)) return arg
  const [, kind = '', amount = ''] = /^([a-z0-9-]+):(.+)$/.exec(arg) ?? []
  if (kind === 'max-sources4' || kind === 'max-sources6') return readInt(amount) === undefined ? undefined : arg
  const span = penaltyTimes.includes(kind) ? readTime(amount) : undefined
  return span === undefined ? undefined : `${kind}:${span}`
}

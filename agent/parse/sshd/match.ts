import { isBefore, type Release } from './version.ts'

/** Criteria that have an argument, and the version that brought the newer ones. */
const criteria: Readonly<Record<string, string>> = {
  address: '0',
  group: '0',
  host: '0',
  localaddress: '0',
  localport: '0',
  rdomain: '0',
  user: '0',
  version: '10.0',
}

/** One criterion of a Match line, its name in lower case. */
export interface Criterion {
  readonly name: string
  /** Empty for one that has none (`invalid-user`). */
  readonly argument: string
}

/** What stands behind `Match`: criteria that must all hold, none for `all`; or why sshd refuses it. */
export function readMatch(args: readonly string[], release: Release): readonly Criterion[] | { wrong: string } {
  if (args.length === 0) return { wrong: 'one or more attributes required for Match' }
  if (args[0]?.toLowerCase() === 'all')
    return args.length === 1 ? [] : { wrong: '"all" cannot be combined with other Match attributes' }
  const pending = args.flatMap(splitEquals)
  const found: Criterion[] = []
  while (pending.length > 0) {
    const name = (pending.shift() as string).toLowerCase()
    if (name === 'invalid-user' && !isBefore(release, '9.9')) {
      found.push({ name, argument: '' })
      continue
    }
    const since = criteria[name]
    if (since === undefined || isBefore(release, since)) return { wrong: `unsupported Match attribute ${name}` }
    const argument = pending.shift()
    if (argument === undefined || argument === '') return { wrong: `missing Match criteria for ${name}` }
    if (name.endsWith('address') && argument.split(',').some(hasWrongMask))
      return { wrong: `invalid Match ${name} argument ${argument}` }
    if (name === 'localport' && !/^\d{1,5}$/.test(argument)) return { wrong: `invalid LocalPort ${argument}` }
    found.push({ name, argument })
  }
  return found
}

/** `user=bob` is `user bob`. */
function splitEquals(arg: string): string[] {
  const at = arg.indexOf('=')
  return at > 0 && Object.hasOwn(criteria, arg.slice(0, at).toLowerCase())
    ? [arg.slice(0, at), arg.slice(at + 1)]
    : [arg]
}

/** A mask that is too long, or an IPv4 network with bits set behind its mask. */
function hasWrongMask(pattern: string): boolean {
  const [, address = '', length = ''] = /^!?([0-9a-f.:]+)\/(\d+)$/i.exec(pattern) ?? []
  if (address.includes(':')) return Number(length) > 128
  const bytes = address.split('.').map(Number)
  if (bytes.length !== 4 || bytes.some((each) => !(each <= 255))) return false
  if (Number(length) > 32) return true
  const bits = bytes.reduce((sum, each) => sum * 256 + each, 0)
  return bits % 2 ** (32 - Number(length)) !== 0
}

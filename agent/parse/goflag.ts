// Command lines as programs read them that use Go's own package flag, etcd for one: one dash or two, no letters for
// short, no underscores for dashes, and the first argument that is no flag ends them.
import type { Plain } from '../../proto/value.ts'
import { fitsSigned, formatGoDuration, parseGoBool, parseGoDuration, parseGoInt } from './goscalars.ts'

/** How a flag reads its value, after the types of package flag. */
export type GoFlagKind = 'bool' | 'string' | 'int' | 'uint' | 'duration'

export interface GoFlagDefinition {
  /** Without dashes. */
  readonly name: string
  readonly kind: GoFlagKind
}

export interface GoFlags {
  /** Flag → the values of its occurrences in order: the last one counts. Durations as Go writes them, `4h0m0s`. */
  readonly occurrences: ReadonlyMap<string, readonly Plain[]>
  /** Flags that no definition knows, in order, without their values. */
  readonly unknown: readonly string[]
  /** What stands behind the flags. */
  readonly positional: readonly string[]
  /** Why the program would not start, in its own words: the first wrong argument, at which it stops reading. */
  readonly error?: string
}

interface Reading {
  readonly byName: ReadonlyMap<string, GoFlagDefinition>
  readonly occurrences: Map<string, Plain[]>
  readonly unknown: string[]
}

/** Reads the arguments after the program's name. Never throws; what is wrong is said in `error`. */
export function parseGoFlag(args: readonly string[], definitions: readonly GoFlagDefinition[]): GoFlags {
  const byName = new Map(definitions.map((each) => [each.name, each]))
  const reading: Reading = { byName, occurrences: new Map(), unknown: [] }
  const { occurrences, unknown } = reading
  for (let at = 0; at < args.length; ) {
    const argument = args[at] as string
    if (argument === '--') return { occurrences, unknown, positional: args.slice(at + 1) }
    if (argument.length < 2 || !argument.startsWith('-')) return { occurrences, unknown, positional: args.slice(at) }
    const taken = readFlag(argument, args[at + 1], reading)
    if (typeof taken === 'string') return { occurrences, unknown, positional: [], error: taken }
    at += taken
  }
  return { occurrences, unknown, positional: [] }
}

/** How many arguments the flag takes, or what is wrong with it. */
function readFlag(argument: string, next: string | undefined, reading: Reading): number | string {
  const text = argument.replace(/^--?/, '')
  if (/^[-=]/.test(text)) return `bad flag syntax: ${argument}`
  const end = text.indexOf('=')
  const name = end < 0 ? text : text.slice(0, end)
  const written = end < 0 ? undefined : text.slice(end + 1)
  const definition = reading.byName.get(name)
  if (!definition) {
    reading.unknown.push(name)
    // Another version knows it: what follows is its value unless it is a flag itself, for nothing else may follow.
    return written === undefined && next !== undefined && !next.startsWith('-') ? 2 : 1
  }
  const isBool = definition.kind === 'bool'
  const value = written ?? (isBool ? 'true' : next)
  if (value === undefined) return `flag needs an argument: -${name}`
  const read = readGoFlagValue(definition.kind, value)
  if (typeof read === 'object') {
    const quoted = JSON.stringify(value)
    return `${isBool ? `invalid boolean value ${quoted} for -${name}` : `invalid value ${quoted} for flag -${name}`}: ${read.error}`
  }
  const before = reading.occurrences.get(name)
  if (before) before.push(read)
  else reading.occurrences.set(name, [read])
  return written === undefined && !isBool ? 2 : 1
}

const parseError = { error: 'parse error' }

/** The value of a text, or Go's own words for what is wrong with it. Whole numbers are 64 bits wide. */
export function readGoFlagValue(
  kind: GoFlagKind,
  text: string,
): boolean | number | string | { readonly error: string } {
  if (kind === 'string') return text
  if (kind === 'bool') return parseGoBool(text) ?? parseError
  if (kind === 'duration') {
    const duration = parseGoDuration(text)
    return typeof duration === 'bigint' ? formatGoDuration(duration) : parseError
  }
  const number = parseGoInt(text)
  if (number === undefined || (kind === 'uint' && /^[+-]/.test(text))) return parseError
  const fits = kind === 'uint' ? BigInt.asUintN(64, number) === number : fitsSigned(number, 64)
  return fits ? Number(number) : { error: 'value out of range' }
}

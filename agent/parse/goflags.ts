// Command lines as the Kubernetes components read them: spf13/pflag with underscores taken for dashes.
import type { Plain } from '../../proto/value.ts'
import { fitsSigned, formatGoDuration, isQuantity, parseGoBool, parseGoDuration, parseGoInt } from './goscalars.ts'
import { addressBytes } from './ipaddress.ts'

/** How a flag reads its value, after the types of pflag and of Kubernetes' component-base. */
export type FlagKind =
  | 'bool'
  | 'string'
  | 'int32'
  | 'int64'
  /** A number without prefixes, `--v`. */
  | 'count'
  /** Go's spelling, `4h0m0s`. */
  | 'duration'
  | 'quantity'
  /** An address; empty leaves what was there. */
  | 'ip'
  /** Comma-separated, read as CSV; further occurrences add to the first. */
  | 'strings'
  /** One element an occurrence, commas are text. */
  | 'stringArray'
  /** `a=x,b=y`; further occurrences add keys. */
  | 'stringMap'
  /** `a=x,y`: one pair an occurrence. */
  | 'stringMapNoSplit'
  | 'boolMap'
  /** `a<x,b<y`. */
  | 'lessMap'
  /** `a:x,b:y`, several values a key. */
  | 'multimap'
  /** `a=x,b`: a key without value is the empty text. */
  | 'labels'
  /** `key=value:effect,key:effect`. */
  | 'taints'
  /** `0:memory=1Gi,hugepages-2M=2Gi;1:memory=1Gi`. */
  | 'reservedMemory'
  /** `pattern=level,…`, of klog. */
  | 'vmodule'

export interface FlagDefinition {
  /** Without dashes. */
  readonly name: string
  readonly kind: FlagKind
  /** One letter for `-v`. */
  readonly shorthand?: string
  /** What the flag means without a value. Every `bool` has `true`. */
  readonly bare?: string
}

/** A flag as it stood on the command line. */
export interface FlagOccurrence {
  /** What this occurrence says by itself. */
  readonly value: Plain
}

export interface ParsedFlags {
  /** Flag → its occurrences in order. */
  readonly occurrences: ReadonlyMap<string, readonly FlagOccurrence[]>
  /** Flags that no definition knows, in order, without their values. */
  readonly unknown: readonly string[]
  /** Arguments that are no flags. */
  readonly positional: readonly string[]
  /** Why the program would not start, in its own words: the first wrong argument. */
  readonly error?: string
}

interface State {
  readonly occurrences: Map<string, FlagOccurrence[]>
  readonly unknown: string[]
  readonly positional: string[]
  error?: string
}

/** Reads the arguments after the program's name. Never throws; what is wrong is said in `error`, the rest is read. */
export function parseGoFlags(args: readonly string[], definitions: readonly FlagDefinition[]): ParsedFlags {
  const state: State = { occurrences: new Map(), unknown: [], positional: [] }
  const byName = new Map(definitions.map((each) => [each.name, each]))
  const pending = [...args].reverse()
  while (pending.length > 0) {
    const argument = pending.pop() as string
    if (argument === '--') {
      state.positional.push(...pending.reverse())
      break
    }
    if (argument === '-' || !argument.startsWith('-')) state.positional.push(argument)
    else if (argument.startsWith('--')) readLong(argument, pending, byName, state)
    else readShort(argument, pending, definitions, state)
  }
  return state
}

function readLong(argument: string, pending: string[], byName: ReadonlyMap<string, FlagDefinition>, state: State) {
  const at = argument.indexOf('=')
  const written = at < 0 ? argument.slice(2) : argument.slice(2, at)
  if (written === '' || written.startsWith('-')) return refuse(state, `bad flag syntax: ${argument}`)
  const name = written.replaceAll('_', '-')
  const definition = byName.get(name)
  if (!definition) {
    state.unknown.push(name)
    // Another version knows it: what follows is its value unless it is a flag itself.
    const next = pending.at(-1)
    if (at < 0 && next !== undefined && /^([^-]|-\d|$)/.test(next)) pending.pop()
    return
  }
  if (at >= 0) return set(definition, argument.slice(at + 1), `--${name}`, state)
  const bare = bareValue(definition)
  if (bare !== undefined) return set(definition, bare, `--${name}`, state)
  const next = pending.pop()
  if (next === undefined) return refuse(state, `flag needs an argument: ${argument}`)
  set(definition, next, `--${name}`, state)
}

/** `-v=4`, `-v4`, `-v 4`, and letters without values in a row. */
function readShort(argument: string, pending: string[], definitions: readonly FlagDefinition[], state: State) {
  for (let rest = argument.slice(1); rest !== ''; rest = rest.slice(1)) {
    const letter = rest[0] as string
    const definition = definitions.find((each) => each.shorthand === letter)
    if (!definition)
      return refuse(state, `unknown shorthand flag: '${letter}' in -${argument.slice(argument.length - rest.length)}`)
    const label = `-${letter}, --${definition.name}`
    if (rest.length > 2 && rest[1] === '=') return set(definition, rest.slice(2), label, state)
    const bare = bareValue(definition)
    if (bare !== undefined) {
      set(definition, bare, label, state)
      continue
    }
    if (rest.length > 1) return set(definition, rest.slice(1), label, state)
    const next = pending.pop()
    if (next === undefined) return refuse(state, `flag needs an argument: '${letter}' in ${argument}`)
    return set(definition, next, label, state)
  }
}

function bareValue(definition: FlagDefinition): string | undefined {
  return definition.bare ?? (definition.kind === 'bool' ? 'true' : undefined)
}

function refuse(state: State, reason: string): void {
  state.error ??= reason
}

function set(definition: FlagDefinition, text: string, label: string, state: State): void {
  const read = readValue(definition.kind, text)
  if ('error' in read) {
    // Headers may hold credentials.
    const shown = definition.kind === 'multimap' ? '<secret>' : text
    refuse(state, `invalid argument ${JSON.stringify(shown)} for ${JSON.stringify(label)} flag: ${read.error}`)
    return
  }
  const before = state.occurrences.get(definition.name)
  if (before) before.push(read)
  else state.occurrences.set(definition.name, [read])
}

type Read = FlagOccurrence | { readonly error: string }

function readValue(kind: FlagKind, text: string): Read {
  switch (kind) {
    case 'bool': {
      const value = parseGoBool(text)
      return value === undefined
        ? { error: `strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax` }
        : { value }
    }
    case 'int32':
      return readInt(text, 32)
    case 'int64':
      return readInt(text, 64)
    case 'count':
      if (!/^\d{1,20}$/.test(text))
        return { error: `strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax` }
      return readInt(BigInt(text).toString(), 32)
    case 'duration': {
      const value = parseGoDuration(text)
      return typeof value === 'bigint' ? { value: formatGoDuration(value) } : value
    }
    case 'quantity':
      return isQuantity(text) ? { value: text } : { error: 'quantities must match the regular expression' }
    case 'ip':
      return text === '' || addressBytes(text) !== undefined
        ? { value: text }
        : { error: `${JSON.stringify(text)} is not a valid IP address` }
    case 'string':
      return { value: text }
    case 'stringArray':
      return { value: [text] }
    case 'strings':
      return readCsv(text)
    case 'stringMap':
      return readPairs(text.split(','), '=', 'expect string=string')
    case 'stringMapNoSplit':
      return readPairs([text], '=', 'expect string=string')
    case 'lessMap':
      return readPairs(text.split(','), '<', 'expect string<string')
    case 'boolMap':
      return readBoolMap(text)
    case 'multimap':
      return readMultimap(text)
    case 'labels':
      return { value: Object.fromEntries(text.split(',').filter(Boolean).map(label)) }
    case 'taints':
      return readTaints(text)
    case 'reservedMemory':
      return readReservedMemory(text)
    case 'vmodule':
      return readVmodule(text)
  }
}

function readInt(text: string, bits: number): Read {
  const value = parseGoInt(text)
  if (value === undefined) return { error: `strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax` }
  if (!fitsSigned(value, bits))
    return { error: `strconv.ParseInt: parsing ${JSON.stringify(text)}: value out of range` }
  return { value: Number(value) }
}

/** One line of CSV (RFC 4180): fields in double quotes may hold commas; a quote inside is doubled. */
function readCsv(text: string): Read {
  if (text === '') return { value: [] }
  const fields: string[] = []
  const line = text.split('\n', 1)[0] as string
  const field = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y
  for (;;) {
    const match = field.exec(line)
    if (!match) return { error: `parse error on line 1: bare " in non-quoted field` }
    fields.push(match[1] === undefined ? (match[2] as string) : match[1].replaceAll('""', '"'))
    if (match[3] === '') return { value: fields }
  }
}

function readPairs(texts: readonly string[], separator: string, expected: string): Read {
  const pairs: [string, string][] = []
  for (const text of texts.filter(Boolean)) {
    const at = text.indexOf(separator)
    if (at < 0) return { error: `malformed pair, ${expected}` }
    pairs.push([text.slice(0, at).trim(), text.slice(at + 1).trim()])
  }
  return { value: Object.fromEntries(pairs) }
}

function readBoolMap(text: string): Read {
  const pairs = readPairs(text.split(','), '=', 'expect string=bool')
  if ('error' in pairs) return pairs
  const bools: [string, boolean][] = []
  for (const [name, each] of Object.entries(pairs.value as Record<string, string>)) {
    const bool = parseGoBool(each)
    if (bool === undefined) return { error: `invalid value of ${name}: ${each}, err: invalid syntax` }
    bools.push([name, bool])
  }
  return { value: Object.fromEntries(bools) }
}

function readMultimap(text: string): Read {
  const values = new Map<string, string[]>()
  for (const pair of text.split(',').filter(Boolean)) {
    const at = pair.indexOf(':')
    if (at < 0) return { error: 'malformed pair, expect string:string' }
    const name = pair.slice(0, at).trim()
    values.set(name, [...(values.get(name) ?? []), pair.slice(at + 1).trim()])
  }
  return { value: Object.fromEntries(values) }
}

function label(text: string): [string, string] {
  const at = text.indexOf('=')
  return at < 0 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()]
}

function readTaints(text: string): Read {
  const taints: Plain[] = []
  for (const each of text.split(',').filter(Boolean)) {
    const [, key, , value, effect] = /^([^=:]+)(=([^=:]*))?:(NoSchedule|PreferNoSchedule|NoExecute)$/.exec(each) ?? []
    if (!key || !effect) return { error: `invalid taint spec: ${each}` }
    taints.push(value ? { key, value, effect } : { key, effect })
  }
  return { value: taints }
}

function readReservedMemory(text: string): Read {
  const reservations: Plain[] = []
  for (const each of text.split(';').filter(Boolean)) {
    const [node, limits, more] = each.split(':')
    if (!node || limits === undefined || more !== undefined || !/^[+-]?\d{1,9}$/.test(node))
      return { error: `the reserved memory has incorrect format, got ${each}` }
    const pairs = readPairs(limits.split(','), '=', 'expect type=quantity')
    if ('error' in pairs) return pairs
    reservations.push({ numaNode: Number(node), limits: pairs.value })
  }
  return { value: reservations }
}

function readVmodule(text: string): Read {
  const modules: Plain[] = []
  for (const each of text.split(',').filter(Boolean)) {
    const [pattern, level, more] = each.split('=')
    if (!pattern || !level || more !== undefined || !/^\d{1,9}$/.test(level))
      return { error: `${JSON.stringify(each)} does not have the pattern=N format` }
    modules.push({ filePattern: pattern, verbosity: Number(level) })
  }
  return { value: modules }
}

/** What all occurrences of a flag come to: the last one, or for lists and maps all of them together. */
export function flagValue(kind: FlagKind, occurrences: readonly FlagOccurrence[]): Plain {
  const values = occurrences.map((each) => each.value)
  if (accumulates(kind) === 'list') return values.flat() as Plain[]
  if (accumulates(kind) === 'map') return Object.fromEntries(values.flatMap((each) => Object.entries(each)))
  return values.at(-1) ?? ''
}

/** Whether later occurrences add to earlier ones instead of replacing them. */
export function accumulates(kind: FlagKind): 'list' | 'map' | undefined {
  if (kind === 'strings' || kind === 'stringArray' || kind === 'reservedMemory') return 'list'
  return /[mM]ap|labels/.test(kind) ? 'map' : undefined
}

// What etcd is told by flags, environment and file, before anything follows from it. Source: server/etcdmain/config.go and
// pkg/flags/flag.go of etcd 3.4 to 3.6, and runs of 3.6.16.
import { type EtcdKind, type EtcdSetting, etcdSettings } from '../../../proto/catalogue/etcd.ts'
import { compare, type Plain } from '../../../proto/value.ts'
import { type GoFlagDefinition, type GoFlags, parseGoFlag, readGoFlagValue } from '../../parse/goflag.ts'
import { parseKubernetesYaml } from '../../parse/kubernetesyaml.ts'
import type { YamlNode } from '../../parse/yamlnode.ts'
import { DoesNotLoad, type Fields, winsOver } from '../kubelet/sourced.ts'
import { otherFlags } from './otherflags.ts'

/** The name that a setting of the flags and of the file had up to 3.6, where it counts more than the new one. */
const formerSkip = 'experimental-peer-skip-client-san-verification'
const skip = 'peer-skip-client-san-verification'

const definitions: readonly GoFlagDefinition[] = [
  ...etcdSettings.map(({ path, kind }) => ({ name: path, kind: flagKind(kind) })),
  { name: formerSkip, kind: 'bool' },
  ...otherFlags,
]

/** Names of the environment that are read: those of the settings that are sent. */
export const environmentNames: readonly string[] = [...etcdSettings.map((each) => each.path), formerSkip].map(
  variableOf,
)

function flagKind(kind: EtcdKind): GoFlagDefinition['kind'] {
  return kind === 'bool' || kind === 'uint' ? kind : 'string'
}

/** The variable that says the same as a flag. */
export function variableOf(flag: string): string {
  return `ETCD_${flag.toUpperCase().replaceAll('-', '_')}`
}

/** First arguments that make etcd a proxy, which has no data. */
const proxies = ['gateway', 'grpc-proxy']

/** True for the arguments of a proxy, whose flags are others. */
export function isProxy(args: readonly string[]): boolean {
  return proxies.includes(args[0] ?? '')
}

/** Reads etcd's command line. Throws DoesNotLoad for what etcd ends on. */
export function readFlags(args: readonly string[]): GoFlags {
  const flags = parseGoFlag(args, definitions)
  if (flags.error) throw new DoesNotLoad(flags.error)
  // Flags of other versions have dashes and small letters too.
  const misspelt = flags.unknown.find((name) => /[A-Z_]/.test(name))
  if (misspelt) throw new DoesNotLoad(`flag provided but not defined: -${misspelt}`)
  if (flags.positional.length > 0) throw new DoesNotLoad(`${JSON.stringify(flags.positional[0])} is not a valid flag`)
  return flags
}

/** The configuration file that rules alone: the flag's, or where that names none the environment's. */
export function configFileOf(flags: GoFlags, environment: ReadonlyMap<string, string>): string {
  return String(flags.occurrences.get('config-file')?.at(-1) ?? '') || (environment.get('ETCD_CONFIG_FILE') ?? '')
}

/** What flags and environment say, flags first. Throws DoesNotLoad unless `lost` says that a file counts instead. */
export function fromFlags(flags: GoFlags, environment: ReadonlyMap<string, string>, lost: boolean): Fields {
  const fields: Fields = new Map()
  for (const setting of etcdSettings) {
    if (setting.path === skip) readSkip(flags, environment, lost, fields)
    else readOne(setting.path, setting, flags, environment, lost, fields)
  }
  return fields
}

/**
 * What a command line and an environment say of catalogued settings, for comparison; nothing where etcd would not take
 * them.
 */
export function toldTo(
  args: readonly string[],
  environment: ReadonlyMap<string, string>,
): ReadonlyMap<string, Plain> | undefined {
  const flags = parseGoFlag(args, definitions)
  if (flags.error || flags.positional.length > 0) return undefined
  const fields = fromFlags(flags, environment, true)
  return new Map([...fields].flatMap(([path, { value }]) => (value === undefined ? [] : [[path, value]])))
}

function readSkip(flags: GoFlags, environment: ReadonlyMap<string, string>, lost: boolean, fields: Fields): void {
  const setting = etcdSettings.find((each) => each.path === skip) as EtcdSetting
  readOne(skip, setting, flags, environment, lost, fields)
  readOne(formerSkip, setting, flags, environment, lost, fields)
}

function readOne(
  name: string,
  setting: EtcdSetting,
  flags: GoFlags,
  environment: ReadonlyMap<string, string>,
  lost: boolean,
  fields: Fields,
): void {
  const variable = variableOf(name)
  const occurrences = flags.occurrences.get(name) ?? []
  const written = environment.get(variable)
  if (occurrences.length > 0 && written !== undefined && !lost)
    throw new DoesNotLoad(`conflicting environment variable ${variable} is shadowed by flag --${name}`)
  if (written) {
    const read = readGoFlagValue(flagKind(setting.kind), written)
    if (typeof read !== 'object') put(fields, setting.path, fromText(setting.kind, read), `environment ${variable}`)
    else if (!lost) throw new DoesNotLoad(`invalid value ${JSON.stringify(written)} for ${variable}: ${read.error}`)
  }
  // Empty addresses, and no name of a file, leave what was there before.
  const emptyCounts = setting.kind !== 'urls' && name !== 'config-file'
  const counting = occurrences.filter((each) => emptyCounts || each !== '')
  for (const each of counting) put(fields, setting.path, fromText(setting.kind, each), `flag --${name}`)
}

function fromText(kind: EtcdKind, value: Plain): Plain {
  if (kind === 'bool' || kind === 'uint' || kind === 'string') return value
  return splitText(kind, String(value))
}

/** Addresses and sets are sorted and stand once each; lists stay as they are. */
function splitText(kind: EtcdKind, text: string): string[] {
  const parts = text.split(',')
  if (kind === 'list') return parts
  const trimmed = kind === 'urls' ? parts.map((each) => each.trim().replace(/^[a-z]+:/i, lower)) : parts
  return [...new Set(trimmed)].sort(compare)
}

function lower(text: string): string {
  return text.toLowerCase()
}

export function put(fields: Fields, path: string, value: Plain, source: string): void {
  fields.set(path, { value, source, set: true, overridden: winsOver(fields.get(path)) })
}

/**
 * What the configuration file says: the settings of each key whatever its case, of several the last in byte order; keys
 * that etcd does not know are passed over, as null is. Throws DoesNotLoad for what etcd ends on.
 */
export function fromFile(path: string, bytes: Uint8Array): Fields {
  const parsed = parseKubernetesYaml(bytes)
  if (!parsed.ok) throw new DoesNotLoad(`file ${path}${parsed.line ? `:${parsed.line}` : ''}: ${parsed.reason}`)
  const fields: Fields = new Map()
  if (parsed.root.value === null) return fields
  if (!(parsed.root.value instanceof Map)) throw mismatch(path, parsed.root, '', 'an object')
  for (const setting of etcdSettings) {
    if (setting.file.length === 0) continue
    const nodes = find(parsed.root, setting.file, path)
    const former = setting.path === skip ? find(parsed.root, [formerSkip], path) : []
    for (const node of [...nodes, ...former]) {
      const value = decode(setting, node, path)
      if (value !== undefined) put(fields, setting.path, value, `file ${path}:${node.line}`)
    }
  }
  return fields
}

function find(node: YamlNode, keys: readonly string[], path: string): YamlNode[] {
  const [key, ...rest] = keys
  if (key === undefined) return [node]
  if (node.value === null) return []
  if (!(node.value instanceof Map)) throw mismatch(path, node, '', 'an object')
  const entries = [...(node.value as ReadonlyMap<string, YamlNode>)].sort(([a], [b]) => compare(a, b))
  return entries.flatMap(([name, each]) => (name.toLowerCase() === key ? find(each, rest, path) : []))
}

/** `undefined` where nothing is said: null, and addresses that are empty. */
function decode({ kind, file }: EtcdSetting, node: YamlNode, path: string): Plain | undefined {
  const { value } = node
  const key = file.join('.')
  if (value === null) return undefined
  if (kind === 'bool') {
    if (typeof value !== 'boolean') throw mismatch(path, node, key, 'bool')
    return value
  }
  if (kind === 'uint') {
    const fits = typeof value === 'number' && Number.isInteger(value) && value >= 0
    if (!fits) throw mismatch(path, node, key, 'uint')
    return value
  }
  // Lists of names were one text up to 3.5.
  if (kind === 'list' && Array.isArray(value)) return value.map((each: YamlNode) => textOf(each, path, key))
  if (kind === 'list') return [textOf(node, path, key)]
  const text = textOf(node, path, key)
  if (kind === 'string') return text
  return text === '' ? undefined : splitText(kind, text)
}

function textOf(node: YamlNode, path: string, key: string): string {
  if (typeof node.value !== 'string') throw mismatch(path, node, key, 'string')
  return node.value
}

function mismatch(path: string, node: YamlNode, key: string, wanted: string): DoesNotLoad {
  const { value } = node
  const found = Array.isArray(value) ? 'array' : value instanceof Map ? 'object' : typeof value
  return new DoesNotLoad(`file ${path}:${node.line}: ${key ? `${key}: ` : ''}cannot unmarshal ${found} into ${wanted}`)
}

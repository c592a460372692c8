// What etcd runs with: a configuration file alone, else flags and environment, then defaults, then what takes the place of
// what. Source: server/embed/{config,etcd}.go of etcd 3.4 to 3.6, and runs of 3.6.16.
import { etcdSettings } from '../../../proto/catalogue/etcd.ts'
import { type Look, why } from '../../host/look.ts'
import type { FileContent } from '../../host/root.ts'
import type { GoFlags } from '../../parse/goflag.ts'
import { type Answered, answered } from '../answered.ts'
import { DoesNotLoad, type Fields, type Sourced, Unreadable, winsOver } from '../kubelet/sourced.ts'
import { configFileOf, fromFile, fromFlags, readFlags } from './given.ts'
import { client, type Half, hasCertificate, isOn, listening, peer, settingOf, textOf } from './halves.ts'
import { checkSettings } from './refusals.ts'

/** A configuration file by the absolute path that etcd has for it. */
export interface ConfigFile {
  readonly path: string
  readonly content: FileContent
}

export interface EtcdInput {
  /** The arguments after the program's name. */
  readonly args: readonly string[]
  /** The environment, for the names in `environmentNames`. */
  readonly environment: Look<ReadonlyMap<string, string>>
  /** A file as etcd sees it. */
  readonly read: (path: string) => Promise<Look<ConfigFile>>
}

export interface EffectiveEtcd {
  /** Every catalogued setting by the name of its flag. */
  readonly settings: Fields
  /** The configuration file. */
  readonly file: ConfigFile | undefined
  readonly warnings: readonly string[]
}

export type EffectiveResult = Answered<EffectiveEtcd>

/** Works out the configuration. Never throws: what would not load, or cannot be read, is the answer. */
export function effectiveEtcd(input: EtcdInput): Promise<EffectiveResult> {
  return answered(() => resolve(input))
}

/**
 * The same for an etcd that runs, whatever keeps it from starting again: settings that do not go together are taken as
 * they are written. Never throws either.
 */
export function toldEtcd(input: EtcdInput): Promise<EffectiveResult> {
  return answered(() => settle(input, true))
}

async function resolve(input: EtcdInput): Promise<EffectiveEtcd> {
  const { settings, file, given, warnings } = await settle(input, false)
  if (!file) checkAdvertised(given)
  checkSettings(settings)
  for (const half of [client, peer]) warnings.push(...plainTextWarnings(settings, half))
  return { settings, file, warnings: [...new Set(warnings)].sort() }
}

interface Settled extends EffectiveEtcd {
  /** What flags and environment say. */
  readonly given: Fields
  readonly warnings: string[]
}

/** @param lenient whether flags and variables that contradict one another are taken, flags first */
async function settle(input: EtcdInput, lenient: boolean): Promise<Settled> {
  const flags = readFlags(input.args)
  const environment = environmentOf(input, flags)
  const configFile = configFileOf(flags, environment)
  const given = fromFlags(flags, environment, lenient || configFile !== '')
  const file = configFile === '' ? undefined : await readConfig(configFile, input)
  const settings = withDefaults(file ? withLost(fromFile(file.path, file.content.bytes), given) : given)
  const warnings = flags.unknown.map((name) => `flag --${name} is not known or has no effect`)
  if (file) warnings.push(...ignoredBy(file, given))
  for (const half of [client, peer]) applyAutoTls(settings, half, warnings)
  return { settings, file, given, warnings }
}

/** A variable can name the file that beats every flag: without the environment nothing is certain, unless a flag does. */
function environmentOf({ environment }: EtcdInput, flags: GoFlags): ReadonlyMap<string, string> {
  if (environment.status === 'observed') return environment.value
  if (flags.occurrences.get('config-file')?.at(-1)) return new Map()
  throw new Unreadable(
    environment.status === 'denied' ? 'denied' : 'failed',
    `environment of etcd: ${why(environment)}`,
  )
}

async function readConfig(path: string, { read }: EtcdInput): Promise<ConfigFile> {
  const look = await read(path)
  if (look.status === 'observed') return look.value
  if (look.status === 'absent') throw new DoesNotLoad(`open ${path}: ${look.reason ?? 'no such file or directory'}`)
  throw new Unreadable(look.status, `${path}: ${look.reason}`)
}

/** The settings of the file, with what it won over. That it is read nobody can take away. */
function withLost(file: Fields, given: Fields): Fields {
  const named = given.get('config-file')
  const settings: Fields = new Map(named ? [['config-file', named]] : [])
  for (const { path } of etcdSettings) {
    const [won, lost] = [file.get(path), winsOver(given.get(path))]
    if (path === 'config-file' || (!won && lost.length === 0)) continue
    const otherwise = { value: undefined, source: '', set: false, overridden: [] }
    const { overridden, ...rest } = won ?? otherwise
    settings.set(path, { ...rest, overridden: [...overridden, ...lost] })
  }
  return settings
}

function ignoredBy(file: ConfigFile, given: Fields): string[] {
  return [...given].flatMap(([path, { source }]) =>
    path === 'config-file' ? [] : [`${source} is ignored: ${file.path} counts alone`],
  )
}

function withDefaults(given: Fields): Fields {
  const settings: Fields = new Map()
  for (const { path, default: value } of etcdSettings) {
    const found = given.get(path)
    const known = found !== undefined && found.value !== undefined
    settings.set(path, known ? found : { value, source: 'default', set: false, overridden: found?.overridden ?? [] })
  }
  derive(settings, 'data-dir', `${textOf(settings, 'name')}.etcd`, 'default (follows name)')
  // An empty one is the oldest that etcd has.
  derive(settings, 'tls-min-version', 'TLS1.2', 'default')
  return settings
}

/** The value that an empty text stands for. */
function derive(settings: Fields, path: string, value: string, source: string): void {
  const before = settingOf(settings, path)
  if (before.value === '') settings.set(path, { value, source, set: false, overridden: winsOver(before) })
}

/** What etcd says of flags alone: who is served where must be told where to call. */
function checkAdvertised(given: Fields): void {
  if (given.has('listen-client-urls') && !given.has('advertise-client-urls'))
    throw new DoesNotLoad('--advertise-client-urls is required when --listen-client-urls is set explicitly')
}

/**
 * Where certificates are to be made and none is given, what is made takes the place of the whole side's settings, the
 * authority and the asking included. Where one is given, nothing is made.
 */
function applyAutoTls(settings: Fields, half: Half, warnings: string[]): void {
  const auto = settingOf(settings, half.auto)
  if (auto.value !== true) return
  if (hasCertificate(settings, half)) {
    const given = settingOf(settings, textOf(settings, half.cert) === '' ? half.key : half.cert)
    settings.set(half.auto, lostTo(auto, false, `ignored since certificates are given: ${given.source}`))
    warnings.push(`${auto.source} is ignored: certificates are given`)
    return
  }
  for (const path of half.dropped) {
    const before = settingOf(settings, path)
    const value = etcdSettings.find((each) => each.path === path)?.default
    if (!before.set || JSON.stringify(before.value) === JSON.stringify(value)) continue
    settings.set(path, lostTo(before, value, `dropped by ${auto.source}`))
    warnings.push(`${before.source} is ignored: ${auto.source} drops it`)
  }
}

function lostTo(before: Sourced, value: Sourced['value'], source: string): Sourced {
  return { value, source, set: true, overridden: winsOver(before) }
}

/** What etcd warns of where TLS is set up and addresses do without it. */
function plainTextWarnings(settings: Fields, half: Half): string[] {
  const isSetUp = hasCertificate(settings, half) || isOn(settings, half.auto) || isOn(settings, half.auth)
  if (!isSetUp) return []
  return listening(settings, half.listen)
    .filter((url) => !url.tls)
    .map((url) => `${url.text} is plain text: certificates and ${half.auth} are ignored there`)
}

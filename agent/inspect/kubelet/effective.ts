// The configuration that a kubelet runs with, from its command line and what that names. The order is that of
// cmd/kubelet/app/server.go: flags, main file, drop-ins, flags again, validation.
import { posix } from 'node:path'
import { kubeletFieldFlags, kubeletOtherFlags, kubeletSettings } from '../../../proto/catalogue/kubeletflags.ts'
import { kubeletRemovedFlags } from '../../../proto/catalogue/kubeletremovedflags.ts'
import type { SourcedString } from '../../../proto/index.ts'
import type { Plain } from '../../../proto/value.ts'
import { type Look, why } from '../../host/look.ts'
import type { FileContent, HostRoot } from '../../host/root.ts'
import { accumulates, type FlagDefinition, flagValue, type ParsedFlags, parseGoFlags } from '../../parse/goflags.ts'
import { parseKubernetesYaml } from '../../parse/kubernetesyaml.ts'
import type { DuplicateKey } from '../../parse/yamlnode.ts'
import { type Answered, answered } from '../answered.ts'
import { flagSource, type Told } from '../controlplane/flags.ts'
import { decodeTree, encodeFields, fieldOf, withWrittenZeros } from './decode.ts'
import { withDefaults, withEvictionDefaults } from './defaults.ts'
import { listDropIns } from './dropins.ts'
import { gatesVersion, isKnownGate, isMisspeltGate, lockedTo } from './gates.ts'
import { checkFields, standaloneRefusal } from './refusals.ts'
import { DoesNotLoad, type Fields, type Overridden, type Sourced, Unreadable, winsOver } from './sourced.ts'
import { type Branch, mergePatch, treeOf } from './tree.ts'
import { isAtLeast, isSameMinor, type KubeletVersion } from './version.ts'

export interface KubeletInput {
  /** The arguments after the program's name. */
  readonly args: readonly string[]
  /** Where relative paths of the command line start. */
  readonly cwd: Look<string>
  readonly version: KubeletVersion
  /** The environment, for the names in `environmentNames`. */
  readonly environment: Look<ReadonlyMap<string, string>>
  /** The files as the kubelet sees them. */
  readonly root: Pick<HostRoot, 'read' | 'stat' | 'lstat' | 'list'>
  /** Where the flags stand, and which of them cannot be told, for a kubelet that is part of another program. */
  readonly told?: Pick<Told, 'where' | 'places' | 'untold'>
  /** True for builds that only warn of feature gates that they do not know, as OpenShift's. */
  readonly foreignGates?: boolean
}

/** Names of the environment that change what the kubelet does. */
export const environmentNames = ['KUBELET_CONFIG_DROPIN_DIR_ALPHA'] as const

export interface EffectiveKubelet {
  /** Fields of KubeletConfiguration by path. */
  readonly fields: Fields
  /** Settings that only flags make, by name. */
  readonly settings: Fields
  readonly defaults: 'file' | 'flags' | 'flags-then-drop-ins'
  /** What was read, in the order of its effect. */
  readonly files: readonly ConfigFile[]
  readonly warnings: readonly string[]
}

export interface ConfigFile {
  readonly path: string
  readonly role: 'config' | 'drop-in'
  /** Milliseconds since 1970. */
  readonly mtime: number
}

export type EffectiveResult = Answered<EffectiveKubelet>

/** Largest configuration file that is read, in bytes. */
const fileLimit = 1024 * 1024

const isSetting = (name: string) => kubeletSettings.some(({ path }) => path === name)

const flagDefinitions: readonly FlagDefinition[] = [
  ...kubeletFieldFlags.map(([name, kind]) => (name === 'v' ? { name, kind, shorthand: 'v' } : { name, kind })),
  ...kubeletSettings.map(({ path, kind }) => ({ name: path, kind })),
  ...kubeletOtherFlags.map(([name, kind]) => ({
    name,
    kind,
    ...(name === 'help' && { shorthand: 'h' }),
    ...(name === 'version' && { bare: 'true' }),
  })),
  ...kubeletRemovedFlags.filter(([name]) => !isSetting(name)).map(([name, kind]) => ({ name, kind })),
]

/** Works out the configuration. Never throws: what would not load, or cannot be read, is the answer. */
export function effectiveKubelet(input: KubeletInput): Promise<EffectiveResult> {
  return answered(() => resolve(input))
}

async function resolve(given: KubeletInput): Promise<EffectiveKubelet> {
  const flags = parseGoFlags(given.args, flagDefinitions)
  const told = given.told ?? ofProcess
  const input = { ...given, version: withFloor(given.version, flags) }
  const warnings = [
    ...flags.unknown.map((name) => `flag --${name} is not known`),
    ...removedFlags(flags, input.version),
  ]
  if (flags.error) throw new DoesNotLoad(`failed to parse kubelet flag: ${flags.error}`)
  if (flags.positional.length > 0) throw new DoesNotLoad(`unknown command ${flags.positional[0]}`)
  const gates = gateFields(flags, told)
  checkGates(gates, input, warnings)

  const [config, dropInDirectory] = [lastText(flags, 'config'), lastText(flags, 'config-dir')]
  const files: ConfigFile[] = []
  let fields = config
    ? await readMain(absolute(config, input.cwd), gates, input, files, warnings)
    : withDefaults(new Map(), 'flags', input.version)
  if (dropInDirectory) {
    checkDropInVersion(input)
    fields = await mergeDropIns(fields, absolute(dropInDirectory, input.cwd), gates, input, files)
  }
  applyFlags(fields, flags, told, input.version)
  deferToRuntime(fields, input.version)
  checkGates(fields, input, warnings)
  const settings = flagSettings(flags, told)
  joinSeccomp(fields, settings)
  await checkStart(fields, settings, input)
  leaveOpen(fields, settings, told)
  return {
    fields,
    settings,
    defaults: config ? 'file' : dropInDirectory ? 'flags-then-drop-ins' : 'flags',
    files,
    warnings: [...new Set(warnings)].sort(),
  }
}

const ofProcess = { where: '' } as const

/** Flags that say how new a kubelet is that takes them: it would end on one that it does not know. */
const flagsSince: readonly (readonly [string, string])[] = [
  ['fail-cgroupv1', '1.31'],
  ['config-dir', '1.28'],
]

/** The version, or where that is not known the oldest that it can be. */
function withFloor(version: KubeletVersion, flags: ParsedFlags): KubeletVersion {
  const told = flagsSince.find(([name]) => flags.occurrences.has(name))
  return version.value || version.atLeast || !told ? version : { ...version, atLeast: told[1] }
}

/** What this version would not start with: then it is not the one that runs, or not with these arguments. */
function removedFlags(flags: ParsedFlags, { value }: KubeletVersion): string[] {
  return kubeletRemovedFlags
    .filter(([name, , since]) => value && flags.occurrences.has(name) && isAtLeast(value, since))
    .map(([name, , since]) => `flag --${name} is not known since ${since}`)
}

function lastText(flags: ParsedFlags, name: string): string {
  return String(flags.occurrences.get(name)?.at(-1)?.value ?? '')
}

/** Paths of the command line start at the kubelet's directory. A trailing slash stays: it follows a link. */
function absolute(path: string, cwd: Look<string>): string {
  if (path.startsWith('/')) return path
  if (cwd.status !== 'observed')
    throw new Unreadable(cwd.status === 'denied' ? 'denied' : 'failed', `current directory of the kubelet: ${why(cwd)}`)
  return `${cwd.value === '/' ? '' : cwd.value}/${path}`
}

/** Gates of the flags, which hold before any file is read. */
function gateFields(flags: ParsedFlags, told: Pick<Told, 'where' | 'places'>): Fields {
  const occurrences = flags.occurrences.get('feature-gates') ?? []
  const all = Object.entries(flagValue('boolMap', occurrences) as Record<string, boolean>)
  return new Map(
    all.map(([name, value]) => [
      `featureGates.${name}`,
      { value, source: flagSource('feature-gates', told), set: true, overridden: [] },
    ]),
  )
}

/** What the kubelet does with a gate that it does not know, or that is locked to the other value: it ends. */
function checkGates(fields: Fields, { version, foreignGates }: KubeletInput, warnings: string[]): void {
  for (const [path, { value, source }] of fields) {
    if (!path.startsWith('featureGates.')) continue
    const name = path.slice('featureGates.'.length)
    const comparable = !version.value || isSameMinor(version.value, gatesVersion)
    if (isKnownGate(name)) {
      const locked = lockedTo(name)
      if (comparable && version.value && locked !== undefined && locked !== value)
        throw new DoesNotLoad(`${source}: cannot set feature gate ${name} to ${value}, feature is locked to ${locked}`)
      continue
    }
    if (!foreignGates && (comparable || isMisspeltGate(name)))
      throw new DoesNotLoad(`${source}: unrecognized feature gate: ${name}`)
    warnings.push(`${source}: feature gate ${name} is not known to kubelet ${gatesVersion}`)
  }
}

function checkDropInVersion({ version, environment }: KubeletInput): void {
  if (!version.value || isAtLeast(version.value, '1.30') || !isAtLeast(version.value, '1.28')) return
  if (environment.status !== 'observed' || environment.value.has(environmentNames[0])) return
  throw new DoesNotLoad(`flag --config-dir: kubelet ${version.value} needs ${environmentNames[0]} in its environment`)
}

/** The main file: case matters, unknown and repeated keys are warned of, relative paths start beside it. */
async function readMain(
  written: string,
  gates: Fields,
  input: KubeletInput,
  files: ConfigFile[],
  warnings: string[],
): Promise<Fields> {
  const path = posix.normalize(written)
  const file = await readConfig(path, 'config', input)
  files.push({ path, role: 'config', mtime: file.content.mtime })
  const { fields, unknown } = decodeTree(file.tree, false)
  warnings.push(...unknown.map((each) => `${each.source}: unknown field "${each.path}"`))
  warnings.push(...file.duplicates.map(({ key, line }) => `file ${path}:${line}: key "${key}" is already set`))
  const complete = withDefaults(new Map([...gates, ...fields]), 'file', input.version)
  for (const [name, sourced] of complete) {
    if (fieldOf.get(name)?.kind !== 'path' || typeof sourced.value !== 'string') continue
    if (sourced.value !== '' && !sourced.value.startsWith('/'))
      complete.set(name, { ...sourced, value: posix.join(posix.dirname(path), sourced.value) })
  }
  return withEvictionDefaults(withoutGates(normalized(complete), gates, fields), input.version)
}

/** Gates of the flags count for defaults, but the file does not hold them. */
function withoutGates(all: Fields, gates: Fields, fields: Fields): Fields {
  return new Map([...all].filter(([path]) => !gates.has(path) || fields.has(path)))
}

/** A negative limit of processes is written as -1. */
function normalized(fields: Fields): Fields {
  const limit = fields.get('podPidsLimit')
  if (typeof limit?.value !== 'number' || limit.value >= -1) return fields
  return new Map(fields).set('podPidsLimit', { ...limit, value: -1 })
}

/** Drop-ins: each is merged into the JSON of what came before; then everything is decoded anew, whatever the case. */
async function mergeDropIns(
  base: Fields,
  directory: string,
  gates: Fields,
  input: KubeletInput,
  files: ConfigFile[],
): Promise<Fields> {
  let tree: Branch = encodeFields(base)
  for (const path of await listDropIns(input.root, directory)) {
    const file = await readConfig(path, 'drop-in', input)
    const [duplicate] = file.duplicates
    if (duplicate)
      throw new DoesNotLoad(`file ${path}:${duplicate.line}: strict decoding error: key "${duplicate.key}" already set`)
    files.push({ path, role: 'drop-in', mtime: file.content.mtime })
    tree = mergePatch(tree, file.tree) as Branch
  }
  const { fields } = decodeTree(tree, true)
  const complete = withDefaults(new Map([...gates, ...fields]), 'file', input.version)
  return withoutGates(normalized(withWrittenZeros(complete, fields, base)), gates, fields)
}

interface ReadConfig {
  readonly content: FileContent
  readonly tree: Branch
  readonly duplicates: readonly DuplicateKey[]
}

async function readConfig(path: string, role: ConfigFile['role'], { root }: KubeletInput): Promise<ReadConfig> {
  const look = await root.read(path, fileLimit)
  if (look.status === 'absent') throw new DoesNotLoad(`open ${path}: ${look.reason ?? 'no such file or directory'}`)
  if (look.status === 'failed' && (await isDirectory(root, path))) throw new DoesNotLoad(`read ${path}: is a directory`)
  if (look.status !== 'observed') throw new Unreadable(look.status, `${path}: ${look.reason}`)
  const content = look.value
  if (content.bytes.length === 0) throw new DoesNotLoad(`kubelet config file "${path}" was empty`)
  const parsed = parseKubernetesYaml(content.bytes)
  if (!parsed.ok) throw new DoesNotLoad(`file ${path}${parsed.line ? `:${parsed.line}` : ''}: ${parsed.reason}`)
  const tree = treeOf(parsed.root, path)
  return { content, tree: typed(tree, path, role), duplicates: parsed.duplicates }
}

async function isDirectory(root: Pick<HostRoot, 'stat'>, path: string): Promise<boolean> {
  const look = await root.stat(path)
  return look.status === 'observed' && look.value.type === 'directory'
}

/** The tree, if it says that it is a KubeletConfiguration. */
function typed(tree: ReturnType<typeof treeOf>, path: string, role: ConfigFile['role']): Branch {
  const kind = textOf(tree, 'kind')
  const version = textOf(tree, 'apiVersion')
  if (tree.kind !== 'branch' || !kind) throw new DoesNotLoad(`file ${path}: Object 'Kind' is missing`)
  if (kind.text === 'KubeletConfiguration' && version?.text === 'kubelet.config.k8s.io/v1beta1') return tree
  const words =
    role === 'config'
      ? `no kind "${kind.text}" is registered for version "${version?.text ?? ''}"`
      : `unknown apiVersion/kind: ${version?.text ?? ''}, Kind=${kind.text}`
  throw new DoesNotLoad(`${version?.source ?? kind.source}: ${words}`)
}

function textOf(tree: ReturnType<typeof treeOf>, key: string): { text: string; source: string } | undefined {
  const found = tree.kind === 'branch' ? tree.entries.get(key) : undefined
  return found?.kind === 'leaf' && typeof found.data === 'string' && found.data !== ''
    ? { text: found.data, source: found.source }
    : undefined
}

/** Flags win over files. Gates merge by name; lists and other maps replace. */
function applyFlags(
  fields: Fields,
  flags: ParsedFlags,
  told: Pick<Told, 'where' | 'places'>,
  version: SourcedString,
): void {
  for (const [name, kind, path] of kubeletFieldFlags) {
    const occurrences = (flags.occurrences.get(name) ?? []).filter(({ value }) => kind !== 'ip' || value !== '')
    if (occurrences.length === 0) continue
    const source = flagSource(name, told)
    if (kind === 'boolMap') {
      for (const [at, { value }] of occurrences.entries())
        for (const [gate, each] of Object.entries(value))
          override(fields, `featureGates.${gate}`, each, flagSource(name, told, at))
    } else if (path === 'cgroupDriver' && asksRuntime(version)) {
      loseFlag(fields, path, flagValue(kind, occurrences), source)
    } else if (accumulates(kind)) override(fields, path, flagValue(kind, occurrences), source)
    else for (const [at, { value }] of occurrences.entries()) override(fields, path, value, flagSource(name, told, at))
  }
}

/** From 1.31 on the container runtime is asked for the driver of control groups, and its answer wins even over the flag. */
function asksRuntime(version: SourcedString): boolean {
  return !version.value || isAtLeast(version.value, '1.31')
}

function deferToRuntime(fields: Fields, version: SourcedString): void {
  const driver = fields.get('cgroupDriver')
  if (!driver || !asksRuntime(version)) return
  fields.set('cgroupDriver', { ...driver, source: `${driver.source}, unless the container runtime says otherwise` })
}

function override(fields: Fields, path: string, value: Plain, source: string): void {
  fields.set(path, { value, source, set: true, overridden: winsOver(fields.get(path)) })
}

function loseFlag(fields: Fields, path: string, value: Plain, source: string): void {
  const winner = fields.get(path)
  if (winner) fields.set(path, { ...winner, overridden: [{ value, source }, ...winner.overridden] })
}

/** Settings that have no field. */
function flagSettings(flags: ParsedFlags, told: Pick<Told, 'where' | 'places'>): Fields {
  return new Map(
    kubeletSettings.map((setting) => {
      const occurrences = flags.occurrences.get(setting.path) ?? []
      const source = occurrences.length > 0 ? flagSource(setting.path, told) : 'default (flags)'
      const value = occurrences.length > 0 ? flagValue(setting.kind, occurrences) : (setting.default as Plain)
      const earlier = accumulates(setting.kind) ? [] : occurrences.slice(0, -1).reverse()
      const overridden: Overridden[] = earlier.map((each) => ({ value: each.value, source }))
      return [setting.path, { value, source, set: occurrences.length > 0, overridden }]
    }),
  )
}

/** What another program tells its kubelet, where it cannot be told what. */
function leaveOpen(fields: Fields, settings: Fields, told: NonNullable<KubeletInput['told']>): void {
  const pathOf = new Map<string, string>(kubeletFieldFlags.map(([name, , path]) => [name, path]))
  for (const [name, unknown] of told.untold ?? []) {
    const path = pathOf.get(name)
    const [all, key] = path === undefined ? [settings, name] : [fields, path]
    if (all.has(key))
      all.set(key, { value: undefined, unknown, source: flagSource(name, told), set: false, overridden: [] })
  }
}

/** Either half switches it on: the flag lives beside the configuration and cannot switch off what that says. */
function joinSeccomp(fields: Fields, settings: Fields): void {
  const flag = settings.get('seccomp-default') as Sourced
  const field = fields.get('seccompDefault')
  if (!flag.set || !field) return
  const half = { value: flag.value as Plain, source: flag.source }
  if (flag.value === true) override(fields, 'seccompDefault', true, flag.source)
  else if (field.value === true) fields.set('seccompDefault', { ...field, overridden: [half, ...field.overridden] })
}

/** What ends the kubelet after everything was read. */
async function checkStart(fields: Fields, settings: Fields, { root }: KubeletInput): Promise<void> {
  checkFields(fields)
  // Only where it is told to have none. One that runs without a word of it is told in a way that is not seen here.
  const kubeconfig = settings.get('kubeconfig')
  const standalone = kubeconfig?.set && kubeconfig.value === '' ? standaloneRefusal(fields) : undefined
  if (standalone) throw new DoesNotLoad(standalone)
  const ca = fields.get('authentication.x509.clientCAFile')
  if (typeof ca?.value !== 'string' || !ca.value.startsWith('/')) return
  const file = await root.stat(ca.value)
  if (file.status !== 'absent') return
  // Where not even the directory is there, the kubelet sees other mounts than the host has.
  const directory = await root.stat(posix.dirname(ca.value))
  if (directory.status === 'observed')
    throw new DoesNotLoad(`${ca.source}: open ${ca.value}: no such file or directory`)
}

// CRI-O: crio.conf, its drop-ins, its flags; registries of containers-image.
import { crioSettings } from '../../../proto/catalogue/runtime.ts'
import type { Gap, Setting, SourcedString } from '../../../proto/index.ts'
import type { Plain } from '../../../proto/value.ts'
import type { Host } from '../../host/host.ts'
import type { Process } from '../../host/proc.ts'
import { parseGoFlags } from '../../parse/goflags.ts'
import { either, registriesConf } from '../../parse/registries.ts'
import { type Layer, lastOf, settingAt, settingsOf, untold } from '../../parse/runtimesettings.ts'
import { isTable, valueAt } from '../../parse/toml.ts'
import { registry } from './containerd.ts'
import { socketEndpoint } from './endpoints.ts'
import { type FoundEngine, type Handler, type Loaded, load, namesIn, type Registry } from './load.ts'

export const crioFile = '/etc/crio/crio.conf'
export const crioDirectory = '/etc/crio/crio.conf.d'
/** registries.conf(5) and its drop-ins. */
export const registriesFile = '/etc/containers/registries.conf'
export const registriesDirectory = '/etc/containers/registries.conf.d'

/** Flag → the setting that it wins over. */
const flags: Readonly<Record<string, string>> = {
  'apparmor-profile': 'crio.runtime.apparmor_profile',
  'cgroup-manager': 'crio.runtime.cgroup_manager',
  'default-runtime': 'crio.runtime.default_runtime',
  listen: 'crio.api.listen',
  'seccomp-profile': 'crio.runtime.seccomp_profile',
  'signature-policy': 'crio.image.signature_policy',
  'stream-address': 'crio.api.stream_address',
}
const lists: Readonly<Record<string, string>> = {
  'default-capabilities': 'crio.runtime.default_capabilities',
  'insecure-registry': 'crio.image.insecure_registries',
}
const bools: Readonly<Record<string, string>> = {
  'enable-metrics': 'crio.metrics.enable_metrics',
  'read-only': 'crio.runtime.read_only',
  selinux: 'crio.runtime.selinux',
  'stream-enable-tls': 'crio.api.stream_enable_tls',
}

export async function inspectCrio(
  host: Host,
  process: Process | undefined,
  version: SourcedString,
  gaps: Gap[],
): Promise<FoundEngine> {
  const given = flagsOf(process)
  const loaded: Loaded = { layers: [], files: [] }
  await load(host, process, textOf(given.get('config')) ?? crioFile, loaded)
  const directory = textOf(given.get('config-dir')) ?? crioDirectory
  for (const path of await namesIn(host, process, directory, '*', gaps)) await load(host, process, path, loaded)
  const layers = [...loaded.layers, ...flagLayers(given)]
  const settings =
    loaded.problem === undefined
      ? settingsOf(crioSettings, layers, ({ path }) => path.split('.'))
      : untold(crioSettings, loaded.problem, crioFile)
  if (loaded.problem !== undefined) gaps.push({ path: crioFile, reason: `registries and handlers: ${loaded.problem}` })
  const listen = settingAt(settings, 'crio.api.listen').value
  return {
    engine: { name: 'cri-o', kind: 'cri-o', version, files: loaded.files, settings },
    registries: [...insecureOf(settings), ...(await registriesOf(host, process, gaps))],
    endpoints: typeof listen === 'string' ? [await socketEndpoint(host, 'cri-o', listen, 'crio.api.listen')] : [],
    handlers: loaded.problem === undefined ? handlersOf(loaded.layers, settings) : [],
  }
}

function flagsOf(process: Process | undefined): ReadonlyMap<string, Plain> {
  const argv = process?.argv()
  if (argv?.status !== 'observed') return new Map()
  const { occurrences } = parseGoFlags(argv.value.slice(1), [
    { name: 'config', kind: 'string', shorthand: 'c' },
    { name: 'config-dir', kind: 'string', shorthand: 'd' },
    ...Object.keys(flags).map((name) => ({ name, kind: 'string' as const })),
    ...Object.keys(lists).map((name) => ({ name, kind: 'strings' as const })),
    ...Object.keys(bools).map((name) => ({ name, kind: 'bool' as const })),
  ])
  return new Map([...occurrences].map(([name, all]) => [name, name in lists ? all.flatMap(listOf) : last(all)]))
}

function listOf({ value }: { readonly value: Plain }): Plain[] {
  return Array.isArray(value) ? value : [value]
}

function last(all: readonly { readonly value: Plain }[]): Plain {
  return all.at(-1)?.value ?? ''
}

function flagLayers(given: ReadonlyMap<string, Plain>): Layer[] {
  return [...given].flatMap(([name, value]) => {
    const [, section = '', key = ''] = (flags[name] ?? lists[name] ?? bools[name] ?? '').split('.')
    return section === '' ? [] : [{ source: `flag --${name}`, table: { crio: { [section]: { [key]: value } } } }]
  })
}

function textOf(value: Plain | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function insecureOf(settings: readonly Setting[]): Registry[] {
  const { value: names, source } = settingAt(settings, 'crio.image.insecure_registries')
  return Array.isArray(names) ? names.map((each) => registry('cri-o', either(`${each}`, `${each}`, true), source)) : []
}

async function registriesOf(host: Host, process: Process | undefined, gaps: Gap[]): Promise<Registry[]> {
  const loaded: Loaded = { layers: [], files: [] }
  await load(host, process, registriesFile, loaded)
  for (const path of await namesIn(host, process, registriesDirectory, '*.conf', gaps))
    await load(host, process, path, loaded)
  if (loaded.problem !== undefined) gaps.push({ path: registriesFile, reason: loaded.problem })
  const all = loaded.layers.flatMap(({ source, table }) =>
    registriesConf(table).map((each) => registry('cri-o', each, source)),
  )
  // A later file takes the place of an earlier one about the same registry.
  const last = new Map(all.map((each) => [each.registry, each.source]))
  return all.filter((each) => last.get(each.registry) === each.source)
}

function handlersOf(layers: readonly Layer[], settings: readonly Setting[]): Handler[] {
  const standard = settingAt(settings, 'crio.runtime.default_runtime')
  const manager = settingAt(settings, 'crio.runtime.cgroup_manager')
  const names = layers.flatMap(({ table }) => {
    const found = valueAt(table, ['crio', 'runtime', 'runtimes'])
    return isTable(found) ? Object.keys(found) : []
  })
  return [...new Set(names)].sort().map((handler) => {
    const read = (name: string) => lastOf(layers, () => ['crio', 'runtime', 'runtimes', handler, name])
    const [path, without] = [read('runtime_path'), read('privileged_without_host_devices')]
    return {
      ...{ name: `cri-o ${handler}`, engine: 'cri-o', handler },
      standard: standard.source
        ? { value: standard.value === handler, source: standard.source }
        : { source: crioFile, unknown: 'default_runtime is not set, and its default depends on the version' },
      type: { value: typeof path?.value === 'string' ? path.value : '', source: path?.source ?? 'default' },
      systemdCgroup: { value: manager.value === 'systemd', source: manager.source },
      cgroupWritable: { value: false, source: 'default' },
      privilegedWithoutHostDevices: { value: without?.value === true, source: without?.source ?? 'default' },
    }
  })
}

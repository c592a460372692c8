// containerd: its file, what that imports, its flags; registries by hosts.toml and the older tables.
import { posix } from 'node:path'
import { containerdSettings } from '../../../proto/catalogue/runtime.ts'
import type { Gap, Setting, SourcedString } from '../../../proto/index.ts'
import { byPath, known, type Plain, unknown } from '../../../proto/value.ts'
import type { Host } from '../../host/host.ts'
import { why } from '../../host/look.ts'
import type { Process } from '../../host/proc.ts'
import {
  containerdPlace,
  containerdPlaces,
  handlersOf,
  importsOf,
  pluginProblem,
} from '../../parse/containerdconfig.ts'
import { hostsFile, inlineRegistries, type RegistryAccess } from '../../parse/registries.ts'
import { lastOf, settingAt, settingsOf, untold } from '../../parse/runtimesettings.ts'
import { isTable, readToml } from '../../parse/toml.ts'
import { textValues } from '../components.ts'
import { socketEndpoint, tcpEndpoint } from './endpoints.ts'
import { type FoundEngine, type Handler, type Loaded, load, namesIn, type Registry } from './load.ts'

/** What containerd reads unless it is told otherwise. */
export const containerdFile = '/etc/containerd/config.toml'

export async function inspectContainerd(
  host: Host,
  process: Process | undefined,
  version: SourcedString,
  gaps: Gap[],
): Promise<FoundEngine> {
  const flags = flagsOf(process)
  const path = flags.get('config') ?? containerdFile
  const loaded: Loaded = { layers: [], files: [] }
  await loadAll(host, process, path, loaded, gaps)
  const name = path === containerdFile ? 'containerd' : `containerd ${path}`
  const settings =
    loaded.problem === undefined ? settle(loaded, flags) : untold(containerdSettings, loaded.problem, path)
  const unread = loaded.problem ?? pluginProblem(loaded.layers)
  if (unread !== '') gaps.push({ path, reason: `registries and handlers: ${unread}` })
  return {
    engine: { name, kind: 'containerd', version, files: loaded.files, settings },
    registries: await registriesOf(host, process, name, settings, loaded, gaps),
    endpoints: await endpointsOf(host, name, settings),
    handlers: handlers(name, loaded, settings),
  }
}

function flagsOf(process: Process | undefined): ReadonlyMap<string, string> {
  const argv = process?.argv()
  if (argv?.status !== 'observed') return new Map()
  const short: Readonly<Record<string, string>> = { '-c': '--config', '-a': '--address' }
  return textValues(
    argv.value.slice(1).map((each) => short[each] ?? each),
    ['config', 'address'],
  )
}

/** Imports take effect after the file that names them, in their order; each file once. */
async function loadAll(
  host: Host,
  process: Process | undefined,
  first: string,
  into: Loaded,
  gaps: Gap[],
): Promise<void> {
  const waiting = [first]
  const seen = new Set<string>()
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (seen.has(path)) continue
    seen.add(path)
    const table = await load(host, process, path, into)
    if (!table) continue
    for (const each of importsOf(table)) {
      const wanted = posix.join(each.startsWith('/') ? '/' : posix.dirname(path), each)
      const [directory, pattern] = [posix.dirname(wanted), posix.basename(wanted)]
      if (/[*?[]/.test(directory)) gaps.push({ path: wanted, reason: 'patterns of directories are not followed' })
      else if (!/[*?[]/.test(pattern)) waiting.push(wanted)
      else waiting.push(...(await namesIn(host, process, directory, pattern, gaps)))
    }
  }
}

function settle(loaded: Loaded, flags: ReadonlyMap<string, string>): Setting[] {
  const settings = settingsOf(containerdSettings, loaded.layers, containerdPlaces)
  const address = flags.get('address')
  const plugin = pluginProblem(loaded.layers)
  return byPath(
    settings.map((each) => {
      if (each.path === 'grpc.address' && address !== undefined)
        return known('grpc.address', address, { source: 'flag --address' })
      return plugin !== '' && each.path?.startsWith('cri.') ? unknown(each.path, plugin, each.source ?? '') : each
    }),
  )
}

function textOf(settings: readonly Setting[], path: string): string {
  const { value } = settingAt(settings, path)
  return typeof value === 'string' ? value : ''
}

async function endpointsOf(host: Host, engine: string, settings: readonly Setting[]) {
  const sockets = ['grpc.address', 'debug.address'].filter((path) => textOf(settings, path).startsWith('/'))
  const found = await Promise.all(
    sockets.map((path) =>
      socketEndpoint(host, engine, textOf(settings, path), `${path} (${settingAt(settings, path).source})`),
    ),
  )
  const tcp = textOf(settings, 'grpc.tcp_address')
  if (tcp === '') return found
  const source = `grpc.tcp_address (${settingAt(settings, 'grpc.tcp_address').source})`
  const [cert, ca] = [textOf(settings, 'grpc.tcp_tls_cert'), textOf(settings, 'grpc.tcp_tls_ca')]
  const value = cert === '' ? 'none' : ca === '' ? 'server' : 'mutual'
  return [
    ...found,
    tcpEndpoint(engine, tcp, { value, source: settingAt(settings, 'grpc.tcp_tls_cert').source }, source),
  ]
}

function handlers(engine: string, { layers, problem }: Loaded, settings: readonly Setting[]): Handler[] {
  const unread = problem ?? pluginProblem(layers)
  if (unread !== '') return []
  const standard = settingAt(settings, 'cri.runtime.containerd.default_runtime_name')
  return handlersOf(layers).map((handler) => {
    const read = (name: readonly string[], otherwise: Plain) => {
      const found = lastOf(layers, (layer) => {
        const place = containerdPlace('cri.runtime.containerd.runtimes', layer)
        return place && [...place, handler, ...name]
      })
      return { value: found?.value ?? otherwise, source: found?.source ?? 'default' }
    }
    const flag = (...name: string[]) => {
      const { value, source } = read(name, false)
      return typeof value === 'boolean' ? { value, source } : { source, unknown: 'is no bool' }
    }
    const type = read(['runtime_type'], handler === 'runc' ? 'io.containerd.runc.v2' : '')
    return {
      ...{ name: `${engine} ${handler}`, engine, handler },
      standard: { value: standard.value === handler, source: standard.source },
      type: { value: String(type.value), source: type.source },
      systemdCgroup: flag('options', 'SystemdCgroup'),
      cgroupWritable: flag('cgroup_writable'),
      privilegedWithoutHostDevices: flag('privileged_without_host_devices'),
    }
  })
}

async function registriesOf(
  host: Host,
  process: Process | undefined,
  engine: string,
  settings: readonly Setting[],
  { layers }: Loaded,
  gaps: Gap[],
): Promise<Registry[]> {
  const asRegistry = (source: string) => (each: RegistryAccess) => registry(engine, each, source)
  const directories = textOf(settings, 'cri.images.registry.config_path')
    .split(':')
    .filter((each) => each !== '')
  const inline = layers.flatMap((layer) => {
    const place = containerdPlace('cri.images.registry', layer)
    const found = place && lastOf([layer], () => place)
    return found && isTable(found.value) ? inlineRegistries(found.value).map(asRegistry(layer.source)) : []
  })
  if (directories.length === 0) return inline
  const found: Registry[] = []
  for (const directory of directories) {
    for (const path of await namesIn(host, process, directory, '*', gaps)) {
      const file = `${path}/hosts.toml`
      const look = await host.root.read(file, 1024 * 1024)
      if (look.status === 'absent') continue
      const parsed = look.status === 'observed' ? readToml(look.value.bytes.toString()) : { error: why(look) }
      if ('error' in parsed) gaps.push({ path: file, reason: parsed.error })
      else found.push(...hostsFile(posix.basename(path), parsed.table).map(asRegistry(`file ${file}`)))
    }
  }
  // With a directory, containerd leaves the older tables aside.
  return found
}

/** One way to ask a registry, as a fact. */
export function registry(engine: string, each: RegistryAccess, source: string): Registry {
  return { name: `${engine} ${each.registry} ${each.endpoint}`, engine, ...each, source }
}

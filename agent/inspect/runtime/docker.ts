// Docker: daemon.json and the flags of dockerd, of which none may say what the other does; and cri-dockerd, which has flags only.
import type { CatalogueEntry } from '../../../proto/catalogue/catalogue.ts'
import { criDockerdSettings, dockerSettings } from '../../../proto/catalogue/runtime.ts'
import type { Gap, Setting, SourcedString } from '../../../proto/index.ts'
import type { Plain } from '../../../proto/value.ts'
import type { Host } from '../../host/host.ts'
import type { Process } from '../../host/proc.ts'
import { type FlagDefinition, type FlagKind, parseGoFlags } from '../../parse/goflags.ts'
import { either, endpointOf } from '../../parse/registries.ts'
import { type Layer, settingAt, settingsOf, untold } from '../../parse/runtimesettings.ts'
import { isTable, type Table } from '../../parse/toml.ts'
import { registry } from './containerd.ts'
import { socketEndpoint, tcpEndpoint } from './endpoints.ts'
import { type Endpoint, type FoundEngine, type Loaded, load, type Registry } from './load.ts'

export const dockerFile = '/etc/docker/daemon.json'
/** Where systemd waits for Docker (`fd://`), unless docker.socket says otherwise. */
const activatedSocket = '/run/docker.sock'

export async function inspectDocker(
  host: Host,
  process: Process | undefined,
  version: SourcedString,
  gaps: Gap[],
): Promise<FoundEngine> {
  const flags = flagLayers(process, dockerSettings, [{ name: 'config-file', kind: 'string' }])
  const named = flags.find((each) => each.table['config-file'] !== undefined)?.table['config-file']
  const path = typeof named === 'string' ? named : dockerFile
  const loaded: Loaded = { layers: [], files: [] }
  await load(host, process, path, loaded, readJsonTable)
  const settings =
    loaded.problem === undefined
      ? settingsOf(dockerSettings, [...loaded.layers, ...flags], ({ path: name }) => [name])
      : untold(dockerSettings, loaded.problem, path)
  if (loaded.problem !== undefined) gaps.push({ path, reason: `registries and addresses: ${loaded.problem}` })
  return {
    engine: { name: 'docker', kind: 'docker', version, files: loaded.files, settings },
    registries: registriesOf(settings),
    endpoints: await endpointsOf(host, settings),
    handlers: [],
  }
}

export async function inspectCriDockerd(host: Host, process: Process): Promise<FoundEngine> {
  const settings = settingsOf(criDockerdSettings, flagLayers(process, criDockerdSettings), ({ path }) => [path])
  const { value: address, source } = settingAt(settings, 'container-runtime-endpoint')
  const name = 'cri-dockerd'
  return {
    engine: { name, kind: name, version: { source: '/proc', unknown: 'no package tells it' }, files: [], settings },
    registries: [],
    endpoints: [await socketEndpoint(host, name, String(address), `container-runtime-endpoint (${source})`)],
    handlers: [],
  }
}

function readJsonTable(text: string): { table: Table } | { error: string } {
  try {
    // An empty file says nothing.
    const value: Plain = text.trim() === '' ? {} : JSON.parse(text)
    return isTable(value) ? { table: value } : { error: 'is no JSON object' }
  } catch {
    return { error: 'is no JSON' }
  }
}

/** Lists have flags in the singular. */
const singular: Readonly<Record<string, string>> = {
  'authorization-plugins': 'authorization-plugin',
  hosts: 'host',
  'insecure-registries': 'insecure-registry',
  'registry-mirrors': 'registry-mirror',
}
const kinds: Readonly<Record<string, FlagKind>> = { bool: 'bool', list: 'stringArray', string: 'string' }

function flagLayers(
  process: Process | undefined,
  catalogue: readonly CatalogueEntry[],
  more: readonly FlagDefinition[] = [],
): Layer[] {
  const argv = process?.argv()
  if (argv?.status !== 'observed') return []
  const names = new Map(catalogue.map((each) => [singular[each.path] ?? each.path, each]))
  const definitions = [...names].map(
    ([name, { path, type }]): FlagDefinition => ({
      name,
      kind: kinds[type] ?? 'string',
      ...(path === 'hosts' && { shorthand: 'H' }),
    }),
  )
  const { occurrences } = parseGoFlags(argv.value.slice(1), [...definitions, ...more])
  return [...occurrences].map(([name, all]) => {
    const entry = names.get(name)
    const value = entry?.type === 'list' ? all.flatMap((each) => each.value as Plain) : (all.at(-1)?.value ?? '')
    return { source: `flag --${name}`, table: { [entry?.path ?? name]: value } }
  })
}

async function endpointsOf(host: Host, settings: readonly Setting[]): Promise<Endpoint[]> {
  const hosts = settingAt(settings, 'hosts')
  if (!Array.isArray(hosts.value)) return []
  const [tls, verify] = [settingAt(settings, 'tls'), settingAt(settings, 'tlsverify')]
  const clients: SourcedString =
    verify.value === true
      ? { value: 'mutual', source: verify.source }
      : { value: tls.value === true ? 'server' : 'none', source: tls.source }
  return Promise.all(
    hosts.value.map(async (each) => {
      const written = String(each)
      if (written.startsWith('tcp://')) return tcpEndpoint('docker', written, clients, `hosts (${hosts.source})`)
      const path = written.startsWith('unix://') ? written : activatedSocket
      return socketEndpoint(host, 'docker', path, `hosts (${hosts.source})`)
    }),
  )
}

function registriesOf(settings: readonly Setting[]): Registry[] {
  const [insecure, mirrors] = [settingAt(settings, 'insecure-registries'), settingAt(settings, 'registry-mirrors')]
  const list = (value: Plain | undefined) => (Array.isArray(value) ? value.map(String) : [])
  return [
    ...list(insecure.value).map((each) => registry('docker', either(each, each, true), insecure.source)),
    ...list(mirrors.value).map((each) => {
      const plainHttp = /^http:\/\//i.test(each)
      const access = {
        registry: 'docker.io',
        endpoint: endpointOf(each),
        plainHttp,
        skipVerify: false,
        insecure: false,
      }
      return registry('docker', access, mirrors.source)
    }),
  ]
}

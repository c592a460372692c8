// The node's k3s: of which version it is, what it is told, and where it keeps its cluster.
import { posix } from 'node:path'
import type { Host } from '../../../host/host.ts'
import { failed, type Look, seen, why } from '../../../host/look.ts'
import type { Process } from '../../../host/proc.ts'
import { parseKubernetesYaml } from '../../../parse/kubernetesyaml.ts'
import type { YamlNode } from '../../../parse/yamlnode.ts'
import type { Read } from '../../inspector.ts'
import { isAtLeast, kubeletVersion } from '../../kubelet/version.ts'
import { type K3sMode, type K3sOption, k3sMode, k3sOptions, k3sReads as optionReads } from './options.ts'
import { isOn, type K3sServer } from './values.ts'

/** The oldest version whose own arguments are known. */
const oldest = '1.27'
const defaultData = '/var/lib/rancher/k3s'
const defaultsFile = 'agent/etc/kubelet.conf.d/00-k3s-defaults.conf'
/** Where k3s keeps the configuration of an etcd of its own, below its data. */
const etcdConfig = 'server/db/etcd/config'
/** Programs of k3s: the names that its one file has. */
export const k3sPrograms = ['k3s', 'k3s-server', 'k3s-agent'] as const

/** What finding the components within k3s reads. */
export const k3sReads: readonly Read[] = [
  ...optionReads,
  { glob: `${defaultData}/${defaultsFile}`, why: 'what k3s tells the kubelet within it, and of which version it is' },
  { glob: `${defaultData}/${etcdConfig}`, why: 'whether k3s runs an etcd of its own (state only)' },
  { origin: 'below the data directory that k3s is told', why: 'the same, elsewhere' },
  { origin: 'the executable of k3s', why: 'the version of Kubernetes within it' },
]

/** What the configuration of the etcd within k3s is read from. */
export const k3sEtcdReads: readonly Read[] = [
  { glob: `${defaultData}/${etcdConfig}`, why: 'the configuration of the etcd within k3s' },
]

/** The process of the node's k3s and what it is for. */
export function k3sProcess(host: Host): { process: Process; mode: K3sMode } | undefined {
  for (const process of host.proc.named(...k3sPrograms)) {
    const mode = k3sMode(process)
    if (mode && !process.zombie()) return { process, mode }
  }
  return undefined
}

/** Where the etcd within k3s has its configuration; nothing where k3s keeps its cluster elsewhere. */
export async function k3sEtcd(host: Host): Promise<Look<{ process: Process; path: string }>> {
  const found = k3sProcess(host)
  if (found?.mode !== 'server') return { status: 'absent' }
  const state = await k3sState(host)
  if (state.status === 'observed' && state.value.datastore !== 'etcd') return { status: 'absent' }
  // Without options the usual place tells.
  const path = posix.join(state.status === 'observed' ? state.value.data : defaultData, etcdConfig)
  const look = await host.root.lstat(path)
  if (look.status === 'observed') return seen({ process: found.process, path })
  if (look.status === 'absent' && state.status !== 'observed')
    return failed(`k3s may have an etcd elsewhere: ${why(state)}`)
  return look
}

/** The drop-in that k3s writes when it starts its kubelet. */
export function kubeletDefaults(data: string): string {
  return posix.join(data, defaultsFile)
}

/** What k3s is told, and where it keeps its state. */
type K3sState = Pick<K3sServer, 'options' | 'data' | 'datastore'>

function k3sState(host: Host): Promise<Look<K3sState>> {
  return host.shared('k3s state', readState)
}

async function readState(host: Host): Promise<Look<K3sState>> {
  const found = k3sProcess(host)
  if (!found) return { status: 'absent' }
  const options = await k3sOptions(host, found.process, found.mode)
  if (options.status !== 'observed') return options
  const data = options.value.last('data-dir')?.value ?? defaultData
  if (!data.startsWith('/')) return failed(`the data directory ${data} of k3s is not a path of the node`)
  const datastore = await datastoreOf(host, data, options.value.last('datastore-endpoint'))
  return datastore.status === 'observed'
    ? seen({ options: options.value, data, datastore: datastore.value })
    : datastore
}

/** Everything that its components depend on. */
export function k3sServer(host: Host): Promise<Look<K3sServer>> {
  return host.shared('k3s', readServer)
}

async function readServer(host: Host): Promise<Look<K3sServer>> {
  const [found, state] = [k3sProcess(host), await k3sState(host)]
  if (!found) return { status: 'absent' }
  if (state.status !== 'observed') return state
  const { options, data } = state.value
  if (isOn(options.last('rootless'))) return failed('what a k3s of a user tells its components is not known')
  const defaults = await host.root.read(kubeletDefaults(data))
  const version = await kubeletVersion(host, found.process)
  const least = version.value ?? (defaults.status === 'observed' ? '1.32' : undefined)
  if (least === undefined) return failed(`which version of k3s runs cannot be told: ${version.unknown}`)
  if (!isAtLeast(least, oldest)) return failed(`what k3s ${least} tells its components is not known`)
  const bytes = defaults.status === 'observed' ? defaults.value.bytes : undefined
  return seen({
    ...{ ...state.value, version: least, exact: version.value != null },
    ipv6: isIpv6(options.all('node-ip')[0], bytes),
  })
}

/** An etcd of its own leaves its configuration; without one k3s keeps the cluster in a file, unless it is told where. */
async function datastoreOf(
  host: Host,
  data: string,
  endpoint: K3sOption | undefined,
): Promise<Look<K3sServer['datastore']>> {
  if (endpoint) return seen('other')
  const path = posix.join(data, etcdConfig)
  const look = await host.root.lstat(path)
  if (look.status === 'denied' || look.status === 'failed') return { ...look, reason: `${path}: ${look.reason}` }
  return seen(look.status === 'observed' ? 'etcd' : 'sqlite')
}

/** By the address that is given, else by what k3s wrote for the kubelet at its start. */
function isIpv6(given: K3sOption | undefined, defaults: Uint8Array | undefined): boolean | undefined {
  if (given) return given.value.split(',')[0]?.includes(':')
  const parsed = defaults && parseKubernetesYaml(defaults)
  const root =
    parsed?.ok && parsed.root.value instanceof Map ? (parsed.root.value as ReadonlyMap<string, YamlNode>) : undefined
  const address = root?.get('healthzBindAddress')?.value
  return typeof address === 'string' ? address.includes(':') : undefined
}

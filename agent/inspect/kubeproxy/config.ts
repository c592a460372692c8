// KubeProxyConfiguration, kubeproxy.config.k8s.io/v1alpha1, as of 1.36: a file that takes the place of most flags. What it
// does not know it passes over, and of a key that stands twice the last counts (loadConfig in cmd/kube-proxy/app).
import { kubeProxyFlags } from '../../../proto/catalogue/kubeproxy.ts'
import type { Plain } from '../../../proto/value.ts'
import { bindScope } from '../../parse/bindaddress.ts'
import { parseKubernetesYaml } from '../../parse/kubernetesyaml.ts'
import type { YamlNode } from '../../parse/yamlnode.ts'
import { DoesNotLoad, type Fields, type Sourced, winsOver } from '../kubelet/sourced.ts'

/** Flag → the field that sets the same. */
const fieldOf: Readonly<Record<string, string>> = {
  'bind-address': 'bindAddress',
  'bind-address-hard-fail': 'bindAddressHardFail',
  'cluster-cidr': 'clusterCIDR',
  'detect-local-mode': 'detectLocalMode',
  'feature-gates': 'featureGates',
  'healthz-bind-address': 'healthzBindAddress',
  'hostname-override': 'hostnameOverride',
  'iptables-localhost-nodeports': 'iptables.localhostNodePorts',
  'ipvs-strict-arp': 'ipvs.strictARP',
  kubeconfig: 'clientConnection.kubeconfig',
  'masquerade-all': 'iptables.masqueradeAll',
  'metrics-bind-address': 'metricsBindAddress',
  'nodeport-addresses': 'nodePortAddresses',
  'oom-score-adj': 'oomScoreAdj',
  profiling: 'enableProfiling',
  'proxy-mode': 'mode',
}

/** Flags that count beside a file. */
export const flagsBesideFile: ReadonlySet<string> = new Set([
  ...['config', 'master', 'hostname-override', 'cleanup', 'init-only', 'write-config-to', 'help', 'version'],
  ...['v', 'vmodule', 'logging-format', 'log-flush-frequency', 'log-json-info-buffer-size', 'log-json-split-stream'],
  ...['log-text-info-buffer-size', 'log-text-split-stream', 'boot-id-file', 'machine-id-file'],
])

const names: ReadonlySet<string> = new Set([
  ...['apiVersion', 'kind', ...Object.values(fieldOf).map((path) => path.split('.')[0] as string)],
  ...['configSyncPeriod', 'conntrack', 'detectLocal', 'logging', 'nftables', 'portRange', 'windowsRunAsService'],
  ...['showHiddenMetricsForVersion', 'winkernel', 'udpIdleTimeout'],
])

/**
 * Puts the settings of the file into those of the flags. Throws DoesNotLoad for what kube-proxy ends on. Returns what it
 * only warns of.
 */
export function applyConfig(fields: Fields, path: string, bytes: Uint8Array): string[] {
  const parsed = parseKubernetesYaml(bytes)
  if (!parsed.ok) throw new DoesNotLoad(`file ${path}${parsed.line ? `:${parsed.line}` : ''}: ${parsed.reason}`)
  const root = mapOf(parsed.root, path)
  checkKind(root, path)
  const warnings = [
    ...[...root]
      .filter(([key]) => !names.has(key))
      .map(([key, { line }]) => `file ${path}:${line}: unknown field "${key}"`),
    ...parsed.duplicates.map(({ key, line }) => `file ${path}:${line}: key "${key}" is already set`),
  ]
  const mode = nodeAt(parsed.root, ['mode'], path)?.value
  for (const { path: flag } of kubeProxyFlags) {
    const name = flag === 'masquerade-all' && mode === 'nftables' ? 'nftables.masqueradeAll' : fieldOf[flag]
    const before = fields.get(flag)
    if (name === undefined || !before) continue
    const node = nodeAt(parsed.root, name.split('.'), path)
    const value = node && decode(node, flag, name, path)
    const written = value === undefined || isEmpty(value) ? undefined : { value, source: `file ${path}:${node?.line}` }
    fields.set(flag, joined(flag, before, written, fields))
  }
  return warnings
}

interface Written {
  readonly value: Plain
  readonly source: string
}

/** The name of the node is the one thing that a flag sets beside a file. */
function joined(flag: string, before: Sourced, written: Written | undefined, fields: Fields): Sourced {
  if (flag === 'hostname-override' && before.set && before.value !== '')
    return { ...before, overridden: [...before.overridden, ...(written ? [written] : [])] }
  return written ? { ...written, set: true, overridden: winsOver(before) } : defaultOf(flag, before, fields)
}

/** Empty texts and lists count as not set. */
function isEmpty(value: Plain): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0)
}

function checkKind(root: ReadonlyMap<string, YamlNode>, path: string): void {
  const [kind, version] = [root.get('kind')?.value, root.get('apiVersion')?.value]
  if (typeof kind !== 'string' || kind === '') throw new DoesNotLoad(`file ${path}: Object 'Kind' is missing`)
  if (kind !== 'KubeProxyConfiguration' || version !== 'kubeproxy.config.k8s.io/v1alpha1')
    throw new DoesNotLoad(`file ${path}: no kind "${kind}" is registered for version "${version ?? ''}"`)
}

function mapOf(node: YamlNode, path: string): ReadonlyMap<string, YamlNode> {
  if (node.value instanceof Map) return node.value as ReadonlyMap<string, YamlNode>
  throw new DoesNotLoad(`file ${path}:${node.line}: cannot unmarshal into an object`)
}

function nodeAt(node: YamlNode, keys: readonly string[], path: string): YamlNode | undefined {
  const [key, ...rest] = keys
  if (node.value === null) return undefined
  if (key === undefined) return node
  const next = mapOf(node, path).get(key)
  return next && nodeAt(next, rest, path)
}

function decode(node: YamlNode, flag: string, name: string, path: string): Plain {
  const type = kubeProxyFlags.find((each) => each.path === flag)?.type
  const { value } = node
  if (type === 'list' && Array.isArray(value)) return value.map((each: YamlNode) => scalar(each, 'string', name, path))
  if (type === 'object' && value instanceof Map) {
    const entries = [...(value as ReadonlyMap<string, YamlNode>)]
    return Object.fromEntries(entries.map(([key, each]) => [key, scalar(each, 'boolean', `${name}.${key}`, path)]))
  }
  return scalar(node, type === 'bool' ? 'boolean' : type === 'int' ? 'number' : 'string', name, path)
}

function scalar(node: YamlNode, type: 'boolean' | 'number' | 'string', name: string, path: string): Plain {
  const { value } = node
  if (typeof value === type && (type !== 'number' || Number.isInteger(value))) return value as Plain
  const found = Array.isArray(value) ? 'array' : value instanceof Map ? 'object' : typeof value
  throw new DoesNotLoad(`file ${path}:${node.line}: ${name}: cannot unmarshal ${found} into ${type}`)
}

/** Where the node's address is one of IPv6, so are the addresses that are served. */
function defaultOf(flag: string, before: Sourced, fields: Fields): Sourced {
  const found = kubeProxyFlags.find((each) => each.path === flag)
  const isV6 = String(fields.get('bind-address')?.value ?? '').includes(':')
  const served: Readonly<Record<string, string>> = isV6
    ? { 'healthz-bind-address': '[::]:10256', 'metrics-bind-address': '[::1]:10249' }
    : {}
  const value = served[flag] ?? (found?.default as Plain)
  const source = served[flag] ? 'default (follows bindAddress)' : 'default (kube-proxy)'
  return { value, source, set: false, overridden: winsOver(before) }
}

/** An address without a port gets the usual one. */
export function withPort(address: string, port: number): string {
  if (address === '' || !isAddress(address)) return address
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}

function isAddress(text: string): boolean {
  return bindScope(text) !== 'name' && !/^localhost\.?$/i.test(text)
}

// What k3s tells its kubelet and kube-proxy by itself: pkg/daemons/agent/{agent,agent_linux}.go of k3s 1.27 to 1.36, and
// what k3s 1.28 and 1.35 logged (`Running kubelet …`).
import { posix } from 'node:path'
import { isAtLeast } from '../../kubelet/version.ts'
import type { K3sOptions } from './options.ts'
import {
  type BuiltIn,
  type BuiltIns,
  built,
  byServer,
  bySource,
  follows,
  isOn,
  joined,
  type K3sServer,
  loopback,
  nodeName,
  plain,
  ranges,
} from './values.ts'

/** kube-proxy. An agent gets the addresses of pods from its server. */
export function kubeProxyBuiltIns(server: K3sServer): BuiltIns {
  const { options, data } = server
  return built({
    'cluster-cidr': options.mode === 'agent' ? byServer : ranges(server, 'cluster-cidr', '10.42.0.0/16'),
    'healthz-bind-address': loopback(server),
    'hostname-override': nodeName(options),
    kubeconfig: plain(posix.join(data, 'agent/kubeproxy.kubeconfig')),
    'proxy-mode': plain('iptables'),
  })
}

/** The kubelet, which since 1.32 has most of it from a drop-in that k3s writes. */
export function kubeletBuiltIns(server: K3sServer): BuiltIns {
  const { options, data } = server
  const agent = posix.join(data, 'agent')
  const labels = options.all('node-label')
  return built({
    ...(isAtLeast(server.version, '1.32') ? kubeletOfFiles(server, agent) : kubeletOfFlags(server, agent)),
    'cloud-provider': cloudProvider(options),
    'hostname-override': nodeName(options),
    kubeconfig: plain(posix.join(agent, 'kubelet.kubeconfig')),
    'node-labels': options.mode === 'agent' && labels.length === 0 ? plain('') : follows(labels.at(-1), joined(labels)),
  })
}

function kubeletOfFiles(server: K3sServer, agent: string): Record<string, BuiltIn> {
  return {
    'config-dir': plain(posix.join(agent, 'etc/kubelet.conf.d')),
    ...readOnlyPort(server),
  }
}

/** From 1.32.4 on it is said by the flag: a file cannot hold a 0 there, and the flags' default was left. */
function readOnlyPort({ version, exact }: K3sServer): Record<string, BuiltIn> {
  const patch = Number(/^v?1\.32\.(\d+)/.exec(version)?.[1] ?? Number.NaN)
  if (!exact && Number.isNaN(patch) && !isAtLeast(version, '1.33')) return { 'read-only-port': bySource }
  return patch < 4 ? {} : { 'read-only-port': plain('0') }
}

function kubeletOfFlags({ options }: K3sServer, agent: string): Record<string, BuiltIn> {
  const ofNode = ['cgroup-driver', 'cluster-dns', 'cluster-domain', 'resolv-conf', 'healthz-bind-address', 'address']
  const protects = options.last('protect-kernel-defaults')
  return {
    ...Object.fromEntries(ofNode.map((name) => [name, byServer])),
    'anonymous-auth': plain('false'),
    'authentication-token-webhook': plain('true'),
    'authorization-mode': plain('Webhook'),
    'client-ca-file': plain(posix.join(agent, 'client-ca.crt')),
    'container-runtime-endpoint': byServer,
    'eviction-hard': plain('imagefs.available<5%,nodefs.available<5%'),
    'eviction-minimum-reclaim': plain('imagefs.available=10%,nodefs.available=10%'),
    'fail-swap-on': plain('false'),
    'pod-manifest-path': plain(posix.join(agent, 'pod-manifests')),
    ...(isOn(protects) && { 'protect-kernel-defaults': follows(protects, 'true') }),
    'read-only-port': plain('0'),
    'serialize-image-pulls': plain('false'),
    'tls-cert-file': plain(posix.join(agent, 'serving-kubelet.crt')),
    'tls-private-key-file': plain(posix.join(agent, 'serving-kubelet.key')),
  }
}

function cloudProvider(options: K3sOptions): BuiltIn | undefined {
  if (options.mode === 'agent') return byServer
  return isOn(options.last('disable-cloud-controller')) ? undefined : plain('external')
}

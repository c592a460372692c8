import { openHost } from '../../agent/host/host.ts'
import { kubeProxy } from '../../agent/inspect/kubeproxy.ts'
import type { KubeProxyFact } from '../../proto/index.ts'
import { shown } from './etcd.ts'
import { type HostSpec, makeHost, type ProcessSpec } from './host.ts'

export const config = '/var/lib/kube-proxy/config.conf'
export const header = 'apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\n'
/** A file of a cluster that kubeadm made; it is only in the container, from a ConfigMap. */
export const kubeadm = `${header}bindAddress: 0.0.0.0
clientConnection:
  kubeconfig: /var/lib/kube-proxy/kubeconfig.conf
  qps: 0
clusterCIDR: 10.244.0.0/16
enableProfiling: false
healthzBindAddress: ""
metricsBindAddress: ""
mode: ""
nodePortAddresses: null
`

export function lookAtKubeProxy(spec: HostSpec) {
  return kubeProxy.inspect(openHost(makeHost(spec)))
}

export interface Given {
  readonly args?: readonly string[]
  /** The configuration after its first two lines. With one, --config is given. */
  readonly file?: string
  readonly files?: HostSpec['files']
  readonly process?: Partial<ProcessSpec>
}

export function nodeOf({ args = [], file, files = {}, process = {} }: Given): HostSpec {
  const given = file === undefined ? args : [`--config=${config}`, ...args]
  return {
    files: { ...files, ...(file !== undefined && { [config]: header + file }) },
    processes: [{ pid: 7, argv: ['/usr/bin/kube-proxy', ...given], ...process }],
  }
}

export async function factOf(given: Given | HostSpec): Promise<KubeProxyFact> {
  const observation = await lookAtKubeProxy('processes' in given ? given : nodeOf(given as Given))
  if (observation.status !== 'observed') throw new Error(JSON.stringify(observation))
  return observation.fact
}

export function setting(fact: KubeProxyFact, path: string): unknown {
  return shown(fact.settings?.find((each) => each.path === path))
}

/** Value and source of each conclusion, sorted by name. */
export function scopes(fact: KubeProxyFact): unknown[] {
  return (fact.conclusions ?? []).map(shown)
}

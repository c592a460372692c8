// Which kube-proxy is the node's own.
import type { Host } from '../../host/host.ts'
import { nameOf, type Process } from '../../host/proc.ts'

/** A pod's control group, of either driver. */
const podGroup = /pod(?:[0-9a-f]{32}|[0-9a-f]{8}(?:[-_][0-9a-f]{4}){3}[-_][0-9a-f]{12})(?=[./]|$)/g

/**
 * The node's own kube-proxies, by pid. Most run in an ordinary pod of a DaemonSet, as those of a cluster within a pod may
 * seem to: but the node's own is in the node's network.
 */
export function kubeProxyProcesses(host: Host): Process[] {
  const all = host.proc.processes()
  if (all.status !== 'observed') return []
  return all.value.filter((each) => nameOf(each) === 'kube-proxy' && (!each.contained() || isNodes(host, each)))
}

function isNodes(host: Host, process: Process): boolean {
  const [own, network] = [nodeNetwork(host), process.network()]
  if (own !== undefined && network.status === 'observed') return network.value === own
  // Where networks cannot be told: one that is in a pod, and in no pod or container within that.
  const groups = process.controlGroups()
  if (groups.status !== 'observed') return false
  const lines = groups.value.split('\n').map((line) => line.match(podGroup)?.length ?? 0)
  return Math.max(...lines) === 1 && !/[0-9a-f]{64}.*pod/.test(groups.value)
}

/** The kubelet is in the node's network even where process 1 is another machine's. */
function nodeNetwork(host: Host): string | undefined {
  const kubelet = host.proc.named('kubelet')[0]?.network()
  if (kubelet?.status === 'observed') return kubelet.value
  const first = host.proc.link('1/ns/net')
  return first.status === 'observed' ? first.value : undefined
}

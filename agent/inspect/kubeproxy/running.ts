// Which kube-proxy is the node's own.
import type { Host } from '../../host/host.ts'
import { type Look, seen } from '../../host/look.ts'
import { nameOf, type Process } from '../../host/proc.ts'
import type { Running } from '../controlplane/running.ts'
import { embeddedRunning } from '../embedded/running.ts'

/** A pod's control group, of either driver. */
const podGroup = /pod(?:[0-9a-f]{32}|[0-9a-f]{8}(?:[-_][0-9a-f]{4}){3}[-_][0-9a-f]{12})(?=[./]|$)/g

/** The node's own kube-proxies with their arguments: processes by pid, else the one that is part of another program. */
export async function runningKubeProxies(host: Host): Promise<Running[]> {
  const own = nodesOwn(host, 'kube-proxy').map((process) => ({ process, args: argumentsOf(process) }))
  const wrapped = nodesOwn(host, 'hyperkube').flatMap((process): Running[] => {
    const args = argumentsOf(process)
    const isProxy = args.status === 'observed' && /^(kube-)?proxy$/.test(args.value[0] ?? '')
    return isProxy ? [{ process, args: seen(args.value.slice(1)) }] : []
  })
  if (own.length + wrapped.length > 0) return [...own, ...wrapped]
  const embedded = await embeddedRunning(host, 'kube-proxy')
  return embedded ? [embedded] : []
}

function argumentsOf(process: Process): Look<readonly string[]> {
  const argv = process.argv()
  return argv.status === 'observed' ? seen(argv.value.slice(1)) : argv
}

/**
 * The node's own processes of that name, by pid. Most kube-proxies run in an ordinary pod of a DaemonSet, as those of a cluster within a pod may
 * seem to: but the node's own is in the node's network.
 */
function nodesOwn(host: Host, name: string): Process[] {
  const all = host.proc.processes()
  if (all.status !== 'observed') return []
  return all.value.filter((each) => nameOf(each) === name && (!each.foreign() || isNodes(host, each)))
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

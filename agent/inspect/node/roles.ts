import type { Gap } from '../../../proto/index.ts'
import type { Host } from '../../host/host.ts'
import { componentProcesses } from '../components.ts'
import { firstArgument } from '../distribution/signs.ts'
import { kubeletProcesses } from '../kubelet/process.ts'

export interface Roles {
  /** `control-plane`, `etcd`, `worker`; sorted. */
  readonly roles: string[]
  /** What they were concluded from, without anything that a restart changes. */
  readonly source: string
  /** Places of manifests that could not be listed. */
  readonly gaps: readonly Gap[]
}

/** Where kubeadm, k3s and RKE2 keep the manifests of static pods. */
export const manifestPlaces = [
  '/etc/kubernetes/manifests',
  '/var/lib/rancher/k3s/agent/pod-manifests',
  '/var/lib/rancher/rke2/agent/pod-manifests',
] as const

/** Component → the role of the node that runs it. */
const roleOf: Readonly<Record<string, string>> = { etcd: 'etcd', 'kube-apiserver': 'control-plane' }

/**
 * What the node is for: by the components that run, else by their manifests (the component may just not be running), else
 * a worker when there is a kubelet.
 */
export async function findRoles(host: Host): Promise<Roles> {
  const embedded = (await k3sRoles(host)) ?? kubeliteRoles(host)
  if (embedded) return embedded
  const running = Object.keys(roleOf).filter((name) => componentProcesses(host, name).length > 0)
  if (running.length > 0) return { roles: rolesOf(running), source: plural('process', 'processes', running), gaps: [] }
  const { manifests, gaps } = await findManifests(host)
  if (manifests.length > 0) {
    const names = manifests.map((path) => componentOf(path.slice(path.lastIndexOf('/') + 1)) as string)
    return { roles: rolesOf(names), source: plural('static pod', 'static pods', manifests), gaps }
  }
  if (kubeletProcesses(host).length > 0) return { roles: ['worker'], source: 'process kubelet', gaps }
  return { roles: [], source: 'no process of Kubernetes', gaps }
}

function rolesOf(components: readonly string[]): string[] {
  return [...new Set(components.map((name) => roleOf[name] as string))].sort()
}

function plural(one: string, many: string, names: readonly string[]): string {
  return `${names.length === 1 ? one : many} ${names.join(', ')}`
}

/** k3s has all components in one process: `k3s server` or `k3s agent`. */
async function k3sRoles(host: Host): Promise<Roles | undefined> {
  for (const process of host.proc.named('k3s', 'k3s-server', 'k3s-agent')) {
    const command = firstArgument(process)
    if (command === 'agent') return { roles: ['worker'], source: 'process k3s agent', gaps: [] }
    if (command !== 'server') continue
    const etcd = await host.root.stat('/var/lib/rancher/k3s/server/db/etcd')
    const roles = etcd.status === 'observed' ? ['control-plane', 'etcd'] : ['control-plane']
    return { roles, source: 'process k3s server', gaps: [] }
  }
  return undefined
}

/** microk8s has all components in kubelite, and on a worker tells it to leave the control plane out. Its database is dqlite. */
function kubeliteRoles(host: Host): Roles | undefined {
  const [process] = host.proc.named('kubelite')
  const argv = process?.argv()
  if (argv?.status !== 'observed') return undefined
  const isWorker = argv.value.some((each) => /^--start-control-plane=(false|f|0)$/i.test(each))
  return { roles: [isWorker ? 'worker' : 'control-plane'], source: 'process kubelite', gaps: [] }
}

/** Live manifests of the components that make a role, one of each. */
async function findManifests(host: Host): Promise<{ manifests: string[]; gaps: Gap[] }> {
  const found = new Map<string, string>()
  const gaps: Gap[] = []
  for (const place of manifestPlaces) {
    const entries = await host.root.list(place)
    if (entries.status === 'absent') continue
    if (entries.status !== 'observed') gaps.push({ path: place, reason: entries.reason })
    else
      for (const { name } of entries.value) {
        const component = componentOf(name)
        if (component && !found.has(component)) found.set(component, `${place}/${name}`)
      }
  }
  return { manifests: [...found.values()].sort(), gaps }
}

/** The kubelet runs every file whose name does not begin with a dot; kubeadm names it after the component. */
function componentOf(file: string): string | undefined {
  return Object.keys(roleOf).find((name) => new RegExp(`^${name}([.~]|$)`).test(file))
}

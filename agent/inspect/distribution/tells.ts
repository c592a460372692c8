// What gives a distribution of Kubernetes away: facts as its own installer writes them.
import type { Sign, Signs } from './signs.ts'

/** Names of distributions, as facts and benchmarks have them. */
export const distributions = [
  'aks',
  'eks',
  'gke',
  'k0s',
  'k3s',
  'kind',
  'kubeadm',
  'microk8s',
  'minikube',
  'openshift',
  'rke',
  'rke2',
  'talos',
] as const

export type Distribution = (typeof distributions)[number]

/** One thing that is seen only on nodes of one distribution. Pure. */
export interface Tell {
  readonly distribution: Distribution
  /** What runs comes before what lies there: files of an earlier installation stay behind. */
  readonly by: 'process' | 'file'
  see(signs: Signs): Sign | undefined
}

export const tells: readonly Tell[] = [
  runs('k3s', /^(k3s|k3s-server|k3s-agent) (server|agent)\b/),
  runs('rke2', /^rke2 (server|agent)\b/),
  runs('k0s', /^k0s (controller|worker)\b/),
  runs('microk8s', /^kubelite\b/),
  kubeletIs('gke', /^\/home\/kubernetes\/bin\//),
  kubeletIs('rke2', /^\/var\/lib\/rancher\/rke2\//),
  kubeletIs('k0s', /^\/var\/lib\/k0s\/bin\//),
  kubeletIs('minikube', /^\/var\/lib\/minikube\/binaries\//),
  told('kind', 'provider-id', /^kind:\/\//),
  told('k0s', 'root-dir', /^\/var\/lib\/k0s\/kubelet$/),
  told('rke', 'kubeconfig', /^\/etc\/kubernetes\/ssl\/kubecfg-kube-node\.yaml$/),
  told('talos', 'kubeconfig', /^\/etc\/kubernetes\/kubeconfig-kubelet$/),
  told('openshift', 'config-dir', /^\/etc\/openshift\//),
  told('eks', 'image-credential-provider-config', /^\/etc\/eks\//),
  told('aks', 'tls-cert-file', /^\/etc\/kubernetes\/certs\/kubeletserver\.crt$/),
  told('kubeadm', 'kubeconfig', /^\/etc\/kubernetes\/kubelet\.conf$/),
  labelled('eks', /^(eks\.amazonaws\.com|alpha\.eksctl\.io)\//),
  labelled('gke', /^cloud\.google\.com\/gke-/),
  labelled('aks', /^kubernetes\.azure\.com\//),
  labelled('openshift', /^node\.openshift\.io\//),
  released('talos', 'ID', /^talos$/),
  released('openshift', 'OPENSHIFT_VERSION', /./),
  released('eks', 'VARIANT_ID', /^aws-k8s-/),
  lies('k3s', '/etc/systemd/system/k3s.service'),
  lies('k3s', '/etc/systemd/system/k3s-agent.service'),
  lies('k3s', '/var/lib/rancher/k3s'),
  lies('rke2', '/var/lib/rancher/rke2'),
  lies('rke', '/opt/rke'),
  lies('k0s', '/var/lib/k0s'),
  lies('microk8s', '/var/snap/microk8s/current'),
  lies('eks', '/etc/eks'),
  lies('gke', '/home/kubernetes/kubelet-config.yaml'),
  lies('aks', '/etc/kubernetes/azure.json'),
  lies('kind', '/kind/version'),
  lies('minikube', '/var/lib/minikube'),
  lies('kubeadm', '/var/lib/kubelet/kubeadm-flags.env'),
]

/** Files whose being there tells something. */
export const tellingFiles: readonly string[] = tells.flatMap((each) => ('path' in each ? [each.path as string] : []))

/** Flags of the kubelet whose values are asked for. */
export const tellingFlags: readonly string[] = [
  ...new Set(['node-labels', ...tells.flatMap((each) => ('flag' in each ? [each.flag as string] : []))]),
]

/**
 * Distributions that are made of another one: its signs are theirs too, and the outer one is what the node is. kind and
 * minikube call kubeadm.
 */
export const madeOf: Partial<Record<Distribution, Distribution>> = { kind: 'kubeadm', minikube: 'kubeadm' }

/** A program of the node, by its name and its first argument. */
function runs(distribution: Distribution, pattern: RegExp): Tell {
  const see = ({ programs }: Signs) => {
    const found = programs.map((each) => pattern.exec(each)?.[0]).find((each) => each !== undefined)
    return found === undefined ? undefined : { seen: found, where: 'processes' }
  }
  return { distribution, by: 'process', see }
}

/** Where the kubelet's program is. Distributions that bring another one than the system's have it in a place of their own. */
function kubeletIs(distribution: Distribution, pattern: RegExp): Tell {
  const see = ({ kubelet }: Signs) =>
    pattern.test(kubelet.executable) ? { seen: kubelet.executable, where: 'executable of the kubelet' } : undefined
  return { distribution, by: 'process', see }
}

/** What a flag of the kubelet says. */
function told(distribution: Distribution, flag: string, pattern: RegExp): Tell & { flag: string } {
  const see = ({ kubelet }: Signs) => {
    const value = kubelet.flags.get(flag)
    return value !== undefined && pattern.test(value)
      ? { seen: value, where: `flag --${flag} of the kubelet` }
      : undefined
  }
  return { distribution, by: 'process', flag, see }
}

/** A label that the kubelet gives its node: the name, without what it says. */
function labelled(distribution: Distribution, pattern: RegExp): Tell {
  const see = ({ kubelet }: Signs) => {
    const labels = (kubelet.flags.get('node-labels') ?? '').split(',')
    const name = labels.map((each) => each.split('=')[0] ?? '').find((each) => pattern.test(each))
    return name === undefined ? undefined : { seen: name, where: 'flag --node-labels of the kubelet' }
  }
  return { distribution, by: 'process', see }
}

/** What the operating system calls itself: some are made for one distribution alone. */
function released(distribution: Distribution, variable: string, pattern: RegExp): Tell {
  const see = ({ release }: Signs) => {
    const value = release.variables.get(variable)
    return value !== undefined && pattern.test(value)
      ? { seen: `${variable}=${value}`, where: `file ${release.path}` }
      : undefined
  }
  return { distribution, by: 'file', see }
}

function lies(distribution: Distribution, path: string): Tell & { path: string } {
  const see = ({ files }: Signs) => (files.has(path) ? { seen: path, where: 'files' } : undefined)
  return { distribution, by: 'file', path, see }
}

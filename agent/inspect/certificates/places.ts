import { posix } from 'node:path'
import type { Host } from '../../host/host.ts'
import { matchesPattern } from '../../parse/sshd/glob.ts'
import type { Found, Missing, Pointer } from './pointer.ts'

interface Place {
  readonly glob: string
  readonly format: Pointer['format']
}

/**
 * Where distributions keep certificates. Only names that are in use: timestamped files beside a `-current` link are
 * what the kubelet left behind, and directories like `pki/expired` are not entered.
 */
export const usualPlaces: readonly Place[] = [
  // kubeadm, kind, EKS, Bottlerocket
  ...pem('/etc/kubernetes/pki/*.crt', '/etc/kubernetes/pki/etcd/*.crt'),
  ...['admin', 'super-admin', 'controller-manager', 'scheduler', 'kubelet', 'bootstrap-kubelet', 'kube-proxy'].flatMap(
    (name) => kubeconfig(`/etc/kubernetes/${name}.conf`),
  ),
  ...kubeconfig('/var/lib/kubelet/kubeconfig', '/etc/kubernetes/kubelet/kubeconfig', '/etc/kubernetes/kubeconfig'),
  ...kubeconfig('/etc/kubernetes/kubelet/bootstrap-kubeconfig', '/var/lib/kubelet/bootstrap-kubeconfig'),
  // The kubelet
  ...['kubelet-client-current.pem', 'kubelet-server-current.pem', 'kubelet.crt'].flatMap((name) =>
    pem(`/var/lib/kubelet/pki/${name}`),
  ),
  // GKE
  ...pem('/etc/srv/kubernetes/pki/*.crt'),
  ...kubeconfig('/var/lib/kube-proxy/kubeconfig'),
  // AKS, OpenShift, Kubespray, RKE1
  ...pem('/etc/kubernetes/certs/*.crt', '/etc/kubernetes/kubelet-ca.crt'),
  ...pem('/etc/kubernetes/static-pod-resources/*/secrets/*/*.crt'),
  ...pem('/etc/kubernetes/static-pod-certs/secrets/*/*.crt', '/etc/ssl/etcd/ssl/*.pem', '/etc/kubernetes/ssl/*.pem'),
  ...kubeconfig('/etc/kubernetes/ssl/kubecfg-*.yaml'),
  // k3s, RKE2
  ...['k3s', 'rke2'].flatMap((name) => rancher(name)),
  // microk8s, k0s, minikube
  ...pem('/var/snap/microk8s/current/certs/*.crt', '/var/snap/microk8s/current/var/kubernetes/backend/cluster.crt'),
  ...kubeconfig('/var/snap/microk8s/current/credentials/*.config'),
  ...pem('/var/lib/k0s/pki/*.crt', '/var/lib/k0s/pki/etcd/*.crt'),
  ...pem('/var/lib/k0s/kubelet/pki/kubelet-client-current.pem', '/var/lib/k0s/kubelet/pki/kubelet-server-current.pem'),
  ...kubeconfig('/var/lib/k0s/pki/*.conf', '/var/lib/k0s/kubelet.conf', '/var/lib/k0s/kubelet-bootstrap.conf'),
  ...pem('/var/lib/minikube/certs/*.crt', '/var/lib/minikube/certs/etcd/*.crt'),
  ...kubeconfig('/var/lib/minikube/kubeconfig'),
  // Talos
  ...['kubernetes', 'kubernetes/*', 'etcd', 'kubelet'].flatMap((name) => pem(`/system/secrets/${name}/*.crt`)),
  ...kubeconfig('/system/secrets/kubernetes/*/kubeconfig', '/etc/kubernetes/kubeconfig-kubelet'),
  ...kubeconfig('/etc/kubernetes/bootstrap-kubeconfig'),
  // etcd on a machine of its own
  ...pem('/etc/etcd/*.crt', '/etc/etcd/pki/*.crt'),
]

function pem(...globs: string[]): Place[] {
  return globs.map((glob) => ({ glob, format: 'pem' }))
}

function kubeconfig(...globs: string[]): Place[] {
  return globs.map((glob) => ({ glob, format: 'kubeconfig' }))
}

function rancher(name: string): Place[] {
  const base = `/var/lib/rancher/${name}`
  return [
    ...pem(`${base}/server/tls/*.crt`, `${base}/server/tls/etcd/*.crt`, `${base}/agent/*.crt`),
    ...kubeconfig(
      `${base}/server/cred/*.kubeconfig`,
      `${base}/agent/*.kubeconfig`,
      `/etc/rancher/${name}/${name}.yaml`,
    ),
  ]
}

/** The directories that are listed for them, as globs. */
export const usualDirectories: readonly string[] = [
  ...new Set(
    usualPlaces.flatMap(({ glob }) => [...glob.matchAll(/\/[^/]*\*/g)].map(({ index }) => glob.slice(0, index))),
  ),
]

/** Most files that one glob may name. */
const maxFiles = 1000

/** What lies in usual places. */
export async function usualPointers(host: Host): Promise<Found> {
  const pointers: Pointer[] = []
  const gaps = new Map<string, Missing>()
  const missing: Miss = (path, reason, denied = false) => gaps.set(path, { path, reason, denied })
  for (const { glob, format } of usualPlaces) {
    const paths = await expand(host, glob, missing)
    if (paths.length > maxFiles) missing(posix.dirname(glob), `more than the ${maxFiles} files that are read`)
    for (const path of paths.slice(0, maxFiles))
      pointers.push({ path, format, foundBy: 'usual place', named: false, optional: true })
  }
  return { pointers, gaps: [...gaps.values()] }
}

type Miss = (path: string, reason: string, denied?: boolean) => void

/** The paths that are there. Only directories with stars are listed. */
async function expand(host: Host, glob: string, missing: Miss): Promise<string[]> {
  let paths = ['']
  const parts = glob.split('/').slice(1)
  for (const part of parts) {
    const next = paths.map(async (path) =>
      part.includes('*') ? matching(host, path, part, missing) : [`${path}/${part}`],
    )
    paths = (await Promise.all(next)).flat()
  }
  if (parts.at(-1)?.includes('*')) return paths
  const there = await Promise.all(paths.map((path) => isThere(host, path, missing)))
  return paths.filter((_, at) => there[at])
}

async function matching(host: Host, directory: string, pattern: string, missing: Miss): Promise<string[]> {
  const look = await host.root.list(directory)
  if (look.status === 'observed') {
    const names = look.value
      .map(({ name }) => name)
      .filter((name) => !name.startsWith('.') && matchesPattern(name, pattern))
    return names.map((name) => `${directory}/${name}`)
  }
  if (look.status !== 'absent' && !(await isFile(host, directory)))
    missing(directory, look.reason, look.status === 'denied')
  return []
}

async function isFile(host: Host, path: string): Promise<boolean> {
  const look = await host.root.stat(path)
  return look.status === 'observed' && look.value.type === 'file'
}

async function isThere(host: Host, path: string, missing: Miss): Promise<boolean> {
  const look = await host.root.lstat(path)
  if (look.status === 'denied' || look.status === 'failed')
    missing(posix.dirname(path), look.reason, look.status === 'denied')
  return look.status === 'observed'
}

import { type Candidate, type FileRole, usualPlace } from './roles.ts'

/** Files that are looked at where they are: kubeadm's paths, then those of k3s and RKE2, then the system's. */
const usualFiles: readonly (readonly [role: FileRole, ...paths: string[]])[] = [
  ['kubelet-environment', '/var/lib/kubelet/kubeadm-flags.env', '/etc/default/kubelet', '/etc/sysconfig/kubelet'],
  ['kubelet-config', '/var/lib/kubelet/config.yaml'],
  ['kubelet-kubeconfig', '/etc/kubernetes/kubelet.conf', ...rancher('agent/kubelet.kubeconfig')],
  ['kubelet-client-ca', ...rancher('agent/client-ca.crt')],
  ['kubelet-tls-certificate', ...rancher('agent/serving-kubelet.crt')],
  ['kubelet-tls-key', ...rancher('agent/serving-kubelet.key')],
  ['super-admin-kubeconfig', '/etc/kubernetes/super-admin.conf'],
  [
    'admin-kubeconfig',
    ...rancher('server/cred/admin.kubeconfig'),
    '/etc/rancher/k3s/k3s.yaml',
    '/etc/rancher/rke2/rke2.yaml',
  ],
  [
    'controller-manager-kubeconfig',
    '/etc/kubernetes/controller-manager.conf',
    ...rancher('server/cred/controller.kubeconfig'),
  ],
  ['scheduler-kubeconfig', '/etc/kubernetes/scheduler.conf', ...rancher('server/cred/scheduler.kubeconfig')],
  ['kube-proxy-kubeconfig', '/etc/kubernetes/kube-proxy.conf', ...rancher('agent/kubeproxy.kubeconfig')],
  ['cloud-config', '/etc/kubernetes/azure.json', '/etc/kubernetes/cloud.conf'],
  ['etcd-data-directory', '/var/lib/etcd', ...rancher('server/db/etcd')],
  [
    'container-runtime-config',
    '/etc/containerd/config.toml',
    '/etc/crio/crio.conf',
    '/etc/docker/daemon.json',
    ...rancher('agent/etc/containerd/config.toml'),
  ],
  [
    'container-runtime-socket',
    '/run/containerd/containerd.sock',
    '/run/crio/crio.sock',
    '/run/docker.sock',
    '/run/cri-dockerd.sock',
    '/run/k3s/containerd/containerd.sock',
  ],
  ['sshd-config', '/etc/ssh/sshd_config', '/usr/etc/ssh/sshd_config'],
  ['passwd', '/etc/passwd'],
  ['shadow', '/etc/shadow'],
  ['group', '/etc/group'],
  ['gshadow', '/etc/gshadow'],
  ['sudoers', '/etc/sudoers'],
]

/** Directories whose entries of these names are looked at. */
export interface UsualDirectory {
  readonly directory: string
  readonly role: FileRole
  readonly names: RegExp
  /** The role of the directory itself, when it has one. */
  readonly itself?: FileRole
}

const any = /^[^.]/
/** Where systemd looks for units, the first wins: systemd.unit(5). */
const unitPlaces = [
  '/etc/systemd/system',
  '/run/systemd/system',
  '/usr/local/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/lib/systemd/system',
]

export const usualDirectories: readonly UsualDirectory[] = [
  ...unitPlaces.flatMap((place): UsualDirectory[] => [
    { directory: place, role: 'kubelet-service', names: /^kubelet\.service$/ },
    { directory: `${place}/kubelet.service.d`, role: 'kubelet-service', names: /\.conf$/ },
  ]),
  ...rancher('agent/etc/kubelet.conf.d').map(
    (directory): UsualDirectory => ({ directory, role: 'kubelet-config-drop-in', names: /\.conf$/ }),
  ),
  ...['/etc/cni/net.d', ...rancher('agent/etc/cni/net.d')].map(
    (directory): UsualDirectory => ({ directory, role: 'cni-config', names: any, itself: 'cni-directory' }),
  ),
  { directory: '/etc/containerd/conf.d', role: 'container-runtime-config', names: /\.toml$/ },
  { directory: '/etc/crio/crio.conf.d', role: 'container-runtime-config', names: any },
  { directory: '/etc/ssh/sshd_config.d', role: 'sshd-config-drop-in', names: /\.conf$/ },
  { directory: '/usr/etc/ssh/sshd_config.d', role: 'sshd-config-drop-in', names: /\.conf$/ },
  { directory: '/etc/ssh', role: 'ssh-host-key', names: /^ssh_host_.*_key$/ },
  { directory: '/etc/ssh', role: 'ssh-host-public-key', names: /^ssh_host_.*_key\.pub$/ },
  // sudoers(5): names that hold a dot or end in a tilde are left out.
  { directory: '/etc/sudoers.d', role: 'sudoers-drop-in', names: /^[^.]*[^.~]$/ },
]

/** Directories of static pods, where the kubelet names none. */
export const usualStaticPods: readonly string[] = ['/etc/kubernetes/manifests', ...rancher('agent/pod-manifests')]

/** Trees of certificates and keys. */
export const pkiTrees: readonly string[] = ['/etc/kubernetes/pki', ...rancher('server/tls')]

/** Where a control plane that kubeadm made keeps the administrator's kubeconfig. */
export const adminKubeconfig = '/etc/kubernetes/admin.conf'

/** The usual places of single files. Only those that exist are told. */
export function usualCandidates(): Candidate[] {
  return usualFiles.flatMap(([role, ...paths]) => paths.map((path) => ({ path, role, foundBy: usualPlace })))
}

function rancher(path: string): string[] {
  return ['k3s', 'rke2'].map((name) => `/var/lib/rancher/${name}/${path}`)
}

import type { Place } from '../sight.ts'

/** What a file is for → one sentence about it. Every role that the fact can name. */
export const fileRoles = {
  'kubelet-service': 'A unit that starts the kubelet, or a drop-in of it.',
  'kubelet-environment': 'A file whose variables become arguments of the kubelet.',
  'component-arguments': 'A file whose lines become arguments of a component of the control plane.',
  'distribution-config':
    "The configuration of the distribution's own program; it may hold the token to join the cluster.",
  'kubelet-config': "The kubelet's configuration.",
  'kubelet-config-drop-in': "A drop-in of the kubelet's configuration, or the directory of them.",
  'kubelet-kubeconfig': 'The kubeconfig with which the kubelet speaks to the API server.',
  'kubelet-bootstrap-kubeconfig': 'The kubeconfig with which a kubelet asks for its first certificate.',
  'kubelet-client-ca': 'The authority whose certificates the kubelet accepts from clients.',
  'kubelet-tls-certificate': 'The certificate that the kubelet serves.',
  'kubelet-tls-key': 'The private key of the certificate that the kubelet serves.',
  'static-pod-directory': 'The directory whose every file the kubelet runs as a pod.',
  'static-pod-manifest': 'A static pod that is none of the control plane.',
  'kube-apiserver-manifest': 'The static pod of the API server.',
  'kube-controller-manager-manifest': 'The static pod of the controller manager.',
  'kube-scheduler-manifest': 'The static pod of the scheduler.',
  'etcd-manifest': 'The static pod of etcd.',
  'etcd-data-directory': 'The directory in which etcd keeps the whole state of the cluster.',
  'etcd-wal-directory': 'The directory of the write-ahead log of etcd.',
  'admin-kubeconfig': "The administrator's kubeconfig.",
  'super-admin-kubeconfig': 'The kubeconfig that bypasses the rules of access.',
  'controller-manager-kubeconfig': 'The kubeconfig of the controller manager.',
  'scheduler-kubeconfig': 'The kubeconfig of the scheduler.',
  'kube-proxy-kubeconfig': 'The kubeconfig of kube-proxy.',
  'cloud-config': 'The configuration of the cloud provider, with its credentials.',
  'pki-directory': 'A directory of certificates and keys.',
  'pki-certificate': 'A certificate of the cluster.',
  'pki-key': 'A private key of the cluster.',
  'pki-file': 'Another file beside certificates and keys.',
  'cni-directory': 'The directory of the network configuration.',
  'cni-config': 'A network configuration of containers.',
  'container-runtime-config': 'A configuration of the container runtime.',
  'container-runtime-socket': 'The socket of the container runtime: who may write to it is root.',
  'sshd-config': 'The configuration of sshd.',
  'sshd-config-drop-in': 'A drop-in of the configuration of sshd.',
  'ssh-host-key': 'A private key by which the machine proves to be itself.',
  'ssh-host-public-key': 'The public part of a host key.',
  passwd: 'The accounts.',
  shadow: 'The hashes of passwords.',
  group: 'The groups.',
  gshadow: 'The hashes of the passwords of groups.',
  sudoers: 'Who may run what as whom.',
  'sudoers-drop-in': 'A drop-in of sudoers.',
} as const

export type FileRole = keyof typeof fileRoles

/** A path to look at, and why. */
export interface Candidate {
  readonly path: string
  readonly role: FileRole
  /** The flag or setting that names it, or `usual place`. */
  readonly foundBy: string
  /** A running process was told to use exactly this path: then its absence is a fault, and told. */
  readonly named?: true
  /** Its absence is told although nothing names it. */
  readonly expected?: true
  /** The process in whose container the path is meant, or may be, and what is said where that cannot be looked into. */
  readonly container?: { readonly pid: number } & Pick<Place, 'unseen' | 'otherwise'>
}

/** How a path that nothing names was found. */
export const usualPlace = 'usual place'

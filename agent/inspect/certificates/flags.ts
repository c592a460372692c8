// Which flags of the control plane name certificates and keys. Source: the components' own references, v1.36.

/** A flag that names certificates. */
export interface CertificateFlag {
  readonly flag: string
  readonly role: string
  /** The flag that names the private key. */
  readonly key?: string
}

export interface ComponentFlags {
  readonly component: string
  readonly certificates: readonly CertificateFlag[]
  /** Flags that name kubeconfigs. */
  readonly kubeconfigs: readonly string[]
  /** The flag of a configuration whose `clientConnection.kubeconfig` names one. */
  readonly configuration?: string
}

const serving: CertificateFlag = { flag: 'tls-cert-file', role: 'serving', key: 'tls-private-key-file' }
const clientCa: CertificateFlag = { flag: 'client-ca-file', role: 'client-ca' }
const requestheaderCa: CertificateFlag = { flag: 'requestheader-client-ca-file', role: 'requestheader-ca' }
const delegated = ['authentication-kubeconfig', 'authorization-kubeconfig', 'kubeconfig']

function signing(signer: string): CertificateFlag {
  const name = `cluster-signing-${signer}`
  return { flag: `${name}cert-file`, role: 'signing-ca', key: `${name}key-file` }
}

export const componentFlags: readonly ComponentFlags[] = [
  {
    component: 'kube-apiserver',
    certificates: [
      serving,
      clientCa,
      requestheaderCa,
      { flag: 'etcd-cafile', role: 'etcd-ca' },
      { flag: 'etcd-certfile', role: 'etcd-client', key: 'etcd-keyfile' },
      { flag: 'kubelet-certificate-authority', role: 'kubelet-ca' },
      { flag: 'kubelet-client-certificate', role: 'kubelet-client', key: 'kubelet-client-key' },
      { flag: 'proxy-client-cert-file', role: 'proxy-client', key: 'proxy-client-key-file' },
      { flag: 'oidc-ca-file', role: 'oidc-ca' },
    ],
    kubeconfigs: [],
  },
  {
    component: 'kube-controller-manager',
    certificates: [
      serving,
      clientCa,
      requestheaderCa,
      { flag: 'root-ca-file', role: 'root-ca' },
      ...['', 'kubelet-client-', 'kube-apiserver-client-'].map(signing),
      { ...signing('kubelet-serving-'), role: 'serving-signing-ca' },
      { ...signing('legacy-unknown-'), role: 'legacy-signing-ca' },
    ],
    kubeconfigs: delegated,
  },
  {
    component: 'kube-scheduler',
    certificates: [serving, clientCa, requestheaderCa],
    kubeconfigs: delegated,
    configuration: 'config',
  },
  { component: 'kube-proxy', certificates: [], kubeconfigs: ['kubeconfig'], configuration: 'config' },
]

/** Each names a pair, `a.crt,a.key`, and may have host names behind a colon. All components that serve TLS have it. */
export const sniFlag = 'tls-sni-cert-key'

/** Roles of certificates that are authorities by being named so: whoever is told to trust them does. */
export const authorityRoles: ReadonlySet<string> = new Set([
  'client-ca',
  'requestheader-ca',
  'etcd-ca',
  'kubelet-ca',
  'oidc-ca',
  'root-ca',
  'peer-ca',
  'server-ca',
])

const kubeconfigOwners = ['kubelet', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy']

/** `component role` of a certificate → those of the authorities by which its counterpart judges it. */
export const judgedBy: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['kubelet serving', ['kube-apiserver kubelet-ca']],
  ['kube-apiserver serving', kubeconfigOwners.map((component) => `${component} server-ca`)],
  ['kube-apiserver kubelet-client', ['kubelet client-ca']],
  ['kube-apiserver etcd-client', ['etcd client-ca']],
  ['kube-apiserver proxy-client', ['kube-apiserver requestheader-ca']],
  ['kube-controller-manager signing-ca', ['kube-apiserver client-ca']],
  ['etcd serving', ['kube-apiserver etcd-ca']],
  ['etcd peer', ['etcd peer-ca']],
  ...[...kubeconfigOwners, 'kubeconfig'].map(
    (component) => [`${component} client`, ['kube-apiserver client-ca']] as const,
  ),
])

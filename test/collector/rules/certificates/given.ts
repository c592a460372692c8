// Certificates, and the nodes that hold them: what the variants are made of.
import { onNode } from '../../../support/certificates.ts'
import type { HostSpec } from '../../../support/host.ts'
import { issue, kubeconfigOf, type Pair, type Request } from '../../../support/pki.ts'

/** When the answers are given. */
export const now = '2026-06-01T00:00:00Z'
const made = new Map<string, Pair>()
export const pair = (name: string) => made.get(name) as Pair
export const cert = (name: string) => pair(name).cert
export const key = (name: string) => pair(name).key

const week = { notBefore: '2026-05-01T00:00:00Z', notAfter: '2026-05-31T00:00:00Z' }
const both = ['serverAuth', 'clientAuth'] as const
/** Name → certificate; those that are signed stand behind their authority. */
const requests: Readonly<Record<string, Omit<Request, 'by' | 'keys'> & { by?: string; keys?: string }>> = {
  ca: { name: 'CN=kubernetes', ca: true },
  'other ca': { name: 'CN=kubernetes', ca: true },
  'renewed ca': { name: 'CN=etcd-ca', ca: true, keys: 'ca', serial: '77' },
  'front ca': { name: 'CN=front-proxy-ca', ca: true },
  'ended ca': { name: 'CN=kubernetes', ca: true, ...week },
  'ca without signing': { name: 'CN=kubernetes', ca: true, keyUsages: ['digitalSignature'] },
  'ca with SHA-1': { name: 'CN=old', ca: true, hash: 'SHA-1' },
  'lowest ca': { name: 'CN=lowest', ca: true, pathLength: 0 },
  'below lowest': { name: 'CN=below', ca: true, by: 'lowest ca' },
  leaf: { name: 'CN=s', by: 'ca', hosts: ['10.0.0.5'], usages: ['serverAuth'] },
  'ended yesterday': { name: 'CN=s', by: 'ca', ...week },
  'in two hours': { name: 'CN=s', by: 'ca', notBefore: '2026-06-01T02:00:00Z' },
  'in three minutes': { name: 'CN=s', by: 'ca', notBefore: '2026-06-01T00:03:00Z' },
  'in two days': { name: 'CN=s', by: 'ca', notBefore: '2026-06-03T00:00:00Z' },
  'ends now': { name: 'CN=s', by: 'ca', notAfter: now },
  '9 of 100 days left': { name: 'CN=s', by: 'ca', notBefore: '2026-03-02T00:00:00Z', notAfter: '2026-06-10T00:00:00Z' },
  '11 of 100 days left': {
    ...{ name: 'CN=s', by: 'ca', notBefore: '2026-03-04T00:00:00Z', notAfter: '2026-06-12T00:00:00Z' },
  },
  'of one day': { name: 'CN=s', by: 'ca', notBefore: '2026-05-31T12:00:00Z', notAfter: '2026-06-01T12:00:00Z' },
  forever: { name: 'CN=s', by: 'ca', notAfter: '9999-12-31T23:59:59Z' },
  '398 days': { name: 'CN=s', by: 'ca', notBefore: '2026-01-01T00:00:00Z', notAfter: '2027-02-03T00:00:00Z' },
  '399 days': { name: 'CN=s', by: 'ca', notBefore: '2026-01-01T00:00:00Z', notAfter: '2027-02-04T00:00:00Z' },
  rsa: { name: 'CN=s', by: 'ca', algorithm: 'rsa' },
  'curve of 521': { name: 'CN=s', by: 'ca', algorithm: 'p521' },
  edwards: { name: 'CN=s', by: 'ca', algorithm: 'ed25519' },
  'signed with SHA-1': { name: 'CN=s', by: 'ca', hash: 'SHA-1' },
  'for clients': { name: 'CN=c', by: 'ca', hosts: ['10.0.0.5'], usages: ['clientAuth'] },
  'for both': { name: 'CN=c', by: 'ca', hosts: ['10.0.0.5'], usages: both },
  'of a name alone': { name: 'CN=localhost', by: 'ca' },
  'of all names': { name: 'CN=s', by: 'ca', hosts: ['*.example.org'] },
  'serving authority': { name: 'CN=s', by: 'ca', ca: true, hosts: ['10.0.0.5'] },
  'signs certificates': { name: 'CN=s', by: 'ca', keyUsages: ['digitalSignature', 'keyCertSign'] },
  'signs handshakes': { name: 'CN=s', by: 'ca', keyUsages: ['digitalSignature', 'keyEncipherment'] },
  'encrypts only': { name: 'CN=s', by: 'ca', keyUsages: ['keyEncipherment'] },
  'of the API server': { name: 'CN=a', by: 'ca', hosts: ['10.0.0.1', '10.96.0.1', 'kubernetes.default.svc'] },
  'of the API server, IPv6': { name: 'CN=a', by: 'ca', hosts: ['fd00::5', 'fd00:1::1', 'Kubernetes.Default.svc'] },
  'by its namesake': { name: 'CN=p', by: 'other ca' },
  'by the front': { name: 'CN=front-proxy-client', by: 'front ca', usages: ['clientAuth'] },
  node: { name: 'CN=system:node:n1, O=system:nodes', by: 'ca', usages: ['clientAuth'] },
  'node, near its end': {
    ...{ name: 'CN=system:node:n1, O=system:nodes', by: 'ca', usages: ['clientAuth'] as const },
    ...{ notBefore: '2026-03-02T00:00:00Z', notAfter: '2026-06-10T00:00:00Z' },
  },
  'node, ended': { name: 'CN=system:node:n1, O=system:nodes', by: 'ca', usages: ['clientAuth'], ...week },
  master: { name: 'CN=kubernetes-admin, O=system:masters', by: 'ca', usages: ['clientAuth'] },
  admin: { name: 'CN=kubernetes-admin, O=kubeadm:cluster-admins', by: 'ca', usages: ['clientAuth'] },
  'by itself': { name: 'CN=n1@1700000000', hosts: ['n1'], usages: ['serverAuth'] },
}
/** Makes all of them, once. */
export async function makeCertificates(): Promise<void> {
  for (const [name, { by, keys, ...request }] of Object.entries(requests)) {
    const signer = by === undefined ? {} : { by: pair(by) }
    made.set(name, await issue({ ...request, ...signer, ...(keys === undefined ? {} : { keys: pair(keys) }) }))
  }
}

export type Files = NonNullable<HostSpec['files']>
export interface Variant {
  readonly name: string
  readonly node: () => HostSpec
  readonly rules: Readonly<Record<string, string>>
}

/** An API server with this certificate, and more flags. */
export function apiServer(text: string, files: Files = {}, ...flags: string[]): HostSpec {
  const argv = ['kube-apiserver', '--tls-cert-file=/pki/s.crt', ...flags]
  return { files: { '/etc/os-release': 'ID=x\n', '/pki/s.crt': text, ...files }, processes: [onNode(5, ...argv)] }
}

/** Etcd with this certificate for its clients. */
export function etcd(text: string, ...flags: string[]): HostSpec {
  const argv = ['etcd', '--cert-file=/pki/e.crt', '--key-file=/pki/e.key', ...flags]
  return { files: { '/etc/os-release': 'ID=x\n', '/pki/e.crt': text }, processes: [onNode(6, ...argv)] }
}

/** A kubelet as kubeadm starts it. */
export function kubelet(files: Files, config = ''): HostSpec {
  const text = `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n${config}`
  const argv = ['kubelet', '--kubeconfig=/etc/kubernetes/kubelet.conf', '--config=/var/lib/kubelet/config.yaml']
  return {
    files: { '/etc/os-release': 'ID=x\n', '/var/lib/kubelet/config.yaml': text, ...files },
    processes: [onNode(7, ...argv)],
  }
}

export const authority = '/pki/ca.crt'
export const current = '/var/lib/kubelet/pki/kubelet-client-current.pem'
export const dated = '/var/lib/kubelet/pki/kubelet-client-2026-01-01-00-00-00.pem'
export const windows = (text: string) => text.replaceAll('\n', '\r\n')
export const nodeConfig = () =>
  kubeconfigOf(`certificate-authority-data: ${pair('ca').certData}`, 'n', [
    `client-certificate: ${current}`,
    `client-key: ${current}`,
  ])

/** One certificate of the API server → outcomes. */
export const serving = (name: string, rules: Variant['rules']): Variant => ({
  name,
  node: () => apiServer(cert(name)),
  rules,
})

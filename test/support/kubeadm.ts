import { type HostSpec, loadSpec, withMore } from './host.ts'
import { issue, kubeconfig, kubeconfigOf, type Pair } from './pki.ts'

/** The certificates of a control plane as kubeadm makes them. */
export interface KubeadmPki {
  readonly ca: Pair
  readonly etcdCa: Pair
  readonly frontProxyCa: Pair
  readonly apiserver: Pair
  readonly apiserverKubeletClient: Pair
  readonly apiserverEtcdClient: Pair
  readonly frontProxyClient: Pair
  readonly etcdServer: Pair
  readonly etcdPeer: Pair
  readonly kubeletClient: Pair
  readonly kubeletCa: Pair
  readonly kubelet: Pair
  readonly admin: Pair
  readonly controllerManager: Pair
  readonly scheduler: Pair
}

export async function makePki(): Promise<KubeadmPki> {
  const ca = await issue({ name: 'CN=kubernetes', ca: true, algorithm: 'rsa' })
  const etcdCa = await issue({ name: 'CN=etcd-ca', ca: true })
  const frontProxyCa = await issue({ name: 'CN=front-proxy-ca', ca: true })
  const kubeletCa = await issue({ name: 'CN=cp-1-ca@1763700030', ca: true })
  const client = (name: string, by = ca) => issue({ name, by, usages: ['clientAuth'] })
  const both = { usages: ['serverAuth', 'clientAuth'], hosts: ['cp-1', '127.0.0.1'], by: etcdCa } as const
  return {
    ca,
    etcdCa,
    frontProxyCa,
    kubeletCa,
    apiserver: await issue({
      name: 'CN=kube-apiserver',
      by: ca,
      usages: ['serverAuth'],
      hosts: ['kubernetes.default.svc', '10.96.0.1'],
    }),
    apiserverKubeletClient: await client('CN=kube-apiserver-kubelet-client, O=kubeadm:cluster-admins'),
    apiserverEtcdClient: await client('CN=kube-apiserver-etcd-client', etcdCa),
    frontProxyClient: await client('CN=front-proxy-client', frontProxyCa),
    etcdServer: await issue({ name: 'CN=cp-1', ...both }),
    etcdPeer: await issue({ name: 'CN=cp-1', ...both, serial: '02' }),
    kubeletClient: await client('O=system:nodes, CN=system:node:cp-1'),
    kubelet: await issue({ name: 'CN=cp-1@1763700030', by: kubeletCa, usages: ['serverAuth'], hosts: ['cp-1'] }),
    admin: await client('CN=kubernetes-admin, O=kubeadm:cluster-admins'),
    controllerManager: await client('CN=system:kube-controller-manager'),
    scheduler: await client('CN=system:kube-scheduler'),
  }
}

const pki = '/etc/kubernetes/pki'
export const stored = '/var/lib/kubelet/pki/kubelet-client-2025-11-21-04-40-31.pem'

/** The control plane node of `test/hosts` with real certificates in the place of its placeholders. */
export function kubeadmNode(made: KubeadmPki, more: HostSpec = {}): HostSpec {
  const pairs = {
    ca: made.ca,
    apiserver: made.apiserver,
    'apiserver-kubelet-client': made.apiserverKubeletClient,
    'apiserver-etcd-client': made.apiserverEtcdClient,
    'front-proxy-ca': made.frontProxyCa,
    'front-proxy-client': made.frontProxyClient,
    'etcd/ca': made.etcdCa,
    'etcd/server': made.etcdServer,
    'etcd/peer': made.etcdPeer,
    'etcd/healthcheck-client': made.apiserverEtcdClient,
  }
  const files = Object.entries(pairs).flatMap(([name, { cert, key }]) => [
    [`${pki}/${name}.crt`, cert],
    [`${pki}/${name}.key`, key],
  ])
  const current = 'client-certificate: /var/lib/kubelet/pki/kubelet-client-current.pem'
  const currentKey = 'client-key: /var/lib/kubelet/pki/kubelet-client-current.pem'
  const base = loadSpec('kubeadm-control-plane')
  return withMore(withMore(base, { files: Object.fromEntries(files) }), {
    ...more,
    files: {
      [stored]: made.kubeletClient.combined,
      '/var/lib/kubelet/pki/kubelet.crt': made.kubelet.cert + made.kubeletCa.cert,
      '/var/lib/kubelet/pki/kubelet.key': made.kubelet.key,
      '/etc/kubernetes/admin.conf': kubeconfig(made.ca, 'kubernetes-admin', made.admin),
      '/etc/kubernetes/super-admin.conf': kubeconfig(made.ca, 'kubernetes-super-admin', made.admin),
      '/etc/kubernetes/controller-manager.conf': kubeconfig(
        made.ca,
        'system:kube-controller-manager',
        made.controllerManager,
      ),
      '/etc/kubernetes/scheduler.conf': kubeconfig(made.ca, 'system:kube-scheduler', made.scheduler),
      '/etc/kubernetes/kubelet.conf': kubeconfigOf(
        `certificate-authority-data: ${made.ca.certData}`,
        'system:node:cp-1',
        [current, currentKey],
      ),
      ...more.files,
    },
  })
}

// Where each distribution of Kubernetes keeps its files, for what no running process names.
import type { Distribution } from '../distribution/tells.ts'
import type { FileRole } from './roles.ts'

export interface Places {
  readonly files?: readonly (readonly [role: FileRole, ...paths: string[]])[]
  /** Directories whose entries are looked at. */
  readonly directories?: readonly UsualDirectory[]
  /** Directories of static pods. */
  readonly staticPods?: readonly string[]
  /** Trees of certificates and keys. */
  readonly pki?: readonly string[]
  /** Where its control plane keeps the administrator's kubeconfig. */
  readonly admin?: string
}

/** A directory whose entries of these names are looked at. */
export interface UsualDirectory {
  readonly directory: string
  readonly role: FileRole
  readonly names: RegExp
  /** The role of the directory itself, when it has one. */
  readonly itself?: FileRole
}

/** Every entry whose name does not begin with a dot. */
export const any = /^[^.]/

/** kubeadm's come first: where nothing tells the distribution, a path is for what kubeadm has it for. */
export const placesOf: Readonly<Record<Distribution, Places>> = {
  kubeadm: {
    files: [
      ['kubelet-environment', '/var/lib/kubelet/kubeadm-flags.env', '/etc/default/kubelet', '/etc/sysconfig/kubelet'],
      ['kubelet-config', '/var/lib/kubelet/config.yaml'],
      ['kubelet-kubeconfig', '/etc/kubernetes/kubelet.conf'],
      ['super-admin-kubeconfig', '/etc/kubernetes/super-admin.conf'],
      ['controller-manager-kubeconfig', '/etc/kubernetes/controller-manager.conf'],
      ['scheduler-kubeconfig', '/etc/kubernetes/scheduler.conf'],
      ['kube-proxy-kubeconfig', '/etc/kubernetes/kube-proxy.conf'],
      ['cloud-config', '/etc/kubernetes/cloud.conf'],
      ['etcd-data-directory', '/var/lib/etcd'],
    ],
    directories: [cni('/etc/cni/net.d')],
    staticPods: ['/etc/kubernetes/manifests'],
    pki: ['/etc/kubernetes/pki'],
    admin: '/etc/kubernetes/admin.conf',
  },
  kind: { admin: '/etc/kubernetes/admin.conf' },
  minikube: {
    files: [
      ['admin-kubeconfig', '/var/lib/minikube/kubeconfig'],
      ['etcd-data-directory', '/var/lib/minikube/etcd'],
    ],
    pki: ['/var/lib/minikube/certs'],
    admin: '/etc/kubernetes/admin.conf',
  },
  k3s: rancher('k3s'),
  rke2: rancher('rke2'),
  rke: {
    files: [
      ['kubelet-kubeconfig', '/etc/kubernetes/ssl/kubecfg-kube-node.yaml'],
      ['controller-manager-kubeconfig', '/etc/kubernetes/ssl/kubecfg-kube-controller-manager.yaml'],
      ['scheduler-kubeconfig', '/etc/kubernetes/ssl/kubecfg-kube-scheduler.yaml'],
      ['kube-proxy-kubeconfig', '/etc/kubernetes/ssl/kubecfg-kube-proxy.yaml'],
      ['kubelet-client-ca', '/etc/kubernetes/ssl/kube-ca.pem'],
    ],
    pki: ['/etc/kubernetes/ssl'],
  },
  k0s: {
    files: [
      ['distribution-config', '/etc/k0s/k0s.yaml'],
      ['kubelet-config', '/run/k0s/kubelet/config.yaml', '/var/lib/k0s/kubelet-config.yaml'],
      ['kubelet-kubeconfig', '/var/lib/k0s/kubelet.conf'],
      ['kubelet-bootstrap-kubeconfig', '/var/lib/k0s/kubelet-bootstrap.conf'],
      ['controller-manager-kubeconfig', '/var/lib/k0s/pki/ccm.conf'],
      ['scheduler-kubeconfig', '/var/lib/k0s/pki/scheduler.conf'],
      ['etcd-data-directory', '/var/lib/k0s/etcd'],
      ['container-runtime-config', '/etc/k0s/containerd.toml'],
      ['container-runtime-socket', '/run/k0s/containerd.sock'],
    ],
    pki: ['/var/lib/k0s/pki'],
    admin: '/var/lib/k0s/pki/admin.conf',
  },
  microk8s: {
    files: [
      ['kubelet-kubeconfig', '/var/snap/microk8s/current/credentials/kubelet.config'],
      ['controller-manager-kubeconfig', '/var/snap/microk8s/current/credentials/controller.config'],
      ['scheduler-kubeconfig', '/var/snap/microk8s/current/credentials/scheduler.config'],
      ['kube-proxy-kubeconfig', '/var/snap/microk8s/current/credentials/proxy.config'],
      ['container-runtime-config', '/var/snap/microk8s/current/args/containerd.toml'],
      ['container-runtime-socket', '/var/snap/microk8s/common/run/containerd.sock'],
    ],
    directories: [
      { directory: '/var/snap/microk8s/current/args', role: 'kubelet-environment', names: /^kubelet$/ },
      {
        directory: '/var/snap/microk8s/current/args',
        role: 'component-arguments',
        names: /^(kube-|kubelite|etcd|k8s-)/,
      },
      cni('/var/snap/microk8s/current/args/cni-network'),
    ],
    pki: ['/var/snap/microk8s/current/certs'],
    admin: '/var/snap/microk8s/current/credentials/client.config',
  },
  eks: {
    files: [
      ['kubelet-environment', '/etc/eks/kubelet/environment'],
      [
        'kubelet-config',
        '/etc/kubernetes/kubelet/kubelet-config.json',
        '/etc/kubernetes/kubelet/config.json',
        '/etc/kubernetes/kubelet/config',
      ],
      ['kubelet-kubeconfig', '/var/lib/kubelet/kubeconfig', '/etc/kubernetes/kubelet/kubeconfig'],
      ['kubelet-bootstrap-kubeconfig', '/etc/kubernetes/kubelet/bootstrap-kubeconfig'],
      ['kubelet-client-ca', '/etc/kubernetes/pki/ca.crt'],
    ],
    directories: [dropIns('/etc/kubernetes/kubelet/config.json.d')],
    staticPods: ['/etc/kubernetes/static-pods'],
  },
  gke: {
    files: [
      ['kubelet-config', '/home/kubernetes/kubelet-config.yaml', '/etc/kubernetes/kubelet-config.yaml'],
      ['kubelet-kubeconfig', '/var/lib/kubelet/kubeconfig'],
      ['kubelet-bootstrap-kubeconfig', '/var/lib/kubelet/bootstrap-kubeconfig'],
      ['kube-proxy-kubeconfig', '/var/lib/kube-proxy/kubeconfig'],
      ['kubelet-client-ca', '/etc/srv/kubernetes/pki/ca-certificates.crt'],
    ],
    pki: ['/etc/srv/kubernetes/pki'],
  },
  aks: {
    files: [
      ['cloud-config', '/etc/kubernetes/azure.json'],
      ['kubelet-config', '/etc/default/kubeletconfig.json'],
      ['kubelet-kubeconfig', '/var/lib/kubelet/kubeconfig'],
      ['kubelet-bootstrap-kubeconfig', '/var/lib/kubelet/bootstrap-kubeconfig'],
      ['kubelet-client-ca', '/etc/kubernetes/certs/ca.crt'],
      ['kubelet-tls-certificate', '/etc/kubernetes/certs/kubeletserver.crt'],
      ['kubelet-tls-key', '/etc/kubernetes/certs/kubeletserver.key'],
    ],
    pki: ['/etc/kubernetes/certs'],
  },
  openshift: {
    files: [
      [
        'kubelet-environment',
        '/etc/kubernetes/kubelet-env',
        '/etc/kubernetes/kubelet-workaround',
        '/etc/node-sizing.env',
      ],
      // kubeadm has a kubeconfig of this name.
      ['kubelet-config', '/etc/kubernetes/kubelet.conf'],
      ['kubelet-kubeconfig', '/var/lib/kubelet/kubeconfig'],
      ['kubelet-bootstrap-kubeconfig', '/etc/kubernetes/kubeconfig'],
      ['kubelet-client-ca', '/etc/kubernetes/kubelet-ca.crt'],
      ['etcd-data-directory', '/var/lib/etcd'],
    ],
    directories: [dropIns('/etc/openshift/kubelet.conf.d'), cni('/etc/kubernetes/cni/net.d')],
    staticPods: ['/etc/kubernetes/manifests'],
    pki: ['/etc/kubernetes/static-pod-resources', '/etc/kubernetes/static-pod-certs'],
  },
  talos: {
    files: [
      ['kubelet-config', '/etc/kubernetes/kubelet.yaml'],
      ['kubelet-kubeconfig', '/etc/kubernetes/kubeconfig-kubelet'],
      ['kubelet-bootstrap-kubeconfig', '/etc/kubernetes/bootstrap-kubeconfig'],
      ['kubelet-client-ca', '/etc/kubernetes/pki/ca.crt'],
      ['controller-manager-kubeconfig', '/system/secrets/kubernetes/kube-controller-manager/kubeconfig'],
      ['scheduler-kubeconfig', '/system/secrets/kubernetes/kube-scheduler/kubeconfig'],
      ['etcd-data-directory', '/var/lib/etcd'],
    ],
    pki: ['/system/secrets/kubernetes', '/system/secrets/etcd'],
  },
}

function cni(directory: string): UsualDirectory {
  return { directory, role: 'cni-config', names: any, itself: 'cni-directory' }
}

function dropIns(directory: string): UsualDirectory {
  return { directory, role: 'kubelet-config-drop-in', names: /\.conf$/ }
}

/** k3s and RKE2 have the same places below directories of their own. */
function rancher(name: string): Places {
  const base = `/var/lib/rancher/${name}`
  return {
    files: [
      ['distribution-config', `/etc/rancher/${name}/config.yaml`],
      ['kubelet-kubeconfig', `${base}/agent/kubelet.kubeconfig`],
      ['kubelet-client-ca', `${base}/agent/client-ca.crt`],
      ['kubelet-tls-certificate', `${base}/agent/serving-kubelet.crt`],
      ['kubelet-tls-key', `${base}/agent/serving-kubelet.key`],
      ['admin-kubeconfig', `${base}/server/cred/admin.kubeconfig`],
      ['controller-manager-kubeconfig', `${base}/server/cred/controller.kubeconfig`],
      ['scheduler-kubeconfig', `${base}/server/cred/scheduler.kubeconfig`],
      ['kube-proxy-kubeconfig', `${base}/agent/kubeproxy.kubeconfig`],
      ['etcd-data-directory', `${base}/server/db/etcd`],
      ['container-runtime-config', `${base}/agent/etc/containerd/config.toml`],
      ['container-runtime-socket', '/run/k3s/containerd/containerd.sock'],
    ],
    directories: [
      { directory: `/etc/rancher/${name}/config.yaml.d`, role: 'distribution-config', names: /\.ya?ml$/ },
      dropIns(`${base}/agent/etc/kubelet.conf.d`),
      cni(`${base}/agent/etc/cni/net.d`),
    ],
    staticPods: [`${base}/agent/pod-manifests`],
    pki: [`${base}/server/tls`],
    admin: `/etc/rancher/${name}/${name}.yaml`,
  }
}

import { expect, test } from 'vitest'
import { openHost } from '../../../../agent/host/host.ts'
import { usualPointers } from '../../../../agent/inspect/certificates/places.ts'
import { makeHost } from '../../../support/host.ts'

test.each<[string, string, 'pem' | 'kubeconfig']>([
  ['kubeadm', '/etc/kubernetes/pki/etcd/server.crt', 'pem'],
  ['EKS', '/var/lib/kubelet/kubeconfig', 'kubeconfig'],
  ['Bottlerocket', '/etc/kubernetes/kubelet/bootstrap-kubeconfig', 'kubeconfig'],
  ['GKE', '/etc/srv/kubernetes/pki/ca-certificates.crt', 'pem'],
  ['GKE', '/var/lib/kube-proxy/kubeconfig', 'kubeconfig'],
  ['AKS', '/etc/kubernetes/certs/kubeletserver.crt', 'pem'],
  ['OpenShift', '/etc/kubernetes/static-pod-resources/etcd-certs/secrets/etcd-all-certs/etcd-peer-a.crt', 'pem'],
  ['RKE1', '/etc/kubernetes/ssl/kube-apiserver.pem', 'pem'],
  ['RKE1', '/etc/kubernetes/ssl/kubecfg-kube-node.yaml', 'kubeconfig'],
  ['RKE2', '/var/lib/rancher/rke2/server/tls/etcd/peer-ca.crt', 'pem'],
  ['k3s', '/etc/rancher/k3s/k3s.yaml', 'kubeconfig'],
  ['k0s', '/var/lib/k0s/pki/admin.conf', 'kubeconfig'],
  ['microk8s', '/var/snap/microk8s/current/certs/front-proxy-ca.crt', 'pem'],
  ['minikube', '/var/lib/minikube/certs/apiserver.crt', 'pem'],
  ['Talos', '/system/secrets/kubernetes/kube-apiserver/apiserver.crt', 'pem'],
  ['Talos', '/system/secrets/kubernetes/kube-scheduler/kubeconfig', 'kubeconfig'],
])('%s: %s', async (_, path, format) => {
  const { pointers } = await usualPointers(openHost(makeHost({ files: { [path]: '' } })))
  expect(pointers).toEqual([{ path, format, foundBy: 'usual place', named: false, optional: true }])
})

test('nothing lies on an empty node, and nothing is said of it', async () => {
  expect(await usualPointers(openHost(makeHost({})))).toEqual({ pointers: [], gaps: [] })
})

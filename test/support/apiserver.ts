import type { HostSpec, ProcessSpec } from './host.ts'

/** The cgroup of a static pod. */
export const staticPod = '0::/kubepods.slice/kubepods-pod8d4c3b2a1f0e9d8c7b6a5f4e3d2c1b0a.slice/cri-containerd-x.scope'

/** The node's own API server, process 7. */
export function apiServerWith(...args: string[]): ProcessSpec {
  return { pid: 7, argv: ['/usr/bin/kube-apiserver', ...args] }
}

/** The API server in the container of a static pod, process 7. */
export function containedApiServer(...args: string[]): ProcessSpec {
  return { ...apiServerWith(...args), cgroup: staticPod, nspid: [7, 1] }
}

export const manifestPath = '/etc/kubernetes/manifests/kube-apiserver.yaml'

/** A node on which the manifest is all that there is of the API server. */
export function apiServerManifest(args: readonly string[], more: HostSpec = {}): HostSpec {
  const command = ['kube-apiserver', ...args].map((each) => `    - ${JSON.stringify(each)}\n`).join('')
  const pod = `apiVersion: v1\nkind: Pod\nmetadata: {name: kube-apiserver, namespace: kube-system}\nspec:\n  containers:\n  - name: kube-apiserver\n    image: kube-apiserver\n    command:\n${command}`
  return { ...more, files: { [manifestPath]: pod, ...more.files } }
}

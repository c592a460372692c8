// What runs on the cluster to be seen.
import type { Cluster } from './cluster.ts'

/** Namespace of everything that scenarios start. */
export const workloads = 'merlon-e2e'

/** Programs of BusyBox: an image that the cluster's nodes have. */
const image = 'merlon.test/busybox:1'

/** A pod on one node that runs a shell script for as long as it is there. */
export function shellPod(name: string, node: string, script = 'sleep 100000'): object {
  return {
    ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: workloads } },
    spec: {
      ...{ nodeName: node, terminationGracePeriodSeconds: 0, automountServiceAccountToken: false },
      containers: [{ name: 'main', image, imagePullPolicy: 'Never', command: ['/bin/sh', '-c', script] }],
    },
  }
}

/** Starts pods and waits until they run. */
export async function start(cluster: Cluster, ...pods: readonly object[]): Promise<void> {
  await cluster.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: workloads } })
  await cluster.apply(...pods)
  await cluster.kubectl(['-n', workloads, 'wait', '--for=condition=Ready', 'pod', '--all', '--timeout=100s'])
}

/** Runs a script in a pod. */
export function inside(cluster: Cluster, pod: string, script: string): Promise<string> {
  return cluster.kubectl(['-n', workloads, 'exec', pod, '--', '/bin/sh', '-c', script])
}

export async function removeWorkloads(cluster: Cluster): Promise<void> {
  await cluster.kubectl(['delete', 'namespace', workloads, '--ignore-not-found'])
}

// What is on a node's file systems: for comparing before and after.
import type { Cluster } from './cluster.ts'

/** Where a running node and those who work on it write, and what is not kept; the volume of the collector is kept. */
const passing = [
  /^\/(proc|sys|run|dev|tmp|cluster)(\/|$)/,
  /^\/var\/(log|lib\/(containerd|etcd|cni)|lib\/kubelet\/(pods|device-plugins|pki))(\/|$)/,
  /^\/var\/lib\/kubelet\/(cpu|memory)_manager_state$/,
  /^\/(root\/\.(kube|cache|config)|var\/merlon-e2e|etc\/cni\/net\.d)(\/|$)/,
]
/** The instance that agents make. Others of this machine are others'. */
const instance = 'merlon'

/** Every path with mode, owner and type, and the trace instance of the node. */
export async function filesOf(cluster: Cluster, node: string): Promise<string[]> {
  const find = ['find', '/', '-mount', '-printf', '%p %m %U:%G %y\\n']
  // What goes away meanwhile makes it fail, and everything else is printed all the same.
  const { stdout } = await cluster.run(node, find)
  const instances = await cluster.on(node, ['ls', '/sys/kernel/tracing/instances'])
  const traces = instances.split('\n').filter((each) => each === instance)
  const lines = stdout
    .split('\n')
    .filter((line) => line !== '' && !passing.some((each) => each.test(line.split(' ')[0] ?? '')))
  return [...lines, ...traces.map((each) => `trace instance ${each}`)].sort()
}

/** What one has and the other has not. */
export function difference(before: readonly string[], after: readonly string[]): string[] {
  const [had, has] = [new Set(before), new Set(after)]
  return [
    ...after.filter((each) => !had.has(each)).map((each) => `+ ${each}`),
    ...before.filter((each) => !has.has(each)).map((each) => `- ${each}`),
  ]
}

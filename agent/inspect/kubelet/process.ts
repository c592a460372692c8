// Which processes are the node's own kubelet.
import type { Host } from '../../host/host.ts'
import type { Process } from '../../host/proc.ts'

/** Programs that become the kubelet when `kubelet` is their first argument: OpenShift's wrapper, and the old hyperkube. */
export const kubeletWrappers: readonly string[] = ['kubenswrapper', 'hyperkube']

/** The node's own kubelets, root's first: any user can call a program so, and only rootless nodes have another's. */
export function kubeletProcesses(host: Host): Process[] {
  const there = host.proc.named('kubelet', ...kubeletWrappers).filter((each) => each.argv().status !== 'absent')
  return there.filter((each) => !isWrapper(each) || wraps(each)).sort((a, b) => ownedBy(a) - ownedBy(b))
}

/** True for a process that has `kubelet` as its first argument because of a wrapper. */
export function isWrapper(process: Process): boolean {
  const argv = process.argv()
  return argv.status === 'observed' && kubeletWrappers.includes(baseOf(argv.value[0]))
}

function wraps(process: Process): boolean {
  const argv = process.argv()
  return argv.status === 'observed' && baseOf(argv.value[1]) === 'kubelet'
}

function baseOf(path = ''): string {
  return path.split('/').at(-1) ?? ''
}

function ownedBy(process: Process): number {
  const uid = process.uid()
  return uid.status === 'observed' && uid.value !== 0 ? 1 : 0
}

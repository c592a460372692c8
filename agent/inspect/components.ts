import type { Host } from '../host/host.ts'
import { type Look, seen } from '../host/look.ts'
import { nameOf, type Process } from '../host/proc.ts'
import { type FlagDefinition, parseGoFlags } from '../parse/goflags.ts'
import { attribute } from '../processes/attribution.ts'

/**
 * The control group of a static pod: the kubelet takes the MD5 of its manifest for its uid, 32 digits; a pod of the API
 * has a UUID with dashes (underscores where systemd names the group). What runs in such a pod, a nested control plane or
 * a program that only has the name, is none of the node's components.
 */
const staticPodGroup = /pod[0-9a-f]{32}([./]|$)/m

/** The node's own processes of a component: of the node itself, of a static pod or of a container beside pods, by pid. */
export function componentProcesses(host: Host, name: string): Process[] {
  const all = host.proc.processes()
  if (all.status !== 'observed') return []
  return all.value.filter((each) => nameOf(each) === name && isNodes(host, each))
}

function isNodes(host: Host, process: Process): boolean {
  return !process.foreign() || inStaticPod(host, process) || inNodeContainer(host, process)
}

/** RKE1 runs each component in a container that belongs to no pod and is in the node's network. */
function inNodeContainer(host: Host, process: Process): boolean {
  const [groups, init] = [process.controlGroups(), host.proc.read('1/cgroup')]
  if (groups.status !== 'observed') return false
  const { container, pod } = attribute(groups.value, init.status === 'observed' ? init.value.toString('latin1') : '')
  // Groups within the container are another node's.
  const isWhole = /[0-9a-f]{64}(\.scope)?$/m.test(groups.value)
  if (container === '' || pod !== '' || !isWhole) return false
  const [own, nodes] = [process.network(), host.proc.link('1/ns/net')]
  return own.status === 'observed' && nodes.status === 'observed' && own.value === nodes.value
}

function inStaticPod(host: Host, process: Process): boolean {
  const groups = host.proc.read(`${process.pid}/cgroup`)
  return groups.status === 'observed' && staticPodGroup.test(groups.value.toString('latin1'))
}

/**
 * The values of text flags on a process's command line, for components that use Go's flags; the last one of each counts.
 * Go's own package, which etcd uses, takes one dash for two.
 */
export function textFlags(process: Process, names: readonly string[]): Look<ReadonlyMap<string, string>> {
  const argv = process.argv()
  return argv.status === 'observed' ? seen(textValues(argv.value.slice(1), names)) : argv
}

/** The same for arguments behind the program's name. */
export function textValues(written: readonly string[], names: readonly string[]): ReadonlyMap<string, string> {
  const args = written.map((each) => each.replace(/^-(?=[a-z][a-z-]+)/, '--'))
  const definitions = names.map((name): FlagDefinition => ({ name, kind: 'string' }))
  const found = new Map<string, string>()
  for (const [name, occurrences] of parseGoFlags(args, definitions).occurrences) {
    const value = occurrences.at(-1)?.value
    if (typeof value === 'string') found.set(name, value)
  }
  return found
}

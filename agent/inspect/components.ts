import type { Host } from '../host/host.ts'
import type { Look } from '../host/look.ts'
import { nameOf, type Process } from '../host/proc.ts'
import { type FlagDefinition, parseGoFlags } from '../parse/goflags.ts'

/**
 * The control group of a static pod: the kubelet takes the MD5 of its manifest for its uid, 32 digits; a pod of the API
 * has a UUID with dashes (underscores where systemd names the group). What runs in such a pod, a nested control plane or
 * a program that only has the name, is none of the node's components.
 */
const staticPodGroup = /pod[0-9a-f]{32}([./]|$)/m

/** The node's own processes of a component: of the node itself or of a static pod, by pid. */
export function componentProcesses(host: Host, name: string): Process[] {
  const all = host.proc.processes()
  if (all.status !== 'observed') return []
  return all.value.filter((each) => nameOf(each) === name && (!each.contained() || inStaticPod(host, each)))
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
  if (argv.status !== 'observed') return argv
  const args = argv.value.slice(1).map((each) => each.replace(/^-(?=[a-z][a-z-]+)/, '--'))
  const definitions = names.map((name): FlagDefinition => ({ name, kind: 'string' }))
  const found = new Map<string, string>()
  for (const [name, occurrences] of parseGoFlags(args, definitions).occurrences) {
    const value = occurrences.at(-1)?.value
    if (typeof value === 'string') found.set(name, value)
  }
  return { status: 'observed', value: found }
}

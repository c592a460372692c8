import type { ContainersFact, Gap } from '../../proto/index.ts'
import { compare } from '../../proto/value.ts'
import type { Host } from '../host/host.ts'
import { type Look, why } from '../host/look.ts'
import { type Group, groupContainers } from './containers/group.ts'
import { hasEnded, membersOf, namespacesOf, rightsOf } from './containers/member.ts'
import { type Devices, mountFact, nodeMounts } from './containers/mounts.ts'
import { type Named, nameReads, openNames } from './containers/names.ts'
import { type Node, namespaceFact, rightsFact } from './containers/rights.ts'
import type { Inspector, Observation } from './inspector.ts'
import { listProcesses } from './processlist.ts'

type Container = NonNullable<ContainersFact['items']>[number]

/** What each running container may do, as the kernel sees it. */
export const containers: Inspector<'containers'> = {
  domain: 'containers',
  schema: 1,
  // A directory for each container would be one watch each. One shim starts with each pod of containerd.
  unwatched: true,
  processes: ['containerd-shim'],
  reads: [
    { glob: '/proc/*/cgroup', why: 'which processes are in a container' },
    { glob: '/proc/*/stat', why: 'which process of it was first' },
    { glob: '/proc/*/exe', why: 'what the first process runs' },
    { glob: '/proc/*/status', why: 'user, capabilities, seccomp' },
    { glob: '/proc/*/uid_map', why: 'whose root is root' },
    { glob: '/proc/*/attr/current', why: 'AppArmor profile or SELinux context' },
    { glob: '/proc/*/ns/*', why: 'which namespaces are those of the node' },
    { glob: '/proc/*/mountinfo', why: "which of the node's files are in it" },
    ...nameReads,
  ],
  inspect,
}

async function inspect(host: Host): Promise<Observation<ContainersFact>> {
  const list = listProcesses(host)
  if (list.status !== 'observed') return list
  const { groups, reasons } = await groupContainers(host, list.processes, list.init)
  const gaps: Gap[] = [...reasons].map((reason) => ({ path: '/proc/*/cgroup', reason }))
  if (list.hidden) gaps.push(list.hidden)
  const node = { rights: rightsOf(host, 1), namespaces: namespacesOf(host, 1) }
  const outside = nodeMounts(host)
  const nameOf = await openNames(host.root)
  const items: Container[] = []
  for (const group of groups) {
    const item = containerOf(host, node, outside, group, await nameOf(group))
    if (item) items.push(item)
  }
  items.sort((a, b) => compare(keyOf(a), keyOf(b)))
  return { status: 'observed', fact: { items }, gaps }
}

function keyOf({ name, id, program }: Container): string {
  return [name, id, program?.value].join('\0')
}

/** `undefined` for one that has ended meanwhile. */
function containerOf(
  host: Host,
  node: Node,
  outside: Look<Devices>,
  { place, pod, id, processes }: Group,
  named: Named,
): Container | undefined {
  const members = membersOf(host, processes)
  const [first] = members
  if (!first) return undefined
  const exe = first.process.exe()
  const source = '/proc/PID/exe'
  const item = {
    ...{ ...named, id, place, pod },
    program: exe.status === 'observed' ? { value: exe.value, source } : { unknown: why(exe), source },
    ...rightsFact(host, node, members),
    ...namespaceFact(node, members),
    ...mountFact(host, outside, first, pod),
  }
  return hasEnded(host, first.process) ? undefined : item
}

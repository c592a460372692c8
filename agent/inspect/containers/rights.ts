// What a container's processes may do: the worst of each.
import type { ContainersFact } from '../../../proto/index.ts'
import type { Host } from '../../host/host.ts'
import { type Look, seen, why } from '../../host/look.ts'
import { innerId } from '../../parse/idmap.ts'
import { capabilityText, type Rights } from '../../parse/procstatus.ts'
import { type Answer, type Member, type NamespaceKind, type Namespaces, sourceOf, worst } from './member.ts'

type Container = NonNullable<ContainersFact['items']>[number]

/** Process 1, which everything is compared with. */
export interface Node {
  readonly rights: Look<Rights>
  readonly namespaces: Namespaces
}

const status = '/proc/PID/status'
const attributes = '/proc/PID/attr/current'

export function rightsFact(host: Host, node: Node, members: readonly Member[]): Partial<Container> {
  const right = <T>(read: (rights: Rights) => T | undefined, badness: (value: T) => number) =>
    worst(status, members, ({ rights }) => (rights.status === 'observed' ? seen(read(rights.value)) : rights), badness)
  return {
    uid: right(
      (rights) => rights.uid,
      (uid) => Number(uid === 0),
    ),
    innerUid: innerUidOf(host, members[0]),
    capabilities: capabilitiesOf(node, members),
    privileged: privilegedOf(node, members),
    escalation: right((rights) => negated(rights.noNewPrivileges), Number),
    seccomp: right(
      (rights) => rights.seccomp,
      (mode) => ['filter', 'strict', 'disabled'].indexOf(mode),
    ),
    ...labelsOf(members),
  }
}

export function namespaceFact(node: Node, members: readonly Member[]): Partial<Container> {
  const shared = (kind: NamespaceKind): Answer<boolean> =>
    worst(`/proc/PID/ns/${kind}`, members, (member) => isShared(kind, node, member), Number)
  return {
    hostPid: shared('pid'),
    hostNetwork: shared('net'),
    hostIpc: shared('ipc'),
    hostUts: shared('uts'),
    hostUser: shared('user'),
    hostCgroup: shared('cgroup'),
    hostMount: shared('mnt'),
  }
}

function isShared(kind: NamespaceKind, node: Node, { namespaces }: Member): Look<boolean> {
  const [own, theirs] = [namespaces[kind], node.namespaces[kind]]
  if (own.status !== 'observed') return own
  if (theirs.status !== 'observed') return { status: 'failed', reason: `/proc/1/ns/${kind}: ${why(theirs)}` }
  return seen(own.value === theirs.value)
}

/** Of a process that has made a user namespace of its own the rights are none outside of that: it does not count. */
function counting(node: Node, members: readonly Member[]): Member[] {
  const outer = [members[0]?.namespaces.user, node.namespaces.user]
  return members.filter(({ isFirst, namespaces: { user } }) => {
    if (isFirst || user.status !== 'observed') return true
    return outer.some((each) => each?.status !== 'observed' || each.value === user.value)
  })
}

function capabilitiesOf(node: Node, members: readonly Member[]): Answer<string> {
  const counted = counting(node, members)
  let all = 0n
  for (const { rights } of counted) if (rights.status === 'observed') all |= rights.value.capabilities ?? 0n
  const read = ({ rights }: Member) => (rights.status === 'observed' ? seen(rights.value.capabilities) : rights)
  const most = worst(status, counted, read, (set) => set.toString(2).replaceAll('0', '').length)
  return 'unknown' in most ? most : { value: capabilityText(all), source: most.source }
}

function privilegedOf(node: Node, members: readonly Member[]): Answer<boolean> {
  const all = node.rights.status === 'observed' ? node.rights.value.bounding : undefined
  if (!all) return { unknown: 'the capabilities of process 1 are not known', source: '/proc/1/status' }
  const read = (member: Member): Look<boolean | undefined> => {
    if (member.rights.status !== 'observed') return member.rights
    const { bounding } = member.rights.value
    if (bounding === undefined) return seen(undefined)
    if ((bounding & all) !== all) return seen(false)
    // All of them: but in a user namespace of its own they hold only there.
    return isShared('user', node, member)
  }
  return worst(status, counting(node, members), read, Number)
}

function labelsOf(members: readonly Member[]): Pick<Container, 'label' | 'confinement'> {
  const read = ({ label }: Member): Look<{ label: string; confinement: string }> =>
    label.status === 'observed' ? seen(label.value ?? { label: '', confinement: 'none' }) : label
  const order = ['confined', 'complain', 'none', 'unconfined']
  const found = worst(attributes, members, read, ({ confinement }) => order.indexOf(confinement))
  if ('unknown' in found) return { label: found, confinement: found }
  const { value, source } = found
  return { label: { value: value.label, source }, confinement: { value: value.confinement, source } }
}

function innerUidOf(host: Host, first: Member | undefined): Answer<number> {
  const source = '/proc/PID/uid_map'
  if (first?.rights.status !== 'observed' || first.rights.value.uid === undefined)
    return { unknown: 'its user is not known', source }
  const map = host.proc.read(`${first.process.pid}/uid_map`)
  if (map.status !== 'observed') return { unknown: why(map), source }
  const value = innerId(map.value.toString('latin1'), first.rights.value.uid)
  return value === undefined
    ? { unknown: 'has no user id in its namespace', source }
    : { value, source: sourceOf(source, first) }
}

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value
}

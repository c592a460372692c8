import { posix } from 'node:path'
import type { Host } from '../../host/host.ts'
import { type Look, why } from '../../host/look.ts'
import { textOf } from '../../host/names.ts'
import type { Process } from '../../host/proc.ts'
import { parseRights, type Rights } from '../../parse/procstatus.ts'
import { parseSecurityLabel, type SecurityLabel } from '../../parse/securitylabel.ts'

export const namespaceKinds = ['pid', 'net', 'ipc', 'uts', 'user', 'cgroup', 'mnt'] as const
export type NamespaceKind = (typeof namespaceKinds)[number]
export type Namespaces = Readonly<Record<NamespaceKind, Look<string>>>

/** A process of a container and what it may do. */
export interface Member {
  readonly process: Process
  readonly isFirst: boolean
  readonly rights: Look<Rights>
  /** The value is undefined where the kernel has neither AppArmor nor SELinux. */
  readonly label: Look<SecurityLabel | undefined>
  readonly namespaces: Namespaces
}

/** The processes that have not ended meanwhile. */
export function membersOf(host: Host, processes: readonly Process[]): Member[] {
  return processes
    .map((process) => ({
      process,
      rights: rightsOf(host, process.pid),
      label: labelOf(host, process.pid),
      namespaces: namespacesOf(host, process.pid),
    }))
    .filter((member) => !endedMeanwhile(host, member))
    .map((member, at) => ({ ...member, isFirst: at === 0 }))
}

/** Something of it was not there, and now nothing is: every short-lived process would make an answer unknown. */
function endedMeanwhile(host: Host, { process, rights, label, namespaces }: Omit<Member, 'isFirst'>): boolean {
  const looks = [rights, label, ...Object.values(namespaces)]
  return looks.some(({ status }) => status === 'absent') && hasEnded(host, process)
}

export function hasEnded(host: Host, { pid }: Process): boolean {
  return host.proc.read(`${pid}/status`).status === 'absent'
}

export function rightsOf(host: Host, pid: number): Look<Rights> {
  const look = host.proc.read(`${pid}/status`)
  return look.status === 'observed' ? { ...look, value: parseRights(textOf(look.value)) } : look
}

export function namespacesOf(host: Host, pid: number): Namespaces {
  const links = namespaceKinds.map((kind) => [kind, host.proc.link(`${pid}/ns/${kind}`)])
  return Object.fromEntries(links) as Namespaces
}

function labelOf(host: Host, pid: number): Look<SecurityLabel | undefined> {
  const look = host.proc.read(`${pid}/attr/current`)
  // EINVAL: no module of the kernel has labels.
  if (look.status === 'failed' && look.reason === 'EINVAL') return { status: 'observed', value: undefined }
  if (look.status !== 'observed') return look
  const value = parseSecurityLabel(textOf(look.value))
  return value ? { ...look, value } : { status: 'failed', reason: 'is not understood' }
}

/** A value with its source, or why it is not known. */
export type Answer<T> = { value: T; source: string } | { unknown: string; source: string }

/**
 * The worst of what a container's processes have; of equals that of the first. What is not known of one of them is not
 * known of the container. `T` has no `undefined`, which stands for what the kernel does not tell.
 */
export function worst<T>(
  file: string,
  members: readonly Member[],
  read: (member: Member) => Look<T | undefined>,
  badness: (value: T) => number,
): Answer<T> {
  let found: { value: T; member: Member } | undefined
  for (const member of members) {
    const look = read(member)
    if (look.status !== 'observed') return { unknown: why(look), source: sourceOf(file, member) }
    const { value } = look
    if (value === undefined) return { unknown: 'the kernel does not tell', source: sourceOf(file, member) }
    if (!found || badness(value) > badness(found.value)) found = { value, member }
  }
  if (!found) return { unknown: 'has no process', source: file }
  return { value: found.value, source: sourceOf(file, found.member) }
}

/** Without process ids: they differ after each restart. */
export function sourceOf(file: string, { isFirst, process }: Member): string {
  if (isFirst) return file
  const exe = process.exe()
  const name = exe.status === 'observed' ? posix.basename(exe.value).slice(0, 100) : 'which is not known'
  return `${file} of another of its processes, ${name}`
}

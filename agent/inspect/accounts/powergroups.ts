import type { AccountsFact } from '../../../proto/index.ts'
import { compare } from '../../../proto/value.ts'
import type { GroupLine, PasswdLine } from '../../parse/accounts.ts'

type PowerGroup = NonNullable<AccountsFact['groups']>[number]

/** Most members that are told of a group. */
const maxMembers = 1000

/** By name, as distributions have them. What it gives, as a sentence goes on. */
const powers: Readonly<Record<string, string>> = {
  root: 'has what belongs to the group of root',
  sudo: 'may run anything as root through sudo, where the rules of Debian hold',
  wheel: 'may run anything as root through sudo or su, where the rules of Red Hat hold',
  admin: 'may run anything as root through sudo, where the rules of old Ubuntu releases hold',
  docker: 'commands docker, which runs anything as root',
  podman: 'commands a podman that runs as root',
  containerd: 'commands containerd, which runs anything as root',
  lxd: 'commands LXD, which runs anything as root',
  'incus-admin': 'commands Incus, which runs anything as root',
  microk8s: 'commands MicroK8s as an administrator of the cluster',
  libvirt: 'commands virtual machines that see the disks of the node',
  disk: 'reads and writes the disks below the file systems',
  shadow: 'reads the hashes of passwords',
  kmem: 'reads the memory of the kernel',
}

/** The groups that give power. A group's members are named in its line, or have it as their first one. */
export function powerGroupsOf(groups: readonly GroupLine[], users: readonly PasswdLine[], file: string): PowerGroup[] {
  const found = groups.filter(({ name, gid }) => Object.hasOwn(powers, name) || gid === 0)
  const told = found.map(({ name, gid, members, line }) => {
    const first = users.filter((each) => each.gid === gid).map((each) => each.name)
    const all = new Set([...members, ...first].filter((each) => each !== 'root'))
    const power = powers[name] ?? powers['root'] ?? ''
    return { name, gid, source: `${file}:${line}`, power, members: [...all].sort(compare).slice(0, maxMembers) }
  })
  return told.sort((a, b) => compare(a.name, b.name))
}

import { posix } from 'node:path'
import type { Gap, ListenersFact, SourcedString } from '../../proto/index.ts'
import { compare } from '../../proto/value.ts'
import type { Host } from '../host/host.ts'
import { why } from '../host/look.ts'
import type { Process } from '../host/proc.ts'
import { interfacesOf } from '../parse/interfaces.ts'
import type { ListeningSocket } from '../parse/procnet.ts'
import { attribute, type Place } from '../processes/attribution.ts'
import type { Inspector, Observation } from './inspector.ts'
import { type Network, readNetworks, socketsStamp } from './listeners/networks.ts'
import { findOwners, type Owners } from './listeners/owners.ts'
import { listProcesses } from './processlist.ts'

/** Most listeners that a fact holds. */
const maxListeners = 10_000
/** Most process ids of one listener: a server may start hundreds of children that inherit its socket. */
const maxPids = 64

type Listener = NonNullable<ListenersFact['items']>[number]

/** Where the node waits for connections, and which process does. */
export const listeners: Inspector<'listeners'> = {
  domain: 'listeners',
  schema: 1,
  processes: ['sshd', 'dropbear', 'kubelet', 'kube-apiserver', 'etcd', 'containerd', 'crio', 'dockerd'],
  reads: [
    { glob: '/proc/1/net/{tcp,tcp6,udp,udp6}', why: 'the sockets of the host' },
    { glob: '/proc/*/net/{route,if_inet6}', why: 'which interface has which address' },
    { glob: '/proc/*/ns/net', why: 'which processes have a network of their own' },
    { glob: '/proc/*/net/{tcp,tcp6,udp,udp6}', why: 'the sockets of such a network, through one process' },
    { glob: '/proc/*/fd', why: 'which process holds a socket (names of the sockets only)' },
    { glob: '/proc/*/{exe,cmdline,stat,status,cgroup}', why: 'which program, unit, pod and container that is' },
  ],
  inspect,
  stamp: socketsStamp,
}

async function inspect(host: Host): Promise<Observation<ListenersFact>> {
  const list = listProcesses(host)
  if (list.status !== 'observed') return list
  const { networks, gaps, inside, outside } = readNetworks(host, list.processes)
  if (networks.length === 0) return unreadable(gaps)
  const inodes = networks.flatMap((each) => each.sockets.map((socket) => socket.inode))
  const owners = await findOwners(inside, outside, new Set(inodes.filter((inode) => inode !== 0)))
  const blind = owners.blind || (list.hidden ? `processes may be hidden: process 1 ${list.hidden.reason}` : '')
  const items = listenersOf(networks, { ...owners, blind }, list.init)
  const rest = items.length - maxListeners
  const cut = rest > 0 ? [{ path: '/proc/*/net', reason: `${rest} more listeners than are listed` }] : []
  return { status: 'observed', fact: { items: items.slice(0, maxListeners) }, gaps: [...gaps, ...cut] }
}

function unreadable(gaps: readonly Gap[]): Observation<ListenersFact> {
  const gap = gaps.find((each) => each.reason === 'permission denied') ?? gaps[0]
  const status = gap?.reason === 'permission denied' ? 'denied' : 'failed'
  return { status, reason: `${gap?.path}: ${gap?.reason}` }
}

function listenersOf(networks: readonly Network[], owners: Owners, init: string): Listener[] {
  const merged = new Map<string, Listener>()
  for (const network of networks) {
    for (const socket of network.sockets) {
      const holders = owners.holders.get(socket.inode) ?? []
      const listener = listenerOf(network, socket, holders, owners, init)
      const key = JSON.stringify({ ...listener, process: listener.process?.value, pids: [] })
      const before = merged.get(key)
      merged.set(
        key,
        before === undefined ? listener : { ...before, pids: [...(before.pids ?? []), ...(listener.pids ?? [])] },
      )
    }
  }
  const all = [...merged.values()].map((each) => ({ ...each, pids: ascending(each.pids ?? []) }))
  return all.sort((a, b) => compare(a.name ?? '', b.name ?? '') || compare(owner(a), owner(b)))
}

/** For the order of listeners with one name: several programs may share an address and port. */
function owner(listener: Listener): string {
  return JSON.stringify([listener.process?.value, listener.unit, listener.pod, listener.container, listener.uid])
}

function ascending(pids: readonly number[]): number[] {
  return [...new Set(pids)].sort((a, b) => a - b).slice(0, maxPids)
}

function listenerOf(
  network: Network,
  socket: ListeningSocket,
  holders: readonly Process[],
  owners: Owners,
  init: string,
): Listener {
  const { protocol, address, port, scope, uid } = socket
  const holder = chosen(holders)
  const groups = holder?.controlGroups()
  const place: Partial<Place> = groups?.status === 'observed' ? attribute(groups.value, init) : {}
  const where = `${protocol}/${address.includes(':') ? `[${address}]` : address}:${port}`
  return {
    ...{ name: network.name === 'host' ? where : `${where}@${network.name}`, protocol, address, port, scope, uid },
    dualStack: socket.wildcard6,
    process: holder === undefined ? { source: '/proc/*/fd', unknown: ownerless(socket, owners) } : programOf(holder),
    pids: holders.map((each) => each.pid),
    unit: place.unit ?? '',
    pod: place.pod ?? '',
    container: place.container ?? '',
    namespace: network.name,
    interface: interfaceOf(socket, network.links),
  }
}

/** Loopback has its own, every address has all; of others the interface in whose network the address is. */
function interfaceOf({ address, scope }: ListeningSocket, links: Network['links']): SourcedString {
  const source = '/proc/*/net/route and if_inet6'
  if (scope === 'loopback') return { value: 'lo', source: 'a loopback address' }
  if (scope === 'wildcard') return { value: '*', source: 'every address' }
  if (links === undefined) return { source, unknown: 'the routes of the network could not be read' }
  const [name, ...others] = interfacesOf(address, links)
  if (name === undefined) return { source, unknown: 'no interface is in the network of the address' }
  return others.length === 0 ? { value: name, source } : { source, unknown: `${[name, ...others].join(' or ')}` }
}

/** systemd keeps the socket of a service that it has started for it: then the service is the one to name. */
function chosen(holders: readonly Process[]): Process | undefined {
  return holders.find((each) => programOf(each).value !== 'systemd') ?? holders[0]
}

function programOf(process: Process): SourcedString {
  const source = `/proc/${process.pid}/exe`
  const exe = process.exe()
  if (exe.status !== 'observed') return { source, unknown: why(exe) }
  return { source, value: posix.basename(exe.value) }
}

function ownerless(socket: ListeningSocket, owners: Owners): string {
  if (socket.inode === 0) return 'no process holds it: a socket of the kernel'
  if (owners.blind !== '') return `no holder found: ${owners.blind}`
  return 'no process holds it: a socket of the kernel, or of one that has ended meanwhile'
}

import type { Gap } from '../../../proto/index.ts'
import type { Host } from '../../host/host.ts'
import { why } from '../../host/look.ts'
import { nameOf, type Process } from '../../host/proc.ts'
import { type Link, parseAddresses6, parseRoutes } from '../../parse/interfaces.ts'
import { isPastListening, type ListeningSocket, type Protocol, parseSocketTable } from '../../parse/procnet.ts'

/** A network namespace in which the node itself waits for connections. */
export interface Network {
  /** `host`, or the name of a process. */
  readonly name: string
  readonly sockets: readonly ListeningSocket[]
  /** What its interfaces are in; undefined where that could not be read. */
  readonly links: readonly Link[] | undefined
}

export interface Networks {
  /** The host's first; empty where no table could be read. */
  readonly networks: readonly Network[]
  readonly gaps: readonly Gap[]
  /** Processes that are in one of the networks, as far as can be told: who holds its sockets is most likely among them. */
  readonly inside: readonly Process[]
  readonly outside: readonly Process[]
}

const hostName = 'host'
/** Most network namespaces besides the host's that are read. */
const maxNetworks = 200
/** Processes that say most about what a namespace is for. */
const telling = ['kubelet', 'sshd']

/**
 * Reads the host's network namespace, which is that of process 1, and every other one in which a process of the node itself
 * lives. Those of pods and other containers alone are their own: what listens there is not the node.
 */
export function readNetworks(host: Host, processes: readonly Process[]): Networks {
  const spaces = Map.groupBy(processes, spaceOf)
  const first = processes.find((each) => each.pid === 1)
  const hostSpace = first && spaceOf(first)
  const own = readHost(host, processes, hostSpace === undefined ? [] : (spaces.get(hostSpace) ?? []))
  const inodes = new Set(own.sockets.map((each) => each.inode).filter((inode) => inode !== 0))
  const networks: Network[] = own.read ? [{ name: hostName, sockets: own.sockets, links: own.links }] : []
  const gaps = [...own.gaps, ...unseenSpaces(processes)]
  const known = new Set([undefined, hostSpace])
  for (const [space, members] of spaces) {
    if (known.has(space)) continue
    const residents = members.filter((each) => !each.contained())
    if (residents.length === 0) continue
    if (networks.length > maxNetworks) {
      gaps.push({ path: '/proc/*/ns/net', reason: `more than ${maxNetworks} network namespaces` })
      break
    }
    const tables = readThrough(host, residents)
    known.add(space)
    gaps.push(...tables.gaps)
    // Where process 1 does not say which is its namespace: a socket is in one alone.
    const isHosts = tables.sockets.some((each) => inodes.has(each.inode))
    if (tables.read && !isHosts)
      networks.push({ name: freeName(nameFor(residents), networks), sockets: tables.sockets, links: tables.links })
  }
  const inside = processes.filter((each) => known.has(spaceOf(each)))
  return { networks, gaps, inside, outside: processes.filter((each) => !known.has(spaceOf(each))) }
}

function spaceOf(process: Process): string | undefined {
  const space = process.network()
  return space.status === 'observed' ? space.value : undefined
}

/** Process 1 needs no link to its namespace; one that ended, or a directory of files without links, has none. */
function unseenSpaces(processes: readonly Process[]): Gap[] {
  const denied = processes.some((each) => each.pid !== 1 && each.network().status === 'denied')
  const reason = 'permission denied for some: what listens in another network namespace may be hidden'
  return denied ? [{ path: '/proc/*/ns/net', reason }] : []
}

function nameFor(residents: readonly Process[]): string {
  const names = residents.map(nameOf)
  return telling.find((name) => names.includes(name)) ?? names.find((name) => name !== '') ?? 'unnamed'
}

function freeName(name: string, taken: readonly Network[]): string {
  const names = new Set(taken.map((each) => each.name))
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? name : `${name}-${count}`
    if (!names.has(candidate)) return candidate
  }
}

interface Tables {
  /** True when at least the table of TCP was there. */
  readonly read: boolean
  readonly sockets: readonly ListeningSocket[]
  readonly gaps: readonly Gap[]
  readonly links: readonly Link[] | undefined
}

/** Through process 1, or another one in its namespace. A directory of files without it may have tables of others. */
function readHost(host: Host, processes: readonly Process[], members: readonly Process[]): Tables {
  const first = readTables(host, 1)
  if (first.read) return first
  const other = readThrough(host, members)
  if (other.read) return other
  const loose = processes.filter((each) => spaceOf(each) === undefined && !each.contained())
  const sockets = new Map<string, ListeningSocket>()
  let read = false
  for (const process of loose) {
    const tables = readTables(host, process.pid)
    read ||= tables.read
    for (const socket of tables.sockets) sockets.set(JSON.stringify(socket), socket)
  }
  // Of several processes nobody knows whose interfaces count.
  return { read, sockets: [...sockets.values()], gaps: first.gaps, links: undefined }
}

/** Through the first process that has tables: one that has ended meanwhile has none. */
function readThrough(host: Host, processes: readonly Process[]): Tables {
  let last: Tables = { read: false, sockets: [], gaps: [], links: undefined }
  for (const { pid } of processes) {
    last = readTables(host, pid)
    if (last.read) return last
  }
  return last
}

const tables: readonly { readonly name: string; readonly protocol: Protocol; readonly optional: boolean }[] = [
  { name: 'tcp', protocol: 'tcp', optional: false },
  // A kernel without IPv6 has none.
  { name: 'tcp6', protocol: 'tcp', optional: true },
  { name: 'udp', protocol: 'udp', optional: false },
  { name: 'udp6', protocol: 'udp', optional: true },
]

function readTables(host: Host, pid: number): Tables {
  const sockets: ListeningSocket[] = []
  const gaps: Gap[] = []
  let read = false
  for (const { name, protocol, optional } of tables) {
    const path = `${pid}/net/${name}`
    const look = readTable(host, path, protocol)
    if (look.status === 'absent' && optional) continue
    const table = look.status === 'observed' ? parseSocketTable(look.value, protocol) : undefined
    if (look.status !== 'observed') gaps.push({ path: `/proc/${path}`, reason: why(look) })
    else if (table === undefined) gaps.push({ path: `/proc/${path}`, reason: 'not understood' })
    else if (table.broken > 0) gaps.push({ path: `/proc/${path}`, reason: `${table.broken} lines are not understood` })
    sockets.push(...(table?.sockets ?? []))
    // Nobody looks for what else a process without this one may have.
    if (name === 'tcp' && table === undefined) return { read, sockets, gaps, links: undefined }
    read = true
  }
  return { read, sockets, gaps, links: readLinks(host, pid) }
}

/** Without the table of routes nothing is told; a kernel without IPv6 has no addresses of it. */
function readLinks(host: Host, pid: number): Link[] | undefined {
  const routes = host.proc.read(`${pid}/net/route`)
  const addresses = host.proc.read(`${pid}/net/if_inet6`)
  if (routes.status !== 'observed') return undefined
  const six = addresses.status === 'observed' ? parseAddresses6(addresses.value.toString('latin1')) : []
  return [...parseRoutes(routes.value.toString('latin1')), ...six]
}

/** UDP ports from here on are mostly those of clients, for one question each (ip_local_port_range). */
const firstClientPort = 32_768

/** The sockets that wait in the host's network, without who holds them; undefined where the table cannot be read. */
export function socketsStamp(host: Host): string | undefined {
  const all = tables.map(({ name, protocol }) => {
    const look = readTable(host, `1/net/${name}`, protocol)
    const { sockets = [] } = look.status === 'observed' ? (parseSocketTable(look.value, protocol) ?? {}) : {}
    const lasting = sockets.filter(({ port }) => protocol === 'tcp' || port < firstClientPort)
    return { name, status: look.status, sockets: lasting.map(({ address, port, inode }) => [address, port, inode]) }
  })
  return all[0]?.status === 'observed' ? JSON.stringify(all) : undefined
}

/** A busy server has a hundred thousand connections in its table of TCP, behind what listens. */
function readTable(host: Host, path: string, protocol: Protocol) {
  let cut = false
  const more = (part: Buffer) => {
    cut = protocol === 'tcp' && isPastListening(part.toString('latin1'))
    return !cut
  }
  const look = host.proc.readWhile(path, more)
  if (look.status !== 'observed') return look
  const text = look.value.toString('latin1')
  return { ...look, value: cut ? text.slice(0, text.lastIndexOf('\n')) : text }
}

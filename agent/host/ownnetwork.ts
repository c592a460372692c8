import { readlinkSync } from 'node:fs'
import { parseDefaultInterface, parseOwnAddresses } from '../parse/fibtrie.ts'
import { interfacesOf, parseAddresses6, parseRoutes } from '../parse/interfaces.ts'
import { addressBytes, addressScope, addressText } from '../parse/ipaddress.ts'
import { failed, fromError, type Look, seen } from './look.ts'
import { isLive, type Proc } from './proc.ts'

/** What the agent may call of the node: never a name, never what a configuration says. */
export interface OwnNetwork {
  /**
   * True where the agent is in the network of the node's process 1: then its loopback is the node's. Failed where what is
   * looked at is a copy of a node's files.
   */
  readonly shared: Look<boolean>
  /** The node's addresses besides loopback and link-local ones, that of the default route first. */
  readonly addresses: Look<readonly string[]>
}

/** Most addresses of a node that are taken. */
const maxAddresses = 64

/** @param prefix the host's root, whose /proc `proc` is */
export function ownNetwork(prefix: string, proc: Proc): OwnNetwork {
  if (!isLive(`${prefix.replace(/\/+$/, '')}/proc`)) {
    const copy = failed('the files are a copy: the node itself is elsewhere')
    return { shared: copy, addresses: copy }
  }
  return { shared: isShared(proc), addresses: addressesOf(proc) }
}

function isShared(proc: Proc): Look<boolean> {
  const nodes = proc.link('1/ns/net')
  if (nodes.status !== 'observed') return nodes
  try {
    return seen(readlinkSync('/proc/self/ns/net') === nodes.value)
  } catch (error) {
    return fromError(error)
  }
}

/** As process 1 has them. Without the table of IPv4 there is nothing; a kernel without IPv6 has none of these. */
export function addressesOf(proc: Proc): Look<readonly string[]> {
  const table = proc.read('1/net/fib_trie')
  if (table.status !== 'observed') return table
  const text = (name: string) => {
    const look = proc.read(`1/net/${name}`)
    return look.status === 'observed' ? look.value.toString('latin1') : ''
  }
  const route = text('route')
  const outer = parseDefaultInterface(route)
  const isOuter = (address: string) => outer !== undefined && interfacesOf(address, parseRoutes(route)).includes(outer)
  const four = parseOwnAddresses(table.value.toString('latin1'))
  const six = parseAddresses6(text('if_inet6')).map(({ network }) => addressText(network))
  const all = [...four, ...six].filter((each) => ['private', 'public'].includes(addressScope(addressBytes(each) ?? [])))
  return seen([...all.filter(isOuter), ...all.filter((each) => !isOuter(each))].slice(0, maxAddresses))
}

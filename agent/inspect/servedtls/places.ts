// Where components are told to serve by TLS, and at which of the node's addresses that can be tried.
import type { ComponentEndpoint, KubeletFact } from '../../../proto/index.ts'
import { compare, fromValue } from '../../../proto/value.ts'
import { failed, type Look, seen, why } from '../../host/look.ts'
import type { OwnNetwork } from '../../host/ownnetwork.ts'
import { isOwn } from '../../host/tls.ts'
import { bindScope, splitHostPort } from '../../parse/bindaddress.ts'

/** An address and port at which something serves by TLS. */
export interface Place {
  /** `tcp/0.0.0.0:6443`. */
  readonly name: string
  /** Empty for a port that the operator lists. */
  readonly component: string
  readonly role: 'serving' | 'peer'
  readonly source: string
  /** An address or a name; empty for all addresses. */
  readonly host: string
  readonly port: number
  /** Why it is not served where the agent would look for it. */
  readonly elsewhere?: string
}

/** The places of a component's endpoints; those without TLS, and sockets of the file system, are none. */
export function componentPlaces(component: string, endpoints: readonly ComponentEndpoint[]): Place[] {
  return endpoints.flatMap(({ name, address = '', tls, source = '' }): Place[] => {
    const told = tls ? splitHostPort(address.replace(/^https:\/\//, '')) : undefined
    return told ? [placeOf(component, told.host, Number(told.port), source, name === 'peer' ? 'peer' : 'serving')] : []
  })
}

/** Where the kubelet serves its API. */
export function kubeletPlaces({ configuration = [] }: KubeletFact): Place[] {
  const setting = (path: string) => configuration.find((each) => each.path === path)
  const [address, port] = [setting('address'), setting('port')]
  const [host, number] = [fromValue(address?.value), fromValue(port?.value)]
  if (typeof host !== 'string' || typeof number !== 'number') return []
  const sources = [...new Set([address?.source ?? '', port?.source ?? ''])].join(', ')
  return [placeOf('kubelet', host, number, sources)]
}

/** The ports that the operator lists and nothing else is known of. */
export function listedPlaces(ports: readonly number[], known: readonly Place[]): Place[] {
  const others = [...new Set(ports)].filter((port) => !known.some((each) => each.port === port))
  return others.map((port) => ({ ...placeOf('', '', port, 'liveTlsPorts'), name: `tcp/*:${port}` }))
}

function placeOf(
  component: string,
  host: string,
  port: number,
  source: string,
  role: Place['role'] = 'serving',
): Place {
  const name = `tcp/${host.includes(':') ? `[${host}]` : host || '*'}:${port}`
  return { name, component, role, source, host, port }
}

/** Those with a port, each name once, sorted. */
export function distinct(places: readonly Place[]): Place[] {
  const byName = new Map(places.map((each) => [each.name, each]))
  return [...byName.values()].filter(({ port }) => port > 0 && port <= 65_535).sort((a, b) => compare(a.name, b.name))
}

/** The addresses to try, one after the other, or why there is none. Names are not looked up. */
export function addressesFor({ host, elsewhere }: Place, network: OwnNetwork): Look<readonly string[]> {
  const { shared, addresses } = network
  if (elsewhere !== undefined) return failed(elsewhere)
  const scope = bindScope(host)
  if (scope === 'name') return failed('a name is not looked up')
  const inside = shared.status === 'observed' && shared.value
  if (scope === 'loopback') {
    if (inside) return seen([/^localhost/i.test(host) ? '127.0.0.1' : host])
    return shared.status === 'observed' ? failed("not reachable from the agent's network") : aboutNetwork(why(shared))
  }
  const isKnown = addresses.status === 'observed'
  if (!isKnown && !(inside && scope === 'wildcard')) return failed(`the node's addresses: ${why(addresses)}`)
  if (scope !== 'wildcard') return isOwn(host, network) ? seen([host]) : failed(`${host} is no address of this node`)
  const [first] = isKnown ? addresses.value : []
  const own = [...(inside ? ['127.0.0.1', '::1'] : []), ...(first === undefined ? [] : [first])]
  return own.length > 0 ? seen(own) : failed('the node has no address but loopback')
}

function aboutNetwork(reason: string): Look<never> {
  return failed(`whether the agent is in the node's network: ${reason}`)
}

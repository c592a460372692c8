// What k3s tells the components within it by itself: how it is written down, and what several of them share.
import { addressBytes } from '../../../parse/ipaddress.ts'
import type { K3sOption, K3sOptions } from './options.ts'

/** A value, or why it cannot be told; with the option that it follows, if any. */
export type BuiltIn = { readonly value: string; readonly from?: K3sOption } | { readonly unknown: string }

/** Flag → what k3s sets it to. */
export type BuiltIns = ReadonlyMap<string, BuiltIn>

export interface K3sServer {
  readonly options: K3sOptions
  /** Directory of its state. */
  readonly data: string
  /** The oldest version that it can be. */
  readonly version: string
  /** True where the version is just that one. */
  readonly exact: boolean
  /** Where it keeps the cluster: in files, in an etcd of its own, or elsewhere. */
  readonly datastore: 'etcd' | 'sqlite' | 'other'
  /** Whether the node's first address is of IPv6; nothing where that cannot be told. */
  readonly ipv6: boolean | undefined
}

export const bySource: BuiltIn = { unknown: 'k3s sets it or not, by its version' }
export const byServer: BuiltIn = { unknown: 'k3s sets it by what its server or the node says' }
export const byAddress: BuiltIn = { unknown: 'k3s sets it by the addresses of the node, which are not known' }

export function plain(value: string): BuiltIn {
  return { value }
}

export function follows(option: K3sOption | undefined, value = option?.value ?? ''): BuiltIn {
  return option ? { value, from: option } : { value }
}

export function built(entries: Record<string, BuiltIn | false | undefined>): BuiltIns {
  return new Map(Object.entries(entries).flatMap(([name, each]) => (each ? [[name, each] as const] : [])))
}

export function isOn(option: K3sOption | undefined): boolean {
  return option !== undefined && /^(true|1|t)$/i.test(option.value)
}

export function joined(options: readonly K3sOption[]): string {
  return options.map((each) => each.value).join(',')
}

/** An address of the loopback of the kind of the first range of services, else of the node. */
export function loopback({ options, ipv6 }: K3sServer): BuiltIn {
  const [range] = options.all('service-cidr').flatMap((each) => each.value.split(','))
  const bytes = range === undefined ? undefined : addressBytes(range.replace(/\/.*/, ''))
  const isIpv6 = bytes ? range?.includes(':') : ipv6
  return isIpv6 === undefined ? byAddress : plain(isIpv6 ? '::1' : '127.0.0.1')
}

export function ranges({ options, ipv6 }: K3sServer, name: string, usual: string): BuiltIn {
  const given = options.all(name)
  if (given.length > 0) return follows(given.at(-1), joined(given))
  return ipv6 === false ? plain(usual) : byAddress
}

export function nodeName(options: K3sOptions): BuiltIn {
  const given = options.last('node-name')
  if (given && !isOn(options.last('with-node-id'))) return follows(given)
  return { unknown: 'k3s sets it to the name of the node' }
}

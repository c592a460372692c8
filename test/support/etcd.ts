import { openHost } from '../../agent/host/host.ts'
import { etcd } from '../../agent/inspect/etcd.ts'
import type { Observation } from '../../agent/inspect/inspector.ts'
import type { EtcdFact, Setting } from '../../proto/index.ts'
import { fromValue } from '../../proto/value.ts'
import { type HostSpec, makeHost, type ProcessSpec } from './host.ts'

export const certificate = ['--cert-file=/s.crt', '--key-file=/s.key']
export const peerCertificate = ['--peer-cert-file=/p.crt', '--peer-key-file=/p.key']
/** Client addresses, told and advertised. */
export function listen(...urls: string[]): string[] {
  return [`--listen-client-urls=${urls.join(',')}`, `--advertise-client-urls=${urls[0]}`]
}
export const secure = listen('https://10.0.0.5:2379')
export const securePeer = ['--listen-peer-urls=https://10.0.0.5:2380']

export interface EtcdNode {
  readonly args?: readonly string[]
  readonly environ?: Readonly<Record<string, string>>
  readonly files?: HostSpec['files']
  readonly process?: Partial<ProcessSpec>
}

/** A node whose etcd is process 7, of the node itself. */
export function etcdNode({ args = [], environ = {}, files = {}, process = {} }: EtcdNode): HostSpec {
  return { files, processes: [{ pid: 7, argv: ['/usr/bin/etcd', ...args], environ, ...process }] }
}

export async function lookAtEtcd(node: EtcdNode): Promise<Observation<EtcdFact>> {
  return etcd.inspect(openHost(makeHost(etcdNode(node))))
}

export async function etcdFact(node: EtcdNode): Promise<EtcdFact> {
  return factFrom(await lookAtEtcd(node))
}

export function factFrom(look: Observation<EtcdFact>): EtcdFact {
  if (look.status !== 'observed') throw new Error(JSON.stringify(look))
  return look.fact
}

/** Value, source and what it won over, as short as it can be said. */
export function shown(setting: Setting | undefined): unknown {
  if (!setting) return undefined
  if (setting.unknown) return { unknown: setting.unknown, source: setting.source }
  const overridden = (setting.overridden ?? []).map((each) => `${fromValue(each.value)} (${each.source})`)
  return { value: fromValue(setting.value), source: setting.source, ...(overridden.length > 0 && { overridden }) }
}

export function settingIn(fact: EtcdFact, path: string): unknown {
  return shown(fact.settings?.find((each) => each.path === path))
}

export function conclusionIn(fact: EtcdFact, path: string): unknown {
  return shown(fact.conclusions?.find((each) => each.path === path))
}

/** Values of all conclusions. */
export function conclusionsIn(fact: EtcdFact): Record<string, unknown> {
  return Object.fromEntries((fact.conclusions ?? []).map((each) => [each.path, fromValue(each.value)]))
}

import { type Host, openHost } from '../../agent/host/host.ts'
import { files } from '../../agent/inspect/files.ts'
import type { Observation } from '../../agent/inspect/inspector.ts'
import { type FileItem, type FilesFact, v1 } from '../../proto/index.ts'
import { type HostSpec, makeHost, type ProcessSpec } from './host.ts'

export const { PRESENCE_PRESENT, PRESENCE_ABSENT, PRESENCE_UNKNOWN } = v1.FilesFact.Presence
const words = { [PRESENCE_PRESENT]: 'present', [PRESENCE_ABSENT]: 'absent', [PRESENCE_UNKNOWN]: 'unknown' } as const

type Observed = Extract<Observation<FilesFact>, { status: 'observed' }>

/** What the inspector of files sees; it must see something. */
export async function observeFiles(host: Host): Promise<Observed> {
  const observation = await files.inspect(host)
  if (observation.status !== 'observed') throw new Error(JSON.stringify(observation))
  return observation
}

export async function itemsOf(spec: HostSpec): Promise<readonly FileItem[]> {
  return (await observeFiles(openHost(makeHost(spec)))).fact.items ?? []
}

/** Path, role, and mode or presence. */
export function listed(items: readonly FileItem[]): string[] {
  return items.map((each) => `${each.path} ${each.role} ${each.mode?.value ?? words[each.presence as 1 | 2 | 3]}`)
}

export async function itemAt(spec: HostSpec, path: string, role?: string): Promise<FileItem | undefined> {
  return (await itemsOf(spec)).find((each) => each.path === path && (role === undefined || each.role === role))
}

/** The node's own kubelet, process 9. */
export function kubeletWith(...args: string[]): ProcessSpec {
  return { pid: 9, argv: ['/usr/bin/kubelet', ...args] }
}

/** How a configuration of the kubelet begins. */
export const kubeletConfig = 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n'

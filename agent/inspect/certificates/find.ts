import type { Host } from '../../host/host.ts'
import { why } from '../../host/look.ts'
import { controlPlanePointers } from './controlplane.ts'
import { etcdPointers } from './etcd.ts'
import { kubeletPointers } from './kubelet.ts'
import { usualPointers } from './places.ts'
import type { Found } from './pointer.ts'
import { wantedPointers } from './wanted.ts'

/** All files that may hold certificates: what running components are told to use, what lies in usual places, what the operator names. */
export function findPointers(host: Host): Promise<Found> {
  return host.shared('files with certificates', find)
}

async function find(host: Host): Promise<Found> {
  const processes = host.proc.processes()
  const hidden = processes.status === 'denied' || processes.status === 'failed'
  const running = [kubeletPointers, controlPlanePointers, etcdPointers]
  const placed = [usualPointers, wantedPointers]
  const found: Found[] = []
  for (const look of hidden ? placed : [...running, ...placed]) found.push(await look(host))
  const unlisted = hidden ? [{ path: '/proc', reason: why(processes), denied: processes.status === 'denied' }] : []
  return {
    pointers: found.flatMap((each) => each.pointers),
    gaps: [...unlisted, ...found.flatMap((each) => each.gaps)],
  }
}

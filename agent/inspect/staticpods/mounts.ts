// Files that a static pod's container names, where only its manifest is seen.
import { posix } from 'node:path'
import type { Host } from '../../host/host.ts'
import { failed, type Look } from '../../host/look.ts'
import { readOnHost, type SeenFile } from '../sight.ts'
import type { PodMount } from './pod.ts'

/** Where files of the container come from. */
export interface Mounting {
  /** The manifest. */
  readonly path: string
  readonly mounts: readonly PodMount[]
}

/**
 * The host's path of a container's; nothing for what is not on the host. A manifest that mounts nothing tells nothing of
 * its files: then it is the same path.
 */
export function placeOnHost(path: string, mounts: readonly PodMount[]): string | undefined {
  if (mounts.length === 0) return path
  const [mount] = mounts
    .filter((each) => path === each.path || path.startsWith(each.path.replace(/\/*$/, '/')))
    .toSorted((a, b) => b.path.length - a.path.length)
  return mount?.hostPath && posix.join(mount.hostPath, path.slice(mount.path.length))
}

/** Reads a file of at most 1 MiB that a manifest names. Never absent: nothing runs that could have missed it. */
export async function readMounted(host: Host, { path, mounts }: Mounting, written: string): Promise<Look<SeenFile>> {
  if (!written.startsWith('/')) return failed(`${written} is relative to a directory that ${path} does not tell`)
  const place = placeOnHost(posix.normalize(written), mounts)
  if (place === undefined) return failed(`${written} is in the container of ${path}, not on the host`)
  const look = await readOnHost(host, place)
  return look.status === 'absent' ? failed(`${place} is not on the host, and no process is seen that has it`) : look
}

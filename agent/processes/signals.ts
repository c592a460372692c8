// What must be looked at whatever a profile says.
import { posix } from 'node:path'
import type { HostRoot } from '../host/root.ts'
import type { FileRight, LayerClass, Signal } from './observation.ts'

/** Controls, and characters that turn the direction of what follows, are for deceiving whoever reads; bytes that are no text too. */
const misleading = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uEF80-\uEFFF]/u
/** Threads of the kernel are shown in brackets; a process may call itself so. */
const kernelLike =
  /^\[.*\]$|^(kworker|kthreadd|ksoftirqd|migration|rcu_\w+|kswapd\d*|kcompactd\d*|khugepaged|watchdog|cpuhp)(\/|$)/
const othersMayWrite = 0o002
const groupMayWrite = 0o020

/** Whether a name is made to be misread. `argument` is the first one: what lists of processes show. */
export function isForged(path: string, argument: string | undefined): boolean {
  const name = posix.basename(path)
  if (misleading.test(path) || / \(deleted\)/.test(path)) return true
  // A real program of that name is no lie.
  return argument !== undefined && kernelLike.test(argument) && argument !== path && posix.basename(argument) !== name
}

/** Whether everyone may put files where this one is: its directory, or one above it. */
export async function isInWorldWritable(root: HostRoot, path: string): Promise<boolean> {
  for (
    let directory = posix.dirname(path);
    directory !== '/' && directory !== '.';
    directory = posix.dirname(directory)
  ) {
    const look = await root.stat(directory)
    if (look.status === 'observed' && (look.value.mode & othersMayWrite) !== 0) return true
  }
  return false
}

/** What the mode of a file gives away. Its group counts where that is not root's. */
export async function rightsAt(root: HostRoot, path: string): Promise<FileRight[]> {
  const look = await root.stat(path)
  if (look.status !== 'observed') return []
  const { mode, gid } = look.value
  const writable = (mode & othersMayWrite) !== 0 || ((mode & groupMayWrite) !== 0 && gid !== 0)
  return [
    ...((mode & 0o4000) !== 0 ? (['setuid'] as const) : []),
    ...((mode & 0o2000) !== 0 ? (['setgid'] as const) : []),
    ...(writable ? (['writable-file'] as const) : []),
  ]
}

/** The signals that the layer gives. */
export function signalsOf(layer: LayerClass): Signal[] {
  if (layer === 'memfd') return ['memfd']
  if (layer === 'deleted') return ['deleted']
  return layer === 'upper' ? ['writable-layer'] : []
}

import type { Process } from '../../host/proc.ts'
import { unhurried } from '../processlist.ts'

/** Who holds which socket. */
export interface Owners {
  /** Inode → processes that hold it, by pid. */
  readonly holders: ReadonlyMap<number, readonly Process[]>
  /** Why there may be a holder that was not found. Empty when every process could be looked at. */
  readonly blind: string
}

/** How many processes a reason names: more would make it another one at every look. */
const named = 3

/**
 * Looks through the open files of the processes that likely hold the sockets, and of the others only as long as a socket is
 * without a holder: the files of a few thousand processes are many.
 */
export async function findOwners(
  likely: readonly Process[],
  others: readonly Process[],
  inodes: ReadonlySet<number>,
): Promise<Owners> {
  const holders = new Map<number, Process[]>()
  const denied: number[] = []
  let more = false
  let readable = false
  const look = (process: Process, wanted: ReadonlySet<number>) => {
    const held = process.sockets(wanted)
    if (held.status === 'denied' || held.status === 'failed') denied.push(process.pid)
    if (held.status !== 'observed') return
    readable = true
    more ||= held.value.more
    for (const inode of held.value.inodes) holders.set(inode, [...(holders.get(inode) ?? []), process])
  }
  const missing = () => new Set([...inodes].filter((inode) => !holders.has(inode)))
  if (inodes.size > 0) for await (const process of unhurried(likely)) look(process, inodes)
  let wanted = missing()
  for await (const process of unhurried(others)) {
    if (wanted.size === 0) break
    const before = holders.size
    look(process, wanted)
    if (holders.size > before) wanted = missing()
  }
  return { holders, blind: blindness(denied, readable, more) }
}

function blindness(denied: readonly number[], readable: boolean, more: boolean): string {
  if (denied.length > 0) {
    const rest = denied.length > named ? ' and others' : ''
    return `the open files of process ${denied.slice(0, named).join(', ')}${rest} may not be read`
  }
  if (!readable) return 'there are no open files of processes to look at'
  return more ? 'a process has more open files than are looked at' : ''
}

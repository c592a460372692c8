// What people have to know of where a report was read from.
import { printable } from '../../lib/printable.ts'
import type { Report } from './model.ts'

export type StorageView = NonNullable<Report['storage']>

/** What is missing because a database was damaged, and what to do. Pure. */
export function damagedText({ file, time, bytes }: StorageView['damaged'][number]): string {
  const size = `${(bytes / 2 ** 20).toFixed(1)} MiB`
  return `The database was damaged and put aside on ${time.replace(/\.\d+Z/, 'Z')} as ${printable(file)} (${size}). History, profiles, decisions, bans and nodes that joined by token from before are not in this report. Bring them back with \`merlon restore\` of a backup; remove the file when it is of no use any more.`
}

/** How late the report may be, or why it is not read from the replica. Pure. */
export function replicaText({ used, behindSeconds, reason = '' }: NonNullable<StorageView['replica']>): string {
  if (!used) return `read from the primary: the replica cannot be used (${printable(reason)})`
  if (behindSeconds === undefined)
    return `read from a replica; how far behind it is is not known (${printable(reason)})`
  return `read from a replica that is at most ${behindSeconds} ${behindSeconds === 1 ? 'second' : 'seconds'} behind`
}

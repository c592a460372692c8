import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { databaseFile } from './open.ts'

/** A database that was found damaged, and lies beside the one that was begun in its place. */
export interface DamagedDatabase {
  readonly file: string
  /** When it was put aside, milliseconds since 1970. */
  readonly time: number
  readonly bytes: number
}

/** Most that are told. */
const most = 20

/** The databases that were put aside in a state directory and are still there, the newest first. */
export async function damagedDatabases(state: string): Promise<DamagedDatabase[]> {
  const database = databaseFile(state)
  const prefix = `${basename(database)}.damaged-`
  const names = (await readdir(dirname(database))).filter((name) => name.startsWith(prefix) && /Z$/.test(name)).sort()
  const found = names.slice(-most).map(async (name): Promise<DamagedDatabase[]> => {
    const file = join(dirname(database), name)
    // Whoever has looked at it may remove it at any time.
    const stats = await stat(file).catch(() => undefined)
    const time = timeOf(name.slice(prefix.length))
    return stats?.isFile() && !Number.isNaN(time) ? [{ file, time, bytes: stats.size }] : []
  })
  return (await Promise.all(found)).flat().reverse()
}

/** `2026-11-21T19-42-12-123Z`: a time without what file names do not take. */
function timeOf(text: string): number {
  return Date.parse(text.replace(/T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/, 'T$1:$2:$3.$4Z'))
}

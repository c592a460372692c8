import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { setAside } from './open.ts'
import { openSqlite } from './sqlite.ts'
import { toStoreError } from './sqlite-errors.ts'
import { StoreError } from './store.ts'

/** All pages in one step: a copy that stops in between begins again whenever somebody writes. */
const allPages = 0x7f_ff_ff_ff

/**
 * Copies a database, which may be in use, to a new file, and looks whether the copy is whole. Returns its size in bytes.
 * Throws a StoreError.
 */
export async function backupSqlite(file: string, to: string): Promise<number> {
  if (!existsSync(file)) throw new StoreError(`there is no database ${file}`)
  if (existsSync(to)) throw new StoreError(`${to} is there already: name another file`)
  if (!existsSync(dirname(to)))
    throw new StoreError(`there is no directory ${dirname(to)}: make it, or name another file`)
  const part = `${to}.part`
  try {
    const database = new BetterSqlite(file, { readonly: true, fileMustExist: true })
    try {
      await database.backup(part, { progress: () => allPages })
    } finally {
      database.close()
    }
    chmodSync(part, 0o600)
    const size = wholeSize(part)
    renameSync(part, to)
    return size
  } catch (error) {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${part}${end}`, { force: true })
    throw toStoreError(error, file)
  }
}

/** The size of a database in bytes. Throws when it is damaged. Leaves it as one file. */
function wholeSize(file: string): number {
  const database = new BetterSqlite(file, { fileMustExist: true })
  try {
    database.pragma('journal_mode = delete')
    const result = database.pragma('quick_check(1)', { simple: true })
    if (result !== 'ok') throw Object.assign(new Error(String(result)), { code: 'SQLITE_CORRUPT' })
    return (
      Number(database.pragma('page_count', { simple: true })) * Number(database.pragma('page_size', { simple: true }))
    )
  } finally {
    database.close()
  }
}

/**
 * Puts a backup in the place of a database that nobody uses; what was there is kept beside it, under the name that is
 * returned. Throws a StoreError, and changes nothing, when the database is in use, when the backup is damaged or of a newer
 * Merlon, and, unless it is forced, when what is there is newer than the backup or the backup has nothing of the cluster.
 */
export async function restoreSqlite(
  backup: string,
  file: string,
  { force, clusterId }: { readonly force: boolean; readonly clusterId?: string | undefined },
): Promise<string | undefined> {
  const part = `${file}.restoring`
  if (!existsSync(backup)) throw new StoreError(`there is no backup ${backup}`)
  if (existsSync(file)) requireUnused(file)
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    copyFileSync(backup, part)
    chmodSync(part, 0o600)
    // As a collector would: refuses what is damaged, not ours or newer, and brings it to this version's schema.
    const clusters = await clustersOf(part)
    wholeSize(part)
    if (clusterId !== undefined && !force && !clusters.includes(clusterId))
      throw new StoreError(
        `the backup ${backup} has nothing of the cluster ${clusterId}, but of ${clusters.join(', ') || 'none'}: a collector would not show it; name another backup, or have cluster.json beside the database say its cluster; --force does it`,
      )
    if (existsSync(file) && !force && newestOf(file) > newestOf(part))
      throw new StoreError(
        `the database ${file} has what the backup does not have yet: it would be lost; --force does it, and keeps the old file`,
      )
    const kept = existsSync(file) ? setAside(file, 'replaced') : undefined
    renameSync(part, file)
    return kept
  } catch (error) {
    throw toStoreError(error, file)
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${part}${end}`, { force: true })
  }
}

async function clustersOf(file: string): Promise<string[]> {
  const store = await openSqlite(file)
  try {
    return (await store.clusters()).map(({ id }) => id)
  } finally {
    await store.close()
  }
}

/**
 * Throws a StoreError when anybody has the database open: only who is alone may end the write-ahead log, which goes into
 * the file by that.
 */
export function requireUnused(file: string): void {
  let database: BetterSqlite.Database | undefined
  try {
    database = new BetterSqlite(file, { fileMustExist: true, timeout: 500 })
    database.pragma('journal_mode = delete')
  } catch (error) {
    // A damaged one is what a backup is for.
    if (/^SQLITE_(NOTADB|CORRUPT)/.test(String((error as { code?: unknown }).code))) return
    if (/^SQLITE_(BUSY|LOCKED)/.test(String((error as { code?: unknown }).code)))
      throw new StoreError(`the database ${file} is in use: stop the collector first`)
    throw toStoreError(error, file)
  } finally {
    database?.close()
  }
}

/** How far a database is: grows with all that is stored. */
function newestOf(file: string): number {
  try {
    const database = new BetterSqlite(file, { readonly: true, fileMustExist: true })
    try {
      return Number(database.prepare('select coalesce(sum(sequence), 0) from clusters').pluck().get())
    } finally {
      database.close()
    }
  } catch {
    // Damaged, or without a schema: there is nothing to lose.
    return 0
  }
}

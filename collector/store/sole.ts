// One collector at a time uses a SQLite file: two would judge, learn and delete side by side, and share no leases.
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { toStoreError } from './sqlite-errors.ts'
import { StoreError } from './store.ts'

/**
 * Makes this collector the only one of a database file, until `close` or the end of the process, however that comes. Commands
 * beside it are free to use the file. Throws a StoreError where another one is there.
 */
export function claimAlone(file: string): { close(): void } {
  const directory = dirname(file)
  let lock: BetterSqlite.Database | undefined
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    // A lock of SQLite, because Node.js has none of its own on files, and the kernel ends it with the process.
    lock = new BetterSqlite(join(directory, 'merlon.lock'), { timeout: 0 })
    lock.exec('begin exclusive')
    return lock
  } catch (error) {
    lock?.close()
    if (/^SQLITE_BUSY/.test(String((error as { code?: unknown }).code)))
      throw new StoreError(
        `another collector uses the database ${file}: stop it, or give this one another state directory (several collectors need PostgreSQL)`,
      )
    throw toStoreError(error, file)
  }
}

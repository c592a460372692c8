import { resolve } from 'node:path'
import { Kysely, sql } from 'kysely'
import { type ColumnTypes, migrate } from './migrations/index.ts'
import { createStore } from './queries/store.ts'
import type { Tables } from './schema.ts'
import { StoreDialect } from './sqlite-driver.ts'
import { memory, openFile } from './sqlite-file.ts'
import type { Store } from './store.ts'

const types: ColumnTypes = { text: 'text', integer: 'integer', bytes: 'blob', tableEnd: sql`strict` }

/**
 * Opens the store in one file, which is made when it is not there, and brings it to the newest schema. `:memory:` is a
 * store that ends with the process. Waits `busyTimeout` milliseconds for the locks of other processes, the whole process
 * with it: one process uses a file, once.
 *
 * Throws a StoreError that says what to do when the file is damaged, locked, not writable, another program's, or was
 * written by a newer version.
 */
export async function openSqlite(file: string, busyTimeout = 5000): Promise<Store> {
  const database = openFile(file === memory ? file : resolve(file), busyTimeout)
  try {
    const db = new Kysely<Tables>({ dialect: new StoreDialect(database) })
    await migrate(db, types)
    return createStore(db)
  } catch (error) {
    database.close()
    throw error
  }
}

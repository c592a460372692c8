import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { Kysely, sql } from 'kysely'
import { type ColumnTypes, migrate } from './migrations/index.ts'
import { createStore } from './queries/store.ts'
import type { Tables } from './schema.ts'
import { StoreDialect } from './sqlite-driver.ts'
import { memory, openFile } from './sqlite-file.ts'
import { ThreadsDialect } from './sqlite-threads.ts'
import { openWriter } from './sqlite-writer.ts'
import { type Store, StoreError } from './store.ts'

export const sqliteTypes: ColumnTypes = { text: 'text', integer: 'integer', bytes: 'blob', tableEnd: sql`strict` }

/** Connections that read: a long report does not hold up a short question. */
const readerCount = 3

/**
 * Opens the store in one file, which is made when it is not there, and brings it to the newest schema. `:memory:` is a
 * store that ends with the process. One thread of its own writes, and waits `busyTimeout` milliseconds for the locks of
 * other processes: one process uses a file, once.
 *
 * Throws a StoreError that says what to do when the file is damaged, locked, not writable, another program's, or was
 * written by a newer version.
 */
export async function openSqlite(file: string, busyTimeout = 5000): Promise<Store> {
  const db = file === memory ? openMemory() : await openThreads(resolve(file), busyTimeout)
  try {
    await migrate(db, sqliteTypes)
    const store = createStore(db)
    return file === memory ? store : watched(store, resolve(file))
  } catch (error) {
    await db.destroy()
    throw error
  }
}

/**
 * A file that was removed or replaced takes writes as before, and all of it is gone at the next start. Whoever asks again and
 * again what changed learns of it, as of any database that cannot be used.
 */
function watched(store: Store, file: string): Store {
  const opened = placeOf(file)
  return {
    ...store,
    versions: async () => {
      if (placeOf(file) === opened) return store.versions()
      throw new StoreError(
        `the database ${file} was removed or replaced while it is in use: put it back, or start the collector again`,
      )
    },
  }
}

function placeOf(file: string): string | undefined {
  const stats = statSync(file, { throwIfNoEntry: false })
  return stats && `${stats.dev}:${stats.ino}`
}

function openMemory(): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new StoreDialect(openFile(memory, 0)) })
}

async function openThreads(file: string, busyTimeout: number): Promise<Kysely<Tables>> {
  const writer = await openWriter({ file, busyTimeout })
  const readers = Array.from({ length: readerCount }, () => openReader(file, busyTimeout))
  return new Kysely<Tables>({ dialect: new ThreadsDialect({ writer, readers }) })
}

/** The writer has looked at the file, and set what is kept in it. */
function openReader(file: string, timeout: number): BetterSqlite.Database {
  const database = new BetterSqlite(file, { readonly: true, fileMustExist: true, timeout })
  database.pragma('query_only = 1')
  database.pragma('temp_store = memory')
  return database
}

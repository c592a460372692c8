import BetterSqlite from 'better-sqlite3'
import { Kysely } from 'kysely'
import { migrate } from '../../../collector/store/migrations/index.ts'
import { createStore } from '../../../collector/store/queries/store.ts'
import type { Tables } from '../../../collector/store/schema.ts'
import { StoreDialect } from '../../../collector/store/sqlite-driver.ts'
import type { Store } from '../../../collector/store/store.ts'

export const columnTypes = { text: 'text', integer: 'integer', bytes: 'blob' } as const

/** An empty database below the store, to look at. */
export function openMemory(): { database: BetterSqlite.Database; db: Kysely<Tables> } {
  const database = new BetterSqlite(':memory:')
  return { database, db: new Kysely<Tables>({ dialect: new StoreDialect(database) }) }
}

/** A store with the database below it, to look at. */
export async function openStore(): Promise<{ database: BetterSqlite.Database; store: Store }> {
  const { database, db } = openMemory()
  await migrate(db, columnTypes)
  return { database, store: createStore(db) }
}

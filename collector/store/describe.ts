import { existsSync, statSync } from 'node:fs'
import BetterSqlite from 'better-sqlite3'
import { sql } from 'kysely'
import type { CollectorConfig } from '../config.ts'
import { databaseFile, isShared, urlOf } from './open.ts'
import { connectPostgres } from './postgres.ts'
import { toStoreError } from './sqlite-errors.ts'
import { StoreError } from './store.ts'

/** A database as it lies there: how far its schema is, and how much is in it. */
export interface DatabaseDescription {
  readonly engine: string
  /** Bytes of everything. */
  readonly bytes: number
  readonly migrations: readonly { readonly name: string; readonly time: string }[]
  /** In PostgreSQL numbers of rows are its own estimates, and tables have sizes. */
  readonly tables: readonly { readonly name: string; readonly rows: number; readonly bytes?: number }[]
}

/** Looks and changes nothing; a collector may run. Throws a StoreError. */
export function describeDatabase(
  place: Pick<CollectorConfig, 'state' | 'database' | 'databaseUrlFile'>,
): Promise<DatabaseDescription> {
  return isShared(place) ? describePostgres(urlOf(place)) : describeSqlite(databaseFile(place.state))
}

async function describeSqlite(file: string): Promise<DatabaseDescription> {
  if (!existsSync(file)) throw new StoreError(`there is no database ${file}`)
  try {
    const database = new BetterSqlite(file, { readonly: true, fileMustExist: true })
    try {
      const names = database.prepare("select name from sqlite_schema where type = 'table' order by name").pluck().all()
      const count = (name: unknown) => Number(database.prepare(`select count(*) from "${name}"`).pluck().get())
      const steps = database.prepare('select name, timestamp as time from kysely_migration order by name').all()
      return {
        engine: `SQLite ${database.prepare('select sqlite_version()').pluck().get()}`,
        bytes: [file, `${file}-wal`].reduce((sum, each) => sum + (existsSync(each) ? statSync(each).size : 0), 0),
        migrations: steps as DatabaseDescription['migrations'],
        tables: names.map((name) => ({ name: String(name), rows: count(name) })),
      }
    } finally {
      database.close()
    }
  } catch (error) {
    throw toStoreError(error, file)
  }
}

async function describePostgres(url: string): Promise<DatabaseDescription> {
  const { db } = await connectPostgres(url, { patience: 0, connections: 1 })
  try {
    const about = await sql<{ version: string; bytes: number }>`
      select current_setting('server_version') as version, pg_database_size(current_database()) as bytes`.execute(db)
    const steps = await sql<{ name: string; time: string }>`
      select name, timestamp as time from kysely_migration order by name`.execute(db)
    const tables = await sql<{ name: string; rows: number; bytes: number }>`
      select relname as name, n_live_tup as rows, pg_total_relation_size(relid) as bytes
      from pg_stat_user_tables where schemaname = current_schema() order by relname`.execute(db)
    return {
      engine: `PostgreSQL ${about.rows[0]?.version}`,
      bytes: about.rows[0]?.bytes ?? 0,
      migrations: steps.rows,
      tables: tables.rows,
    }
  } finally {
    await db.destroy()
  }
}

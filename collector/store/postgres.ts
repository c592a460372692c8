import { setTimeout } from 'node:timers/promises'
import { Kysely, sql } from 'kysely'
import { type ColumnTypes, migrate } from './migrations/index.ts'
import { StoreDialect } from './postgres-dialect.ts'
import { isPassing, toPostgresError } from './postgres-errors.ts'
import { openPool, type ServerPool } from './postgres-pool.ts'
import { parsePostgresUrl } from './postgres-url.ts'
import { createStore } from './queries/store.ts'
import type { Tables } from './schema.ts'
import { type Store, StoreError } from './store.ts'

/** Text is compared by its bytes, as everywhere else. */
export const postgresTypes: ColumnTypes = { text: sql`text collate "C"`, integer: 'bigint', bytes: 'bytea' }

export interface PostgresOptions {
  /** Milliseconds that a statement may take; a client waits a little longer for it. */
  readonly statementTimeout?: number
  /** Milliseconds to wait at the beginning for a server that is not there (yet). */
  readonly patience?: number
  /** Most connections of this process. */
  readonly connections?: number
  readonly log?: { info(fields: object, message: string): void; warn(fields: object, message: string): void }
}

/** The oldest version that is tried: it is the one of the tests, and those before it get no more fixes. */
const oldestVersion = 13

/**
 * Opens the store in a PostgreSQL database, which must be there, and brings it to the newest schema; several processes may
 * do so at once. Throws a StoreError that says what to do, and never the password.
 */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Store> {
  const { db } = await connectPostgres(url, options)
  try {
    await migrate(db, postgresTypes)
    return createStore(db)
  } catch (error) {
    await db.destroy()
    throw error
  }
}

/** The database below the store, as it is. */
export async function connectPostgres(
  url: string,
  options: PostgresOptions = {},
): Promise<{ db: Kysely<Tables>; name: string }> {
  const place = parsePostgresUrl(url)
  const timeout = options.statementTimeout ?? 30_000
  const server = openPool(place, timeout, options)
  try {
    await untilReached(server, place.name, options)
    return { db: new Kysely<Tables>({ dialect: new StoreDialect(server, place.name, timeout) }), name: place.name }
  } catch (error) {
    await server.end()
    throw error
  }
}

/** Waits for a server that can be expected to come, and refuses one that will not do. */
async function untilReached(
  server: ServerPool,
  name: string,
  { patience = 60_000, log }: PostgresOptions,
): Promise<void> {
  const end = performance.now() + patience
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await requireFit(server, name)
    } catch (thrown) {
      const error = toPostgresError(thrown, name) as Error
      const wait = Math.min(5000, 250 * 2 ** attempt)
      if (!isPassing(error) || performance.now() + wait > end) throw error
      log?.info({ reason: error.message, attempt }, 'waiting for the database')
      await setTimeout(wait)
    }
  }
}

async function requireFit(server: ServerPool, name: string): Promise<void> {
  const client = await server.connect()
  const { rows } = await client
    .query<{ encoding: string; version: number; standby: boolean }>(
      `select current_setting('server_encoding') as encoding, current_setting('server_version_num')::int as version,
        pg_is_in_recovery() as standby`,
    )
    .finally(() => client.release())
  const { encoding, version, standby } = rows[0] ?? { encoding: '', version: 0, standby: false }
  if (encoding !== 'UTF8')
    throw new StoreError(`the database ${name} has the encoding ${encoding}: create one with encoding UTF8`)
  if (version < oldestVersion * 10_000)
    throw new StoreError(`the database ${name} is of a PostgreSQL before ${oldestVersion}: upgrade it`)
  if (standby) throw Object.assign(new Error('in recovery'), { code: '25006' })
}

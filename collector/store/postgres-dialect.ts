import {
  CompiledQuery,
  type DatabaseConnection,
  type Kysely,
  PostgresAdapter,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  type PostgresPool,
  type PostgresPoolClient,
  sql,
  type TransactionSettings,
} from 'kysely'
import { endsConnection, toPostgresError } from './postgres-errors.ts'
import type { ServerPool } from './postgres-pool.ts'

/** Any number that no other program's advisory lock has. */
const migrationLock = 0x4d_52_4c_4e

/**
 * PostgreSQL under kysely, without anything that outlives a transaction in its session: a pooler may give each
 * transaction another one.
 */
export class StoreDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig
  readonly #timeout: number

  /** `timeout`: milliseconds that a statement of a transaction may take. */
  constructor(server: ServerPool, name: string, timeout: number) {
    const config = { pool: tellingPool(server, name) }
    super(config)
    this.#config = config
    this.#timeout = timeout
  }

  override createDriver(): PostgresDriver {
    return new BoundedDriver(this.#config, this.#timeout)
  }

  override createAdapter(): PostgresAdapter {
    return new PooledAdapter()
  }
}

class BoundedDriver extends PostgresDriver {
  readonly #timeout: number

  constructor(config: PostgresDialectConfig, timeout: number) {
    super(config)
    this.#timeout = timeout
  }

  /** In one message with its limits, which end with it. */
  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const { isolationLevel = 'read committed', accessMode = 'read write' } = settings
    const limits = [`statement_timeout = ${this.#timeout}`, `idle_in_transaction_session_timeout = ${this.#timeout}`]
    const begin = [
      `start transaction isolation level ${isolationLevel} ${accessMode}`,
      ...limits.map((limit) => `set local ${limit}`),
    ]
    await connection.executeQuery(CompiledQuery.raw(begin.join('; ')))
  }
}

/** Takes the lock of migrations for the transaction in which they run, not for the session. */
class PooledAdapter extends PostgresAdapter {
  override async acquireMigrationLock(db: Kysely<unknown>): Promise<void> {
    // Others may have much to do before it is free, and a step of the schema too.
    await sql`set local statement_timeout = 0`.execute(db)
    await sql`select pg_advisory_xact_lock(${sql.lit(migrationLock)})`.execute(db)
  }

  override async releaseMigrationLock(): Promise<void> {
    // It ends with the transaction.
  }
}

/** The pool with its errors told as StoreErrors; a connection that failed is not used again. */
function tellingPool({ pool, connect, end }: ServerPool, name: string): PostgresPool {
  const told = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work
    } catch (error) {
      throw toPostgresError(error, name)
    }
  }
  return {
    options: pool.options,
    end,
    connect: async () => {
      const client = await told(connect())
      let broken = false
      // What is asked fails too. An error that nobody listens to would end the process, and the pool does not while the
      // connection is in use.
      const fail = () => {
        broken = true
      }
      client.on('error', fail)
      const query = (text: string, parameters: readonly unknown[]) =>
        // Without parameters several statements may stand in one message.
        told(
          client.query(text, parameters.length > 0 ? askable(text, parameters) : undefined).catch((error: unknown) => {
            broken ||= endsConnection(error)
            throw error
          }),
        )
      const release = () => {
        client.off('error', fail)
        client.release(broken)
      }
      return { query, release } as unknown as PostgresPoolClient
    },
  }
}

/** No text of ours has a NUL, which PostgreSQL refuses: a question with one has to find nothing, as everywhere else. */
function askable(text: string, parameters: readonly unknown[]): unknown[] {
  if (!text.startsWith('select')) return [...parameters]
  return parameters.map((each) => (typeof each === 'string' ? each.replaceAll('\0', '\ufffd') : each))
}

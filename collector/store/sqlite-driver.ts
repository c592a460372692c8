import type BetterSqlite from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type TransactionSettings,
} from 'kysely'
import { keepStatements } from './sqlite-statements.ts'

/** better-sqlite3 under kysely in this thread, with what its own dialect for it lacks. */
export class StoreDialect extends SqliteDialect {
  readonly #statements: SqliteDatabase

  constructor(database: BetterSqlite.Database) {
    const statements = keepStatements(database)
    super({ database: statements })
    this.#statements = statements
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver({ database: this.#statements })
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter()
  }
}

class ImmediateDriver extends SqliteDriver {
  /** A transaction that will write takes the lock at once: one that read first could not wait for it any more. */
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    const begin = settings?.accessMode === 'read only' ? 'begin' : 'begin immediate'
    await connection.executeQuery(CompiledQuery.raw(begin))
  }
}

/** SQLite can roll back changes of the schema; kysely says it cannot, and would leave half a migration. */
export class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

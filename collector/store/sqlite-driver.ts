import type BetterSqlite from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
  type TransactionSettings,
} from 'kysely'
import { toStoreError } from './sqlite-errors.ts'

/** Statements that are kept prepared: some fifty are constant, the lengths of lists make others. */
const keptStatements = 200

/** better-sqlite3 under kysely, with what its own dialect for it lacks. */
export class StoreDialect extends SqliteDialect {
  readonly #database: BetterSqlite.Database
  readonly #statements: SqliteDatabase

  constructor(database: BetterSqlite.Database) {
    const statements = keepStatements(database)
    super({ database: statements })
    this.#database = database
    this.#statements = statements
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#database, this.#statements)
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter()
  }
}

class ImmediateDriver extends SqliteDriver {
  readonly #database: BetterSqlite.Database

  constructor(database: BetterSqlite.Database, statements: SqliteDatabase) {
    super({ database: statements })
    this.#database = database
  }

  /** A transaction that will write takes the lock at once: one that read first could not wait for it any more. */
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    const begin = settings?.accessMode === 'read only' ? 'begin' : 'begin immediate'
    await connection.executeQuery(CompiledQuery.raw(begin))
  }

  /** SQLite itself rolls back after some errors (a full disk); a second time would hide that error behind another. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection)
  }
}

/** SQLite can roll back changes of the schema; kysely says it cannot, and would leave half a migration. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** The database with its statements kept prepared and its errors told as StoreErrors. */
function keepStatements(database: BetterSqlite.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>()
  return {
    close: () => {
      database.close()
    },
    prepare: (text) => {
      const statement = kept.get(text) ?? telling(database, text)
      kept.delete(text)
      kept.set(text, statement)
      if (kept.size > keptStatements) kept.delete(kept.keys().next().value as string)
      return statement
    },
  }
}

function telling(database: BetterSqlite.Database, text: string): SqliteStatement {
  const attempt = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw toStoreError(error, database.name)
    }
  }
  const statement = attempt(() => database.prepare(text))
  return {
    reader: statement.reader,
    all: (parameters) => attempt(() => statement.all(...parameters)),
    run: (parameters) => attempt(() => statement.run(...parameters)),
    iterate: (parameters) => statement.iterate(...parameters),
  }
}

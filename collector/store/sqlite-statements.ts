import type BetterSqlite from 'better-sqlite3'
import type { SqliteDatabase, SqliteStatement } from 'kysely'
import { toStoreError } from './sqlite-errors.ts'
import { StoreError } from './store.ts'

/** Statements that are kept prepared: some fifty are constant, the lengths of lists make others. */
const keptStatements = 200

/**
 * The database with its statements kept prepared and its errors told as StoreErrors. Until somebody says `rollback`, a
 * transaction that SQLite ended by itself (a full disk) takes no more statements: they would be kept without those before.
 */
export function keepStatements(database: BetterSqlite.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>()
  let begun = false
  const within: Within = (text, work, ended) => {
    if (begun && !database.inTransaction) {
      if (text !== 'rollback') throw new StoreError('the database gave the transaction up')
      begun = false
      return ended
    }
    const answer = work()
    begun = database.inTransaction
    return answer
  }
  return {
    close: () => {
      database.close()
    },
    prepare: (text) => {
      const statement = kept.get(text) ?? telling(database, text, within)
      kept.delete(text)
      kept.set(text, statement)
      if (kept.size > keptStatements) kept.delete(kept.keys().next().value as string)
      return statement
    },
  }
}

/** Runs a statement, or gives `ended` where there is nothing to roll back any more. */
type Within = <T>(text: string, work: () => T, ended: T) => T

const nothing = { changes: 0, lastInsertRowid: 0 }

function telling(database: BetterSqlite.Database, text: string, within: Within): SqliteStatement {
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
    all: (parameters) => attempt(() => within(text, () => statement.all(...parameters), [])),
    run: (parameters) => attempt(() => within(text, () => statement.run(...parameters), nothing)),
    iterate: (parameters) => statement.iterate(...parameters),
  }
}

/** What a statement gave back. */
export interface Answer {
  readonly rows: unknown[]
  readonly changes?: number
}

/** Runs one statement. */
export function runStatement(statements: SqliteDatabase, text: string, parameters: readonly unknown[]): Answer {
  const statement = statements.prepare(text)
  if (statement.reader) return { rows: statement.all(parameters) }
  return { rows: [], changes: Number(statement.run(parameters).changes) }
}

import type { Kysely } from 'kysely'
import type { Tables } from '../schema.ts'

export type Database = Kysely<Tables>

/**
 * Runs `work` so that nobody else writes between what it reads and what it writes. The engine's driver begins a writing
 * transaction accordingly: at once with the lock, or serializable.
 */
export function write<T>(db: Database, work: (transaction: Database) => Promise<T>): Promise<T> {
  return db.transaction().execute(work)
}

/** Runs `work`, which only reads, on one state of the database. */
export function read<T>(db: Database, work: (transaction: Database) => Promise<T>): Promise<T> {
  return db.transaction().setAccessMode('read only').setIsolationLevel('repeatable read').execute(work)
}

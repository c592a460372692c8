import type { Kysely } from 'kysely'
import type { Tables } from '../schema.ts'
import { type Scope, writeTogether } from './group.ts'

export type Database = Kysely<Tables>

/**
 * Runs `work` so that nobody else writes to the cluster between what it reads and what it writes, and ends when that is
 * durable. Writers of one cluster come one after the other, in the order in which they asked. `work` may be run again from
 * its beginning: it must do without effects elsewhere.
 */
export function write<T>(db: Database, clusterId: string, work: (transaction: Database) => Promise<T>): Promise<T> {
  return writeTogether(db, { clusterId }, work)
}

/**
 * The same for work on rows of one node, beside which others of other nodes run; their statements mix. Work that has to
 * touch more finds out before it writes, and throws a NotAloneError unless `isAlone`.
 */
export function writeNode<T>(
  db: Database,
  { clusterId, nodeId }: Required<Scope>,
  work: (transaction: Database, isAlone: boolean) => Promise<T>,
): Promise<T> {
  return writeTogether(db, { clusterId, nodeId }, work)
}

/** Runs `work`, which only reads, on one state of the database. */
export function read<T>(db: Database, work: (transaction: Database) => Promise<T>): Promise<T> {
  return db.transaction().setAccessMode('read only').setIsolationLevel('repeatable read').execute(work)
}

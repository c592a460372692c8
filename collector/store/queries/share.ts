import { type DatabaseConnection, type Driver, Kysely, SelectQueryNode } from 'kysely'
import type { Tables } from '../schema.ts'

type Database = Kysely<Tables>

/** A transaction that several work in: its connection, and how its first statement failed. */
export interface Shared {
  readonly transaction: Database
  readonly connection: DatabaseConnection
  /** The first error of the database: PostgreSQL answers all that follows with another one. */
  failure?: unknown
  /** What is left for its end: what many change is written once. */
  readonly atEnd: Set<(db: Database) => Promise<void>>
}

/** What one of several has of their transaction. */
export interface Share {
  /** Its statements go out without waiting for answers to those before, in their order, where the engine can do so. */
  readonly db: Database
  /** Whether it only asked, and was answered: then nothing of it has to be undone. */
  isClean(): boolean
}

/** By the database of a share: of which transaction it is, and how it is told that its work left something to write. */
const shares = new WeakMap<Database, { readonly shared: Shared; readonly changed: () => void }>()

/** The transaction of a share, and what has to be called by work that leaves something for its end; undefined elsewhere. */
export function sharedOf(db: Database): { readonly shared: Shared; readonly changed: () => void } | undefined {
  return shares.get(db)
}

export function openShare(shared: Shared): Share {
  let clean = true
  const connection: DatabaseConnection = {
    executeQuery: async (query) => {
      clean &&= SelectQueryNode.is(query.query)
      try {
        return await shared.connection.executeQuery(query)
      } catch (error) {
        clean = false
        shared.failure ??= error
        throw error
      }
    },
    streamQuery: () => {
      throw new Error('nothing is streamed in a transaction of writers')
    },
  }
  const db = databaseOver(shared.transaction, connection)
  const changed = () => {
    clean = false
  }
  shares.set(db, { shared, changed })
  return { db, isClean: () => clean }
}

/** The database of a transaction lets one statement at a time through; this one leaves their order to the connection. */
function databaseOver(transaction: Database, connection: DatabaseConnection): Database {
  const executor = transaction.getExecutor()
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => executor.adapter,
      createDriver: () => driverOver(connection),
      createQueryCompiler: () => ({ compileQuery: (node, id) => executor.compileQuery(node, id) }),
      createIntrospector: () => transaction.introspection,
    },
  })
}

function driverOver(connection: DatabaseConnection): Driver {
  const none = () => Promise.reject(new Error('the transaction is that of all'))
  return {
    init: async () => undefined,
    acquireConnection: async () => connection,
    releaseConnection: async () => undefined,
    beginTransaction: none,
    commitTransaction: none,
    rollbackTransaction: none,
    destroy: async () => undefined,
  }
}

/**
 * The values of all; the first error, when all have ended. Inside a transaction nothing may still be under way when it is
 * rolled back.
 */
export async function together<T extends readonly unknown[]>(
  work: {
    readonly [K in keyof T]: Promise<T[K]>
  },
): Promise<T> {
  try {
    return (await Promise.all(work)) as unknown as T
  } catch (error) {
    await Promise.allSettled(work)
    throw error
  }
}

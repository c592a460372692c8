import type BetterSqlite from 'better-sqlite3'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  SelectQueryNode,
  SqliteDialect,
  type TransactionSettings,
} from 'kysely'
import { TransactionalAdapter } from './sqlite-driver.ts'
import { type Answer, keepStatements, runStatement } from './sqlite-statements.ts'
import type { Writer } from './sqlite-writer.ts'
import { StoreError } from './store.ts'

/** Statements and transactions that may wait for a connection. More is a database that does not keep up. */
const defaultMostWaiting = 10_000

/** A connection for one at a time. */
interface Lane {
  run(text: string, parameters: readonly unknown[]): Promise<Answer>
}

export interface Threads {
  readonly writer: Writer
  /** Connections of this thread, which only read. */
  readonly readers: readonly BetterSqlite.Database[]
}

/** SQLite under kysely with one connection that writes, in its own thread, and some that read. */
export class ThreadsDialect extends SqliteDialect {
  readonly #threads: Threads
  readonly #mostWaiting: number

  constructor(threads: Threads, mostWaiting = defaultMostWaiting) {
    super({ database: () => Promise.reject(new Error('it has its own driver')) })
    this.#threads = threads
    this.#mostWaiting = mostWaiting
  }

  override createDriver(): Driver {
    return threadsDriver(this.#threads, this.#mostWaiting)
  }

  override createAdapter(): TransactionalAdapter {
    return new ManyConnections()
  }
}

class ManyConnections extends TransactionalAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

function threadsDriver({ writer, readers }: Threads, mostWaiting: number): Driver {
  const writing = openLanes([writer], mostWaiting)
  const reading = openLanes(readers.map(readerLane), mostWaiting)
  const own = (connection: DatabaseConnection) => connection as Connection
  return {
    init: async () => undefined,
    acquireConnection: async () => new Connection(writing, reading),
    beginTransaction: (connection, settings) => own(connection).begin(settings),
    commitTransaction: (connection) => own(connection).end('commit'),
    rollbackTransaction: (connection) => own(connection).end('rollback'),
    releaseConnection: async (connection) => own(connection).release(),
    destroy: async () => {
      await writer.close()
      for (const reader of readers) reader.close()
    },
  }
}

/** What kysely holds: it gets a lane with its transaction, or for one statement. */
class Connection implements DatabaseConnection {
  readonly #writing: Lanes
  readonly #reading: Lanes
  #lane: { readonly lane: Lane; readonly free: () => void } | undefined

  constructor(writing: Lanes, reading: Lanes) {
    this.#writing = writing
    this.#reading = reading
  }

  /** A transaction that will write takes the lock at once: one that read first could not wait for it any more. */
  async begin({ accessMode }: TransactionSettings): Promise<void> {
    const isReading = accessMode === 'read only'
    this.#lane = await (isReading ? this.#reading : this.#writing).take()
    await this.#lane.lane.run(isReading ? 'begin' : 'begin immediate', [])
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    await this.#lane?.lane.run(how, [])
  }

  release(): void {
    this.#lane?.free()
    this.#lane = undefined
  }

  async executeQuery<R>({ sql, parameters, query }: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#lane) return resultOf(await this.#lane.lane.run(sql, parameters))
    const { lane, free } = await (SelectQueryNode.is(query) ? this.#reading : this.#writing).take()
    try {
      return resultOf(await lane.run(sql, parameters))
    } finally {
      free()
    }
  }

  // biome-ignore lint/correctness/useYield: nothing is streamed
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('nothing is streamed')
  }
}

function resultOf<R>({ rows, changes }: Answer): QueryResult<R> {
  return { rows: rows as R[], ...(changes === undefined ? {} : { numAffectedRows: BigInt(changes) }) }
}

function readerLane(database: BetterSqlite.Database): Lane {
  const statements = keepStatements(database)
  return {
    run: async (text, parameters) => runStatement(statements, text, parameters),
  }
}

interface Lanes {
  /** Waits for a lane, in the order of asking. Throws a StoreError when too many wait. */
  take(): Promise<{ readonly lane: Lane; readonly free: () => void }>
}

function openLanes(lanes: readonly Lane[], mostWaiting: number): Lanes {
  const free = [...lanes]
  const waiting: ((lane: Lane) => void)[] = []
  const give = (lane: Lane) => {
    const next = waiting.shift()
    if (next) next(lane)
    else free.push(lane)
  }
  return {
    take: async () => {
      if (waiting.length >= mostWaiting) throw new StoreError('the database does not keep up: its disk may be too slow')
      const lane = free.pop() ?? (await new Promise<Lane>((done) => waiting.push(done)))
      return { lane, free: () => give(lane) }
    },
  }
}

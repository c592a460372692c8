import { Kysely, sql } from 'kysely'
import { StoreDialect } from './postgres-dialect.ts'
import { openPool, type PoolOptions } from './postgres-pool.ts'
import { parsePostgresUrl } from './postgres-url.ts'
import { createStore } from './queries/store.ts'
import type { ChangeVersion } from './replicas.ts'
import type { Tables } from './schema.ts'
import type { ReadStore } from './store.ts'

/** How far a server follows another. */
export interface Following {
  /** False: it takes writes itself, and follows nobody (any more). */
  readonly standby: boolean
  /**
   * Milliseconds since the newest transaction that it has was committed, by the clocks of both servers: it lacks nothing
   * that is older. Absent: not known.
   */
  readonly behindMilliseconds?: number
}

/** A PostgreSQL database that is read alone, and that may be behind. */
export interface StandbyDatabase {
  /** For people, without secrets. */
  readonly name: string
  readonly reads: ReadStore
  following(): Promise<Following>
  versions(): Promise<ChangeVersion[]>
  close(): Promise<void>
}

/** Milliseconds that a statement may take: who waits is answered by the primary then. */
const timeout = 10_000
const connections = 5

/** Nothing is asked of it before somebody reads. Throws a StoreError for a URL that is none. */
export function openStandby(url: string, log: NonNullable<PoolOptions['log']>): StandbyDatabase {
  const place = parsePostgresUrl(url)
  const server = openPool(place, timeout, { connections, log, readOnly: true })
  const db = new Kysely<Tables>({ dialect: new StoreDialect(server, place.name, timeout) })
  const store = createStore(db)
  return {
    name: place.name,
    reads: store,
    following: async () => {
      const { rows } = await sql<{ standby: boolean; behind: number | null }>`
        select pg_is_in_recovery() as standby,
          (extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()) * 1000)::bigint as behind`.execute(
        db,
      )
      const { standby = false, behind = null } = rows[0] ?? {}
      return { standby, ...(standby && behind !== null ? { behindMilliseconds: Math.max(0, behind) } : {}) }
    },
    versions: () => store.versions(),
    close: () => store.close(),
  }
}

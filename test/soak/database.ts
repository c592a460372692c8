// The database below the collectors, and what can happen to it.
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { startPgBouncer, whyNoPgBouncer } from '../support/pgbouncer.ts'
import { type PostgresServer, startPostgres, whyNoPostgres } from '../support/postgres.ts'

export interface Database {
  /** For collectors; empty: SQLite in their state directory. */
  readonly url: string
  /** For whoever looks at the end. */
  readonly direct: string
  /** By name what can be done to it. Each ends when it works again. */
  readonly faults: Readonly<Record<string, () => Promise<void>>>
  stop(): Promise<void>
}

/** Why this machine has no PostgreSQL with PgBouncer. */
export function whyNoDatabase(): string | undefined {
  return whyNoPostgres() ?? whyNoPgBouncer()
}

const socketName = '.s.PGSQL.5432'

/** A primary with a synchronous standby, behind PgBouncer in transaction mode. */
export async function startDatabase(directory: string): Promise<Database> {
  const place = join(directory, 'database')
  mkdirSync(place)
  let primary = await startPostgres([])
  let standby: PostgresServer | undefined
  pointTo(place, primary)
  const url = urlVia(await primary.database(), place)
  const pooler = await startPgBouncer(url)

  /** From here on nothing is committed that the standby does not have. */
  async function follow(): Promise<void> {
    standby = await primary.standby()
    await primary.ask("alter system set synchronous_standby_names = '*'")
    await primary.ask('select pg_reload_conf()')
    await until(async () => {
      const [row] = await primary.ask(
        "select count(*)::int as count from pg_stat_replication where sync_state = 'sync'",
      )
      return row?.['count'] === 1
    })
  }

  async function restart(): Promise<void> {
    await primary.crash()
    await setTimeout(1000)
    await started(primary)
  }

  async function failOver(): Promise<void> {
    const [dead, next] = [primary, standby]
    if (!next) return
    standby = undefined
    await dead.crash()
    await next.ask('select pg_promote(true)')
    primary = next
    pointTo(place, primary)
    await dead.stop()
    await setTimeout(3000)
    await follow()
  }

  await follow()
  return {
    ...{ url: pooler.url, direct: url },
    faults: { 'database killed': restart, 'database replaced by its standby': failOver },
    stop: async () => {
      await pooler.stop()
      await standby?.stop()
      await primary.stop()
    },
  }
}

/** The same database through the socket of another directory. */
function urlVia(url: string, directory: string): string {
  const through = new URL(url)
  through.searchParams.set('host', directory)
  return through.href
}

/** Whoever connects there reaches this server from now on. */
function pointTo(directory: string, server: PostgresServer): void {
  const beside = join(directory, '.new')
  symlinkSync(join(server.directory, socketName), beside)
  renameSync(beside, join(directory, socketName))
}

/** Processes of before may hold its memory for a moment yet. */
async function started(server: PostgresServer): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await server.start()
    } catch (error) {
      if (attempt > 30) throw error
      await setTimeout(500)
    }
  }
}

async function until(good: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; !(await good()); attempt += 1) {
    if (attempt > 300) throw new Error('the standby does not follow')
    await setTimeout(100)
  }
}

/** The file system of SQLite's file is full for a while: really, where it is small and of its own. */
export function fullDisk(directory: string, pause: number): () => Promise<void> {
  return async () => {
    const file = join(directory, 'filler')
    try {
      fill(file)
      await setTimeout(pause)
    } finally {
      rmSync(file, { force: true })
    }
  }
}

function fill(file: string): void {
  for (const size of [2 ** 20, 2 ** 12])
    try {
      for (;;) writeFileSync(file, Buffer.alloc(size), { flag: 'a' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
}

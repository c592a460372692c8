import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { toStoreError } from './sqlite-errors.ts'
import { StoreError } from './store.ts'

export const memory = ':memory:'

/** "MRLN": tells a file of ours from another program's. */
const applicationId = 0x4d_52_4c_4e

/** Opens a database file, or `memory`, fit for use: ours, whole, and with the pragmas set. Throws a StoreError. */
export function openFile(path: string, busyTimeout: number): BetterSqlite.Database {
  try {
    if (path !== memory) prepareFile(path)
    return openChecked(path, busyTimeout)
  } catch (error) {
    throw toStoreError(error, path)
  }
}

/** Findings tell where a node is weak: only the collector's user reads them. SQLite gives its other files the same mode. */
function prepareFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  // Not opened when it is there: closing it would end the locks that this process has on it (POSIX).
  if (!existsSync(path)) closeSync(openSync(path, 'ax', 0o600))
  if ((statSync(path).mode & 0o777) !== 0o600) chmodSync(path, 0o600)
}

function openChecked(path: string, busyTimeout: number): BetterSqlite.Database {
  const database = new BetterSqlite(path, { timeout: busyTimeout })
  try {
    claim(database)
    configure(database, busyTimeout)
    refuseDamaged(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Marks an empty database as ours; refuses one that has anything and no mark. */
function claim(database: BetterSqlite.Database): void {
  const id = database.pragma('application_id', { simple: true })
  const empty = database.prepare('select 1 from sqlite_schema').get() === undefined
  if (id === applicationId) return
  if (id === 0 && empty) {
    database.pragma(`application_id = ${applicationId}`)
    return
  }
  throw new StoreError(`the database ${database.name} is another program's: name another file`)
}

/**
 * Sets the pragmas, then reads all back: SQLite ignores what it cannot do, and a journal in WAL mode lowers a synchronous
 * that was not set by name to NORMAL. With FULL (2), what was acknowledged outlives a power failure.
 */
export function configure(
  database: Pick<BetterSqlite.Database, 'memory' | 'name' | 'pragma'>,
  busyTimeout: number,
): void {
  const pragmas = Object.entries({
    busy_timeout: busyTimeout,
    journal_mode: database.memory ? 'memory' : 'wal',
    synchronous: 2,
    foreign_keys: 1,
    // In memory: a container may have no directory for temporary files.
    temp_store: 2,
  })
  for (const [name, value] of pragmas) database.pragma(`${name} = ${value}`)
  for (const [name, value] of pragmas) {
    const actual = database.pragma(name, { simple: true })
    if (actual === value) continue
    throw new StoreError(
      `the database ${database.name} keeps ${name} at ${actual} where ${value} is needed: put it on a local disk`,
    )
  }
}

function refuseDamaged(database: BetterSqlite.Database): void {
  const result = database.pragma('quick_check(1)', { simple: true })
  if (result === 'ok') return
  throw toStoreError({ code: 'SQLITE_CORRUPT', message: String(result) }, database.name)
}

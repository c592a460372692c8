import { existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { CollectorConfig } from '../config.ts'
import { openPostgres } from './postgres.ts'
import { claimAlone } from './sole.ts'
import { openSqlite } from './sqlite.ts'
import { isDamage } from './sqlite-errors.ts'
import { type Store, StoreError } from './store.ts'

type Place = Pick<CollectorConfig, 'state' | 'database' | 'databaseUrlFile'>

interface StoreLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Whether other collectors may use the same database. */
export function isShared({ database, databaseUrlFile }: Place): boolean {
  return database !== '' || databaseUrlFile !== ''
}

/** The file of the database where none is named. */
export function databaseFile(state: string): string {
  return join(state, 'merlon.db')
}

/**
 * Opens the store that the configuration names: PostgreSQL, or one file of SQLite. A damaged file is moved aside and a new
 * one begun: agents send again what is, and what was can be taken from the file by hand. Throws a StoreError, also when
 * another collector uses the file.
 */
export async function openStore(place: Place, log: StoreLog): Promise<Store> {
  if (isShared(place)) return openDatabase(place, log)
  const file = databaseFile(place.state)
  const alone = claimAlone(file)
  try {
    const store = await openOrSetAside(file, log)
    return { ...store, close: () => store.close().finally(alone.close.bind(alone)) }
  } catch (error) {
    alone.close()
    throw error
  }
}

async function openOrSetAside(file: string, log: StoreLog): Promise<Store> {
  try {
    return await openSqlite(file)
  } catch (error) {
    if (!isDamage(error)) throw error
    const kept = setAside(file, 'damaged')
    log.error(
      { file: kept, reason: (error as Error).message },
      'the database is damaged: it was moved aside and a new one is begun; agents send the current state again, history and profiles are lost unless a backup is restored',
    )
    return openSqlite(file)
  }
}

/** Opens the store that the configuration names, and moves nothing. Throws a StoreError. */
export function openDatabase(place: Place, log?: StoreLog): Promise<Store> {
  return isShared(place) ? openPostgres(urlOf(place), log ? { log } : {}) : openSqlite(databaseFile(place.state))
}

/** Renames a database with the files that belong to it, and returns its new name. */
export function setAside(file: string, why: string, now = new Date()): string {
  const kept = `${file}.${why}-${now.toISOString().replace(/[:.]/g, '-')}`
  for (const end of ['', '-wal', '-shm']) if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, `${kept}${end}`)
  return kept
}

/** The URL that the configuration gives. Throws a StoreError. */
export function urlOf({ database, databaseUrlFile }: Place): string {
  return databaseUrlFile === '' ? database : readUrl(databaseUrlFile)
}

/** The URL that a file holds. Throws a StoreError. */
export function readUrl(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new StoreError(`the file ${file} with the database URL cannot be read: ${code}`)
  }
}

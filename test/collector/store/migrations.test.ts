import { readdirSync } from 'node:fs'
import type BetterSqlite from 'better-sqlite3'
import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { describe, expect, test } from 'vitest'
import { migrate } from '../../../collector/store/migrations/index.ts'
import { StoreError } from '../../../collector/store/store.ts'
import { openMemory, columnTypes as types } from './memory.ts'

function tablesOf(database: BetterSqlite.Database): string[] {
  const rows = database.prepare("select name from sqlite_schema where type = 'table' order by name").all()
  return (rows as { name: string }[]).map((row) => row.name).filter((name) => !name.startsWith('kysely_'))
}

/** Every step has a file of its own name. */
const steps = readdirSync(new URL('../../../collector/store/migrations', import.meta.url))
  .filter((name) => /^\d/.test(name))
  .map((name) => name.replace('.ts', ''))
  .sort()

describe('migrations', () => {
  test('bring an empty database to the newest schema, once', async () => {
    const { database, db } = openMemory()
    await migrate(db, types)
    expect(tablesOf(database)).toEqual(expect.arrayContaining(['clusters', 'nodes', 'findings', 'events', 'profiles']))
    expect(steps.length).toBeGreaterThanOrEqual(3)
    expect(database.prepare('select name from kysely_migration').pluck().all()).toEqual(steps)
    const before = database.prepare('select total_changes()').pluck().get()
    await migrate(db, types)
    expect(database.prepare('select total_changes()').pluck().get()).toBe(before)
  })

  test('begin every key and index with the cluster, and every key with a node in it with both', async () => {
    const { database, db } = openMemory()
    await migrate(db, types)
    const columns = (index: string) =>
      database.prepare('select name from pragma_index_info(?)').pluck().all(index) as string[]
    const list = database.prepare('select name, origin from pragma_index_list(?)')
    const tables = tablesOf(database)
    expect(tables.length).toBeGreaterThan(10)
    for (const table of tables) {
      const indexes = list.all(table) as { name: string; origin: string }[]
      expect(indexes.filter((each) => each.origin === 'pk')).toHaveLength(1)
      for (const { name, origin } of indexes) {
        expect(columns(name)[0], name).toBe('cluster_id')
        const at = columns(name).indexOf('node_id')
        if (origin === 'pk' && at >= 0) expect(at, name).toBe(1)
      }
    }
  })

  test('refuse a database that has a step which is not known, and leave it as it is', async () => {
    const { database, db } = openMemory()
    await migrate(db, types)
    database.exec("insert into kysely_migration values ('9999-later', '2030-01-01T00:00:00.000Z')")
    const before = database.serialize()
    await expect(migrate(db, types)).rejects.toThrow(StoreError)
    expect(database.serialize().equals(before)).toBe(true)
  })

  test('that fail leave nothing behind', async () => {
    const { database, db } = openMemory()
    const steps = {
      '0001-good': { up: (on: Kysely<unknown>) => on.schema.createTable('half').addColumn('a', 'text').execute() },
      '0002-bad': { up: (on: Kysely<unknown>) => on.schema.dropTable('none').execute() },
    }
    const { error } = await new Migrator({ db, provider: { getMigrations: async () => steps } }).migrateToLatest()
    expect(String(error)).toContain('no such table: none')
    expect(tablesOf(database)).toEqual([])
  })
})

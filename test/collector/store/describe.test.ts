import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeDatabase } from '../../../collector/store/describe.ts'
import { openStore } from '../../../collector/store/open.ts'
import { silent, temporary } from '../../support/collector.ts'

const sqlite = (state: string) => ({ state, database: '', databaseUrlFile: '' })

test('a SQLite file is described while it is in use, and not changed', async () => {
  const state = temporary()
  const store = await openStore(sqlite(state), silent)
  await store.putCluster({ id: 'c', name: 'one' })
  const before = readFileSync(join(state, 'merlon.db'))
  const { engine, bytes, migrations, tables } = await describeDatabase(sqlite(state))
  expect(engine).toMatch(/^SQLite \d/)
  expect(bytes).toBeGreaterThan(1000)
  expect(migrations.map(({ name }) => name)).toContain('0001-first')
  expect(tables.find(({ name }) => name === 'clusters')).toEqual({ name: 'clusters', rows: 1 })
  expect(readFileSync(join(state, 'merlon.db')).equals(before)).toBe(true)
  await store.close()
})

test('none, and one that is no database, are told', async () => {
  const state = temporary()
  await expect(describeDatabase(sqlite(state))).rejects.toThrow(/there is no database/)
  writeFileSync(join(state, 'merlon.db'), 'something else, and long enough to be read as a header of a page'.repeat(40))
  await expect(describeDatabase(sqlite(state))).rejects.toMatchObject({ name: 'StoreError' })
})

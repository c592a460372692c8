import { copyFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { backupSqlite, restoreSqlite } from '../../../collector/store/backup.ts'
import { openSqlite } from '../../../collector/store/sqlite.ts'
import { temporary } from '../../support/collector.ts'
import { cluster, commitOf, fill, observation, verdict } from './contract/given.ts'

async function filled() {
  const directory = temporary()
  const file = join(directory, 'merlon.db')
  const store = await openSqlite(file)
  await fill(store, 'node-a')
  await store.commit(commitOf([verdict()], { observations: [observation('kubelet', 'k'.repeat(9000))] }))
  return { directory, file, store, backup: join(directory, 'backup.db') }
}

async function outcomesOf(file: string): Promise<string[]> {
  const store = await openSqlite(file)
  const found = await store.nodeFindings(cluster, 'node-a')
  await store.close()
  return found.map((each) => each.outcome)
}

describe('a backup', () => {
  test('of a database in use is one whole file of that moment, for its owner alone', async () => {
    const { file, store, backup } = await filled()
    const size = await backupSqlite(file, backup)
    await store.commit(commitOf([verdict({ outcome: 'pass' })]))
    await store.close()
    expect([statSync(backup).size, statSync(backup).mode & 0o777]).toEqual([size, 0o600])
    expect(existsSync(`${backup}-wal`)).toBe(false)
    expect(await outcomesOf(backup)).toEqual(['fail'])
    expect(await outcomesOf(file)).toEqual(['pass'])
  })

  test('while others write is whole too', async () => {
    const { file, store, backup } = await filled()
    const writing = Array.from({ length: 30 }, (_, at) =>
      store.commit(commitOf([verdict({ message: `m${at}`, outcome: at % 2 ? 'pass' : 'unknown' })])),
    )
    await backupSqlite(file, backup)
    await Promise.all(writing)
    await store.close()
    expect(await outcomesOf(backup)).toHaveLength(1)
  })

  test('never writes over a file, and needs a database', async () => {
    const { directory, file, store, backup } = await filled()
    await store.close()
    writeFileSync(backup, 'mine')
    await expect(backupSqlite(file, backup)).rejects.toThrow('is there already')
    expect(readFileSync(backup, 'utf8')).toBe('mine')
    await expect(backupSqlite(join(directory, 'none.db'), join(directory, 'x'))).rejects.toThrow('there is no database')
    await expect(backupSqlite(file, join(directory, 'none', 'x'))).rejects.toThrow(
      /^there is no directory .*none: make/,
    )
  })
})

describe('restoring', () => {
  test('what is of another cluster is refused unless it is forced: no collector would show it', async () => {
    const { directory, file, store, backup } = await filled()
    await backupSqlite(file, backup)
    await store.close()
    const elsewhere = join(directory, 'new', 'merlon.db')
    const other = { force: false, clusterId: 'other' }
    await expect(restoreSqlite(backup, elsewhere, other)).rejects.toThrow(
      `has nothing of the cluster other, but of ${cluster}`,
    )
    expect(existsSync(elsewhere)).toBe(false)
    await restoreSqlite(backup, elsewhere, { force: false, clusterId: cluster })
    expect(await outcomesOf(elsewhere)).toEqual(['fail'])
    expect(await restoreSqlite(backup, elsewhere, { ...other, force: true })).toBeDefined()
  })

  test('puts the backup in its place and keeps what was there', async () => {
    const { file, store, backup } = await filled()
    await backupSqlite(file, backup)
    await store.commit(commitOf([verdict({ outcome: 'pass' })]))
    await store.close()
    await expect(restoreSqlite(backup, file, { force: false })).rejects.toThrow('--force')
    expect(await outcomesOf(file)).toEqual(['pass'])
    const kept = await restoreSqlite(backup, file, { force: true })
    expect(await outcomesOf(file)).toEqual(['fail'])
    expect(await outcomesOf(kept as string)).toEqual(['pass'])
  })

  test('needs no force over the same, over nothing and over what is damaged', async () => {
    const { directory, file, store, backup } = await filled()
    await backupSqlite(file, backup)
    await store.close()
    await restoreSqlite(backup, file, { force: false })
    expect(await restoreSqlite(backup, join(directory, 'new.db'), { force: false })).toBeUndefined()
    const broken = join(directory, 'broken.db')
    writeFileSync(broken, 'x'.repeat(5000))
    const kept = await restoreSqlite(backup, broken, { force: false })
    expect(readFileSync(kept as string, 'utf8')).toBe('x'.repeat(5000))
    expect(await outcomesOf(broken)).toEqual(['fail'])
  })

  test('is refused under a running collector, even by force', async () => {
    const { file, store, backup } = await filled()
    await backupSqlite(file, backup)
    await expect(restoreSqlite(backup, file, { force: true })).rejects.toThrow('is in use: stop the collector first')
    expect((await store.commit(commitOf([verdict({ outcome: 'pass' })]))).transitions).toHaveLength(1)
    await store.close()
    expect(await outcomesOf(file)).toEqual(['pass'])
  })

  test.each([
    ['damaged', (file: string) => writeFileSync(file, 'x'.repeat(5000)), 'is damaged'],
    [
      'of a newer Merlon',
      (file: string) => {
        const newer = new BetterSqlite(file)
        newer.exec("insert into kysely_migration values ('9999-later', '2030-01-01T00:00:00.000Z')")
        newer.close()
      },
      'a newer Merlon wrote',
    ],
  ])('a backup that is %s is refused, and changes nothing', async (_, spoil, why) => {
    const { directory, file, store, backup } = await filled()
    await backupSqlite(file, backup)
    await store.close()
    const spoilt = join(directory, 'spoilt.db')
    copyFileSync(backup, spoilt)
    spoil(spoilt)
    await expect(restoreSqlite(spoilt, file, { force: true })).rejects.toThrow(why)
    expect(await outcomesOf(file)).toEqual(['fail'])
    expect(existsSync(`${file}.restoring`)).toBe(false)
  })
})

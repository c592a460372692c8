import { copyFileSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openSqlite } from '../../../collector/store/sqlite.ts'
import { temporary } from '../../support/collector.ts'
import { type Opened, storeContract } from './contract.ts'

storeContract('the store on SQLite', async (): Promise<Opened> => {
  const directory = mkdtempSync(join(tmpdir(), 'merlon-store-'))
  const file = join(directory, 'merlon.db')
  const stores = [await openSqlite(file)]
  const observer = new BetterSqlite(file, { readonly: true })
  return {
    store: stores[0]!,
    again: async () => {
      const store = await openSqlite(file)
      stores.push(store)
      return store
    },
    // Changes when another connection commits a change.
    state: async () => String(observer.pragma('data_version', { simple: true })),
    end: async () => {
      observer.close()
      for (const store of stores) await store.close()
      rmSync(directory, { recursive: true })
    },
  }
})

test('a file that is removed or replaced while it is in use is noticed, until it is back', async () => {
  const file = join(temporary(), 'merlon.db')
  const store = await openSqlite(file)
  onTestFinished(() => store.close())
  await store.putCluster({ id: 'c', name: 'c' })
  const versions = await store.versions()
  expect(versions).toHaveLength(1)
  renameSync(file, `${file}.away`)
  await expect(store.versions()).rejects.toThrow('was removed or replaced while it is in use')
  copyFileSync(`${file}.away`, file)
  await expect(store.versions()).rejects.toThrow('was removed or replaced while it is in use')
  renameSync(`${file}.away`, file)
  expect(await store.versions()).toEqual(versions)
})

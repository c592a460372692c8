import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { openSqlite } from '../../../collector/store/sqlite.ts'
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

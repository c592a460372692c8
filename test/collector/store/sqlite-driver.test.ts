import BetterSqlite from 'better-sqlite3'
import { CompiledQuery, Kysely } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Tables } from '../../../collector/store/schema.ts'
import { StoreDialect } from '../../../collector/store/sqlite-driver.ts'
import { cluster, commitOf, fill, observation, verdict } from './contract/given.ts'
import { openMemory, openStore } from './memory.ts'

describe('the driver', () => {
  test('tells of a full disk, and goes on when there is space again', async () => {
    const { database, store } = await openStore()
    await fill(store, 'node-a')
    const pages = database.pragma('page_count', { simple: true })
    database.pragma(`max_page_count = ${pages}`)
    const much = commitOf([verdict({ message: 'm'.repeat(500_000) })], { observations: [observation('kubelet', 'k')] })
    await expect(store.commit(much)).rejects.toThrow(/cannot grow: free space on its disk/)
    expect(database.inTransaction).toBe(false)
    expect(await store.hashes(cluster, 'node-a')).toEqual(new Map())
    database.pragma('max_page_count = 100000')
    expect((await store.commit(much)).transitions).toHaveLength(1)
  })

  test('takes the lock of a writing transaction at once, and none for reading', async () => {
    const begun: string[] = []
    const note = new Kysely<Tables>({
      dialect: new StoreDialect(new BetterSqlite(':memory:', { verbose: (text) => begun.push(String(text)) })),
    })
    await note.transaction().execute(async () => undefined)
    await note
      .transaction()
      .setAccessMode('read only')
      .execute(async () => undefined)
    expect(begun).toEqual(['begin immediate', 'commit', 'begin', 'commit'])
    await note.destroy()
  })

  test('keeps statements prepared, but not without end', async () => {
    const { database, db } = openMemory()
    let prepared = 0
    const { prepare } = database
    database.prepare = ((text: string) => {
      prepared += 1
      return prepare.call(database, text)
    }) as typeof prepare
    for (let time = 0; time < 10; time += 1) await db.executeQuery(CompiledQuery.raw('select 1'))
    expect(prepared).toBe(1)
    // One that is used again and again stays; the 300 others come and go.
    for (let at = 0; at < 300; at += 1) {
      await db.executeQuery(CompiledQuery.raw(`select ${at} as n`))
      await db.executeQuery(CompiledQuery.raw('select 1'))
    }
    expect(prepared).toBe(301)
    await db.executeQuery(CompiledQuery.raw('select 299 as n'))
    expect(prepared).toBe(301)
    await db.executeQuery(CompiledQuery.raw('select 0 as n'))
    expect(prepared).toBe(302)
  })
})

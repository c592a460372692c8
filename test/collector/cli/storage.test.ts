import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runBackup, runMigrate, runRestore } from '../../../collector/cli/storage.ts'
import { databaseFile } from '../../../collector/store/open.ts'
import { openPostgres } from '../../../collector/store/postgres.ts'
import { openSqlite } from '../../../collector/store/sqlite.ts'
import { temporary } from '../../support/collector.ts'
import { startPostgres, whyNoPostgres } from '../../support/postgres.ts'

function output() {
  const written: string[] = []
  const out = { write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream
  return { out, text: () => written.splice(0).join('') }
}

async function makeState(): Promise<string> {
  const state = temporary()
  const store = await openSqlite(databaseFile(state))
  await store.putCluster({ id: 'c', name: 'before' })
  await store.close()
  return state
}

async function nameIn(file: string): Promise<string | undefined> {
  const store = await openSqlite(file)
  const [cluster] = await store.clusters()
  await store.close()
  return cluster?.name
}

test('backup and restore say what they did', async () => {
  const state = await makeState()
  const { out, text } = output()
  const file = join(state, 'backup.db')
  expect(await runBackup(file, state, out)).toBe(0)
  expect(text()).toMatch(/backup\.db: \d+\.\d MiB, whole\.\n$/)
  const store = await openSqlite(databaseFile(state))
  await store.putCluster({ id: 'c', name: 'after' })
  await store.close()
  expect(await runRestore(file, { state, force: false }, out)).toBe(0)
  const [, kept = ''] = /What was there is kept in (\S+)\.\n$/.exec(text()) ?? []
  expect([await nameIn(databaseFile(state)), await nameIn(kept)]).toEqual(['before', 'after'])
})

test('the backup of another cluster is refused', async () => {
  const state = await makeState()
  const { out } = output()
  const file = join(state, 'backup.db')
  await runBackup(file, state, out)
  writeFileSync(join(state, 'cluster.json'), '{"id":"other","name":"n"}')
  await expect(runRestore(file, { state, force: false }, out)).rejects.toThrow('nothing of the cluster other, but of c')
  writeFileSync(join(state, 'cluster.json'), '{"id":"c","name":"n"}')
  expect(await runRestore(file, { state, force: false }, out)).toBe(0)
})

test('what cannot be done is an error that says why', async () => {
  const state = temporary()
  const { out } = output()
  await expect(runBackup(join(state, 'x'), state, out)).rejects.toThrow('there is no database')
  await expect(runRestore(join(state, 'x'), { state, force: false }, out)).rejects.toThrow('there is no backup')
  await expect(runMigrate(databaseFile(state), join(state, 'url'), out)).rejects.toThrow('cannot be read: ENOENT')
})

test.skipIf(whyNoPostgres() !== undefined)('migrate takes the URL from a file, and counts what it copied', async () => {
  const server = await startPostgres()
  try {
    const state = await makeState()
    const url = await server.database()
    writeFileSync(join(state, 'url'), `${url}\n`)
    const { out, text } = output()
    expect(await runMigrate(databaseFile(state), join(state, 'url'), out)).toBe(0)
    expect(text()).toMatch(/^clusters: 1, the same\n(.*: 0, the same\n)+1 rows of \d+ tables .*compared\.\n$/)
    const store = await openPostgres(url)
    expect(await store.clusters()).toEqual([{ id: 'c', name: 'before' }])
    await store.close()
  } finally {
    await server.stop()
  }
})

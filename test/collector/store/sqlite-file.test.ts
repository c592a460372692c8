import {
  chmodSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSqlite } from '../../../collector/store/sqlite.ts'
import { toStoreError } from '../../../collector/store/sqlite-errors.ts'
import { configure, openFile } from '../../../collector/store/sqlite-file.ts'
import { StoreError } from '../../../collector/store/store.ts'
import { cluster, commitOf, fill, observation, verdict } from './contract/given.ts'

let directory: string
let file: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'merlon-store-'))
  file = join(directory, 'merlon.db')
})
afterEach(() => rmSync(directory, { recursive: true }))

function mode(path: string): string {
  return (statSync(path).mode & 0o777).toString(8)
}

/** A closed database with some findings. */
async function makeDatabase(): Promise<void> {
  const store = await openSqlite(file)
  await fill(store, 'node-a')
  const many = Array.from({ length: 200 }, (_, at) => verdict({ subject: `/etc/${at}` }))
  await store.commit(commitOf(many, { observations: [observation('kubelet', 'k'.repeat(9000))] }))
  await store.close()
}

async function failure(opening: Promise<unknown>): Promise<string> {
  const error = await opening.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(StoreError)
  return (error as StoreError).message
}

describe('pragmas', () => {
  test('of a file that was there are set', async () => {
    await makeDatabase()
    const database = openFile(file, 5000)
    database.prepare('select * from nodes').all()
    expect(database.pragma('synchronous', { simple: true })).toBe(2)
    database.close()
  })

  test.each([
    ['a file', 'wal'],
    [':memory:', 'memory'],
  ])('of %s are set', (name, journal) => {
    const database = openFile(name === ':memory:' ? name : file, 5000)
    const pragma = (each: string) => database.pragma(each, { simple: true })
    const names = ['journal_mode', 'synchronous', 'busy_timeout', 'foreign_keys', 'temp_store']
    expect(names.map(pragma)).toEqual([journal, 2, 5000, 1, 2])
    database.close()
  })

  test('that SQLite does not take are an error', () => {
    const stubborn = {
      memory: false,
      name: '/db',
      pragma: (text: string) => (text === 'journal_mode' ? 'delete' : 5000),
    }
    expect(() => configure(stubborn, 5000)).toThrow(
      new StoreError('the database /db keeps journal_mode at delete where wal is needed: put it on a local disk'),
    )
  })
})

describe('the file', () => {
  test('is made with its directories, for its owner alone', async () => {
    file = join(directory, 'a', 'b', 'merlon.db')
    const store = await openSqlite(file)
    await store.putCluster({ id: cluster, name: 'x' })
    expect([file, `${file}-wal`, `${file}-shm`].map(mode)).toEqual(['600', '600', '600'])
    expect([join(directory, 'a'), join(directory, 'a', 'b')].map(mode)).toEqual(['700', '700'])
    await store.close()
  })

  test('that others could read is closed to them; the directory that was there is not touched', async () => {
    writeFileSync(file, '', { mode: 0o644 })
    chmodSync(directory, 0o755)
    await (await openSqlite(file)).close()
    expect([mode(file), mode(directory)]).toEqual(['600', '755'])
  })
})

describe('a database that cannot be used says what to do:', () => {
  const damaged =
    'is damaged: restore a backup, or move the file away (agents send the current state again; history is lost)'

  test('no database', async () => {
    writeFileSync(file, 'x'.repeat(5000))
    expect(await failure(openSqlite(file))).toBe(`the database ${file} ${damaged} (file is not a database)`)
  })

  test('damaged', async () => {
    await makeDatabase()
    // The last page belongs to no table that is read when the store is opened.
    const descriptor = openSync(file, 'r+')
    writeSync(descriptor, Buffer.alloc(64, 0xff), 0, 64, statSync(file).size - 4096)
    closeSync(descriptor)
    expect(await failure(openSqlite(file))).toContain(`the database ${file} ${damaged}`)
  })

  test('cut off', async () => {
    await makeDatabase()
    writeFileSync(file, readFileSync(file).subarray(0, 60_000))
    expect(await failure(openSqlite(file))).toContain(`the database ${file} ${damaged}`)
  })

  test("another program's", async () => {
    const other = new BetterSqlite(file)
    other.exec('create table dashboards (id)')
    other.close()
    const before = readFileSync(file)
    expect(await failure(openSqlite(file))).toBe(`the database ${file} is another program's: name another file`)
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  test('newer', async () => {
    await makeDatabase()
    const newer = new BetterSqlite(file)
    newer.exec("insert into kysely_migration values ('0999-future', '2030-01-01T00:00:00.000Z')")
    newer.close()
    const before = readFileSync(file)
    expect(await failure(openSqlite(file))).toBe(
      'a newer Merlon wrote the database (this one does not know the step 0999-future of its schema): ' +
        'run the newer version, or restore a backup of before it',
    )
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  const locked = 'is locked by another process: stop the other Merlon, or whatever else has it open, and try again'

  test.each(['exclusive', 'immediate'])('locked (%s)', async (kind) => {
    await makeDatabase()
    const other = new BetterSqlite(file)
    other.exec(`begin ${kind}`)
    expect(await failure(openSqlite(file, 50))).toBe(`the database ${file} ${locked} (database is locked)`)
    other.close()
    await (await openSqlite(file, 50)).close()
  })

  test('locked while it is in use; afterwards it goes on', async () => {
    const store = await openSqlite(file, 50)
    await fill(store, 'node-a')
    const other = new BetterSqlite(file)
    other.exec('begin immediate')
    expect(await failure(store.commit(commitOf([verdict()])))).toContain(locked)
    expect(await store.nodeFindings(cluster, 'node-a')).toEqual([])
    other.exec('rollback')
    other.close()
    expect((await store.commit(commitOf([verdict()]))).transitions).toHaveLength(1)
    await store.close()
  })

  test('damaged in a place that only reading finds', async () => {
    await makeDatabase()
    const other = new BetterSqlite(file)
    other.exec("update facts set bytes = x'00'")
    other.close()
    const store = await openSqlite(file)
    expect(await failure(store.observations(cluster, 'node-a'))).toBe(
      'the database is damaged (a stored value cannot be decoded): restore a backup',
    )
    await store.close()
  })

  const unwritable = 'cannot be written: name a file in a directory that the user of the collector may write'

  test.each([
    ['a directory', () => directory],
    ['below a file', () => join('/etc/passwd', 'merlon.db')],
    [
      'a dangling link',
      () => {
        symlinkSync('/nowhere/at/all', file)
        return file
      },
    ],
  ])('not writable (%s)', async (_, path) => {
    expect(await failure(openSqlite(path()))).toContain(unwritable)
  })

  test.runIf(process.geteuid?.() === 0).each([
    ['a file of another user', () => writeFileSync(file, '', { mode: 0o644 })],
    ['a directory of another user', () => chmodSync(directory, 0o755)],
    ['a database of another user', makeDatabase],
  ])('not writable (%s)', async (_, prepare) => {
    await prepare()
    chmodSync(directory, 0o755)
    process.seteuid?.(65534)
    try {
      expect(await failure(openSqlite(file))).toContain(`the database ${file} ${unwritable}`)
    } finally {
      process.seteuid?.(0)
    }
  })

  test.each([
    ['SQLITE_BUSY_SNAPSHOT', 'is locked'],
    ['SQLITE_CORRUPT_VTAB', 'is damaged'],
    ['SQLITE_READONLY_DBMOVED', 'cannot be written'],
    ['SQLITE_FULL', 'cannot grow: free space on its disk (why)'],
    ['ENOSPC', 'cannot grow'],
    ['SQLITE_IOERR_FSYNC', 'cannot be read or written: look for errors of its disk'],
  ])('%s', (code, text) => {
    expect((toStoreError({ code, message: 'why' }, '/db') as StoreError).message).toContain(`the database /db ${text}`)
  })

  test.each([new Error('x'), { code: 'SQLITE_CONSTRAINT_FOREIGNKEY' }, { code: 5 }])(
    'but nothing of other errors',
    (error) => {
      expect(toStoreError(error, '/db')).toBe(error)
    },
  )
})

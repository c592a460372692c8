import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPostgres } from '../../../collector/store/postgres.ts'
import { openSqlite } from '../../../collector/store/sqlite.ts'
import type { Store } from '../../../collector/store/store.ts'
import { sqliteToPostgres } from '../../../collector/store/transfer.ts'
import { temporary } from '../../support/collector.ts'
import { type PostgresServer, startPostgres, whyNoPostgres } from '../../support/postgres.ts'
import { event } from './contract/events.ts'
import { cluster, commitOf, fill, observation, session, start, verdict } from './contract/given.ts'

const reason = whyNoPostgres()
if (reason !== undefined) console.warn(`not run: ${reason}`)

let server: PostgresServer
beforeAll(async () => {
  if (reason === undefined) server = await startPostgres()
}, 120_000)
afterAll(() => server?.stop())

async function contentOf(store: Store): Promise<unknown[]> {
  return [
    await store.clusters(),
    await store.nodes(cluster),
    await store.observations(cluster, 'node-a'),
    await store.nodeFindings(cluster, 'node-a'),
    await store.findings(cluster, { outcomes: ['pass', 'fail'], pageSize: 1000 }),
    await store.changes(cluster, 1000),
    await store.counts(cluster),
    await store.events(cluster, { pageSize: 1000 }),
  ]
}

/** More rows of a table than go at once, and all that text and bytes can hold. */
async function makeFile(): Promise<{ file: string; content: unknown[] }> {
  const file = join(temporary(), 'merlon.db')
  const store = await openSqlite(file)
  await fill(store, 'node-a')
  const { epoch } = await store.openSession(session({ name: 'a\0\ud800🏰', spoolId: 'spool' }))
  const many = Array.from({ length: 1200 }, (_, at) => verdict({ subject: `/${at}\0\ud800é`, message: '🏰' }))
  await store.commit(commitOf(many, { observations: [observation('kubelet', new Uint8Array([0, 255, 128]))] }))
  await store.commit(commitOf([verdict({ rule: 'b', outcome: 'pass' })]))
  await store.commitEvents({
    ...{ clusterId: cluster, nodeId: 'node-a', epoch, spoolId: 'spool', time: start },
    events: [event(1), event(2)],
  })
  const content = await contentOf(store)
  await store.close()
  return { file, content }
}

describe.skipIf(reason !== undefined)('from SQLite to PostgreSQL', () => {
  test('everything is copied, and the store goes on there', async () => {
    const { file, content } = await makeFile()
    const url = await server.database()
    const told: string[] = []
    const copied = await sqliteToPostgres(file, url, ({ table }) => told.push(table))
    expect(told).toEqual(copied.map((each) => each.table))
    expect(Object.fromEntries(copied.map(({ table, rows }) => [table, rows]))).toMatchObject({
      ...{ clusters: 1, nodes: 1, findings: 1200, history: 1201, events: 2, passing: 1 },
    })
    const store = await openPostgres(url)
    expect(await contentOf(store)).toEqual(content)
    const { transitions } = await store.commit(commitOf([verdict({ rule: 'c' })], { epoch: 2 }))
    expect(transitions).toHaveLength(1)
    await store.close()
  })

  test('a database that has rows is refused, and left as it is', async () => {
    const { file } = await makeFile()
    const url = await server.database()
    const store = await openPostgres(url)
    await store.putCluster({ id: 'other', name: 'other' })
    await expect(sqliteToPostgres(file, url, () => undefined)).rejects.toThrow('the target is not empty')
    expect(await store.clusters()).toEqual([{ id: 'other', name: 'other' }])
    await store.close()
  })

  test('rows that come out otherwise are found, and then nothing is there', async () => {
    const { file } = await makeFile()
    const url = await server.database()
    await (await openPostgres(url)).close()
    const spoil = `create function spoil() returns trigger language plpgsql as
      'begin new.sequence := new.sequence + 1; return new; end';
      create trigger spoil before insert on events for each row execute function spoil()`
    await server.ask(spoil, url)
    await expect(sqliteToPostgres(file, url, () => undefined)).rejects.toThrow('the rows of events are not the same')
    expect(await server.ask('select 1 from clusters', url)).toEqual([])
  })

  test('a file that is in use is refused', async () => {
    const { file } = await makeFile()
    const store = await openSqlite(file)
    await expect(sqliteToPostgres(file, await server.database(), () => undefined)).rejects.toThrow('is in use')
    await store.close()
  })
})

test('without a database there is nothing to copy, and none is made', async () => {
  const file = join(temporary(), 'merlon.db')
  const copying = sqliteToPostgres(file, 'postgres://nobody@localhost/none', () => undefined)
  await expect(copying).rejects.toThrow(`there is no database ${file}`)
})

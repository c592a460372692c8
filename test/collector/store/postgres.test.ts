import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { newProfile } from '../../../collector/allowlist/profile.ts'
import { openPostgres } from '../../../collector/store/postgres.ts'
import { StoreError } from '../../../collector/store/store.ts'
import { eventually } from '../../support/collector.ts'
import { freePort } from '../../support/port.ts'
import { type PostgresServer, startPostgres, whyNoPostgres } from '../../support/postgres.ts'
import { event } from './contract/events.ts'
import { cluster, commitOf, fill, observation, openWith, session, start, verdict } from './contract/given.ts'
import { type Opened, storeContract } from './contract.ts'

const reason = whyNoPostgres()
if (reason !== undefined) console.warn(`not run: ${reason}`)

let server: PostgresServer
beforeAll(async () => {
  if (reason === undefined) server = await startPostgres()
}, 120_000)
afterAll(() => server?.stop())

/** Databases that a test has left empty: to make one takes longer than most tests. */
const free: string[] = []

async function tablesOf(url: string): Promise<string[]> {
  const own = "schemaname = 'public' and tablename not like 'kysely%'"
  // Rows of clusters go last: others name them.
  const rows = await server.ask(
    `select tablename from pg_tables where ${own} order by tablename = 'clusters', tablename`,
    url,
  )
  return rows.map((row) => String(row['tablename']))
}

/** Every row of every table with the transaction that wrote it. */
async function contentOf(url: string): Promise<string> {
  const rows = (await tablesOf(url)).map(
    (name) => `select '${name}' as name, string_agg(xmin::text || t::text, ',' order by t::text) from "${name}" t`,
  )
  const content = JSON.stringify(await server.ask(rows.join(' union all '), url))
  return createHash('sha256').update(content).digest('hex')
}

/** A store on a database of its own, and others over the same, as other processes have them. */
async function openFresh(): Promise<Opened> {
  const url = free.pop() ?? (await server.database())
  const stores = [await openPostgres(url)]
  return {
    store: stores[0]!,
    again: async () => {
      const store = await openPostgres(url)
      stores.push(store)
      return store
    },
    state: () => contentOf(url),
    end: async () => {
      for (const store of stores) await store.close()
      await server.ask((await tablesOf(url)).map((name) => `delete from "${name}"`).join('; '), url)
      free.push(url)
    },
  }
}

async function failure(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(StoreError)
  return (error as StoreError).message
}

describe.skipIf(reason !== undefined)('with a server', () => {
  storeContract('the store on PostgreSQL', openFresh)

  describe('several processes', () => {
    test('that begin at the same time on an empty database make one schema', async () => {
      const url = await server.database()
      const stores = await Promise.all(Array.from({ length: 6 }, () => openPostgres(url, { connections: 2 })))
      await stores[0]?.putCluster({ id: cluster, name: 'x' })
      for (const store of stores) expect(await store.clusters()).toHaveLength(1)
      const rows = await server.ask('select name, count(*)::int as count from kysely_migration group by 1', url)
      expect(rows.every((row) => row['count'] === 1) && rows.length).toBeGreaterThanOrEqual(3)
      for (const store of stores) await store.close()
      free.push(url)
      await server.ask('delete from clusters', url)
    })

    test('that open sessions of one node get epochs of their own, and one of them commits', async () => {
      const opened = await openWith(openFresh)
      onTestFinished(() => opened.end())
      const two = [opened.store, await opened.again()]
      const given = await Promise.all(
        Array.from({ length: 20 }, (_, at) => two[at % 2]!.openSession(session({ time: start + at }))),
      )
      const epochs = given.map(({ epoch }) => epoch)
      expect([...epochs].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1))
      const tried = await Promise.allSettled(
        epochs.map((epoch, at) => two[at % 2]!.commit(commitOf([verdict()], { epoch }))),
      )
      expect(tried.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
      expect(tried[epochs.indexOf(20)]?.status).toBe('fulfilled')
    })

    test('that commit at the same time take every sequence number once, and lose no count', async () => {
      const opened = await openWith(openFresh)
      onTestFinished(() => opened.end())
      const two = [opened.store, await opened.again()]
      const nodeIds = Array.from({ length: 16 }, (_, at) => `node-${at}`)
      for (const nodeId of nodeIds) await opened.store.openSession(session({ nodeId }))
      const spoolId = 'spool-1'
      const work = nodeIds.flatMap((nodeId, at) => [
        two[at % 2]!.commit(commitOf([verdict()], { nodeId, observations: [observation('kubelet', nodeId)] })),
        two[(at + 1) % 2]!.commitEvents({
          ...{ clusterId: cluster, nodeId, epoch: 1, spoolId, time: start, events: [event(1), event(2)] },
        }),
      ])
      await Promise.all(work)
      const sequences = [
        ...(await opened.store.events(cluster, { pageSize: 1000 })).events.map((each) => each.sequence),
      ]
      expect(new Set(sequences).size).toBe(2 * nodeIds.length)
      expect((await opened.store.findings(cluster, { pageSize: 1000 })).total).toBe(nodeIds.length)
      for (const nodeId of nodeIds) expect(await opened.store.nodeFindings(cluster, nodeId)).toHaveLength(1)
    })

    test('that change one profile at the same time do so one after the other', async () => {
      const opened = await openWith(openFresh)
      onTestFinished(() => opened.end())
      const two = [opened.store, await opened.again()]
      const key = { kind: 'host', pool: 'all', unit: 'x.service' } as never
      const changes = Array.from({ length: 20 }, (_, at) =>
        two[at % 2]!.changeProfile(cluster, 'p', (before) => {
          const profile = before ?? { ...newProfile(key, start), id: 'p', version: 0 }
          return { ...profile, version: profile.version + 1 }
        }),
      )
      await Promise.all(changes)
      expect((await opened.store.profile(cluster, 'p'))?.version).toBe(20)
    })
  })

  test('a server that dies and comes back loses nothing that was committed, and the store goes on', async () => {
    const own = await startPostgres(['fsync=on'])
    onTestFinished(() => own.stop())
    const store = await openPostgres(await own.database())
    onTestFinished(() => store.close())
    await fill(store, 'node-a')
    await store.commit(commitOf([verdict()]))
    await own.kill()
    expect(await failure(store.commit(commitOf([verdict({ outcome: 'pass' })])))).toMatch(/is not reached|is starting/)
    await own.start()
    expect((await store.nodeFindings(cluster, 'node-a')).map((each) => each.outcome)).toEqual(['fail'])
    expect((await store.commit(commitOf([verdict({ outcome: 'pass' })]))).transitions).toHaveLength(1)
  })

  test('a database that a newer version wrote is refused, and left as it is', async () => {
    const url = await server.database()
    await (await openPostgres(url)).close()
    await server.ask("insert into kysely_migration values ('9999-later', '2030-01-01T00:00:00.000Z')", url)
    const before = await contentOf(url)
    expect(await failure(openPostgres(url))).toContain('a newer Merlon wrote the database')
    expect(await contentOf(url)).toBe(before)
  })

  test('a statement has an end', async () => {
    const opened = await openWith(openFresh, 'node-a')
    onTestFinished(() => opened.end())
    const url = await server.database()
    const store = await openPostgres(url, { statementTimeout: 200 })
    onTestFinished(() => store.close())
    await fill(store, 'node-a')
    const held = server.ask('begin; select * from clusters for update; select pg_sleep(5); commit', url)
    await eventually(
      () => server.ask("select 1 from pg_stat_activity where wait_event = 'PgSleep'"),
      (rows) => rows.length > 0,
    )
    expect(await failure(store.commit(commitOf([verdict()])))).toContain('took too long')
    await held
    expect((await store.commit(commitOf([verdict()]))).transitions).toHaveLength(1)
  })

  test('what is missing is said, without the password', async () => {
    const named = server.url('nowhere').replace('merlon@', 'merlon:hunter2@')
    const message = await failure(openPostgres(named))
    expect(message).toContain('does not exist: create it')
    expect(message).not.toContain('hunter2')
  })
})

test('a server that is not there is waited for, so long, and said', async () => {
  const port = await freePort()
  const told: unknown[] = []
  const log = { info: (fields: object) => told.push(fields), warn: () => undefined }
  const url = `postgres://merlon:hunter2@127.0.0.1:${port}/merlon`
  const message = await failure(openPostgres(url, { patience: 1200, log }))
  expect(message).toContain(`the database 127.0.0.1:${port}/merlon is not reached: nothing listens there`)
  expect(told.length).toBeGreaterThan(0)
  expect(`${message}${JSON.stringify(told)}`).not.toContain('hunter2')
})

import { expect, onTestFinished, test } from 'vitest'
import { openPostgres } from '../../../collector/store/postgres.ts'
import { startPgBouncer, whyNoPgBouncer } from '../../support/pgbouncer.ts'
import { startPostgres, whyNoPostgres } from '../../support/postgres.ts'
import { event } from './contract/events.ts'
import { cluster, commitOf, observation, session, start, verdict } from './contract/given.ts'

const reason = whyNoPostgres() ?? whyNoPgBouncer()
if (reason !== undefined) console.warn(`not run: ${reason}`)

test.skipIf(reason !== undefined)('two collectors work behind PgBouncer in transaction mode', async () => {
  const server = await startPostgres()
  onTestFinished(() => server.stop())
  const direct = await server.database()
  const pooler = await startPgBouncer(direct)
  onTestFinished(() => pooler.stop())
  // Both migrate at the same time.
  const stores = await Promise.all([openPostgres(pooler.url), openPostgres(pooler.url)])
  onTestFinished(async () => {
    for (const store of stores) await store.close()
  })
  await stores[0]?.putCluster({ id: cluster, name: 'production' })
  const nodeIds = Array.from({ length: 12 }, (_, at) => `node-${String(at).padStart(2, '0')}`)
  const spoolId = 'spool'
  await Promise.all(
    nodeIds.map(async (nodeId, at) => {
      const [one, other] = [stores[at % 2]!, stores[(at + 1) % 2]!]
      const { epoch } = await one.openSession(session({ nodeId, spoolId }))
      const commit = { ...{ clusterId: cluster, nodeId, epoch, spoolId, time: start }, events: [event(1), event(2)] }
      await Promise.all([
        other.commit(commitOf([verdict()], { nodeId, epoch, observations: [observation('kubelet', nodeId)] })),
        one.commitEvents(commit),
        other.nodes(cluster),
        one.findings(cluster, { pageSize: 10 }),
      ])
    }),
  )
  for (const store of stores) {
    expect((await store.nodes(cluster)).map((each) => [each.nodeId, each.domains.length])).toEqual(
      nodeIds.map((nodeId) => [nodeId, 1]),
    )
    expect((await store.findings(cluster, { pageSize: 100 })).total).toBe(nodeIds.length)
    expect((await store.events(cluster, { pageSize: 100 })).events).toHaveLength(2 * nodeIds.length)
  }
  // Nothing of it stays in the sessions that the next client gets.
  const kept = "select 1 from pg_locks where locktype = 'advisory'"
  expect(await server.ask(kept, direct)).toEqual([])
  expect(await server.ask('select 1 from pg_prepared_statements', pooler.url)).toEqual([])
  expect(await server.ask('show statement_timeout', pooler.url)).toEqual([{ statement_timeout: '0' }])
})

// Reports from a real streaming replica, beside the primary that the collector writes to.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openPostgres } from '../../collector/store/postgres.ts'
import { eventually, startCollector, temporary } from '../support/collector.ts'
import { startPostgres, whyNoPostgres } from '../support/postgres.ts'

const reason = whyNoPostgres()
if (reason !== undefined) console.warn(`not run: ${reason}`)

const patience = 120_000

test.skipIf(reason !== undefined)(
  'reports are read from the replica, say how late they may be, and come from the primary when it is away',
  async () => {
    const primary = await startPostgres()
    onTestFinished(() => primary.stop())
    const url = await primary.database()
    const standby = await primary.standby()
    onTestFinished(() => standby.stop())
    const state = temporary()
    writeFileSync(join(state, 'read-url'), standby.url(new URL(url).pathname.slice(1)))
    const more = { database: url, databaseReadUrlFile: join(state, 'read-url') }
    const collector = await startCollector(state, more)
    const client = collector.client()
    const [store, clusterId] = [await openPostgres(url), collector.material.clusterId]
    onTestFinished(() => store.close())
    const enrol = (nodeId: string) => store.enrolNode({ clusterId, nodeId, name: nodeId, time: Date.now() })
    const names = async () => (await client.report()).nodes.map(({ name }) => name)
    const metric = async (name: string) => {
      const headers = { authorization: `Bearer ${collector.material.metricsToken}` }
      const text = await (await fetch(`http://127.0.0.1:${collector.httpPort}/metrics`, { headers })).text()
      return new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]
    }

    await enrol('first')
    const fresh = await eventually(
      () => client.report(),
      ({ storage, nodes }) => storage?.replica?.used === true && nodes.length === 1,
      patience,
    )
    expect(fresh.storage?.replica?.behindSeconds).toBeLessThanOrEqual(30)
    expect(await metric('merlon_replica_used')).toBe('1')

    // What the primary has and the replica does not is not in the report, and it says that it is late.
    await standby.ask('select pg_wal_replay_pause()')
    await enrol('second')
    const late = await eventually(
      () => client.report(),
      ({ storage }) => (storage?.replica?.behindSeconds ?? 0) > 0,
      patience,
    )
    expect(late.nodes.map(({ name }) => name)).toEqual(['first'])
    // What the collector decides by is the primary's: a node is banned by a name that no report has yet.
    expect((await store.nodes(clusterId)).map(({ name }) => name)).toEqual(['first', 'second'])

    await standby.kill()
    await eventually(names, (found) => found.length === 2, patience)
    const { storage } = await client.report()
    expect(storage?.replica).toMatchObject({ used: false, reason: expect.stringContaining('is not reached') })
    expect(storage?.replica).not.toHaveProperty('behindSeconds')
    expect(await metric('merlon_replica_used')).toBe('0')
    expect(await metric('merlon_replica_behind_seconds')).toBeUndefined()
  },
  400_000,
)

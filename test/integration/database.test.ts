import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openSpool } from '../../agent/link/spool.ts'
import { connectPostgres } from '../../collector/store/postgres.ts'
import { reasonOf, retryAfterOf } from '../../lib/grpcstatus.ts'
import { sshdConfig, startAgent } from '../support/agent.ts'
import { eventually, startCollector, type TestCollector, temporary } from '../support/collector.ts'
import { type PostgresServer, startPostgres, whyNoPostgres } from '../support/postgres.ts'
import { ask, clientOf, operatorPems } from '../support/rawcall.ts'
import { rawSession } from '../support/rawsession.ts'

const reason = whyNoPostgres()
if (reason !== undefined) console.warn(`not run: ${reason}`)
/** Who was sent away waits longer each time before it comes back. */
const patience = 150_000

let server: PostgresServer
beforeAll(async () => {
  if (reason === undefined) server = await startPostgres()
})
afterAll(() => server?.stop())

async function readyz({ httpPort }: TestCollector): Promise<number> {
  return (await fetch(`http://127.0.0.1:${httpPort}/readyz`)).status
}

/** What `grpc.health.v1.Health` says of everything: 1 it is served, 2 it is not. */
async function health(collector: TestCollector): Promise<number | undefined> {
  const client = clientOf(collector, operatorPems(collector))
  const bytes = (given: Buffer) => given
  const check = { path: '/grpc.health.v1.Health/Check', requestSerialize: bytes, responseDeserialize: bytes }
  try {
    return (await ask(client, check, Buffer.alloc(0)))[1]
  } finally {
    client.close()
  }
}

describe.skipIf(reason !== undefined)('a database that is away', () => {
  test('a connection that ends while it is in use costs what is asked over it, not the process', async () => {
    const { db } = await connectPostgres(await server.database())
    onTestFinished(() => db.destroy())
    const ask = () => sql`select 1 as one`.execute(db)
    await db.connection().execute(async (held) => {
      await sql`select 1`.execute(held)
      await server.kill()
      await expect(sql`select 1`.execute(held)).rejects.toThrow()
    })
    await server.start()
    expect((await ask()).rows).toEqual([{ one: 1 }])
  })

  test('agents are told to wait, whoever asks is told why, and nothing is lost', async () => {
    const collector = await startCollector(temporary(), { database: await server.database() })
    const spool = openSpool({ ring: '', state: '', syncInterval: 1 })
    onTestFinished(() => spool.close().catch(() => undefined))
    let told = 0
    const happen = (count: number) => {
      for (let each = 0; each < count; each += 1) spool.append({ flap: { domain: `e${(told += 1)}` } })
    }
    const client = collector.client()
    const arrived = () =>
      eventually(
        async () => (await client.events({ nodes: ['node-1'] }, 100_000).catch(() => [])).length,
        (number) => number >= told,
        patience,
      )
    const agent = await startAgent(collector, 'node-1', [sshdConfig('0644')], { spool })
    happen(100)
    await arrived()
    expect([await readyz(collector), await health(collector)]).toEqual([200, 1])

    await server.kill()
    happen(100)
    agent.show(sshdConfig('0666'))
    await eventually(agent.link.state, (state) => /STORAGE_DOWN/.test(state), patience)
    await eventually(
      () => readyz(collector),
      (status) => status === 503,
      patience,
    )
    await eventually(
      () => health(collector),
      (status) => status === 2,
      patience,
    )
    const refused = await (await rawSession(collector, 'node-2')).error
    expect([reasonOf(refused), retryAfterOf(refused) ?? 0]).toEqual(['STORAGE_DOWN', expect.any(Number)])
    expect(retryAfterOf(refused)).toBeGreaterThanOrEqual(1000)
    happen(100)

    await server.start()
    await arrived()
    await eventually(
      () => readyz(collector),
      (status) => status === 200,
      patience,
    )
    expect(await health(collector)).toBe(1)
    const events = await client.events({ nodes: ['node-1'] }, 100_000)
    expect(events.map((each) => each.detail['domain']).reverse()).toEqual(
      Array.from({ length: told }, (_, at) => `e${at + 1}`),
    )
    const query = { rules: ['sshd-config-mode'], outcomes: ['fail'] }
    const [finding] = await eventually(
      () => client.findings(query),
      (found) => found.length > 0,
      patience,
    )
    expect(finding).toMatchObject({ nodeName: 'node-1', previousOutcome: 'pass' })
  }, 400_000)
})

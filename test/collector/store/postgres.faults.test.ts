import { chownSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openPostgres } from '../../../collector/store/postgres.ts'
import { StaleSessionError, type Store, StoreError } from '../../../collector/store/store.ts'
import { eventually, temporary } from '../../support/collector.ts'
import { type Cut, startCuttingProxy } from '../../support/cuttingproxy.ts'
import { isRoot } from '../../support/fixture.ts'
import { issue, type Pair } from '../../support/pki.ts'
import { freePort } from '../../support/port.ts'
import { type PostgresServer, startPostgres, whyNoPostgres } from '../../support/postgres.ts'
import { event } from './contract/events.ts'
import { cluster, commitOf, fill, idOf, observation, session, start, verdict } from './contract/given.ts'

const reason = whyNoPostgres()
if (reason !== undefined) console.warn(`not run: ${reason}`)

const spoolId = 'spool'

async function startServer(settings?: readonly string[]): Promise<PostgresServer> {
  const server = await startPostgres(settings)
  onTestFinished(() => server.stop())
  return server
}

async function open(url: string): Promise<Store> {
  const store = await openPostgres(url)
  onTestFinished(() => store.close())
  return store
}

function through(url: string, ...directories: string[]): string {
  const other = new URL(url)
  other.searchParams.set('host', directories.join(','))
  return other.href
}

function eventsOf(nodeId: string, epoch: number, ...seqs: number[]) {
  const events = seqs.map((seq) => event(seq))
  return { clusterId: cluster, nodeId, epoch, spoolId, time: start, events }
}

describe.skipIf(reason !== undefined)('a connection that breaks while a commit is under way', () => {
  test.each<Cut>(['question', 'answer'])('at the %s: what is sent again is there, once', async (where) => {
    const server = await startServer()
    const url = await server.database()
    const proxy = await startCuttingProxy(server.directory)
    const store = await open(through(url, proxy.directory))
    await fill(store, 'node-a', 'node-b')
    const { epoch } = await store.openSession(session({ spoolId }))
    const facts = (nodeId: string) =>
      commitOf([verdict()], { nodeId, observations: [observation('kubelet', nodeId), observation('ssh', 'same')] })

    // Two that share the transaction: neither is told that it is stored.
    proxy.cutNext(where)
    const lost = await Promise.allSettled(['node-a', 'node-b'].map((nodeId) => store.commit(facts(nodeId))))
    for (const each of lost) {
      expect(each.status).toBe('rejected')
      expect((each as PromiseRejectedResult).reason).toBeInstanceOf(StoreError)
    }
    for (const nodeId of ['node-a', 'node-b'])
      expect((await store.commit(facts(nodeId))).transitions).toHaveLength(where === 'answer' ? 0 : 1)
    for (const nodeId of ['node-a', 'node-b']) {
      expect(await store.history(cluster, idOf(verdict().rule, '', nodeId), 10)).toHaveLength(1)
      expect((await store.observations(cluster, nodeId)).map((each) => each.domain)).toEqual(['kubelet', 'ssh'])
    }
    expect(await server.ask('select count(*)::int as count from domain_history', url)).toEqual([{ count: 4 }])
    expect((await store.counts(cluster)).map((each) => each.count)).toEqual([1, 1])

    proxy.cutNext(where)
    await expect(store.commitEvents(eventsOf('node-a', epoch, 1, 2))).rejects.toThrow(StoreError)
    expect(await store.commitEvents(eventsOf('node-a', epoch, 1, 2, 3))).toEqual({
      committedSeq: 3,
      stored: where === 'answer' ? 1 : 3,
    })
    const stored = (await store.events(cluster, { pageSize: 10 })).events
    expect(stored.map((each) => each.seq)).toEqual([3, 2, 1])

    // Whoever did not hear of its session opens another; the one before is over, whether it was there or not.
    proxy.cutNext(where)
    await expect(store.openSession(session({ spoolId }))).rejects.toThrow(StoreError)
    const after = await store.openSession(session({ spoolId }))
    expect(after).toMatchObject({ epoch: where === 'answer' ? epoch + 2 : epoch + 1, committedEventSeq: 3 })
    await expect(store.commitEvents(eventsOf('node-a', epoch, 4))).rejects.toThrow(StaleSessionError)
    expect(proxy.cuts).toBe(3)

    // A machine that joins asks again, with its key: it is one node, whichever of both was lost.
    const [hash, key] = ['1', '2'].map((digit) => digit.repeat(64)) as [string, string]
    const times = { createdTime: start, expireTime: start + 1000 }
    await store.putJoinToken(cluster, { tokenId: 'T1', hash, name: 'worker-7', by: 'ann', ...times })
    proxy.cutNext(where)
    const redeem = (nodeId: string) => store.redeemJoinToken(cluster, hash, { nodeId, key, time: start })
    await expect(redeem('node-x')).rejects.toThrow(StoreError)
    expect((await redeem('node-y'))?.nodeId).toBe(where === 'answer' ? 'node-x' : 'node-y')
  })
})

test.skipIf(reason !== undefined)(
  'a primary that dies and is replaced by its synchronous standby loses nothing that was acknowledged',
  async () => {
    const primary = await startServer()
    const url = await primary.database()
    const standby = await primary.standby()
    onTestFinished(() => standby.stop())
    await primary.ask("alter system set synchronous_standby_names = '*'")
    await primary.ask('select pg_reload_conf()')
    await eventually(
      () => primary.ask("select 1 from pg_stat_replication where sync_state = 'sync'"),
      (rows) => rows.length === 1,
    )
    // The standby is named first: it is passed over while it follows.
    const store = await open(through(url, standby.directory, primary.directory))
    const nodeIds = ['node-a', 'node-b', 'node-c']
    await fill(store, ...nodeIds)
    const acknowledged = new Map(nodeIds.map((nodeId) => [nodeId, 0]))
    let stopping = false
    const writing = nodeIds.map(async (nodeId) => {
      while (!stopping) {
        const seq = (acknowledged.get(nodeId) ?? 0) + 1
        try {
          await store.commitEvents(eventsOf(nodeId, 1, seq))
          await store.commit(commitOf([], { nodeId, observations: [observation('kubelet', `${nodeId} ${seq}`)] }))
          acknowledged.set(nodeId, seq)
        } catch (error) {
          // As an agent: it is sent again.
          if (!(error instanceof StoreError)) throw error
          await setTimeout(50)
        }
      }
    })
    const least = () => Math.min(...acknowledged.values())
    await eventually(least, (count) => count >= 3)
    await primary.crash()
    const before = new Map(acknowledged)
    await standby.ask('select pg_promote(true)')
    await eventually(least, (count) => count >= Math.max(...before.values()) + 3)
    stopping = true
    await Promise.all(writing)

    const { events } = await store.events(cluster, { pageSize: 1000 })
    for (const [nodeId, seq] of acknowledged) {
      const seqs = events.filter((each) => each.nodeId === nodeId).map((each) => each.seq)
      expect(seqs.reverse()).toEqual(Array.from({ length: seq }, (_, at) => at + 1))
      const [newest] = await store.observations(cluster, nodeId)
      expect(newest?.hash).toBe(observation('kubelet', `${nodeId} ${seq}`).hash)
    }
    const copies = 'select 1 from domain_history group by node_id, hash having count(*) > 1'
    expect(
      await standby.ask(
        copies,
        url.replace(encodeURIComponent(primary.directory), encodeURIComponent(standby.directory)),
      ),
    ).toEqual([])
  },
)

test.skipIf(reason !== undefined)('a store whose server does not answer any more is closed all the same', async () => {
  const server = await startServer()
  const store = await openPostgres(await server.database())
  await fill(store, 'node-a')
  server.freeze()
  onTestFinished(() => server.thaw())
  const asked = Promise.allSettled([store.nodes(cluster), store.commit(commitOf([verdict()], { nodeId: 'node-a' }))])
  await store.close()
  expect((await asked).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})

describe.skipIf(reason !== undefined)('a server with TLS', () => {
  const files = (directory: string, pair: Pair, name: string) => {
    for (const [end, text] of [
      ['crt', pair.cert],
      ['key', pair.key],
    ] as const) {
      writeFileSync(join(directory, `${name}.${end}`), text, { mode: 0o600 })
      // The server reads it as another user, below a directory that it can pass.
      if (isRoot) chownSync(join(directory, `${name}.${end}`), 65534, 65534)
    }
  }

  test('is believed as far as the URL says', async () => {
    const directory = temporary()
    if (isRoot) chownSync(directory, 65534, 65534)
    const authority = await issue({ name: 'CN=authority', ca: true })
    files(directory, authority, 'ca')
    files(directory, await issue({ name: 'CN=another', ca: true }), 'other')
    files(directory, await issue({ name: 'CN=db', by: authority, hosts: ['127.0.0.1'] }), 'server')
    const port = await freePort()
    const server = await startServer([
      ...['fsync=off', 'listen_addresses=127.0.0.1', `port=${port}`, 'ssl=on'],
      ...[`ssl_cert_file=${join(directory, 'server.crt')}`, `ssl_key_file=${join(directory, 'server.key')}`],
    ])
    const name = new URL(await server.database()).pathname
    const urlOf = (host: string, parameters: string) => `postgres://merlon@${host}:${port}${name}?${parameters}`
    const ca = `sslrootcert=${join(directory, 'ca.crt')}`
    const other = `sslrootcert=${join(directory, 'other.crt')}`
    const encrypted =
      'select ssl from pg_stat_ssl where pid in (select pid from pg_stat_activity where application_name = $$merlon$$)'

    for (const [host, parameters] of [
      ['127.0.0.1', `sslmode=verify-full&${ca}`],
      ['localhost', `sslmode=verify-ca&${ca}`],
      ['localhost', 'sslmode=require'],
    ] as const) {
      const store = await openPostgres(urlOf(host, parameters))
      const rows = await server.ask(encrypted)
      expect(rows.length).toBeGreaterThan(0)
      expect(rows.every((row) => row['ssl'] === true)).toBe(true)
      await store.close()
      await eventually(
        () => server.ask(encrypted),
        (left) => left.length === 0,
      )
    }
    const refused = [
      ['127.0.0.1', `sslmode=verify-full&${other}`, 'is not trusted'],
      ['127.0.0.1', 'sslmode=verify-full', 'is not trusted'],
      ['127.0.0.1', `sslmode=verify-ca&${other}`, 'is not trusted'],
      ['localhost', `sslmode=verify-full&${ca}`, 'has a certificate for another name'],
    ] as const
    for (const [host, parameters, why] of refused)
      await expect(openPostgres(urlOf(host, parameters))).rejects.toThrow(why)
    expect(await server.ask(encrypted)).toEqual([])
  })
})

import { writeFileSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openSpool } from '../../agent/link/spool.ts'
import { banNode, unbanNode } from '../../collector/cli/identity.ts'
import { openProfileClient } from '../../collector/cli/profileclient.ts'
import { started } from '../collector/store/contract/profiles.ts'
import { sshdConfig, startAgent } from '../support/agent.ts'
import { eventually, startCollector, type TestCollector, temporary } from '../support/collector.ts'
import { type PostgresServer, startPostgres, whyNoPostgres } from '../support/postgres.ts'
import { rawSession } from '../support/rawsession.ts'
import { printed } from '../support/stream.ts'

const reason = whyNoPostgres()
if (reason !== undefined) console.warn(`not run: ${reason}`)
/** Collectors hear of each other each second, on a slow machine later. */
const patience = 60_000

let server: PostgresServer
beforeAll(async () => {
  if (reason === undefined) server = await startPostgres()
})
afterAll(() => server?.stop())

/** Collectors with one identity over one database. */
async function openReplicas() {
  const [state, database] = [temporary(), await server.database()]
  return (more: Record<string, unknown> = {}) => startCollector(state, { database, ...more })
}

/** One address before several collectors, as a Service is. */
async function openBalancer(first: TestCollector) {
  let target = first.port
  const sockets = new Set<Socket>()
  const balancer = createServer((socket) => {
    const behind = connect(target, '127.0.0.1')
    for (const [from, to] of [[socket, behind] as const, [behind, socket] as const]) {
      sockets.add(from)
      from.pipe(to)
      from.on('error', () => to.destroy())
      from.on('close', () => to.destroy())
    }
  })
  await new Promise<void>((done) => balancer.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    balancer.close()
    for (const socket of sockets) socket.destroy()
  })
  const address = balancer.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    collector: { ...first, address: `127.0.0.1:${port}` },
    /** New connections go there. */
    to: ({ port: next }: TestCollector) => void (target = next),
  }
}

async function outcomeAt(collector: TestCollector, outcome: string) {
  const client = collector.client()
  const query = { rules: ['sshd-config-mode'], outcomes: ['pass', 'fail', 'unknown'] }
  const found = await eventually(
    async () => (await client.findings(query))[0],
    (finding) => finding?.outcome === outcome,
    patience,
  )
  if (!found) throw new Error('no finding')
  return found
}

describe.skipIf(reason !== undefined)('collectors over one database', () => {
  test('what an agent tells one of them, all know', async () => {
    const start = await openReplicas()
    const [a, b] = [await start(), await start()]
    expect(b.material.clusterId).toBe(a.material.clusterId)
    const agent = await startAgent(a, 'node-1', [sshdConfig('0666')])
    expect((await outcomeAt(b, 'fail')).nodeName).toBe('node-1')
    const reports: number[] = []
    const unwatch = b.client().watch(
      ({ changes }) => void reports.push(changes.length),
      () => undefined,
    )
    onTestFinished(unwatch)
    await eventually(
      () => reports.length,
      (length) => length > 0,
      patience,
    )
    agent.show(sshdConfig('0644'))
    // A watcher of the other collector hears of it.
    await eventually(
      () => reports.at(-1),
      (changes) => (changes ?? 0) > 0,
      patience,
    )
    expect((await outcomeAt(b, 'pass')).previousOutcome).toBe('fail')
  })

  test('a rolling restart loses nothing: the agent goes on with the next, and every step is in the history', async () => {
    const start = await openReplicas()
    let current = await start()
    const balancer = await openBalancer(current)
    const agent = await startAgent(balancer.collector, 'node-1', [sshdConfig('0644')])
    await outcomeAt(current, 'pass')
    for (const [mode, outcome] of [
      ['0666', 'fail'],
      ['0600', 'pass'],
      ['0777', 'fail'],
    ] as const) {
      const next = await start()
      balancer.to(next)
      agent.show(sshdConfig(mode))
      await current.stop()
      await outcomeAt(next, outcome)
      current = next
    }
    const { id } = await outcomeAt(current, 'fail')
    const { history } = await current.client().finding(id)
    expect(history.map(({ to }) => to)).toEqual(['fail', 'pass', 'fail', 'pass'])
    const { coverage } = await current.client().report()
    expect(coverage).toMatchObject({ expected: 1, reporting: 1 })
  })

  test('what is approved at one reaches the agents of another', async () => {
    const start = await openReplicas()
    const [a, b] = [await start(), await start()]
    const spool = openSpool({ ring: '', state: '', syncInterval: 1 })
    onTestFinished(() => spool.close())
    const paths: string[][] = []
    await startAgent(a, 'node-1', [], {
      spool,
      guardHash: () => new Uint8Array(),
      guard: ({ entries }) => void paths.push((entries ?? []).map(({ path }) => Buffer.from(path ?? []).toString())),
    })
    spool.append(started('/usr/sbin/sshd'))
    const client = openProfileClient({ collector: b.address, state: b.state })
    onTestFinished(() => client.close())
    const id = 'host//ssh.service'
    const profile = await eventually(
      () => client.profile(id).catch(() => undefined),
      (found) => found !== undefined,
      patience,
    )
    if (!profile) throw new Error('no profile')
    const { version, learned, items } = profile
    await client.decide(id, { action: 'approve', version, seen: learned, keys: items.map(({ key }) => key) })
    expect(paths).toEqual([])
    const yaml = await client.export(id)
    await client.import(yaml.replace('state: learning', 'state: alerting'), true)
    await eventually(
      () => paths.at(-1),
      (told) => told?.[0] === '/usr/sbin/sshd',
      patience,
    )
  })

  test('how a node does that speaks with one of them is told by all', async () => {
    const start = await openReplicas()
    const [a, b] = [await start(), await start()]
    const session = await rawSession(a, 'node-1')
    session.write({ hello: { protocolMin: 1, protocolMax: 1, nodeName: 'node-1' } })
    await session.next()
    session.write({ heartbeat: { uptimeSeconds: 60, load1: 0.5, agentMemoryBytes: 1e8, agentCpuSeconds: 2 } })
    const client = b.client()
    const node = await eventually(
      async () => (await client.report()).nodes[0],
      (found) => found?.vitals !== undefined,
      patience,
    )
    expect(node).toMatchObject({ state: 'reporting', vitals: { uptimeSeconds: 60, load1: 0.5, agentMemoryBytes: 1e8 } })
  })

  test('a ban at one ends the sessions at another, and they stay refused until it is lifted', async () => {
    const start = await openReplicas()
    const [a, b] = [await start(), await start()]
    const session = await rawSession(a, 'node-1')
    session.write({ hello: { protocolMin: 1, protocolMax: 1, nodeName: 'node-1' } })
    await session.next()
    const options = { collector: b.address, state: b.state, node: 'node-1' }
    await banNode({ ...options, reason: 'stolen' }, printed().out)
    expect(await session.ended).toMatch(/^NODE_BANNED/)
    const again = await rawSession(a, 'node-1')
    again.write({ hello: { protocolMin: 1, protocolMax: 1, nodeName: 'node-1' } })
    expect(await again.ended).toMatch(/^NODE_BANNED/)
    await unbanNode(options, printed().out)
    await eventually(
      async () => {
        const next = await rawSession(a, 'node-1')
        next.write({ hello: { protocolMin: 1, protocolMax: 1, nodeName: 'node-1' } })
        return next.next().catch(() => undefined)
      },
      (frame) => frame?.welcome !== undefined && frame?.welcome !== null,
      patience,
    )
  })

  test('a login link of one opens the page of another, once', async () => {
    const start = await openReplicas()
    const [a, b] = [await start(), await start()]
    const token = new URL((await a.createLoginLink()).url).searchParams.get('token')
    const ask = (collector: TestCollector, path: string, cookie = '') =>
      fetch(`http://127.0.0.1:${collector.httpPort}${path}`, { redirect: 'manual', headers: { cookie } })
    const entered = await ask(b, `/login?token=${token}`)
    expect(entered.status).toBe(302)
    const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    for (const each of [a, b]) expect((await ask(each, '/api/v1/report', cookie)).status).toBe(200)
    expect((await ask(a, `/login?token=${token}`)).status).toBe(401)
    expect((await ask(a, '/api/v1/report')).status).toBe(401)
  })

  test('a collector with other rules takes over, and the one with the old rules takes no agents', async () => {
    const start = await openReplicas()
    const old = await start()
    const balancer = await openBalancer(old)
    const agent = await startAgent(balancer.collector, 'node-1', [sshdConfig('0666')])
    await outcomeAt(old, 'fail')
    const rules = temporary()
    writeFileSync(
      join(rules, 'own.yaml'),
      'rules:\n  - {id: own-mode, title: T, severity: high, needs: files, for: f in files.items, check: f.mode.value == "0600", message: f.mode.value, remediation: R, level: walk}\n',
    )
    const next = await start({ ruleDirectories: [rules] })
    await eventually(agent.link.state, (state) => /RULE_PACK/.test(state), patience)
    balancer.to(next)
    const found = await eventually(
      async () => (await next.client().findings({ rules: ['own-mode'], outcomes: ['pass', 'fail', 'unknown'] }))[0],
      (finding) => finding?.outcome === 'fail',
      patience,
    )
    expect(found?.nodeName).toBe('node-1')
    await eventually(agent.link.state, (state) => state === 'connected', patience)
  })
})

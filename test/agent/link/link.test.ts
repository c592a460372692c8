import { rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { status } from '@grpc/grpc-js'
import { expect, onTestFinished, test } from 'vitest'
import { attest, type Issued } from '../../../agent/link/enrolment.ts'
import { openFileIdentity } from '../../../agent/link/identity/files.ts'
import { openListeners } from '../../../agent/link/identity/listeners.ts'
import type { Identity } from '../../../agent/link/identity.ts'
import { openLink } from '../../../agent/link/link.ts'
import { openSpool } from '../../../agent/link/spool.ts'
import { statusError } from '../../../lib/grpcstatus.ts'
import { sshdConfig, startAgent } from '../../support/agent.ts'
import { eventually, silent, startCollector, temporary } from '../../support/collector.ts'
import { type EnrolmentServer, startEnrolment } from '../../support/enrolment.ts'

const node = {
  looks: () => new Map(),
  degraded: () => [],
  rescan: async () => undefined,
  ...{ nodeName: 'node-1', bootId: 'boot', agentVersion: '0.1.0' },
  vitals: () => ({ uptimeSeconds: 1, load1: 0 }),
}

test('without credentials it says which file and what makes it, and tries again', async () => {
  const identity = openFileIdentity({ ca: '/no/ca.crt', cert: '/no/node.crt', key: '/no/node.key' })
  const link = openLink({ collector: '127.0.0.1:1', identity, node, spread: 0, log: silent })
  onTestFinished(() => link.stop())
  await eventually(link.state, (state) => state.startsWith('/no/ca.crt: ENOENT; on the collector'))
})

test('states are never spooled: while nobody hears, only that they came and went is kept', async () => {
  const spool = openSpool({ ring: '', state: '' })
  const identity = openFileIdentity({ ca: '/no/ca.crt', cert: '/no/node.crt', key: '/no/node.key' })
  const looks = new Map([['files' as const, sshdConfig('0644')]])
  const link = openLink({
    ...{ collector: '127.0.0.1:1', identity, spread: 0, log: silent },
    node: { ...node, looks: () => looks, spool },
  })
  onTestFinished(async () => {
    await link.stop()
    await spool.close()
  })
  for (const mode of ['0666', '0600', '0644']) link.changed(sshdConfig(mode))
  await spool.flush()
  const kept = spool.batch(0, 1_000_000)
  expect(kept.map((each) => each.flap?.domain)).toEqual(['files', 'files'])
  link.changed(sshdConfig('0666'))
  await spool.flush()
  expect(spool.ready()).toBe(2)
})

test('where nobody listens it says so, and stops', async () => {
  const collector = await startCollector()
  const agent = await startAgent(collector, 'node-1', [])
  await eventually(agent.link.state, (state) => state === 'connected')
  const identity = openFileIdentity(await collector.node('node-1'))
  await collector.stop()
  const link = openLink({ collector: collector.address, identity, node, spread: 0, log: silent })
  await eventually(link.state, (state) => /ECONNREFUSED|No connection/.test(state))
  await link.stop()
})

test('it stops while a collector accepts and says nothing', async () => {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => void sockets.add(socket.on('error', () => undefined)))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const collector = await startCollector()
  const address = `127.0.0.1:${(server.address() as { port: number }).port}`
  const identity = openFileIdentity(await collector.node('node-1'))
  const link = openLink({ collector: address, identity, node, spread: 0, log: silent })
  await eventually(
    () => sockets.size,
    (size) => size > 0,
  )
  await link.stop()
})

test('a session is left in order: what was sent is committed', async () => {
  const state = temporary()
  const collector = await startCollector(state)
  const agent = await startAgent(collector, 'node-1', [])
  await eventually(agent.link.state, (each) => each === 'connected')
  agent.show(sshdConfig('0666'))
  await agent.link.stop()
  const [finding] = await collector.client().findings({ rules: ['sshd-config-mode'] })
  expect(finding?.outcome).toBe('fail')
  await collector.stop()
  rmSync(state, { recursive: true })
})

// ——— one session after the other, with a collector that the test plays ———

/** An agent whose certificate is another one when the test says so. */
function enrolled(server: EnrolmentServer, spread = 0) {
  const ca = Buffer.from(server.authority.cert)
  const { tell, subscribe } = openListeners()
  const { signal } = new AbortController()
  let held: Promise<Issued> | undefined
  const identity: Identity = {
    credentials: async () => {
      held ??= attest(server.address, { ca }, {}, signal).catch((error: Error) => {
        held = undefined
        throw error
      })
      return { ...(await held), ca }
    },
    refused: () => {
      held = undefined
    },
    ...{ ends: () => undefined, subscribe, stop: () => undefined },
  }
  const waits: number[] = []
  const log = {
    info: () => undefined,
    warn: (fields: { waitMilliseconds?: number }) => void waits.push(fields.waitMilliseconds ?? -1),
  }
  const link = openLink({ collector: server.address, identity, node, spread, log })
  onTestFinished(() => link.stop())
  const renew = () => {
    held = undefined
    tell()
  }
  return { link, waits, renew }
}

const sessionsOf = (server: EnrolmentServer, count: number) =>
  eventually(
    () => server.sessions,
    (sessions) => sessions.length >= count && sessions[count - 1]?.frames[0] === 'hello',
  )

const over = (server: EnrolmentServer, at: number) =>
  eventually(
    () => server.sessions[at]?.isOver,
    (isOver) => isOver === true,
  )

test('a renewed certificate is used by a new session, and then the old one is left in order', async () => {
  const server = await startEnrolment()
  const { link, renew } = enrolled(server)
  await sessionsOf(server, 1)
  renew()
  const [first, second] = await sessionsOf(server, 2)
  expect(second?.serial).not.toBe(first?.serial)
  await over(server, 0)
  expect(first?.frames).toEqual(['hello', 'goodbye'])
  expect([link.state(), second?.beside, second?.isOver]).toEqual(['connected', 1, false])
})

test('where no new session can be opened, the old one goes on', async () => {
  const server = await startEnrolment()
  const { link, waits, renew } = enrolled(server)
  await sessionsOf(server, 1)
  server.refuse({ code: status.UNAVAILABLE, details: 'STORAGE_DOWN: why' })
  renew()
  await eventually(
    () => waits.length,
    (length) => length > 0,
  )
  expect([link.state(), server.sessions[0]?.isOver]).toEqual(['connected', false])
  server.refuse(undefined)
  await sessionsOf(server, 2)
  await over(server, 0)
})

test('a collector that drains is left when another session is there', async () => {
  const server = await startEnrolment()
  const { link } = enrolled(server)
  const [first] = await sessionsOf(server, 1)
  first?.stream.write({ reconnect: { reason: 'DRAINING', afterMilliseconds: 1, spreadMilliseconds: 1 } })
  const [, second] = await sessionsOf(server, 2)
  await over(server, 0)
  expect(first?.frames).toEqual(['hello', 'goodbye'])
  expect([link.state(), second?.beside, second?.isOver]).toEqual(['connected', 1, false])
})

test('a collector that drains and takes no other session is left all the same', async () => {
  const server = await startEnrolment()
  enrolled(server)
  const [first] = await sessionsOf(server, 1)
  server.refuse({ code: status.UNAVAILABLE, details: 'DRAINING: why' })
  first?.stream.write({ reconnect: { reason: 'DRAINING', afterMilliseconds: 1, spreadMilliseconds: 1 } })
  await over(server, 0)
  expect(first?.frames).toEqual(['hello', 'goodbye'])
  server.refuse(undefined)
  await sessionsOf(server, 2)
})

test('a session that another one took the place of ends at once, and comes back when it may', async () => {
  const server = await startEnrolment()
  enrolled(server)
  const [first] = await sessionsOf(server, 1)
  first?.stream.write({ reconnect: { reason: 'SUPERSEDED', afterMilliseconds: 1, spreadMilliseconds: 1 } })
  await over(server, 0)
  const [, second] = await sessionsOf(server, 2)
  expect([first?.frames, second?.beside]).toEqual([['hello', 'goodbye'], 0])
})

test.each<[string, status, boolean]>([
  ['CERT_EXPIRED', status.UNAUTHENTICATED, true],
  ['NODE_EVICTED', status.FAILED_PRECONDITION, true],
  ['STORAGE_DOWN', status.UNAVAILABLE, false],
])('refused with %s, it comes back, and proves anew who it is where that helps', async (reason, code, isAnew) => {
  const server = await startEnrolment()
  server.refuse({ code, details: `${reason}: why` })
  const { link } = enrolled(server)
  await eventually(link.state, (state) => state === `${reason}: why`)
  server.refuse(undefined)
  await sessionsOf(server, 1)
  expect(server.attested.length > 1).toBe(isAnew)
})

test('a node that is banned is told so, and asks again only after ten minutes', async () => {
  const server = await startEnrolment()
  server.answer({ code: status.PERMISSION_DENIED, details: 'NODE_BANNED: by an operator' })
  const { link, waits } = enrolled(server)
  await eventually(link.state, (state) => state === 'NODE_BANNED: by an operator')
  expect([server.attested.length, (waits[0] ?? 0) >= 600_000]).toEqual([1, true])
})

test('a collector that asks for patience is given it', async () => {
  const server = await startEnrolment()
  server.refuse(statusError(status.RESOURCE_EXHAUSTED, 'RATE_LIMITED', 'why', { retryAfterMilliseconds: 120_000 }))
  const { link, waits } = enrolled(server)
  await eventually(link.state, (state) => state === 'RATE_LIMITED: why')
  expect(waits[0]).toBeGreaterThanOrEqual(120_000)
  expect(waits[0]).toBeLessThan(180_000)
})

test('a fleet that starts does not come at once: the first attempt waits within the spread', async () => {
  const server = await startEnrolment()
  const { link } = enrolled(server, 1e9)
  await new Promise((done) => setTimeout(done, 100))
  expect([link.state(), server.attested.length]).toEqual(['connecting', 0])
})

import { rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { openLink } from '../../../agent/link/link.ts'
import { sshdConfig, startAgent } from '../../support/agent.ts'
import { eventually, silent, startCollector, temporary } from '../../support/collector.ts'

const node = {
  looks: () => new Map(),
  degraded: () => [],
  rescan: async () => undefined,
  ...{ nodeName: 'node-1', bootId: 'boot', agentVersion: '0.1.0' },
  vitals: () => ({ uptimeSeconds: 1, load1: 0 }),
}

test('without credentials it says which file and what makes it, and tries again', async () => {
  const credentials = { ca: '/no/ca.crt', cert: '/no/node.crt', key: '/no/node.key' }
  const link = openLink({ collector: '127.0.0.1:1', credentials, node, spread: 0, log: silent })
  onTestFinished(() => link.stop())
  await eventually(link.state, (state) => state.startsWith('/no/ca.crt: ENOENT; on the collector'))
})

test('where nobody listens it says so, and stops at once', async () => {
  const collector = await startCollector()
  const agent = await startAgent(collector, 'node-1', [])
  await eventually(agent.link.state, (state) => state === 'connected')
  const files = await collector.node('node-1')
  await collector.stop()
  const link = openLink({ collector: collector.address, credentials: files, node, spread: 0, log: silent })
  await eventually(link.state, (state) => /ECONNREFUSED|No connection/.test(state))
  expect(await milliseconds(() => link.stop())).toBeLessThan(200)
})

test('it stops at once while a collector accepts and says nothing', async () => {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => void sockets.add(socket.on('error', () => undefined)))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const collector = await startCollector()
  const address = `127.0.0.1:${(server.address() as { port: number }).port}`
  const credentials = await collector.node('node-1')
  const link = openLink({ collector: address, credentials, node, spread: 0, log: silent })
  await eventually(
    () => sockets.size,
    (size) => size > 0,
  )
  expect(await milliseconds(() => link.stop())).toBeLessThan(200)
})

test('a session is left in order: what was sent is committed, and stopping takes no time', async () => {
  const state = temporary()
  const collector = await startCollector(state)
  const agent = await startAgent(collector, 'node-1', [])
  await eventually(agent.link.state, (each) => each === 'connected')
  agent.show(sshdConfig('0666'))
  expect(await milliseconds(() => agent.link.stop())).toBeLessThan(500)
  const [finding] = await collector.client().findings({ rules: ['sshd-config-mode'] })
  expect(finding?.outcome).toBe('fail')
  expect(await milliseconds(() => collector.stop())).toBeLessThan(500)
  rmSync(state, { recursive: true })
})

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

import fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { defaultHttpLimits, limitConnections, serverTimeouts } from '../../../collector/api/httplimits.ts'

test('leave descriptors to agents, and look for who is late before it is much later', () => {
  const app = fastify()
  onTestFinished(() => app.close())
  limitConnections(app, defaultHttpLimits)
  expect(app.server.maxConnections).toBe(1000)
  const { headersTimeout, handshakeTimeout, connectionsCheckingInterval } = serverTimeouts(defaultHttpLimits)
  expect([headersTimeout, handshakeTimeout, connectionsCheckingInterval]).toEqual([10_000, 10_000, 2500])
})

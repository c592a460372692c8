// Nothing calls home: every connection that a collector and an agent make, and every name that they look up, is written down.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { merlon, start } from '../support/cli.ts'
import { eventually, startCollector, temporary } from '../support/collector.ts'
import { loadSpec, makeHost } from '../support/host.ts'

/** Preloaded: tells of each connection and each look-up before it is made. */
const spy = (log: string) => `
import { appendFileSync } from 'node:fs'
import dgram from 'node:dgram'
import dns from 'node:dns'
import net from 'node:net'
import { syncBuiltinESMExports } from 'node:module'
const tell = (kind, what) => appendFileSync(${JSON.stringify(log)}, kind + ' ' + what + '\\n')
const connect = net.Socket.prototype.connect
net.Socket.prototype.connect = function (...args) {
  const first = Array.isArray(args[0]) ? args[0][0] : args[0]
  const { host = 'localhost', port, path } = typeof first === 'object' ? first : { port: first, host: args[1] }
  tell('connect', path ?? host + ':' + port)
  return connect.apply(this, args)
}
const send = dgram.Socket.prototype.send
dgram.Socket.prototype.send = function (...args) { tell('send', args.slice(1).join(',')); return send.apply(this, args) }
for (const owner of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype])
  for (const name of Object.getOwnPropertyNames(owner))
    if (/^(lookup|resolve)/.test(name) && typeof owner[name] === 'function') {
      const asked = owner[name]
      owner[name] = function (...args) { tell(name, String(args[0])); return asked.apply(this, args) }
    }
syncBuiltinESMExports()
`

/** Environment of a process that is watched, and what it did. */
function watched() {
  const directory = temporary()
  const [log, module] = [join(directory, 'log'), join(directory, 'spy.mjs')]
  writeFileSync(log, '')
  writeFileSync(module, spy(log))
  return {
    env: { NODE_OPTIONS: `--import=${module}` },
    calls: () => readFileSync(log, 'utf8').split('\n').filter(Boolean),
  }
}

const isHere = (call: string) => /^(connect|lookup\w*) (127\.0\.0\.1|localhost|\[?::1\]?)(:\d+)?$/.test(call)

test('what tells of connections tells of one', async () => {
  const { env, calls } = watched()
  await merlon(['report', '--collector', '127.0.0.1:1', '--state', (await startCollector()).state], { env })
  expect(calls()).toContain('connect 127.0.0.1:1')
})

test('an agent speaks with its collector and with nobody else', async () => {
  const collector = await startCollector()
  const { ca, cert, key } = await collector.node('one')
  const { env, calls } = watched()
  const root = makeHost(loadSpec('kubeadm-control-plane'))
  const files = ['--ca', ca, '--cert', cert, '--key', key]
  start(['agent', '--collector', collector.address, '--root', root, '--spread-seconds', '0', ...files], { env })
  const client = collector.client()
  await eventually(
    () => client.report(),
    ({ coverage }) => coverage.reporting === 1,
    120_000,
  )
  expect(calls()).toContain(`connect ${collector.address}`)
  const others = calls().filter((call) => !call.endsWith(` ${collector.address}`))
  expect(others.filter((call) => !isHere(call))).toEqual([])
  expect(others.filter((call) => call.startsWith('connect'))).toEqual([])
})

test('a collector that is told of nobody calls nobody', async () => {
  const { env, calls } = watched()
  const state = temporary()
  const flags = ['--state', state, '--listen', '127.0.0.1:0', '--http', '127.0.0.1:0']
  const running = start(['collector', ...flags], { env })
  await eventually(
    () => running.stderr(),
    (text) => text.includes('the collector runs'),
    120_000,
  )
  const { grpc = '' } = JSON.parse(
    running
      .stderr()
      .split('\n')
      .find((line) => line.includes('the collector runs')) ?? '{}',
  )
  expect((await merlon(['report', '--collector', grpc, '--state', state, '--fail-on', 'none'])).code).toBe(0)
  running.child.kill('SIGTERM')
  expect((await running.ended).code).toBe(0)
  expect(calls().filter((call) => !isHere(call))).toEqual([])
  expect(calls().filter((call) => call.startsWith('connect'))).toEqual([])
})

import { beforeAll, expect, test } from 'vitest'
import { absent, failed, seen } from '../../../../agent/host/look.ts'
import { openTls, type Tls } from '../../../../agent/host/tls.ts'
import { probe } from '../../../../agent/inspect/servedtls/probe.ts'
import { issue, type Pair } from '../../../support/pki.ts'
import { freePort } from '../../../support/port.ts'
import { ownLoopback, serveText, serveTls } from '../../../support/tlsserver.ts'

let pair: Pair
beforeAll(async () => {
  pair = await issue({ name: 'CN=server' })
})

/** Counts the calls. */
function counted(limit = 30_000) {
  const tls = openTls(() => ownLoopback, limit)
  const calls: string[] = []
  const counting: Tls = {
    network: tls.network,
    handshake: (address, port, version) => {
      calls.push(`${version} ${address}`)
      return tls.handshake(address, port, version)
    },
    ask: (address, port) => {
      calls.push(`ask ${address}`)
      return tls.ask(address, port)
    },
  }
  return { tls: counting, calls }
}

test('each version once, at the first address that accepts connections', async () => {
  const port = await serveTls(pair, {}, '127.0.0.2')
  const { tls, calls } = counted()
  const found = await probe(tls, ['127.0.0.1', '127.0.0.2', '127.0.0.3'], port)
  expect(found).toMatchObject({ dialed: '127.0.0.2', reachable: seen(true), answer: seen('tls') })
  expect(calls).toEqual([
    'TLSv1.3 127.0.0.1',
    ...['TLSv1.3', 'TLSv1.2', 'TLSv1.1', 'TLSv1'].map((each) => `${each} 127.0.0.2`),
  ])
})

test('nobody listens', async () => {
  const port = await freePort()
  const { tls, calls } = counted()
  expect(await probe(tls, ['127.0.0.1'], port)).toEqual({
    dialed: '127.0.0.1',
    reachable: seen(false),
    answer: absent,
    shakes: [],
  })
  expect(calls).toHaveLength(1)
})

test('a refusal from another network says nothing of the node', async () => {
  const tls: Tls = {
    network: () => ({ shared: seen(false), addresses: seen(['10.0.0.5']) }),
    handshake: async () => ({ connected: seen(false), said: Buffer.alloc(0), end: 'ECONNREFUSED', ticket: false }),
    ask: async () => ({ connected: seen(false), said: Buffer.alloc(0) }),
  }
  expect((await probe(tls, ['10.0.0.5'], 6443)).reachable).toEqual(
    failed("10.0.0.5 refuses connections from the agent's network"),
  )
})

test.each([
  ['HTTP/1.1 400 Bad Request\r\n\r\n', 'http'],
  ['SSH-2.0-x\r\n', 'other'],
])('what is no TLS is tried once: %j', async (answer, kind) => {
  const port = await serveText(answer)
  const { tls, calls } = counted()
  expect(await probe(tls, ['127.0.0.1'], port)).toMatchObject({ reachable: seen(true), answer: seen(kind), shakes: [] })
  expect(calls).toHaveLength(1)
})

test('who says nothing is asked in plain text', async () => {
  const silent = { connected: seen(true), said: Buffer.alloc(0) }
  const tls: Tls = {
    network: () => ownLoopback,
    handshake: async () => ({ ...silent, end: 'late', ticket: false }),
    ask: async () => ({ ...silent, said: Buffer.from('HTTP/1.0 200 OK\r\n') }),
  }
  expect((await probe(tls, ['127.0.0.1'], 1)).answer).toEqual(seen('http'))
  const mute = { ...tls, ask: async () => silent }
  expect((await probe(mute, ['127.0.0.1'], 1)).answer).toEqual(failed('it accepts connections and says nothing'))
})

test('without an address nothing is tried', async () => {
  const { tls, calls } = counted()
  expect((await probe(tls, [], 1)).reachable).toEqual(failed('there is no address to try'))
  expect(calls).toEqual([])
})

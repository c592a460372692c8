import { rmSync, writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { askConfigz } from '../../../collector/configz/ask.ts'
import { createAuthority } from '../../../collector/identity/authority.ts'
import { temporary } from '../../support/collector.ts'
import { fakeKubelet, signalOf } from '../../support/configz.ts'

test('a kubelet is asked with the token, over TLS, for /configz alone', async () => {
  const kubelet = await fakeKubelet((request, response) => {
    response.end(`${request.method} ${request.url} ${request.headers.authorization}`)
  })
  expect(await askConfigz(kubelet.address, kubelet.config, signalOf())).toEqual({
    text: 'GET /configz Bearer a-token',
  })
})

test('or with a client certificate', async () => {
  const kubelet = await fakeKubelet((_, response) => void response.end('{}'))
  const { token: _, ...config } = kubelet.config
  expect(await askConfigz(kubelet.address, { ...config, ...kubelet.client }, signalOf())).toEqual({ text: '{}' })
  expect(kubelet.peers).toEqual(['node asker'])
})

test.each<[string, RequestListener, RegExp]>([
  ['403', (_, response) => void response.writeHead(403).end('a-secret'), /^[\d.:]+: it answered 403$/],
  [
    'a redirect, which is not followed',
    (_, response) => void response.writeHead(302, { location: 'https://127.0.0.1:1/' }).end(),
    /it answered 302$/,
  ],
  ['too much', (_, response) => void response.end(Buffer.alloc(3_000_000)), /it answered more than 1048576 bytes$/],
  [
    'half an answer',
    (_, response) => {
      response.writeHead(200, { 'content-length': '99' }).write('x')
      setImmediate(() => response.destroy())
    },
    /: (aborted|socket hang up|.*ECONNRESET.*)$/,
  ],
])('%s is a reason', async (_name, handler, reason) => {
  const kubelet = await fakeKubelet(handler)
  const answer = await askConfigz(kubelet.address, kubelet.config, signalOf())
  expect(answer).toEqual({ reason: expect.stringMatching(reason) })
  expect(JSON.stringify(answer)).not.toContain('secret')
})

test('a certificate of another authority, or for another address, is refused before anything is sent', async () => {
  const asked: string[] = []
  const handler: RequestListener = (request, response) => {
    asked.push(request.url ?? '')
    response.end('{}')
  }
  const stranger = await createAuthority('stranger')
  const kubelet = await fakeKubelet(handler)
  const ca = join(temporary(), 'ca.crt')
  writeFileSync(ca, stranger.cert)
  expect(await askConfigz(kubelet.address, { ...kubelet.config, ca }, signalOf())).toEqual({
    reason: expect.stringMatching(/certificate/),
  })
  const elsewhere = await fakeKubelet(handler, ['10.9.9.9'])
  expect(await askConfigz(elsewhere.address, elsewhere.config, signalOf())).toEqual({
    reason: expect.stringMatching(/does not match certificate/),
  })
  expect(asked).toEqual([])
})

test('nobody there, a missing file, an empty token and the end of the collector are reasons', async () => {
  const kubelet = await fakeKubelet(() => undefined)
  const ended = new AbortController()
  const waiting = askConfigz(kubelet.address, kubelet.config, ended.signal)
  ended.abort()
  expect(await waiting).toEqual({ reason: expect.stringMatching(/abort/) })

  const { config } = kubelet
  rmSync(config.ca)
  expect(await askConfigz(kubelet.address, config, signalOf())).toEqual({
    reason: `${config.ca} cannot be read: ENOENT`,
  })
  writeFileSync(config.token as string, ' \n')
  expect(await askConfigz(kubelet.address, config, signalOf())).toEqual({ reason: `${config.token} holds no token` })

  const closed = await fakeKubelet(() => undefined)
  await closed.close()
  expect(await askConfigz(closed.address, closed.config, signalOf())).toEqual({
    reason: expect.stringMatching(/ECONNREFUSED/),
  })
})

import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { ask, reachable } from '../../lib/ask.ts'
import { freePort } from '../support/port.ts'

async function served(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  onTestFinished(() => void server.close())
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

test.each([
  ['127.0.0.1:7441', '127.0.0.1:7441'],
  ['0.0.0.0:7441', '127.0.0.1:7441'],
  ['[::]:7441', '[::1]:7441'],
  ['collector.example:7441', 'collector.example:7441'],
])('what listens at %s is asked at %s', (listens, asked) => {
  expect(reachable(listens)).toBe(asked)
})

test('an answer is its status and its text, and headers are sent', async () => {
  const address = await served((request, response) =>
    response.writeHead(503).end(`${request.url} ${request.headers.authorization}`),
  )
  expect(await ask(address, '/readyz', { headers: { authorization: 'x' } })).toEqual({ status: 503, body: '/readyz x' })
})

test('nobody who answers, and too long an answer, are errors', async () => {
  await expect(ask(`127.0.0.1:${await freePort()}`, '/')).rejects.toThrow(/ECONNREFUSED/)
  const long = await served((_request, response) => response.end(Buffer.alloc(17 * 1024 * 1024)))
  await expect(ask(long, '/')).rejects.toThrow(/more than/)
})

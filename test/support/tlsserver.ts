import { createServer as createTcp, type Server } from 'node:net'
import { createServer as createTls, type TlsOptions } from 'node:tls'
import { onTestFinished } from 'vitest'
import { seen } from '../../agent/host/look.ts'
import type { OwnNetwork } from '../../agent/host/ownnetwork.ts'
import type { Pair } from './pki.ts'

/** The network of a test: the machine's own, where loopback may be called. */
export const ownLoopback: OwnNetwork = { shared: seen(true), addresses: seen([]) }

/** A server with TLS on a port of loopback that is free; it ends with the test. */
export function serveTls(pair: Pair, options: TlsOptions = {}, address = '127.0.0.1'): Promise<number> {
  const server = createTls({ key: pair.key, cert: pair.cert, ...options }, (socket) =>
    socket.on('error', () => undefined),
  )
  server.on('tlsClientError', () => undefined)
  return listen(server, address)
}

/** A server that answers the first bytes of a connection so; nothing: it never says a word. */
export function serveText(answer?: string | Buffer): Promise<number> {
  const server = createTcp((socket) => {
    socket.on('error', () => undefined)
    socket.on('data', () => void (answer !== undefined && socket.end(answer)))
  })
  return listen(server, '127.0.0.1')
}

async function listen(server: Server, address: string): Promise<number> {
  const open = new Set<{ destroy(): void }>()
  server.on('connection', (socket) => open.add(socket))
  onTestFinished(() => {
    server.close()
    for (const socket of open) socket.destroy()
  })
  await new Promise<void>((done) => server.listen(0, address, done))
  const at = server.address()
  if (typeof at !== 'object' || at === null) throw new Error('no port')
  return at.port
}

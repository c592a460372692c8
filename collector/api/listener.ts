// The port of the gRPC services: who may connect, how many at once, and how many shake hands at the same time.
import type { EventEmitter } from 'node:events'
import { createServer, type Server as NetServer, type Socket } from 'node:net'
import type { Server, ServerCredentials } from '@grpc/grpc-js'
import { splitAddress } from '../../lib/address.ts'
import { openBuckets } from './buckets.ts'
import { openHandshakes } from './handshakes.ts'

/** What a listener takes before it refuses. */
export interface ListenerLimits {
  /** Most connections. */
  readonly connections: number
  /** Most connections of one address. */
  readonly perAddress: number
  /** New connections of one address each second; ten seconds of them may come at once. */
  readonly ratePerAddress: number
  /** Handshakes that begin at the same time: each costs milliseconds of the processor. Others wait for their turn. */
  readonly handshakes: number
  /** Handshakes of one address that are under way. */
  readonly handshakesPerAddress: number
  /** Milliseconds for the first word and the wait for a turn, and again as many for the handshake. */
  readonly handshakeTimeout: number
}

export const defaultListenerLimits: ListenerLimits = {
  connections: 20_000,
  perAddress: 5000,
  ratePerAddress: 200,
  handshakes: 32,
  handshakesPerAddress: 128,
  handshakeTimeout: 10_000,
}

/** Milliseconds after which a handshake that waits for its other end lets another begin. */
const turn = 250

/** Why a connection was closed before it could say anything; `handshake`: it failed, or the other side left. */
export const refusals = ['connections', 'address', 'rate', 'handshake', 'timeout'] as const
export type ConnectionRefusal = (typeof refusals)[number]

/** Told of what the listener does. */
export interface ListenerEvents {
  refused?(why: ConnectionRefusal): void
  /** Connections that are there, and those of them that have not shaken hands. */
  changed?(open: number, handshaking: number): void
}

export interface Listener {
  /** The port that was bound. */
  readonly port: number
  /** Takes no more connections; those that are open stay. */
  stop(): void
  /** Ends those that are open, whatever is under way on them. */
  end(): void
}

interface Connection {
  readonly socket: Socket
  readonly peer: string
  readonly address: string
  state: 'waiting' | 'handshaking' | 'open'
  timer?: NodeJS.Timeout
  /** Gives its turn to others. */
  leave?: () => void
  /** Why it ends was said. */
  refused: boolean
}

/** Serves `host:port` by a server of grpc-js. Rejects with the system's error for an address that cannot be served. */
export async function startListener(
  listen: string,
  server: Server,
  credentials: ServerCredentials,
  limits: ListenerLimits = defaultListenerLimits,
  events: ListenerEvents = {},
): Promise<Listener> {
  const injector = server.createConnectionInjector(credentials)
  const buckets = openBuckets({ perSecond: limits.ratePerAddress, burst: limits.ratePerAddress * 10 })
  /** By the other end's address and port. */
  const connections = new Map<string, Connection>()
  const perAddress = new Map<string, number>()
  const handshakes = openHandshakes({ atOnce: limits.handshakes, turn, perAddress: limits.handshakesPerAddress })
  /** Connections that have not shaken hands. */
  let strangers = 0

  function accept(socket: Socket): void {
    // Before anything: an error nobody listens to would end the process.
    socket.on('error', () => socket.destroy())
    const address = socket.remoteAddress ?? ''
    const why = refusalOf(address)
    if (why) {
      events.refused?.(why)
      return void socket.destroy()
    }
    const connection: Connection = { socket, peer: peerOf(socket), address, state: 'waiting', refused: false }
    connections.set(connection.peer, connection)
    perAddress.set(address, (perAddress.get(address) ?? 0) + 1)
    strangers += 1
    limit(connection)
    socket.once('close', () => closed(connection))
    socket.setNoDelay(true)
    // Who says nothing takes nobody's turn.
    socket.once('readable', () => {
      if (socket.destroyed) return
      connection.leave = handshakes.enter(address, () => begin(connection))
    })
    tell()
  }

  function refusalOf(address: string): ConnectionRefusal | undefined {
    if (connections.size >= limits.connections) return 'connections'
    if ((perAddress.get(address) ?? 0) >= limits.perAddress) return 'address'
    return buckets.take(address).taken ? undefined : 'rate'
  }

  function limit(connection: Connection): void {
    clearTimeout(connection.timer)
    connection.timer = setTimeout(() => {
      connection.refused = true
      events.refused?.('timeout')
      connection.socket.destroy()
    }, limits.handshakeTimeout)
  }

  function tell(): void {
    events.changed?.(connections.size, strangers)
  }

  /** What was begun is not given up for the time that it had to wait: it would be lost, and come again. */
  function begin(connection: Connection): void {
    if (connection.socket.destroyed) return
    limit(connection)
    connection.state = 'handshaking'
    injector.injectConnection(connection.socket)
  }

  function secured(connection: Connection | undefined): void {
    if (connection?.state !== 'handshaking') return
    settled(connection)
    tell()
  }

  function closed(connection: Connection): void {
    connections.delete(connection.peer)
    const left = (perAddress.get(connection.address) ?? 1) - 1
    if (left > 0) perAddress.set(connection.address, left)
    else perAddress.delete(connection.address)
    if (connection.state === 'handshaking' && !connection.refused) events.refused?.('handshake')
    settled(connection)
    tell()
  }

  /** It has shaken hands, or never will. */
  function settled(connection: Connection): void {
    if (connection.state === 'open') return
    connection.state = 'open'
    strangers -= 1
    clearTimeout(connection.timer)
    connection.leave?.()
  }

  const inner = innerServer(server)
  inner.on('secureConnection', (secure: Socket) => secured(connections.get(peerOf(secure))))

  const accepting = createServer(accept)
  const { host, port } = splitAddress(listen)
  await new Promise<void>((done, fail) => {
    accepting.once('error', fail)
    accepting.listen({ host, port, backlog: 4096 }, () => {
      accepting.off('error', fail)
      done()
    })
  }).catch((error: unknown) => {
    injector.destroy()
    throw error
  })
  const bound = accepting.address()
  return {
    port: typeof bound === 'object' && bound ? bound.port : 0,
    stop: () => stop(accepting, connections),
    end: () => {
      for (const { socket } of connections.values()) socket.destroy()
    },
  }
}

function peerOf(socket: Socket): string {
  return `${socket.remoteAddress}|${socket.remotePort}`
}

/**
 * The HTTP/2 server behind the injector: grpc-js does not say when a handshake is done, this server does. It is private
 * there; the test of this file proves that it is where it is looked for.
 */
function innerServer(server: Server): EventEmitter {
  const { http2Servers } = server as unknown as { http2Servers: Map<EventEmitter, unknown> }
  const inner = [...http2Servers.keys()].at(-1)
  if (!inner) throw new Error('grpc-js has no server behind its injector')
  return inner
}

/** Open connections belong to the gRPC server, which closes them; what has not come so far ends here. */
function stop(accepting: NetServer, connections: ReadonlyMap<string, Connection>): void {
  accepting.close()
  for (const connection of connections.values()) {
    if (connection.state === 'open') continue
    connection.refused = true
    connection.socket.destroy()
  }
}

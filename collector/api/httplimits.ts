import type { FastifyInstance } from 'fastify'

/** What the HTTP port takes before it refuses. */
export interface HttpLimits {
  /** Most connections; more are closed at once. Streams of changes are among them. */
  readonly connections: number
  /** Milliseconds for a handshake, for the headers of a request, and for a whole request. An answer may take any time. */
  readonly timeout: number
}

export const defaultHttpLimits: HttpLimits = { connections: 1000, timeout: 10_000 }

/** For the server, with TLS and without: who is silent, or slow to ask, holds a connection no longer than that. */
export function serverTimeouts({ timeout }: HttpLimits) {
  // Node.js looks for requests that are late this often.
  return { headersTimeout: timeout, connectionsCheckingInterval: timeout / 4, handshakeTimeout: timeout }
}

/** The descriptors of the process are for agents too. */
export function limitConnections(app: FastifyInstance, { connections }: HttpLimits): void {
  app.server.maxConnections = connections
}

import { isIP } from 'node:net'
import { checkServerIdentity, createSecureContext } from 'node:tls'
import { type ChannelCredentials, type ChannelOptions, credentials } from '@grpc/grpc-js'
import { splitAddress } from './address.ts'

/** PEM. */
export interface ServerPem {
  /** Authorities that the server may be of, one behind the other. */
  readonly ca: Buffer
}

/** PEM. */
export interface ClientPem extends ServerPem {
  readonly cert: Buffer
  readonly key: Buffer
}

/**
 * What a client needs for TLS 1.3 with `host:port`, mutual where it has a certificate; the server's certificate must name
 * that host or address. Throws for what is no PEM.
 */
export function secureChannel(
  address: string,
  pem: ClientPem | ServerPem,
): { credentials: ChannelCredentials; options: ChannelOptions } {
  const own = 'key' in pem ? { cert: pem.cert, key: pem.key } : {}
  const context = createSecureContext({ ca: pem.ca, ...own, minVersion: 'TLSv1.3' })
  const { host } = splitAddress(address)
  if (isIP(host) === 0) return { credentials: ending(credentials.createFromSecureContext(context)), options: {} }
  // An address is no name that TLS could ask for (RFC 6066): the handshake asks for a name, the certificate is held against the address.
  const verify = {
    checkServerIdentity: (_asked: string, peer: Parameters<typeof checkServerIdentity>[1]) =>
      checkServerIdentity(host, peer),
  }
  return {
    credentials: ending(credentials.createFromSecureContext(context, verify)),
    options: { 'grpc.ssl_target_name_override': 'localhost' },
  }
}

/**
 * A client of grpc-js 1.14 that is closed after a failed attempt connects once more when its pause is over, and keeps that
 * connection open for ever, which nobody uses. What connects for it is told when it is closed, and does so no more.
 */
function ending(given: ChannelCredentials): ChannelCredentials {
  const create = given._createSecureConnector.bind(given)
  given._createSecureConnector = (...about) => {
    const connector = create(...about)
    let isOver = false
    return {
      connect: (socket) => connector.connect(socket),
      getCallCredentials: () => connector.getCallCredentials(),
      waitForReady: () => (isOver ? Promise.reject(new Error('the client is closed')) : connector.waitForReady()),
      destroy: () => {
        isOver = true
        connector.destroy()
      },
    }
  }
  return given
}

import { isIP } from 'node:net'
import { checkServerIdentity } from 'node:tls'
import { type ChannelCredentials, type ChannelOptions, credentials } from '@grpc/grpc-js'
import { splitAddress } from './address.ts'

/** PEM. */
export interface ClientPem {
  readonly ca: Buffer
  readonly cert: Buffer
  readonly key: Buffer
}

/** What a client needs for mutual TLS with `host:port`; the server's certificate must name that host or address. */
export function secureChannel(
  address: string,
  { ca, cert, key }: ClientPem,
): { credentials: ChannelCredentials; options: ChannelOptions } {
  const { host } = splitAddress(address)
  if (isIP(host) === 0) return { credentials: credentials.createSsl(ca, key, cert), options: {} }
  // An address is no name that TLS could ask for (RFC 6066): the handshake asks for a name, the certificate is held against the address.
  const verify = {
    checkServerIdentity: (_asked: string, peer: Parameters<typeof checkServerIdentity>[1]) =>
      checkServerIdentity(host, peer),
  }
  return {
    credentials: credentials.createSsl(ca, key, cert, verify),
    options: { 'grpc.ssl_target_name_override': 'localhost' },
  }
}

// TLS of the gRPC server whose certificate, key and authorities are swapped together while it runs.
//
// grpc-js offers `experimental.createCertificateProviderServerCredentials` for it, which takes its first two parameters
// the other way round than it names them (1.14.7), updates authorities and certificate one after the other, and cannot set
// the least version of TLS. This extends what that function returns too, by the methods that the server of grpc-js calls;
// the test of this file proves that it still calls them.
import { createSecureContext, type SecureContextOptions, type SecureVersion } from 'node:tls'
import { ServerCredentials } from '@grpc/grpc-js'

/** What a server shows and whom it trusts, PEM. */
export interface TlsSet {
  /** Leaf first. */
  readonly cert: string
  readonly key: string
  readonly authorities: string
}

/** Credentials of a server that can be swapped. */
export interface SwappableCredentials {
  readonly credentials: ServerCredentials
  /** For new connections; those that are open stay as they are. Throws, and changes nothing, for what OpenSSL refuses. */
  swap(set: TlsSet): void
}

class Swappable extends ServerCredentials {
  constructor(context: SecureContextOptions) {
    // Clients without a certificate may enrol: who signed one that is shown is looked at with each call.
    super({ requestCert: true, rejectUnauthorized: false }, context)
  }

  swap(context: SecureContextOptions): void {
    this.updateSecureContextOptions(context)
  }

  _equals(other: ServerCredentials): boolean {
    return this === other
  }
}

/** Throws for what OpenSSL refuses. */
export function openCredentials(set: TlsSet, minVersion: SecureVersion = 'TLSv1.3'): SwappableCredentials {
  const contextOf = ({ cert, key, authorities }: TlsSet): SecureContextOptions => {
    const context = { cert, key, ca: authorities, minVersion }
    createSecureContext(context)
    return context
  }
  const credentials = new Swappable(contextOf(set))
  return { credentials, swap: (next) => credentials.swap(contextOf(next)) }
}

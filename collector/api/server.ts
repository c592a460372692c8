import {
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServiceError,
  type sendUnaryData,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js'
import { maxMessageBytes, type Speaker } from '../../proto/protocol.ts'
import { serviceDefinition } from '../../proto/service.ts'
import type { Material } from '../identity/material.ts'
import { speakerOf } from '../identity/peer.ts'
import { addStandardServices } from './standard.ts'

/** Thrown for an address that cannot be served. */
export class ListenError extends Error {
  override readonly name = 'ListenError'
}

/** The one sentence for it. `error` is the system's, or the library's with its text. */
export function listenError(listen: string, flag: string, error: Error): ListenError {
  const code = (error as NodeJS.ErrnoException).code ?? /\bE[A-Z]{3,}\b/.exec(error.message)?.[0]
  if (code === 'EADDRINUSE') return new ListenError(`${listen}: the port is in use; choose another with ${flag}`)
  return new ListenError(`${listen}: cannot be served (${code ?? error.message}); choose another with ${flag}`)
}

/** A call with whoever makes it. */
interface AuthenticatedCall {
  getAuthContext(): { sslPeerCertificate?: { raw?: Uint8Array } }
  emit(event: string, error: unknown): boolean
}

/** Who is at the other end of a call. Undefined without a usable certificate. */
export function callerOf(call: AuthenticatedCall): Speaker | undefined {
  return speakerOf(call.getAuthContext().sslPeerCertificate?.raw)
}

const options = {
  'grpc.max_receive_message_length': maxMessageBytes,
  'grpc.max_send_message_length': 64 * 1024 * 1024,
  'grpc.max_concurrent_streams': 16,
  'grpc.keepalive_time_ms': 60_000,
  'grpc.keepalive_timeout_ms': 20_000,
  'grpc.max_connection_idle_ms': 300_000,
}

/** Services with the kind of caller that each one is for. */
export interface GuardedService {
  readonly name: string
  readonly kind: Speaker['kind']
  readonly implementation: UntypedServiceImplementation
}

/** Starts the gRPC server: mutual TLS, every call by a caller of this cluster and of the right kind. Returns the bound port. */
export async function startServer(
  listen: string,
  material: Material,
  services: readonly GuardedService[],
): Promise<{ port: number; stop(): Promise<void> }> {
  const server = new Server(options)
  for (const service of services)
    server.addService(serviceDefinition(service.name), guardAll(service, material.clusterId))
  const goingAway = addStandardServices(
    server,
    services.map((service) => service.name),
  )
  const pair = { private_key: Buffer.from(material.server.key), cert_chain: Buffer.from(material.server.cert) }
  const credentials = ServerCredentials.createSsl(Buffer.from(material.authority.cert), [pair], true)
  const port = await new Promise<number>((done, fail) => {
    server.bindAsync(listen, credentials, (error, bound) =>
      error ? fail(listenError(listen, '--listen', error)) : done(bound),
    )
  })
  return {
    port,
    stop: () => {
      goingAway()
      return stop(server)
    },
  }
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((done) => server.tryShutdown(() => done()))
  const timer = setTimeout(() => server.forceShutdown(), 1000)
  await closed
  clearTimeout(timer)
}

function guardAll(service: GuardedService, clusterId: string): UntypedServiceImplementation {
  const guarded: UntypedServiceImplementation = {}
  for (const [name, handler] of Object.entries(service.implementation)) {
    guarded[name] = ((call: AuthenticatedCall, done?: sendUnaryData<unknown>) => {
      const refusal = refuse(callerOf(call), service.kind, clusterId)
      if (!refusal)
        return (handler as (call: unknown, done?: unknown) => void)(call as ServerUnaryCall<unknown, unknown>, done)
      if (done) return done(refusal)
      return call.emit('error', refusal)
    }) as UntypedServiceImplementation[string]
  }
  return guarded
}

function refuse(
  caller: Speaker | undefined,
  kind: Speaker['kind'],
  clusterId: string,
): Partial<ServiceError> | undefined {
  if (!caller)
    return {
      code: status.UNAUTHENTICATED,
      details: 'CERT_INVALID: the certificate names neither a node nor an operator',
    }
  if (caller.clusterId !== clusterId)
    return { code: status.PERMISSION_DENIED, details: 'NODE_IDENTITY_MISMATCH: the certificate is of another cluster' }
  if (caller.kind !== kind)
    return {
      code: status.PERMISSION_DENIED,
      details: `NODE_IDENTITY_MISMATCH: this service is for a ${kind}, not for a ${caller.kind}`,
    }
  return undefined
}

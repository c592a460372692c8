import {
  Server,
  ServerInterceptingCall,
  type ServerInterceptingCallInterface,
  type ServerInterceptor,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js'
import { statusError } from '../../lib/grpcstatus.ts'
import { maxMessageBytes, type Speaker } from '../../proto/protocol.ts'
import { serviceDefinition } from '../../proto/service.ts'
import type { LiveMaterial } from '../identity/live.ts'
import { type Peer, peerOf, speakerOf } from '../identity/peer.ts'
import { type Listener, type ListenerEvents, type ListenerLimits, startListener } from './listener.ts'
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
}

function rawOf(call: AuthenticatedCall): Uint8Array | undefined {
  return call.getAuthContext().sslPeerCertificate?.raw
}

/**
 * Who is at the other end of a call that the server let through: it has verified the certificate. Undefined without one,
 * as in the calls that are open to everyone, and for one that ended since.
 */
export function callerOf(call: AuthenticatedCall): Speaker | undefined {
  return speakerOf(rawOf(call))
}

/** The same with the certificate, verified against the authorities that are trusted now. */
export function peerOfCall(call: AuthenticatedCall, live: Pick<LiveMaterial, 'authorities'>): Peer | undefined {
  return peerOf(rawOf(call), live.authorities())
}

const options = {
  'grpc.max_receive_message_length': maxMessageBytes,
  'grpc.max_send_message_length': 64 * 1024 * 1024,
  'grpc.max_concurrent_streams': 16,
  'grpc.keepalive_time_ms': 60_000,
  'grpc.keepalive_timeout_ms': 20_000,
  'grpc.max_connection_idle_ms': 60_000,
}

/** Services with the kind of caller that each one is for. */
export interface GuardedService {
  readonly name: string
  readonly kind: Speaker['kind']
  /** Names of calls that everyone may make, without a certificate too. */
  readonly open?: readonly string[]
  readonly implementation: UntypedServiceImplementation
}

/** Who is let in. */
export interface Admission {
  readonly live: LiveMaterial
  /** True for a cluster that is served here. */
  readonly serves: (clusterId: string) => boolean
}

export interface RunningServer {
  /** The port that was bound. */
  readonly port: number
  /** Says to whoever asks for the health whether this collector can be used. */
  serving(serving: boolean): void
  stop(): Promise<void>
}

/**
 * Starts the gRPC server over TLS: every call by a caller of a cluster that is served, with a certificate of a trusted
 * authority and of the right kind, but for the few that are open to everyone. Returns the bound port.
 */
export async function startServer(
  listen: string,
  admission: Admission,
  services: readonly GuardedService[],
  { limits, events }: { readonly limits?: ListenerLimits; readonly events?: ListenerEvents } = {},
): Promise<RunningServer> {
  const server = new Server({ ...options, interceptors: [guard(services, admission)] })
  for (const { name, implementation } of services) server.addService(serviceDefinition(name), implementation)
  const serving = addStandardServices(
    server,
    services.map((service) => service.name),
  )
  const { credentials } = admission.live
  const listener = await startListener(listen, server, credentials, limits, events).catch((error: Error) => {
    server.forceShutdown()
    throw listenError(listen, '--listen', error)
  })
  return {
    port: listener.port,
    serving,
    stop: () => {
      serving(false)
      listener.stop()
      return stop(server, listener)
    },
  }
}

async function stop(server: Server, listener: Listener): Promise<void> {
  const closed = new Promise<void>((done) => server.tryShutdown(() => done()))
  const timer = setTimeout(() => {
    server.forceShutdown()
    // A session that is told to end waits for the other end to close its side, which may never happen.
    listener.end()
  }, 1000)
  await closed
  clearTimeout(timer)
}

/** Refuses before anything of a message is read. Calls of no service of ours (health, reflection) need a certificate too. */
function guard(services: readonly GuardedService[], admission: Admission): ServerInterceptor {
  const kinds = new Map(services.map(({ name, kind }) => [name, kind]))
  const open = new Set(services.flatMap(({ name, open = [] }) => open.map((call) => `/merlon.v1.${name}/${call}`)))
  return ({ path }, call) => {
    const kind = kinds.get(/^\/merlon\.v1\.(\w+)\//.exec(path)?.[1] ?? '')
    const refusal = open.has(path) ? undefined : refuse(peerOfCall(call, admission.live)?.speaker, kind, admission)
    return refusal ? refusing(call, refusal) : new ServerInterceptingCall(call)
  }
}

function refusing(call: ServerInterceptingCallInterface, refusal: ReturnType<typeof statusError>) {
  return new ServerInterceptingCall(call, {
    start: (next) => next({ onReceiveMetadata: () => call.sendStatus(refusal) }),
  })
}

function refuse(
  caller: Speaker | undefined,
  kind: Speaker['kind'] | undefined,
  { serves }: Admission,
): ReturnType<typeof statusError> | undefined {
  if (!caller)
    return statusError(
      status.UNAUTHENTICATED,
      'CERT_INVALID',
      'there is no certificate of a node or an operator that a trusted authority signed and that holds',
    )
  if (!serves(caller.clusterId))
    return statusError(status.PERMISSION_DENIED, 'NODE_IDENTITY_MISMATCH', 'the certificate is of another cluster')
  if (kind && caller.kind !== kind)
    return statusError(
      status.PERMISSION_DENIED,
      'NODE_IDENTITY_MISMATCH',
      `this service is for ${article(kind)}, not for ${article(caller.kind)}`,
    )
  return undefined
}

function article(kind: Speaker['kind']): string {
  return kind === 'operator' ? 'an operator' : 'a node'
}

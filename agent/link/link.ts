import { type ChannelOptions, Client, type ServiceDefinition, status } from '@grpc/grpc-js'
import { secureChannel } from '../../lib/grpc.ts'
import { maxMessageBytes } from '../../proto/protocol.ts'
import { serviceDefinition } from '../../proto/service.ts'
import type { Look } from '../inspect/observe.ts'
import { openBackoff } from './backoff.ts'
import { CredentialError, type CredentialFiles, readCredentials } from './credentials.ts'
import { openFlaps } from './flaps.ts'
import { type Ending, type NodeState, openSession, type Session, type Stream } from './session.ts'

export interface LinkOptions {
  /** `host:port` of the collector. */
  readonly collector: string
  readonly credentials: CredentialFiles
  readonly node: NodeState
  /** The first attempt is made within this many milliseconds. */
  readonly spread: number
  readonly log: LinkLog
}

export interface LinkLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
}

/** Keeps a session with the collector open for as long as the agent runs. */
export interface Link {
  changed(look: Look): void
  /** `connecting`, `connected`, or why not. */
  state(): string
  stop(): Promise<void>
}

/** A node that is refused asks again, but seldom: an operator has to act first. */
const refusedWait = 600_000

/** Longest that a session may take to say goodbye, in milliseconds. */
const leaveLimit = 2000

const channelOptions: ChannelOptions = {
  'grpc.keepalive_time_ms': 60_000,
  'grpc.keepalive_timeout_ms': 20_000,
  'grpc.keepalive_permit_without_calls': 0,
  'grpc.enable_retries': 0,
  'grpc.use_local_subchannel_pool': 1,
  'grpc.max_receive_message_length': maxMessageBytes,
  'grpc.max_send_message_length': maxMessageBytes,
}

export function openLink(options: LinkOptions): Link {
  const { log, node } = options
  const backoff = openBackoff(options.spread)
  const abort = new AbortController()
  let session: Session | undefined
  let state = 'connecting'
  const flaps = openFlaps(node.looks().values(), (event) => node.spool?.append(event))

  async function run(): Promise<void> {
    while (!abort.signal.aborted) {
      const { wait, why } = await attempt()
      if (abort.signal.aborted) return
      state = why
      log.warn({ reason: why, waitMilliseconds: wait }, 'not connected to the collector')
      await sleep(wait, abort.signal)
    }
  }

  async function attempt(): Promise<{ wait: number; why: string }> {
    let client: Client | undefined
    try {
      const secure = secureChannel(options.collector, readCredentials(options.credentials))
      client = new Client(options.collector, secure.credentials, { ...channelOptions, ...secure.options })
      const stream = openStream(client)
      session = openSession(stream, node, {
        welcomed: () => {
          state = 'connected'
          flaps.connected()
          log.info({ collector: options.collector }, 'connected to the collector')
        },
        // Only what was committed proves that the collector works: before that the next wait grows.
        acked: () => backoff.reset(),
        warn: (message) => log.warn({}, message),
      })
      const ending = await session.ended
      return { wait: waitAfter(ending), why: ending.reason || status[ending.code] || 'ended' }
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      return { wait: error instanceof CredentialError ? 10_000 : backoff.next(), why }
    } finally {
      session = undefined
      client?.close()
    }
  }

  function waitAfter(ending: Ending): number {
    if (ending.reconnect) return ending.reconnect.after + Math.random() * ending.reconnect.spread
    if (ending.code === status.PERMISSION_DENIED) return refusedWait * (0.5 + Math.random())
    return backoff.next()
  }

  const running = run()
  return {
    changed: (look) => {
      flaps.changed(look, state === 'connected')
      session?.changed(look)
    },
    state: () => state,
    stop: async () => {
      abort.abort()
      session?.leave('the agent stops')
      const late = new AbortController()
      await Promise.race([running, sleep(leaveLimit, late.signal)])
      late.abort()
    },
  }
}

function openStream(client: Client): Stream {
  const method = (serviceDefinition('AgentService') as ServiceDefinition)['Connect']
  if (!method) throw new Error('the contract has no Connect')
  return client.makeBidiStreamRequest(method.path, method.requestSerialize, method.responseDeserialize) as Stream
}

function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal?.aborted) return done()
    const timer = setTimeout(finish, milliseconds)
    signal?.addEventListener('abort', finish, { once: true })
    function finish(): void {
      clearTimeout(timer)
      signal?.removeEventListener('abort', finish)
      done()
    }
  })
}

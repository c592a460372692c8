// One connection to the collector with the session on it.
import { type ChannelOptions, Client, type ServiceDefinition } from '@grpc/grpc-js'
import { type ClientPem, secureChannel } from '../../lib/grpc.ts'
import { maxMessageBytes } from '../../proto/protocol.ts'
import { serviceDefinition } from '../../proto/service.ts'
import { type NodeState, openSession, type Session, type Stream } from './session.ts'

export interface Connection {
  readonly session: Session
  /** True once the collector answered Hello; false where the session ended before. */
  readonly welcomed: Promise<boolean>
}

const channelOptions: ChannelOptions = {
  'grpc.keepalive_time_ms': 60_000,
  'grpc.keepalive_timeout_ms': 20_000,
  'grpc.keepalive_permit_without_calls': 0,
  'grpc.enable_retries': 0,
  'grpc.use_local_subchannel_pool': 1,
  // The library takes compressed messages whatever is asked for: this bounds what becomes of them.
  'grpc.max_receive_message_length': maxMessageBytes,
  'grpc.max_send_message_length': maxMessageBytes,
}

/** Opens a connection and says Hello. Throws for credentials that are no PEM. */
export function openConnection(
  collector: string,
  pem: ClientPem,
  node: NodeState,
  events: Parameters<typeof openSession>[2],
): Connection {
  const secure = secureChannel(collector, pem)
  const client = new Client(collector, secure.credentials, { ...channelOptions, ...secure.options })
  const { promise: welcomed, resolve } = Promise.withResolvers<boolean>()
  const session = openSession(openStream(client), node, {
    ...events,
    welcomed: () => {
      resolve(true)
      events.welcomed()
    },
  })
  void session.ended.then(() => {
    resolve(false)
    client.close()
  })
  return { session, welcomed }
}

function openStream(client: Client): Stream {
  const method = (serviceDefinition('AgentService') as ServiceDefinition)['Connect']
  if (!method) throw new Error('the contract has no Connect')
  return client.makeBidiStreamRequest(method.path, method.requestSerialize, method.responseDeserialize) as Stream
}

// The collector's end of an agent's stream, without a connection.
import { Duplex } from 'node:stream'
import type { ServerDuplexStream, ServiceError } from '@grpc/grpc-js'
import { serviceDefinition } from '../../proto/service.ts'
import { eventually } from './collector.ts'

const connectMethod = serviceDefinition('AgentService')['Connect']

export interface Frame {
  readonly [field: string]: unknown
}

/** What was sent, and how it ended. `reads`: false for an agent that takes nothing until `read` is called. */
export function openAgentStream({ reads = true } = {}) {
  const sent: Record<string, never>[] = []
  const errors: ServiceError[] = []
  let takes = reads
  let take = (): void => undefined
  const stream = new Duplex({
    ...{ objectMode: true, emitClose: false, read: () => undefined },
    write: (frame: Record<string, never>, _encoding, done) => {
      sent.push(frame)
      if (takes) done()
      else take = done
    },
  })
  stream.on('error', (error) => errors.push(error as ServiceError))
  return {
    stream: stream as unknown as ServerDuplexStream<unknown, unknown>,
    ...{ sent, errors },
    /** Over the wire, as far as its bytes go. */
    say: (frame: Frame) => stream.push(connectMethod?.requestDeserialize(connectMethod.requestSerialize(frame))),
    end: () => stream.push(null),
    read: () => {
      takes = true
      take()
    },
    frame: (name: string) =>
      eventually(
        () => sent.find((each) => name in each),
        (found) => found !== undefined,
        60_000,
      ) as Promise<Record<string, Record<string, never>>>,
    ended: () =>
      eventually(
        () => errors[0],
        (found) => found !== undefined,
        60_000,
      ) as Promise<ServiceError>,
  }
}

// A session spoken by hand, frame by frame.
import { readFileSync } from 'node:fs'
import type { ServiceError } from '@grpc/grpc-js'
import { onTestFinished } from 'vitest'
import type { Stream } from '../../agent/link/session.ts'
import type { v1 } from '../../proto/index.ts'
import { serviceDefinition } from '../../proto/service.ts'
import type { TestCollector } from './collector.ts'
import { clientOf, type Pems } from './rawcall.ts'

type Response = ReturnType<typeof v1.ConnectResponse.decode>
type Request = Parameters<typeof v1.ConnectRequest.encode>[0]

type Reached = Pick<TestCollector, 'address' | 'node'>

export async function pemsOf(collector: Pick<Reached, 'node'>, nodeId: string): Promise<Pems> {
  const { ca, cert, key } = await collector.node(nodeId)
  const read = (file: string) => readFileSync(file, 'utf8')
  return { ca: read(ca), cert: read(cert), key: read(key) }
}

export async function rawSession(collector: Reached, nodeId: string) {
  return openStream(collector, await pemsOf(collector, nodeId))
}

/** A stream of AgentService; `ended` says why it ended, `error` with which error. */
export function openStream(collector: Pick<Reached, 'address'>, pems: Pems) {
  const client = clientOf(collector, pems)
  const method = serviceDefinition('AgentService')['Connect']
  if (!method) throw new Error('no Connect')
  const stream = client.makeBidiStreamRequest(
    method.path,
    method.requestSerialize,
    method.responseDeserialize,
  ) as Stream
  onTestFinished(() => {
    stream.cancel()
    client.close()
  })
  const received: Response[] = []
  const waiting: ((response: Response) => void)[] = []
  const { promise: ended, resolve: end } = Promise.withResolvers<string>()
  const { promise: error, resolve: fail } = Promise.withResolvers<ServiceError>()
  stream.on('data', (response: Response) => {
    const next = waiting.shift()
    if (next) next(response)
    else received.push(response)
  })
  stream.on('error', (thrown: ServiceError) => {
    fail(thrown)
    end(thrown.details ?? thrown.message)
  })
  stream.on('end', () => end('end'))
  return {
    ...{ ended, error },
    write: (request: Request) => void stream.write(request),
    next: () =>
      new Promise<Response>((done, fail) => {
        const first = received.shift()
        if (first) return done(first)
        waiting.push(done)
        void ended.then((why) => fail(new Error(`the session ended: ${why}`)))
      }),
  }
}

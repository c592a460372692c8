// A session with a collector, frame by frame: what is sent is known to be committed when its promise ends.
import { Client, type ClientDuplexStream } from '@grpc/grpc-js'
import type { Look } from '../../agent/inspect/observe.ts'
import { type ClientPem, secureChannel } from '../../lib/grpc.ts'
import type { v1 } from '../../proto/index.ts'
import { serviceDefinition } from '../../proto/service.ts'

type Frame = Omit<Parameters<typeof v1.ConnectRequest.encode>[0], 'seq'>
type Request = Parameters<typeof v1.ConnectRequest.encode>[0]
type Response = ReturnType<typeof v1.ConnectResponse.decode>

export interface Speaker {
  /** Sends frames, and ends when the last of them is committed. Rejects with the reason of a refusal. */
  say(frames: readonly Frame[]): Promise<void>
  close(): void
}

/** What a node says that it has. */
export interface About {
  readonly spoolId: string
  readonly looks: readonly Pick<Look, 'domain' | 'hash'>[]
}

/** Ends when the collector answered Hello. */
export async function openSpeaker(
  port: number,
  pem: ClientPem,
  nodeName: string,
  { spoolId, looks }: About,
): Promise<Speaker> {
  const address = `127.0.0.1:${port}`
  const secure = secureChannel(address, pem)
  const client = new Client(address, secure.credentials, { ...secure.options, 'grpc.use_local_subchannel_pool': 1 })
  const method = serviceDefinition('AgentService')['Connect']
  if (!method) throw new Error('the contract has no Connect')
  const stream = client.makeBidiStreamRequest(method.path, method.requestSerialize, method.responseDeserialize)
  const { say, welcomed } = follow(stream as ClientDuplexStream<Request, Response>)
  const domains = looks.map(({ domain, hash }) => ({ domain, hash: Buffer.from(hash, 'hex') }))
  const about = { nodeName, agentVersion: '0.1.0', domains, spoolId, capabilities: ['events'] }
  stream.write({ hello: { protocolMin: 1, protocolMax: 1, ...about } })
  await welcomed
  return {
    say,
    close: () => {
      stream.cancel()
      client.close()
    },
  }
}

function follow(stream: ClientDuplexStream<Request, Response>) {
  const welcome = Promise.withResolvers<void>()
  let seq = 0
  let waiting: { readonly upTo: number; done(): void; fail(error: Error): void } | undefined
  const fail = (error: Error) => {
    welcome.reject(error)
    waiting?.fail(error)
  }
  stream.on('data', ({ welcome: answer, ack, nack, reconnect }: Response) => {
    if (answer) welcome.resolve()
    if (nack) fail(new Error(`${nack.reason}: ${nack.message}`))
    if (reconnect) fail(new Error(`${reconnect.reason}`))
    if (ack && waiting && Number(ack.committedSeq) >= waiting.upTo) waiting.done()
  })
  stream.on('error', fail)
  stream.on('end', () => fail(new Error('the collector ended the session')))
  const say = (frames: readonly Frame[]) =>
    new Promise<void>((done, failed) => {
      waiting = { upTo: seq + frames.length, done, fail: failed }
      for (const frame of frames) {
        seq += 1
        stream.write({ ...frame, seq })
      }
    })
  return { say, welcomed: welcome.promise }
}

// Calls made by hand, as any gRPC tool makes them.
import { type CallOptions, Client, type MethodDefinition, type ServiceError } from '@grpc/grpc-js'
import type { Pair } from '../../collector/identity/authority.ts'
import { secureChannel } from '../../lib/grpc.ts'
import { serviceDefinition } from '../../proto/service.ts'
import type { TestCollector } from './collector.ts'

/** Whom a client trusts and who it is; without certificate and key: nobody. */
export interface Pems extends Partial<Pair> {
  readonly ca: string
}

type Reached = Pick<TestCollector, 'address'>
type Method<Request, Answer> = Pick<
  MethodDefinition<Request, Answer>,
  'path' | 'requestSerialize' | 'responseDeserialize'
>

export function operatorPems({ live, material }: Pick<TestCollector, 'live' | 'material'>): Required<Pems> {
  return { ca: live.current().trusted, ...material.operator }
}

export function clientOf({ address }: Reached, { ca, cert, key = '' }: Pems): Client {
  const own = cert ? { cert: Buffer.from(cert), key: Buffer.from(key) } : {}
  const secure = secureChannel(address, { ca: Buffer.from(ca), ...own })
  return new Client(address, secure.credentials, secure.options)
}

/** One call over a client, which stays open. Rejects with the ServiceError. */
export function ask<Request, Answer>(
  client: Client,
  { path, requestSerialize, responseDeserialize }: Method<Request, Answer>,
  request: Request,
  options: CallOptions = {},
): Promise<Answer> {
  return new Promise((done, fail) => {
    const end = (error: ServiceError | null, answer?: Answer) => (error ? fail(error) : done(answer as Answer))
    client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, options, end)
  })
}

/** One call of a service of ours over a connection of its own. Rejects with the ServiceError. */
export async function rawCall(
  collector: Reached,
  pems: Pems,
  service: string,
  name: string,
  request: object = {},
): Promise<Record<string, unknown>> {
  const method = serviceDefinition(service)[name]
  if (!method) throw new Error(`${service} has no ${name}`)
  const client = clientOf(collector, pems)
  try {
    return await ask<object, Record<string, unknown>>(client, method, request)
  } finally {
    client.close()
  }
}

// How far the clocks of this node and of the collector are apart, by the date that every answer over HTTP/2 has.
import { Client, type Metadata, type ServiceError } from '@grpc/grpc-js'
import { secureChannel } from '../../lib/grpc.ts'
import type { AgentConfig } from '../config.ts'
import { readAuthorities } from '../link/credentials.ts'
import { type Check, ok, unknown, warn } from './check.ts'

/** Milliseconds that the collector may take. */
const patience = 5000
/** Seconds: certificates are issued with more to spare, times of events are shifted by it. */
const tolerated = 30

/** Never rejects. `now` is the node's clock. */
export async function checkClock(config: Pick<AgentConfig, 'collector' | 'ca'>, now = Date.now): Promise<Check> {
  const name = 'clock'
  const date = await dateOf(config).catch(() => undefined)
  const there = Date.parse(date ?? '')
  if (Number.isNaN(there)) return unknown(name, 'the collector tells no time', 'the connection has to work first')
  const seconds = Math.round((now() - there) / 1000)
  const text = `${Math.abs(seconds)} seconds ${seconds < 0 ? 'behind' : 'before'} the collector’s`
  if (Math.abs(seconds) <= tolerated) return ok(name, text)
  return warn(name, text, 'let both keep time by NTP: certificates and the times of events depend on it')
}

/** What it answers does not matter: a refusal has a date too. */
async function dateOf({ collector, ca }: Pick<AgentConfig, 'collector' | 'ca'>): Promise<string | undefined> {
  const channel = secureChannel(collector, { ca: readAuthorities(ca) })
  const client = new Client(collector, channel.credentials, channel.options)
  const { promise, resolve } = Promise.withResolvers<string | undefined>()
  const bytes = { to: () => Buffer.alloc(0), from: (data: Buffer) => data }
  const told = (metadata: Metadata | undefined) => resolve(metadata?.get('date')[0]?.toString())
  const deadline = Date.now() + patience
  client
    .makeUnaryRequest(
      '/grpc.health.v1.Health/Check',
      bytes.to,
      bytes.from,
      {},
      { deadline },
      (error: ServiceError | null) => told(error?.metadata),
    )
    .on('metadata', told)
  return promise.finally(() => client.close())
}

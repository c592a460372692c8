// Whether the collector can be reached and is who it should be: a TLS connection that is closed at once.
import { Client } from '@grpc/grpc-js'
import { secureChannel } from '../../lib/grpc.ts'
import type { AgentConfig } from '../config.ts'
import { CredentialError, readAuthorities } from '../link/credentials.ts'
import { type Check, fail, ok } from './check.ts'

/** Milliseconds. */
const patience = 5000

/** Never rejects. */
export async function checkConnection({ collector, ca }: Pick<AgentConfig, 'collector' | 'ca'>): Promise<Check> {
  const name = 'collector'
  let channel: ReturnType<typeof secureChannel>
  try {
    channel = secureChannel(collector, { ca: readAuthorities(ca) })
  } catch (error) {
    const text = error instanceof CredentialError ? error.message : `${ca}: no certificates in PEM`
    return fail(name, text, 'the certificate of the collector’s authority is needed')
  }
  const client = new Client(collector, channel.credentials, channel.options)
  const error = await new Promise<Error | undefined>((done) =>
    client.waitForReady(Date.now() + patience, (reason) => done(reason)),
  )
  client.close()
  if (error === undefined) return ok(name, `${collector} answers, and is of the authority`)
  return fail(
    name,
    `${collector}: no TLS connection within ${patience / 1000} seconds`,
    'look at the address, name resolution, network policies, the authority in `ca`, and the clocks of both',
  )
}

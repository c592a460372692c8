// Joining as a step of its own, for agents that may write nothing: whoever runs it may write the files that they read.
import { X509Certificate } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { status } from '@grpc/grpc-js'
import { reasonOf, retryAfterOf } from '../../lib/grpcstatus.ts'
import type { AgentConfig } from '../config.ts'
import { newKey } from './certificaterequest.ts'
import { CredentialError, keep, periodOf, readAuthorities, readKept, readToken } from './credentials.ts'
import { attest, type Evidence, type Issued, renew } from './enrolment.ts'

type JoinConfig = Pick<AgentConfig, 'collector' | 'ca' | 'cert' | 'key' | 'joinTokenFile' | 'clusterId'>

export interface Joined {
  /** `kept`: less than half of its time is over. */
  readonly how: 'kept' | 'renewed' | 'joined'
  /** When the certificate ends, milliseconds since 1970. */
  readonly notAfter: number
}

const remedy = '`merlon node join-token` makes a token, for one use'

/**
 * Sees to it that `cert` and `key` hold: by themselves while they do, else by the join token. New authorities that come
 * with a certificate are added to `ca`. Rejects with a CredentialError.
 */
export async function join(
  config: JoinConfig,
  about: { readonly nodeName: string; readonly agentVersion: string },
  now = Date.now(),
): Promise<Joined> {
  const { collector, ca, cert, key } = config
  const stored = storedIn(config)
  if (stored && now < stored.notBefore + (stored.notAfter - stored.notBefore) / 2)
    return { how: 'kept', notAfter: stored.notAfter }
  const trusted = readAuthorities(ca)
  const { signal } = new AbortController()
  const held = stored && now < stored.notAfter ? stored : undefined
  try {
    const issued = held
      ? await renew(collector, { ca: trusted, cert: held.cert, key: held.key }, '', signal)
      : await joined(config, about, trusted, signal)
    keep({ cert, key, authorities: ca }, { ...issued, authorities: together(trusted, issued.authorities) })
    return { how: held ? 'renewed' : 'joined', notAfter: issued.notAfter }
  } catch (error) {
    throw error instanceof CredentialError ? error : new CredentialError(`${collector}: ${wordsOf(error)}`)
  }
}

/** How often the collector is asked, and milliseconds between where it does not say, and the most that it may say. */
const attempts = 3
const pause = 1000
const longestPause = 30_000

/** With one key: the token may be used up by an answer that was lost, which is given again for this key alone. */
async function joined(
  config: JoinConfig,
  about: Pick<Evidence, 'nodeName' | 'agentVersion'>,
  ca: Buffer,
  signal: AbortSignal,
): Promise<Issued> {
  const evidence = { ...about, clusterId: config.clusterId, joinToken: tokenOf(config) }
  const key = await newKey()
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attest(config.collector, { ca }, evidence, signal, key)
    } catch (error) {
      if (attempt >= attempts || !isUnanswered(error)) throw error
      await setTimeout(Math.min(retryAfterOf(error) ?? pause, longestPause))
    }
  }
}

/** What became of the question is not known. */
function isUnanswered(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown }
  return code === status.UNAVAILABLE || code === status.DEADLINE_EXCEEDED
}

function tokenOf({ joinTokenFile, cert }: JoinConfig): string {
  if (joinTokenFile === '')
    throw new CredentialError(`${cert}: holds no certificate (any more), and no join token is given; ${remedy}`)
  return readToken(joinTokenFile, remedy)
}

/** What is there and fits together; what does not is made anew. */
function storedIn({ cert, key, ca }: JoinConfig): Omit<Issued, 'authorities'> | undefined {
  try {
    const kept = readKept({ cert, key, authorities: ca })
    return kept && { ...kept, ...periodOf(kept.cert, cert) }
  } catch {
    return undefined
  }
}

/** Both lists, each certificate once. */
function together(...lists: readonly Buffer[]): Buffer {
  const blocks = lists.flatMap(
    (pem) => pem.toString().match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [],
  )
  const byPrint = new Map(blocks.map((block) => [new X509Certificate(block).fingerprint256, block]))
  return Buffer.from(`${[...byPrint.values()].join('\n')}\n`)
}

function wordsOf(error: unknown): string {
  const { details, message } = (error ?? {}) as { details?: string; message?: string }
  const words = details || message || String(error)
  return reasonOf(error) === 'TOKEN_INVALID' ? `${words}; ${remedy}` : words
}

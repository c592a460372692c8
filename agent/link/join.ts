// Joining as a step of its own, for agents that may write nothing: whoever runs it may write the files that they read.
import { X509Certificate } from 'node:crypto'
import { reasonOf } from '../../lib/grpcstatus.ts'
import type { AgentConfig } from '../config.ts'
import { CredentialError, keep, periodOf, readAuthorities, readKept, readToken } from './credentials.ts'
import { attest, type Issued, renew } from './enrolment.ts'

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
      : await attest(
          collector,
          { ca: trusted },
          { ...about, clusterId: config.clusterId, joinToken: tokenOf(config) },
          signal,
        )
    keep({ cert, key, authorities: ca }, { ...issued, authorities: together(trusted, issued.authorities) })
    return { how: held ? 'renewed' : 'joined', notAfter: issued.notAfter }
  } catch (error) {
    throw error instanceof CredentialError ? error : new CredentialError(`${collector}: ${wordsOf(error)}`)
  }
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

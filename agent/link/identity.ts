// How an agent proves which node it is: by files that someone renews, or by certificates that the collector issues.
import { dirname, join } from 'node:path'
import type { AgentConfig } from '../config.ts'
import type { Credentials } from './credentials.ts'
import { openFileIdentity } from './identity/files.ts'
import { openJoinTokenIdentity } from './identity/jointoken.ts'
import { openServiceAccountIdentity } from './identity/serviceaccount.ts'

export interface Identity {
  /** What to open a session with now. Rejects with a CredentialError, or with the collector's ServiceError. */
  credentials(): Promise<Credentials>
  /** The collector does not take what it was shown: the next credentials are others, where that is possible. */
  refused(): void
  /** When the certificate at hand ends, milliseconds since 1970. Undefined: there is none. */
  ends(): number | undefined
  /** Calls back when there is another certificate, until the returned function is called. */
  subscribe(listener: () => void): () => void
  stop(): void
}

export interface IdentityLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
}

type IdentityConfig = Pick<
  AgentConfig,
  'attest' | 'collector' | 'ca' | 'cert' | 'key' | 'tokenFile' | 'joinTokenFile' | 'clusterId' | 'nodeName'
>

/** The identity that the configuration asks for. `nodeName` is for people. */
export function openIdentity(
  config: IdentityConfig,
  about: { readonly nodeName: string; readonly agentVersion: string },
  log: IdentityLog,
): Identity {
  if (config.attest === 'certificate') return openFileIdentity(config)
  const { collector, ca, clusterId } = config
  const enrolment = { collector, ca, evidence: { clusterId, ...about }, log }
  if (config.attest === 'service-account') {
    // Compared with the token's: only Kubernetes' own name will do.
    const evidence = { ...enrolment.evidence, nodeName: config.nodeName }
    return openServiceAccountIdentity({ ...enrolment, evidence, tokenFile: config.tokenFile })
  }
  const { cert, key, joinTokenFile } = config
  const files = { cert, key, authorities: join(dirname(cert), 'authorities.crt') }
  return openJoinTokenIdentity({ ...enrolment, files, joinTokenFile })
}

import { readToken } from '../credentials.ts'
import { attest, type Evidence, renew } from '../enrolment.ts'
import type { Identity, IdentityLog } from '../identity.ts'
import { openIssuedIdentity } from './issued.ts'

export interface ServiceAccountOptions {
  readonly collector: string
  readonly ca: string
  /** The projected token. Kubernetes writes it anew before it ends: read at each attempt. */
  readonly tokenFile: string
  readonly evidence: Evidence
  readonly log: IdentityLog
}

const remedy = 'the pod needs a projected service-account token with the audience merlon-collector'

/** Kubernetes vouches for the node. Key and certificate are in memory alone: each start of the agent attests anew. */
export function openServiceAccountIdentity(options: ServiceAccountOptions): Identity {
  const { collector, ca, evidence, log } = options
  const token = () => readToken(options.tokenFile, remedy)
  return openIssuedIdentity({
    ...{ ca, log },
    attest: async (trusted, signal) =>
      attest(collector, { ca: trusted }, { ...evidence, serviceAccountToken: token() }, signal),
    renew: async (own, signal) => renew(collector, own, token(), signal),
  })
}

import { type ServerUnaryCall, type sendUnaryData, status, type UntypedServiceImplementation } from '@grpc/grpc-js'
import { statusError } from '../../lib/grpcstatus.ts'
import type { Buckets } from './buckets.ts'

type Unary = (call: Pick<ServerUnaryCall<object, object>, 'getPeer'>, done: sendUnaryData<object>) => void

/** How often one address may attest, each second and after a pause. Agents behind one gateway share it. */
export const attestRate = { perSecond: 10, burst: 200 } as const

/** Attesting is open to everyone and costs a question to an API server: each address has its share. */
export function limitAttest(
  implementation: UntypedServiceImplementation,
  buckets: Buckets,
): UntypedServiceImplementation {
  const attest = implementation['Attest'] as unknown as Unary
  const limited: Unary = (call, done) => {
    const taken = buckets.take(call.getPeer().replace(/:\d+$/, ''))
    if (taken.taken) return attest(call, done)
    const retryAfterMilliseconds = Math.round(taken.wait + Math.random() * 10_000)
    done(
      statusError(status.RESOURCE_EXHAUSTED, 'RATE_LIMITED', 'too many ask for certificates from this address', {
        retryAfterMilliseconds,
      }),
    )
  }
  return { ...implementation, Attest: limited as unknown as UntypedServiceImplementation[string] }
}

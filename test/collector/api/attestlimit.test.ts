import type { ServiceError, UntypedServiceImplementation } from '@grpc/grpc-js'
import { expect, test } from 'vitest'
import { limitAttest } from '../../../collector/api/attestlimit.ts'
import { openBuckets } from '../../../collector/api/buckets.ts'
import { reasonOf, retryAfterOf } from '../../../lib/grpcstatus.ts'

test('an address attests as often as it may, whatever its ports; others and other calls do not suffer', () => {
  const answer = (_call: unknown, done: (error: null, value: string) => void) => done(null, 'issued')
  const plain = { Attest: answer, RenewCertificate: answer } as unknown as UntypedServiceImplementation
  const limited = limitAttest(plain, openBuckets({ perSecond: 1, burst: 2, now: () => 0 }))
  const ask = (peer: string, name = 'Attest') => {
    let said: ServiceError | string | undefined
    const handler = limited[name] as unknown as (
      call: object,
      done: (error: ServiceError | null, value: string) => void,
    ) => void
    handler({ getPeer: () => peer }, (error, value) => {
      said = error ?? value
    })
    return said
  }
  expect([ask('10.0.0.1:1'), ask('10.0.0.1:2')]).toEqual(['issued', 'issued'])
  const refused = ask('10.0.0.1:3')
  expect(reasonOf(refused)).toBe('RATE_LIMITED')
  expect(retryAfterOf(refused)).toBeGreaterThanOrEqual(1000)
  expect(ask('[fd00::1]:1')).toBe('issued')
  expect(ask('10.0.0.1:4', 'RenewCertificate')).toBe('issued')
})

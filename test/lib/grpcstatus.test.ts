import {
  type Client,
  credentials,
  Metadata,
  makeGenericClientConstructor,
  Server,
  ServerCredentials,
  type ServiceError,
  status,
} from '@grpc/grpc-js'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { reasonOf, retryAfterOf, statusError } from '../../lib/grpcstatus.ts'
import { runs } from '../support/property.ts'

function withTrailer(bytes: Uint8Array): { metadata: Metadata } {
  const metadata = new Metadata()
  metadata.set('grpc-status-details-bin', Buffer.from(bytes))
  return { metadata }
}

test.each([0, 1, 999, 1000, 1500, 61_001, 86_400_000])('a wait of %i ms is read as it was said', (wait) => {
  const error = statusError(status.UNAVAILABLE, 'STORAGE_DOWN', 'no database', { retryAfterMilliseconds: wait })
  expect(error).toMatchObject({ code: status.UNAVAILABLE, details: 'STORAGE_DOWN: no database' })
  expect(retryAfterOf(error)).toBe(wait)
  expect(reasonOf(error)).toBe('STORAGE_DOWN')
})

test.each([
  [-5, 0],
  [86_400_001, 86_400_000],
  [1e300, 86_400_000],
])('a wait of %d ms is said as %d', (wait, said) => {
  expect(retryAfterOf(statusError(status.ABORTED, 'X_Y', '', { retryAfterMilliseconds: wait }))).toBe(said)
})

test('an error without a wait has none', () => {
  const error = statusError(status.ABORTED, 'STALE_EPOCH', 'newer')
  expect(retryAfterOf(error)).toBeUndefined()
  expect(reasonOf(error)).toBe('STALE_EPOCH')
})

test('the bytes are those of google.rpc', () => {
  const [bytes] = statusError(status.UNAVAILABLE, 'R', 'm', { retryAfterMilliseconds: 1500 }).metadata.get(
    'grpc-status-details-bin',
  )
  const info = 'type.googleapis.com/google.rpc.ErrorInfo'
  const retry = 'type.googleapis.com/google.rpc.RetryInfo'
  const text = (value: string) => [value.length, ...Buffer.from(value)]
  const first = [0x0a, ...text(info), 0x12, 11, 0x0a, ...text('R'), 0x12, ...text('merlon')]
  const second = [0x0a, ...text(retry), 0x12, 10, 0x0a, 8, 0x08, 1, 0x10, 0x80, 0xca, 0xb5, 0xee, 0x01]
  expect([...(bytes as Buffer)]).toEqual([
    ...[0x08, 14, 0x12, ...text('R: m')],
    ...[0x1a, first.length, ...first],
    ...[0x1a, second.length, ...second],
  ])
})

test.each<[string, unknown, string | undefined]>([
  ['details alone', { details: 'SEQ_GAP: frame 3 after 1' }, 'SEQ_GAP'],
  ['a sentence', { details: 'Connection dropped' }, undefined],
  ['no error', undefined, undefined],
  ['a text', 'STALE_EPOCH: x', undefined],
  ['metadata that is none', { metadata: { get: () => [Buffer.from([1])] } }, undefined],
])('the reason of %s', (_what, error, reason) => {
  expect(reasonOf(error)).toBe(reason)
  expect(retryAfterOf(error)).toBeUndefined()
})

test('a trailer that is too long says nothing', () => {
  const [bytes] = statusError(status.UNAVAILABLE, 'R', 'm'.repeat(20_000), { retryAfterMilliseconds: 1 }).metadata.get(
    'grpc-status-details-bin',
  )
  expect(retryAfterOf(withTrailer(bytes as Buffer))).toBeUndefined()
})

test('whatever stands in the trailer, reading it never throws and never waits more than a day', () => {
  const [whole] = statusError(status.UNAVAILABLE, 'R', 'm', { retryAfterMilliseconds: 1500 }).metadata.get(
    'grpc-status-details-bin',
  )
  const damaged = fc.tuple(fc.nat((whole as Buffer).length - 1), fc.nat(255)).map(([at, byte]) => {
    const bytes = Buffer.from(whole as Buffer)
    bytes[at] = byte
    return new Uint8Array(bytes)
  })
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), damaged), (bytes) => {
      const wait = retryAfterOf(withTrailer(bytes))
      if (wait !== undefined) expect(Number.isInteger(wait) && wait >= 0 && wait <= 86_400_000).toBe(true)
      expect((reasonOf(withTrailer(bytes)) ?? '').length).toBeLessThan(64)
    }),
    runs(500),
  )
})

test('it crosses the wire of a real call', async () => {
  const plain = (bytes: Buffer) => bytes
  const method = {
    ...{ path: '/t.T/Ask', requestStream: false, responseStream: false, requestSerialize: plain },
    ...{ requestDeserialize: plain, responseSerialize: plain, responseDeserialize: plain },
  }
  const server = new Server()
  server.addService(
    { Ask: method },
    {
      Ask: (_call: unknown, done: (error: object) => void) =>
        done(statusError(status.RESOURCE_EXHAUSTED, 'INFLIGHT_BYTES', 'full', { retryAfterMilliseconds: 2500 })),
    },
  )
  onTestFinished(() => server.forceShutdown())
  const port = await new Promise<number>((done, fail) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? fail(error) : done(bound),
    ),
  )
  const Caller = makeGenericClientConstructor({ Ask: method }, 'T')
  const client = new Caller(`127.0.0.1:${port}`, credentials.createInsecure()) as unknown as Client & {
    Ask(request: Buffer, done: (error: ServiceError) => void): void
  }
  onTestFinished(() => client.close())
  const error = await new Promise<ServiceError>((done) => client.Ask(Buffer.from('?'), done))
  expect(error.code).toBe(status.RESOURCE_EXHAUSTED)
  expect(reasonOf(error)).toBe('INFLIGHT_BYTES')
  expect(retryAfterOf(error)).toBe(2500)
})

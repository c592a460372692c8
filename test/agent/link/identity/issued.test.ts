import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { status } from '@grpc/grpc-js'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { Credentials } from '../../../../agent/link/credentials.ts'
import type { Issued } from '../../../../agent/link/enrolment.ts'
import { openIssuedIdentity } from '../../../../agent/link/identity/issued.ts'
import { statusError } from '../../../../lib/grpcstatus.ts'
import { temporary } from '../../../support/collector.ts'

const start = Date.UTC(2026, 10, 21)
const hour = 3_600_000

let count = 0

beforeEach(() => {
  count = 0
  vi.useFakeTimers({ now: start })
})
afterEach(() => void vi.useRealTimers())

/** A certificate of one hour, whose names say in which order they were made. */
function issued(kind: string, notBefore = Date.now(), life = hour): Issued {
  count += 1
  const text = (name: string) => Buffer.from(`${kind}-${count}-${name}\n`)
  return {
    ...{ cert: text('cert'), key: text('key'), authorities: text('authorities') },
    notBefore,
    notAfter: notBefore + life,
  }
}

/** An identity whose collector is the test: `state` has what it refuses with. */
function open({ stored, random = 0.5 }: { stored?: Issued; random?: number } = {}) {
  const ca = join(temporary(), 'ca.crt')
  writeFileSync(ca, 'configured')
  const calls: string[] = []
  const state: { attest?: unknown; renew?: unknown } = {}
  const log = { info: vi.fn(), warn: vi.fn() }
  const asked = (kind: 'attest' | 'renew', what: string) => {
    calls.push(`${kind} ${what}`)
    if (state[kind]) throw state[kind]
    return issued(kind)
  }
  const identity = openIssuedIdentity({
    ...{ ca, stored, log, random: () => random },
    attest: async (trusted) => asked('attest', trusted.toString().replaceAll('\n', ' ').trim()),
    renew: async (own) => asked('renew', nameOf(own)),
  })
  onTestFinished(() => identity.stop())
  const told = vi.fn()
  identity.subscribe(told)
  return { identity, calls: () => calls.splice(0), state, told, log, ca }
}

const nameOf = ({ cert }: Pick<Credentials, 'cert'>) => cert.toString().trim().replace('-cert', '')
const failure = (reason: string, code: status, retryAfterMilliseconds?: number) =>
  statusError(code, reason, 'why', retryAfterMilliseconds === undefined ? {} : { retryAfterMilliseconds })
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)

test('nothing is asked before it is needed, and once for all who need it', async () => {
  const { identity, calls, told } = open()
  await pass(hour)
  expect([calls(), identity.ends()]).toEqual([[], undefined])
  const [first, second] = await Promise.all([identity.credentials(), identity.credentials()])
  expect(calls()).toEqual(['attest configured'])
  expect([nameOf(first), nameOf(second)]).toEqual(['attest-1', 'attest-1'])
  expect([identity.ends(), told.mock.calls.length]).toEqual([start + 2 * hour, 1])
})

test('what came with the certificate is trusted beside the file, which is read each time', async () => {
  const { identity, ca } = open()
  expect((await identity.credentials()).ca.toString()).toBe('configured\nattest-1-authorities\n')
  writeFileSync(ca, 'exchanged')
  expect((await identity.credentials()).ca.toString()).toBe('exchanged\nattest-1-authorities\n')
})

test.each([
  [0, 27],
  [0.5, 30],
  [0.999999, 33],
])('it is renewed at half of its life, ± 10 %%: %d', async (random, minutes) => {
  const { identity, calls, told } = open({ random })
  await identity.credentials()
  calls()
  await pass(minutes * 60_000 - 1000)
  expect(calls()).toEqual([])
  await pass(1000)
  expect(calls()).toEqual(['renew attest-1'])
  expect([nameOf(await identity.credentials()), told.mock.calls.length]).toEqual(['renew-2', 2])
  await pass(minutes * 60_000)
  expect(calls()).toEqual(['renew renew-2'])
})

test('a renewal that fails leaves the certificate that holds, and is tried again, longer each time', async () => {
  const { identity, calls, state } = open({ random: 0.999999 })
  await identity.credentials()
  calls()
  state.renew = failure('STORAGE_DOWN', status.UNAVAILABLE)
  await pass(33 * 60_000)
  expect(calls()).toHaveLength(1)
  await pass(16_000)
  const early = calls().length
  await pass(10 * 60_000)
  const late = calls().length
  expect(early).toBeGreaterThanOrEqual(2)
  expect(late).toBeGreaterThanOrEqual(8)
  expect(late).toBeLessThanOrEqual(15)
  expect(nameOf(await identity.credentials())).toBe('attest-1')
  state.renew = undefined
  await pass(120_000)
  expect(nameOf(await identity.credentials())).toBe('renew-2')
})

test('a collector that asks for patience is given it', async () => {
  const { identity, calls, state } = open()
  await identity.credentials()
  calls()
  state.renew = failure('RATE_LIMITED', status.RESOURCE_EXHAUSTED, 300_000)
  await pass(30 * 60_000)
  expect(calls()).toEqual(['renew attest-1'])
  await pass(374_000)
  expect(calls()).toEqual([])
  await pass(2000)
  expect(calls()).toEqual(['renew attest-1'])
})

test.each([
  ['the certificate is no longer taken', 'CERT_EXPIRED', status.UNAUTHENTICATED],
  ['the token of the renewal is old', 'TOKEN_INVALID', status.UNAUTHENTICATED],
  ['the node was taken out', 'NODE_EVICTED', status.FAILED_PRECONDITION],
])('where %s, it proves anew who it is', async (_name, reason, code) => {
  const { identity, calls, state } = open()
  await identity.credentials()
  calls()
  state.renew = failure(reason, code)
  await pass(30 * 60_000)
  expect(calls()).toEqual(['renew attest-1', 'attest configured attest-1-authorities'])
  expect(nameOf(await identity.credentials())).toBe('attest-2')
})

test('a node that is banned asks seldom', async () => {
  const { identity, calls, state } = open({ random: 0 })
  await identity.credentials()
  calls()
  state.renew = failure('NODE_BANNED', status.PERMISSION_DENIED)
  await pass(27 * 60_000)
  expect(calls()).toHaveLength(1)
  await pass(599_000)
  expect(calls()).toHaveLength(0)
  await pass(2000)
  expect(calls()).toHaveLength(1)
})

test('a machine that slept until everything had ended proves anew who it is, as often as it takes', async () => {
  const { identity, calls, state } = open()
  await identity.credentials()
  calls()
  // Timers stand still while it sleeps; the clock does not.
  vi.setSystemTime(start + 10 * hour)
  state.attest = failure('TOKEN_INVALID', status.UNAUTHENTICATED)
  await expect(identity.credentials()).rejects.toMatchObject({ details: 'TOKEN_INVALID: why' })
  await expect(identity.credentials()).rejects.toMatchObject({ details: 'TOKEN_INVALID: why' })
  state.attest = undefined
  expect(nameOf(await identity.credentials())).toBe('attest-2')
  expect(calls()).toHaveLength(3)
})

test('what the collector refuses is not shown again', async () => {
  const { identity, calls } = open()
  await identity.credentials()
  identity.refused()
  expect(nameOf(await identity.credentials())).toBe('attest-2')
  expect(nameOf(await identity.credentials())).toBe('attest-2')
  expect(calls()).toHaveLength(2)
})

test('a clock that is hours ahead asks each time that it connects, and no more', async () => {
  const { identity, calls } = open()
  await identity.credentials()
  // As if the collector issued it hours ago.
  vi.setSystemTime(start + 5 * hour)
  expect(nameOf(await identity.credentials())).toBe('attest-2')
  await pass(29 * 60_000)
  expect(calls()).toHaveLength(2)
})

test('one that was kept and is over is renewed at once, and then by the life of the next', async () => {
  const { calls } = open({ stored: issued('kept', start - 5 * hour) })
  await pass(0)
  expect(calls()).toEqual(['renew kept-1'])
  await pass(29 * 60_000)
  expect(calls()).toEqual([])
})

test('one that was kept is used, and renewed by what is left of it', async () => {
  const stored = issued('kept', start - 20 * 60_000)
  const { identity, calls } = open({ stored })
  expect([nameOf(await identity.credentials()), identity.ends()]).toEqual(['kept-1', start + 40 * 60_000])
  await pass(9 * 60_000)
  expect(calls()).toEqual([])
  await pass(60_000)
  expect(calls()).toEqual(['renew kept-1'])
})

test('a life of years is no longer than a timer', async () => {
  const year = 365 * 24 * hour
  const { identity, calls } = open({ stored: issued('kept', start, 2 * year) })
  await pass(year - hour)
  expect(calls()).toEqual([])
  await pass(hour + 60_000)
  expect(calls()).toEqual(['renew kept-1'])
  expect(identity.ends()).toBeGreaterThan(start + year)
})

test('who stopped asks no more', async () => {
  const { identity, calls } = open()
  await identity.credentials()
  calls()
  identity.stop()
  await pass(hour)
  expect(calls()).toEqual([])
})

import { expect, onTestFinished, test } from 'vitest'
import { openLogins, sessionLifetime } from '../../../collector/identity/login.ts'
import { openStore } from '../store/memory.ts'

const minute = 60_000

/** The logins of two collectors over one database. */
async function logins() {
  let time = 1_000_000
  const { store } = await openStore()
  onTestFinished(() => store.close())
  await store.putCluster({ id: 'c', name: 'c' })
  const other = openLogins(store, 'c', () => time)
  return { ...openLogins(store, 'c', () => time), other, pass: (milliseconds: number) => (time += milliseconds) }
}

test('a token works once, on any collector, and the session is of whom it was made for', async () => {
  const { createToken, redeem, holds, other } = await logins()
  const { token, expires } = await createToken(15 * minute, 'ann')
  expect(expires).toBe(1_000_000 + 15 * minute)
  expect(token).toMatch(/^[\w-]{43}$/)
  const session = (await other.redeem(token)) as string
  expect(session).not.toBe(token)
  expect(await holds(session)).toEqual({ name: 'ann' })
  expect(await other.holds(session)).toEqual({ name: 'ann' })
  expect(await redeem(token)).toBeUndefined()
})

test('of many who use one token at once, one gets in', async () => {
  const { createToken, redeem, other } = await logins()
  const { token } = await createToken(minute)
  const tries = await Promise.all([redeem(token), other.redeem(token), redeem(token), other.redeem(token)])
  expect(tries.filter((each) => each !== undefined)).toHaveLength(1)
})

test.each<[number, boolean]>([
  [15 * minute - 1, true],
  [15 * minute, false],
])('a token is taken after %i ms: %s', async (later, taken) => {
  const all = await logins()
  const { token } = await all.createToken(15 * minute)
  all.pass(later)
  expect((await all.redeem(token)) !== undefined).toBe(taken)
})

test.each<[number, boolean]>([
  [sessionLifetime - 1, true],
  [sessionLifetime, false],
])('a session holds after %i ms: %s', async (later, holding) => {
  const all = await logins()
  const session = (await all.redeem((await all.createToken(minute)).token)) as string
  expect(await all.holds(session)).toBeDefined()
  all.pass(later)
  expect((await all.holds(session)) !== undefined).toBe(holding)
})

test.each(['', 'wrong', '\0', 'a'.repeat(100_000)])('a token that nobody made opens nothing', async (token) => {
  const { createToken, redeem, holds } = await logins()
  await createToken(minute)
  expect(await redeem(token)).toBeUndefined()
  expect(await holds(token)).toBeUndefined()
})

test('a token is no session, and a session no token', async () => {
  const { createToken, redeem, holds } = await logins()
  const { token } = await createToken(minute)
  expect(await holds(token)).toBeUndefined()
  expect(await redeem((await redeem(token)) as string)).toBeUndefined()
})

import { expect, test } from 'vitest'
import { openLogins, sessionLifetime } from '../../../collector/identity/login.ts'

const minute = 60_000

function logins() {
  let time = 1_000_000
  return { ...openLogins(() => time), pass: (milliseconds: number) => (time += milliseconds) }
}

test('a token works once', () => {
  const { createToken, redeem, holds } = logins()
  const { token, expires } = createToken(15 * minute)
  expect(expires).toBe(1_000_000 + 15 * minute)
  expect(token).toMatch(/^[\w-]{43}$/)
  const session = redeem(token) as string
  expect(session).not.toBe(token)
  expect(holds(session)).toBe(true)
  expect(redeem(token)).toBeUndefined()
})

test.each<[number, boolean]>([
  [15 * minute, true],
  [15 * minute + 1, false],
])('a token is taken after %i ms: %s', (later, taken) => {
  const all = logins()
  const { token } = all.createToken(15 * minute)
  all.pass(later)
  expect(all.redeem(token) !== undefined).toBe(taken)
})

test.each<[number, boolean]>([
  [sessionLifetime - 1, true],
  [sessionLifetime, false],
])('a session holds after %i ms: %s', (later, holding) => {
  const all = logins()
  const session = all.redeem(all.createToken(minute).token) as string
  all.pass(later)
  expect(all.holds(session)).toBe(holding)
})

test.each(['', 'wrong', '\0', 'a'.repeat(100_000)])('a token that nobody made opens nothing', (token) => {
  const { createToken, redeem, holds } = logins()
  createToken(minute)
  expect(redeem(token)).toBeUndefined()
  expect(holds(token)).toBe(false)
})

test('a token is no session, and a session no token', () => {
  const { createToken, redeem, holds } = logins()
  const { token } = createToken(minute)
  expect(holds(token)).toBe(false)
  expect(redeem(redeem(token) as string)).toBeUndefined()
})

test('what is remembered is bounded: the oldest goes first', () => {
  const { createToken, redeem } = logins()
  const tokens = Array.from({ length: 1001 }, () => createToken(minute).token)
  expect(redeem(tokens[0] as string)).toBeUndefined()
  expect(redeem(tokens[1] as string)).toBeDefined()
  expect(redeem(tokens[1000] as string)).toBeDefined()
})

import { randomUUID } from 'node:crypto'
import type { Logins } from '../../collector/identity/login.ts'

/** Logins in memory, for tests of what is behind them. */
export function memoryLogins(): Logins & { token(): string; session(): string } {
  const tokens = new Set<string>()
  const sessions = new Set<string>()
  const add = (all: Set<string>) => {
    const value = randomUUID()
    all.add(value)
    return value
  }
  return {
    token: () => add(tokens),
    session: () => add(sessions),
    createToken: async (lifetime) => ({ token: add(tokens), expires: Date.now() + lifetime }),
    redeem: async (token) => (tokens.delete(token) ? add(sessions) : undefined),
    holds: async (session) => (sessions.has(session) ? { name: 'ann' } : undefined),
  }
}

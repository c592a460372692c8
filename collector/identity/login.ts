import { createHash, randomBytes } from 'node:crypto'

/** How people get in through a browser: a link that works once, then a session. Kept in memory, as hashes. */
export interface Logins {
  /** A token that works once, within `lifetime` milliseconds. */
  createToken(lifetime: number): { token: string; expires: number }
  /** Trades a token for a session; undefined for one that is wrong, old or used. */
  redeem(token: string): string | undefined
  /** True while the session holds. */
  holds(session: string): boolean
}

/** Sessions end after this long, in milliseconds. */
export const sessionLifetime = 12 * 60 * 60 * 1000
const maxEntries = 1000

/** `now` in milliseconds since 1970. */
export function openLogins(now: () => number = Date.now): Logins {
  const tokens = new Map<string, number>()
  const sessions = new Map<string, number>()
  return {
    createToken: (lifetime) => {
      const token = secret()
      remember(tokens, token, now() + lifetime, now())
      return { token, expires: now() + lifetime }
    },
    redeem: (token) => {
      const hash = digest(token)
      const expires = tokens.get(hash)
      tokens.delete(hash)
      if (expires === undefined || expires < now()) return undefined
      const session = secret()
      remember(sessions, session, now() + sessionLifetime, now())
      return session
    },
    holds: (session) => (sessions.get(digest(session)) ?? 0) > now(),
  }
}

function remember(entries: Map<string, number>, value: string, expires: number, now: number): void {
  for (const [hash, end] of entries) if (end < now || entries.size >= maxEntries) entries.delete(hash)
  entries.set(digest(value), expires)
}

function secret(): string {
  return randomBytes(32).toString('base64url')
}

/** Looked up by hash: comparing takes the same time whatever is asked. */
function digest(value: string): string {
  return createHash('sha256').update(value).digest('base64')
}

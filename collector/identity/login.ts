import { createHash, randomBytes } from 'node:crypto'
import type { ReplicaStore } from '../store/replicas.ts'

/** Keeps logins, so that every collector over the database knows them. */
export type LoginStore = Pick<ReplicaStore, 'putLogin' | 'takeLogin' | 'login'>

/** Somebody who is logged in. */
export interface LoginSession {
  /** For whom the link was made. */
  readonly name: string
}

/** How people get in through a browser: a link that works once, then a session. Both are kept as hashes alone. */
export interface Logins {
  /** A token for `name` that works once, within `lifetime` milliseconds. */
  createToken(lifetime: number, name?: string): Promise<{ token: string; expires: number }>
  /** Trades a token for a session; undefined for one that is wrong, old or used. */
  redeem(token: string): Promise<string | undefined>
  /** Undefined for a session that does not hold (any more). */
  holds(session: string): Promise<LoginSession | undefined>
}

/** Sessions end after this long, in milliseconds. */
export const sessionLifetime = 12 * 60 * 60 * 1000
/** A session that was found is believed for this long, in milliseconds: a page asks many questions at once. */
const believed = 5000
const maxBelieved = 1000

/** `now` in milliseconds since 1970. */
export function openLogins(store: LoginStore, clusterId: string, now: () => number = Date.now): Logins {
  const found = new Map<string, LoginSession & { readonly until: number }>()

  async function create(kind: 'token' | 'session', name: string, lifetime: number) {
    const value = randomBytes(32).toString('base64url')
    const expireTime = now() + lifetime
    await store.putLogin(clusterId, { kind, hash: digest(value), name, expireTime }, now())
    return { value, expireTime }
  }

  async function find(hash: string): Promise<LoginSession | undefined> {
    const login = await store.login(clusterId, hash, now())
    if (login?.kind !== 'session') return undefined
    if (found.size >= maxBelieved) found.clear()
    found.set(hash, { name: login.name, until: Math.min(login.expireTime, now() + believed) })
    return { name: login.name }
  }

  return {
    createToken: async (lifetime, name = '') => {
      const { value, expireTime } = await create('token', name, lifetime)
      return { token: value, expires: expireTime }
    },
    redeem: async (token) => {
      const login = await store.takeLogin(clusterId, digest(token), now())
      return login && (await create('session', login.name, sessionLifetime)).value
    },
    holds: async (session) => {
      if (session === '') return undefined
      const hash = digest(session)
      const known = found.get(hash)
      if (known && known.until > now()) return { name: known.name }
      found.delete(hash)
      return find(hash)
    },
  }
}

/** Looked up by hash: comparing takes the same time whatever is asked. */
function digest(value: string): string {
  return createHash('sha256').update(value).digest('hex')
}

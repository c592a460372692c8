// What the agent does about each reason that a collector gives. CONTRIBUTING.md has the same table.
import { status } from '@grpc/grpc-js'

/**
 * - `wait`: comes back, after a wait that grows with each attempt
 * - `attest`: the same, and proves anew who it is
 * - `seldom`: an operator has to act first
 */
export type Action = 'wait' | 'attest' | 'seldom'

const actions: Readonly<Record<string, Action>> = {
  TOKEN_INVALID: 'attest',
  TOKEN_AUDIENCE_MISMATCH: 'attest',
  CERT_EXPIRED: 'attest',
  CERT_INVALID: 'attest',
  SERVICE_ACCOUNT_NOT_ALLOWED: 'seldom',
  NODE_BANNED: 'seldom',
  NODE_IDENTITY_MISMATCH: 'seldom',
  NODE_EVICTED: 'attest',
  PROTOCOL_UNSUPPORTED: 'wait',
  STALE_EPOCH: 'wait',
  SEQ_GAP: 'wait',
  MALFORMED_REQUEST: 'wait',
  MALFORMED_FRAME: 'wait',
  FIELD_TOO_LARGE: 'wait',
  INFLIGHT_BYTES: 'wait',
  RATE_LIMITED: 'wait',
  DRAINING: 'wait',
  STORAGE_DOWN: 'wait',
  RULE_PACK: 'wait',
}

/** Reasons that are known. */
export const refusalReasons: readonly string[] = Object.keys(actions)

/** A refusal by code and reason; `text` is what was said, for a handshake that failed without either. */
export function actionFor(code: number, reason: string | undefined, text: string): Action {
  const known = reason !== undefined && Object.hasOwn(actions, reason) ? actions[reason] : undefined
  if (known) return known
  if (code === status.UNAUTHENTICATED) return 'attest'
  if (code === status.PERMISSION_DENIED) return 'seldom'
  return /alert .*(certificate|unknown ca)/i.test(text) ? 'attest' : 'wait'
}

/** Least and most milliseconds between two attempts of an agent that is refused until an operator acts. */
const seldom = { least: 600_000, most: 900_000 } as const

/** Longest wait that a collector may ask for, in milliseconds. */
const longestAsked = 600_000

/**
 * Milliseconds until the next attempt. `own` is the wait that grows; what the collector asks for is kept to, and spread, so
 * that those who were asked together do not come together.
 */
export function waitFor(
  action: Action,
  own: () => number,
  asked: number | undefined,
  random: () => number = Math.random,
): number {
  if (action === 'seldom') return Math.floor(seldom.least + random() * (seldom.most - seldom.least))
  const wait = Math.min(longestAsked, asked ?? 0)
  return Math.max(own(), Math.floor(wait * (1 + random() / 2)))
}

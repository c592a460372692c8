import { status } from '@grpc/grpc-js'

/** Why somebody is not taken for a node. What an agent does about each: CONTRIBUTING.md. */
export type RefusalReason =
  | 'TOKEN_INVALID'
  | 'TOKEN_AUDIENCE_MISMATCH'
  | 'CERT_EXPIRED'
  | 'CERT_INVALID'
  | 'SERVICE_ACCOUNT_NOT_ALLOWED'
  | 'NODE_BANNED'
  | 'NODE_IDENTITY_MISMATCH'
  | 'NODE_EVICTED'
  | 'MALFORMED_REQUEST'
  | 'STORAGE_DOWN'

const codes: Readonly<Record<RefusalReason, status>> = {
  TOKEN_INVALID: status.UNAUTHENTICATED,
  TOKEN_AUDIENCE_MISMATCH: status.UNAUTHENTICATED,
  CERT_EXPIRED: status.UNAUTHENTICATED,
  CERT_INVALID: status.UNAUTHENTICATED,
  SERVICE_ACCOUNT_NOT_ALLOWED: status.PERMISSION_DENIED,
  NODE_BANNED: status.PERMISSION_DENIED,
  NODE_IDENTITY_MISMATCH: status.PERMISSION_DENIED,
  NODE_EVICTED: status.FAILED_PRECONDITION,
  MALFORMED_REQUEST: status.INVALID_ARGUMENT,
  STORAGE_DOWN: status.UNAVAILABLE,
}

/** The gRPC code that goes with a reason. */
export function codeOf(reason: RefusalReason): status {
  return codes[reason]
}

/** Somebody is not taken for a node. The message is for the agent's log: it never holds what was shown as evidence. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly reason: RefusalReason
  constructor(reason: RefusalReason, message: string) {
    super(message)
    this.reason = reason
  }
}

import { createHash } from 'node:crypto'
import { type Severity, severities } from '../judge/rule.ts'
import { toHash } from './codec.ts'
import { PageTokenError } from './store.ts'

interface Sorted {
  readonly id: string
  readonly severity: Severity
  readonly rule: string
  readonly subject: string
}

/** Bytes of a subject that sort it: a key is indexed, and PostgreSQL indexes no value above some 2700 bytes. */
const sortedBytes = 1024
const checkLength = 8

/**
 * The place of a finding in a list: worst first, then by rule, node, subject (as far as it is sorted) and id, each by its
 * UTF-8 bytes. Comparing bytes is the one order that every engine and this process agree on.
 */
export function sortKey(nodeId: string, finding: Sorted): Buffer {
  const rank = severities.length - 1 - severities.indexOf(finding.severity)
  return Buffer.concat([
    Buffer.of(rank),
    Buffer.from(`${finding.rule}\0${nodeId}\0`),
    Buffer.from(finding.subject).subarray(0, sortedBytes),
    Buffer.of(0),
    toHash(finding.id),
  ])
}

/** Throws a RangeError for a page that is too small or too large. */
export function requirePageSize(what: string, size: number): void {
  if (!Number.isInteger(size) || size < 1 || size > 1000)
    throw new RangeError(`a page has 1 to 1000 ${what}, not ${size}`)
}

/** The token of the page after what has this key. */
export function toPageToken(clusterId: string, key: Uint8Array): string {
  return Buffer.concat([check(clusterId, key), key]).toString('base64url')
}

/** The key in a token. Throws a PageTokenError for a text that `toPageToken` did not make for this cluster. */
export function fromPageToken(clusterId: string, token: string): Uint8Array {
  const key = Buffer.from(token, 'base64url').subarray(checkLength)
  if (toPageToken(clusterId, key) === token) return key
  throw new PageTokenError('not a page token of this list: ask for the first page again')
}

/** Against accidents, not against forgers: a token tells where to go on, and gives nobody a right. */
function check(clusterId: string, key: Uint8Array): Buffer {
  return createHash('sha256').update(`${clusterId}\0`).update(key).digest().subarray(0, checkLength)
}

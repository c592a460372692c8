import { readFileSync } from 'node:fs'
import { status } from '@grpc/grpc-js'
import { expect, test } from 'vitest'
import { type Action, actionFor, refusalReasons, waitFor } from '../../../agent/link/refusals.ts'

test.each<[number, string | undefined, string, Action]>([
  [status.UNAUTHENTICATED, 'TOKEN_INVALID', '', 'attest'],
  [status.UNAUTHENTICATED, 'TOKEN_AUDIENCE_MISMATCH', '', 'attest'],
  [status.UNAUTHENTICATED, 'CERT_EXPIRED', '', 'attest'],
  [status.UNAUTHENTICATED, 'CERT_INVALID', '', 'attest'],
  [status.UNAUTHENTICATED, 'OF_TOMORROW', '', 'attest'],
  [status.PERMISSION_DENIED, 'SERVICE_ACCOUNT_NOT_ALLOWED', '', 'seldom'],
  [status.PERMISSION_DENIED, 'NODE_BANNED', '', 'seldom'],
  [status.PERMISSION_DENIED, 'NODE_IDENTITY_MISMATCH', '', 'seldom'],
  [status.PERMISSION_DENIED, undefined, '', 'seldom'],
  [status.FAILED_PRECONDITION, 'NODE_EVICTED', '', 'attest'],
  [status.FAILED_PRECONDITION, 'PROTOCOL_UNSUPPORTED', '', 'wait'],
  [status.ABORTED, 'STALE_EPOCH', '', 'wait'],
  [status.OUT_OF_RANGE, 'SEQ_GAP', '', 'wait'],
  [status.RESOURCE_EXHAUSTED, 'RATE_LIMITED', '', 'wait'],
  [status.UNAVAILABLE, 'DRAINING', '', 'wait'],
  [status.UNAVAILABLE, 'STORAGE_DOWN', '', 'wait'],
  [status.UNAVAILABLE, 'RULE_PACK', '', 'wait'],
  [status.UNAVAILABLE, 'constructor', '', 'wait'],
  [status.UNAVAILABLE, undefined, 'No connection established. Last error: connect ECONNREFUSED 127.0.0.1:1', 'wait'],
  [status.UNAVAILABLE, undefined, 'ssl/tls alert certificate expired: SSL alert number 45', 'attest'],
  [status.UNAVAILABLE, undefined, 'tlsv1 alert unknown ca', 'attest'],
  [status.OK, undefined, 'the collector ended the session', 'wait'],
])('%i %s %s: %s', (code, reason, text, expected) => {
  expect(actionFor(code, reason, text)).toBe(expected)
})

test.each<[string, Action, number | undefined, number, number]>([
  ['its own wait', 'wait', undefined, 0.5, 700],
  ['what the collector asks for, where that is longer', 'wait', 5000, 0, 5000],
  ['what the collector asks for, spread', 'attest', 5000, 0.999999, 7499],
  ['its own wait, where that is longer', 'wait', 100, 0.5, 700],
  ['no more than ten minutes on request, and the spread', 'wait', 86_400_000, 0.5, 750_000],
  ['at least ten minutes for an operator', 'seldom', undefined, 0, 600_000],
  ['at most a quarter of an hour for an operator', 'seldom', 5000, 0.999999, 899_999],
])('it waits %s', (_name, action, asked, random, expected) => {
  const wait = waitFor(
    action,
    () => 700,
    asked,
    () => random,
  )
  expect(wait).toBe(expected)
})

test('the table of CONTRIBUTING.md names the same reasons', () => {
  const text = readFileSync(new URL('../../../CONTRIBUTING.md', import.meta.url), 'utf8')
  const rows = text.split('\n').filter((line) => /^\| [A-Z_]+ \|/.test(line))
  const named = rows.flatMap((row) => [...(row.split('|')[2] ?? '').matchAll(/`([A-Z_]+)`/g)].map((match) => match[1]))
  expect(named.toSorted()).toEqual(refusalReasons.toSorted())
})

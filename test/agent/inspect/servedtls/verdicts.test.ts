import { expect, test } from 'vitest'
import { failed, seen } from '../../../../agent/host/look.ts'
import type { Handshake } from '../../../../agent/host/tls.ts'
import { type Shake, versions } from '../../../../agent/inspect/servedtls/probe.ts'
import {
  chosenProtocol,
  isRequested,
  isRequired,
  isSupported,
  servedChain,
} from '../../../../agent/inspect/servedtls/verdicts.ts'
import type { Flight } from '../../../../agent/parse/tlsflight.ts'

const completed = { applicationProtocol: 'h2', certificates: [Buffer.from('der')] }
const required = 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'

function shake(name: string, handshake: Partial<Handshake> = {}, flight: Partial<Flight> = {}): Shake {
  const version = versions.find((each) => each.name === name)
  if (!version) throw new Error(`no version ${name}`)
  return {
    version,
    handshake: { connected: seen(true), said: Buffer.alloc(0), end: 'closed', ticket: false, ...handshake },
    flight: {
      kind: 'tls',
      version: undefined,
      certificates: [],
      asks: false,
      done: false,
      alert: undefined,
      ...flight,
    },
  }
}

const [in13, in12] = [shake('TLS 1.3', { completed }), shake('TLS 1.2', { completed }, { version: 0x0303, done: true })]
const refused12 = shake('TLS 1.2', { end: 'x' }, { version: 0x0303, asks: true, done: true, alert: 42 })
const refused13 = shake('TLS 1.3', { completed, end: required })
const none10 = shake('TLS 1.0', { end: 'x' }, { alert: 70 })

test.each([
  ['completed', in13, seen(true)],
  ['the server chose it, and refused the client', refused12, seen(true)],
  ['it chose TLS 1.3, which calls itself 1.2', shake('TLS 1.3', { end: 'x' }, { version: 0x0303 }), seen(true)],
  ['it chose another', shake('TLS 1.1', { end: 'x' }, { version: 0x0301 }), seen(false)],
  ['it says no', none10, seen(false)],
  ['another alert', shake('TLS 1.0', { end: 'x' }, { alert: 40 }), failed('the handshake ended otherwise: alert 40')],
  ['silence', shake('TLS 1.0', { end: 'late' }), failed('the handshake ended otherwise: no answer in time')],
  ['a reset', shake('TLS 1.0', { end: 'ECONNRESET' }), failed('the handshake ended otherwise: ECONNRESET')],
] satisfies [string, Shake, object][])('a version: %s', (_, given, expected) =>
  expect(isSupported(given)).toEqual(expected),
)

test.each([
  ['refused in TLS 1.2', [refused12, none10], seen(true)],
  ['refused in TLS 1.3', [refused13], seen(true)],
  ['refused in both', [refused13, refused12], seen(true)],
  ['let in by one of both', [refused13, in12], seen(false)],
  ['let in', [in13], seen(false)],
  ['reset, but with a ticket', [shake('TLS 1.3', { completed, end: 'ECONNRESET', ticket: true })], seen(false)],
  ['reset', [shake('TLS 1.3', { completed, end: 'ECONNRESET' })], failed('no handshake says so')],
  ['refused for something else', [shake('TLS 1.2', { end: 'x' }, { alert: 40 })], failed('no handshake says so')],
  ['nothing', [], failed('no handshake says so')],
] satisfies [string, Shake[], object][])('a client without a certificate: %s', (_, shakes, expected) => {
  expect(isRequired(shakes)).toEqual(expected)
})

const secret = failed('in TLS 1.3 it is asked in secret, and no older version was answered')

test.each([
  ['required', [refused13], seen(true)],
  ['asked in TLS 1.2', [in13, shake('TLS 1.2', { completed }, { asks: true, done: true })], seen(true)],
  ['not asked', [in13, in12], seen(false)],
  ['TLS 1.3 alone', [in13, none10], secret],
  ['a flight that is cut short', [shake('TLS 1.2', { end: 'late' }, { version: 0x0303 })], secret],
] satisfies [string, Shake[], object][])('a client is asked: %s', (_, shakes, expected) => {
  expect(isRequested(shakes)).toEqual(expected)
})

test('the newest version tells the certificate and the protocol', () => {
  const der = Buffer.from('older')
  const older = shake('TLS 1.2', { end: 'x' }, { certificates: [der] })
  expect(servedChain([in13, older])).toEqual(completed.certificates)
  expect(servedChain([shake('TLS 1.3', { end: 'x' }), older])).toEqual([der])
  expect(servedChain([])).toEqual([])
  expect(chosenProtocol([older, in12])).toEqual(seen('h2'))
  expect(chosenProtocol([older])).toEqual(failed('no handshake was completed'))
})

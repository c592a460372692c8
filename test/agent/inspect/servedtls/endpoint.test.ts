import { expect, test } from 'vitest'
import { failed, seen } from '../../../../agent/host/look.ts'
import { endpointFact, untried } from '../../../../agent/inspect/servedtls/endpoint.ts'
import type { Place } from '../../../../agent/inspect/servedtls/places.ts'
import type { Probed } from '../../../../agent/inspect/servedtls/probe.ts'
import { versions } from '../../../../agent/inspect/servedtls/probe.ts'
import { parseFlight } from '../../../../agent/parse/tlsflight.ts'
import { block, certificate } from '../../../support/certificates.ts'

const place: Place = {
  name: 'tcp/[::1]:2379',
  component: 'etcd',
  role: 'serving',
  source: 'flag',
  host: '::1',
  port: 2379,
}
const source = 'handshake with [::1]:2379'

/** One handshake, in TLS 1.3, that was completed with these certificates. */
function served(...certificates: Buffer[]): Probed {
  const completed = { applicationProtocol: '', certificates }
  const handshake = { connected: seen(true), said: Buffer.alloc(0), end: 'closed', ticket: true, completed }
  const shake = { version: versions[0], handshake, flight: parseFlight(Buffer.alloc(0)) }
  return { dialed: '::1', reachable: seen(true), answer: seen('tls'), shakes: [shake] }
}

test('one that was not tried names no handshake, and its reason everywhere', () => {
  const unknown = { source: '', unknown: 'a reason' }
  expect(untried(place, 'a reason')).toEqual({
    ...{ name: 'tcp/[::1]:2379', component: 'etcd', role: 'serving', source: 'flag', dialed: '' },
    reachable: unknown,
    answer: unknown,
    versions: ['TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'].map((name) => ({ name, supported: unknown })),
    applicationProtocol: unknown,
    clientCertificateRequested: unknown,
    clientCertificateRequired: unknown,
    ...{ subject: unknown, issuer: unknown, notBefore: unknown, notAfter: unknown, sha256: unknown },
    ...{ alternativeNames: [], keyType: '', keyBits: 0, curve: '', chainLength: unknown, matchesFile: unknown },
  })
})

test('the first certificate is the one that is told', () => {
  const [own, sha256] = [block('c01').der, certificate('c01').sha256]
  const fact = endpointFact(place, served(own, own), { status: 'absent' })
  expect(fact).toMatchObject({
    reachable: { value: true, source },
    sha256: { value: sha256, source },
    chainLength: { value: 2, source },
    applicationProtocol: { value: '', source },
    matchesFile: { unknown: 'no certificate is on the node' },
  })
  expect(fact.versions?.[0]).toEqual({ name: 'TLS 1.0', supported: { source, unknown: 'not tried' } })
})

test('one that cannot be read', () => {
  const fact = endpointFact(place, served(Buffer.from('x')), { status: 'absent' })
  const unknown = expect.stringContaining('not a certificate')
  expect(fact).toMatchObject({
    subject: { unknown },
    notAfter: { unknown },
    matchesFile: { unknown },
    chainLength: { value: 1 },
  })
})

test('no connection', () => {
  const probed: Probed = {
    dialed: '::1',
    reachable: failed('no answer in time'),
    answer: { status: 'absent' },
    shakes: [],
  }
  expect(endpointFact(place, probed, { status: 'absent' })).toMatchObject({
    reachable: { unknown: 'no answer in time', source },
    answer: { unknown: 'no answer in time' },
    clientCertificateRequired: { unknown: 'no answer in time' },
  })
})

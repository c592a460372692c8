import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import { expect, test } from 'vitest'
import { speakerOf } from '../../../collector/identity/peer.ts'

const node = 'spiffe://merlon/c-1/node/n-1'
const operator = 'spiffe://merlon/c-1/operator/local'

async function certificate(names: x509.JsonGeneralNames, from = '2026-01-01', to = '2027-01-01'): Promise<Uint8Array> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    ...{ serialNumber: '01', name: `CN=${node}`, signingAlgorithm: algorithm, keys },
    ...{ notBefore: new Date(from), notAfter: new Date(to) },
    extensions: names.length > 0 ? [new x509.SubjectAlternativeNameExtension(names)] : [],
  })
  return new Uint8Array(made.rawData)
}

const url = (value: string) => ({ type: 'url' as const, value })
const dns = (value: string) => ({ type: 'dns' as const, value })
const at = (time: string) => new Date(time)

test.each<[string, x509.JsonGeneralNames, object | undefined]>([
  ['a node', [url(node)], { kind: 'node', clusterId: 'c-1', nodeId: 'n-1' }],
  ['an operator', [url(operator)], { kind: 'operator', clusterId: 'c-1', name: 'local' }],
  ['a node with a name besides', [dns('node.example'), url(node)], { kind: 'node', clusterId: 'c-1', nodeId: 'n-1' }],
  ['nobody without a URI', [dns('node.example')], undefined],
  ['nobody without any name', [], undefined],
  ['nobody with two URIs', [url(node), url(operator)], undefined],
  ['nobody with the same URI twice', [url(node), url(node)], undefined],
  ['nobody of another trust domain', [url('spiffe://other/c-1/node/n-1')], undefined],
  ['nobody of another shape', [url('https://merlon/c-1/node/n-1')], undefined],
  ['nobody whose name looks like a list of names', [dns(`x, URI:${node}`)], undefined],
])('a certificate speaks for %s', async (_name, names, expected) => {
  expect(speakerOf(await certificate(names), at('2026-06-01'))).toEqual(expected)
})

test.each<[string, string, boolean]>([
  ['before it begins', '2025-12-31T23:59:59Z', false],
  ['when it begins', '2026-01-01T00:00:00Z', true],
  ['when it ends', '2027-01-01T00:00:00Z', true],
  ['after it ended', '2027-01-01T00:00:01Z', false],
])('%s', async (_name, time, holds) => {
  expect(speakerOf(await certificate([url(node)]), at(time)) !== undefined).toBe(holds)
})

test('no certificate speaks for nobody', () => {
  expect(speakerOf(undefined)).toBeUndefined()
})

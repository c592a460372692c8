import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { configzObservation, notAsked } from '../../../collector/configz/decode.ts'
import { factVariable } from '../../../collector/judge/cel.ts'
import { configzDifferences } from '../../../collector/judge/configz.ts'
import { decodeObservation, type JsonObject, viewOf } from '../../../proto/view.ts'
import { lookOf } from '../../support/agent.ts'
import { inspectCase, type KubeletCase } from '../../support/kubeletcase.ts'
import { runs } from '../../support/property.ts'

const address = '10.0.0.5:10250'

function said(text: string) {
  const observation = configzObservation(address, { text }, 1)
  return { observation, view: viewOf(decodeObservation(observation.bytes)) }
}

function configured(fields: object) {
  return said(JSON.stringify({ kubeletconfig: { kind: 'KubeletConfiguration', ...fields } })).view
}

const cases = readFileSync(new URL('../../agent/inspect/data/kubelet-conformance.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as KubeletCase)
  .filter((each) => each.configz)

test('what recorded kubelets said is what their files and flags give', { timeout: 60_000 }, async () => {
  for (const each of cases) {
    const seen = await inspectCase(each)
    if (seen.status !== 'observed') throw new Error(`${each.id}: ${seen.status}`)
    const { bytes } = lookOf({ domain: 'kubelet', schema: 1, status: 1, kubelet: seen.fact })
    const kubelet = factVariable('kubelet', viewOf(decodeObservation(bytes)).fact as JsonObject)
    const { fact } = said(JSON.stringify({ kubeletconfig: each.configz })).view
    expect([each.id, configzDifferences(kubelet, factVariable('kubeletConfigz', fact as JsonObject))]).toEqual([
      each.id,
      [],
    ])
  }
  expect(cases.length).toBeGreaterThan(100)
})

test('every field names where it was said', () => {
  expect(configured({ maxPods: 110, evictionHard: { 'a.b': '1' }, featureGates: { X: true } }).fact).toEqual({
    address,
    maxPods: { value: 110, source: `https://${address}/configz` },
    evictionHard: { value: { 'a.b': '1' }, source: `https://${address}/configz` },
    featureGates: { X: { value: true, source: `https://${address}/configz` } },
  })
})

test('a value of another type is none', () => {
  expect(configured({ maxPods: '110', clusterDNS: 'x', authorization: { mode: 1 } }).fact).toMatchObject({
    maxPods: { unknown: 'the kubelet said something else than a int' },
    clusterDNS: { unknown: 'the kubelet said something else than a list' },
    authorization: { mode: { unknown: 'the kubelet said something else than a string' } },
  })
})

test('what is secret or no truth is not kept, nor what no field is called', () => {
  const { fact } = configured({
    staticPodURLHeader: { Authorization: ['secret'] },
    seccompDefault: true,
    tlsCertFile: '/x',
    other: 1,
    __proto__: { a: 1 },
  })
  expect(fact).toEqual({ address })
})

test.each([
  ['', 'its answer is no JSON'],
  ['<html>', 'its answer is no JSON'],
  ['{}', 'its answer is no KubeletConfiguration'],
  ['null', 'its answer is no KubeletConfiguration'],
  ['{"kubeletconfig":[]}', 'its answer is no KubeletConfiguration'],
  ['{"kubeletconfig":{"kind":"Other"}}', 'its answer is no KubeletConfiguration'],
  [
    `{"kubeletconfig":{"registerWithTaints":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
    'its answer cannot be kept',
  ],
])('%.40s is refused', (text, reason) => {
  const { observation, view } = said(text)
  expect(view).toEqual({ status: 'failed', reason: `${address}: ${reason}` })
  expect(observation).toMatchObject({ status: 'failed', reason: `${address}: ${reason}` })
})

test('any JSON in any field is kept or refused, and never throws', () => {
  const names = fc.constantFrom(
    'maxPods',
    'registerWithTaints',
    'featureGates',
    'logging',
    'authentication',
    'evictionHard',
  )
  fc.assert(
    fc.property(fc.dictionary(names, fc.jsonValue()), (fields) => {
      expect(configured(fields).status).toMatch(/^(observed|failed)$/)
    }),
    runs(300),
  )
})

test('a kubelet that is not asked is absent', () => {
  expect(viewOf(decodeObservation(notAsked(1).bytes))).toEqual({ status: 'absent' })
})

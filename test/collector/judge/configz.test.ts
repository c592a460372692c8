import { expect, test } from 'vitest'
import { judgeRule } from '../../../collector/judge/judge.ts'
import { loadRules } from '../../../collector/rulebook/load.ts'
import type { Json } from '../../../proto/view.ts'
import { nodeWith, now } from './expressions.ts'

const directory = new URL('../../../collector/rules', import.meta.url).pathname
const rule = loadRules(directory).find(({ id }) => id === 'kubelet-configz-differs')!

/** Settings by path as a fact nests them; with the source of each. */
function fact(source: string, values: Readonly<Record<string, Json>>): Record<string, unknown> {
  const made: Record<string, unknown> = {}
  for (const [path, value] of Object.entries(values)) {
    const parts = path.split('.')
    const last = parts.pop() as string
    const at = parts.reduce((inner, part) => (inner[part] ??= {}) as Record<string, unknown>, made)
    at[last] = { value, source }
  }
  return made
}

const anchor = { 'authorization.mode': 'Webhook' }

function judged(written: Record<string, Json>, told: Record<string, Json>, source = 'file /c.yaml:3') {
  const kubelet = fact(source, { ...anchor, ...written })
  const kubeletConfigz = { address: '10.0.0.5:10250', ...fact('configz', { ...anchor, ...told }) }
  return judgeRule(rule, nodeWith({ kubelet, kubeletConfigz }), now)[0]
}

test.each<[string, Record<string, Json>, Record<string, Json>, string]>([
  ['the same', { maxPods: 110 }, { maxPods: 110 }, 'pass'],
  ['another number', { maxPods: 110 }, { maxPods: 250 }, 'fail'],
  ['zero, and left out', { readOnlyPort: 0 }, {}, 'pass'],
  ['set, and left out', { readOnlyPort: 10255 }, {}, 'fail'],
  ['not there, and zero', {}, { readOnlyPort: 0 }, 'pass'],
  ['not there, and set', {}, { readOnlyPort: 10255 }, 'fail'],
  ['the same list', { clusterDNS: ['10.96.0.10'] }, { clusterDNS: ['10.96.0.10'] }, 'pass'],
  ['another order', { clusterDNS: ['a', 'b'] }, { clusterDNS: ['b', 'a'] }, 'fail'],
  ['a map', { evictionHard: { 'memory.available': '1Mi' } }, { evictionHard: { 'memory.available': '2Mi' } }, 'fail'],
  ['an empty list, and left out', { tlsCipherSuites: [] }, {}, 'pass'],
  [
    'a gate',
    { 'featureGates.DynamicResourceAllocation': true },
    { 'featureGates.DynamicResourceAllocation': false },
    'fail',
  ],
  ['a gate that is off, and left out', { 'featureGates.DynamicResourceAllocation': false }, {}, 'fail'],
  ['the certificate that the kubelet fills in', {}, { tlsCertFile: '/var/lib/kubelet/pki/kubelet.crt' }, 'pass'],
  ['the default profile, of which only half is told', { seccompDefault: true }, { seccompDefault: false }, 'pass'],
])('%s', (_name, written, told, outcome) => {
  expect(judged(written, told)?.outcome).toBe(outcome)
})

test('a default against what is left out says nothing: that version may have no such field', () => {
  expect(judged({ podLogsDir: '/var/log/pods' }, {}, 'default (file)')?.outcome).toBe('pass')
  expect(judged({ podLogsDir: '/var/log/pods' }, { podLogsDir: '/x' }, 'default (file)')?.outcome).toBe('fail')
})

test('both values are evidence, and nothing else of the configuration', () => {
  const isKubeletThere = { field: 'absent', value: 'false', source: "the node's kubelet" }
  expect(judged({ maxPods: 110, readOnlyPort: 0 }, { maxPods: 250 })?.evidence).toEqual([
    { field: 'maxPods', value: '110', source: 'file /c.yaml:3' },
    { field: 'kubeletConfigz.maxPods', value: '250', source: 'configz' },
    isKubeletThere,
  ])
  expect(judged({}, {})?.evidence).toEqual([
    { field: 'kubeletConfigz.address', value: '10.0.0.5:10250', source: "the node's kubeletConfigz" },
    isKubeletThere,
  ])
})

test('what the collector is not told to look at is no question', () => {
  const kubelet = fact('x', anchor)
  expect(judgeRule(rule, nodeWith({ kubelet }), now)).toEqual([])
  expect(judgeRule(rule, nodeWith({ kubelet }, { kubeletConfigz: { status: 'absent' } }), now)).toEqual([])
})

test('nothing to compare is neither agreement nor difference', () => {
  const facts = nodeWith({ kubelet: fact('x', anchor), kubeletConfigz: { address: 'a:1' } })
  expect(judgeRule(rule, facts, now)[0]).toMatchObject({ outcome: 'unknown', message: 'there is nothing to compare' })
})

test('a kubelet that was not looked at yet is unknown', () => {
  const facts = nodeWith({ kubeletConfigz: { address: 'a:1', ...fact('configz', anchor) } })
  expect(judgeRule(rule, facts, now)[0]?.outcome).toBe('unknown')
})

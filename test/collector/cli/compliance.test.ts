import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { complianceExitCode, renderCompliance } from '../../../collector/cli/compliance.ts'
import { runScan, type ScanOptions } from '../../../collector/cli/scan.ts'
import type { Compliance } from '../../../collector/report/compliancemodel.ts'
import { complianceSchema } from '../../../collector/report/compliancemodel.ts'
import { terminalOf } from '../../../lib/terminal.ts'
import { merlon, shared } from '../../support/cli.ts'
import { loadSpec, writeHost } from '../../support/fixture.ts'
import { printed } from '../../support/stream.ts'

const directory = shared()
const root = join(directory, 'worker')
mkdirSync(root, { mode: 0o755 })
writeHost(root, loadSpec('kubeadm-worker'))

const options = { root, asOf: new Date('2026-11-21T10:00:00Z'), ruleDirectories: [], overrides: {}, all: false }

async function scanned(more: Partial<ScanOptions>): Promise<{ code: number; text: string }> {
  const { out, text } = printed()
  const code = await runScan({ ...options, format: 'table', failOn: 'high', failOnUnknown: false, ...more }, out)
  return { code, text: text() }
}

test('a scan against the benchmark of the node names it, the reason, and every control', async () => {
  const { code, text } = await scanned({ benchmark: true })
  expect(code).toBe(1)
  expect(text).toMatch(/^CIS Kubernetes Benchmark 2\.0\n\S+: cis-2\.0 is the general one for Kubernetes 1\.\d+/)
  expect(text).toMatch(/^4\.2\.1 +pass +automated +The kubelet refuses anonymous requests$/m)
  expect(text).toMatch(/^1\.2\.1 +not-applicable +manual +this node has no apiServer$/m)
  expect(text.match(/^\d+(\.\d+)+ /gm)).toHaveLength(97)
  expect(text).toMatch(/\n\d+ pass, .*\.\n(Every question was answered|\d+ questions? could not be answered)\./)
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
})

test('as JSON beside the facts and findings, by the benchmark that is named', async () => {
  const { text } = await scanned({ benchmark: 'cis-1.11', format: 'json' })
  const { compliance, findings } = JSON.parse(text) as { compliance: Compliance; findings: object[] }
  complianceSchema.parse(compliance)
  expect(findings.length).toBeGreaterThan(100)
  expect(compliance.benchmarks.map((each) => [each.id, each.nodes, each.controls.length])).toEqual([
    ['cis-1.11', 1, 98],
  ])
  expect(compliance.nodes[0]).toMatchObject({ benchmark: 'cis-1.11', reason: 'cis-1.11 was asked for' })
  const control = compliance.benchmarks[0]?.controls.find((each) => each.id === '4.2.1')
  expect(control?.answers[0]?.evidence[0]).toMatchObject({ field: 'authentication.anonymous.enabled', value: 'false' })
})

test('as CSV, a line a control', async () => {
  const { text } = await scanned({ benchmark: 'gke-1.9', format: 'csv', failOn: 'none' })
  const lines = text.trimEnd().split(/\r?\n/)
  expect(lines[0]).toBe('benchmark,control,outcome,assessment,title,what,pass,fail,review,notApplicable,unknown,error')
  expect(lines).toHaveLength(5)
  expect(lines[1]).toMatch(/^gke-1\.9,3\.1\.1,pass,,/)
})

test('a benchmark that does not exist is an error, of the command too', async () => {
  await expect(scanned({ benchmark: 'cis-9' })).rejects.toThrow(/^--benchmark: no such benchmark: cis-9; there are /)
  const { code, stderr } = await merlon(['scan', '--root', root, '--benchmark', 'cis-9'])
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/^merlon: --benchmark: no such benchmark: cis-9; there are .*\n$/),
  ])
})

const counts = { pass: 0, fail: 0, review: 0, notApplicable: 0, unknown: 0, error: 0 }

function compliance(outcome: 'pass' | 'fail' | 'unknown' | 'error' | 'review'): Compliance {
  const answer = { nodeName: 'a\u001b[31m', rule: 'r', subject: '/x', outcome, message: 'it is so', evidence: [] }
  const control = { id: '1.1', title: 'T', outcome, counts, rules: ['r'], answers: [answer, answer], moreAnswers: 0 }
  const node = { id: 'a', name: 'a', state: 'reporting', benchmark: 'b', reason: 'why', counts } as const
  return {
    ...{ clusterId: 'c', clusterName: 'prod', asOf: '2026-11-21T10:00:00Z', rulePackVersion: '1' },
    nodes: [
      node,
      { ...node, id: 'b', name: 'b', warning: 'not made for it' },
      { ...node, id: 'g', name: 'ghost', state: 'never-seen', benchmark: '' },
    ],
    benchmarks: [
      { id: 'b', title: 'B', version: '1', nodes: 2, counts: { ...counts, unknown: 1 }, controls: [control] },
    ],
  }
}

test.each([
  ['pass', 'info', true, 0],
  ['review', 'info', true, 0],
  ['fail', 'critical', false, 1],
  ['fail', 'none', true, 0],
  ['unknown', 'high', false, 0],
  ['unknown', 'high', true, 1],
  ['error', 'high', true, 1],
] as const)('a control that is %s, --fail-on %s, unknown too %s: %i', (outcome, failOn, failOnUnknown, code) => {
  expect(complianceExitCode(compliance(outcome), { failOn, failOnUnknown })).toBe(code)
})

test('of several nodes: who, why, with which warning, and who was never seen', () => {
  const terminal = terminalOf(printed().out, {})
  const text = renderCompliance(compliance('fail'), terminal).join('\n')
  expect(text).toMatch(/^a: why$/m)
  expect(text).toMatch(/^b: why\. Mind: not made for it$/m)
  expect(text).toContain('1 never seen: ghost')
  expect(text).toMatch(/^1\.1 +fail +a.*: \/x: it is so \(and 1 more\)$/m)
  expect(text).not.toContain('\u001b[31m')
  expect(renderCompliance({ ...compliance('fail'), nodes: [], benchmarks: [] }, terminal)).toEqual([
    'No node has reported yet.',
  ])
})

import { expect, test } from 'vitest'
import { complianceFrom, complianceMessage } from '../../../collector/api/compliance.ts'
import { runReport } from '../../../collector/cli/report.ts'
import { type Compliance, complianceSchema } from '../../../collector/report/compliancemodel.ts'
import { v1 } from '../../../proto/index.ts'
import { sshdConfig, startAgent } from '../../support/agent.ts'
import { eventually, startCollector } from '../../support/collector.ts'
import { printed } from '../../support/stream.ts'

const counts = { pass: 1, fail: 2, review: 3, notApplicable: 4, unknown: 5, error: 6 }
const evidence = [
  { field: 'f', value: 'v', source: 's', overridden: [{ value: 'w', source: 't' }] },
  { field: 'g', value: '', source: 's', unknown: 'denied' },
]
const answer = { nodeName: 'n', rule: 'r', subject: '/x', outcome: 'fail', message: 'm', evidence } as const
const document: Compliance = {
  ...{ clusterId: 'c', clusterName: 'prod', asOf: '2026-11-21T10:00:00.000Z', rulePackVersion: '1+a' },
  nodes: [
    { id: 'i', name: 'n', state: 'reporting', benchmark: 'b', reason: 'why', warning: 'mind', counts },
    { id: 'j', name: 'm', state: 'never-seen', benchmark: '', reason: '', counts },
  ],
  benchmarks: [
    {
      ...{ id: 'b', title: 'B', version: '1', nodes: 1, counts },
      controls: [
        {
          id: '1',
          title: 'T',
          assessment: 'manual',
          outcome: 'fail',
          counts,
          rules: ['r'],
          review: 'w',
          answers: [answer],
          moreAnswers: 3,
        },
        {
          id: '2',
          title: 'U',
          outcome: 'not-applicable',
          counts,
          rules: [],
          notApplicable: 'no',
          answers: [],
          moreAnswers: 0,
        },
      ],
    },
  ],
}

test('what comes over the wire is what was sent', () => {
  const bytes = v1.Compliance.encode(complianceMessage(document) as never).finish()
  expect(complianceFrom(v1.Compliance.decode(bytes))).toEqual(document)
})

test('over gRPC: each node by its own benchmark, or all by one', async () => {
  const collector = await startCollector()
  const client = collector.client()
  await startAgent(collector, 'node-1', [sshdConfig('0666')], { nodeName: 'worker-1' })
  const own = await eventually(
    () => client.compliance({}),
    (each) => each.benchmarks.length > 0,
  )
  complianceSchema.parse(own)
  expect(own.nodes).toMatchObject([
    { name: 'worker-1', benchmark: 'cis-2.0', warning: expect.stringMatching(/not known$/) },
  ])
  const asked = await client.compliance({ benchmark: 'eks-1.8', nodes: ['worker-1'] })
  expect(asked.benchmarks.map((each) => [each.id, each.nodes])).toEqual([['eks-1.8', 1]])
  await expect(client.compliance({ benchmark: 'cis-9' })).rejects.toThrow(/^no benchmark cis-9; there are aks-1\.8/)
  await expect(client.compliance({ nodes: ['nobody'] })).rejects.toThrow(/^no node nobody/)
})

test('the operator names a benchmark for all nodes; one that does not exist keeps the collector from starting', async () => {
  const collector = await startCollector(undefined, { benchmark: 'gke-1.9' })
  expect((await collector.client().compliance({})).benchmarks.map((each) => each.id)).toEqual(['gke-1.9'])
  await expect(startCollector(undefined, { benchmark: 'none' })).rejects.toThrow(
    /^configuration, benchmark: no such benchmark: none/,
  )
})

test('`merlon report --benchmark` prints it', async () => {
  const collector = await startCollector()
  const { out, text } = printed()
  const options = {
    collector: collector.address,
    state: collector.state,
    outcomes: [],
    nodes: [],
    rules: [],
    watch: false,
  }
  const code = await runReport(
    { ...options, format: 'json', failOn: 'high', failOnUnknown: true, benchmark: 'gke-1.9' },
    out,
  )
  await expect(
    runReport({ ...options, format: 'table', failOn: 'none', failOnUnknown: false, watch: true, benchmark: true }, out),
  ).rejects.toThrow(/^--watch shows the report/)
  expect([code, JSON.parse(text()).benchmarks[0].id]).toEqual([0, 'gke-1.9'])
})

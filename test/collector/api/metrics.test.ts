import { expect, test } from 'vitest'
import { openMetrics } from '../../../collector/api/metrics.ts'
import type { Report } from '../../../collector/report/model.ts'

const report = {
  coverage: { expected: 4, reporting: 1, stale: 1, silent: 1, neverSeen: 1 },
  severities: [{ severity: 'high', fail: 3, unknown: 2 }],
  score: 71,
} as unknown as Report

function metricsOf(of: Report) {
  let asked = 0
  const source = {
    report: async () => {
      asked += 1
      return of
    },
  }
  const metrics = openMetrics(source as unknown as Parameters<typeof openMetrics>[0])
  return { metrics, asked: () => asked }
}

test('the first scrape tells all, from one report', async () => {
  const { metrics, asked } = metricsOf(report)
  const lines = (await metrics.registry.metrics()).split('\n').filter((line) => line.startsWith('merlon_'))
  expect(asked()).toBe(1)
  expect(lines).toEqual(
    expect.arrayContaining([
      'merlon_nodes{state="reporting"} 1',
      'merlon_nodes{state="never-seen"} 1',
      'merlon_findings{severity="high",outcome="fail"} 3',
      'merlon_findings{severity="high",outcome="unknown"} 2',
      'merlon_score 71',
    ]),
  )
})

test('without an answer there is no score', async () => {
  const { score: _, ...rest } = report
  const { metrics } = metricsOf(rest as Report)
  expect(await metrics.registry.metrics()).not.toMatch(/^merlon_score /m)
})

test('names of domains come from agents: only those of the contract become labels', async () => {
  const { metrics } = metricsOf(report)
  metrics.committed(['ssh', 'evil"}\n'], 0.02)
  const text = await metrics.registry.metrics()
  expect(text).toContain('merlon_observations_total{domain="ssh"} 1')
  expect(text).not.toContain('evil')
})

import { expect, test } from 'vitest'
import { openMetrics } from '../../agent/metrics.ts'
import { noLoss } from '../../agent/processes/observation.ts'

const base = { connected: () => true, degraded: () => [] }

test('what the trace counts is taken over as it is, however often it is asked', async () => {
  const counts = { loss: { ...noLoss, ringLost: 3 }, seen: 7, suppressed: 2, own: 1 }
  const { registry } = openMetrics({
    ...base,
    tracing: () => ({ source: () => ({ source: 'sampled', reason: 'why' }), counts: () => counts }),
  })
  await registry.metrics()
  counts.seen = 9
  const text = await registry.metrics()
  expect(text).toContain('merlon_agent_trace_seen_total 9\n')
  expect(text).toContain('merlon_agent_trace_suppressed_total 2\n')
  expect(text).toContain('merlon_agent_trace_own_total 1\n')
  expect(text).toContain('merlon_agent_trace_lost_total{kind="ringLost"} 3\n')
  expect(text).toContain('merlon_agent_trace_lost_total{kind="forkGap"} 0\n')
  expect(text).toMatch(/^merlon_agent_trace_source\{source="sampled"\} 1$/m)
  expect(text.match(/^merlon_agent_trace_source\{/gm)).toHaveLength(1)
})

test('without a trace nothing is counted, and the source says so', async () => {
  const text = await openMetrics(base).registry.metrics()
  expect(text).toContain('merlon_agent_trace_source{source="off"} 1\n')
  expect(text).not.toMatch(/^merlon_agent_trace_lost_total\{/m)
})

import { expect, test } from 'vitest'
import { openMetrics } from '../../agent/metrics.ts'
import { noLoss } from '../../agent/processes/observation.ts'

const base = { connection: () => 'connected', degraded: () => [] }

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

test('how it stands with the collector: the session, and when the certificate ends', async () => {
  let ends: number | undefined
  const metrics = openMetrics({ connection: () => 'NODE_BANNED: why', degraded: () => [], certificateEnds: () => ends })
  expect(metrics.standing()).toEqual(['connection: NODE_BANNED: why', 'certificate: none'])
  expect(await metrics.registry.metrics()).not.toMatch(/^merlon_agent_certificate_end_seconds /m)
  ends = Date.UTC(2026, 0, 1)
  expect(metrics.standing()[1]).toBe('certificate: until 2026-01-01T00:00:00.000Z')
  const text = await metrics.registry.metrics()
  expect(text).toContain('merlon_agent_connected 0\n')
  expect(text).toContain('merlon_agent_certificate_end_seconds 1767225600\n')
})

import { expect, test } from 'vitest'
import type { ClusterExpiries } from '../../../collector/api/expiries.ts'
import { openMetrics } from '../../../collector/api/metrics.ts'
import type { Report } from '../../../collector/report/model.ts'

const noExpiries = async (): Promise<ClusterExpiries> => ({ soonest: [], valid: 0, ending: 0, expired: 0, unknown: 0 })

const report = {
  coverage: { expected: 4, reporting: 1, stale: 1, silent: 1, neverSeen: 1, unobservable: 2 },
  severities: [{ severity: 'high', fail: 3, unknown: 2 }],
  score: 71,
} as unknown as Report

function metricsOf(of: Report, expiries: (limit: number) => Promise<ClusterExpiries> = noExpiries) {
  let asked = 0
  const source = {
    report: async () => {
      asked += 1
      return of
    },
  }
  const metrics = openMetrics(source, { expiries, limit: 2 })
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
      'merlon_nodes{state="cannot-be-observed"} 2',
      'merlon_nodes{state="excluded"} 0',
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

test('certificates that end first are told one by one, the others by number', async () => {
  let scrapes = 0
  const ends: ClusterExpiries['soonest'] = [
    {
      node: 'n1',
      certificate: '/etc/kubernetes/pki/apiserver.crt#1',
      use: 'kube-apiserver serving',
      notAfter: 1_800_000_000,
    },
    {
      node: 'n1',
      certificate: '/etc/kubernetes/pki/apiserver.crt#1',
      use: 'kube-apiserver serving',
      notAfter: 1_900_000_000,
    },
  ]
  const { metrics } = metricsOf(report, async (limit) => {
    expect(limit).toBe(2)
    scrapes += 1
    return { soonest: scrapes === 1 ? ends : [], valid: 7, ending: 1, expired: 2, unknown: 3 }
  })
  const text = await metrics.registry.metrics()
  expect(scrapes).toBe(1)
  expect(text).toContain(
    'merlon_certificate_expiry_timestamp_seconds{node="n1",certificate="/etc/kubernetes/pki/apiserver.crt#1",use="kube-apiserver serving"} 1800000000',
  )
  for (const line of ['{state="valid"} 7', '{state="ending"} 1', '{state="expired"} 2', '{state="unknown"} 3'])
    expect(text).toContain(`merlon_certificates${line}`)
  // A certificate that is gone is told no longer.
  expect(await metrics.registry.metrics()).not.toContain('apiserver.crt')
})

test('what a node chooses as a name stays one label', async () => {
  const name = `a"} 1\nmerlon_score 100\u001b[31m\u202e${'x'.repeat(1000)}`
  const evil = { node: name, certificate: name, use: '', notAfter: 1 }
  const { metrics } = metricsOf(report, async () => ({ ...(await noExpiries()), soonest: [evil] }))
  const lines = (await metrics.registry.metrics()).split('\n').filter((line) => line.includes('xxxx'))
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^merlon_certificate_expiry_timestamp_seconds\{node="a\\"\} 1\\\\u\{a\}merlon_score/)
  expect(lines[0]).not.toMatch(/[\u0000-\u001f\u202e]/)
  expect(lines[0]?.length).toBeLessThan(1000)
})

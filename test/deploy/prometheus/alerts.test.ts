import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { openMetrics as openAgentMetrics } from '../../../agent/metrics.ts'
import { openMetrics } from '../../../collector/api/metrics.ts'
import type { Report } from '../../../collector/report/model.ts'

interface Alert {
  readonly alert: string
  readonly expr: string
  readonly for: string
  readonly labels: { readonly severity: string }
  readonly annotations: { readonly summary: string; readonly description: string }
}

const file = new URL('../../../deploy/prometheus/alerts.yaml', import.meta.url)
const document = parseDocument(readFileSync(file, 'utf8'), { uniqueKeys: true })
const { groups } = document.toJS() as { groups: { name: string; rules: Alert[] }[] }
const alerts = groups.flatMap(({ rules }) => rules)

const report = {
  coverage: { expected: 4, reporting: 1, stale: 1, silent: 1, neverSeen: 1 },
  severities: ['critical', 'high', 'medium', 'low', 'info'].map((severity) => ({ severity, fail: 1, unknown: 1 })),
  score: 1,
} as unknown as Report
const expiry = { node: 'n', certificate: '/a#1', use: 'etcd peer', notAfter: 1 }
const expiries = async () => ({ soonest: [expiry], valid: 1, ending: 1, expired: 1, unknown: 1 })

/** `name{label="value"}` of everything that is served. */
async function served(): Promise<string> {
  const collector = openMetrics({ report: async () => report }, { expiries, limit: 1 })
  const agent = openAgentMetrics({ connection: () => 'connected', degraded: () => [] })
  return `${await collector.registry.metrics()}\n${await agent.registry.metrics()}`
}

test('the file is one that Prometheus loads', () => {
  expect(document.errors).toEqual([])
  expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length)
  for (const each of alerts) {
    expect(Object.keys(each).sort()).toEqual(['alert', 'annotations', 'expr', 'for', 'labels'])
    expect(each.alert).toMatch(/^Merlon[A-Za-z]+$/)
    expect(each.for).toMatch(/^\d+[mh]$/)
    expect(each.labels.severity).toMatch(/^(info|warning|critical)$/)
    expect(each.annotations.summary && each.annotations.description).toBeTruthy()
  }
})

test('every series that an alert asks for is served', async () => {
  const text = await served()
  for (const { alert, expr } of alerts) {
    const series = [...expr.matchAll(/(merlon_\w+)(?:\{([^}]*)\})?/g)]
    expect([alert, series.length]).toEqual([alert, 1])
    for (const [, name = '', selector = ''] of series) {
      const lines = text.split('\n').filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`))
      for (const [, label, operator, value] of selector.matchAll(/(\w+)(=|!=)"([^"]*)"/g)) {
        const has = (line: string) => line.includes(`${label}="${value}"`)
        const fitting = lines.filter((line) =>
          operator === '=' ? has(line) : line.includes(`${label}="`) && !has(line),
        )
        expect([alert, selector, fitting.length > 0]).toEqual([alert, selector, true])
      }
      expect([alert, name, lines.length > 0]).toEqual([alert, name, true])
    }
  }
})

test('a label that an annotation names is one of the series, or one that Prometheus adds', async () => {
  const text = await served()
  for (const { alert, expr, annotations } of alerts) {
    const name = /merlon_\w+/.exec(expr)?.[0] ?? ''
    const line = text.split('\n').find((each) => each.startsWith(`${name}{`)) ?? ''
    for (const [, label] of Object.values(annotations)
      .join(' ')
      .matchAll(/\$labels\.(\w+)/g))
      expect([alert, label, label === 'instance' || line.includes(`${label}="`)]).toEqual([alert, label, true])
  }
})

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { version } from '../../lib/version.ts'
import { isDomain } from '../../proto/index.ts'
import type { Report } from '../report/model.ts'
import type { ReportSource } from '../report/source.ts'

/** Metrics of the collector. Their number is bounded: nothing is labelled by node, subject or what an agent sends. */
export interface CollectorMetrics {
  readonly registry: Registry
  /** Open sessions of agents. */
  readonly sessions: Gauge
  /** Notes observations that were committed, by domain, and the seconds that judging and committing them took. */
  committed(domains: readonly string[], seconds: number): void
}

export function openMetrics(reports: ReportSource): CollectorMetrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'merlon_build_info',
    help: 'Always 1, labelled with the version.',
    labelNames: ['version'],
    registers,
  }).set({ version }, 1)
  // One report serves all that is scraped together; it is made when somebody scrapes, and not before.
  let scraped: Promise<Report> | undefined
  const scrape = () => {
    scraped ??= reports.report().finally(() => {
      scraped = undefined
    })
    return scraped
  }
  new Gauge({
    name: 'merlon_nodes',
    help: 'Nodes by state: reporting, stale, silent, never-seen. Their sum is what is expected.',
    labelNames: ['state'],
    registers,
    async collect() {
      const { reporting, stale, silent, neverSeen } = (await scrape()).coverage
      for (const [state, number] of Object.entries({ reporting, stale, silent, 'never-seen': neverSeen }))
        this.set({ state }, number)
    },
  })
  new Gauge({
    name: 'merlon_findings',
    help: 'Findings by severity and outcome (fail, unknown; error counts as unknown).',
    labelNames: ['severity', 'outcome'],
    registers,
    async collect() {
      for (const { severity, fail, unknown } of (await scrape()).severities) {
        this.set({ severity, outcome: 'fail' }, fail)
        this.set({ severity, outcome: 'unknown' }, unknown)
      }
    },
  })
  new Gauge({
    name: 'merlon_score',
    help: 'Share of the questions that pass, weighted by severity, 0 to 100. Absent while no question has an answer.',
    registers,
    async collect() {
      const { score } = await scrape()
      if (score === undefined) this.remove()
      else this.set(score)
    },
  })
  const observations = new Counter({
    name: 'merlon_observations_total',
    help: 'Observations that were committed, by domain.',
    labelNames: ['domain'],
    registers,
  })
  const commitSeconds = new Histogram({
    name: 'merlon_commit_seconds',
    help: 'Seconds that judging and committing of new observations took.',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  })
  return {
    registry,
    sessions: new Gauge({ name: 'merlon_sessions', help: 'Open sessions of agents.', registers }),
    committed: (domains, seconds) => {
      // Names come from agents: only those of the contract become labels.
      for (const domain of domains) if (isDomain(domain)) observations.inc({ domain })
      commitSeconds.observe(seconds)
    },
  }
}

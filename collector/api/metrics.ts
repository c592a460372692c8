import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { printable } from '../../lib/printable.ts'
import { version } from '../../lib/version.ts'
import { isDomain } from '../../proto/index.ts'
import type { NodeState, Report } from '../report/model.ts'
import type { ReportSource } from '../report/source.ts'
import type { ClusterExpiries } from './expiries.ts'

/**
 * Metrics of the collector. Their number is bounded: but for the certificates that end first, of which the operator says
 * how many are told, nothing is labelled by node, subject or what an agent sends.
 */
export interface CollectorMetrics {
  readonly registry: Registry
  /** Open sessions of agents. */
  readonly sessions: Gauge
  /** Notes observations that were committed, by domain, and the seconds that judging and committing them took. */
  committed(domains: readonly string[], seconds: number): void
}

/** The ends of certificates, and how many of them are told one by one. */
export interface ExpiryMetrics {
  readonly expiries: (limit: number) => Promise<ClusterExpiries>
  readonly limit: number
}

export function openMetrics(
  reports: Pick<ReportSource, 'report'>,
  expiry: ExpiryMetrics,
  registry: Registry = new Registry(),
): CollectorMetrics {
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
    help: 'Nodes by state: reporting, stale, silent, never-seen, which together are expected; cannot-be-observed and excluded, which are not.',
    labelNames: ['state'],
    registers,
    async collect() {
      const { reporting, stale, silent, neverSeen, unobservable = 0, excluded = 0 } = (await scrape()).coverage
      const states: Record<NodeState, number> = {
        ...{ reporting, stale, silent, excluded },
        ...{ 'never-seen': neverSeen, 'cannot-be-observed': unobservable },
      }
      for (const [state, number] of Object.entries(states)) this.set({ state }, number)
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
  addExpiryMetrics(registry, expiry)
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

function addExpiryMetrics(registry: Registry, { expiries, limit }: ExpiryMetrics): void {
  const registers = [registry]
  let scraped: Promise<ClusterExpiries> | undefined
  const scrape = () => {
    scraped ??= expiries(limit).finally(() => {
      scraped = undefined
    })
    return scraped
  }
  new Gauge({
    name: 'merlon_certificates',
    help: 'Certificates on all nodes by state: valid, ending (within 30 days), expired, unknown (no end could be read).',
    labelNames: ['state'],
    registers,
    async collect() {
      const { valid, ending, expired, unknown } = await scrape()
      for (const [state, number] of Object.entries({ valid, ending, expired, unknown })) this.set({ state }, number)
    },
  })
  new Gauge({
    name: 'merlon_certificate_expiry_timestamp_seconds',
    help: 'When a certificate ends, in seconds since 1970. Only those that end first, used ones before others.',
    labelNames: ['node', 'certificate', 'use'],
    registers,
    async collect() {
      const { soonest } = await scrape()
      this.reset()
      // The last one stands: of several with the same labels the one that ends first.
      for (const { node, certificate, use, notAfter } of [...soonest].reverse())
        this.set({ node: label(node), certificate: label(certificate), use: label(use) }, notAfter)
    },
  })
}

/** Longest value of a label, in characters. */
const maxLabel = 300

/** Agents choose these words: nothing in them may be taken for something else. */
function label(text: string): string {
  const safe = printable(text)
  return safe.length > maxLabel ? `${safe.slice(0, maxLabel)}…` : safe
}

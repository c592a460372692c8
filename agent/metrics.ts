import { createServer, type Server } from 'node:http'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { splitAddress } from '../lib/address.ts'
import { printable } from '../lib/printable.ts'
import { version } from '../lib/version.ts'
import type { Counts } from './processes/losses.ts'
import type { Tracing } from './processes/tracing.ts'

/** Metrics of the agent: how it works, never what it saw. */
export interface AgentMetrics {
  readonly registry: Registry
  /** Seconds of each look, by domain. */
  readonly lookSeconds: Histogram<'domain'>
  /** Looks by domain and how they went. */
  readonly looks: Counter<'domain' | 'status'>
  /** How the agent stands with the collector, a line each. */
  standing(): string[]
}

export interface MetricsState {
  /** `connected`, or why there is no session. */
  connection(): string
  /** When the certificate at hand ends, milliseconds since 1970. */
  certificateEnds?(): number | undefined
  degraded(): readonly string[]
  /** Undefined where starting processes are not looked at. */
  tracing?(): Pick<Tracing, 'source' | 'counts'> | undefined
}

export function openMetrics(state: MetricsState): AgentMetrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'merlon_agent_build_info',
    help: 'Always 1, labelled with the version.',
    labelNames: ['version'],
    registers,
  }).set({ version }, 1)
  new Gauge({
    name: 'merlon_agent_connected',
    help: '1 while the session with the collector is open.',
    registers,
    collect() {
      this.set(state.connection() === 'connected' ? 1 : 0)
    },
  })
  new Gauge({
    name: 'merlon_agent_certificate_end_seconds',
    help: 'When the certificate by which the agent speaks ends, seconds since 1970. Absent: it has none.',
    registers,
    collect() {
      const ends = state.certificateEnds?.()
      if (ends === undefined) this.remove()
      else this.set(ends / 1000)
    },
  })
  new Gauge({
    name: 'merlon_agent_degraded',
    help: 'How many sources work worse than they should; the report says which.',
    registers,
    collect() {
      this.set(state.degraded().length)
    },
  })
  addTraceMetrics(registry, () => state.tracing?.())
  return {
    registry,
    standing: () => standing(state),
    lookSeconds: new Histogram({
      name: 'merlon_agent_look_seconds',
      help: 'Seconds of each look, by domain.',
      labelNames: ['domain'],
      buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30],
      registers,
    }),
    looks: new Counter({
      name: 'merlon_agent_looks_total',
      help: 'Looks by domain and status: observed, absent, denied, failed.',
      labelNames: ['domain', 'status'],
      registers,
    }),
  }
}

/** Counts that the trace keeps itself: they are taken over when someone asks. */
function addTraceMetrics(registry: Registry, tracing: () => Pick<Tracing, 'source' | 'counts'> | undefined): void {
  const registers = [registry]
  const count = (name: string, help: string, value: (counts: Counts) => number) =>
    new Counter({
      name: `merlon_agent_trace_${name}_total`,
      help,
      registers,
      collect() {
        const counts = tracing()?.counts()
        this.reset()
        if (counts) this.inc(value(counts))
      },
    })
  count('seen', 'Starts of programs that were seen.', ({ seen }) => seen)
  count('suppressed', 'Starts that were not told: too many different ones at a time.', ({ suppressed }) => suppressed)
  count('own', 'Starts of programs of Merlon itself, which are left out.', ({ own }) => own)
  new Counter({
    name: 'merlon_agent_trace_lost_total',
    help: 'What was not seen or not resolved, by kind.',
    labelNames: ['kind'],
    registers,
    collect() {
      this.reset()
      for (const [kind, lost] of Object.entries(tracing()?.counts().loss ?? {})) this.inc({ kind }, lost)
    },
  })
  new Gauge({
    name: 'merlon_agent_trace_source',
    help: '1 for how starts are seen now: events, events-degraded, sampled, unavailable, off.',
    labelNames: ['source'],
    registers,
    collect() {
      this.reset()
      this.set({ source: tracing()?.source().source ?? 'off' }, 1)
    },
  })
}

function standing({ connection, certificateEnds }: MetricsState): string[] {
  const ends = certificateEnds?.()
  return [
    `connection: ${connection()}`,
    `certificate: ${ends === undefined ? 'none' : `until ${new Date(ends).toISOString()}`}`,
  ]
}

/** Serves `/healthz` and `/metrics`: the only port of the agent, and only when it is asked for. */
export function serveMetrics(
  address: string,
  { registry, standing }: AgentMetrics,
  healthy: () => boolean,
): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method === 'GET' && request.url === '/healthz') {
      // A collector that is away makes no agent ill: it would only be started again.
      const isHealthy = healthy()
      const lines = [isHealthy ? 'ok' : 'starting', ...standing().map(printable)]
      response.writeHead(isHealthy ? 200 : 503).end(`${lines.join('\n')}\n`)
    } else if (request.method === 'GET' && request.url === '/metrics') {
      registry.metrics().then(
        (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
        () => response.writeHead(500).end(),
      )
    } else response.writeHead(404).end()
  })
  server.requestTimeout = 10_000
  const { host, port } = splitAddress(address)
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(port, host, () => done(server))
  })
}

import { Counter, Gauge, type Registry } from 'prom-client'
import type { Budget } from '../ingest/budget.ts'
import type { Resends } from '../ingest/resends.ts'
import type { ListenerEvents } from './listener.ts'

/** Adds what stands between agents and the store, gate by gate. Returns what a listener tells. */
export function addIngestMetrics(registry: Registry, { budget, resends }: { budget: Budget; resends: Resends }) {
  const registers = [registry]
  const connections = new Gauge({
    name: 'merlon_ingest_connections',
    help: 'Open connections, and those of them that wait for or make their handshake.',
    labelNames: ['state'],
    registers,
  })
  const refused = new Counter({
    name: 'merlon_ingest_connections_refused_total',
    help: 'Connections that were closed before they could say anything: connections (too many), address (too many of one), rate (too fast from one), handshake (it failed), timeout (it took too long).',
    labelNames: ['reason'],
    registers,
  })
  new Gauge({
    name: 'merlon_ingest_inflight_bytes',
    help: 'Bytes of frames that are held until they are committed.',
    registers,
    collect() {
      this.set(budget.used().bytes)
    },
  })
  new Gauge({
    name: 'merlon_ingest_waiting',
    help: 'What waits: frames for room in memory, agents that lack everything for their turn to send it.',
    labelNames: ['what'],
    registers,
    collect() {
      this.set({ what: 'frames' }, budget.used().waiting)
      this.set({ what: 'agents' }, resends.counts().waiting)
    },
  })
  const events: ListenerEvents = {
    refused: (reason) => refused.inc({ reason }),
    changed: (open, handshaking) => {
      connections.set({ state: 'open' }, open)
      connections.set({ state: 'handshaking' }, handshaking)
    },
  }
  return events
}

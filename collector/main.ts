import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ServerDuplexStream, status } from '@grpc/grpc-js'
import { splitAddress } from '../lib/address.ts'
import type { Log } from '../lib/log.ts'
import { version } from '../lib/version.ts'
import { eventCalls, openEvents } from './api/events.ts'
import { openExpiries } from './api/expiries.ts'
import { startHttp } from './api/http.ts'
import { type CollectorMetrics, openMetrics } from './api/metrics.ts'
import { addProfileMetrics } from './api/profilemetrics.ts'
import { profileService } from './api/profiles.ts'
import { reportService } from './api/reports.ts'
import { callerOf, startServer } from './api/server.ts'
import type { CollectorConfig } from './config.ts'
import { openConfigz } from './configz/configz.ts'
import { openLogins } from './identity/login.ts'
import { type Material, openMaterial } from './identity/material.ts'
import { openPresence, type Presence } from './ingest/presence.ts'
import { openRetention } from './ingest/retention.ts'
import { type AgentSession, type AgentStream, serveAgent } from './ingest/session.ts'
import type { RulePack } from './judge/pack.ts'
import { type Judging, openJudging } from './judging.ts'
import { openProfiles } from './profiles.ts'
import { openReports } from './report/source.ts'
import { checkBenchmark, loadBenchmarks } from './rulebook/benchmarks.ts'
import { builtInRules, loadPack } from './rulebook/load.ts'
import { openSqlite } from './store/sqlite.ts'
import type { Store } from './store/store.ts'

/** The page, as `npm run build:web` makes it. */
const builtPage = fileURLToPath(new URL('../dist/web', import.meta.url))

/** How long a login link holds, in milliseconds. */
const linkLifetime = 15 * 60 * 1000

export interface RunningCollector {
  readonly material: Material
  /** Ports that were bound. */
  readonly port: number
  readonly httpPort: number
  /** A link that opens the page once. */
  createLoginLink(): { url: string; expires: number }
  stop(): Promise<void>
}

/** Runs the collector until it is stopped. Throws a RulesError, an IdentityError, a StoreError or a ListenError; then nothing is left open. */
export async function runCollector(config: CollectorConfig, log: Log): Promise<RunningCollector> {
  const pack = loadPack([builtInRules, ...config.ruleDirectories], config.rules, version)
  const { benchmark } = config
  const benchmarks = loadBenchmarks(pack)
  checkBenchmark(benchmarks, benchmark, 'configuration, benchmark')
  const material = await openMaterial(config.state, config.clusterName, [
    splitAddress(config.listen).host,
    ...config.names,
  ])
  const store = await openSqlite(join(config.state, 'merlon.db'))
  await store.putCluster({ id: material.clusterId, name: material.clusterName })

  const listeners = new Set<() => void>()
  const notify = () => {
    for (const listener of listeners) listener()
  }
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  const judging = openJudging({
    store,
    pack,
    log,
    changed: notify,
    committed: (domains, seconds, nodeId) => {
      metrics.committed(domains, seconds)
      if (domains.includes('kubelet')) configz.kubeletChanged(nodeId)
    },
  })
  const configz = openConfigz({
    ...{ store, judging, log },
    clusterId: material.clusterId,
    config: config.kubeletConfigz,
  })
  const presence = openPresence(store, log)
  const retention = openRetention({ store, log, eventDays: config.eventDays, eventsKept: config.eventsKept })
  const vitals = () => presence.vitals(material.clusterId)
  const reports = openReports(store, material.clusterId, pack, Date.now, vitals, { benchmarks, benchmark })
  const events = openEvents(store, material.clusterId, reports)
  const profiles = openProfiles({ store, clusterId: material.clusterId, log, changed: notify })
  const logins = openLogins()
  const metrics = openMetrics(reports, {
    expiries: openExpiries(store, material.clusterId),
    limit: config.certificateMetrics,
  })
  addProfileMetrics(metrics.registry, profiles)
  let httpPort = 0
  const createLoginLink = () => {
    const { token, expires } = logins.createToken(linkLifetime)
    return { url: `http://${splitAddress(config.http).written}:${httpPort}/login?token=${token}`, expires }
  }
  const agents = openAgents({ store, judging, log, notify, presence, sessions: metrics.sessions })
  const stopping = new AbortController()
  const servers: { stop(): Promise<void> }[] = []
  const stop = async () => {
    stopping.abort()
    agents.drain()
    await Promise.all(servers.map((each) => each.stop()))
    await agents.stop()
    await configz.stop()
    await judging.stop()
    await retention.stop()
    await profiles.stop()
    await store.close()
  }
  try {
    const grpc = await startServer(config.listen, material, [
      { name: 'AgentService', kind: 'node', implementation: { Connect: agents.connect } },
      {
        name: 'ReportService',
        kind: 'operator',
        implementation: {
          ...reportService({ reports, pack, subscribe, createLoginLink, log, stopping: stopping.signal }),
          ...eventCalls(events, { subscribe, log, stopping: stopping.signal }),
        },
      },
      { name: 'ProfileService', kind: 'operator', implementation: profileService(profiles, { log }) },
    ])
    servers.push(grpc)
    const http = await startHttp(config.http, {
      ...{ reports, events, profiles, pack, logins, subscribe, log },
      metrics: { registry: metrics.registry, token: material.metricsToken },
      ...(existsSync(join(builtPage, 'index.html')) ? { web: builtPage } : {}),
    })
    servers.push(http)
    httpPort = http.port
    judging
      .again(material.clusterId, 'all')
      .then(notify, (error: Error) => log.error({ reason: error.message }, 'the rules could not be judged at start'))
    const addresses = {
      grpc: `${splitAddress(config.listen).written}:${grpc.port}`,
      http: `${splitAddress(config.http).written}:${http.port}`,
    }
    log.info({ ...addresses, ...about(pack), version }, 'the collector runs')
    return { material, port: grpc.port, httpPort, createLoginLink, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

interface AgentsOptions {
  readonly store: Store
  readonly judging: Judging
  readonly log: Log
  readonly notify: () => void
  readonly presence: Presence
  /** Counts what is open. */
  readonly sessions: CollectorMetrics['sessions']
}

/** The sessions that are open: the newest of a node counts. */
function openAgents({ store, judging, log, notify, presence, sessions: gauge }: AgentsOptions) {
  const sessions = new Map<string, AgentSession>()
  const open = new Set<AgentSession>()
  function connect(stream: ServerDuplexStream<unknown, unknown>): void {
    const caller = callerOf(stream)
    if (caller?.kind !== 'node')
      return void stream.emit('error', { code: status.UNAUTHENTICATED, details: 'CERT_INVALID' })
    const { clusterId, nodeId } = caller
    const key = `${clusterId}/${nodeId}`
    sessions.get(key)?.reconnect('SUPERSEDED', 60_000, 60_000)
    const session = serveAgent(stream as AgentStream, {
      ...{ clusterId, nodeId, version, store, judging, log },
      heard: (beat, vitals) => {
        presence.heard(clusterId, { nodeId, time: Date.now(), ...beat }, vitals)
        notify()
      },
      happened: notify,
    })
    sessions.set(key, session)
    open.add(session)
    gauge.set(sessions.size)
    void session.ended.then(() => {
      open.delete(session)
      if (sessions.get(key) === session) sessions.delete(key)
      gauge.set(sessions.size)
    })
  }
  return {
    connect,
    drain: () => {
      for (const session of sessions.values()) session.reconnect('DRAINING', 0, 2000)
    },
    stop: async () => {
      await Promise.all([...open].map((session) => session.ended))
      await presence.stop()
    },
  }
}

function about(pack: RulePack) {
  return { rules: pack.rules.length, rulePack: pack.version }
}

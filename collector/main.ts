import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ServerDuplexStream, status } from '@grpc/grpc-js'
import { Registry } from 'prom-client'
import { splitAddress } from '../lib/address.ts'
import { statusError } from '../lib/grpcstatus.ts'
import type { Log } from '../lib/log.ts'
import { version } from '../lib/version.ts'
import { attestRate, limitAttest } from './api/attestlimit.ts'
import { openBuckets } from './api/buckets.ts'
import { byCluster } from './api/bycluster.ts'
import { eventCalls } from './api/events.ts'
import { openExpiries } from './api/expiries.ts'
import { startHttp } from './api/http.ts'
import { isLoopback } from './api/httphost.ts'
import { addIngestMetrics } from './api/ingestmetrics.ts'
import { defaultListenerLimits } from './api/listener.ts'
import { openMetrics } from './api/metrics.ts'
import { addProfileMetrics } from './api/profilemetrics.ts'
import { profileService } from './api/profiles.ts'
import { reportService } from './api/reports.ts'
import { peerOfCall, type RunningServer, startServer } from './api/server.ts'
import { addStorageMetrics, countFallbacks } from './api/storagemetrics.ts'
import { openChanges } from './changes.ts'
import { openClusters } from './clusters.ts'
import type { CollectorConfig } from './config.ts'
import { openConfigz } from './configz/configz.ts'
import { openEnding } from './ending.ts'
import { openIdentity, openOwn } from './identity/identity.ts'
import type { LiveMaterial } from './identity/live.ts'
import { openLogins } from './identity/login.ts'
import type { Material } from './identity/material.ts'
import { type Agents, type Closed, openAgents } from './ingest/agents.ts'
import { openBudget } from './ingest/budget.ts'
import { openGuards } from './ingest/guards.ts'
import { openPresence } from './ingest/presence.ts'
import { openResends } from './ingest/resends.ts'
import { openRetention } from './ingest/retention.ts'
import type { RulePack } from './judge/pack.ts'
import { openJudging } from './judging.ts'
import { alone, openLeases } from './leases.ts'
import { openProfileWatch } from './profilewatch.ts'
import { openReports } from './report/source.ts'
import { checkBenchmark, loadBenchmarks } from './rulebook/benchmarks.ts'
import { builtInRules, loadPack } from './rulebook/load.ts'
import { type ActivePack, openActivePack } from './rulepack.ts'
import { storageView } from './storage.ts'
import { isShared, openStore } from './store/open.ts'
import { openReadReplica } from './store/readreplica.ts'

/** The page, as `npm run build:web` makes it. */
const builtPage = fileURLToPath(new URL('../dist/web', import.meta.url))

/** How long a login link holds, in milliseconds. */
const linkLifetime = 15 * 60 * 1000
/** Agents that send everything at the same time. */
const resendsAtOnce = 64

export interface RunningCollector {
  readonly material: Material
  /** What the collector is now, after its files changed too. */
  readonly live: LiveMaterial
  /** Ports that were bound. */
  readonly port: number
  readonly httpPort: number
  /** A link that opens the page once. */
  createLoginLink(): Promise<{ url: string; expires: number }>
  /** Gives the names of the parts that did not end in time. */
  stop(): Promise<readonly string[]>
}

/** Runs the collector until it is stopped. Throws a RulesError, an IdentityError, a StoreError or a ListenError; then nothing is left open. */
export async function runCollector(config: CollectorConfig, log: Log): Promise<RunningCollector> {
  const pack = loadPack([builtInRules, ...config.ruleDirectories], config.rules, version)
  const { benchmark } = config
  const benchmarks = loadBenchmarks(pack)
  checkBenchmark(benchmarks, benchmark, 'configuration, benchmark')
  const opened = openEnding({ log })
  try {
    return await run()
  } catch (error) {
    await opened.close()
    throw error
  }

  async function run(): Promise<RunningCollector> {
    const registry = new Registry()
    const hosts = [splitAddress(config.listen).host, ...config.names]
    const own = await openOwn({ config, hosts, log, registry })
    opened.add('certificate files', () => own.live.stop())
    const material = own.live.current()
    const store = await openStore(config, log)
    opened.add('database', () => store.close())
    const { notify, subscribe } = openListeners()
    const replica = openReadReplica(config, {
      ...{ primary: store, log, changed: notify },
      fellBack: countFallbacks(registry),
    })
    opened.add('replica', () => replica.stop())
    const { reads } = replica
    const storage = () => storageView(config, replica)
    const served = [{ id: material.clusterId, name: material.clusterName }, ...config.clusters].map(({ id, name }) => ({
      id,
      name,
    }))
    const clusterIds = served.map(({ id }) => id)
    const presence = openPresence(store, log)
    opened.add('signs of life', () => presence.stop())

    const clusters = await openClusters({
      ...{ store, reads, log, clusters: served },
      reports: (id) =>
        openReports(reads, id, pack, Date.now, () => presence.vitals(id), { benchmarks, benchmark, storage }),
      profiles: (id) => ({
        holds: () => leases.holds(id, 'profiles'),
        changed: (profileId) => profileChanged(id, profileId),
      }),
    })
    opened.add('profiles', () => clusters.stop())
    const profileChanged = (id: string, profileId?: string) => {
      notify()
      if (profileId !== undefined) guards.changed(id, profileId)
      changes.note(id, 'profiles')
    }
    /** Absent: the database is this collector's alone. */
    let activePack: ActivePack | undefined
    const judges = () => activePack?.other() === undefined
    const leases = isShared(config) ? openLeases({ store, clusterIds, log }) : alone
    const judging = openJudging({
      ...{ store, pack, log, changed: notify },
      holds: (id) => judges() && leases.holds(id, 'judge'),
      committed: (domains, seconds, nodeId) => {
        metrics.committed(domains, seconds)
        if (domains.includes('kubelet')) configz.kubeletChanged(nodeId)
      },
    })
    const configz = openConfigz({
      ...{ store, judging, log, clusterId: material.clusterId, config: config.kubeletConfigz },
      holds: () => leases.holds(material.clusterId, 'configz'),
    })
    const retention = openRetention({
      ...{ store, log, kept: config },
      holds: (id) => leases.holds(id, 'retention'),
    })
    const guards = openGuards({ store, log })
    const profileWatch = openProfileWatch({ store, changed: guards.changed, log })
    const changes = openChanges({
      ...{ store, log },
      changed: (clusterId, topic) => {
        if (topic === 'profiles') profileWatch.look(clusterId)
        else judging.stored(clusterId)
        notify()
      },
      reached: () => gate.look(),
    })
    const metrics = openMetrics(
      clusters.own.reports,
      { expiries: openExpiries(reads, material.clusterId), limit: config.certificateMetrics },
      registry,
    )
    addProfileMetrics(registry, clusters.own.profiles)
    addStorageMetrics(registry, {
      damaged: async () => (await storage())?.damaged.length ?? 0,
      replica: replica.state,
    })
    const identity = await openIdentity({
      ...{ ...own, config, store, log, registry, changed: notify },
      clusterIds: () => clusterIds,
      watchesNodes: (id) => leases.holds(id, 'nodes'),
      profileChanged,
    })
    const [budget, resends] = [openBudget({ bytes: config.inflightMebibytes * 2 ** 20 }), openResends(resendsAtOnce)]
    const agents = openAgents({
      ...{ version, store, judging, log, guards, budget, resends, happened: notify },
      standing: identity.standings.of,
      heard: (clusterId, beat) => {
        presence.heard(clusterId, beat)
        notify()
      },
      counted: (sessions) => metrics.sessions.set(sessions),
    })
    const gate = openGate(agents, {
      down: () => changes.down(),
      other: () => activePack?.other(),
    })
    if (isShared(config))
      activePack = await openActivePack({
        ...{ store, log, version, clusterId: material.clusterId, pack: pack.version },
        changed: (other) => {
          gate.look()
          if (other === undefined) judgeAll()
        },
      })
    const forget = identity.standings.onLost(agents.end)
    // Leases last: until then nobody else does what is this collector's to do.
    opened.add('leases', () => leases.stop())
    opened.add('changes of other collectors', () => changes.stop())
    opened.add('retention', () => retention.stop())
    opened.add('judging', () => judging.stop())
    opened.add('questions to kubelets', () => configz.stop())
    opened.add('guard sets', () => guards.stop())
    opened.add('identities of nodes', () => identity.stop())
    opened.add('active rule pack', () => activePack?.stop())
    opened.add('lost nodes', forget)

    const logins = openLogins(store, material.clusterId)
    let httpPort = 0
    const createLoginLink = async (name = '') => {
      const { token, expires } = await logins.createToken(linkLifetime, name)
      return { url: `${pageAddress(config)}:${httpPort}/login?token=${token}`, expires }
    }
    const stopping = new AbortController()
    opened.add('sessions of agents', () => agents.stopped())
    opened.add('gRPC and HTTP', async () => {
      stopping.abort()
      gate.stop()
      await Promise.all(servers.map((each) => each.stop()))
    })
    const servers: { stop(): Promise<void> }[] = []
    const limits = {
      ...defaultListenerLimits,
      ...{ connections: config.connections, perAddress: config.connectionsPerAddress },
    }
    const watching = { subscribe, log, stopping: stopping.signal }
    // What others change from here on is news: agents that come now are told of it.
    await changes.look()
    const grpc = await startServer(
      config.listen,
      { live: own.live, serves: (clusterId) => clusterIds.includes(clusterId) },
      [
        { name: 'AgentService', kind: 'node', implementation: { Connect: connect } },
        {
          name: 'ReportService',
          kind: 'operator',
          implementation: byCluster(clusters, ({ reports, events }) => ({
            ...reportService({ reports, pack, createLoginLink, clusters: clusters.summaries, ...watching }),
            ...eventCalls(events, watching),
          })),
        },
        {
          name: 'ProfileService',
          kind: 'operator',
          implementation: byCluster(clusters, ({ profiles }) => profileService(profiles, { log })),
        },
        {
          name: 'IdentityService',
          kind: 'operator',
          implementation: byCluster(clusters, ({ id }) => identity.decisions(id)),
        },
        {
          ...{ name: 'EnrollmentService', kind: 'node', open: ['Attest'] },
          implementation: limitAttest(identity.enrollment, openBuckets(attestRate)),
        },
      ],
      { limits, events: addIngestMetrics(registry, { budget, resends }) },
    )
    servers.push(grpc)
    gate.serve(grpc)
    const http = await startHttp(config.http, {
      ...{ ...clusters.own, clusters, pack, logins, subscribe, log, names: config.names },
      unready: () => agents.closed()?.message,
      ...(isLoopback(config.http) ? {} : { tls: () => own.live.current().server }),
      metrics: { registry, token: material.metricsToken },
      ...(existsSync(join(builtPage, 'index.html')) ? { web: builtPage } : {}),
    })
    servers.push(http)
    httpPort = http.port
    await leases.renew()
    // A collector whose rules are not the ones that judge must not write their answers.
    if (judges()) judgeAll()
    const addresses = {
      grpc: `${splitAddress(config.listen).written}:${grpc.port}`,
      http: `${splitAddress(config.http).written}:${http.port}`,
    }
    log.info({ ...addresses, ...about(pack), version }, 'the collector runs')
    return { material, live: own.live, port: grpc.port, httpPort, createLoginLink, stop: opened.close }

    function judgeAll(): void {
      // Over a shared database collectors with other rules may be at work at the same time: nothing is taken for judged.
      const begin = isShared(config) ? (id: string) => judging.again(id, 'all') : judging.begin
      for (const id of clusterIds)
        begin(id).then(notify, (error: Error) => log.error({ reason: error.message }, 'the rules could not be judged'))
    }

    function connect(stream: ServerDuplexStream<unknown, unknown>): void {
      const peer = peerOfCall(stream, own.live)
      if (peer?.speaker.kind !== 'node') {
        const words = 'the certificate does not hold any more'
        stream.emit('error', statusError(status.UNAUTHENTICATED, 'CERT_INVALID', words))
        return
      }
      const { clusterId, nodeId } = peer.speaker
      agents.connect(stream, { ...peer, clusterId, nodeId })
      const address = stream.getPeer().replace(/:\d+$/, '')
      identity.connected({ clusterId, nodeId, serial: peer.serial, address })
    }
  }
}

/** Where people reach the page, without the port. */
function pageAddress({ http, names }: CollectorConfig): string {
  if (isLoopback(http)) return `http://${splitAddress(http).written}`
  return `https://${names[0] ?? splitAddress(http).written}`
}

/** Who wants to hear of changes. */
function openListeners() {
  const listeners = new Set<() => void>()
  return {
    notify: () => {
      for (const listener of listeners) listener()
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** Whether agents are served: not while the database is away, while other rules judge, and when the collector stops. */
function openGate(agents: Agents, why: { down(): string | undefined; other(): string | undefined }) {
  let server: RunningServer | undefined
  let stopping = false
  function closed(): Closed | undefined {
    if (stopping) return { reason: 'DRAINING', message: 'this collector stops' }
    const down = why.down()
    if (down !== undefined) return { reason: 'STORAGE_DOWN', message: 'the database cannot be used at the moment' }
    const other = why.other()
    return other === undefined ? undefined : { reason: 'RULE_PACK', message: other }
  }
  function look(): void {
    const before = agents.closed()
    const now = closed()
    agents.close(now)
    server?.serving(now === undefined)
    if (now && now.reason !== 'STORAGE_DOWN' && now.reason !== before?.reason) agents.drain()
  }
  return {
    look,
    serve: (running: RunningServer) => {
      server = running
      look()
    },
    stop: () => {
      stopping = true
      look()
    },
  }
}

function about(pack: RulePack) {
  return { rules: pack.rules.length, rulePack: pack.version }
}

import { type EventSource, openEvents } from './api/events.ts'
import { openProfiles, type Profiles, type ProfilesOptions } from './profiles.ts'
import type { ClusterSummary } from './report/clusterview.ts'
import { NotFoundError, type ReportSource } from './report/source.ts'
import type { Cluster, ReadStore, Store } from './store/store.ts'

/** One cluster that this collector serves. */
export interface ServedCluster extends Cluster {
  readonly reports: ReportSource
  readonly events: EventSource
  readonly profiles: Profiles
}

/** All clusters that this collector serves: its own first. */
export interface Clusters {
  readonly own: ServedCluster
  readonly all: readonly ServedCluster[]
  /** By name or id; empty: its own. Throws a NotFoundError. */
  find(nameOrId: string): ServedCluster
  summaries(): Promise<ClusterSummary[]>
  stop(): Promise<void>
}

export interface ClustersOptions extends Pick<ProfilesOptions, 'log'> {
  readonly store: Store
  /** What may be late is read from here. */
  readonly reads: ReadStore
  /** Its own first. */
  readonly clusters: readonly Cluster[]
  readonly reports: (clusterId: string) => ReportSource
  readonly profiles: (clusterId: string) => Omit<ProfilesOptions, 'store' | 'clusterId' | 'log'>
}

/** Makes every cluster known to the store, and what is asked of it. */
export async function openClusters(options: ClustersOptions): Promise<Clusters> {
  const { store, reads, log } = options
  const all: ServedCluster[] = []
  for (const cluster of options.clusters) {
    await store.putCluster(cluster)
    const reports = options.reports(cluster.id)
    const events = openEvents(reads, cluster.id, reports)
    const profiles = openProfiles({ store, reads, clusterId: cluster.id, log, ...options.profiles(cluster.id) })
    all.push({ ...cluster, reports, events, profiles })
  }
  const own = all[0]
  if (!own) throw new Error('a collector has a cluster')
  return {
    own,
    all,
    find: (nameOrId) => find(all, own, nameOrId),
    summaries: async () => Promise.all(all.map(summaryOf)),
    stop: async () => {
      for (const { profiles } of all) await profiles.stop()
    },
  }
}

function find(all: readonly ServedCluster[], own: ServedCluster, nameOrId: string): ServedCluster {
  if (nameOrId === '') return own
  const byId = all.find(({ id }) => id === nameOrId)
  const [first, second] = byId ? [byId] : all.filter(({ name }) => name === nameOrId)
  if (second) throw new NotFoundError(`several clusters are named ${nameOrId}; give an id`)
  if (first) return first
  throw new NotFoundError(`no cluster ${nameOrId}; there are ${all.map(({ name }) => name).join(', ')}`)
}

/** A cluster in a few numbers. */
export async function summaryOf({
  id,
  name,
  reports,
}: Pick<ServedCluster, 'id' | 'name' | 'reports'>): Promise<ClusterSummary> {
  const { coverage, severities, score } = await reports.report()
  return { id, name, coverage, severities, ...(score === undefined ? {} : { score }) }
}

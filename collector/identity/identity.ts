// Who is who: what the collector is itself, who its nodes are, and what ends when they are not any more.
import type { UntypedServiceImplementation } from '@grpc/grpc-js'
import { Counter, type Registry } from 'prom-client'
import type { Log } from '../../lib/log.ts'
import { enrollmentService, identityService } from '../api/enrollment.ts'
import type { CollectorConfig, KubernetesConfig } from '../config.ts'
import type { Store } from '../store/store.ts'
import { type Connected, openDuplicates } from './duplicates.ts'
import { openEnrolment, type ServedCluster } from './enrolment.ts'
import { type KubernetesApi, openKubernetes } from './kubernetes.ts'
import { type LiveMaterial, openLive } from './live.ts'
import { type Given, IdentityError, openMaterial, reopenMaterial } from './material.ts'
import { openNodeWatch } from './nodewatch.ts'
import { openOwners, openOwnerWatch } from './owners.ts'
import { openStandings, type Standings } from './standing.ts'

/** What the collector is itself, before its store is open. */
export interface Own {
  readonly live: LiveMaterial
  /** The API server of its cluster. */
  readonly kubernetes?: KubernetesApi
}

export interface OwnOptions {
  readonly config: CollectorConfig
  /** Names and addresses of the server certificate. */
  readonly hosts: readonly string[]
  readonly log: Log
  readonly registry: Registry
}

/** Opens the collector's own identity from its state and the operator's files. Throws an IdentityError. */
export async function openOwn({ config, hosts, log, registry }: OwnOptions): Promise<Own> {
  const kubernetes = config.kubernetes ? await reached(() => openKubernetes(config.kubernetes?.kubeconfig)) : undefined
  const clusterId = config.clusterId || (kubernetes ? await reached(() => kubernetes.clusterId()) : '')
  const files = {
    ...{ tlsCert: config.tlsCert, tlsKey: config.tlsKey, authorityTrust: config.authorityTrust },
    ...{ authorityCert: config.authorityCert, authorityKey: config.authorityKey },
  }
  const given: Given = { ...files, ...(clusterId ? { clusterId } : {}) }
  const arguments_ = [config.state, config.clusterName, hosts, given] as const
  const live = openLive({
    first: await openMaterial(...arguments_),
    read: () => reopenMaterial(...arguments_),
    ...{ log, minVersion: `TLSv${config.tlsMinVersion}` as const },
  })
  const looks = new Counter({
    name: 'merlon_certificate_reloads_total',
    help: 'Changed certificate files by what became of them: swapped, or refused (the last good ones hold).',
    labelNames: ['result'],
    registers: [registry],
  })
  live.onLook((result) => looks.inc({ result }))
  return { live, ...(kubernetes ? { kubernetes } : {}) }
}

async function reached<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw new IdentityError(
      `kubernetes: ${(error as Error).message}; give clusterId to start without it, or look after it`,
    )
  }
}

/** Who the nodes are. */
export interface Identity {
  /** EnrollmentService. */
  readonly enrollment: UntypedServiceImplementation
  /** IdentityService of one cluster. */
  decisions(clusterId: string): UntypedServiceImplementation
  readonly standings: Standings
  /** To be told of each session that is opened. */
  connected(session: Connected): void
  stop(): Promise<void>
}

export interface IdentityOptions extends Own {
  readonly config: Pick<CollectorConfig, 'certificateMinutes' | 'kubernetes' | 'clusters'>
  readonly store: Store
  /** Ids of the clusters that are served. */
  readonly clusterIds: () => readonly string[]
  readonly log: Log
  readonly registry: Registry
  /** Whether this collector is the one that watches a cluster's nodes. */
  readonly watchesNodes: (clusterId: string) => boolean
  /** Called after anything that a report shows changed. */
  readonly changed: () => void
  /** Called with a profile that changed, or is gone, because the owner of a pod became known. */
  readonly profileChanged: (clusterId: string, profileId: string) => void
}

export async function openIdentity(options: IdentityOptions): Promise<Identity> {
  const { live, config, store, clusterIds, log, registry, changed } = options
  const standings = await openStandings({ ...{ store, clusterIds, log }, trusted: live.fingerprints })
  const watched = await watchedClusters(options)
  const clusters = (): ServedCluster[] =>
    clusterIds().map((id) => {
      const found = watched.find((each) => each.id === id)
      return found ? { id, kubernetes: found } : { id }
    })
  const enrolment = openEnrolment({
    ...{ store, live, standings, clusters },
    certificateMinutes: config.certificateMinutes,
  })
  const attestations = new Counter({
    name: 'merlon_attestations_total',
    help: 'Certificates that nodes asked for, by evidence (service-account, join-token, renewal, none) and result: issued, or the reason why not.',
    labelNames: ['method', 'result'],
    registers: [registry],
  })
  const duplicates = new Counter({
    name: 'merlon_duplicate_identities_total',
    help: 'Nodes of which it was seen that two take turns speaking for them.',
    registers: [registry],
  })
  const noteSession = openDuplicates({
    ...{ store, log },
    found: () => {
      duplicates.inc()
      changed()
    },
  })
  const watches = watched.map(({ id, api, config: { excludeNodes } }) =>
    openNodeWatch({
      ...{ api, store, clusterId: id, log, excludeNodes },
      holds: () => options.watchesNodes(id),
      changed: () => {
        // A node that is gone is refused from now on, not in some seconds.
        standings.refresh().catch(() => undefined)
        changed()
      },
    }),
  )
  const ownerWatches = watched
    .filter(({ config }) => config.owners)
    .map(({ id, api }) =>
      openOwnerWatch({
        ...{ owners: openOwners(api), store, clusterId: id, log },
        holds: () => options.watchesNodes(id),
        changed: (profileId) => options.profileChanged(id, profileId),
      }),
    )
  const answered = (method: string, result: string) => attestations.inc({ method, result })
  return {
    enrollment: enrollmentService({ enrolment, live, log, answered }),
    decisions: (clusterId) => identityService({ clusterId, enrolment, store, standings, log }),
    standings,
    connected: (session) => {
      noteSession(session).catch((error: Error) => log.warn({ reason: error.message }, 'a session could not be noted'))
    },
    stop: async () => {
      standings.stop()
      await Promise.all([...watches, ...ownerWatches].map((each) => each.stop()))
    },
  }
}

interface Watched {
  readonly id: string
  readonly api: KubernetesApi
  readonly config: KubernetesConfig
}

/** The clusters that have an API server to ask: the own one, and others. */
async function watchedClusters({ live, kubernetes, config }: IdentityOptions): Promise<Watched[]> {
  const own =
    kubernetes && config.kubernetes
      ? [{ id: live.current().clusterId, api: kubernetes, config: config.kubernetes }]
      : []
  const others = config.clusters.map(async ({ id, kubernetes }) =>
    kubernetes ? [{ id, api: await reached(() => openKubernetes(kubernetes.kubeconfig)), config: kubernetes }] : [],
  )
  return [...own, ...(await Promise.all(others)).flat()]
}

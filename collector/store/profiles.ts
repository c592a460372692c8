import type { Owner, Place, ProfileKey } from '../allowlist/key.ts'
import type { ListenerViolationKind, SeenListener } from '../allowlist/listeners.ts'
import type { Severity } from '../allowlist/match.ts'
import type { Profile, ProfileState } from '../allowlist/profile.ts'
import type { Violation } from '../allowlist/violation.ts'

/** The part of the store that knows what may run where. Events change it in the transaction that stores them. */
export interface ProfileStore {
  /** Sorted by id. */
  profiles(clusterId: string): Promise<ProfileSummary[]>
  profile(clusterId: string, id: string): Promise<Profile | undefined>
  /** The profiles of the places that a node told of, sorted by id. */
  profilesOn(clusterId: string, nodeId: string): Promise<ProfileSummary[]>
  /** Ids of the nodes that told of the place of a profile, sorted. */
  nodesWith(clusterId: string, profileId: string): Promise<string[]>
  /**
   * Changes one profile, or makes it, in one transaction: nothing else writes between what `change` is given and what it
   * gives back. Undefined, or the same again, changes nothing. `change` may be called again and throws to change nothing.
   */
  changeProfile(
    clusterId: string,
    id: string,
    change: (before: Profile | undefined) => Profile | undefined,
  ): Promise<void>
  /** The newest first. Throws a PageTokenError, and a RangeError for a page size. */
  violations(clusterId: string, query: ViolationQuery): Promise<ViolationPage>
  violation(clusterId: string, id: string): Promise<StoredViolation | undefined>
  /** Notes that somebody has seen it. False where there is none with this id. */
  acknowledge(clusterId: string, id: string, acknowledged: Acknowledged): Promise<boolean>
  violationCounts(clusterId: string): Promise<ViolationCounts>
  /** Pods whose owners are to be asked for at this time, the longest waiting first. */
  waitingPods(clusterId: string, now: number, most: number): Promise<WaitingPod[]>
  /** Every owner that is known. */
  podOwners(clusterId: string): Promise<PodOwners>
  /** Asks for the owner of a pod again from a time on. */
  postponePod(clusterId: string, pod: Pick<WaitingPod, 'nodeId' | 'podUid'>, until: number): Promise<void>
  /**
   * Notes the owner of a pod; undefined for one that stands for itself. What was learned of the pod is judged by the
   * owner's profile and becomes part of it. Gives the ids of the profiles that changed or are gone.
   */
  settlePod(clusterId: string, pod: WaitingPod, owner: Owner | undefined, time: number): Promise<string[]>
}

/** The owner of a pod that a node told of by these names; undefined where nobody told. */
export type PodOwners = (nodeId: string, pod: Pick<Place, 'podUid' | 'namespace' | 'pod'>) => Owner | undefined

/** A pod whose owner nobody told yet. */
export interface WaitingPod {
  readonly nodeId: string
  /** Of the node that told of it. */
  readonly nodeName: string
  readonly podUid: string
  readonly namespace: string
  readonly pod: string
}

/** A profile in one line. Times are milliseconds by the collector's clock, 0 for never. */
export interface ProfileSummary {
  readonly id: string
  readonly key: ProfileKey
  readonly state: ProfileState
  readonly version: number
  readonly learningAt: number
  readonly seenAt: number
  readonly lossAt: number
  readonly nodes: number
  readonly entries: number
  /** Entries that are neither approved nor denied nor ignored. */
  readonly open: number
  /** How many of these have a tag that asks for a look, and the worst of all; absent where it was not counted yet. */
  readonly tagged?: number
  readonly worst?: string
  readonly autoApprove: boolean
}

/** Who has seen it, when, and what they say. */
export interface Acknowledged {
  readonly by: string
  readonly at: number
  readonly note: string
}

/**
 * A violation: of a process, or of a listener. Or what a node did not see while its profiles are in force: then it has the
 * kind `loss` and neither.
 */
export interface StoredViolation extends Omit<Violation, 'kind' | 'process'> {
  /** SHA-256 of what makes it the same, hexadecimal. */
  readonly id: string
  readonly kind: Violation['kind'] | ListenerViolationKind | 'loss'
  readonly process?: Violation['process']
  readonly listener?: SeenListener
  readonly acknowledged?: Acknowledged
}

export interface ViolationQuery {
  /** Only of this profile; the empty text: of places without one. */
  readonly profile?: string
  readonly minSeverity?: Severity
  readonly acknowledged?: boolean
  readonly pageToken?: string
  /** 1 to 1000. */
  readonly pageSize: number
}

export interface ViolationPage {
  readonly violations: readonly StoredViolation[]
  /** Absent on the last page. */
  readonly nextPageToken?: string
}

export interface ViolationCounts {
  /** Those that nobody acknowledged. */
  readonly open: Readonly<Record<Severity, number>>
  readonly acknowledged: number
  /** Processes that broke a rule and found no room. */
  readonly suppressed: number
  /** Processes of places for which there was no room for a profile: nothing was learned of them. */
  readonly unlearned: number
}

/** Most profiles of a cluster, and most different violations. What comes then is counted. */
export const profileLimits = { profiles: 10_000, violations: 10_000 } as const

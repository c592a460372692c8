import type { EventMessage, ObservationMessage } from '../../proto/index.ts'
import type { FindingState, Transition, Verdict } from '../judge/finding.ts'
import type { Outcome, Severity } from '../judge/rule.ts'
import type { IdentityStore } from './identity.ts'
import type { ProfileStore } from './profiles.ts'
import type { NodeVitals, ReplicaStore } from './replicas.ts'

export type { NodeIdentity } from './identity.ts'
export type {
  Acknowledged,
  ProfileSummary,
  StoredViolation,
  ViolationCounts,
  ViolationQuery,
  WaitingPod,
} from './profiles.ts'

/**
 * What the collector remembers. One interface, several engines, one contract suite. Times are whole milliseconds since
 * 1970 by the collector's clock unless they say otherwise; every key begins with the cluster. What is asked of a cluster or
 * node that is not known is empty. Ids of clusters and nodes, and domains, are not empty, well-formed and without NUL
 * (else a RangeError); all other text is kept exactly. Any method may throw a StoreError.
 */
export interface Store extends ProfileStore, IdentityStore, ReplicaStore {
  /** Makes a cluster known, or renames it. */
  putCluster(cluster: Cluster): Promise<void>
  clusters(): Promise<Cluster[]>

  /**
   * Makes a node known that should report, before it ever did. Keeps what is known of one that is there, but for the name
   * of one that Kubernetes or a join token names: that is the one given.
   */
  enrolNode(node: { clusterId: string; nodeId: string; name: string; time: number }): Promise<void>
  /**
   * Opens a session of a node: its epoch grows by one, and older sessions can commit no more. A node that Kubernetes or a
   * join token named keeps that name.
   */
  openSession(session: SessionStart): Promise<SessionState>
  /** Notes when nodes were last heard of. Never moves a time back. */
  touch(clusterId: string, beats: readonly Beat[]): Promise<void>
  /** All nodes, or those that a query names, by node id. `domains`: which of each node's are told; absent: all. */
  nodes(clusterId: string, domains?: readonly string[], query?: NodeQuery): Promise<NodeRecord[]>
  /** Some of all nodes, by id. `pageSize` is 1 to 1000. Throws a PageTokenError, and a RangeError for a page size. */
  nodePage(clusterId: string, query: { readonly pageToken?: string; readonly pageSize: number }): Promise<NodePage>
  /** The domains of all nodes, or of those that are named, by node id: without hashes, which cost most to read. */
  domainStates(clusterId: string, nodeIds?: readonly string[]): Promise<ReadonlyMap<string, readonly DomainState[]>>
  /**
   * Forgets a node: its findings close with the transition to nothing, whose message is the reason, and its sessions are
   * over. History stays. Nothing happens when the node is not known.
   */
  removeNode(clusterId: string, nodeId: string, time: number, reason: string): Promise<void>

  /**
   * Stores new observations and what was judged of them, with history and counters, in one transaction. Writes nothing
   * when nothing changed. Throws a StaleSessionError, and stores nothing, when the epoch is not the node's newest or the
   * node is not known (any more).
   */
  commit(commit: Commit): Promise<CommitResult>
  /** The newest observations of a node, with their bytes; `domains`: only of these. */
  observations(clusterId: string, nodeId: string, domains?: readonly string[]): Promise<StoredObservation[]>
  /** Hash of the newest observation of each domain of a node, hexadecimal. */
  hashes(clusterId: string, nodeId: string): Promise<ReadonlyMap<string, string>>
  /** The newest observation of one domain on every node, or on those that are named; by node id. */
  observationsOf(
    clusterId: string,
    domain: string,
    nodeIds?: readonly string[],
  ): Promise<(StoredObservation & { nodeId: string })[]>

  /** Every finding of a node, passing ones too; `clusterScope` for those of rules over the whole cluster. */
  nodeFindings(clusterId: string, nodeId: string): Promise<FindingState[]>
  /**
   * Findings that do not pass, worst first, then by rule, node and subject (its first 1024 bytes). Passing ones only when asked for by outcome:
   * that reads those of every node in question. Throws a PageTokenError, and a RangeError for a page size.
   */
  findings(clusterId: string, query: FindingQuery): Promise<FindingPage>
  /** The findings whose id begins so, at most two: enough to tell one from several. */
  findingsById(clusterId: string, prefix: string): Promise<(FindingState & { nodeId: string })[]>
  /** The steps of one finding, newest first. */
  history(clusterId: string, findingId: string, limit: number): Promise<StoredTransition[]>
  /** The newest steps of all findings, newest first. The first answers of a node are no news: only steps with `from`. */
  changes(clusterId: string, limit: number): Promise<StoredTransition[]>
  /** Maintained counts, of all nodes or of those that are named; nothing is recounted. */
  counts(clusterId: string, nodeIds?: readonly string[]): Promise<Count[]>

  /**
   * Stores the events of a spool that it does not have yet, what follows from them, and how far the spool is committed, in
   * one transaction: sent again, they change nothing. Throws a StaleSessionError as `commit` does, and a SequenceGapError
   * when an event is missing between them and those that are stored; then nothing is stored.
   */
  commitEvents(commit: EventCommit): Promise<EventCommitResult>
  /** Newest first. Throws a PageTokenError, and a RangeError for a page size. */
  events(clusterId: string, query: EventQuery): Promise<EventPage>
  /**
   * Deletes events that were received before a time, and the oldest beyond what may be kept. Returns how many. This and the
   * next two take long over much: the signal ends them early, while they look, with an AbortError.
   */
  pruneEvents(clusterId: string, before: number, most: EventRoom, signal?: AbortSignal): Promise<number>
  /**
   * Deletes steps of findings and of domains of before a time, and the oldest beyond `most` of either: those of domains by
   * whole hours, and of findings without first answers, which do not count. The newest step of a finding that stands is
   * kept. Returns how many.
   */
  pruneHistory(clusterId: string, before: number, most: number, signal?: AbortSignal): Promise<number>
  /**
   * Deletes facts that ceased to be the newest of their domain before a time, and the oldest of them, by whole hours, beyond
   * so many bytes, as they are stored. Returns how many.
   */
  pruneFacts(clusterId: string, before: number, mostBytes: number, signal?: AbortSignal): Promise<number>
  /** Deletes what is kept of nodes that were removed before a time. Returns of how many nodes. */
  pruneNodes(clusterId: string, before: number): Promise<number>

  close(): Promise<void>
}

/** What reports ask of a store: it may be late, so nothing is decided by it. */
export type ReadStore = Pick<
  Store,
  | ('clusters' | 'nodes' | 'nodePage' | 'domainStates' | 'nodeIdentities')
  | ('counts' | 'violationCounts' | 'profile')
  | ('observations' | 'observationsOf' | 'nodeFindings' | 'findings' | 'findingsById' | 'history' | 'changes')
  | ('events' | 'podOwners')
>

/** The place of findings that belong to no node. */
export const clusterScope = ''

export interface Cluster {
  readonly id: string
  /** For people; may change. */
  readonly name: string
}

export interface SessionStart {
  readonly clusterId: string
  readonly nodeId: string
  /** What it calls itself. */
  readonly name: string
  readonly agentVersion: string
  readonly bootId: string
  readonly degraded: readonly string[]
  /** The agent's clock less the collector's, milliseconds. */
  readonly clockOffset: number
  readonly time: number
  /** Absent: the agent has none. */
  readonly spoolId?: string
}

export interface SessionState {
  readonly epoch: number
  /** The newest event of the spool that is committed. */
  readonly committedEventSeq: number
  /** Hash by domain of what the store has, hexadecimal. */
  readonly hashes: ReadonlyMap<string, string>
}

export interface Beat {
  readonly nodeId: string
  readonly time: number
  readonly clockOffset: number
  readonly degraded: readonly string[]
  /** Absent: as they were. */
  readonly vitals?: NodeVitals
}

export interface NodeRecord {
  readonly clusterId: string
  readonly nodeId: string
  readonly name: string
  readonly agentVersion: string
  readonly bootId: string
  readonly degraded: readonly string[]
  readonly clockOffset: number
  readonly epoch: number
  readonly enrolledTime: number
  /** Absent: never heard of. */
  readonly lastSeenTime?: number
  /** Absent: no heartbeat so far. */
  readonly vitals?: NodeVitals
  readonly domains: readonly DomainRecord[]
}

/** Which nodes are asked for: with any of these ids, and any of these names. Lists may be long. */
export interface NodeQuery {
  readonly nodeIds?: readonly string[]
  /** Several nodes may have one name. */
  readonly names?: readonly string[]
}

export interface NodePage {
  readonly nodeIds: readonly string[]
  /** Absent on the last page. */
  readonly nextPageToken?: string
  readonly total: number
}

/** How a domain of a node could be looked at last. */
export interface DomainState {
  readonly domain: string
  readonly status: 'observed' | 'absent' | 'denied' | 'failed'
  readonly reason: string
  readonly gaps: number
  /** By the agent's clock. */
  readonly observedTime: number
}

export interface DomainRecord extends DomainState {
  readonly hash: string
  readonly receivedTime: number
}

export interface NewObservation {
  readonly domain: string
  /** SHA-256 of `bytes`, hexadecimal. */
  readonly hash: string
  /** As the agent encoded them. */
  readonly bytes: Uint8Array
  readonly status: DomainRecord['status']
  readonly reason: string
  readonly gaps: number
  /** By the agent's clock. */
  readonly observedTime: number
  /** What `bytes` say, where somebody decoded them already. */
  readonly message?: ObservationMessage
}

export interface StoredObservation extends DomainRecord {
  readonly bytes: Uint8Array
}

export interface Commit {
  readonly clusterId: string
  /** A node, or `clusterScope`. */
  readonly nodeId: string
  /** The session's; absent when the collector judges again by itself. */
  readonly epoch?: number
  readonly time: number
  readonly observations: readonly NewObservation[]
  /** The answers of all rules in `judgedRules`; their other findings are gone. */
  readonly verdicts: readonly Verdict[]
  readonly judgedRules: ReadonlySet<string>
  readonly rulePack: string
  /**
   * Hash by domain of the facts that the verdicts were judged on, as they were read from the store. When others are stored
   * by now, a StaleFactsError is thrown and nothing is stored: an older answer must not replace a newer one.
   */
  readonly judgedOn?: ReadonlyMap<string, string>
}

export interface CommitResult {
  readonly transitions: readonly Transition[]
}

export interface FindingQuery {
  /** Empty: all but passing. */
  readonly outcomes?: readonly Outcome[]
  readonly minSeverity?: Severity
  readonly nodeIds?: readonly string[]
  readonly rules?: readonly string[]
  /** From the page before. A token that is none throws a PageTokenError. */
  readonly pageToken?: string
  /** 1 to 1000. */
  readonly pageSize: number
}

export interface FindingPage {
  readonly findings: readonly (FindingState & { readonly nodeId: string })[]
  /** Absent on the last page. */
  readonly nextPageToken?: string
  readonly total: number
}

export interface StoredTransition extends Transition {
  readonly nodeId: string
  readonly rulePack: string
  /** Hash of the observation it was judged on (of the rule's first domain), hexadecimal; empty where there was none. */
  readonly factHash: string
}

export interface Count {
  readonly nodeId: string
  readonly severity: Severity
  readonly outcome: Outcome
  readonly count: number
}

export interface NewEvent {
  /** Number in the spool, from 1. */
  readonly seq: number
  /** The first number that it stands for: its own, unless it is a gap. */
  readonly fromSeq: number
  /** Name of the field of the event that is set; `unknown` for a kind of a later version. */
  readonly kind: string
  /** By the agent's clock. */
  readonly time: number
  /** An encoded Event. */
  readonly bytes: Uint8Array
  /** What `bytes` say, where somebody decoded them already. */
  readonly message?: EventMessage
}

export interface EventCommit {
  readonly clusterId: string
  readonly nodeId: string
  /** The session's. */
  readonly epoch: number
  readonly spoolId: string
  readonly time: number
  /** In order. */
  readonly events: readonly NewEvent[]
}

export interface EventCommitResult {
  /** The newest event of the spool that is committed. */
  readonly committedSeq: number
  /** How many were new. */
  readonly stored: number
}

export interface StoredEvent extends Omit<NewEvent, 'fromSeq' | 'message'> {
  readonly nodeId: string
  /** Order among everything that was stored for the cluster. */
  readonly sequence: number
  readonly spoolId: string
  readonly receivedTime: number
}

export interface EventQuery {
  /** Only these; empty: all. */
  readonly nodeIds?: readonly string[]
  readonly kinds?: readonly string[]
  /** Received then or later. */
  readonly since?: number
  /** Only with a higher sequence. */
  readonly after?: number
  readonly pageToken?: string
  /** 1 to 1000. */
  readonly pageSize: number
}

/** How much is kept of the events of a cluster. */
export interface EventRoom {
  readonly events: number
  /** Of all of them, as they were given. Absent: any number. */
  readonly bytes?: number
}

export interface EventPage {
  readonly events: readonly StoredEvent[]
  /** Absent on the last page. */
  readonly nextPageToken?: string
}

/** An event is missing between what is stored and what was sent. */
export class SequenceGapError extends Error {
  override readonly name = 'SequenceGapError'
}

/** What was judged is not what is stored (any more): judge again. */
export class StaleFactsError extends Error {
  override readonly name = 'StaleFactsError'
}

/** A newer session of the node is open, or the node is not known any more. */
export class StaleSessionError extends Error {
  override readonly name = 'StaleSessionError'
  /** A newer session is open. */
  readonly superseded: boolean
  constructor(message: string, superseded = false) {
    super(message)
    this.superseded = superseded
  }
}

/** A page token that this store did not give. */
export class PageTokenError extends Error {
  override readonly name = 'PageTokenError'
}

/** The database cannot be used: damaged, newer than this Merlon, or not writable. The message says what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
}

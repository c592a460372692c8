import type { Outcome, Severity } from '../judge/rule.ts'
import type { NodeIdentity, Origin } from './identity.ts'
import type { DomainRecord } from './store.ts'

/**
 * The tables. Every key begins with the cluster. Text that nodes or people wrote stands as JSON: no engine keeps every
 * string of JavaScript as it is (SQLite replaces lone surrogates, PostgreSQL refuses NUL), and all keep JSON's ASCII escapes.
 * Hashes, finding ids and sort keys are bytes, which every engine compares alike; text is compared by collation.
 */
export interface Tables {
  clusters: ClusterTable
  nodes: NodeTable
  domains: DomainTable
  facts: FactTable
  domain_history: DomainHistoryTable
  findings: FindingTable
  passing: PassingTable
  history: HistoryTable
  node_counts: NodeCountTable
  events: EventTable
  event_progress: EventProgressTable
  profiles: ProfileTable
  profile_nodes: ProfileNodeTable
  violations: ViolationTable
  suppressed: SuppressedTable
  pod_owners: PodOwnerTable
  join_tokens: JoinTokenTable
  bans: BanTable
  node_identities: NodeIdentityTable
  node_holders: NodeHolderTable
  leases: LeaseTable
  changes: ChangeTable
  logins: LoginTable
}

interface ClusterTable {
  cluster_id: string
  /** JSON. */
  name: string
  /** The last that was given to a row of a history of this cluster. */
  sequence: number
}

interface NodeTable {
  cluster_id: string
  node_id: string
  /** JSON, as are the next three. */
  name: string
  agent_version: string
  boot_id: string
  degraded: string
  clock_offset: number
  /** Grows for ever, also over a removal: a session of before it stays stale. */
  epoch: number
  enrolled_time: number
  last_seen_time: number | null
  /** The node is not known any more; the row stays for the epoch and for reports of the past. */
  removed_time: number | null
  /** JSON. */
  removed_reason: string | null
  /** NodeVitals, JSON. */
  vitals: string | null
}

interface ObservationColumns {
  cluster_id: string
  node_id: string
  domain: string
  hash: Uint8Array
  status: DomainRecord['status']
  /** JSON. */
  reason: string
  gaps: number
  observed_time: number
  received_time: number
}

/** The newest observation of each domain. */
type DomainTable = ObservationColumns

/** Every observation that was the newest once. */
interface DomainHistoryTable extends ObservationColumns {
  sequence: number
}

/** Observations by hash; each node has its own, so that none can speak for another. */
interface FactTable {
  cluster_id: string
  node_id: string
  hash: Uint8Array
  /** Deflated. */
  bytes: Uint8Array
  first_time: number
  /** When it was last found to be, or ceased to be, the newest of its domain. It may be older for one that still is. */
  last_time: number
}

/** Findings that do not pass. */
interface FindingTable {
  cluster_id: string
  node_id: string
  finding_id: Uint8Array
  sort_key: Uint8Array
  rule: string
  severity: Severity
  outcome: Outcome
  /** FindingState, JSON. */
  state: string
}

/** Findings that pass, one row a node: they are most of all, and are read together. */
interface PassingTable {
  cluster_id: string
  node_id: string
  /** FindingState[], JSON, deflated. */
  states: Uint8Array
}

/** The steps of findings. Whatever thins it must keep the newest step of each finding: passing ones are found by it. */
interface HistoryTable {
  cluster_id: string
  node_id: string
  sequence: number
  finding_id: Uint8Array
  rule: string
  severity: Severity
  from_outcome: Outcome | null
  to_outcome: Outcome | null
  time: number
  rule_pack: string
  fact_hash: Uint8Array | null
  /** Subject, messages and evidence, JSON. */
  detail: string
}

interface NodeCountTable {
  cluster_id: string
  node_id: string
  severity: Severity
  outcome: Outcome
  count: number
}

/** What happened on nodes, once each: append-only, and thinned by age and number. */
interface EventTable {
  cluster_id: string
  node_id: string
  sequence: number
  spool_id: string
  /** Number in the spool; 0 for what the collector noted itself. */
  seq: number
  /** Name of the field of the event that is set. */
  kind: string
  /** By the agent's clock. */
  time: number
  received_time: number
  /** An encoded Event. */
  bytes: Uint8Array
}

/** How far each spool of a node is committed. Rows stay: a spool that comes back goes on where it was. */
interface EventProgressTable {
  cluster_id: string
  node_id: string
  spool_id: string
  committed_seq: number
  /** Of its last session. */
  epoch: number
  first_time: number
  last_time: number
}

/** What may run in one place. */
interface ProfileTable {
  cluster_id: string
  /** SHA-256 of its id. */
  profile_id: Uint8Array
  /** ProfileSummary, JSON. */
  summary: string
  /** Profile without the nodes of its evidence, JSON, deflated. */
  state: Uint8Array
  /** Those nodes, JSON, deflated. Null where `state` has them yet. */
  nodes: Uint8Array | null
}

/** Which nodes told of a place. */
interface ProfileNodeTable {
  cluster_id: string
  node_id: string
  profile_id: Uint8Array
}

/** What ran and may not, once each. */
interface ViolationTable {
  cluster_id: string
  /** SHA-256 of what makes it the same. */
  violation_id: Uint8Array
  profile_id: Uint8Array
  /** When it was last heard of, 8 bytes, and its id. */
  sort_key: Uint8Array
  severity: Severity
  acknowledged_time: number | null
  /** StoredViolation, JSON, deflated. */
  state: Uint8Array
}

/** What found no room, counted. */
interface SuppressedTable {
  cluster_id: string
  profile_id: Uint8Array
  kind: 'violation' | 'profile'
  count: number
}

/** Whose pods are, as each node told of them. */
interface PodOwnerTable {
  cluster_id: string
  node_id: string
  pod_uid: string
  /** JSON, as is the next. */
  namespace: string
  pod: string
  /** Owner, JSON; null while nobody told. */
  owner: string | null
  noted_time: number
  /** When it is asked for; null when it is not any more. */
  next_time: number | null
}

/** Tokens that make a node known, once each. */
interface JoinTokenTable {
  cluster_id: string
  token_hash: Uint8Array
  token_id: string
  /** JSON, as is who made it. */
  name: string
  created_by: string
  created_time: number
  expire_time: number
  used_time: number | null
  used_node_id: string | null
  /** SHA-256 of the public key that it was used for; null also where an older version noted the use. */
  used_key: Uint8Array | null
  revoked_time: number | null
}

/** Nodes that may not speak. */
interface BanTable {
  cluster_id: string
  node_id: string
  /** JSON, as is who banned it. */
  reason: string
  banned_by: string
  time: number
}

/** How nodes became known, and which are not expected to report. */
interface NodeIdentityTable {
  cluster_id: string
  node_id: string
  origin: Origin
  unobserved: NodeIdentity['unobserved']
  /** JSON. */
  unobserved_reason: string
  duplicate_time: number
}

/** Who opened sessions of a node in the last minutes. */
interface NodeHolderTable {
  cluster_id: string
  node_id: string
  serial: string
  address: string
  last_time: number
  returns: number
}

/** What one collector at a time does. */
interface LeaseTable {
  cluster_id: string
  name: string
  holder: string
  /** Grows while somebody holds it. */
  term: number
}

/** How often what changed that is in no history. */
interface ChangeTable {
  cluster_id: string
  topic: string
  version: number
}

/** Who is logged in, or may log in once. */
interface LoginTable {
  cluster_id: string
  /** SHA-256. */
  hash: Uint8Array
  kind: 'token' | 'session'
  /** JSON. */
  name: string
  expire_time: number
}

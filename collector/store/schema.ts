import type { Outcome, Severity } from '../judge/rule.ts'
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

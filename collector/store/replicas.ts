/** What collectors over one database tell each other. Times are whole milliseconds since 1970 by the collector's clock. */
export interface ReplicaStore {
  /** Who does what alone, by name. */
  leases(clusterId: string): Promise<Lease[]>
  /**
   * Takes a lease, or keeps it: its term grows by one. False, and nothing changes, when its term is not the one that was
   * read (0: there is no such lease), for then somebody else was faster.
   */
  takeLease(clusterId: string, lease: Omit<Lease, 'term'>, term: number): Promise<boolean>
  /** Gives a lease up, if it is (still) this holder's. */
  dropLease(clusterId: string, lease: Omit<Lease, 'term'>): Promise<void>

  /** Says that something changed which is not part of a history, for other collectors to look. */
  noteChange(clusterId: string, topic: string): Promise<void>
  /** How often what changed, of all clusters: cheap, to be asked again and again. */
  versions(): Promise<ChangeVersion[]>

  /** Keeps a login token or session, known by its hash alone; forgets those that ended. */
  putLogin(clusterId: string, login: Login, now: number): Promise<void>
  /** Uses a token up: of two who try at once one gets it. Undefined for one that does not hold (any more). */
  takeLogin(clusterId: string, hash: string, now: number): Promise<Login | undefined>
  /** Undefined for one that does not hold (any more). */
  login(clusterId: string, hash: string, now: number): Promise<Login | undefined>
}

/** Something that one collector at a time does. Without a clock: who holds it lets the term grow, again and again. */
export interface Lease {
  readonly name: string
  readonly holder: string
  readonly term: number
}

/** The topic of everything that has a history: findings, facts, events. */
export const historyTopic = 'history'

export interface ChangeVersion {
  readonly clusterId: string
  readonly topic: string
  readonly version: number
}

export interface Login {
  readonly kind: 'token' | 'session'
  /** SHA-256, hexadecimal. */
  readonly hash: string
  /** Who logs in. */
  readonly name: string
  readonly expireTime: number
}

/** Most logins of a kind that are kept: the oldest go first. */
export const maxLogins = 200

/** How a node is doing, as of its last heartbeat. Bytes, seconds. */
export interface NodeVitals {
  readonly uptimeSeconds: number
  readonly load1: number
  readonly memoryTotalBytes: number
  readonly memoryAvailableBytes: number
  readonly agentMemoryBytes: number
  readonly agentCpuSeconds: number
}

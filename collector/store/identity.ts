/** Who may speak for which node. Times are whole milliseconds since 1970 by the collector's clock. */
export interface IdentityStore {
  /** Keeps a join token, which is known by its hash alone. */
  putJoinToken(clusterId: string, token: NewJoinToken): Promise<void>
  /** Those that hold or held once, newest first, at most 1000. */
  joinTokens(clusterId: string): Promise<JoinToken[]>
  /**
   * Uses a token up: it works once, until its end, unless it was revoked. Of two who try at once one wins. Who asks again
   * with the same key soon after did not hear the answer, and is given it again, with the node of the first time. Returns
   * undefined for one that does not hold (any more).
   */
  redeemJoinToken(clusterId: string, hash: string, use: JoinTokenUse): Promise<JoinToken | undefined>
  /** False where there is no such token, or it was used already. */
  revokeJoinToken(clusterId: string, tokenId: string, time: number): Promise<boolean>

  /** Bans a node, or changes the reason. The node does not have to be known. */
  banNode(clusterId: string, ban: Ban): Promise<void>
  /** False where the node was not banned. */
  unbanNode(clusterId: string, nodeId: string): Promise<boolean>
  /** By node id. */
  bans(clusterId: string): Promise<Ban[]>
  /** Ids of nodes that were removed and did not come back. */
  removedNodes(clusterId: string): Promise<string[]>

  /** Notes how a node came to be known and whether it is expected to report. Only what is given changes. */
  putNodeIdentity(clusterId: string, nodeId: string, given: Partial<Omit<NodeIdentity, 'nodeId'>>): Promise<void>
  /** Of nodes for which anything was noted, or of those that are named; by node id. */
  nodeIdentities(clusterId: string, nodeIds?: readonly string[]): Promise<NodeIdentity[]>
  nodeIdentity(clusterId: string, nodeId: string): Promise<NodeIdentity | undefined>

  /**
   * Notes who opened a session of a node, and returns who else did since a time, with how often each came back after
   * another had taken its place.
   */
  noteHolder(clusterId: string, nodeId: string, holder: Holder): Promise<HolderRecord[]>
  /** Stores an event that the collector noted itself. */
  noteEvent(clusterId: string, event: NotedEvent): Promise<void>
}

export interface NewJoinToken {
  /** For people: names the token without giving it away. */
  readonly tokenId: string
  /** SHA-256, hexadecimal. */
  readonly hash: string
  /** The node's name; empty: the node says it. */
  readonly name: string
  /** Who made it. */
  readonly by: string
  readonly createdTime: number
  readonly expireTime: number
}

export interface JoinToken extends Omit<NewJoinToken, 'hash'> {
  readonly usedTime?: number
  /** The node that it was used for. */
  readonly nodeId?: string
  readonly revokedTime?: number
}

export interface JoinTokenUse {
  readonly nodeId: string
  /** SHA-256 of the public key that a certificate is asked for, hexadecimal. */
  readonly key: string
  readonly time: number
}

/** How long the answer to a used token can be asked for again, in milliseconds: ten minutes. */
export const joinTokenRepeats = 600_000

export interface Ban {
  readonly nodeId: string
  readonly reason: string
  readonly by: string
  readonly time: number
}

/** How a node proved who it is; `certificate`: one that was issued to it elsewhere, or by `merlon node add`. */
export const origins = ['certificate', 'kubernetes', 'join-token'] as const
export type Origin = (typeof origins)[number]

export interface NodeIdentity {
  readonly nodeId: string
  readonly origin: Origin
  /** Why it does not report: no agent can run there, or the operator left it out. Empty: it is expected to report. */
  readonly unobserved: Unobserved | ''
  /** In words. */
  readonly unobservedReason: string
  /** When two that speak for it were last seen at once; 0: never. */
  readonly duplicateTime: number
}

export const unobserved = ['cannot-be-observed', 'excluded'] as const
export type Unobserved = (typeof unobserved)[number]

export interface Holder {
  /** Serial number of its certificate, hexadecimal. */
  readonly serial: string
  /** Where it calls from. */
  readonly address: string
  readonly time: number
  /** Those that were not heard of since then do not count, in milliseconds since 1970. */
  readonly since: number
}

export interface HolderRecord {
  readonly serial: string
  readonly address: string
  readonly lastTime: number
  /** How often it opened a session after another holder had. */
  readonly returns: number
}

export interface NotedEvent {
  readonly nodeId: string
  /** Name of the field of the event that is set. */
  readonly kind: string
  readonly time: number
  /** An encoded Event. */
  readonly bytes: Uint8Array
}

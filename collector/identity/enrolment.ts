import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { JoinToken, Origin } from '../store/identity.ts'
import type { Store } from '../store/store.ts'
import { type AttestConfig, attestByToken } from './attest.ts'
import { issueForKey } from './authority.ts'
import type { KubernetesApi } from './kubernetes.ts'
import type { LiveMaterial } from './live.ts'
import { nodeName as nameOf } from './nodename.ts'
import { Refusal } from './refusal.ts'
import { readRequest } from './request.ts'
import { type NodeCaller, type Standings, standingWords } from './standing.ts'

/** A cluster whose nodes may enrol. */
export interface ServedCluster {
  readonly id: string
  /** Absent: its nodes have join tokens, or certificates of the operator. */
  readonly kubernetes?: { readonly api: KubernetesApi; readonly config: AttestConfig }
}

export interface EnrolmentOptions {
  readonly store: Store
  readonly live: LiveMaterial
  readonly standings: Standings
  readonly clusters: () => readonly ServedCluster[]
  /** Minutes that the certificate of a node holds that proves itself again for the next. */
  readonly certificateMinutes: number
  readonly now?: () => number
}

/** Evidence with a certificate request. */
export interface Attestation {
  /** Empty: the only cluster that is served. */
  readonly clusterId: string
  readonly serviceAccountToken?: string
  readonly joinToken?: string
  readonly certificateRequest: Uint8Array
  readonly nodeName: string
}

/** A node's certificate with what is needed to use it. PEM. */
export interface NodeCertificate {
  readonly chainPem: string
  readonly authoritiesPem: string
  readonly clusterId: string
  readonly nodeId: string
  readonly notBefore: number
  readonly notAfter: number
}

/** How nodes become known and stay so. */
export interface Enrolment {
  /** Throws a Refusal, and what the store throws. */
  attest(given: Attestation): Promise<NodeCertificate>
  renew(caller: NodeCaller, certificateRequest: Uint8Array, serviceAccountToken: string): Promise<NodeCertificate>
  /** Makes a token that works once within `hold` milliseconds. */
  createJoinToken(
    clusterId: string,
    name: string,
    hold: number,
    by: string,
  ): Promise<{ token: string; about: JoinToken }>
}

/** A node that joined by a token has nothing else to show: it has to come back before its certificate ends. */
const joinedLifetime = 30 * 24 * 3_600_000
const tokenPrefix = 'merlon-join-'
const tokenForm = /^merlon-join-[A-Za-z0-9_-]{43}$/

export function openEnrolment(options: EnrolmentOptions): Enrolment {
  const { store, live, standings, clusters, certificateMinutes, now = Date.now } = options
  const attested = certificateMinutes * 60_000

  function clusterOf(id: string): ServedCluster {
    const all = clusters()
    const found = id ? all.find((each) => each.id === id) : all.length === 1 ? all[0] : undefined
    if (found) return found
    throw new Refusal(
      'NODE_IDENTITY_MISMATCH',
      id ? 'the cluster is not served here' : 'several clusters are served: name one',
    )
  }

  async function nodeByToken(cluster: ServedCluster, token: string) {
    if (!cluster.kubernetes)
      throw new Refusal('TOKEN_INVALID', 'this collector knows no Kubernetes API server to ask about the token')
    const { api, config } = cluster.kubernetes
    return attestByToken(api, config, token)
  }

  async function requireNotBanned(clusterId: string, nodeId: string): Promise<void> {
    const banned = (await store.bans(clusterId)).some((each) => each.nodeId === nodeId)
    if (banned) throw new Refusal('NODE_BANNED', standingWords.NODE_BANNED)
  }

  async function certify(
    node: { clusterId: string; nodeId: string },
    key: Awaited<ReturnType<typeof readRequest>>,
    lifetime: number,
  ): Promise<NodeCertificate> {
    const { authority, trusted } = live.current()
    const issued = await issueForKey(authority, { kind: 'node', ...node }, key, lifetime, new Date(now()))
    const times = { notBefore: issued.notBefore.getTime(), notAfter: issued.notAfter.getTime() }
    return { ...node, chainPem: issued.chain, authoritiesPem: trusted, ...times }
  }

  async function enrol(clusterId: string, nodeId: string, name: string, origin: Origin): Promise<void> {
    const known = await store.nodeIdentity(clusterId, nodeId)
    if (known?.origin !== origin) await store.putNodeIdentity(clusterId, nodeId, { origin })
    await store.enrolNode({ clusterId, nodeId, name, time: now() })
    // One that was removed before is let in at once.
    const [issuer = ''] = live.fingerprints()
    const standing = standings.of({ clusterId, nodeId, issuer, notAfter: Number.POSITIVE_INFINITY })
    if (standing === 'NODE_EVICTED') await standings.refresh()
  }

  /** The same answer again for who did not hear it, unless the node was banned or removed since. */
  async function redeemed(clusterId: string, token: string, key: string) {
    const nodeId = randomUUID()
    const used = tokenForm.test(token)
      ? await store.redeemJoinToken(clusterId, hashOf(token), { nodeId, key, time: now() })
      : undefined
    if (!used?.nodeId) throw new Refusal('TOKEN_INVALID', 'the join token is wrong, used, revoked or too old')
    if (used.nodeId !== nodeId) {
      await requireNotBanned(clusterId, used.nodeId)
      if ((await store.removedNodes(clusterId)).includes(used.nodeId))
        throw new Refusal('TOKEN_INVALID', 'the join token is used, and its node was removed')
    }
    return { ...used, nodeId: used.nodeId }
  }

  return {
    attest: async ({ clusterId, serviceAccountToken, joinToken, certificateRequest, nodeName }) => {
      if ((serviceAccountToken === undefined) === (joinToken === undefined))
        throw new Refusal('MALFORMED_REQUEST', 'exactly one evidence is needed')
      // Before a token is used up: a request that cannot be served leaves it as it is.
      const key = await readRequest(certificateRequest)
      const cluster = clusterOf(clusterId)
      if (joinToken === undefined) {
        const node = await nodeByToken(cluster, serviceAccountToken ?? '')
        // Whoever steals a token can say so, too; one that went astray is noticed.
        if (nodeName && nodeName !== node.name)
          throw new Refusal('NODE_IDENTITY_MISMATCH', `the token is of the node ${node.name}, and the agent on another`)
        await requireNotBanned(cluster.id, node.uid)
        await enrol(cluster.id, node.uid, node.name, 'kubernetes')
        return certify({ clusterId: cluster.id, nodeId: node.uid }, key, attested)
      }
      const used = await redeemed(cluster.id, joinToken, hashOf(new Uint8Array(key.rawData)))
      const { nodeId } = used
      await enrol(cluster.id, nodeId, used.name || nameOf(nodeName) || nodeId, 'join-token')
      return certify({ clusterId: cluster.id, nodeId }, key, joinedLifetime)
    },
    renew: async (caller, certificateRequest, serviceAccountToken) => {
      const { clusterId, nodeId } = caller
      const standing = standings.of(caller)
      if (standing !== 'good') throw new Refusal(standing, standingWords[standing])
      await requireNotBanned(clusterId, nodeId)
      const key = await readRequest(certificateRequest)
      const origin = (await store.nodeIdentity(clusterId, nodeId))?.origin ?? 'certificate'
      if (origin === 'certificate')
        throw new Refusal(
          'NODE_IDENTITY_MISMATCH',
          'the certificate of this node was given to it: it is renewed where it came from',
        )
      if (origin === 'join-token') return certify({ clusterId, nodeId }, key, joinedLifetime)
      const node = await nodeByToken(clusterOf(clusterId), serviceAccountToken)
      if (node.uid !== nodeId) throw new Refusal('NODE_IDENTITY_MISMATCH', 'the token is of another node')
      return certify({ clusterId, nodeId }, key, attested)
    },
    createJoinToken: async (clusterId, name, hold, by) => {
      const token = `${tokenPrefix}${randomBytes(32).toString('base64url')}`
      const createdTime = now()
      const about = {
        tokenId: randomBytes(6).toString('hex'),
        name: nameOf(name),
        by,
        createdTime,
        expireTime: createdTime + hold,
      }
      await store.putJoinToken(clusterId, { ...about, hash: hashOf(token) })
      return { token, about }
    },
  }
}

/** A token of 256 random bits needs no salt. */
function hashOf(token: string | Uint8Array): string {
  return createHash('sha256').update(token).digest('hex')
}

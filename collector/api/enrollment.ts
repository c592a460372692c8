// How nodes enrol, and who decides about it, over gRPC.
import { type handleUnaryCall, status, type UntypedServiceImplementation } from '@grpc/grpc-js'
import { statusError } from '../../lib/grpcstatus.ts'
import { printable } from '../../lib/printable.ts'
import { messageFrom } from '../../proto/message.ts'
import { toTimestamp } from '../../proto/timestamp.ts'
import type { Attestation, Enrolment, NodeCertificate } from '../identity/enrolment.ts'
import type { LiveMaterial } from '../identity/live.ts'
import { codeOf, Refusal } from '../identity/refusal.ts'
import type { Standings } from '../identity/standing.ts'
import { NotFoundError } from '../report/source.ts'
import type { JoinToken } from '../store/identity.ts'
import type { Store } from '../store/store.ts'
import { answering, QuestionError } from './reports.ts'
import { callerOf, peerOfCall } from './server.ts'

type Call = Parameters<typeof callerOf>[0]

interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

export interface EnrollmentServiceOptions {
  readonly enrolment: Enrolment
  readonly live: LiveMaterial
  readonly log: Log
  /** Told of each answer: the method, and `issued` or the reason. */
  readonly answered: (method: EnrolmentMethod, result: string) => void
}

export const enrolmentMethods = ['service-account', 'join-token', 'renewal', 'none'] as const
export type EnrolmentMethod = (typeof enrolmentMethods)[number]

/** When a node that met a difficulty of ours comes back, in milliseconds. */
const retryAfter = 5000

/** EnrollmentService: `Attest` is for everyone, `RenewCertificate` for nodes. */
export function enrollmentService(options: EnrollmentServiceOptions): UntypedServiceImplementation {
  const { enrolment, live } = options
  const unary = (
    method: (request: object) => EnrolmentMethod,
    issue: (request: object, call: Call) => Promise<NodeCertificate>,
  ): handleUnaryCall<object, object> => {
    return (call, done) => {
      issue(call.request, call as unknown as Call).then(
        (certificate) => {
          options.answered(method(call.request), 'issued')
          const { clusterId: cluster, nodeId: node } = certificate
          options.log.info({ cluster, node, method: method(call.request) }, 'a certificate was issued')
          done(null, { certificate: certificateMessage(certificate) })
        },
        (error: Error) => {
          const refusal = refusalOf(error)
          options.answered(method(call.request), refusal.reason)
          options.log.warn(
            {
              method: method(call.request),
              reason: refusal.reason,
              why: printable(error.message),
              peer: call.getPeer(),
            },
            'no certificate was issued',
          )
          const again = refusal.reason === 'STORAGE_DOWN' ? { retryAfterMilliseconds: retryAfter } : {}
          done(statusError(codeOf(refusal.reason), refusal.reason, printable(refusal.message), again))
        },
      )
    }
  }
  return {
    Attest: unary(methodOf, (request) => enrolment.attest(attestationOf(request))),
    RenewCertificate: unary(
      () => 'renewal',
      async (request, call) => {
        const peer = peerOfCall(call, live)
        if (peer?.speaker.kind !== 'node') throw new Refusal('CERT_INVALID', 'there is no certificate of a node')
        const { certificateRequest, serviceAccountToken } = request as Asked
        return enrolment.renew(
          { ...peer, ...peer.speaker },
          certificateRequest ?? new Uint8Array(),
          serviceAccountToken ?? '',
        )
      },
    ),
  }
}

interface Asked {
  readonly clusterId?: string
  readonly serviceAccountToken?: string | null
  readonly joinToken?: string | null
  readonly certificateRequest?: Uint8Array
  readonly nodeName?: string
}

function methodOf(request: object): EnrolmentMethod {
  const { serviceAccountToken, joinToken } = request as Asked
  if (serviceAccountToken) return 'service-account'
  return joinToken ? 'join-token' : 'none'
}

function attestationOf(request: object): Attestation {
  const { clusterId, serviceAccountToken, joinToken, certificateRequest, nodeName } = request as Asked
  return {
    clusterId: clusterId ?? '',
    certificateRequest: certificateRequest ?? new Uint8Array(),
    nodeName: nodeName ?? '',
    ...(typeof serviceAccountToken === 'string' ? { serviceAccountToken } : {}),
    ...(typeof joinToken === 'string' ? { joinToken } : {}),
  }
}

/** What went wrong here is logged, not told. */
function refusalOf(error: Error): Refusal {
  return error instanceof Refusal ? error : new Refusal('STORAGE_DOWN', 'the collector cannot answer now')
}

function certificateMessage({ notBefore, notAfter, ...certificate }: NodeCertificate): object {
  return { ...certificate, notBefore: toTimestamp(notBefore), notAfter: toTimestamp(notAfter) }
}

export interface IdentityServiceOptions {
  readonly clusterId: string
  readonly enrolment: Enrolment
  readonly store: Store
  readonly standings: Standings
  readonly log: Log
  readonly now?: () => number
}

/** Seconds that a join token holds: what is given, within bounds. */
const hold = { least: 60, most: 30 * 86_400, usual: 86_400 }
const maxReason = 500

/** IdentityService: who may become a node of a cluster, and who may stay one. */
export function identityService(options: IdentityServiceOptions): UntypedServiceImplementation {
  const { clusterId, enrolment, store, standings, log, now = Date.now } = options
  const unary = (answer: (request: Record<string, unknown>, operator: string) => Promise<object>) => {
    return ((call, done) => {
      const caller = callerOf(call as unknown as Call)
      if (caller?.kind !== 'operator') return done(statusError(status.UNAUTHENTICATED, 'CERT_INVALID', 'no operator'))
      return answering((request) => answer(request as Record<string, unknown>, caller.name), log)(call, done)
    }) satisfies handleUnaryCall<object, object>
  }

  /** An id goes before a name: a node may call itself by another's id. */
  async function nodeIdOf(nameOrId: string): Promise<{ nodeId: string; name: string }> {
    const [byId] = await store.nodes(clusterId, [], { nodeIds: [nameOrId] })
    if (byId) return byId
    const [node, ...others] = await store.nodes(clusterId, [], { names: [nameOrId] })
    if (!node) throw new NotFoundError(`no node ${nameOrId}`)
    if (others.length === 0) return node
    const ids = [node, ...others].map((each) => each.nodeId).join(', ')
    throw new NotFoundError(`several nodes are named ${nameOrId}: ${ids}; give an id`)
  }

  return {
    CreateJoinToken: unary(async (request, by) => {
      const seconds = Number(request['holdSeconds'] ?? 0) || hold.usual
      if (seconds < hold.least || seconds > hold.most)
        throw new QuestionError(`a join token holds ${hold.least} seconds to ${hold.most / 86_400} days`)
      const name = String(request['nodeName'] ?? '')
      const { token, about } = await enrolment.createJoinToken(clusterId, name, seconds * 1000, by)
      log.info({ token: about.tokenId, by }, 'a join token was made')
      return { token, joinToken: tokenMessage(about) }
    }),
    ListJoinTokens: unary(async () => ({
      joinTokens: (await store.joinTokens(clusterId)).map(tokenMessage),
    })),
    RevokeJoinToken: unary(async (request, by) => {
      const id = String(request['id'] ?? '')
      if (!(await store.revokeJoinToken(clusterId, id, now())))
        throw new NotFoundError(`no join token ${id} that could still be used`)
      log.info({ token: id, by }, 'a join token was revoked')
      return {}
    }),
    BanNode: unary(async (request, by) => {
      const { nodeId, name } = await nodeIdOf(String(request['node'] ?? ''))
      const reason = printable(String(request['reason'] ?? '')).slice(0, maxReason)
      const ban = { nodeId, reason, by, time: now() }
      await store.banNode(clusterId, ban)
      await standings.refresh()
      log.warn({ node: nodeId, name, by, reason }, 'a node was banned')
      return { ban: banMessage(ban, name) }
    }),
    UnbanNode: unary(async (request, by) => {
      const asked = String(request['node'] ?? '')
      const isBanned = (await store.bans(clusterId)).some((each) => each.nodeId === asked)
      // A node that was removed since is known by its id alone.
      const nodeId = isBanned ? asked : (await nodeIdOf(asked)).nodeId
      if (!(await store.unbanNode(clusterId, nodeId))) throw new NotFoundError(`the node ${asked} is not banned`)
      await standings.refresh()
      log.warn({ node: nodeId, by }, 'a node is not banned any more')
      return {}
    }),
    ListBans: unary(async () => {
      const bans = await store.bans(clusterId)
      const nodes = await store.nodes(clusterId, [], { nodeIds: bans.map(({ nodeId }) => nodeId) })
      const names = new Map(nodes.map(({ nodeId, name }) => [nodeId, name]))
      return { bans: bans.map((each) => banMessage(each, names.get(each.nodeId) ?? '')) }
    }),
  }
}

const timeText = (time: number) => new Date(time).toISOString()

function tokenMessage({
  tokenId,
  name,
  by,
  createdTime,
  expireTime,
  usedTime,
  nodeId,
  revokedTime,
}: JoinToken): object {
  return messageFrom('JoinToken', {
    ...{ id: tokenId, nodeName: name, createdBy: by, nodeId: nodeId ?? '' },
    ...{ createdTime: timeText(createdTime), expireTime: timeText(expireTime) },
    ...(usedTime === undefined ? {} : { usedTime: timeText(usedTime) }),
    ...(revokedTime === undefined ? {} : { revokedTime: timeText(revokedTime) }),
  })
}

function banMessage(ban: { nodeId: string; reason: string; by: string; time: number }, name: string): object {
  const { nodeId, reason, by, time } = ban
  return messageFrom('Ban', { nodeId, nodeName: name, reason, bannedBy: by, time: timeText(time) })
}

import { type KubernetesApi, KubernetesError, type NodeRef, type TokenReview } from './kubernetes.ts'
import { Refusal } from './refusal.ts'

/** How agents of a cluster prove on which node they run. */
export interface AttestConfig {
  /** Who an agent may run as: `namespace/name`. */
  readonly serviceAccounts: readonly string[]
  readonly audience: string
}

/** Longest token that is looked at, in characters. */
const maxToken = 16 * 1024

const extraKey = (name: string) => `authentication.kubernetes.io/${name}`

/**
 * The node on which the pod of a projected service-account token runs, as the cluster says: by the token's own words, on
 * older servers (before 1.30) by its pod. Throws a Refusal.
 */
export async function attestByToken(api: KubernetesApi, config: AttestConfig, token: string): Promise<NodeRef> {
  if (!/^[\x21-\x7e]+$/.test(token) || token.length > maxToken)
    throw new Refusal('TOKEN_INVALID', 'there is no service-account token')
  try {
    const review = await api.reviewToken(token, config.audience)
    requireGenuine(review, config.audience)
    const namespace = requireAllowed(review.username, config.serviceAccounts)
    return await nodeOf(api, review.extra, namespace)
  } catch (error) {
    if (error instanceof KubernetesError) throw new Refusal('STORAGE_DOWN', error.message)
    throw error
  }
}

/** An empty list of audiences would mean that of the API server itself: not ours. */
function requireGenuine({ authenticated, audiences, error }: TokenReview, audience: string): void {
  if (!authenticated) {
    if (/audience/i.test(error)) throw new Refusal('TOKEN_AUDIENCE_MISMATCH', `the token is not for ${audience}`)
    throw new Refusal('TOKEN_INVALID', 'the API server does not accept the token')
  }
  if (!audiences.includes(audience)) throw new Refusal('TOKEN_AUDIENCE_MISMATCH', `the token is not for ${audience}`)
}

/** The namespace of the service account. */
function requireAllowed(username: string, allowed: readonly string[]): string {
  const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(username) ?? []
  if (namespace && allowed.includes(`${namespace}/${name}`)) return namespace
  throw new Refusal('SERVICE_ACCOUNT_NOT_ALLOWED', `${username || 'nobody'} is none that agents run as`)
}

async function nodeOf(api: KubernetesApi, extra: TokenReview['extra'], namespace: string): Promise<NodeRef> {
  const said = (name: string) => {
    const values = extra[extraKey(name)] ?? []
    return values.length === 1 ? (values[0] as string) : ''
  }
  const name = said('node-name') || (await nodeNameOfPod(api, namespace, said('pod-name'), said('pod-uid')))
  const node = await api.node(name)
  if (!node?.uid) throw new Refusal('NODE_IDENTITY_MISMATCH', `the node ${name} does not exist`)
  const uid = said('node-uid')
  if (uid && uid !== node.uid)
    throw new Refusal('NODE_IDENTITY_MISMATCH', `the token is of another node that was named ${name}`)
  return node
}

async function nodeNameOfPod(api: KubernetesApi, namespace: string, name: string, uid: string): Promise<string> {
  if (!name || !uid) throw new Refusal('NODE_IDENTITY_MISMATCH', 'the token is bound to no pod')
  const pod = await api.pod(namespace, name)
  if (!pod || pod.uid !== uid)
    throw new Refusal('NODE_IDENTITY_MISMATCH', `the pod ${name} of the token does not exist`)
  if (!pod.nodeName) throw new Refusal('NODE_IDENTITY_MISMATCH', `the pod ${name} runs on no node`)
  return pod.nodeName
}

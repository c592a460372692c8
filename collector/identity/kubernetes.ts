// The only file that speaks with a Kubernetes API server, and all that the collector asks of it: create tokenreviews; get
// pods, and ReplicaSets and Jobs for the owners of pods; get, list and watch nodes; get the namespace kube-system. The library is loaded where a cluster is configured.
import type { V1Node, V1ObjectMeta } from '@kubernetes/client-node'

/** What an API server says of a token. */
export interface TokenReview {
  readonly authenticated: boolean
  /** Audiences that the token is for, of those that were asked about. */
  readonly audiences: readonly string[]
  /** Why not. It may quote audiences, never the token. */
  readonly error: string
  readonly username: string
  readonly extra: Readonly<Record<string, readonly string[]>>
}

export interface WorkloadRef {
  readonly uid: string
  /** What made it; absent for what stands for itself. */
  readonly controller?: Controller
}

export interface PodRef extends WorkloadRef {
  readonly nodeName: string
}

/** What made an object and sees after it, as its owner references say. */
export interface Controller {
  readonly kind: string
  readonly name: string
  readonly uid: string
}

export interface NodeRef {
  readonly uid: string
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  /** Keys of its taints. */
  readonly taints: readonly string[]
}

export type NodeChange = 'put' | 'gone'

/** All that the collector asks a cluster. Every method may throw a KubernetesError. */
export interface KubernetesApi {
  reviewToken(token: string, audience: string): Promise<TokenReview>
  /** Undefined where there is none. */
  pod(namespace: string, name: string): Promise<PodRef | undefined>
  /** Undefined where there is none. */
  workload(kind: 'ReplicaSet' | 'Job', namespace: string, name: string): Promise<WorkloadRef | undefined>
  node(name: string): Promise<NodeRef | undefined>
  /** UID of the namespace kube-system. */
  clusterId(): Promise<string>
  listNodes(): Promise<{ nodes: NodeRef[]; version: string }>
  /** Tells what changed after a version, until the watch ends or the signal is given; returns the newest version. */
  watchNodes(
    version: string,
    changed: (change: NodeChange, node: NodeRef) => void,
    signal: AbortSignal,
  ): Promise<string>
}

/** The API server cannot be asked, or does not let the collector ask. */
export class KubernetesError extends Error {
  override readonly name = 'KubernetesError'
  /** HTTP status; 0 where there was no answer. */
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** Milliseconds that a question may take. */
const callLimit = 5000
const pageSize = 500

type Client = typeof import('@kubernetes/client-node')

/** Opens a cluster: that of a kubeconfig file, or the one in which this process runs. Throws a KubernetesError. */
export async function openKubernetes(kubeconfig?: string): Promise<KubernetesApi> {
  const client = await import('@kubernetes/client-node')
  const config = new client.KubeConfig()
  try {
    if (kubeconfig) config.loadFromFile(kubeconfig)
    else config.loadFromCluster()
  } catch (error) {
    throw new KubernetesError(0, `${kubeconfig ?? 'the service account of this pod'}: ${(error as Error).message}`)
  }
  const cluster = config.getCurrentCluster()
  if (!cluster || (!kubeconfig && !process.env['KUBERNETES_SERVICE_HOST']))
    throw new KubernetesError(
      0,
      `${kubeconfig ?? 'this process runs in no pod, and no kubeconfig is given'}: no cluster`,
    )
  const configuration = client.createConfiguration({
    baseServer: new client.ServerConfiguration(cluster.server, {}),
    authMethods: { default: config },
    promiseMiddleware: [
      {
        pre: async (context) => {
          context.setSignal(AbortSignal.timeout(callLimit))
          return context
        },
        post: async (context) => context,
      },
    ],
  })
  return apiOf(client, configuration, config)
}

function apiOf(
  client: Client,
  configuration: ReturnType<Client['createConfiguration']>,
  config: InstanceType<Client['KubeConfig']>,
): KubernetesApi {
  const authentication = new client.AuthenticationV1Api(configuration)
  const core = new client.CoreV1Api(configuration)
  const apps = new client.AppsV1Api(configuration)
  const batch = new client.BatchV1Api(configuration)

  async function reviewToken(token: string, audience: string): Promise<TokenReview> {
    const body = {
      ...{ apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview' },
      spec: { token, audiences: [audience] },
    }
    const { status = {} } = await asked(() => authentication.createTokenReview({ body }), 'review a token')
    return {
      authenticated: status.authenticated === true,
      audiences: status.audiences ?? [],
      error: status.error ?? '',
      username: status.user?.username ?? '',
      extra: status.user?.extra ?? {},
    }
  }

  async function listNodes() {
    const nodes: NodeRef[] = []
    let token: string | undefined
    let version = ''
    do {
      const page = await asked(
        () => core.listNode({ limit: pageSize, ...(token ? { _continue: token } : {}) }),
        'list nodes',
      )
      nodes.push(...page.items.map(nodeRef))
      token = page.metadata?._continue
      version = page.metadata?.resourceVersion ?? ''
    } while (token)
    return { nodes, version }
  }

  async function watchNodes(
    version: string,
    changed: (change: NodeChange, node: NodeRef) => void,
    signal: AbortSignal,
  ): Promise<string> {
    let newest = version
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const each = (type: string, object: V1Node & { code?: number }) => {
      // The version is too old, or what it watched is gone: the list has to be read again.
      if (type === 'ERROR') return reject(new KubernetesError(object.code ?? 0, 'the watch of nodes is over'))
      newest = object.metadata?.resourceVersion ?? newest
      if (type === 'ADDED' || type === 'MODIFIED') changed('put', nodeRef(object))
      if (type === 'DELETED') changed('gone', nodeRef(object))
    }
    const query = { resourceVersion: version, allowWatchBookmarks: true, timeoutSeconds: 600 }
    const controller = await new client.Watch(config).watch('/api/v1/nodes', query, each, (error: unknown) => {
      // The library ends a watch of which nothing was heard for half a minute: nothing changed.
      const quiet = !error || signal.aborted || (error as Error).name === 'TimeoutError'
      if (quiet) resolve()
      else reject(errorOf(error, 'watch nodes'))
    })
    const abort = () => controller.abort()
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
    await promise.finally(() => {
      signal.removeEventListener('abort', abort)
      controller.abort()
    })
    return newest
  }

  return {
    reviewToken,
    pod: async (namespace, name) => {
      const found = await orNone(() => core.readNamespacedPod({ namespace, name }), 'get a pod')
      return found && { ...workloadRef(found), nodeName: found.spec?.nodeName ?? '' }
    },
    workload: async (kind, namespace, name) => {
      const asking =
        kind === 'ReplicaSet'
          ? () => apps.readNamespacedReplicaSet({ namespace, name })
          : () => batch.readNamespacedJob({ namespace, name })
      const found = await orNone<{ metadata?: V1ObjectMeta }>(asking, `get a ${kind}`)
      return found && workloadRef(found)
    },
    node: async (name) => {
      const found = await orNone(() => core.readNode({ name }), 'get a node')
      return found && nodeRef(found)
    },
    clusterId: async () => {
      const { metadata } = await asked(
        () => core.readNamespace({ name: 'kube-system' }),
        'get the namespace kube-system',
      )
      if (!metadata?.uid) throw new KubernetesError(0, 'the namespace kube-system has no UID')
      return metadata.uid
    },
    ...{ listNodes, watchNodes },
  }
}

function workloadRef({ metadata }: { metadata?: V1ObjectMeta }): WorkloadRef {
  const found = metadata?.ownerReferences?.find(({ controller }) => controller === true)
  const controller = found && { kind: found.kind, name: found.name, uid: found.uid }
  return { uid: metadata?.uid ?? '', ...(controller ? { controller } : {}) }
}

function nodeRef({ metadata, spec }: V1Node): NodeRef {
  return {
    uid: metadata?.uid ?? '',
    name: metadata?.name ?? '',
    labels: metadata?.labels ?? {},
    taints: (spec?.taints ?? []).map((each) => each.key),
  }
}

async function asked<T>(ask: () => Promise<T>, what: string): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw errorOf(error, what)
  }
}

async function orNone<T>(ask: () => Promise<T>, what: string): Promise<T | undefined> {
  try {
    return await asked(ask, what)
  } catch (error) {
    if ((error as KubernetesError).status === 404) return undefined
    throw error
  }
}

/** The library's errors hold whole answers, and a TokenReview repeats the token: only what is safe is kept. */
function errorOf(error: unknown, what: string): KubernetesError {
  const { code, statusCode, cause } = error as { code?: unknown; statusCode?: unknown; cause?: { code?: unknown } }
  const status = [code, statusCode].find((each) => typeof each === 'number') ?? 0
  if (status) return new KubernetesError(status as number, `the API server answers ${status} when asked to ${what}`)
  const why = typeof cause?.code === 'string' ? cause.code : (error as Error).name
  return new KubernetesError(0, `the API server cannot be asked to ${what} (${why})`)
}

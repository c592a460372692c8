import { writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createAuthority, issueServer } from '../../collector/identity/authority.ts'
import { temporary } from './collector.ts'

/** A token that the fake knows, as the real server knows what it signed. */
export interface FakeToken {
  /** `system:serviceaccount:namespace:name`. */
  readonly username: string
  readonly audiences: readonly string[]
  readonly extra: Readonly<Record<string, readonly string[]>>
}

export interface FakeNode {
  readonly uid: string
  readonly name: string
  readonly labels?: Readonly<Record<string, string>>
  readonly taints?: readonly string[]
}

export interface FakePod {
  readonly uid: string
  readonly namespace: string
  readonly name: string
  readonly nodeName: string
  readonly owner?: FakeOwner
}

/** An owner reference. */
export interface FakeOwner {
  readonly kind: string
  readonly name: string
  /** That of what the fake has by this name where it is left out. */
  readonly uid?: string
  /** True where it is left out: the controller. */
  readonly controller?: boolean
}

/** A ReplicaSet or Job. */
export interface FakeController {
  readonly namespace: string
  readonly kind: 'ReplicaSet' | 'Job'
  readonly name: string
  readonly owner?: FakeOwner
}

/** What an API server of a cluster answers to the collector, and to nobody and nothing else. */
export interface FakeKubernetes {
  readonly kubeconfig: string
  readonly clusterId: string
  readonly tokens: Map<string, FakeToken>
  readonly pods: FakePod[]
  readonly controllers: FakeController[]
  /** Groups of its API, `apps` or `batch`, that the collector is not let into. */
  readonly forbidden: Set<string>
  /** `METHOD /path` of each request that was answered. */
  readonly requests: string[]
  /** What was asked that a collector must not ask; a test expects none. */
  readonly violations: string[]
  put(node: FakeNode): void
  remove(name: string): void
  /** Ends all watches with 410: what they watched from is too old. */
  expireWatches(): void
  watches(): number
  /** Answers everything with this HTTP status from now on; 0: as it should be. */
  fail(status: number): void
  close(): Promise<void>
}

const bearer = 'collector-token'
const nodePath = /^\/api\/v1\/nodes\/([^/]+)$/
const controllerPath = /^\/apis\/(apps|batch)\/v1\/namespaces\/([^/]+)\/(replicasets|jobs)\/([^/]+)$/
const podPath = /^\/api\/v1\/namespaces\/([^/]+)\/pods\/([^/]+)$/

/** A real HTTPS server on loopback, closed when the test ends, with a kubeconfig for it. */
export async function fakeKubernetes(clusterId = 'a1b2c3d4-0000-4000-8000-000000000001'): Promise<FakeKubernetes> {
  const authority = await createAuthority('kubernetes')
  const server = await issueServer(authority, ['127.0.0.1'], 1)
  const [tokens, pods, requests, violations] = [
    new Map<string, FakeToken>(),
    [] as FakePod[],
    [] as string[],
    [] as string[],
  ]
  const nodes = new Map<string, FakeNode>()
  const [controllers, forbidden] = [[] as FakeController[], new Set<string>()]
  const watches = new Set<ServerResponse>()
  let version = 100
  let failing = 0

  const nodeObject = (node: FakeNode) => ({
    ...{ apiVersion: 'v1', kind: 'Node' },
    metadata: { name: node.name, uid: node.uid, resourceVersion: String(version), labels: node.labels ?? {} },
    spec: { taints: (node.taints ?? []).map((key) => ({ key, effect: 'NoSchedule' })) },
  })

  function tell(type: string, object: object): void {
    for (const watch of watches) watch.write(`${JSON.stringify({ type, object })}\n`)
  }

  function answer(response: ServerResponse, status: number, body: object): void {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }

  function refuse(response: ServerResponse, status: number, why: string): void {
    answer(response, status, { kind: 'Status', apiVersion: 'v1', status: 'Failure', message: why, code: status })
  }

  function forbid(response: ServerResponse, why: string): void {
    violations.push(why)
    refuse(response, 403, why)
  }

  function reviewToken(body: string, response: ServerResponse): void {
    const review = JSON.parse(body) as {
      apiVersion?: string
      kind?: string
      spec?: { token?: string; audiences?: string[] }
    }
    const { token = '', audiences = [] } = review.spec ?? {}
    if (review.apiVersion !== 'authentication.k8s.io/v1' || review.kind !== 'TokenReview')
      return void forbid(response, 'a review that is none')
    if (audiences.length === 0) return void forbid(response, 'a review without an audience')
    const known = tokens.get(token)
    const matching = audiences.filter((each) => known?.audiences.includes(each))
    const said = (status: object) => answer(response, 201, { ...review, metadata: {}, status })
    if (!known) return void said({ user: {}, error: '[invalid bearer token, token lookup failed]' })
    if (matching.length === 0)
      return void said({
        user: {},
        error: `[invalid bearer token, token audiences ${JSON.stringify(known.audiences)} is invalid for the target audiences ${JSON.stringify(audiences)}]`,
      })
    const user = { username: known.username, uid: 'u', groups: ['system:serviceaccounts'], extra: known.extra }
    return void said({ authenticated: true, user, audiences: matching })
  }

  function listNodes(query: URLSearchParams, response: ServerResponse): void {
    if (query.get('watch') === 'true') {
      if (!query.get('resourceVersion')) return void forbid(response, 'a watch from nowhere')
      response.writeHead(200, { 'content-type': 'application/json' })
      response.flushHeaders()
      watches.add(response)
      response.on('close', () => watches.delete(response))
      return
    }
    const size = Number(query.get('limit') ?? 0)
    if (size < 1 || size > 500) return void forbid(response, 'a list without a limit')
    // Two nodes a page, so that pages are followed.
    const at = Number(query.get('continue') ?? 0)
    const all = [...nodes.values()]
    const items = all.slice(at, at + 2).map(nodeObject)
    const more = at + 2 < all.length ? { continue: String(at + 2) } : {}
    answer(response, 200, {
      kind: 'NodeList',
      apiVersion: 'v1',
      metadata: { resourceVersion: String(version), ...more },
      items,
    })
  }

  function serve(request: IncomingMessage, body: string, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? '', 'https://x')
    const asked = `${request.method} ${pathname}`
    if (failing) return void refuse(response, failing, 'failing')
    if (request.headers.authorization !== `Bearer ${bearer}`) {
      violations.push('a request without the token of the collector')
      return void refuse(response, 401, 'Unauthorized')
    }
    requests.push(asked)
    if (asked === 'POST /apis/authentication.k8s.io/v1/tokenreviews') return void reviewToken(body, response)
    if (request.method !== 'GET') return void forbid(response, asked)
    if (pathname === '/api/v1/namespaces/kube-system')
      return void answer(response, 200, {
        kind: 'Namespace',
        apiVersion: 'v1',
        metadata: { name: 'kube-system', uid: clusterId },
      })
    if (pathname === '/api/v1/nodes') return void listNodes(searchParams, response)
    const [, nodeName] = nodePath.exec(pathname) ?? []
    if (nodeName) {
      const node = nodes.get(decodeURIComponent(nodeName))
      if (!node) return void refuse(response, 404, 'not found')
      return void answer(response, 200, nodeObject(node))
    }
    const [, group = '', within, resource, ownerName] = controllerPath.exec(pathname) ?? []
    if (ownerName) {
      const kind = resource === 'jobs' ? 'Job' : 'ReplicaSet'
      if ((group === 'batch') !== (kind === 'Job')) return void forbid(response, asked)
      if (forbidden.has(group)) return void refuse(response, 403, 'forbidden')
      const found = controllers.find(
        (each) => each.namespace === within && each.kind === kind && each.name === ownerName,
      )
      if (!found) return void refuse(response, 404, 'not found')
      const metadata = { namespace: within, name: ownerName, uid: `uid-${ownerName}`, ...ownersIn(found.owner) }
      return void answer(response, 200, { kind, apiVersion: `${group}/v1`, metadata })
    }
    const [, namespace, podName] = podPath.exec(pathname) ?? []
    if (!podName) return void forbid(response, asked)
    const pod = pods.find((each) => each.namespace === namespace && each.name === podName)
    if (!pod) return void refuse(response, 404, 'not found')
    answer(response, 200, {
      ...{
        kind: 'Pod',
        apiVersion: 'v1',
        metadata: { namespace, name: podName, uid: pod.uid, ...ownersIn(pod.owner) },
      },
      spec: { nodeName: pod.nodeName, containers: [] },
    })
  }

  const https = createServer(server, (request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => serve(request, Buffer.concat(pieces).toString(), response))
  })
  await new Promise<void>((done) => https.listen(0, '127.0.0.1', done))
  let closed: Promise<void> | undefined
  const close = () => {
    https.closeAllConnections()
    return (closed ??= new Promise<void>((done) => https.close(() => done())))
  }
  onTestFinished(close)
  const kubeconfig = join(temporary(), 'kubeconfig')
  const address = `https://127.0.0.1:${(https.address() as AddressInfo).port}`
  writeFileSync(kubeconfig, kubeconfigOf(address, authority.cert))
  return {
    ...{ kubeconfig, clusterId, tokens, pods, controllers, forbidden, requests, violations, close },
    put: (node) => {
      version += 1
      const type = nodes.has(node.name) ? 'MODIFIED' : 'ADDED'
      nodes.set(node.name, node)
      tell(type, nodeObject(node))
    },
    remove: (name) => {
      version += 1
      const node = nodes.get(name)
      nodes.delete(name)
      if (node) tell('DELETED', nodeObject(node))
    },
    expireWatches: () => {
      for (const watch of watches) {
        watch.end(`${JSON.stringify({ type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired' } })}\n`)
      }
    },
    watches: () => watches.size,
    fail: (status) => {
      failing = status
    },
  }
}

function ownersIn(owner: FakeOwner | undefined): object {
  if (!owner) return {}
  const { kind, name, uid = `uid-${name}`, controller = true } = owner
  return { ownerReferences: [{ apiVersion: 'v1', kind, name, uid, controller }] }
}

function kubeconfigOf(server: string, ca: string): string {
  return JSON.stringify({
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'c' },
    clusters: [{ name: 'c', cluster: { server, 'certificate-authority-data': Buffer.from(ca).toString('base64') } }],
    users: [{ name: 'u', user: { token: bearer } }],
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
  })
}

const extraKey = (name: string) => `authentication.kubernetes.io/${name}`

/** A token of an agent's pod, as servers of 1.30 and later say it: with its node. */
export function agentToken(node: Pick<FakeNode, 'name' | 'uid'>, over: Partial<FakeToken> = {}): FakeToken {
  return {
    username: 'system:serviceaccount:merlon:merlon-agent',
    audiences: ['merlon-collector'],
    extra: {
      [extraKey('pod-name')]: [`merlon-agent-${node.name}`],
      [extraKey('pod-uid')]: [`pod-of-${node.uid}`],
      [extraKey('node-name')]: [node.name],
      [extraKey('node-uid')]: [node.uid],
    },
    ...over,
  }
}

/** The same by an older server: it names the pod alone. */
export function oldAgentToken(node: Pick<FakeNode, 'name' | 'uid'>): FakeToken {
  const extra = { [extraKey('pod-name')]: [`merlon-agent-${node.name}`], [extraKey('pod-uid')]: [`pod-of-${node.uid}`] }
  return agentToken(node, { extra })
}

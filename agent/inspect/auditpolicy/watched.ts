// The resources of which an audit log says too much, or must say something: what the CIS benchmark for Kubernetes (3.2.2)
// wants recorded, and where credentials travel.
import type { Possible, Target } from './reach.ts'

/** A resource and what is asked of it. */
export interface Watched {
  /** With group and subresource, as people write it. */
  readonly name: string
  readonly targets: readonly Target[]
  /** Verbs that change something, or open a connection. */
  readonly writes: readonly string[]
  /** Verbs whose request, and whose response, can hold a credential. */
  readonly secretRequests: readonly string[]
  readonly secretResponses: readonly string[]
  /** True for connections, which also have an event when they begin. */
  readonly longRunning: boolean
}

const writes = ['create', 'update', 'patch', 'delete', 'deletecollection']
const reads = ['get', 'list', 'watch']
/** HTTP methods of a connection to a pod, service or node, by the verbs that they count as. */
const methods = ['get', 'create', 'update', 'patch', 'delete']
/** Deleting answers with what was deleted, or what waits for its finalizers. What is watched is never recorded. */
const answers = ['create', 'update', 'patch', 'delete', 'deletecollection', 'get', 'list']
const bodies = ['create', 'update', 'patch']

type Options = Partial<Omit<Watched, 'name' | 'targets'>> & { verbs?: readonly string[]; clusterWide?: boolean }

const none = { secretRequests: [], secretResponses: [], longRunning: false }
const secret = { secretRequests: bodies, secretResponses: answers }
const connection = { verbs: methods, writes: methods, longRunning: true }
const stream = { ...connection, verbs: ['get', 'create'] }

/** In byte order of the names. */
export const watched: readonly Watched[] = [
  of('apps', 'deployments'),
  // The request of a review is the token; its answer repeats it.
  of('authentication.k8s.io', 'tokenreviews', {
    ...{ verbs: ['create'], clusterWide: true, secretRequests: ['create'], secretResponses: ['create'] },
  }),
  of('certificates.k8s.io', 'certificatesigningrequests', { clusterWide: true }),
  of('', 'configmaps', secret),
  of('', 'pods'),
  of('', 'pods/exec', stream),
  of('', 'pods/portforward', stream),
  of('', 'pods/proxy', connection),
  of('', 'secrets', secret),
  // The answer is a token.
  of('', 'serviceaccounts/token', { verbs: ['create'], secretResponses: ['create'] }),
  of('', 'services/proxy', connection),
]

function of(group: string, resource: string, options: Options = {}): Watched {
  const { verbs = [...reads, ...writes], clusterWide = false, ...more } = options
  const targets = verbs.map((verb): Target => {
    const all = verb === 'list' || verb === 'watch'
    const namespaced = clusterWide ? 'never' : all ? 'maybe' : 'always'
    return { group, resource, verb, namespaced, named: resource.includes('/') ? 'always' : namedBy(verb) }
  })
  return { name: group === '' ? resource : `${group}/${resource}`, targets, writes, ...none, ...more }
}

/** Lists can be asked for one object by a selector; what is created, or deleted together, has no name in the address. */
function namedBy(verb: string): Possible {
  if (verb === 'create' || verb === 'deletecollection') return 'never'
  return verb === 'list' || verb === 'watch' ? 'maybe' : 'always'
}

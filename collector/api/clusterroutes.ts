import type { IncomingMessage } from 'node:http'

/** What the routes of HTTP need to know of the clusters. */
export interface Named<T> {
  /** Whose routes stand without a prefix. */
  readonly own: T | undefined
  readonly all: readonly T[]
  find(nameOrId: string): T
}

/** Routes for each cluster, and which of them an address means that says `?cluster=`, by name or id. */
export interface ClusterRoutes<T> {
  /** Where the routes of each further cluster stand; nobody outside knows these addresses. */
  readonly further: readonly { readonly cluster: T; readonly prefix: string }[]
  /** The address of the route that is meant. */
  rewrite(request: Pick<IncomingMessage, 'url'>): string
  /** Throws a NotFoundError for an address of a cluster that there is not. */
  require(address: string): void
}

const api = '/api/v1/'

export function openClusterRoutes<T>(clusters: Named<T>, secret: string): ClusterRoutes<T> {
  const further = clusters.all
    .filter((cluster) => cluster !== clusters.own)
    .map((cluster, at) => ({ cluster, prefix: `/${secret}/${at}` }))
  const prefixes = new Map(further.map(({ cluster, prefix }) => [cluster, prefix]))
  const nowhere = `/${secret}/none`

  function prefixOf(names: readonly string[]): string {
    try {
      return names.length === 1 ? (prefixes.get(clusters.find(names[0] ?? '')) ?? '') : nowhere
    } catch {
      return nowhere
    }
  }

  return {
    further,
    rewrite: ({ url = '/' }) => {
      const { path, query, names } = partsOf(url)
      if (!path.startsWith(api) || names.length === 0) return url
      const rest = query.toString()
      return `${prefixOf(names)}${path}${rest ? `?${rest}` : ''}`
    },
    require: (address) => {
      for (const name of partsOf(address).names) clusters.find(name)
    },
  }
}

/** The address without the cluster, and the clusters that it names. */
function partsOf(address: string): { path: string; query: URLSearchParams; names: readonly string[] } {
  const at = address.indexOf('?')
  const query = new URLSearchParams(at < 0 ? '' : address.slice(at + 1))
  const names = query.getAll('cluster')
  query.delete('cluster')
  return { path: at < 0 ? address : address.slice(0, at), query, names }
}

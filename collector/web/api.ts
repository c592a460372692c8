import type { ClusterSummary, ClusterTotals } from '../report/clusterview.ts'
import type { Compliance } from '../report/compliancemodel.ts'
import type { ChangeView, FindingView, Report } from '../report/model.ts'

/** An answer that is none. `status` is that of HTTP; 0 when nobody answered. The message says what to do. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

export interface FindingsAnswer {
  readonly findings: readonly FindingView[]
  /** All that match on the collector; more than `findings` when there are too many for a page. */
  readonly total: number
}

export interface FindingAnswer {
  readonly finding: FindingView
  /** Newest first. */
  readonly history: readonly ChangeView[]
}

/** The largest page that the API gives, and how many findings a browser is made to hold. */
const pageSize = 1000
export const mostFindings = 10_000

/** Id of the cluster that is asked about; empty: the collector's own. */
let cluster = ''

/** Says which cluster is asked about from now on. */
export function askAbout(id: string): void {
  cluster = id
}

const clustersPath = '/api/v1/clusters'

export interface ClustersAnswer {
  /** The collector's own first. */
  readonly clusters: readonly ClusterSummary[]
  readonly totals: ClusterTotals
}

/** All clusters in a few numbers each. */
export function loadClusters(signal: AbortSignal): Promise<ClustersAnswer> {
  return ask(clustersPath, signal)
}

export function loadReport(signal: AbortSignal): Promise<Report> {
  return ask('/api/v1/report', signal)
}

/** How the nodes stand, each by its own benchmark. Costly for the collector: all findings of all nodes are read. */
export function loadCompliance(signal: AbortSignal): Promise<Compliance> {
  return ask('/api/v1/compliance', signal)
}

export function loadFinding(id: string, signal: AbortSignal): Promise<FindingAnswer> {
  return ask(`/api/v1/findings/${encodeURIComponent(id)}`, signal)
}

/** All findings that answer the question, worst first, up to `mostFindings`. */
export async function loadFindings(question: string, signal: AbortSignal): Promise<FindingsAnswer> {
  // By id: a finding that changes its place between two pages is not shown twice.
  const found = new Map<string, FindingView>()
  let token = ''
  for (;;) {
    const page = await ask<{ findings: FindingView[]; nextPageToken?: string; totalSize: number }>(
      `/api/v1/findings?${question}&pageSize=${pageSize}${token && `&pageToken=${encodeURIComponent(token)}`}`,
      signal,
    )
    for (const finding of page.findings) found.set(finding.id, finding)
    token = page.nextPageToken ?? ''
    if (!token || found.size >= mostFindings)
      return { findings: [...found.values()], total: token ? page.totalSize : found.size }
  }
}

/** All items of a list that comes in pages, up to so many; `more` where there are more. */
export async function loadPages<T>(
  path: string,
  { items, question = '', most }: { readonly items: string; readonly question?: string; readonly most: number },
  signal: AbortSignal,
): Promise<{ readonly items: readonly T[]; readonly more: boolean }> {
  const found: T[] = []
  let token = ''
  do {
    const size = Math.min(pageSize, most - found.length)
    const page = await ask<Record<string, unknown>>(
      `${path}?${question}&pageSize=${size}${token && `&pageToken=${encodeURIComponent(token)}`}`,
      signal,
    )
    found.push(...(page[items] as T[]))
    token = typeof page['nextPageToken'] === 'string' ? page['nextPageToken'] : ''
  } while (token && found.length < most)
  return { items: found, more: token !== '' }
}

export function ask<T>(path: string, signal: AbortSignal): Promise<T> {
  return send(path, { signal, headers: { accept: 'application/json' } })
}

/** Asks the collector to change something; JSON, which no form of another page can send. */
export function tell<T>(path: string, body: object): Promise<T> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' }
  return send(path, { method: 'POST', headers, body: JSON.stringify(body) })
}

async function send<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(inCluster(path), init).catch((error: Error) => {
    if (error.name === 'AbortError') throw error
    throw new ApiError(0, 'The collector does not answer.')
  })
  if (response.ok) return response.json() as Promise<T>
  throw new ApiError(response.status, await reasonOf(response))
}

function inCluster(path: string): string {
  if (!cluster || path === clustersPath) return path
  return `${path}${path.includes('?') ? '&' : '?'}cluster=${encodeURIComponent(cluster)}`
}

/** The words of a problem document (RFC 9457). */
async function reasonOf(response: Response): Promise<string> {
  const problem = (await response.json().catch(() => ({}))) as { title?: unknown; detail?: unknown }
  if (typeof problem.title !== 'string') return `The collector answered ${response.status}.`
  return typeof problem.detail === 'string' ? `${problem.title}: ${problem.detail}` : problem.title
}

import { decodeObservation, viewOf } from '../../proto/view.ts'
import type { RulePack } from '../judge/pack.ts'
import type { FindingQuery, NodeIdentity, NodeRecord, ReadStore } from '../store/store.ts'
import { type Benchmark, kindOf } from './benchmark.ts'
import { openCompliance } from './compliance.ts'
import type { Compliance } from './compliancemodel.ts'
import { fewOfEach } from './fold.ts'
import type { ChangeView, FindingView, NodeView, Report, VitalsView } from './model.ts'
import {
  buildReport,
  changeView,
  type FindingContext,
  findingView,
  isUnobserved,
  type NodesInput,
  nodeState,
  nodeViews,
  reportLength,
} from './report.ts'

/** Thrown for something that is not there; the message says what there is. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError'
}

/** Findings among which the worst of a report are looked for: one rule on many files must not be all that it shows. */
const worstRead = 500

/** The one source of every surface: gRPC, HTTP, command line, page and metrics show what it says. */
export interface ReportSource {
  report(): Promise<Report>
  /** All nodes, as the report shows them. */
  nodes(): Promise<readonly NodeView[]>
  findings(query: FindingQuery): Promise<{ findings: FindingView[]; nextPageToken?: string; total: number }>
  /** By id or the beginning of one. Throws a NotFoundError. */
  finding(id: string): Promise<{ finding: FindingView; history: ChangeView[] }>
  /** By name or id, with the encoded observations. Throws a NotFoundError. */
  node(nameOrId: string): Promise<{ node: NodeView; observations: Uint8Array[] }>
  /** Node ids for names or ids. Throws a NotFoundError. */
  nodeIds(namesOrIds: readonly string[]): Promise<string[]>
  /** Of all nodes, or of some; by the benchmark that is asked for, or each by its own. Throws a NotFoundError. */
  compliance(query: { benchmark?: string | undefined; nodes?: readonly string[] }): Promise<Compliance>
}

export interface ReportsOptions {
  /** The benchmarks that there are, and the one that the operator chose for all nodes. */
  readonly benchmarks: readonly Benchmark[]
  readonly benchmark?: string
  /** What there is to know of where a report was read from; asked when it was. */
  readonly storage?: () => Promise<Report['storage']>
}

/** Nodes whose findings are looked through before others get their turn. */
const nodesAtOnce = 50
/** Most steps of one finding that are shown. */
const historyLength = 100

/** Reports of one cluster out of the store. `now` in milliseconds since 1970. */
export function openReports(
  store: ReadStore,
  clusterId: string,
  pack: RulePack,
  now: () => number = Date.now,
  vitals: () => ReadonlyMap<string, VitalsView> = () => new Map(),
  { benchmarks, benchmark, storage }: ReportsOptions = { benchmarks: [] },
): ReportSource {
  async function identities(): Promise<ReadonlyMap<string, NodeIdentity>> {
    return new Map((await store.nodeIdentities(clusterId)).map((each) => [each.nodeId, each]))
  }

  async function context(): Promise<FindingContext> {
    const [nodes, known] = await Promise.all([store.nodes(clusterId, []), identities()])
    const names = new Map(nodes.map((node) => [node.nodeId, node.name]))
    const states = new Map(nodes.map((node) => [node.nodeId, nodeState(node, now(), known.get(node.nodeId))]))
    return { clusterId, names, states, pack }
  }

  /** As stored by whatever collector heard of the node, or as heard here since. */
  function vitalsOf(nodes: readonly NodeRecord[]): ReadonlyMap<string, VitalsView> {
    const stored = nodes.flatMap(({ nodeId, vitals }) => (vitals ? [[nodeId, vitals] as const] : []))
    return new Map([...stored, ...vitals()])
  }

  async function nodesInput(): Promise<NodesInput> {
    const [nodes, counts, facts, known] = await Promise.all([
      store.nodes(clusterId),
      store.counts(clusterId),
      store.observationsOf(clusterId, 'node'),
      identities(),
    ])
    const nodeFacts = new Map(facts.map((each) => [each.nodeId, each.bytes]))
    return { nodes, nodeFacts, counts, identities: known, vitals: vitalsOf(nodes), now: now() }
  }

  async function report(): Promise<Report> {
    const [clusters, input, changes, worst, violations] = await Promise.all([
      store.clusters(),
      nodesInput(),
      store.changes(clusterId, reportLength),
      store.findings(clusterId, { outcomes: ['fail', 'error', 'unknown'], pageSize: worstRead }),
      store.violationCounts(clusterId),
    ])
    const cluster = clusters.find((each) => each.id === clusterId) ?? { id: clusterId, name: clusterId }
    const few = fewOfEach(worst.findings).slice(0, reportLength)
    const about = await storage?.()
    return buildReport({
      ...input,
      cluster,
      worst: few,
      changes,
      pack,
      violations,
      ...(about ? { storage: about } : {}),
    })
  }

  async function nodes(): Promise<readonly NodeView[]> {
    return nodeViews(await nodesInput())
  }

  async function findings(query: FindingQuery) {
    const [page, about] = await Promise.all([store.findings(clusterId, query), context()])
    const views = page.findings.map((each) => findingView(each, about))
    return { findings: views, total: page.total, ...(page.nextPageToken ? { nextPageToken: page.nextPageToken } : {}) }
  }

  async function finding(id: string) {
    const found = /^[0-9a-f]{4,64}$/.test(id) ? await store.findingsById(clusterId, id) : []
    const [first, second] = found
    if (!first) throw new NotFoundError(`no finding ${id}; \`merlon report\` lists them`)
    if (second) throw new NotFoundError(`several findings begin with ${id}; give more of the id`)
    const about = await context()
    const history = await store.history(clusterId, first.id, historyLength)
    return { finding: findingView(first, about), history: history.map((each) => changeView(each, about)) }
  }

  async function nodeIds(namesOrIds: readonly string[]): Promise<string[]> {
    if (namesOrIds.length === 0) return []
    const nodes = await store.nodes(clusterId, [])
    return namesOrIds.flatMap((wanted) => {
      const found = nodes.filter((node) => node.nodeId === wanted || node.name === wanted)
      if (found.length === 0)
        throw new NotFoundError(
          `no node ${wanted}; there are ${
            nodes
              .slice(0, 20)
              .map((node) => node.name)
              .join(', ') || 'none'
          }`,
        )
      return found.map((node) => node.nodeId)
    })
  }

  async function node(nameOrId: string) {
    const [id = '', ...others] = await nodeIds([nameOrId])
    if (others.length > 0)
      throw new NotFoundError(`several nodes are named ${nameOrId}: ${[id, ...others].join(', ')}; give an id`)
    const [observations, known, counts, identity] = await Promise.all([
      store.observations(clusterId, id),
      store.nodes(clusterId),
      store.counts(clusterId),
      store.nodeIdentity(clusterId, id),
    ])
    const fact = observations.find((each) => each.domain === 'node')
    const nodeFacts = new Map(fact ? [[id, fact.bytes]] : [])
    const nodes = known.filter((each) => each.nodeId === id)
    const about = new Map(identity ? [[id, identity]] : [])
    const [view] = nodeViews({ nodes, nodeFacts, counts, identities: about, vitals: vitalsOf(nodes), now: now() })
    if (!view) throw new NotFoundError(`no node ${nameOrId}`)
    return { node: view, observations: observations.map((each) => each.bytes) }
  }

  async function compliance(query: Parameters<ReportSource['compliance']>[0]): Promise<Compliance> {
    const asked = query.benchmark || benchmark || undefined
    if (benchmarks.length === 0 || (asked && !benchmarks.some((each) => each.id === asked)))
      throw new NotFoundError(`no benchmark ${asked ?? ''}; there are ${benchmarks.map((each) => each.id).join(', ')}`)
    const wanted = new Set(await nodeIds(query.nodes ?? []))
    const [clusters, nodes, facts, known] = await Promise.all([
      store.clusters(),
      store.nodes(clusterId, []),
      store.observationsOf(clusterId, 'node'),
      identities(),
    ])
    const kinds = new Map(facts.map((each) => [each.nodeId, kindOf(viewOf(decodeObservation(each.bytes)).fact ?? {})]))
    const tally = openCompliance({ benchmarks, pack, asked })
    const time = now()
    const stateOf = (node: NodeRecord) => nodeState(node, time, known.get(node.nodeId))
    const expected = nodes.filter((node) => !isUnobserved(stateOf(node)))
    const chosen = expected.filter((node) => wanted.size === 0 || wanted.has(node.nodeId))
    for (const [at, each] of chosen.entries()) {
      // The store answers at once: without a pause a large cluster would keep all others waiting.
      if (at % nodesAtOnce === nodesAtOnce - 1) await new Promise((done) => setImmediate(done))
      const kind = kinds.get(each.nodeId) ?? { distribution: '', version: '' }
      const findings = await store.nodeFindings(clusterId, each.nodeId)
      tally.add({ id: each.nodeId, name: each.name, state: stateOf(each), ...kind, findings })
    }
    const clusterName = clusters.find((each) => each.id === clusterId)?.name ?? clusterId
    return tally.result({ clusterId, clusterName, asOf: new Date(time).toISOString() })
  }

  return { report, nodes, findings, finding, node, nodeIds, compliance }
}

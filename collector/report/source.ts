import { coalesce } from '../../lib/coalesce.ts'
import type { RulePack } from '../judge/pack.ts'
import type { FindingQuery, NodeIdentity, NodePage, NodeRecord, ReadStore } from '../store/store.ts'
import type { Benchmark } from './benchmark.ts'
import { openCompliance } from './compliance.ts'
import type { Compliance } from './compliancemodel.ts'
import { fewOfEach } from './fold.ts'
import type { ChangeView, FindingView, NodeView, Report, VitalsView } from './model.ts'
import { openNodeFacts } from './nodefacts.ts'
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
  /** Some of all nodes by id, as the report shows them. Throws a PageTokenError. */
  nodes(query: Parameters<ReadStore['nodePage']>[1]): Promise<Omit<NodePage, 'nodeIds'> & { nodes: NodeView[] }>
  findings(query: FindingQuery): Promise<{ findings: FindingView[]; nextPageToken?: string; total: number }>
  /** By id or the beginning of one. Throws a NotFoundError. */
  finding(id: string): Promise<{ finding: FindingView; history: ChangeView[] }>
  /** By name or id, with the encoded observations. Throws a NotFoundError. */
  node(nameOrId: string): Promise<{ node: NodeView; observations: Uint8Array[] }>
  /** Node ids for names or ids; an id goes before a name. Throws a NotFoundError. */
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
/** Names that whoever asks for a node that is not there is told. */
const namesTold = 20
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
  const nodeFacts = openNodeFacts(store, clusterId)

  async function identities(nodeIds?: readonly string[]): Promise<ReadonlyMap<string, NodeIdentity>> {
    return new Map((await store.nodeIdentities(clusterId, nodeIds)).map((each) => [each.nodeId, each]))
  }

  /** For views of these findings. */
  async function contextOf(findings: readonly { readonly nodeId: string }[]): Promise<FindingContext> {
    const nodeIds = [...new Set(findings.map(({ nodeId }) => nodeId))]
    const [nodes, known] = await Promise.all([store.nodes(clusterId, [], { nodeIds }), identities(nodeIds)])
    const names = new Map(nodes.map((node) => [node.nodeId, node.name]))
    const states = new Map(nodes.map((node) => [node.nodeId, nodeState(node, now(), known.get(node.nodeId))]))
    return { clusterId, names, states, pack }
  }

  /** As stored by whatever collector heard of the node, or as heard here since. */
  function vitalsOf(nodes: readonly NodeRecord[]): ReadonlyMap<string, VitalsView> {
    const heard = vitals()
    return new Map(
      nodes.flatMap((node) => {
        const newest = heard.get(node.nodeId) ?? node.vitals
        return newest ? [[node.nodeId, newest] as const] : []
      }),
    )
  }

  /** What views are made from, of all nodes or of those that are named. */
  async function inputOf(nodeIds?: readonly string[]): Promise<NodesInput> {
    const [records, domains, counts, known] = await Promise.all([
      store.nodes(clusterId, ['node'], nodeIds && { nodeIds }),
      store.domainStates(clusterId, nodeIds),
      store.counts(clusterId, nodeIds),
      identities(nodeIds),
    ])
    const facts = await nodeFacts.of(records)
    const nodes = records.map((each) => ({ ...each, domains: domains.get(each.nodeId) ?? [] }))
    return { nodes, nodeFacts: facts, counts, identities: known, vitals: vitalsOf(records), now: now() }
  }

  async function report(): Promise<Report> {
    const [clusters, input, changes, worst, violations] = await Promise.all([
      store.clusters(),
      inputOf(),
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

  async function nodes(query: Parameters<ReportSource['nodes']>[0]) {
    const { nodeIds, ...page } = await store.nodePage(clusterId, query)
    return { nodes: nodeViews(await inputOf(nodeIds)), ...page }
  }

  async function findings(query: FindingQuery) {
    const page = await store.findings(clusterId, query)
    const about = await contextOf(page.findings)
    const views = page.findings.map((each) => findingView(each, about))
    return { findings: views, total: page.total, ...(page.nextPageToken ? { nextPageToken: page.nextPageToken } : {}) }
  }

  async function finding(id: string) {
    const found = /^[0-9a-f]{4,64}$/.test(id) ? await store.findingsById(clusterId, id) : []
    const [first, second] = found
    if (!first) throw new NotFoundError(`no finding ${id}; \`merlon report\` lists them`)
    if (second) throw new NotFoundError(`several findings begin with ${id}; give more of the id`)
    const [about, history] = await Promise.all([contextOf([first]), store.history(clusterId, first.id, historyLength)])
    return { finding: findingView(first, about), history: history.map((each) => changeView(each, about)) }
  }

  async function nodeIds(namesOrIds: readonly string[]): Promise<string[]> {
    if (namesOrIds.length === 0) return []
    const known = await store.nodes(clusterId, [], { nodeIds: namesOrIds })
    const ids = new Set(known.map(({ nodeId }) => nodeId))
    const names = namesOrIds.filter((wanted) => !ids.has(wanted))
    const namesakes = names.length > 0 ? await store.nodes(clusterId, [], { names }) : []
    const byName = Map.groupBy(namesakes, ({ name }) => name)
    const unknown = names.find((name) => !byName.has(name))
    if (unknown !== undefined) throw await noNode(unknown)
    return namesOrIds.flatMap((wanted) => byName.get(wanted)?.map(({ nodeId }) => nodeId) ?? wanted)
  }

  async function noNode(wanted: string): Promise<NotFoundError> {
    const { nodeIds } = await store.nodePage(clusterId, { pageSize: namesTold })
    const names = (await store.nodes(clusterId, [], { nodeIds })).map(({ name }) => name)
    return new NotFoundError(`no node ${wanted}; there are ${names.join(', ') || 'none'}`)
  }

  async function node(nameOrId: string) {
    const [id = '', ...others] = await nodeIds([nameOrId])
    if (others.length > 0)
      throw new NotFoundError(`several nodes are named ${nameOrId}: ${[id, ...others].join(', ')}; give an id`)
    const [observations, input] = await Promise.all([store.observations(clusterId, id), inputOf([id])])
    const [view] = nodeViews(input)
    if (!view) throw new NotFoundError(`no node ${nameOrId}`)
    return { node: view, observations: observations.map((each) => each.bytes) }
  }

  async function compliance(query: Parameters<ReportSource['compliance']>[0]): Promise<Compliance> {
    const asked = query.benchmark || benchmark || undefined
    if (benchmarks.length === 0 || (asked && !benchmarks.some((each) => each.id === asked)))
      throw new NotFoundError(`no benchmark ${asked ?? ''}; there are ${benchmarks.map((each) => each.id).join(', ')}`)
    const wanted = query.nodes?.length ? await nodeIds(query.nodes) : undefined
    const [clusters, nodes, known] = await Promise.all([
      store.clusters(),
      store.nodes(clusterId, ['node'], wanted && { nodeIds: wanted }),
      identities(wanted),
    ])
    const facts = await nodeFacts.of(nodes)
    const tally = openCompliance({ benchmarks, pack, asked })
    const time = now()
    const stateOf = (node: NodeRecord) => nodeState(node, time, known.get(node.nodeId))
    const expected = nodes.filter((node) => !isUnobserved(stateOf(node)))
    for (const [at, each] of expected.entries()) {
      // The store answers at once: without a pause a large cluster would keep all others waiting.
      if (at % nodesAtOnce === nodesAtOnce - 1) await new Promise((done) => setImmediate(done))
      const kind = facts.get(each.nodeId)?.kind ?? { distribution: '', version: '' }
      const findings = await store.nodeFindings(clusterId, each.nodeId)
      tally.add({ id: each.nodeId, name: each.name, state: stateOf(each), ...kind, findings })
    }
    const clusterName = clusters.find((each) => each.id === clusterId)?.name ?? clusterId
    return tally.result({ clusterId, clusterName, asOf: new Date(time).toISOString() })
  }

  // Everybody who watches asks after each change, and a large cluster's report takes seconds.
  return { report: coalesce(report), nodes, findings, finding, node, nodeIds, compliance }
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, Metadata, type ServiceError, status } from '@grpc/grpc-js'
import { secureChannel } from '../../lib/grpc.ts'
import { dataFrom, messageFrom } from '../../proto/message.ts'
import { maxMessageBytes } from '../../proto/protocol.ts'
import { serviceDefinition } from '../../proto/service.ts'
import { decodeObservation, type ObservationView, viewOf } from '../../proto/view.ts'
import { clusterHeader } from '../api/bycluster.ts'
import { complianceFrom } from '../api/compliance.ts'
import { eventRecordFrom } from '../api/events.ts'
import { changeFrom, findingFrom, reportFrom } from '../api/reports.ts'
import type { ClusterSummary } from '../report/clusterview.ts'
import type { Compliance } from '../report/compliancemodel.ts'
import { type EventView, eventView } from '../report/eventview.ts'
import type { ChangeView, FindingView, NodeView, Report } from '../report/model.ts'
import { CliError } from './failure.ts'

/** Where a collector is and how to prove who asks. */
export interface ClientOptions {
  /** `host:port`. */
  readonly collector: string
  /** State directory of the collector, with the operator's certificate. */
  readonly state: string
  /** Name or id of the cluster that is asked about. Absent: the collector's own. */
  readonly cluster?: string
}

/** What the `merlon` command asks a collector. Every failure is a CliError with the next step. */
export interface ReportClient {
  report(): Promise<Report>
  /** All clusters that the collector serves. */
  clusters(): Promise<ClusterSummary[]>
  /** Calls back with the report, now and after every change, until the returned function is called. */
  watch(listener: (report: Report) => void, ended: (reason: string) => void): () => void
  findings(query: {
    outcomes?: readonly string[]
    minSeverity?: string
    nodes?: readonly string[]
    rules?: readonly string[]
  }): Promise<FindingView[]>
  finding(id: string): Promise<{ finding: FindingView; history: ChangeView[] }>
  nodeFacts(node: string): Promise<{ node: NodeView; facts: Record<string, ObservationView> }>
  compliance(query: { benchmark?: string; nodes?: readonly string[] }): Promise<Compliance>
  /** Newest first, at most so many. */
  events(
    query: { nodes?: readonly string[]; kinds?: readonly string[]; sinceTime?: string },
    most: number,
  ): Promise<EventView[]>
  /** Calls back with what happens from now on, or behind an event, until the returned function is called. */
  watchEvents(
    query: { nodes?: readonly string[]; kinds?: readonly string[]; afterSequence?: number },
    listener: (events: EventView[]) => void,
    ended: (reason: string) => void,
  ): () => void
  loginLink(): Promise<{ url: string; expireTime: string }>
  close(): void
}

/** Milliseconds that a call may take. */
const callLimit = 20_000

/** The calls of one service of a collector. */
export interface Calls {
  call(name: string, request: object): Promise<object>
  /** Calls back with each answer of a stream, until the returned function is called. */
  follow(
    name: string,
    request: object,
    listener: (response: object) => void,
    ended: (reason: string) => void,
  ): () => void
  close(): void
}

/** Opens a service with the operator's certificate. Throws a CliError. */
export function openCalls({ collector, state, cluster }: ClientOptions, service: string): Calls {
  const metadata = new Metadata()
  if (cluster) metadata.set(clusterHeader, Buffer.from(cluster))
  const tls = join(state, 'tls')
  const secure = secureChannel(collector, {
    ca: readOwn(join(tls, 'trust.crt')),
    cert: readOwn(join(tls, 'operator.crt')),
    key: readOwn(join(tls, 'operator.key')),
  })
  const client = new Client(collector, secure.credentials, {
    ...secure.options,
    'grpc.max_receive_message_length': 64 * 1024 * 1024,
    'grpc.max_send_message_length': maxMessageBytes,
  })
  const methods = serviceDefinition(service)

  function call(name: string, request: object): Promise<object> {
    const method = methods[name]
    if (!method) throw new Error(`the contract has no ${name}`)
    return new Promise((done, fail) => {
      const deadline = Date.now() + callLimit
      client.makeUnaryRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        request,
        metadata,
        { deadline },
        (error: ServiceError | null, response?: object) => {
          if (error) fail(toCliError(error, collector))
          else done(response ?? {})
        },
      )
    })
  }

  function follow(
    name: string,
    request: object,
    listener: (response: object) => void,
    ended: (reason: string) => void,
  ): () => void {
    const method = methods[name]
    if (!method) throw new Error(`the contract has no ${name}`)
    const { path, requestSerialize, responseDeserialize } = method
    const stream = client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, request, metadata)
    stream.on('data', listener)
    stream.on('error', (error: ServiceError) => ended(toCliError(error, collector).message))
    stream.on('end', () => ended('the collector stopped'))
    return () => stream.cancel()
  }

  return { call, follow, close: () => client.close() }
}

export function openClient(options: ClientOptions): ReportClient {
  const { call, follow, close } = openCalls(options, 'ReportService')

  async function findings(query: Parameters<ReportClient['findings']>[0]): Promise<FindingView[]> {
    const found: FindingView[] = []
    let pageToken = ''
    do {
      const request = messageFrom('ListFindingsRequest', { ...query, pageToken, pageSize: 1000 })
      const page = (await call('ListFindings', request)) as { findings?: object[]; nextPageToken?: string }
      found.push(...(page.findings ?? []).map(findingFrom))
      pageToken = page.nextPageToken ?? ''
    } while (pageToken !== '')
    return found
  }

  async function events(query: Parameters<ReportClient['events']>[0], most: number): Promise<EventView[]> {
    const found: EventView[] = []
    let pageToken = ''
    do {
      const pageSize = Math.min(1000, most - found.length)
      const page = await call('ListEvents', messageFrom('ListEventsRequest', { ...query, pageToken, pageSize }))
      found.push(...eventViews(page))
      pageToken = (page as { nextPageToken?: string }).nextPageToken ?? ''
    } while (pageToken !== '' && found.length < most)
    return found
  }

  return {
    clusters: async () => {
      const { clusters } = dataFrom('ListClustersResponse', await call('ListClusters', {}))
      return clusters as unknown as ClusterSummary[]
    },
    report: async () => reportFrom(((await call('GetReport', {})) as { report: object }).report),
    watch: (listener, ended) =>
      follow('WatchReport', {}, (response) => listener(reportFrom((response as { report: object }).report)), ended),
    events,
    watchEvents: (query, listener, ended) =>
      follow('WatchEvents', query, (response) => listener(eventViews(response)), ended),
    findings,
    finding: async (id) => {
      const { finding, history } = (await call('GetFinding', { id })) as { finding: object; history?: object[] }
      const changes = (history ?? []).map(changeFrom)
      return { finding: findingFrom(finding), history: changes }
    },
    nodeFacts: async (node) => {
      const answer = (await call('GetNodeFacts', { node })) as { node: object; observations?: Uint8Array[] }
      const facts = (answer.observations ?? [])
        .map(decodeObservation)
        .map((each) => [each.domain ?? '', viewOf(each)] as const)
      return { node: dataFrom('Node', answer.node) as unknown as NodeView, facts: Object.fromEntries(facts) }
    },
    compliance: async (query) => {
      const answer = (await call('GetCompliance', messageFrom('GetComplianceRequest', query))) as { compliance: object }
      return complianceFrom(answer.compliance)
    },
    loginLink: async () =>
      dataFrom('CreateLoginLinkResponse', await call('CreateLoginLink', {})) as unknown as {
        url: string
        expireTime: string
      },
    close,
  }
}

function eventViews(answer: object): EventView[] {
  return ((answer as { events?: object[] }).events ?? []).map((each) => eventView(eventRecordFrom(each)))
}

function readOwn(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    const next =
      code === 'ENOENT'
        ? 'no collector has run here; `merlon start` starts one, `--state` names another directory'
        : `it cannot be read (${code}); ask as the user who runs the collector`
    throw new CliError(`${file}: ${next}`)
  }
}

function toCliError(error: ServiceError, collector: string): CliError {
  if (error.code === status.UNAVAILABLE)
    return new CliError(`no collector answers at ${collector}; \`merlon start\` starts one (${error.details})`)
  return new CliError(error.details || error.message)
}

import {
  type handleServerStreamingCall,
  type handleUnaryCall,
  Metadata,
  type ServiceError,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js'
import { dataFrom, messageFrom } from '../../proto/message.ts'
import type { RulePack } from '../judge/pack.ts'
import { outcomes, type Rule, severities } from '../judge/rule.ts'
import { RefusedError } from '../profiles.ts'
import type { ClusterSummary } from '../report/clusterview.ts'
import type { ChangeView, FindingView, Report } from '../report/model.ts'
import { NotFoundError, type ReportSource } from '../report/source.ts'
import { PageTokenError } from '../store/store.ts'
import { complianceMessage } from './compliance.ts'
import { pageSize } from './paging.ts'
import { callerOf } from './server.ts'

export interface ReportServiceOptions {
  readonly reports: ReportSource
  readonly pack: RulePack
  /** Calls back after every change until the returned function is called. */
  readonly subscribe: (listener: () => void) => () => void
  /** All clusters that are served. */
  readonly clusters?: () => Promise<readonly ClusterSummary[]>
  readonly createLoginLink: (name: string) => Promise<{ url: string; expires: number }>
  readonly log: { error(fields: object, message: string): void }
  /** The collector stops: watchers are told. */
  readonly stopping: AbortSignal
}

/** A question that makes no sense; the message says what would. */
export class QuestionError extends Error {
  override readonly name = 'QuestionError'
}

/** Reports for watchers are made at most this often, in milliseconds. */
const watchPause = 200
/** A watcher hears of time that passes (a node that falls silent) this often, in milliseconds. */
const watchRefresh = 15_000

/** The gRPC service of reports. */
export function reportService(options: ReportServiceOptions): UntypedServiceImplementation {
  const { reports, pack } = options
  const unary = (answer: (request: object) => Promise<object>) => answering(answer, options.log)
  /** Knows the operator by the certificate. */
  const calling = (answer: (request: object, by: string) => Promise<object>): handleUnaryCall<object, object> => {
    return (call, done) => {
      const caller = callerOf(call as unknown as Parameters<typeof callerOf>[0])
      const by = caller?.kind === 'operator' ? caller.name : ''
      unary((request) => answer(request, by))(call, done)
    }
  }
  return {
    GetReport: unary(async () => ({ report: reportMessage(await reports.report()) })),
    ListClusters: unary(async () => ({
      clusters: ((await options.clusters?.()) ?? []).map((each) => messageFrom('ClusterSummary', each)),
    })),
    ListFindings: unary(async (request) => {
      const asked = dataFrom('ListFindingsRequest', request)
      const least = asked['minSeverity']
      const minSeverity = least === undefined || least === 'unspecified' ? undefined : wordOf(severities, least)
      const page = await reports.findings({
        outcomes: (asked['outcomes'] as string[]).map((each) => wordOf(outcomes, each)),
        ...(minSeverity ? { minSeverity } : {}),
        nodeIds: await reports.nodeIds(asked['nodes'] as string[]),
        rules: asked['rules'] as string[],
        pageSize: pageSize(asked['pageSize'] as number | undefined),
        ...(asked['pageToken'] ? { pageToken: String(asked['pageToken']) } : {}),
      })
      return {
        findings: page.findings.map(findingMessage),
        nextPageToken: page.nextPageToken ?? '',
        totalSize: page.total,
      }
    }),
    GetFinding: unary(async (request) => {
      const { finding, history } = await reports.finding(String(dataFrom('GetFindingRequest', request)['id'] ?? ''))
      return { finding: findingMessage(finding), history: history.map((each) => messageFrom('Change', each)) }
    }),
    ListNodes: unary(async (request) => {
      const asked = dataFrom('ListNodesRequest', request)
      const page = await reports.nodes({
        pageSize: pageSize(asked['pageSize'] as number | undefined),
        ...(asked['pageToken'] ? { pageToken: String(asked['pageToken']) } : {}),
      })
      const nodes = page.nodes.map((node) => messageFrom('Node', node))
      return { nodes, nextPageToken: page.nextPageToken ?? '', totalSize: page.total }
    }),
    GetNodeFacts: unary(async (request) => {
      const { node, observations } = await reports.node(String(dataFrom('GetNodeFactsRequest', request)['node'] ?? ''))
      return { node: messageFrom('Node', node), observations }
    }),
    ListRules: unary(async () => ({
      rules: [
        ...pack.rules.map((rule) => ruleMessage(rule, false)),
        ...pack.disabled.map((rule) => ruleMessage(rule, true)),
      ],
      rulePackVersion: pack.version,
    })),
    GetCompliance: unary(async (request) => {
      const asked = dataFrom('GetComplianceRequest', request)
      const query = { benchmark: String(asked['benchmark'] ?? ''), nodes: asked['nodes'] as string[] }
      return { compliance: complianceMessage(await reports.compliance(query)) }
    }),
    CreateLoginLink: calling(async (_request, by) => {
      const { url, expires } = await options.createLoginLink(by)
      return messageFrom('CreateLoginLinkResponse', { url, expireTime: new Date(expires).toISOString() })
    }),
    WatchReport: watch(options),
  }
}

/** An enum's number that this version does not know must not silently ask for nothing. */
function wordOf<T extends string>(words: readonly T[], asked: unknown): T {
  const found = words.find((each) => each === asked)
  if (!found) throw new QuestionError(`${String(asked)}: there are ${words.join(', ')}`)
  return found
}

/** A call that answers once: what a caller did wrong is said, what went wrong here is logged. */
export function answering(
  answer: (request: object) => Promise<object>,
  log: ReportServiceOptions['log'],
): handleUnaryCall<object, object> {
  return (call, done) => {
    answer(call.request).then(
      (response) => done(null, response),
      (error: Error) => {
        const said = toServiceError(error)
        if (said.code === status.INTERNAL) log.error({ reason: error.message }, 'a call failed')
        done(said)
      },
    )
  }
}

const refusals = {
  conflict: status.ABORTED,
  state: status.FAILED_PRECONDITION,
  guard: status.FAILED_PRECONDITION,
  absent: status.NOT_FOUND,
  invalid: status.INVALID_ARGUMENT,
} as const

/** What a caller did wrong is said; what went wrong here is logged, not told. */
export function toServiceError(error: Error): Partial<ServiceError> {
  if (error instanceof NotFoundError)
    return { code: status.NOT_FOUND, details: error.message, metadata: new Metadata() }
  if (error instanceof PageTokenError || error instanceof QuestionError)
    return { code: status.INVALID_ARGUMENT, details: error.message, metadata: new Metadata() }
  if (error instanceof RefusedError)
    return { code: refusals[error.refusal], details: error.message, metadata: new Metadata() }
  return {
    code: status.INTERNAL,
    details: 'the collector could not answer; its log says why',
    metadata: new Metadata(),
  }
}

function watch({ reports, subscribe, stopping }: ReportServiceOptions): handleServerStreamingCall<object, object> {
  return (call) => {
    let timer: NodeJS.Timeout | undefined
    let closed = false
    const send = () => {
      timer = undefined
      reports.report().then(
        (report) => closed || call.write({ report: reportMessage(report) }),
        () => call.destroy(),
      )
    }
    const unsubscribe = subscribe(() => {
      timer ??= setTimeout(send, watchPause)
    })
    const refresh = setInterval(send, watchRefresh)
    const leave = () => {
      closed = true
      clearTimeout(timer)
      clearInterval(refresh)
      unsubscribe()
      stopping.removeEventListener('abort', end)
    }
    const end = () => {
      leave()
      call.end()
    }
    stopping.addEventListener('abort', end)
    call.on('close', leave)
    send()
  }
}

function reportMessage(report: Report): object {
  const { worst, changes, ...rest } = report
  return {
    ...messageFrom('Report', rest),
    worst: worst.map(findingMessage),
    changes: changes.map((each) => messageFrom('Change', each)),
  }
}

/** `references` is a map for people and a list on the wire. */
function findingMessage(finding: FindingView): object {
  const { references, ...rest } = finding
  return messageFrom('Finding', { ...rest, changedTime: finding.changedTime, references: referenceList(references) })
}

function ruleMessage(rule: Rule, disabled: boolean): object {
  const needs = rule.needs.map((need) => need.domain)
  return messageFrom('Rule', { ...rule, needs, disabled, references: referenceList(rule.references) })
}

function referenceList(references: Readonly<Record<string, readonly string[]>>) {
  return Object.entries(references).map(([framework, ids]) => ({ framework, ids }))
}

/** The report of an answer, as it was before it went over the wire. */
export function reportFrom(message: object): Report {
  const data = dataFrom('Report', message) as unknown as Report & { worst: object[]; changes: object[] }
  return { ...data, worst: data.worst.map(findingFromData), changes: data.changes.map(changeFromData) }
}

/** A change of an answer, as it was before it went over the wire. */
export function changeFrom(message: object): ChangeView {
  return changeFromData(dataFrom('Change', message))
}

/** A step without an answer before or after it has no words there either. */
function changeFromData(data: object): ChangeView {
  const { fromMessage, toMessage, ...rest } = data as ChangeView
  return {
    ...rest,
    ...(rest.from ? { fromMessage: fromMessage ?? '' } : {}),
    ...(rest.to ? { toMessage: toMessage ?? '' } : {}),
  }
}

/** A finding of an answer, as it was before it went over the wire. */
export function findingFrom(message: object): FindingView {
  return findingFromData(dataFrom('Finding', message))
}

function findingFromData(data: object): FindingView {
  const { references, evidence, previousMessage, level, ...rest } = data as WireFinding
  return {
    ...rest,
    ...(level ? { level } : {}),
    ...(rest.previousOutcome ? { previousMessage: previousMessage ?? '' } : {}),
    evidence: evidence.map(({ overridden, unknown, ...each }) => ({
      ...each,
      ...(overridden.length > 0 ? { overridden } : {}),
      ...(unknown ? { unknown } : {}),
    })),
    references: Object.fromEntries(references.map((each) => [each.framework, each.ids])),
  }
}

/** On the wire nothing is left out, and `references` is a list. */
type WireFinding = Omit<FindingView, 'references' | 'evidence'> & {
  readonly references: readonly { framework: string; ids: string[] }[]
  readonly evidence: readonly Required<FindingView['evidence'][number]>[]
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, type ServiceError, status } from '@grpc/grpc-js'
import { secureChannel } from '../../lib/grpc.ts'
import { dataFrom, messageFrom } from '../../proto/message.ts'
import { maxMessageBytes } from '../../proto/protocol.ts'
import { serviceDefinition } from '../../proto/service.ts'
import { decodeObservation, type ObservationView, viewOf } from '../../proto/view.ts'
import { changeFrom, findingFrom, reportFrom } from '../api/reports.ts'
import type { ChangeView, FindingView, NodeView, Report } from '../report/model.ts'
import { CliError } from './failure.ts'

/** Where a collector is and how to prove who asks. */
export interface ClientOptions {
  /** `host:port`. */
  readonly collector: string
  /** State directory of the collector, with the operator's certificate. */
  readonly state: string
}

/** What the `merlon` command asks a collector. Every failure is a CliError with the next step. */
export interface ReportClient {
  report(): Promise<Report>
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
  loginLink(): Promise<{ url: string; expireTime: string }>
  close(): void
}

/** Milliseconds that a call may take. */
const callLimit = 20_000

export function openClient({ collector, state }: ClientOptions): ReportClient {
  const tls = join(state, 'tls')
  const secure = secureChannel(collector, {
    ca: readOwn(join(tls, 'ca.crt')),
    cert: readOwn(join(tls, 'operator.crt')),
    key: readOwn(join(tls, 'operator.key')),
  })
  const client = new Client(collector, secure.credentials, {
    ...secure.options,
    'grpc.max_receive_message_length': 64 * 1024 * 1024,
    'grpc.max_send_message_length': maxMessageBytes,
  })
  const methods = serviceDefinition('ReportService')

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
        { deadline },
        (error: ServiceError | null, response?: object) => {
          if (error) fail(toCliError(error, collector))
          else done(response ?? {})
        },
      )
    })
  }

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

  return {
    report: async () => reportFrom(((await call('GetReport', {})) as { report: object }).report),
    watch: (listener, ended) => {
      const method = methods['WatchReport']
      if (!method) throw new Error('the contract has no WatchReport')
      const stream = client.makeServerStreamRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        {},
      )
      stream.on('data', (response: { report: object }) => listener(reportFrom(response.report)))
      stream.on('error', (error: ServiceError) => ended(toCliError(error, collector).message))
      stream.on('end', () => ended('the collector stopped'))
      return () => stream.cancel()
    },
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
    loginLink: async () =>
      dataFrom('CreateLoginLinkResponse', await call('CreateLoginLink', {})) as unknown as {
        url: string
        expireTime: string
      },
    close: () => client.close(),
  }
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

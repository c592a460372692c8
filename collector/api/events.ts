// What happened on nodes, as it is asked for over gRPC and HTTP.
import type { handleServerStreamingCall, UntypedServiceImplementation } from '@grpc/grpc-js'
import { eventKinds } from '../../proto/eventkind.ts'
import { v1 } from '../../proto/index.ts'
import { dataFrom } from '../../proto/message.ts'
import { fromTimestamp, type Timestamp, toTimestamp } from '../../proto/timestamp.ts'
import { type EventRecord, eventView } from '../report/eventview.ts'
import type { ReportSource } from '../report/source.ts'
import type { Store, StoredEvent } from '../store/store.ts'
import { eventsQuery } from './openapi.ts'
import { pageSize } from './paging.ts'
import { answering, QuestionError, type ReportServiceOptions, toServiceError } from './reports.ts'

/** What is asked for. */
export interface EventsAsked {
  readonly nodes?: readonly string[]
  readonly kinds?: readonly string[]
  /** Milliseconds since 1970. */
  readonly since?: number
  readonly after?: number
  readonly pageToken?: string
  readonly pageSize: number
}

/** The events of one cluster. */
export interface EventSource {
  /** Newest first. Throws a NotFoundError, and a PageTokenError. */
  list(asked: EventsAsked): Promise<{ events: EventRecord[]; nextPageToken?: string }>
}

export function openEvents(
  store: Pick<Store, 'events' | 'nodes'>,
  clusterId: string,
  reports: ReportSource,
): EventSource {
  return {
    list: async ({ nodes = [], ...query }) => {
      const nodeIds = await reports.nodeIds(nodes)
      const { events, ...more } = await store.events(clusterId, { ...query, nodeIds })
      const tellers = [...new Set(events.map(({ nodeId }) => nodeId))]
      const known = await store.nodes(clusterId, [], { nodeIds: tellers })
      const names = new Map(known.map((each) => [each.nodeId, each.name]))
      return { events: events.map((each) => recordOf(each, names.get(each.nodeId) ?? each.nodeId)), ...more }
    },
  }
}

function recordOf({ bytes, nodeId, sequence, spoolId, receivedTime }: StoredEvent, nodeName: string): EventRecord {
  return { nodeId, nodeName, sequence, spoolId, receivedTime, event: v1.Event.decode(bytes) }
}

/** Answers for `GET /api/v1/events`. Throws a ZodError for a query that makes no sense. */
export async function answerEvents(source: EventSource, query: unknown) {
  const { node, kind, since, pageToken, pageSize: size } = eventsQuery.parse(query)
  const { events, nextPageToken } = await source.list({
    ...{ nodes: node, kinds: kind, pageSize: pageSize(size) },
    ...(since === undefined ? {} : { since: Date.parse(since) }),
    ...(pageToken === undefined ? {} : { pageToken }),
  })
  return { events: events.map(eventView), ...(nextPageToken ? { nextPageToken } : {}) }
}

/** Events for watchers are gathered this long, in milliseconds. */
const watchPause = 200
const watchPage = 500

/** The calls of the report service that are about events. */
export function eventCalls(
  source: EventSource,
  options: Pick<ReportServiceOptions, 'subscribe' | 'stopping' | 'log'>,
): UntypedServiceImplementation {
  return {
    ListEvents: answering(async (request) => {
      const asked = dataFrom('ListEventsRequest', request)
      const { events, nextPageToken } = await source.list({
        ...{ nodes: asked['nodes'] as string[], kinds: kindsOf(asked['kinds']) },
        pageSize: pageSize(asked['pageSize'] as number | undefined),
        ...(asked['sinceTime'] ? { since: Date.parse(String(asked['sinceTime'])) } : {}),
        ...(asked['pageToken'] ? { pageToken: String(asked['pageToken']) } : {}),
      })
      return { events: events.map(recordMessage), nextPageToken: nextPageToken ?? '' }
    }, options.log),
    WatchEvents: watch(source, options),
  }
}

/** A kind that this version does not know must not silently ask for nothing. */
function kindsOf(asked: unknown): string[] {
  const kinds = asked as string[]
  const wrong = kinds.find((each) => !eventKinds.includes(each))
  if (wrong !== undefined) throw new QuestionError(`${wrong}: there are ${eventKinds.join(', ')}`)
  return kinds
}

function watch(
  source: EventSource,
  { subscribe, stopping }: Pick<ReportServiceOptions, 'subscribe' | 'stopping'>,
): handleServerStreamingCall<object, object> {
  return (call) => {
    const asked = dataFrom('WatchEventsRequest', call.request)
    const filter = () => ({ nodes: asked['nodes'] as string[], kinds: kindsOf(asked['kinds']) })
    let timer: NodeJS.Timeout | undefined
    let last = Number(asked['afterSequence'] ?? 0) || undefined
    let work: Promise<void> = Promise.resolve()

    async function send(): Promise<void> {
      timer = undefined
      last ??= (await source.list({ ...filter(), nodes: [], kinds: [], pageSize: 1 })).events[0]?.sequence ?? 0
      const events = (await newerThan(source, filter(), last)).reverse()
      last = events.at(-1)?.sequence ?? last
      for (let at = 0; at < events.length; at += watchPage)
        call.write({ events: events.slice(at, at + watchPage).map(recordMessage) })
    }

    const inOrder = () => {
      work = work.then(send).catch((error: Error) => void call.emit('error', toServiceError(error)))
    }
    const unsubscribe = subscribe(() => {
      timer ??= setTimeout(inOrder, watchPause)
    })
    const leave = () => {
      clearTimeout(timer)
      unsubscribe()
      stopping.removeEventListener('abort', end)
    }
    const end = () => {
      leave()
      call.end()
    }
    stopping.addEventListener('abort', end)
    call.on('close', leave)
    inOrder()
  }
}

async function newerThan(source: EventSource, filter: Partial<EventsAsked>, after: number): Promise<EventRecord[]> {
  const found: EventRecord[] = []
  let pageToken: string | undefined
  do {
    const page = await source.list({ ...filter, after, pageSize: watchPage, ...(pageToken ? { pageToken } : {}) })
    found.push(...page.events)
    pageToken = page.nextPageToken
  } while (pageToken)
  return found
}

function recordMessage({ receivedTime, ...record }: EventRecord): object {
  return { ...record, receivedTime: toTimestamp(receivedTime) }
}

/** A record of an answer, as it was before it went over the wire. */
export function eventRecordFrom(message: object): EventRecord {
  const { receivedTime, ...record } = message as Omit<EventRecord, 'receivedTime'> & { receivedTime?: Timestamp }
  return { ...record, receivedTime: fromTimestamp(receivedTime) }
}

import { type ServerDuplexStream, status } from '@grpc/grpc-js'
import { type StatusOptions, statusError } from '../../lib/grpcstatus.ts'
import type { v1 } from '../../proto/index.ts'
import { limits, protocolMax, protocolMin } from '../../proto/protocol.ts'
import { wireSize } from '../../proto/service.ts'
import { fromTimestamp } from '../../proto/timestamp.ts'
import { nodeName } from '../identity/nodename.ts'
import { codeOf } from '../identity/refusal.ts'
import { type Standing, standingWords } from '../identity/standing.ts'
import type { Judging } from '../judging.ts'
import type { VitalsView } from '../report/model.ts'
import { type NewObservation, SequenceGapError, StaleSessionError, type Store } from '../store/store.ts'
import { announcedOf, apart, maxDomains } from './announced.ts'
import { applyDelta, FrameError, openAssembly, requireDomainName } from './assembly.ts'
import type { Budget } from './budget.ts'
import { checkEvents } from './events.ts'
import type { Guarding, Guards } from './guards.ts'
import { openInflight } from './inflight.ts'
import { openReading } from './reading.ts'
import type { Resends } from './resends.ts'
import { openWanted } from './wanted.ts'

type Request = ReturnType<typeof v1.ConnectRequest.decode>
type Response = Parameters<typeof v1.ConnectResponse.encode>[0]
export type AgentStream = ServerDuplexStream<Request, Response>

export interface SessionContext {
  readonly clusterId: string
  readonly nodeId: string
  readonly version: string
  readonly store: Store
  readonly judging: Judging
  readonly log: { info(fields: object, message: string): void; warn(fields: object, message: string): void }
  /** Called for each sign of life. */
  readonly heard: (beat: { clockOffset: number; degraded: readonly string[] }, vitals?: VitalsView) => void
  /** Called after events were committed. */
  readonly happened?: () => void
  /** Says what needs no evidence. */
  readonly guards?: Pick<Guards, 'open'>
  /** Whether the node may speak now: asked at its hello and before each commit. */
  readonly standing: () => Standing
  readonly budget: Budget
  readonly resends: Resends
  /** Milliseconds after which an agent that is sent away may come back. */
  readonly comeBack: () => number
}

export interface AgentSession {
  /** Asks the agent to leave and come back. */
  reconnect(reason: string, after: number, spread: number): void
  /** Ends the session with an error. */
  fail(code: status, reason: string, message: string, options?: StatusOptions): void
  /** Asks the agent to look again. */
  rescan(domains: readonly string[]): void
  readonly ended: Promise<void>
}

/** New domains that arrive together are judged and committed together, within this many milliseconds. */
const gather = 20
/** So long where more were asked for: a whole node is judged and committed once. */
const gatherAsked = 1000

/** What an agent says of itself, no longer than people would read. */
function bounded(sentences: readonly string[] | null | undefined): string[] {
  return (sentences ?? []).slice(0, 20).map((each) => each.slice(0, 500))
}

function vitalsOf(beat: NonNullable<Request['heartbeat']>): VitalsView {
  return {
    uptimeSeconds: beat.uptimeSeconds ?? 0,
    load1: beat.load1 ?? 0,
    memoryTotalBytes: beat.memoryTotalBytes ?? 0,
    memoryAvailableBytes: beat.memoryAvailableBytes ?? 0,
    agentMemoryBytes: beat.agentMemoryBytes ?? 0,
    agentCpuSeconds: beat.agentCpuSeconds ?? 0,
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The next piece of a domain has to come within this, in milliseconds. */
const patience = 60_000

/** A node that another one speaks for too waits at least this long before it comes back, in milliseconds. */
const supersededWait = 60_000

class StandingError extends Error {
  override readonly name = 'StandingError'
  readonly standing: Exclude<Standing, 'good'>
  constructor(standing: Exclude<Standing, 'good'>) {
    super(standingWords[standing])
    this.standing = standing
  }
}

/** What heartbeats say is compared with the store at most this often, in milliseconds: each time costs a question to it. */
const comparePause = 1000

/** Messages that an agent may leave unread. Reading from it stops much earlier; what others decide is still told. */
const maxUnread = 256

/** Serves one agent: hello, then domains, each acknowledged when it is committed. */
export function serveAgent(stream: AgentStream, context: SessionContext): AgentSession {
  const { clusterId, nodeId, store, judging, log } = context
  const assembly = openAssembly(limits.maxDomainBytes)
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  const reading = openReading(stream)
  const inflight = openInflight(context.budget, (full) => reading.hinder('inflight', full))
  const wanted = openWanted(context.resends, (domains) => send({ needFull: { domains } }))
  const ready = new Map<string, NewObservation>()
  /** Domains that the agent has; what is not among them will not come. Judged with the first that comes. */
  let announced: ReadonlySet<string> | undefined
  const known = new Set<string>()
  let epoch = 0
  /** When a heartbeat was last compared with the store. */
  let comparedAt = Number.NEGATIVE_INFINITY
  let greeted = false
  let received = 0
  /** Of the agent's events; empty where it has none. */
  let spoolId = ''
  let committedEventSeq = 0
  let guarding: Guarding | undefined
  let timer: NodeJS.Timeout | undefined
  /** The timer waits for what was asked for. */
  let isGathering = false
  let unfinished: NodeJS.Timeout | undefined
  let work: Promise<void> = Promise.resolve()
  let arriving: Promise<void> = Promise.resolve()
  let commands = 0
  /** The session is over: what still comes of it is nobody's. */
  let over = false

  function send(response: Response): void {
    reading.write(response)
    if (reading.unread() >= maxUnread)
      failForNow(status.RESOURCE_EXHAUSTED, 'RATE_LIMITED', 'the agent does not read what it is told')
  }

  /** An error thrown in a handler of the stream would end the process: every frame passes here. */
  function guard(step: () => Promise<void> | void): void {
    work = work.then(step).catch(onError)
  }

  /** In the order of what came; what is committed meanwhile does not wait for it. */
  function arrive(step: () => Promise<void> | void): void {
    arriving = arriving.then(step)
  }

  function onError(error: unknown): void {
    if (error instanceof FrameError) {
      refuse(error)
    } else if (error instanceof StandingError) {
      fail(codeOf(error.standing), error.standing, error.message)
    } else if (error instanceof StaleSessionError) {
      if (error.superseded) reconnect('SUPERSEDED', supersededWait, supersededWait)
      fail(status.ABORTED, 'STALE_EPOCH', 'a newer session of this node is open')
    } else if (error instanceof SequenceGapError) {
      fail(status.OUT_OF_RANGE, 'SEQ_GAP', error.message)
    } else {
      log.warn({ node: nodeId, reason: (error as Error).message }, 'a session failed')
      failForNow(status.UNAVAILABLE, 'STORAGE_DOWN', 'the collector could not store what was sent')
    }
  }

  /** Without a hello that holds there is no session that could go on. */
  function refuse({ reason, message }: FrameError): void {
    if (epoch === 0) fail(status.INVALID_ARGUMENT, reason, message)
    else send({ nack: { seq: received, code: status.INVALID_ARGUMENT, reason, message } })
  }

  /** Ends the session; the agent hears when it may come back. */
  function failForNow(code: status, reason: string, message: string): void {
    fail(code, reason, message, { retryAfterMilliseconds: context.comeBack() })
  }

  function fail(code: status, reason: string, message: string, options?: StatusOptions): void {
    if (over) return
    stream.emit('error', statusError(code, reason, message, options))
    finish()
  }

  function finish(): void {
    if (over) return
    over = true
    clearTimeout(timer)
    clearTimeout(unfinished)
    wanted.close()
    inflight.close()
    end()
  }

  function reconnect(reason: string, afterMilliseconds: number, spreadMilliseconds: number): void {
    send({ reconnect: { reason, afterMilliseconds, spreadMilliseconds } })
  }

  function requireStanding(): void {
    const standing = context.standing()
    if (standing !== 'good') throw new StandingError(standing)
  }

  async function onHello(hello: NonNullable<Request['hello']>): Promise<void> {
    if (greeted) throw new FrameError('MALFORMED_FRAME', 'a second hello')
    greeted = true
    requireStanding()
    const newest = Math.min(protocolMax, hello.protocolMax ?? 0)
    if (newest < Math.max(protocolMin, hello.protocolMin ?? 0)) {
      return fail(
        status.FAILED_PRECONDITION,
        'PROTOCOL_UNSUPPORTED',
        `this collector speaks ${protocolMin} to ${protocolMax}`,
      )
    }
    const has = announcedOf(hello.domains)
    const now = Date.now()
    const clockOffset = hello.agentTime ? fromTimestamp(hello.agentTime) - now : 0
    const about = {
      name: nodeName(hello.nodeName ?? '') || nodeId,
      agentVersion: (hello.agentVersion ?? '').slice(0, 64),
      bootId: (hello.bootId ?? '').slice(0, 64),
    }
    const degraded = bounded(hello.degraded)
    if (hello.capabilities?.includes('events')) spoolId = hello.spoolId ?? ''
    if (spoolId && !uuid.test(spoolId))
      return fail(status.INVALID_ARGUMENT, 'MALFORMED_FRAME', 'the id of a spool that is no UUID')
    const session = { clusterId, nodeId, ...about, degraded, clockOffset, time: now }
    const state = await store.openSession({ ...session, ...(spoolId ? { spoolId } : {}) })
    epoch = state.epoch
    committedEventSeq = state.committedEventSeq
    announced = new Set(has.keys())
    for (const domain of state.hashes.keys()) known.add(domain)
    context.heard({ clockOffset, degraded })
    const lacking = apart(has, state.hashes)
    const needFull = wanted.want(lacking)
    log.info({ node: nodeId, name: about.name, epoch, needs: lacking }, 'an agent connected')
    send({
      welcome: {
        protocol: newest,
        collectorVersion: context.version,
        capabilities: spoolId ? ['events'] : [],
        sessionEpoch: epoch,
        committedEventSeq,
        limits,
        needFull,
      },
    })
    guarding = context.guards?.open({
      ...{ clusterId, nodeId, hash: hello.guardHash ?? new Uint8Array() },
      send: (set) => send({ guard: { ...set, entries: [...set.entries] } }),
    })
    void ended.then(guarding?.close)
  }

  async function onDelta(delta: NonNullable<Request['domainDelta']>): Promise<void> {
    const domain = requireDomainName(delta.domain ?? '')
    await flush()
    const [base] = await store.observations(clusterId, nodeId, [domain])
    const observation = applyDelta(base, delta, limits.maxDomainBytes)
    if (observation) take(observation)
    else need([domain])
  }

  function need(domains: readonly string[]): void {
    const now = wanted.want(domains)
    if (now.length > 0) send({ needFull: { domains: now } })
  }

  function take(observation: NewObservation): void {
    known.add(observation.domain)
    if (known.size > maxDomains) {
      known.delete(observation.domain)
      throw new FrameError('FIELD_TOO_LARGE', `more than ${maxDomains} domains`)
    }
    ready.set(observation.domain, observation)
    const isComing = wanted.lacks(ready)
    // The last that was asked for ends the longer wait.
    if (!isComing && isGathering) clearTimer()
    isGathering = isComing
    timer ??= setTimeout(() => guard(flush), isComing ? gatherAsked : gather)
  }

  function clearTimer(): void {
    clearTimeout(timer)
    timer = undefined
    isGathering = false
  }

  async function flush(): Promise<void> {
    clearTimer()
    const seq = received
    const batch = [...ready.values()]
    ready.clear()
    if (batch.length === 0) return
    requireStanding()
    await judging.observed(clusterId, nodeId, epoch, batch, announced)
    announced = undefined
    inflight.committed()
    wanted.came(batch.map((each) => each.domain))
    send({ ack: { committedSeq: seq, committedEventSeq } })
  }

  async function onHeartbeat(beat: NonNullable<Request['heartbeat']>): Promise<void> {
    const has = announcedOf(beat.domains)
    const clockOffset = beat.agentTime ? fromTimestamp(beat.agentTime) - Date.now() : 0
    const degraded = bounded(beat.degraded)
    requireStanding()
    context.heard({ clockOffset, degraded }, vitalsOf(beat))
    // Several at once, as after a stall, say the same; what comes apart later is said by the next.
    if (performance.now() - comparedAt < comparePause) return
    comparedAt = performance.now()
    await flush()
    need(apart(has, await store.hashes(clusterId, nodeId)))
  }

  async function onFrame(request: Request): Promise<void> {
    if (!greeted && !request.hello)
      return fail(status.INVALID_ARGUMENT, 'MALFORMED_FRAME', 'a session begins with hello')
    const seq = request.seq ?? 0
    if (seq > 0 && seq !== received + 1) return fail(status.OUT_OF_RANGE, 'SEQ_GAP', `frame ${seq} after ${received}`)
    if (seq > 0) received = seq
    if (request.hello) return onHello(request.hello)
    if (request.heartbeat) return onHeartbeat(request.heartbeat)
    if (request.domainDelta) return onDelta(request.domainDelta)
    if (request.domainChunk) {
      const observation = assembly.chunk(request.domainChunk)
      if (observation) take(observation)
      return
    }
    if (request.events) return onEvents(request.events)
  }

  async function onEvents(batch: NonNullable<Request['events']>): Promise<void> {
    if (!spoolId) throw new FrameError('UNIMPLEMENTED', 'events were not offered: Hello names no spool')
    if (batch.spoolId !== spoolId) throw new FrameError('MALFORMED_FRAME', 'events of another spool than that of Hello')
    const events = checkEvents(batch.events)
    // An acknowledgement speaks of all frames before it.
    await flush()
    requireStanding()
    const result = await store.commitEvents({ clusterId, nodeId, epoch, spoolId, time: Date.now(), events })
    committedEventSeq = result.committedSeq
    send({ ack: { committedSeq: received, committedEventSeq } })
    if (result.stored > 0) {
      context.happened?.()
      guarding?.heard()
    }
  }

  /** What of a frame stays in memory until it is committed. */
  function keptOf(request: Request): 'none' | 'kept' | 'apart' {
    if (request.domainDelta && ready.has(request.domainDelta.domain ?? '')) return 'kept'
    if (!request.domainChunk) return 'none'
    if (!assembly.isEmpty()) return 'apart'
    inflight.joined()
    return ready.has(request.domainChunk.domain ?? '') ? 'kept' : 'none'
  }

  async function deal(request: Request, bytes: number): Promise<void> {
    try {
      if (!over) await onFrame(request)
    } finally {
      inflight.done(bytes, keptOf(request))
      if (ready.size === 0 && assembly.isEmpty()) inflight.committed()
      holdUp()
    }
  }

  /** What is begun must be finished: until then it takes room from others. */
  function holdUp(): void {
    clearTimeout(unfinished)
    if (assembly.isEmpty() || over) return
    unfinished = setTimeout(() => {
      failForNow(status.RESOURCE_EXHAUSTED, 'RATE_LIMITED', 'the rest of a domain did not come')
    }, patience)
  }

  stream.on('data', (request: Request) => {
    const bytes = wireSize(request)
    // HTTP/2 flow control pushes back on an agent while there is no room for what it sends.
    const room = inflight.enter(bytes)
    arrive(async () => {
      if (await room) return guard(() => deal(request, bytes))
      failForNow(status.RESOURCE_EXHAUSTED, 'INFLIGHT_BYTES', 'the collector has no room for more at the moment')
    })
  })
  // What was begun is finished first.
  stream.on('error', () => arrive(() => guard(finish)))
  stream.on('end', () => {
    arrive(() =>
      guard(async () => {
        if (over) return
        await flush()
        stream.end()
        finish()
      }),
    )
  })
  stream.on('cancelled', () => {
    clearTimeout(timer)
    arrive(() => guard(finish))
  })
  return {
    ended,
    reconnect,
    fail,
    rescan: (domains) => {
      commands += 1
      send({ command: { id: `rescan-${epoch}-${commands}`, rescan: { domains: [...domains] } } })
    },
  }
}

import { type ServerDuplexStream, type ServiceError, status } from '@grpc/grpc-js'
import type { v1 } from '../../proto/index.ts'
import { limits, protocolMax, protocolMin } from '../../proto/protocol.ts'
import { fromTimestamp } from '../../proto/timestamp.ts'
import type { Judging } from '../judging.ts'
import type { VitalsView } from '../report/model.ts'
import { type NewObservation, SequenceGapError, StaleSessionError, type Store } from '../store/store.ts'
import { applyDelta, FrameError, openAssembly } from './assembly.ts'
import { checkEvents } from './events.ts'

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
}

export interface AgentSession {
  /** Asks the agent to leave and come back. */
  reconnect(reason: string, after: number, spread: number): void
  /** Asks the agent to look again. */
  rescan(domains: readonly string[]): void
  readonly ended: Promise<void>
}

/** New domains that arrive together are judged and committed together, within this many milliseconds. */
const gather = 20

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

/** Frames of one session that may wait. */
const maxQueued = 32

/** Domains of one node, of later versions too. */
const maxDomains = 64

/** Serves one agent: hello, then domains, each acknowledged when it is committed. */
export function serveAgent(stream: AgentStream, context: SessionContext): AgentSession {
  const { clusterId, nodeId, store, judging, log } = context
  const assembly = openAssembly(limits.maxDomainBytes)
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  /** What this session committed last, by domain: the base of the agent's deltas. */
  const bases = new Map<string, { hash: string; bytes: Uint8Array }>()
  const ready = new Map<string, NewObservation>()
  /** Domains that the agent has; what is not among them will not come. Judged with the first that comes. */
  let announced: ReadonlySet<string> | undefined
  const known = new Set<string>()
  let epoch = 0
  let greeted = false
  let received = 0
  /** Of the agent's events; empty where it has none. */
  let spoolId = ''
  let committedEventSeq = 0
  let timer: NodeJS.Timeout | undefined
  let work: Promise<void> = Promise.resolve()
  let commands = 0

  function send(response: Response): void {
    if (!stream.writableEnded && !stream.destroyed) stream.write(response)
  }

  /** An error thrown in a handler of the stream would end the process: every frame passes here. */
  function guard(step: () => Promise<void> | void): void {
    work = work.then(step).catch((error: unknown) => {
      if (error instanceof FrameError)
        return send({
          nack: { seq: received, code: status.INVALID_ARGUMENT, reason: error.reason, message: error.message },
        })
      if (error instanceof StaleSessionError)
        return fail(status.ABORTED, 'STALE_EPOCH', 'a newer session of this node is open')
      if (error instanceof SequenceGapError) return fail(status.OUT_OF_RANGE, 'SEQ_GAP', error.message)
      log.warn({ node: nodeId, reason: (error as Error).message }, 'a session failed')
      return fail(status.UNAVAILABLE, 'STORAGE_DOWN', 'the collector could not store what was sent')
    })
  }

  function fail(code: status, reason: string, message: string): void {
    clearTimeout(timer)
    const error: Partial<ServiceError> = { code, details: `${reason}: ${message}` }
    stream.emit('error', error)
    end()
  }

  async function onHello(hello: NonNullable<Request['hello']>): Promise<void> {
    if (greeted) throw new FrameError('MALFORMED_FRAME', 'a second hello')
    greeted = true
    const newest = Math.min(protocolMax, hello.protocolMax ?? 0)
    if (newest < Math.max(protocolMin, hello.protocolMin ?? 0)) {
      return fail(
        status.FAILED_PRECONDITION,
        'PROTOCOL_UNSUPPORTED',
        `this collector speaks ${protocolMin} to ${protocolMax}`,
      )
    }
    const now = Date.now()
    const clockOffset = hello.agentTime ? fromTimestamp(hello.agentTime) - now : 0
    const about = {
      name: (hello.nodeName || nodeId).slice(0, 253),
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
    announced = new Set((hello.domains ?? []).map((each) => each.domain ?? ''))
    for (const domain of state.hashes.keys()) known.add(domain)
    context.heard({ clockOffset, degraded })
    const needFull = (hello.domains ?? [])
      .filter((each) => state.hashes.get(each.domain ?? '') !== Buffer.from(each.hash ?? []).toString('hex'))
      .map((each) => each.domain ?? '')
    log.info({ node: nodeId, name: about.name, epoch, needs: needFull }, 'an agent connected')
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
  }

  async function onDelta(delta: NonNullable<Request['domainDelta']>): Promise<void> {
    const domain = delta.domain ?? ''
    await flush()
    const base =
      bases.get(domain) ?? (await store.observations(clusterId, nodeId)).find((each) => each.domain === domain)
    const observation = applyDelta(base, delta, limits.maxDomainBytes)
    if (observation) take(observation)
    else send({ needFull: { domains: [domain] } })
  }

  function take(observation: NewObservation): void {
    known.add(observation.domain)
    if (known.size > maxDomains) {
      known.delete(observation.domain)
      throw new FrameError('FIELD_TOO_LARGE', `more than ${maxDomains} domains`)
    }
    ready.set(observation.domain, observation)
    timer ??= setTimeout(() => guard(flush), gather)
  }

  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const seq = received
    const batch = [...ready.values()]
    ready.clear()
    if (batch.length > 0) await judging.observed(clusterId, nodeId, epoch, batch, announced)
    if (batch.length > 0) announced = undefined
    for (const each of batch) bases.set(each.domain, { hash: each.hash, bytes: each.bytes })
    if (batch.length > 0) send({ ack: { committedSeq: seq, committedEventSeq } })
  }

  async function onHeartbeat(beat: NonNullable<Request['heartbeat']>): Promise<void> {
    const clockOffset = beat.agentTime ? fromTimestamp(beat.agentTime) - Date.now() : 0
    const degraded = bounded(beat.degraded)
    context.heard({ clockOffset, degraded }, vitalsOf(beat))
    await flush()
    const stored = await store.hashes(clusterId, nodeId)
    const apart = (beat.domains ?? []).filter(
      (each) => stored.get(each.domain ?? '') !== Buffer.from(each.hash ?? []).toString('hex'),
    )
    if (apart.length > 0) send({ needFull: { domains: apart.map((each) => each.domain ?? '') } })
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
    const result = await store.commitEvents({ clusterId, nodeId, epoch, spoolId, time: Date.now(), events })
    committedEventSeq = result.committedSeq
    send({ ack: { committedSeq: received, committedEventSeq } })
    if (result.stored > 0) context.happened?.()
  }

  let queued = 0
  stream.on('data', (request: Request) => {
    queued += 1
    // HTTP/2 flow control pushes back on an agent that sends faster than it is stored.
    if (queued >= maxQueued) stream.pause()
    guard(() => onFrame(request))
    guard(() => {
      queued -= 1
      if (queued < maxQueued) stream.resume()
    })
  })
  // What was begun is finished first.
  stream.on('error', () => guard(end))
  stream.on('end', () => {
    guard(async () => {
      await flush()
      stream.end()
      end()
    })
  })
  stream.on('cancelled', () => {
    clearTimeout(timer)
    guard(end)
  })
  return {
    ended,
    reconnect: (reason, afterMilliseconds, spreadMilliseconds) =>
      send({ reconnect: { reason, afterMilliseconds, spreadMilliseconds } }),
    rescan: (domains) => {
      commands += 1
      send({ command: { id: `rescan-${epoch}-${commands}`, rescan: { domains: [...domains] } } })
    },
  }
}

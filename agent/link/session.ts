import { type ClientDuplexStream, type ServiceError, status } from '@grpc/grpc-js'
import { reasonOf, retryAfterOf } from '../../lib/grpcstatus.ts'
import { type Domain, isDomain, type v1 } from '../../proto/index.ts'
import { limits as assumedLimits, protocolMax, protocolMin } from '../../proto/protocol.ts'
import { toTimestamp } from '../../proto/timestamp.ts'
import type { Look } from '../inspect/observe.ts'
import { openDomainSender } from './domains.ts'
import { type EventSender, openEventSender } from './events.ts'
import type { Spool } from './spool.ts'

type Request = Parameters<typeof v1.ConnectRequest.encode>[0]
type Response = ReturnType<typeof v1.ConnectResponse.decode>
type GuardSet = ReturnType<typeof v1.GuardSet.decode>
export type Stream = ClientDuplexStream<Request, Response>

/** What a session tells of the node. */
export interface NodeState {
  looks(): ReadonlyMap<Domain, Look>
  degraded(): readonly string[]
  rescan(domains?: readonly Domain[]): Promise<void>
  readonly nodeName: string
  readonly bootId: string
  readonly agentVersion: string
  vitals(): Vitals | Promise<Vitals>
  /** Where events wait. Absent: there are none. */
  readonly spool?: Spool
  /** The collector says what needs no evidence. */
  guard?(set: GuardSet): void
  /** Hash of what it said last; empty for nothing. */
  guardHash?(): Uint8Array
  /** The node's clock, milliseconds since 1970. Absent: that of this process. */
  now?(): number
}

/** How the node is doing. */
export interface Vitals {
  readonly uptimeSeconds: number
  readonly load1: number
  readonly memoryTotalBytes?: number
  readonly memoryAvailableBytes?: number
}

/** How a session ended. */
export interface Ending {
  readonly code: number
  readonly reason: string
  /** The word that programs go by, for example `NODE_BANNED`. */
  readonly word?: string
  /** The collector asked to come back then, in milliseconds. */
  readonly reconnect?: Reconnect
  /** The collector asked for so many milliseconds of patience. */
  readonly retryAfter?: number
}

/** Not before so many milliseconds, and then spread over so many more. */
export interface Reconnect {
  readonly after: number
  readonly spread: number
}

export interface Session {
  /** A domain has a new look. */
  changed(look: Look): void
  /** Leaves on purpose. */
  leave(reason: string): void
  /** Ends it at once. */
  cancel(): void
  /** The collector asks for another session in place of this one, which goes on until then. */
  readonly replaced: Promise<Reconnect>
  readonly ended: Promise<Ending>
}

/** Speaks the protocol over one stream: hello, what the collector lacks, then every change; `welcomed` once it is answered, `acked` when something is committed. */
export function openSession(
  stream: Stream,
  node: NodeState,
  events: { welcomed(): void; acked(): void; warn(message: string): void },
): Session {
  let seq = 0
  let limits: { maxChunkBytes: number; maxInflightBytes: number; heartbeatSeconds: number } = assumedLimits
  let open = false
  let left = false
  let reconnect: Ending['reconnect']
  let heartbeat: NodeJS.Timeout | undefined
  /** What was written waits for the network: nothing is added until it drains. */
  let isBlocked = false
  const { promise: ended, resolve: end } = Promise.withResolvers<Ending>()
  const { promise: replaced, resolve: replace } = Promise.withResolvers<Reconnect>()
  const sender = node.spool && openSender(node.spool)
  const clock = () => node.now?.() ?? Date.now()
  const domains = openDomainSender({
    looks: node.looks,
    send: (frame) => write(frame, true),
    isOpen: () => open && !isBlocked,
  })

  function openSender(spool: Spool): EventSender {
    return openEventSender({
      spool,
      send: (batch) => write({ events: batch }, true),
      isBlocked: () => isBlocked,
      replaced: () => leave('another spool'),
    })
  }

  function write(frame: Omit<Request, 'seq'>, numbered: boolean): number {
    if (numbered) seq += 1
    if (!stream.write({ ...frame, seq: numbered ? seq : 0 })) isBlocked = true
    return seq
  }

  function hashes() {
    return [...node.looks().values()].map((look) => ({ domain: look.domain, hash: Buffer.from(look.hash, 'hex') }))
  }

  async function beat(): Promise<void> {
    const vitals = await node.vitals()
    if (!open) return
    heartbeat = setTimeout(beatLater, limits.heartbeatSeconds * 1000 * (0.8 + 0.4 * Math.random()))
    // One that waits behind others says nothing new.
    if (isBlocked) return
    const usage = process.cpuUsage()
    const own = { agentMemoryBytes: process.memoryUsage.rss(), agentCpuSeconds: (usage.user + usage.system) / 1e6 }
    const common = { agentTime: toTimestamp(clock()), domains: hashes(), degraded: [...node.degraded()] }
    write({ heartbeat: { ...common, ...vitals, ...own } }, false)
  }

  function beatLater(): void {
    beat().catch((error: Error) => events.warn(`no heartbeat could be made: ${error.message}`))
  }

  function onWelcome(welcome: NonNullable<Response['welcome']>): void {
    const protocol = welcome.protocol ?? 0
    if (protocol < protocolMin || protocol > protocolMax) {
      const reason = `the collector chose protocol ${protocol}, and this agent speaks ${protocolMin} to ${protocolMax}`
      close({ code: status.FAILED_PRECONDITION, word: 'PROTOCOL_UNSUPPORTED', reason })
      return void stream.cancel()
    }
    limits = { ...assumedLimits, ...nonZero({ ...welcome.limits }) }
    open = true
    heartbeat = setTimeout(beatLater, limits.heartbeatSeconds * 1000 * Math.random())
    events.welcomed()
    domains.start(new Set(welcome.needFull ?? []), limits)
    if (welcome.capabilities?.includes('events'))
      sender?.start(welcome.committedEventSeq ?? 0, Math.min(limits.maxChunkBytes, limits.maxInflightBytes))
  }

  function onAck(committedSeq: number, committedEventSeq: number): void {
    events.acked()
    sender?.acked(committedEventSeq)
    domains.acked(committedSeq)
  }

  function needFull(asked: readonly string[]): void {
    for (const domain of asked) {
      const look = isDomain(domain) ? node.looks().get(domain) : undefined
      if (look) domains.queue(look, true)
    }
  }

  async function onCommand(command: NonNullable<Response['command']>): Promise<void> {
    const id = command.id ?? ''
    if (!command.rescan)
      return void write({ commandResult: { id, code: status.UNIMPLEMENTED, message: 'unknown command' } }, true)
    const asked = (command.rescan.domains ?? []).filter(isDomain)
    await node.rescan(asked.length > 0 ? asked : undefined)
    if (open) write({ commandResult: { id, code: status.OK } }, true)
  }

  function receive(response: Response): void {
    if (response.welcome) onWelcome(response.welcome)
    if (response.ack) onAck(response.ack.committedSeq ?? 0, response.ack.committedEventSeq ?? 0)
    if (response.needFull) needFull(response.needFull.domains ?? [])
    if (response.command) void onCommand(response.command)
    if (response.guard) node.guard?.(response.guard as GuardSet)
    if (response.nack) {
      events.warn(`the collector refused a frame: ${response.nack.reason}: ${response.nack.message}`)
      domains.refused(response.nack.seq ?? 0)
      sender?.refused(response.nack.seq ?? 0, response.nack.reason ?? '')
    }
    if (response.reconnect) onReconnect(response.reconnect)
  }

  function onReconnect({ reason, afterMilliseconds, spreadMilliseconds }: NonNullable<Response['reconnect']>): void {
    reconnect = { after: afterMilliseconds ?? 0, spread: spreadMilliseconds ?? 0 }
    // A collector that drains serves on until another session is there; others want this one to end.
    if (reason === 'DRAINING' && open) replace(reconnect)
    else leave(reason ?? '')
  }

  function leave(reason: string): void {
    if (left) return
    left = true
    sender?.stop()
    if (open) {
      open = false
      clearTimeout(heartbeat)
      write({ goodbye: { reason } }, false)
      stream.end()
    } else {
      // Nothing was said yet that could be lost, and there may be nobody to wait for.
      stream.cancel()
    }
  }

  function close(ending: Ending): void {
    open = false
    sender?.stop()
    clearTimeout(heartbeat)
    end({ ...ending, ...(reconnect ? { reconnect } : {}) })
  }

  stream.on('data', (response: Response) => {
    try {
      receive(response)
    } catch (error) {
      events.warn(`a frame of the collector could not be used: ${(error as Error).message}`)
    }
  })
  stream.on('drain', () => {
    isBlocked = false
    if (!open) return
    domains.flush()
    sender?.drained()
  })
  stream.on('error', (error: ServiceError) => {
    const [word, retryAfter] = [reasonOf(error), retryAfterOf(error)]
    const more = { ...(word === undefined ? {} : { word }), ...(retryAfter === undefined ? {} : { retryAfter }) }
    close({ code: error.code ?? status.UNKNOWN, reason: error.details || error.message, ...more })
  })
  stream.on('end', () => close({ code: status.OK, reason: 'the collector ended the session' }))

  const hello = {
    protocolMin,
    protocolMax,
    agentVersion: node.agentVersion,
    domains: hashes(),
    nodeName: node.nodeName,
    bootId: node.bootId,
    ...(node.guardHash && { guardHash: node.guardHash() }),
    ...(node.spool ? { spoolId: node.spool.id(), capabilities: ['events'] } : {}),
  }
  write({ hello: { ...hello, agentTime: toTimestamp(clock()), degraded: [...node.degraded()] } }, false)
  return { changed: (look) => domains.queue(look, false), leave, cancel: () => stream.cancel(), replaced, ended }
}

function nonZero(values: Readonly<Record<string, unknown>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] > 0),
  )
}

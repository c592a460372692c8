import { type ClientDuplexStream, type ServiceError, status } from '@grpc/grpc-js'
import { splice } from '../../proto/delta.ts'
import { type Domain, isDomain, type v1 } from '../../proto/index.ts'
import { limits as assumedLimits, protocolMax, protocolMin } from '../../proto/protocol.ts'
import { toTimestamp } from '../../proto/timestamp.ts'
import type { Look } from '../inspect/observe.ts'
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
  /** The collector asked to come back then, in milliseconds. */
  readonly reconnect?: { readonly after: number; readonly spread: number }
}

export interface Session {
  /** A domain has a new look. */
  changed(look: Look): void
  /** Leaves on purpose. */
  leave(reason: string): void
  readonly ended: Promise<Ending>
}

interface Sent {
  /** Number of its first frame. */
  readonly first: number
  readonly domain: Domain
  readonly bytes: Uint8Array
  readonly hash: string
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
  /** What the collector has for certain: the base of the next delta. */
  const committed = new Map<Domain, Pick<Sent, 'bytes' | 'hash'>>()
  /** Sent and not yet acknowledged, by the number of its last frame. */
  const inflight = new Map<number, Sent>()
  /** Waits for room. Only the newest look of a domain is worth sending. */
  const pending = new Map<Domain, { look: Look; whole: boolean }>()
  /** The looks that Hello told of: they may have changed before it is answered. */
  const greeting = new Map(node.looks())
  const { promise: ended, resolve: end } = Promise.withResolvers<Ending>()
  const sender = node.spool && openSender(node.spool)

  function openSender(spool: Spool): EventSender {
    return openEventSender({
      spool,
      send: (batch) => write({ events: batch }, true),
      replaced: () => leave('another spool'),
    })
  }

  function write(frame: Omit<Request, 'seq'>, numbered: boolean): number {
    if (numbered) seq += 1
    stream.write({ ...frame, seq: numbered ? seq : 0 })
    return seq
  }

  function queue(look: Look, whole: boolean): void {
    pending.set(look.domain, { look, whole: whole || (pending.get(look.domain)?.whole ?? false) })
    flush()
  }

  function flush(): void {
    for (const [domain, { look, whole }] of pending) {
      if (!open || inflightBytes() >= limits.maxInflightBytes) return
      pending.delete(domain)
      const base = committed.get(domain)
      const busy = [...inflight.values()].some((each) => each.domain === domain)
      const first = seq + 1
      const last = whole || !base || busy ? sendWhole(look) : sendDelta(base, look)
      inflight.set(last, { first, domain, bytes: look.bytes, hash: look.hash })
    }
  }

  function inflightBytes(): number {
    let sum = 0
    for (const each of inflight.values()) sum += each.bytes.length
    return sum
  }

  function sendWhole(look: Look): number {
    const common = {
      domain: look.domain,
      hash: Buffer.from(look.hash, 'hex'),
      totalBytes: look.bytes.length,
      observedTime: toTimestamp(look.time),
    }
    let offset = 0
    do {
      const data = look.bytes.subarray(offset, offset + limits.maxChunkBytes)
      write({ domainChunk: { ...common, offset, data } }, true)
      offset += data.length
    } while (offset < look.bytes.length)
    return seq
  }

  function sendDelta(base: Pick<Sent, 'bytes' | 'hash'>, look: Look): number {
    const change = splice(base.bytes, look.bytes)
    if (change.middle.length > limits.maxChunkBytes) return sendWhole(look)
    const hashes = { fromHash: Buffer.from(base.hash, 'hex'), toHash: Buffer.from(look.hash, 'hex') }
    return write(
      { domainDelta: { domain: look.domain, ...hashes, ...change, observedTime: toTimestamp(look.time) } },
      true,
    )
  }

  function hashes() {
    return [...node.looks().values()].map((look) => ({ domain: look.domain, hash: Buffer.from(look.hash, 'hex') }))
  }

  async function beat(): Promise<void> {
    const vitals = await node.vitals()
    if (!open) return
    const usage = process.cpuUsage()
    const own = { agentMemoryBytes: process.memoryUsage.rss(), agentCpuSeconds: (usage.user + usage.system) / 1e6 }
    const common = { agentTime: toTimestamp(Date.now()), domains: hashes(), degraded: [...node.degraded()] }
    write({ heartbeat: { ...common, ...vitals, ...own } }, false)
    heartbeat = setTimeout(beatLater, limits.heartbeatSeconds * 1000 * (0.8 + 0.4 * Math.random()))
  }

  function beatLater(): void {
    beat().catch((error: Error) => events.warn(`no heartbeat could be made: ${error.message}`))
  }

  function onWelcome(welcome: NonNullable<Response['welcome']>): void {
    limits = { ...assumedLimits, ...nonZero({ ...welcome.limits }) }
    const needed = new Set(welcome.needFull ?? [])
    for (const look of node.looks().values()) {
      const announced = greeting.get(look.domain)
      if (announced && !needed.has(look.domain)) committed.set(look.domain, announced)
      if (announced?.hash !== look.hash || needed.has(look.domain)) queue(look, needed.has(look.domain))
    }
    // Not before all bases are known: what changed since Hello waits already.
    open = true
    flush()
    if (welcome.capabilities?.includes('events'))
      sender?.start(welcome.committedEventSeq ?? 0, Math.min(limits.maxChunkBytes, limits.maxInflightBytes))
    heartbeat = setTimeout(beatLater, limits.heartbeatSeconds * 1000 * Math.random())
    events.welcomed()
  }

  function onAck(committedSeq: number, committedEventSeq: number): void {
    for (const [last, sent] of inflight) {
      if (last > committedSeq) continue
      inflight.delete(last)
      committed.set(sent.domain, sent)
    }
    events.acked()
    sender?.acked(committedEventSeq)
    flush()
  }

  /** The domain of a refused frame is not sent again until it changes or is asked for; every piece of it may be refused. */
  function onNack(refused: number): void {
    for (const [last, { first }] of inflight) if (first <= refused && refused <= last) inflight.delete(last)
    flush()
  }

  function needFull(domains: readonly string[]): void {
    for (const domain of domains) {
      const look = isDomain(domain) ? node.looks().get(domain) : undefined
      if (look) queue(look, true)
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
      onNack(response.nack.seq ?? 0)
      sender?.refused(response.nack.seq ?? 0, response.nack.reason ?? '')
    }
    if (response.reconnect) {
      reconnect = {
        after: response.reconnect.afterMilliseconds ?? 0,
        spread: response.reconnect.spreadMilliseconds ?? 0,
      }
      leave(response.reconnect.reason ?? '')
    }
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

  function close(code: number, reason: string): void {
    open = false
    sender?.stop()
    clearTimeout(heartbeat)
    end({ code, reason, ...(reconnect ? { reconnect } : {}) })
  }

  stream.on('data', (response: Response) => {
    try {
      receive(response)
    } catch (error) {
      events.warn(`a frame of the collector could not be used: ${(error as Error).message}`)
    }
  })
  stream.on('error', (error: ServiceError) => close(error.code ?? status.UNKNOWN, error.details || error.message))
  stream.on('end', () => close(status.OK, 'the collector ended the session'))

  const hello = {
    protocolMin,
    protocolMax,
    agentVersion: node.agentVersion,
    domains: hashes(),
    nodeName: node.nodeName,
    bootId: node.bootId,
    ...(node.spool ? { spoolId: node.spool.id(), capabilities: ['events'] } : {}),
  }
  write({ hello: { ...hello, agentTime: toTimestamp(Date.now()), degraded: [...node.degraded()] } }, false)
  return { changed: (look) => queue(look, false), leave, ended }
}

function nonZero(values: Readonly<Record<string, unknown>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] > 0),
  )
}

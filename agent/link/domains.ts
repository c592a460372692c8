import { splice } from '../../proto/delta.ts'
import type { Domain, v1 } from '../../proto/index.ts'
import { toTimestamp } from '../../proto/timestamp.ts'
import type { Look } from '../inspect/observe.ts'

type Frame = Omit<Parameters<typeof v1.ConnectRequest.encode>[0], 'seq'>

/** Sends domains over one session: whole, or what changed of what the collector has for certain. */
export interface DomainSender {
  /** The collector took part: what it lacks is sent whole, what changed since Hello as a change of what that announced. */
  start(needed: ReadonlySet<string>, limits: DomainLimits): void
  /** Sends a look when there is room. Only the newest of a domain is worth sending. */
  queue(look: Look, whole: boolean): void
  /** All frames up to here are committed. */
  acked(committed: number): void
  /** A frame was refused. */
  refused(frame: number): void
  /** Goes on where it stopped. */
  flush(): void
}

export interface DomainLimits {
  /** Largest piece of a domain in bytes. */
  readonly maxChunkBytes: number
  /** Bytes that may be sent and not yet acknowledged. */
  readonly maxInflightBytes: number
}

export interface DomainSenderOptions {
  readonly looks: () => ReadonlyMap<Domain, Look>
  /** Sends a numbered frame and returns its number. */
  readonly send: (frame: Frame) => number
  /** False before the welcome, after the end, and while the network is behind. */
  readonly isOpen: () => boolean
}

interface Sent {
  /** Number of its first frame. */
  readonly first: number
  readonly look: Look
}

/** A look that is sent in pieces. */
interface Sending {
  readonly look: Look
  /** 0 before the first. */
  first: number
  offset: number
}

/** What it is made with is what Hello tells of. */
export function openDomainSender({ looks, send, isOpen }: DomainSenderOptions): DomainSender {
  /** The looks that Hello told of: they may have changed before it is answered. */
  const greeting = new Map(looks())
  /** What the collector has for certain: the base of the next delta. */
  const committed = new Map<Domain, Look>()
  /** Sent and not yet acknowledged, by the number of its last frame. */
  const inflight = new Map<number, Sent>()
  const pending = new Map<Domain, { look: Look; whole: boolean }>()
  let limits: DomainLimits = { maxChunkBytes: 0, maxInflightBytes: 0 }
  let sending: Sending | undefined

  function queue(look: Look, whole: boolean): void {
    pending.set(look.domain, { look, whole: whole || (pending.get(look.domain)?.whole ?? false) })
    flush()
  }

  function flush(): void {
    while (isOpen()) {
      if (sending) sendPiece(sending)
      else if (!begin()) return
    }
  }

  /** Begins with the next domain, where one waits and there is room. */
  function begin(): boolean {
    const [next] = pending
    if (!next || inflightBytes() >= limits.maxInflightBytes) return false
    const [domain, { look, whole }] = next
    pending.delete(domain)
    const base = committed.get(domain)
    const isBusy = [...inflight.values()].some((each) => each.look.domain === domain)
    if (whole || !base || isBusy || !sendDelta(base, look)) sending = { look, first: 0, offset: 0 }
    return true
  }

  function inflightBytes(): number {
    let sum = 0
    for (const { look } of inflight.values()) sum += look.bytes.length
    return sum
  }

  function sendPiece(current: Sending): void {
    const { look, offset } = current
    const data = look.bytes.subarray(offset, offset + limits.maxChunkBytes)
    current.offset += data.length
    const about = { domain: look.domain, hash: bytesOf(look.hash), totalBytes: look.bytes.length }
    const frame = send({ domainChunk: { ...about, offset, data, observedTime: toTimestamp(look.time) } })
    current.first ||= frame
    if (current.offset < look.bytes.length) return
    sending = undefined
    inflight.set(frame, { first: current.first, look })
  }

  /** False where the whole is not much more. */
  function sendDelta(base: Look, look: Look): boolean {
    const change = splice(base.bytes, look.bytes)
    if (change.middle.length > limits.maxChunkBytes) return false
    const hashes = { fromHash: bytesOf(base.hash), toHash: bytesOf(look.hash) }
    const observedTime = toTimestamp(look.time)
    const frame = send({ domainDelta: { domain: look.domain, ...hashes, ...change, observedTime } })
    inflight.set(frame, { first: frame, look })
    return true
  }

  return {
    start: (needed, given) => {
      limits = given
      for (const look of looks().values()) {
        const announced = greeting.get(look.domain)
        const isNeeded = needed.has(look.domain)
        if (announced && !isNeeded) committed.set(look.domain, announced)
        if (announced?.hash === look.hash && !isNeeded) continue
        // Not sent before all bases are known: what changed since Hello waits already.
        pending.set(look.domain, { look, whole: isNeeded || (pending.get(look.domain)?.whole ?? false) })
      }
      flush()
    },
    queue,
    acked: (upTo) => {
      for (const [last, { look }] of inflight) {
        if (last > upTo) continue
        inflight.delete(last)
        committed.set(look.domain, look)
      }
      flush()
    },
    // The domain is not sent again until it changes or is asked for; every piece of it may be refused.
    refused: (frame) => {
      for (const [last, { first }] of inflight) if (first <= frame && frame <= last) inflight.delete(last)
      if (sending && sending.first > 0 && sending.first <= frame) sending = undefined
      flush()
    },
    flush,
  }
}

function bytesOf(hash: string): Buffer {
  return Buffer.from(hash, 'hex')
}

import { hash } from 'node:crypto'
import { applySplice } from '../../proto/delta.ts'
import { isCollectorDomain, type v1 } from '../../proto/index.ts'
import { fromTimestamp, isTime } from '../../proto/timestamp.ts'
import { decodeObservation } from '../../proto/view.ts'
import type { NewObservation } from '../store/store.ts'

type Chunk = NonNullable<ReturnType<typeof v1.ConnectRequest.decode>['domainChunk']>
type Delta = NonNullable<ReturnType<typeof v1.ConnectRequest.decode>['domainDelta']>

/** A frame that cannot be taken. The session goes on, the agent does not send it again. */
export class FrameError extends Error {
  override readonly name = 'FrameError'
  /** Machine-readable, for example `FIELD_TOO_LARGE`. */
  readonly reason: string
  constructor(reason: string, message: string) {
    super(message)
    this.reason = reason
  }
}

interface Partial {
  readonly hash: string
  readonly total: number
  readonly pieces: Uint8Array[]
  length: number
}

/** Puts the pieces of domains together. One for each session: what it keeps is bounded by `maxBytes` a domain. */
export interface Assembly {
  /** The whole observation when this was the last piece. Throws a FrameError. */
  chunk(chunk: Chunk): NewObservation | undefined
  /** Nothing is begun. */
  isEmpty(): boolean
}

export function openAssembly(maxBytes: number): Assembly {
  let partial: (Partial & { domain: string }) | undefined
  return {
    chunk: (chunk) => {
      const domain = chunk.domain ?? ''
      const hash = hex(chunk.hash)
      if ((chunk.offset ?? 0) === 0) partial = start(domain, hash, chunk.totalBytes ?? 0, maxBytes)
      const data = chunk.data ?? new Uint8Array()
      if (!partial || partial.domain !== domain || partial.hash !== hash || partial.length !== (chunk.offset ?? 0)) {
        partial = undefined
        throw new FrameError('MALFORMED_FRAME', `a piece of ${domain} that does not follow the one before`)
      }
      if (partial.length + data.length > partial.total) {
        partial = undefined
        throw new FrameError('MALFORMED_FRAME', `more bytes of ${domain} than announced`)
      }
      partial.pieces.push(data)
      partial.length += data.length
      if (partial.length < partial.total) return undefined
      const bytes = Buffer.concat(partial.pieces)
      partial = undefined
      return toObservation(domain, bytes, hash, fromTimestamp(chunk.observedTime))
    },
    isEmpty: () => partial === undefined,
  }
}

function start(domain: string, hash: string, total: number, maxBytes: number): Partial & { domain: string } {
  if (total > maxBytes) throw new FrameError('FIELD_TOO_LARGE', `${domain} has ${total} bytes, more than ${maxBytes}`)
  return { domain, hash, total, pieces: [], length: 0 }
}

/** The new observation, or undefined when the collector has another base than the agent thinks: then the whole is needed. */
export function applyDelta(
  base: { hash: string; bytes: Uint8Array } | undefined,
  delta: Delta,
  maxBytes: number,
): NewObservation | undefined {
  if (!base || base.hash !== hex(delta.fromHash)) return undefined
  const middle = delta.middle ?? new Uint8Array()
  const bytes = applySplice(base.bytes, {
    prefixBytes: delta.prefixBytes ?? 0,
    suffixBytes: delta.suffixBytes ?? 0,
    middle,
  })
  if (!bytes) return undefined
  if (bytes.length > maxBytes)
    throw new FrameError('FIELD_TOO_LARGE', `${delta.domain} has ${bytes.length} bytes, more than ${maxBytes}`)
  if (digest(bytes) !== hex(delta.toHash)) return undefined
  return toObservation(delta.domain ?? '', bytes, hex(delta.toHash), fromTimestamp(delta.observedTime))
}

const statusWords = { 1: 'observed', 2: 'absent', 3: 'denied', 4: 'failed' } as const

/** UTF-16 units of a reason beside the fact: every report reads those of all nodes. */
const maxReason = 500

/** A domain of this version or of a later one. */
const domainName = /^[a-z][A-Za-z0-9]{0,63}$/

/** The same name. Throws a FrameError for what is none. */
export function requireDomainName(domain: string): string {
  if (domainName.test(domain)) return domain
  throw new FrameError('MALFORMED_FRAME', 'the name of a domain that is none')
}

/** Everything that an agent says is checked here: the hash, the encoding, and that it speaks of the domain that it names. */
function toObservation(domain: string, bytes: Uint8Array, announced: string, observedTime: number): NewObservation {
  requireDomainName(domain)
  if (isCollectorDomain(domain)) throw new FrameError('MALFORMED_FRAME', `${domain} is the collector's own`)
  if (!isTime(observedTime)) throw new FrameError('MALFORMED_FRAME', `${domain} was observed at no time`)
  if (digest(bytes) !== announced)
    throw new FrameError('MALFORMED_FRAME', `the bytes of ${domain} have another hash than announced`)
  let observation: ReturnType<typeof decodeObservation>
  try {
    observation = decodeObservation(bytes)
  } catch {
    throw new FrameError('MALFORMED_FRAME', `the bytes of ${domain} are no observation`)
  }
  const status = statusWords[(observation.status ?? 0) as keyof typeof statusWords]
  if (observation.domain !== domain || !status)
    throw new FrameError('MALFORMED_FRAME', `an observation of ${domain} that does not say what it is`)
  return {
    domain,
    hash: announced,
    bytes,
    status,
    reason: (observation.reason ?? '').slice(0, maxReason),
    gaps: observation.gaps?.length ?? 0,
    observedTime,
    message: observation,
  }
}

function digest(bytes: Uint8Array): string {
  return hash('sha256', bytes)
}

function hex(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('hex')
}

// What a gRPC status says beyond its code: google.rpc.Status with ErrorInfo and RetryInfo, in its trailer.
import { Metadata, type ServiceError, type status } from '@grpc/grpc-js'
import protobuf from 'protobufjs/minimal.js'

const trailer = 'grpc-status-details-bin'
const typePrefix = 'type.googleapis.com/google.rpc.'
/** Whose reasons they are. */
const domain = 'merlon'

/** Longest wait that is believed, in milliseconds: a day. */
const longestWait = 86_400_000
/** Longest trailer that is read, in bytes. */
const maxDetails = 16 * 1024

export interface StatusOptions {
  /** When it makes sense to try again, from now. Absent: nobody knows. */
  readonly retryAfterMilliseconds?: number
}

/**
 * An error that a handler of grpc-js answers with: `REASON: message` for people, the same for programs in the trailer.
 */
export function statusError(
  code: status,
  reason: string,
  message: string,
  { retryAfterMilliseconds }: StatusOptions = {},
): Pick<ServiceError, 'code' | 'details' | 'metadata'> {
  const details = `${reason}: ${message}`
  const infos = [any('ErrorInfo', errorInfo(reason))]
  if (retryAfterMilliseconds !== undefined) infos.push(any('RetryInfo', retryInfo(retryAfterMilliseconds)))
  const metadata = new Metadata()
  metadata.set(trailer, Buffer.from(googleStatus(code, details, infos)))
  return { code, details, metadata }
}

/** Milliseconds to wait as the other side asks, at most a day. Undefined where it does not, or not legibly. */
export function retryAfterOf(error: unknown): number | undefined {
  return detailsOf(error).retryAfter
}

/** The reason for programs: of the trailer, else the word that the details begin with. */
export function reasonOf(error: unknown): string | undefined {
  const said = detailsOf(error).reason
  if (said) return said
  const { details } = (error ?? {}) as { details?: unknown }
  return typeof details === 'string' ? /^([A-Z][A-Z0-9_]{2,62}):/.exec(details)?.[1] : undefined
}

// Status {code = 1, message = 2, details = 3 (Any)}, Any {type_url = 1, value = 2}, ErrorInfo {reason = 1, domain = 2},
// RetryInfo {retry_delay = 1 (Duration)}, Duration {seconds = 1, nanos = 2}.

function googleStatus(code: number, message: string, details: readonly Uint8Array[]): Uint8Array {
  const writer = protobuf.Writer.create().uint32(8).int32(code).uint32(18).string(message)
  for (const each of details) writer.uint32(26).bytes(each)
  return writer.finish()
}

function any(type: string, value: Uint8Array): Uint8Array {
  return protobuf.Writer.create().uint32(10).string(`${typePrefix}${type}`).uint32(18).bytes(value).finish()
}

function errorInfo(reason: string): Uint8Array {
  return protobuf.Writer.create().uint32(10).string(reason).uint32(18).string(domain).finish()
}

function retryInfo(milliseconds: number): Uint8Array {
  const wait = Math.min(longestWait, Math.max(0, Math.round(milliseconds)))
  const duration = protobuf.Writer.create()
    .uint32(8)
    .int64(Math.floor(wait / 1000))
    .uint32(16)
    .int32((wait % 1000) * 1_000_000)
    .finish()
  return protobuf.Writer.create().uint32(10).bytes(duration).finish()
}

interface Details {
  readonly reason?: string
  readonly retryAfter?: number
}

/** Whoever answers may send anything: what cannot be read says nothing. */
function detailsOf(error: unknown): Details {
  const { metadata } = (error ?? {}) as { metadata?: unknown }
  if (!(metadata instanceof Metadata)) return {}
  const [bytes] = metadata.get(trailer)
  if (!Buffer.isBuffer(bytes) || bytes.length > maxDetails) return {}
  try {
    const all = fieldsOf(bytes).filter(({ number }) => number === 3)
    return Object.assign({}, ...all.map(({ value }) => detailOf(value)))
  } catch {
    return {}
  }
}

function detailOf(bytes: Uint8Array): Details {
  const fields = fieldsOf(bytes)
  const type = Buffer.from(fields.find(({ number }) => number === 1)?.value ?? []).toString()
  const value = fields.find(({ number }) => number === 2)?.value ?? new Uint8Array()
  if (type === `${typePrefix}ErrorInfo`) {
    const reason = fieldsOf(value).find(({ number }) => number === 1)?.value
    return reason ? { reason: Buffer.from(reason).toString().slice(0, 63) } : {}
  }
  if (type !== `${typePrefix}RetryInfo`) return {}
  const duration = fieldsOf(value).find(({ number }) => number === 1)?.value
  return duration ? { retryAfter: millisecondsOf(duration) } : {}
}

function millisecondsOf(duration: Uint8Array): number {
  const numbers = new Map(fieldsOf(duration).map(({ number, integer }) => [number, integer]))
  const wait = (numbers.get(1) ?? 0) * 1000 + (numbers.get(2) ?? 0) / 1_000_000
  return Math.min(longestWait, Math.max(0, Math.round(wait)))
}

interface Field {
  readonly number: number
  /** Of a field with a length. */
  readonly value: Uint8Array
  /** Of a varint. */
  readonly integer: number
}

/** The fields of a message. Throws for bytes that are none. */
function fieldsOf(bytes: Uint8Array): Field[] {
  const reader = protobuf.Reader.create(bytes)
  const fields: Field[] = []
  while (reader.pos < reader.len) {
    const tag = reader.uint32()
    const [number, wire] = [tag >>> 3, tag & 7]
    if (wire === 2) fields.push({ number, value: reader.bytes(), integer: 0 })
    else if (wire === 0) fields.push({ number, value: new Uint8Array(), integer: Number(reader.int64()) })
    else reader.skipType(wire)
  }
  return fields
}

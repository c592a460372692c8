// How the ring is written: segments of one size, each with a header, then records one behind the other. Numbers are
// little-endian. A record is proven by a CRC-32 that begins with its segment's: bytes of an older use are never taken for
// records of a newer one.
import { crc32 } from 'node:zlib'

/** Segments of a ring: what is dropped at once when it is full is one of them. */
export const segmentCount = 16

/** Bytes before the payload of a record: length, CRC, sequence number. */
export const recordOverhead = 16

/** Bytes of a segment's header. */
export const headerBytes = 48

/** Bytes of a header that its CRC is of. */
const checkedBytes = 40

const magic = Buffer.from('MRLNSEG1')

export interface SegmentHeader {
  /** Id of the spool, a UUID. */
  readonly spoolId: string
  /** 1 for the first segment that was ever begun, one more for each; its place in the ring follows from it. */
  readonly generation: number
  /** Number of the first event in it. */
  readonly firstSeq: number
}

export interface Record {
  readonly seq: number
  readonly payload: Buffer
  /** Bytes that it takes. */
  readonly length: number
}

export function encodeHeader({ spoolId, generation, firstSeq }: SegmentHeader): Buffer {
  const bytes = Buffer.alloc(headerBytes)
  magic.copy(bytes)
  Buffer.from(spoolId.replaceAll('-', ''), 'hex').copy(bytes, 8)
  bytes.writeBigUInt64LE(BigInt(generation), 24)
  bytes.writeBigUInt64LE(BigInt(firstSeq), 32)
  bytes.writeUInt32LE(crc32(bytes.subarray(0, checkedBytes)), checkedBytes)
  return bytes
}

/** Undefined for bytes that are no header, or not a whole one. */
export function decodeHeader(bytes: Buffer): SegmentHeader | undefined {
  if (bytes.length < headerBytes || !bytes.subarray(0, 8).equals(magic)) return undefined
  if (crc32(bytes.subarray(0, checkedBytes)) !== bytes.readUInt32LE(checkedBytes)) return undefined
  const [, ...id] = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/.exec(bytes.toString('hex', 8, 24)) ?? []
  return {
    spoolId: id.join('-'),
    generation: Number(bytes.readBigUInt64LE(24)),
    firstSeq: Number(bytes.readBigUInt64LE(32)),
  }
}

/** What the CRCs of a segment's records begin with. Without the header's own CRC: with it all would have the same. */
export function seedOf(header: SegmentHeader): number {
  return crc32(encodeHeader(header).subarray(0, checkedBytes))
}

export function encodeRecord(seed: number, seq: number, payload: Uint8Array): Buffer {
  const bytes = Buffer.alloc(recordOverhead + payload.length)
  bytes.writeUInt32LE(payload.length, 0)
  bytes.writeBigUInt64LE(BigInt(seq), 8)
  bytes.set(payload, recordOverhead)
  bytes.writeUInt32LE(checkOf(seed, bytes), 4)
  return bytes
}

/** The record that these bytes begin with; undefined where there is none that is whole. */
export function decodeRecord(seed: number, bytes: Buffer): Record | undefined {
  const length = recordLength(bytes)
  if (length === undefined || length > bytes.length) return undefined
  const record = bytes.subarray(0, length)
  if (checkOf(seed, record) !== record.readUInt32LE(4)) return undefined
  return { seq: Number(record.readBigUInt64LE(8)), payload: record.subarray(recordOverhead), length }
}

/** How long a record says that it is; undefined for too few bytes to tell. */
export function recordLength(bytes: Buffer): number | undefined {
  return bytes.length < recordOverhead ? undefined : recordOverhead + bytes.readUInt32LE(0)
}

function checkOf(seed: number, record: Buffer): number {
  return crc32(record.subarray(8), crc32(record.subarray(0, 4), seed))
}

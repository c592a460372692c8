import {
  decodeHeader,
  decodeRecord,
  encodeHeader,
  encodeRecord,
  headerBytes,
  type Record,
  recordLength,
  recordOverhead,
  type SegmentHeader,
  seedOf,
  segmentCount,
} from './format.ts'
import type { Storage } from './storage.ts'

/** Numbered payloads in a storage of fixed size: a new one takes the place of the oldest when there is no room. */
export interface Ring {
  /** Number of the newest record; 0 before the first. */
  last(): number
  /** True where there is nothing of this spool, not even a damaged record. */
  isEmpty(): boolean
  /** Largest payload in bytes. */
  readonly maxPayload: number
  /** `seq` is above that of every record before. Throws what the system says; then nothing was appended. */
  append(seq: number, payload: Uint8Array): void
  /** The records behind `after` that can be read, in order. What cannot is left out. Throws what the system says. */
  behind(after: number): Generator<{ readonly seq: number; readonly payload: Buffer }>
  /** All below this were dropped to make room; 0 where the segment that would tell is damaged. */
  droppedBelow(): number
}

/** The ring of this spool in a storage; what other spools left there is taken for empty. Throws what the system says. */
export function openRing(storage: Storage, spoolId: string): Ring {
  const size = Math.floor(storage.size / segmentCount)
  const live = liveSegments(storage, size, spoolId)
  /** Where the next record of the newest segment goes. */
  let end = headerBytes
  let last = 0
  /** Behind what was read last, so that reading on begins there. */
  let cursor = { generation: 0, offset: headerBytes, seq: 0 }

  const placeOf = (generation: number) => (generation % segmentCount) * size

  function begin(seq: number): SegmentHeader {
    const generation = (live.at(-1)?.generation ?? 0) + 1
    const header = { spoolId, generation, firstSeq: seq }
    // Forgotten before it is written over: a write that fails half way leaves nothing of it.
    if (live[0] && live[0].generation <= generation - segmentCount) live.shift()
    storage.write(placeOf(generation), encodeHeader(header))
    live.push(header)
    end = headerBytes
    return header
  }

  function append(seq: number, payload: Uint8Array): void {
    const needed = recordOverhead + payload.length
    const newest = live.at(-1)
    const header = newest && end + needed <= size ? newest : begin(seq)
    storage.write(placeOf(header.generation) + end, encodeRecord(seedOf(header), seq, payload))
    end += needed
    last = seq
  }

  /** Head and payload one after the other: no more is read than what is there, whatever a damaged length says. */
  function recordAt(header: SegmentHeader, seed: number, offset: number): Record | undefined {
    const room = (header === live.at(-1) ? Math.max(end, offset) : size) - offset
    const place = placeOf(header.generation) + offset
    const length = recordLength(storage.read(place, Math.min(recordOverhead, room)))
    return length === undefined || length > room ? undefined : decodeRecord(seed, storage.read(place, length))
  }

  function* behind(after: number) {
    let previous = after
    for (const header of live.slice(startFor(after))) {
      const seed = seedOf(header)
      let offset = cursor.generation === header.generation && cursor.seq === after ? cursor.offset : headerBytes
      for (;;) {
        const record = recordAt(header, seed, offset)
        if (!record) break
        offset += record.length
        if (record.seq <= previous) continue
        yield { seq: record.seq, payload: record.payload }
        // Only when the reader comes back for more: the one that it turned away is read again.
        previous = record.seq
        cursor = { generation: header.generation, offset, seq: record.seq }
      }
    }
  }

  /** The segment where reading behind `after` begins. */
  function startFor(after: number): number {
    const next = live.findIndex((each) => each.firstSeq > after + 1)
    return Math.max(0, (next < 0 ? live.length : next) - 1)
  }

  /** The first record that is not whole is where writing ended or was torn: the next is written there. */
  function findEnd(header: SegmentHeader): void {
    const seed = seedOf(header)
    end = size
    last = header.firstSeq - 1
    let offset = headerBytes
    for (;;) {
      const record = recordAt(header, seed, offset)
      if (!record || record.seq <= last) break
      offset += record.length
      last = record.seq
    }
    end = offset
  }

  const newest = live.at(-1)
  if (newest) findEnd(newest)
  return {
    last: () => last,
    isEmpty: () => live.length === 0,
    maxPayload: size - headerBytes - recordOverhead,
    append,
    behind,
    droppedBelow: () => {
      const [oldest, youngest] = [live[0], live.at(-1)]
      if (!oldest || !youngest) return 0
      return oldest.generation === Math.max(1, youngest.generation - segmentCount + 1) ? oldest.firstSeq : 0
    },
  }
}

/** The segments of a spool in order, without what a newer one should have taken the place of. */
function liveSegments(storage: Storage, size: number, spoolId: string): SegmentHeader[] {
  const headers = Array.from({ length: segmentCount }, (_, slot) => {
    const header = decodeHeader(storage.read(slot * size, headerBytes))
    return header?.spoolId === spoolId && header.generation % segmentCount === slot ? [header] : []
  })
  const sorted = headers.flat().sort((a, b) => a.generation - b.generation)
  const newest = sorted.at(-1)?.generation ?? 0
  return sorted.filter((each) => each.generation > newest - segmentCount)
}

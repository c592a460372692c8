// Pages of the kernel's trace ring, as `per_cpu/cpuN/trace_pipe_raw` gives them (Documentation/trace/ring-buffer-design).
import type { ByteOrder } from './procnet.ts'
import type { PageLayout } from './traceformat.ts'

/** Where an event stands in its page. */
export interface RawEvent {
  /** Nanoseconds of the ring's clock. A double: exact for 104 days after the start of the machine, then to some nanoseconds. */
  readonly time: number
  readonly offset: number
  /** In bytes, with what fills it up to four. */
  readonly length: number
}

export interface TracePage {
  readonly events: readonly RawEvent[]
  /** Events that the ring lost before this page. */
  readonly lost: number
  /** True where it lost some and did not say how many: they count as one in `lost`. */
  readonly lostUncounted: boolean
  /** True where the bytes are not as they should be: what stands behind was not understood. */
  readonly broken: boolean
}

/**
 * The length of the data is in the lower bits of its word; the two highest of 32 say that events were lost before, and
 * that their number stands behind the data.
 */
const lengthMask = 0xfffff
const missedFlag = 0x80000000
const missedStoredFlag = 0x40000000
/** Values of the five bits that say what an event is; those below `padding` are its length in words, 0: it stands apart. */
const padding = 29
const timeExtend = 30
const timeStamp = 31
const deltaBits = 27
/** An absolute time has 59 bits; the rest is that of the page. */
const stampRange = 2 ** 59

/** Reads one page. Never throws. */
export function parsePage(bytes: Buffer, layout: PageLayout, order: ByteOrder): TracePage {
  if (bytes.length < layout.data) return { events: [], lost: 0, lostUncounted: false, broken: true }
  const word = wordReader(bytes, order)
  // The flags are in the lower 32 bits of the word, whatever its size.
  const commit = word(layout.commit.offset + (order === 'big' ? layout.commit.size - 4 : 0))
  const end = layout.data + (commit & lengthMask)
  const missed = missedOf(bytes, layout, order, commit, end)
  if (end > bytes.length) return { events: [], ...missed, broken: true }
  const [high, low] = order === 'little' ? [word(4), word(0)] : [word(0), word(4)]
  return { ...readEvents(word, order, high * 2 ** 32 + low, layout.data, end), ...missed }
}

type WordReader = (at: number) => number

function wordReader(bytes: Buffer, order: ByteOrder): WordReader {
  return order === 'little' ? (at) => bytes.readUInt32LE(at) : (at) => bytes.readUInt32BE(at)
}

function missedOf(bytes: Buffer, layout: PageLayout, order: ByteOrder, commit: number, end: number) {
  if ((commit & missedFlag) === 0) return { lost: 0, lostUncounted: false }
  const stored = (commit & missedStoredFlag) !== 0 && end + layout.commit.size <= bytes.length
  const count = stored ? longAt(bytes, end, layout.commit.size, order) : 0
  return { lost: Math.max(1, count), lostUncounted: count === 0 }
}

function longAt(bytes: Buffer, at: number, size: 4 | 8, order: ByteOrder): number {
  if (size === 4) return wordReader(bytes, order)(at)
  return Number(order === 'little' ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at))
}

function readEvents(word: WordReader, order: ByteOrder, start: number, from: number, end: number) {
  const events: RawEvent[] = []
  let time = start
  for (let at = from; at < end; ) {
    if (at + 4 > end) return { events, broken: true }
    const header = word(at)
    // Bit fields begin at the lowest bit on little-endian machines and at the highest on the others.
    const type = order === 'little' ? header & 0x1f : header >>> deltaBits
    const delta = order === 'little' ? header >>> 5 : header & (2 ** deltaBits - 1)
    // Nothing more was written to this page.
    if (type === padding && delta === 0) break
    const apart = type === 0 || type >= padding
    if (apart && at + 8 > end) return { events, broken: true }
    const extra = apart ? word(at + 4) : 0
    if (type === timeExtend || type === timeStamp) {
      const given = extra * 2 ** deltaBits + delta
      time = type === timeExtend ? time + given : Math.floor(time / stampRange) * stampRange + given
      at += 8
      continue
    }
    time += delta
    const length = apart ? extra - 4 : type * 4
    const offset = apart ? at + 8 : at + 4
    const next = offset + Math.ceil(length / 4) * 4
    if (length < 0 || next > end) return { events, broken: true }
    // Padding with a time is an event that was taken back.
    if (type !== padding) events.push({ time, offset, length })
    at = next
  }
  return { events, broken: false }
}

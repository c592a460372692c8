// Builds pages of the trace ring and events in them, for kernels and machines that the tests do not run on.
import type { EventFormat, PageLayout } from '../../agent/parse/traceformat.ts'

export type Order = 'little' | 'big'

const writer = (order: Order) => ({
  u32: (value: number) => {
    const bytes = Buffer.alloc(4)
    if (order === 'little') bytes.writeUInt32LE(value >>> 0)
    else bytes.writeUInt32BE(value >>> 0)
    return bytes
  },
  long: (value: number, size: 4 | 8) => {
    const bytes = Buffer.from(value.toString(16).padStart(size * 2, '0'), 'hex')
    return order === 'little' ? bytes.reverse() : bytes
  },
})

const header = (order: Order, type: number, delta: number) =>
  writer(order).u32(order === 'little' ? type + delta * 32 : type * 2 ** 27 + delta)

/** An event with its data, filled up to words; `apart`: its length stands behind the header. */
export function record(order: Order, delta: number, data: Buffer, apart = false): Buffer {
  const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)])
  if (!apart && padded.length <= 112) return Buffer.concat([header(order, padded.length / 4, delta), padded])
  return Buffer.concat([header(order, 0, delta), writer(order).u32(padded.length + 4), padded])
}

export const timeExtend = (order: Order, delta: number) =>
  Buffer.concat([header(order, 30, delta % 2 ** 27), writer(order).u32(Math.floor(delta / 2 ** 27))])

export const timeStamp = (order: Order, time: number) =>
  Buffer.concat([header(order, 31, time % 2 ** 27), writer(order).u32(Math.floor(time / 2 ** 27))])

/** An event that was taken back. */
export const discarded = (order: Order, delta: number, length: number) =>
  Buffer.concat([header(order, 29, delta), writer(order).u32(length + 4), Buffer.alloc(length)])

export const nothingMore = (order: Order) => header(order, 29, 0)

/** `lost`: how many were lost before it; `uncounted`: it does not say how many. */
export function page(
  order: Order,
  layout: PageLayout,
  time: number,
  records: readonly Buffer[],
  { lost = 0, uncounted = false } = {},
): Buffer {
  const data = Buffer.concat(records)
  const flags = lost === 0 ? 0 : uncounted ? 0x80000000 : 0xc0000000
  const size = layout.commit.size
  const commit = Buffer.concat(
    size === 4
      ? [writer(order).u32(data.length + flags)]
      : order === 'little'
        ? [writer(order).u32(data.length + flags), Buffer.alloc(4)]
        : [Buffer.alloc(4), writer(order).u32(data.length + flags)],
  )
  const bytes = Buffer.alloc(layout.size)
  writer(order).long(time, 8).copy(bytes)
  commit.copy(bytes, layout.commit.offset)
  data.copy(bytes, layout.data)
  if (lost > 0 && !uncounted)
    writer(order)
      .long(lost, size)
      .copy(bytes, layout.data + data.length)
  return bytes
}

/** The bytes of an event by its format; texts elsewhere are put behind the fields. */
export function eventBytes(
  order: Order,
  format: EventFormat,
  values: Readonly<Record<string, number | bigint | string | Buffer>>,
): Buffer {
  const fixed = Math.max(...[...format.fields.values()].map(({ offset, size }) => offset + size))
  let bytes = Buffer.alloc(fixed)
  const put = (at: number, size: number, value: bigint) => {
    const hex = BigInt.asUintN(size * 8, value)
      .toString(16)
      .padStart(size * 2, '0')
    const number = Buffer.from(hex, 'hex')
    if (order === 'little') number.reverse()
    number.copy(bytes, at)
  }
  put(0, 2, BigInt(format.id))
  for (const [name, value] of Object.entries(values)) {
    const field = format.fields.get(name)
    if (!field) throw new Error(`${format.name} has no ${name}`)
    if (typeof value === 'number' || typeof value === 'bigint') put(field.offset, field.size, BigInt(value))
    else if (field.kind === 'text') Buffer.from(value as string).copy(bytes, field.offset, 0, field.size)
    else {
      const text = Buffer.concat([Buffer.from(value as string), Buffer.of(0)])
      const from = field.kind === 'text behind' ? field.offset + field.size : 0
      put(field.offset, 4, BigInt(bytes.length - from) + (BigInt(text.length) << 16n))
      bytes = Buffer.concat([bytes, text])
    }
  }
  return bytes
}

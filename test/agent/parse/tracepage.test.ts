import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PageLayout, parseHeaderPage } from '../../../agent/parse/traceformat.ts'
import { parsePage } from '../../../agent/parse/tracepage.ts'
import { runs } from '../../support/property.ts'
import { discarded, nothingMore, type Order, page, record, timeExtend, timeStamp } from '../../support/tracering.ts'

const recorded = JSON.parse(readFileSync(new URL('./data/trace/linux-6.18.json', import.meta.url), 'utf8')) as {
  formats: Record<string, string>
  pages: string[][]
}
const layouts: Readonly<Record<string, PageLayout>> = {
  '64 bits': { commit: { offset: 8, size: 8 }, data: 16, size: 4096 },
  '32 bits': { commit: { offset: 8, size: 4 }, data: 12, size: 4096 },
  'large pages': { commit: { offset: 8, size: 8 }, data: 16, size: 65_536 },
}
const machines = (['little', 'big'] as const).flatMap((order) =>
  Object.entries(layouts).map(([name, layout]) => [`${order}, ${name}`, order, layout] as const),
)
const data = (text: string) => Buffer.from(text)

describe.each(machines)('%s', (_, order: Order, layout) => {
  const read = (records: Buffer[], loss = {}) => parsePage(page(order, layout, 1000, records, loss), layout, order)
  const texts = (records: Buffer[], loss = {}) => {
    const bytes = page(order, layout, 1000, records, loss)
    const { events } = parsePage(bytes, layout, order)
    return events.map(({ time, offset, length }) => `${time} ${bytes.toString('latin1', offset, offset + length)}`)
  }

  test('times add up, and long events say their length apart', () => {
    const long = 'x'.repeat(200)
    expect(
      texts([record(order, 5, data('abcd')), record(order, 7, data(long), true), record(order, 0, data('efgh'))]),
    ).toEqual(['1005 abcd', `1012 ${long}`, '1012 efgh'])
  })

  test('a time that does not fit, an absolute one, and an event that was taken back', () => {
    expect(
      texts([
        timeExtend(order, 2 ** 27 * 3 + 9),
        record(order, 1, data('abcd')),
        discarded(order, 10, 16),
        record(order, 1, data('efgh')),
        timeStamp(order, 2 ** 50 + 123),
        record(order, 4, data('ijkl')),
      ]),
    ).toEqual([`${1000 + 2 ** 27 * 3 + 10} abcd`, `${1000 + 2 ** 27 * 3 + 21} efgh`, `${2 ** 50 + 127} ijkl`])
  })

  test('what stands behind the last event is none', () => {
    expect(texts([record(order, 1, data('abcd')), nothingMore(order), record(order, 1, data('efgh'))])).toEqual([
      '1001 abcd',
    ])
  })

  test('events that were lost before the page', () => {
    const events = [record(order, 1, data('abcd'))]
    expect(read(events)).toMatchObject({ lost: 0, lostUncounted: false, broken: false })
    expect(read(events, { lost: 5040 })).toMatchObject({ lost: 5040, lostUncounted: false, broken: false })
    expect(read(events, { lost: 5040, uncounted: true })).toMatchObject({ lost: 1, lostUncounted: true })
    expect(read(events, { lost: 3 }).events).toHaveLength(1)
  })

  test('an event that does not end in its page', () => {
    expect(read([record(order, 1, data('abcd')), record(order, 1, data('efgh'), true).subarray(0, 8)])).toMatchObject({
      events: [{ time: 1001 }],
      broken: true,
    })
  })

  test('any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const buffer = Buffer.from(bytes)
        for (const { offset, length } of parsePage(buffer, layout, order).events)
          expect(offset + length).toBeLessThanOrEqual(buffer.length)
      }),
      runs(300),
    )
  })
})

test('a page with more data than it has room for is broken', () => {
  const layout = layouts['64 bits'] as PageLayout
  const bytes = page('little', layout, 1, [])
  bytes.writeUInt32LE(0xfffff, 8)
  expect(parsePage(bytes, layout, 'little')).toMatchObject({ events: [], broken: true })
})

test('pages of a real kernel: in order, whole, with nothing lost', () => {
  const layout = parseHeaderPage(recorded.formats['header_page'] as string) as PageLayout
  const pages = recorded.pages.flat().map((text) => {
    const bytes = Buffer.alloc(layout.size)
    Buffer.from(text, 'base64').copy(bytes)
    return parsePage(bytes, layout, 'little')
  })
  expect(pages.length).toBeGreaterThan(0)
  expect(pages.map(({ broken, lost }) => [broken, lost])).toEqual(pages.map(() => [false, 0]))
  for (const { events } of pages)
    expect(events.map(({ time }) => time)).toEqual(events.map(({ time }) => time).sort((a, b) => a - b))
  expect(pages.flatMap(({ events }) => events).length).toBeGreaterThan(10)
})

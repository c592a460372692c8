import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decoder, eventId, type TraceEvent, type TraceKind, traceEvents } from '../../../agent/parse/traceevent.ts'
import { type EventFormat, type PageLayout, parseFormat, parseHeaderPage } from '../../../agent/parse/traceformat.ts'
import { parsePage } from '../../../agent/parse/tracepage.ts'
import { runs } from '../../support/property.ts'
import { eventBytes, type Order } from '../../support/tracering.ts'

const recorded = JSON.parse(readFileSync(new URL('./data/trace/linux-6.18.json', import.meta.url), 'utf8')) as {
  formats: Record<string, string>
  pages: string[][]
}
const common = [
  'field:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;',
  'field:unsigned char common_flags;\toffset:2;\tsize:1;\tsigned:0;',
  'field:unsigned char common_preempt_count;\toffset:3;\tsize:1;\tsigned:0;',
  'field:int common_pid;\toffset:4;\tsize:4;\tsigned:1;',
]

function formatWith(...lines: string[]): EventFormat {
  const format = parseFormat(
    `name: x\nID: 300\nformat:\n${[...common, ...lines].map((line) => `\t${line}\n`).join('')}`,
  )
  if (!format) throw new Error('no format')
  return format
}

const real = (kind: TraceKind) => {
  const path = traceEvents.find((each) => each.kind === kind)?.path as string
  return parseFormat(recorded.formats[path] as string) as EventFormat
}

function decode(
  kind: TraceKind,
  format: EventFormat,
  values: Parameters<typeof eventBytes>[2],
  order: Order = 'little',
) {
  const bytes = eventBytes(order, format, values)
  return decoder(kind, format, order)?.(bytes, 0, bytes.length, 9)
}

test.each<[string, TraceKind, Parameters<typeof eventBytes>[2], object]>([
  ['exec', 'exec', { common_pid: 7, pid: 7, filename: '/bin/x' }, { pid: 7, filename: Buffer.from('/bin/x') }],
  ['fork', 'fork', { common_pid: 5, parent_pid: 5, child_pid: 8 }, { parent: 5, child: 8 }],
  ['the end of a thread', 'exit', { pid: 8, group_dead: 0 }, { pid: 8, last: false }],
  ['the end of a process', 'exit', { pid: 8, group_dead: 1 }, { pid: 8, last: true }],
  ['a thread', 'newtask', { pid: 8, clone_flags: 0x10f00 }, { isThread: true, intoGroup: false }],
  [
    'a process in another group',
    'newtask',
    { pid: 8, clone_flags: 2 ** 33 + 17 },
    { isThread: false, intoGroup: true },
  ],
  ['a new name', 'rename', { pid: 8, newcomm: 'abc' }, { pid: 8, name: Buffer.from('abc') }],
  ['a name of 16 bytes', 'rename', { pid: 8, newcomm: 'x'.repeat(16) }, { name: Buffer.from('x'.repeat(16)) }],
  ['a move', 'attach', { pid: 8, dst_root: 3, dst_path: '/a' }, { hierarchy: 3, path: Buffer.from('/a') }],
  ['a group', 'mkdir', { root: 0, path: '/b' }, { hierarchy: 0, path: Buffer.from('/b') }],
  ['a script', 'prepare', { pid: 8, filename: './s', interp: '/bin/sh' }, { interpreter: Buffer.from('/bin/sh') }],
])('%s', (_, kind, values, expected) => {
  for (const order of ['little', 'big'] as const)
    expect(decode(kind, real(kind), values, order)).toMatchObject({ kind, time: 9, ...expected })
})

test.each([
  ['with blanks and tabs', 'a b\tc'],
  [
    'with the end of a line and what looks like another event',
    'a\nx-1 [000] 1.0: sched_process_exec: filename=/bin/evil pid=1 old_pid=1',
  ],
  ['with quotes, backslashes and escapes', '"\\\u001b[31m\''],
  ['that looks like fields', 'pid=1 old_pid=1'],
  ['of 255 bytes', 'x'.repeat(255)],
  ['of 4,051 bytes', `/${'x'.repeat(4050)}`],
  ['without a byte', ''],
])('a name %s is that name', (_, name) => {
  expect(decode('exec', real('exec'), { common_pid: 7, pid: 7, filename: name })).toMatchObject({
    filename: Buffer.from(name),
  })
})

test('a name that is not UTF-8 keeps its bytes', () => {
  const filename = Buffer.from([0x2f, 0xff, 0xfe, 0x80])
  expect(decode('exec', real('exec'), { pid: 7, filename })).toMatchObject({ filename })
})

test('older kernels: names of fixed size, no word on the last thread, fields elsewhere', () => {
  const exit = formatWith(
    'field:char comm[16];\toffset:8;\tsize:16;\tsigned:1;',
    'field:pid_t pid;\toffset:24;\tsize:4;\tsigned:1;',
  )
  expect(decode('exit', exit, { pid: 8 })).toMatchObject({ pid: 8, last: undefined })
  const fork = formatWith(
    'field:char parent_comm[16];\toffset:8;\tsize:16;\tsigned:1;',
    'field:pid_t parent_pid;\toffset:24;\tsize:4;\tsigned:1;',
    'field:char child_comm[16];\toffset:28;\tsize:16;\tsigned:1;',
    'field:pid_t child_pid;\toffset:44;\tsize:4;\tsigned:1;',
  )
  expect(decode('fork', fork, { parent_pid: 4, child_pid: 9 })).toMatchObject({ parent: 4, child: 9 })
  const behind = formatWith(
    'field:__rel_loc char[] filename;\toffset:8;\tsize:4;\tsigned:0;',
    'field:pid_t pid;\toffset:12;\tsize:4;\tsigned:1;',
  )
  expect(decode('exec', behind, { pid: 9, filename: '/bin/y' })).toMatchObject({ filename: Buffer.from('/bin/y') })
})

test('an event without a field that is needed is not decoded at all', () => {
  expect(decoder('exec', formatWith('field:pid_t pid;\toffset:8;\tsize:4;\tsigned:1;'), 'little')).toBeUndefined()
})

test('events that are shorter than their fields, or point outside of themselves', () => {
  const bytes = eventBytes('little', real('exec'), { pid: 7, filename: '/bin/x' })
  const read = decoder('exec', real('exec'), 'little')
  expect(read?.(bytes, 0, 12, 0)).toBeUndefined()
  expect(read?.(bytes, 4, bytes.length, 0)).toBeUndefined()
  bytes.writeUInt32LE(0xffff0008, 8)
  expect(read?.(bytes, 0, bytes.length, 0)).toBeUndefined()
})

test('any bytes', () => {
  const decoders = traceEvents.map(({ kind }) => decoder(kind, real(kind), 'little'))
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
      for (const each of decoders) each?.(Buffer.from(bytes), 0, bytes.length, 0)
    }),
    runs(300),
  )
})

test('what a real kernel wrote: a shell that runs a program, and becomes another', () => {
  const layout = parseHeaderPage(recorded.formats['header_page'] as string) as PageLayout
  const byId = new Map(traceEvents.map(({ kind }) => [real(kind).id, decoder(kind, real(kind), 'little')]))
  const events = recorded.pages.flat().flatMap((text): TraceEvent[] => {
    const bytes = Buffer.alloc(layout.size)
    Buffer.from(text, 'base64').copy(bytes)
    return parsePage(bytes, layout, 'little').events.flatMap(
      ({ offset, length, time }) => byId.get(eventId(bytes, offset, 'little'))?.(bytes, offset, length, time) ?? [],
    )
  })
  events.sort((a, b) => a.time - b.time)
  const execs = events.filter((each) => each.kind === 'exec')
  expect(execs.map(({ filename }) => filename.toString())).toEqual([
    '/usr/bin/env',
    '/bin/sh',
    '/bin/true',
    '/bin/echo',
  ])
  expect(new Set(execs.filter((_, at) => at !== 2).map(({ pid }) => pid)).size).toBe(1)
  const shell = execs[0]?.pid
  expect(events.find((each) => each.kind === 'fork' && each.child === execs[2]?.pid)).toMatchObject({ parent: shell })
  expect(events.filter((each) => each.kind === 'exit' && each.pid === shell)).toMatchObject([{ last: true }])
})

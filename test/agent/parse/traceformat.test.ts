import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseFormat, parseHeaderPage } from '../../../agent/parse/traceformat.ts'
import { runs } from '../../support/property.ts'

const { formats } = JSON.parse(readFileSync(new URL('./data/trace/linux-6.18.json', import.meta.url), 'utf8')) as {
  formats: Record<string, string>
}

test('the format of an event of a real kernel', () => {
  const format = parseFormat(formats['sched/sched_process_exec'] as string)
  expect(format).toMatchObject({ name: 'sched_process_exec', id: 365 })
  expect(format?.fields.get('filename')).toEqual({ offset: 8, size: 4, signed: false, kind: 'text elsewhere' })
  expect(format?.fields.get('old_pid')).toEqual({ offset: 16, size: 4, signed: true, kind: 'number' })
  expect(format?.fields.get('common_type')).toEqual({ offset: 0, size: 2, signed: false, kind: 'number' })
})

test.each([
  ['a text of fixed size', 'field:char comm[16];\toffset:8;\tsize:16;\tsigned:0;', 'comm', 'text'],
  ['one whose size has a name', 'field:char comm[TASK_COMM_LEN];\toffset:8;\tsize:16;\tsigned:1;', 'comm', 'text'],
  ['a text elsewhere', 'field:__data_loc char[] comm;\toffset:8;\tsize:4;\tsigned:0;', 'comm', 'text elsewhere'],
  ['a text behind', 'field:__rel_loc char[] comm;\toffset:8;\tsize:4;\tsigned:0;', 'comm', 'text behind'],
  ['a byte', 'field:unsigned char common_flags;\toffset:2;\tsize:1;\tsigned:0;', 'common_flags', 'number'],
  ['a flag', 'field:bool group_dead;\toffset:32;\tsize:1;\tsigned:0;', 'group_dead', 'number'],
])('%s', (_, line, name, kind) => {
  expect(parseFormat(`name: x\nID: 7\nformat:\n\t${line}\n`)?.fields.get(name)?.kind).toBe(kind)
})

test('every format of a real kernel is understood', () => {
  for (const [path, text] of Object.entries(formats))
    if (path !== 'header_page') expect([path, parseFormat(text)?.name]).toEqual([path, path.split('/')[1]])
})

test.each([
  ['of 64 bits', formats['header_page'] as string, { commit: { offset: 8, size: 8 }, data: 16, size: 4096 }],
  [
    'of 32 bits',
    '\tfield: u64 timestamp;\toffset:0;\tsize:8;\tsigned:0;\n\tfield: local_t commit;\toffset:8;\tsize:4;\tsigned:1;\n\tfield: char data;\toffset:12;\tsize:4084;\tsigned:1;\n',
    { commit: { offset: 8, size: 4 }, data: 12, size: 4096 },
  ],
  [
    'of 64 KiB',
    '\tfield: u64 timestamp;\toffset:0;\tsize:8;\tsigned:0;\n\tfield: local_t commit;\toffset:8;\tsize:8;\tsigned:1;\n\tfield: char data;\toffset:16;\tsize:65520;\tsigned:0;\n',
    { commit: { offset: 8, size: 8 }, data: 16, size: 65_536 },
  ],
])('a page %s', (_, text, layout) => {
  expect(parseHeaderPage(text)).toEqual(layout)
})

test.each(['', 'name: x\n', 'ID: 5\n', 'name: x\nID: 99999999\n', 'name: x\nID: 5\nformat:\n'])(
  'what is no description: %j',
  (text) => {
    expect(parseFormat(text)).toBeUndefined()
    expect(parseHeaderPage(text)).toBeUndefined()
  },
)

test('any text is read or refused, never thrown at', () => {
  const line = fc
    .tuple(fc.string(), fc.nat(), fc.nat())
    .map(([name, a, b]) => `\tfield:${name};\toffset:${a};\tsize:${b};\tsigned:0;`)
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      for (const field of parseFormat(`name: x\nID: 1\n${lines.join('\n')}`)?.fields.values() ?? [])
        expect(field.offset + field.size).toBeLessThanOrEqual(2 ** 21)
    }),
    runs(200),
  )
})

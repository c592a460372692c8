import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { cut, table, terminalOf, wrap } from '../../lib/terminal.ts'

const columns = [{ title: 'SEVERITY' }, { title: 'NODE' }, { title: 'WHAT', flexible: true }]

test('columns are aligned, and the flexible one gives way', () => {
  const rows = [
    ['high', 'node-1', 'a message that is far too long for what is left of the line'],
    ['low', '漢字', 'short'],
  ]
  expect(table(columns, rows, 40)).toEqual([
    'SEVERITY  NODE    WHAT',
    'high      node-1  a message that is far…',
    'low       漢字    short',
  ])
})

test.each([40, 60, 80, 200])('lines fit into %s columns whatever a node is called', (width) => {
  const rows = [
    ['critical', 'n'.repeat(253), 'm'.repeat(1000)],
    ['low', '漢'.repeat(200), '字'.repeat(300)],
  ]
  for (const line of table(columns, rows, width)) expect(stringWidth(line)).toBeLessThanOrEqual(width)
})

test('a table without a flexible column is cut only where it must be', () => {
  expect(table([{ title: 'A' }, { title: 'B' }], [['aaaa', 'bbbb']], 40)).toEqual(['A     B', 'aaaa  bbbb'])
  expect(table([{ title: 'A' }, { title: 'B' }], [['a'.repeat(50), 'b']], 20)).toEqual([
    'A                  B',
    `${'a'.repeat(16)}…  b`,
  ])
})

test('cells are safe to print', () => {
  expect(table([{ title: 'A' }], [['\u001b[2J\n']], 40)).toEqual(['A', '\\u{1b}[2J\\u{a}'])
})

test.each([
  ['abcdef', 6, 'abcdef'],
  ['abcdef', 4, 'abc…'],
  ['漢字漢字', 5, '漢字…'],
  ['漢字漢字', 6, '漢字…'],
  ['', 3, ''],
])('%s in %s columns is %s', (text, width, expected) => {
  expect(cut(text, width)).toBe(expected)
})

test('words are wrapped and the lines after the first indented', () => {
  expect(wrap('one two three four', 9, '  ').split('\n')).toEqual(['one two', '  three', '  four'])
  expect(wrap('/a/path/that/is/longer x', 8)).toBe('/a/path/that/is/longer\nx')
})

test.each<[string, Record<string, string>, number | undefined, number]>([
  ['COLUMNS', { COLUMNS: '70' }, 120, 70],
  ['the terminal', {}, 120, 120],
  ['a usual width where there is none', {}, undefined, 100],
  ['a usual width for nonsense', { COLUMNS: 'wide' }, undefined, 100],
  ['no less than can be read', { COLUMNS: '25' }, undefined, 40],
])('the width is that of %s', (_name, environment, streamColumns, expected) => {
  const stream = { isTTY: false, columns: streamColumns } as unknown as NodeJS.WriteStream
  expect(terminalOf(stream, environment).width).toBe(expected)
})

test('lines are drawn over only where a person looks on', () => {
  const stream = { isTTY: true, columns: 80 } as unknown as NodeJS.WriteStream
  expect(terminalOf(stream, { TERM: 'xterm' }).interactive).toBe(true)
  expect(terminalOf(stream, { TERM: 'dumb' }).interactive).toBe(false)
})

test.each<[string, Record<string, string>, string]>([
  ['styles are shown where they are forced', { FORCE_COLOR: '1' }, '\u001b[31mx\u001b[39m'],
  ['NO_COLOR forbids them', { NO_COLOR: '1' }, 'x'],
  ['a pipe has none', {}, 'x'],
])('%s', (_name, environment, expected) => {
  const terminal = fileURLToPath(new URL('../../lib/terminal.ts', import.meta.url))
  const script = `const { terminalOf } = await import(${JSON.stringify(terminal)}); process.stdout.write(terminalOf(process.stdout).style('red', 'x'))`
  const { PATH = '' } = process.env
  expect(execFileSync(process.execPath, ['-e', script], { env: { PATH, ...environment }, encoding: 'utf8' })).toBe(
    expected,
  )
})

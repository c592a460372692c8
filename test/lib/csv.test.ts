import { expect, test } from 'vitest'
import { csv } from '../../lib/csv.ts'

test.each([
  ['plain', 'sshd', 'sshd'],
  ['a comma', 'a,b', '"a,b"'],
  ['quotes', 'say "x"', '"say ""x"""'],
  ['a formula', '=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
  ['a formula behind a blank', ' @SUM(1)', `"' @SUM(1)"`],
  ['a minus', '-1+2', `'-1+2`],
  ['a line break', 'a\nb', 'a\\u{a}b'],
  ['an escape sequence', '\u001b[2J', '\\u{1b}[2J'],
])('%s', (_name, value, expected) => {
  expect(csv(['h'], [[value]])).toBe(`h\r\n${expected}\r\n`)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseUnit, unitWords } from '../../../agent/parse/systemdunit.ts'
import { runs } from '../../support/property.ts'

test('assignments with their sections and lines', () => {
  const text = `# a comment
[Unit]
Description=A [strange] = name
; another
[Service]
Environment = "A=1" B=2
ExecStart=/usr/local/bin/k3s \\
    server \\
# within
	'--cluster-init' \\

ExecStart=
no assignment
`
  expect(parseUnit(text)).toEqual([
    { section: 'Unit', name: 'Description', value: 'A [strange] = name', line: 3 },
    { section: 'Service', name: 'Environment', value: '"A=1" B=2', line: 6 },
    { section: 'Service', name: 'ExecStart', value: "/usr/local/bin/k3s      server  \t'--cluster-init'", line: 7 },
    { section: 'Service', name: 'ExecStart', value: '', line: 12 },
  ])
})

test('a backslash at the end of the file joins nothing', () => {
  expect(parseUnit('[Service]\nExecStart=/a \\')).toEqual([
    { section: 'Service', name: 'ExecStart', value: '/a', line: 2 },
  ])
  expect(parseUnit('')).toEqual([])
})

const variables = new Map([
  ['NAME', 'node 1'],
  ['EMPTY', ''],
])

test.each<[string, [string, boolean][]]>([
  [
    'a  b\tc',
    [
      ['a', false],
      ['b', false],
      ['c', false],
    ],
  ],
  [
    `'a b' "c d"e ''`,
    [
      ['a b', false],
      ['c de', false],
      ['', false],
    ],
  ],
  [
    String.raw`a\sb \"c\" d\x`,
    [
      ['a b', false],
      ['"c"', false],
      [String.raw`d\x`, false],
    ],
  ],
  [
    `'it "is"' "it's"`,
    [
      ['it "is"', false],
      ["it's", false],
    ],
  ],
  [
    `--n=\${NAME} \${EMPTY} \${NONE}`,
    [
      ['--n=node 1', false],
      ['', false],
      [`\${NONE}`, true],
    ],
  ],
  [
    '$NAME $$NAME',
    [
      ['$NAME', true],
      ['$NAME', false],
    ],
  ],
  [
    '%N %%N',
    [
      ['%N', true],
      ['%N', false],
    ],
  ],
  [`'unclosed a`, [['unclosed a', false]]],
  ['', []],
])('words of %s', (value, expected) => {
  expect(unitWords(value, variables).map(({ text, open }) => [text, open])).toEqual(expected)
})

test('whatever a unit holds, it is read', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'[]=\\\n\'"$%{} aA#;-'), maxLength: 60 }), (text) => {
      for (const { line, value } of parseUnit(text)) {
        expect(line).toBeGreaterThan(0)
        expect(unitWords(value).every((each) => typeof each.text === 'string')).toBe(true)
      }
    }),
    runs(300),
  )
})

test('quoted words come back as they were', () => {
  const word = fc.string({ unit: fc.constantFrom(...'aZ0=-/., '), minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (words) => {
      expect(unitWords(words.map((each) => `'${each}'`).join(' ')).map((each) => each.text)).toEqual(words)
    }),
    runs(300),
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type GoFlagDefinition, parseGoFlag, readGoFlagValue } from '../../../agent/parse/goflag.ts'
import { runs } from '../../support/property.ts'

const definitions: readonly GoFlagDefinition[] = [
  { name: 'auth', kind: 'bool' },
  { name: 'file', kind: 'string' },
  { name: 'count', kind: 'int' },
  { name: 'size', kind: 'uint' },
  { name: 'wait', kind: 'duration' },
]

test.each<[string[], Record<string, unknown[]>]>([
  [['--auth'], { auth: [true] }],
  [['-auth'], { auth: [true] }],
  [['--auth=T', '-auth=0', '--auth=FALSE'], { auth: [true, false, false] }],
  [['-file', 'a', '--file=b', '--file', '--auth'], { file: ['a', 'b', '--auth'] }],
  [['--file=', '--file', '', '--file=a=b'], { file: ['', '', 'a=b'] }],
  [['--count=-0x10', '--count=010', '--count', '1_000'], { count: [-16, 8, 1000] }],
  [['--size=18446744073709551615'], { size: [2 ** 64] }],
  [['--wait=90m', '--wait', '0'], { wait: ['1h30m0s', '0s'] }],
  [[], {}],
])('%j', (args, expected) => {
  const flags = parseGoFlag(args, definitions)
  expect(Object.fromEntries(flags.occurrences)).toEqual(expected)
  expect(flags).toMatchObject({ unknown: [], positional: [] })
  expect(flags.error).toBeUndefined()
})

test.each<[string[], string]>([
  [['--auth=yes'], 'invalid boolean value "yes" for -auth: parse error'],
  [['--auth="true"'], 'invalid boolean value "\\"true\\"" for -auth: parse error'],
  [['--auth='], 'invalid boolean value "" for -auth: parse error'],
  [['--count=a'], 'invalid value "a" for flag -count: parse error'],
  [['--count=9223372036854775808'], 'invalid value "9223372036854775808" for flag -count: value out of range'],
  [['--size=-1'], 'invalid value "-1" for flag -size: parse error'],
  [['--size=+1'], 'invalid value "+1" for flag -size: parse error'],
  [['--size=18446744073709551616'], 'invalid value "18446744073709551616" for flag -size: value out of range'],
  [['--wait=300'], 'invalid value "300" for flag -wait: parse error'],
  [['---file=a'], 'bad flag syntax: ---file=a'],
  [['--=a'], 'bad flag syntax: --=a'],
  [['-=a'], 'bad flag syntax: -=a'],
])('%j is refused', (args, error) => {
  expect(parseGoFlag(['--auth', ...args, '--count=x'], definitions)).toMatchObject({ error, positional: [] })
})

test('a value that is missing', () => {
  expect(parseGoFlag(['--auth', '-file'], definitions).error).toBe('flag needs an argument: -file')
})

test.each<[string[], string[]]>([
  [
    ['--auth', 'true', '--file=a'],
    ['true', '--file=a'],
  ],
  [['--', '--auth'], ['--auth']],
  [
    ['-', '--auth'],
    ['-', '--auth'],
  ],
  [
    ['', '--auth'],
    ['', '--auth'],
  ],
  [['--'], []],
])('the flags of %j end at the first argument that is none', (args, positional) => {
  const flags = parseGoFlag(args, definitions)
  expect(flags.positional).toEqual(positional)
  expect(flags.occurrences.has('file')).toBe(false)
})

test('flags of another version take a value that is no flag', () => {
  const flags = parseGoFlag(['--new', 'a', '--newer=b', '-newest', '--auth_', '--Auth', '--auth'], definitions)
  expect(flags.unknown).toEqual(['new', 'newer', 'newest', 'auth_', 'Auth'])
  expect(Object.fromEntries(flags.occurrences)).toEqual({ auth: [true] })
})

test('one dash and two are the same', () => {
  const value = fc.string().filter((each) => !each.startsWith('-'))
  const given = fc.array(fc.tuple(fc.constantFrom('file', 'auth', 'other'), fc.boolean(), value), { maxLength: 8 })
  fc.assert(
    fc.property(given, (all) => {
      const written = (dash: string) => all.map(([name, , text]) => `${dash}${name}=${name === 'auth' ? 'true' : text}`)
      expect(parseGoFlag(written('-'), definitions)).toEqual(parseGoFlag(written('--'), definitions))
    }),
    runs(200),
  )
})

test('nothing throws, and what is not refused accounts for every argument', () => {
  const part = fc.oneof(
    fc.string(),
    fc.constantFrom('--auth', '-file', '--file=a', '--count', '--', '-', '5', '--size=3'),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 10 }), (args) => {
      const { error, positional, occurrences, unknown } = parseGoFlag(args, definitions)
      if (error) return
      const flags = [...occurrences.values()].reduce((sum, each) => sum + each.length, unknown.length)
      expect(flags + positional.length).toBeLessThanOrEqual(args.length)
      expect(args.slice(args.length - positional.length)).toEqual(positional)
    }),
    runs(200),
  )
})

test('values of whole numbers are what they say', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (number) => {
      expect(readGoFlagValue('int', String(number))).toBe(number)
    }),
    runs(200),
  )
})

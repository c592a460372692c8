import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { ConfigError, environmentName, flagName, loadConfig, printConfig, writtenIn } from '../../lib/config.ts'
import { temporary } from '../support/collector.ts'

const schema = z.strictObject({
  name: z.string().min(1).default('local'),
  maxFrames: z.number().int().min(1).default(8),
  verbose: z.boolean().default(false),
  names: z.array(z.string()).default([]),
  rules: z.record(z.string(), z.strictObject({ severity: z.enum(['low', 'high']).optional() })).default({}),
})

function file(text: string): string {
  const path = join(temporary(), 'config.yaml')
  writeFileSync(path, text)
  return path
}

function load(layers: { file?: string; environment?: Record<string, string>; flags?: Record<string, unknown> }) {
  return loadConfig(schema, { environment: {}, flags: {}, ...layers })
}

test('flags win over the environment, the environment over the file, the file over defaults; each says so', () => {
  const path = file('name: from-file\nmaxFrames: 3\nverbose: true\n')
  const config = load({
    file: path,
    environment: { MERLON_NAME: 'from-environment', MERLON_MAX_FRAMES: '4' },
    flags: { name: 'from-flag' },
  })
  expect(config.values).toEqual({ name: 'from-flag', maxFrames: 4, verbose: true, names: [], rules: {} })
  expect(config.sources).toEqual({
    name: 'flag --name',
    maxFrames: 'environment MERLON_MAX_FRAMES',
    verbose: `file ${path}`,
    names: 'default',
    rules: 'default',
  })
})

test.each<[string, Parameters<typeof load>[0], Record<string, unknown>]>([
  ['a name that looks like a number', { flags: { name: '2026' } }, { name: '2026' }],
  ['a name that looks like a boolean', { environment: { MERLON_NAME: 'true' } }, { name: 'true' }],
  ['a number', { flags: { maxFrames: '12' } }, { maxFrames: 12 }],
  ['a boolean', { environment: { MERLON_VERBOSE: 'true' } }, { verbose: true }],
  [
    'a list with commas',
    { environment: { MERLON_NAMES: 'a.example, b.example' } },
    { names: ['a.example', 'b.example'] },
  ],
  ['a list of flags', { flags: { names: ['a', 'b'] } }, { names: ['a', 'b'] }],
  ['nothing for an empty variable', { environment: { MERLON_NAME: '' } }, { name: 'local' }],
  ['nothing for an empty file', { file: '' }, { name: 'local' }],
])('text is read as what its key takes: %s', (_name, layers, expected) => {
  expect(load(layers).values).toMatchObject(expected)
})

test('a file of comments alone is a configuration of defaults', () => {
  expect(load({ file: file('# nothing yet\n') }).values).toMatchObject({ name: 'local', maxFrames: 8 })
})

const ten = (name: string) => `[${Array(10).fill(name).join(',')}]`
const bomb = `names: &a ${ten('x')}\nb: &b ${ten('*a')}\nc: &c ${ten('*b')}\nname: ${ten('*c')}\n`

test.each<[string, string, (file: string) => string]>([
  ['an unknown key', 'nmae: x\n', (at) => `${at}: unknown key: nmae`],
  ['an unknown key far inside', 'rules: {a: {sevrity: low}}\n', (at) => `${at}: unknown key: rules.a.sevrity`],
  ['a key twice', 'name: a\nname: b\n', (at) => `${at}: Map keys must be unique at line 2, column 1`],
  [
    'what is no YAML',
    'name: [a\n',
    (at) =>
      `${at}: Flow sequence in block collection must be sufficiently indented and end with a ] at line 2, column 1`,
  ],
  ['a list', '- name\n', (at) => `${at}: not a mapping of keys to values`],
  ['a wrong type', 'maxFrames: many\n', (at) => `${at}: maxFrames: Invalid input: expected number, received string`],
  [
    'a wrong word far inside',
    'rules: {a: {severity: worst}}\n',
    (at) => `${at}: rules.a.severity: Invalid option: expected one of "low"|"high"`,
  ],
  [
    'an alias to nothing',
    'name: *nowhere\n',
    (at) => `${at}: Unresolved alias (the anchor must be set before the alias): nowhere`,
  ],
  ['aliases that multiply', bomb, (at) => `${at}: Excessive alias count indicates a resource exhaustion attack`],
  ['a key that others inherit from', '__proto__: {name: x}\n', (at) => `${at}: unknown key: __proto__`],
])('a file with %s is refused with its place', (_name, text, expected) => {
  const path = file(text)
  expect(messageOf(() => load({ file: path }))).toBe(expected(`file ${path}`))
})

test.each<[string, Parameters<typeof load>[0], string]>([
  ['flag', { flags: { maxFrames: '0' } }, 'flag --max-frames: maxFrames: Too small: expected number to be >=1'],
  [
    'variable',
    { environment: { MERLON_MAX_FRAMES: 'x' } },
    'environment MERLON_MAX_FRAMES: maxFrames: Invalid input: expected number, received string',
  ],
  ['file that is not there', { file: '/no/such/file' }, 'file /no/such/file: cannot be read: ENOENT'],
  ['file that is a directory', { file: '/tmp' }, 'file /tmp: cannot be read: EISDIR'],
])('a bad %s is refused with its place', (_name, layers, expected) => {
  expect(messageOf(() => load(layers))).toBe(expected)
})

test('every fault is named, one a line', () => {
  const path = file('name: ""\nother: 1\n')
  const message = messageOf(() => load({ file: path, flags: { maxFrames: 'x' } }))
  expect(message.split('\n').map((line) => line.slice(0, line.lastIndexOf(':')))).toEqual(
    expect.arrayContaining([`file ${path}: unknown key`, `flag --max-frames: maxFrames: Invalid input`]),
  )
  expect(message.split('\n')).toHaveLength(3)
})

test('the configuration is printed as YAML with the source of each value', () => {
  expect(
    printConfig(load({ flags: { name: 'x: y' } }))
      .split('\n')
      .slice(0, 2),
  ).toEqual(['name: "x: y"  # flag --name', 'maxFrames: 8  # default'])
})

test.each([
  ['maxFrames', 'MERLON_MAX_FRAMES', '--max-frames'],
  ['http', 'MERLON_HTTP', '--http'],
])('%s is %s and %s', (key, variable, flag) => {
  expect([environmentName(key), flagName(key)]).toEqual([variable, flag])
})

function messageOf(load: () => unknown): string {
  try {
    load()
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    return (error as Error).message
  }
  throw new Error('it was taken')
}

test('what was written is all that is not left to its default', () => {
  const schema = z.strictObject({
    one: z.number().default(1),
    two: z.string().default('x'),
    three: z.boolean().default(true),
  })
  const config = loadConfig(schema, { environment: { MERLON_TWO: 'y' }, flags: { three: true } })
  expect(writtenIn(config)).toEqual({ two: 'y', three: true })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseKubernetesYaml } from '../../../agent/parse/kubernetesyaml.ts'
import type { YamlNode } from '../../../agent/parse/yamlnode.ts'
import { runs } from '../../support/property.ts'

function plain(node: YamlNode): unknown {
  if (Array.isArray(node.value)) return node.value.map(plain)
  if (!(node.value instanceof Map)) return node.value
  return Object.fromEntries([...(node.value as ReadonlyMap<string, YamlNode>)].map(([key, each]) => [key, plain(each)]))
}

/** As JSON.parse has them, whole numbers beyond 2^53 lose their last digits. */
function inexact(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? Number(each) : each)))
}

function parse(text: string) {
  const result = parseKubernetesYaml(Buffer.from(text))
  return result.ok ? plain(result.root) : result
}

// The answers are those of sigs.k8s.io/yaml 1.6, which Kubernetes 1.36 is built with.
test.each([
  ['no', false],
  ['off', false],
  ['n', false],
  ['NO', false],
  ['False', false],
  ['FALSE', false],
  ['y', true],
  ['Y', true],
  ['yes', true],
  ['on', true],
  ['fALSE', 'fALSE'],
  ['oN', 'oN'],
  ["'false'", 'false'],
  ['"no"', 'no'],
  ['~', null],
  ['', null],
  ['NULL', null],
  ['010255', 4269],
  ['10_255', 10255],
  ['0o24017', 10255],
  ['2:50:55', '2:50:55'],
  ['009', 9],
  ['0_10', 8],
  ['1_', 1],
  ['_1', '_1'],
  ['1__0', 10],
  ['0x280F', 10255],
  ['0b11', 3],
  ['-0o7', -7],
  ['10255.0', 10255],
  ['1.', 1],
  ['.5e1', 5],
  ['.1_0', 0.1],
  ['08.5', 8.5],
  ['1e400', '1e400'],
  ['.5e', '.5e'],
  ['0x', '0x'],
  ['18446744073709551615', 18446744073709551615n],
  ['2001-01-01', '2001-01-01'],
  ['!!str 5', '5'],
  ['!!int "7"', 7],
  ['!own 3', '3'],
  ['!!binary aGk=', 'hi'],
])('a: %s', (text, value) => expect(parse(`a: ${text}`)).toEqual({ a: value }))

test.each([
  ['only the first document', 'a: 1\n---\n{{{', { a: 1 }],
  ['comments before the first document', '# c\n---\na: 1', { a: 1 }],
  ['an empty first document', '---\n---\na: 1', null],
  ['nothing', '', null],
  ['a comment', '# c\n', null],
  ['version 1.1', '%YAML 1.1\n---\na: yes', { a: true }],
  ['byte order mark and CRLF', '\uFEFFa: 1\r\nb: 2\r\n', { a: 1, b: 2 }],
  ['a merge', 'x: &a {b: 1, c: 2}\nz:\n  <<: *a', { x: { b: 1, c: 2 }, z: { b: 1, c: 2 } }],
  ['a merge before a key', 'x: &a {b: 1}\nz:\n  <<: *a\n  b: 2', { x: { b: 1 }, z: { b: 2 } }],
  ['a merge after a key', 'x: &a {b: 1}\nz:\n  b: 2\n  <<: *a', { x: { b: 1 }, z: { b: 1 } }],
  [
    'a merge of several',
    'x: [&a {b: 1}, &c {b: 2, d: 3}]\nz:\n  <<: [*a, *c]',
    { x: [{ b: 1 }, { b: 2, d: 3 }], z: { b: 1, d: 3 } },
  ],
  ['an anchor set anew', 'a: &x 1\nb: *x\nc: &x 2\nd: *x', { a: 1, b: 1, c: 2, d: 2 }],
  ['a repeated section', 'a: {b: 1}\na: {c: 2}', { a: { c: 2 } }],
  ['keys that are no text', '1: x\ntrue: z', { 1: 'x', true: 'z' }],
  ['a list that ends at the margin', 'a: [\n  b,\n  c\n]\n', { a: ['b', 'c'] }],
  ['JSON', '{"a": [1, "x", true, null, {"b": 2.5}]}', { a: [1, 'x', true, null, { b: 2.5 }] }],
  ['JSON with tabs', '{\n\t"a": "\\u00e9\\"\\\\"\n}\n', { a: 'é"\\' }],
  ['JSON with a repeated section', '{"a": {"b": 1}, "a": {"c": 2}}', { a: { b: 1, c: 2 } }],
])('%s', (_, text, value) => expect(parse(text)).toEqual(value))

test.each([
  ['%YAML 1.2\n---\na: yes', { ok: false, reason: 'yaml: found incompatible YAML document' }],
  ['a: 1\nb:\n\tc: 1', { ok: false, reason: 'yaml: Tabs are not allowed as indentation', line: 3 }],
  ['a: *x', { ok: false, reason: "yaml: unknown anchor 'x' referenced", line: 1 }],
  ['a: &x [*x]', { ok: false, reason: "yaml: anchor 'x' value contains itself", line: 1 }],
  ['a: 1\n<<: 2', { ok: false, reason: 'yaml: map merge requires map or sequence of maps as the value', line: 2 }],
  ['~: 1', { ok: false, reason: 'unsupported map key', line: 1 }],
  ['a: .inf', { ok: false, reason: 'json: unsupported value', line: 1 }],
  ['a: !!int x', { ok: false, reason: 'yaml: cannot decode `x` as a !!int', line: 1 }],
  ['{"a":1} {"b":2}', { ok: false, reason: expect.stringMatching(/^json: /) }],
  ['{"a":010}', { ok: false, reason: expect.stringMatching(/^json: /) }],
  ['{a: 1}', { ok: false, reason: expect.stringMatching(/^json: /) }],
  ['['.repeat(20_000), { ok: false, reason: expect.stringMatching(/^yaml: /), line: 1 }],
  [`${'{"a":'.repeat(200)}1${'}'.repeat(200)}`, { ok: false, reason: 'json: nested too deeply or too large', line: 1 }],
])('refused: %.30j', (text, result) => expect(parse(text)).toEqual(result))

test('bytes that are no UTF-8', () => {
  expect(parseKubernetesYaml(Buffer.from([0x61, 0x3a, 0xff]))).toEqual({ ok: false, reason: 'yaml: invalid UTF-8' })
})

test('aliases of aliases end', () => {
  const levels = Array.from({ length: 9 }, (_, at) => `l${at + 1}: &l${at + 1} [${`*l${at}, `.repeat(10)}]`)
  expect(parse(`l0: &l0 x\n${levels.join('\n')}`)).toMatchObject({
    ok: false,
    reason: 'yaml: document contains excessive aliasing or too many nodes',
  })
})

test('every key has its line, a repeated one is told', () => {
  const result = parseKubernetesYaml(Buffer.from('# c\na:\n  b: 1\n  c:\n    - x\na:\n  b: 2\n'))
  expect(result.ok && result.duplicates).toEqual([{ key: 'a', line: 6 }])
  const a = result.ok && result.root.value instanceof Map ? result.root.value.get('a') : undefined
  expect(a?.line).toBe(6)
  expect(a?.value instanceof Map && a.value.get('b')).toEqual({ line: 7, value: 2 })
  const json = parseKubernetesYaml(Buffer.from('{\n  "a": {\n    "b": [1,\n 2]},\n  "a": 3}'))
  expect(json.ok && json.duplicates).toEqual([{ key: 'a', line: 5 }])
})

test('JSON is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4, noUnicodeString: false }), (value) => {
      const object = { value }
      expect(inexact(parse(JSON.stringify(object, null, 1)))).toEqual(JSON.parse(JSON.stringify(object)))
    }),
    runs(200),
  )
})

test('any text is read without throwing', () => {
  const piece = fc.constantFrom(
    'a: ',
    '\n',
    '  ',
    '- ',
    '{',
    '}',
    '[',
    ']',
    ', ',
    '&x ',
    '*x',
    '<<: ',
    '"',
    "'",
    '|\n',
    '---\n',
    '\t',
    '!!str ',
    '? ',
    '\0',
  )
  const text = fc
    .array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 20 })
    .map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(text, (each) => {
      expect(typeof parseKubernetesYaml(Buffer.from(each)).ok).toBe('boolean')
    }),
    runs(400),
  )
})

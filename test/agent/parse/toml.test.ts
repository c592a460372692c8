import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readToml, valueAt } from '../../../agent/parse/toml.ts'
import { runs } from '../../support/property.ts'

test('what configurations of runtimes are made of', () => {
  const text = `version = 3
imports = ["a", 'b']
[plugins.'io.containerd.cri.v1.runtime']
  disable_apparmor = true
[[registry]]
location = "x"
[[registry.mirror]]
location = "y"
when = 2026-01-01T00:00:00Z
big = 9223372036854775807
`
  const result = readToml(text)
  if (!('table' in result)) throw new Error(result.error)
  expect(valueAt(result.table, ['plugins', 'io.containerd.cri.v1.runtime', 'disable_apparmor'])).toBe(true)
  expect(result.table['imports']).toEqual(['a', 'b'])
  expect(JSON.parse(JSON.stringify(result.table['registry']))).toEqual([
    { location: 'x', mirror: [{ location: 'y', when: '2026-01-01T00:00:00.000Z', big: '9223372036854775807' }] },
  ])
})

test('what is wrong is told by its place, never by its text', () => {
  const result = readToml('[auth]\npassword = "geheim" oops\n')
  expect(result).toEqual({ error: expect.stringMatching(/^line 2, column \d+: is no TOML$/) })
})

test.each([
  ['too long', `a = "${'x'.repeat(1024 * 1024)}"`],
  ['too deep', `a = ${'['.repeat(10_000)}`],
  ['deep headers', `[${'a.'.repeat(200_000)}b]`],
])('%s: an error, or a table', (_, text) => {
  const result = readToml(text)
  expect('error' in result || 'table' in result).toBe(true)
})

test('names of JavaScript itself are names like others', () => {
  const result = readToml('[__proto__]\nx = 1\n[constructor]\ny = 2\n')
  if (!('table' in result)) throw new Error(result.error)
  expect(valueAt(result.table, ['__proto__', 'x'])).toBe(1)
  expect(valueAt(result.table, ['constructor', 'y'])).toBe(2)
  expect(valueAt(result.table, ['toString'])).toBeUndefined()
  expect(({} as Record<string, unknown>)['x']).toBeUndefined()
})

test('whatever it is given, it throws nothing', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200, unit: 'binary-ascii' }), (text) => {
      const result = readToml(text)
      expect('error' in result || 'table' in result).toBe(true)
    }),
    runs(200),
  )
})

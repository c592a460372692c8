import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compile, evaluate } from '../../../collector/judge/cel.ts'
import { functions } from '../../../collector/judge/functions.ts'
import { compareVersions } from '../../../collector/judge/versions.ts'
import { runs } from '../../support/property.ts'

function answerOf(text: string): unknown {
  const result = evaluate(compile(text, {}), {})
  return result.kind === 'value' ? result.value : result
}

test.each([
  ['0600', '0600', true],
  ['0400', '0600', true],
  ['0000', '0600', true],
  ['600', '0600', true],
  ['0700', '0600', false],
  ['0640', '0600', false],
  ['0044', '0600', false],
  ['0577', '0600', false],
  ['4600', '0600', false],
  ['1600', '0600', false],
  ['2755', '2755', true],
  ['0755', '0755', true],
  ['0775', '0755', false],
  ['00644', '0644', true],
])('mode %s within %s is %s', (mode, limit, within) => {
  expect(answerOf(`"${mode}".within("${limit}")`)).toBe(within)
})

test.each(['', '0o600', '800', '-600', '0600 ', 'rw-------', '123456'])('%j are no permission bits', (mode) => {
  expect(answerOf(`"${mode}".within("0600")`)).toMatchObject({
    kind: 'error',
    reason: `not octal permission bits: ${mode}`,
  })
})

test('within says what comparing bit by bit says', () => {
  const bits = fc.integer({ min: 0, max: 0o7777 })
  const octal = (mode: number) => mode.toString(8).padStart(4, '0')
  fc.assert(
    fc.property(bits, bits, (mode, limit) => {
      const every = Array.from({ length: 12 }, (_, at) => 1 << at).every((bit) => !(mode & bit) || (limit & bit) !== 0)
      const { handler } = functions[0]
      expect(handler(octal(mode), octal(limit))).toBe(every)
    }),
    runs(300),
  )
})

describe('versions', () => {
  test.each([
    ['v1.36.3', '1.34', true],
    ['1.34', '1.34', true],
    ['1.34.0', '1.34', true],
    ['1.34', '1.34.0', true],
    ['1.33.9', '1.34', false],
    ['v1.9.0', 'v1.10.0', false],
    ['v1.36.0-rc.1', '1.36', true],
    ['v1.33.1+rke2r1', '1.33.1', true],
    ['9.2p1', '9.2', true],
    ['8.9p1', '9.0', false],
    ['10.0', '9.9', true],
  ])('%s is at least %s: %s', (version, least, answer) => {
    expect(answerOf(`"${version}".versionAtLeast("${least}")`)).toBe(answer)
  })

  test.each(['', 'v', 'unknown', '.5', 'version 1.2'])('%j is none', (version) => {
    expect(answerOf(`"${version}".versionAtLeast("1.0")`)).toMatchObject({
      kind: 'error',
      reason: `not a version: ${version}`,
    })
  })

  test('are in an order', () => {
    const version = fc
      .array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join('.'))
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0)
        expect(compareVersions(a, a)).toBe(0)
      }),
      runs(300),
    )
  })
})

test.each([
  ['[]', []],
  ['["a"]', []],
  ['["a", "b", "a"]', ['a']],
  ['["b", "a", "a", "b", "a"]', ['a', 'b']],
  ['["", "", "__proto__", "__proto__"]', ['', '__proto__']],
])('%s.duplicates() is %j', (list, answer) => {
  expect(answerOf(`${list}.map(each, string(each)).duplicates()`)).toEqual(answer)
})

test('duplicates are what a list has more of than its set', () => {
  const { handler } = functions[4]
  const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'))
  fc.assert(
    fc.property(texts, (all) => {
      const counted = [...new Set(all)].filter((each) => all.filter((other) => other === each).length > 1)
      expect(handler(all).toSorted()).toEqual(counted.toSorted())
    }),
    runs(300),
  )
})

test('every function says what it is for', () => {
  for (const each of functions) {
    expect(each.signature).toMatch(/^[a-zA-Z<>]+\.[a-zA-Z]+\([a-zA-Z., ]*\): [a-z<>]+$/)
    expect(each.about).toMatch(/^[A-Z].*\.$/)
  }
})

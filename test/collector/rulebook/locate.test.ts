import { expect, test } from 'vitest'
import type { Problem } from '../../../collector/judge/problem.ts'
import { locate } from '../../../collector/rulebook/locate.ts'

test('each thing has its line; what is not there, that of what would hold it', () => {
  const located = locate('a:\n  - b: 1\n    c: 2\n', 'x.yaml', [])
  expect(located?.data).toEqual({ a: [{ b: 1, c: 2 }] })
  expect([located?.place(['a', 0, 'c']), located?.place(['a', 0, 'd']), located?.place(['z'])]).toEqual([
    'x.yaml:3',
    'x.yaml:2',
    'x.yaml:1',
  ])
})

test.each([
  ['an alias of nothing', 'a: *x', 'x.yaml:1'],
  [
    'too many aliases',
    `a: &a [x,x,x,x,x,x,x,x,x,x]\n${'bcde'.replace(/./g, (name) => `${name}: &${name} [${`*${String.fromCharCode(name.charCodeAt(0) - 1)},`.repeat(10)}]\n`)}`,
    'x.yaml:1',
  ],
  ['a key twice', 'a: 1\na: 2', 'x.yaml:2'],
  ['no YAML', 'a: [', 'x.yaml:1'],
])('%s is a problem with its place, not an error', (_name, text, place) => {
  const problems: Problem[] = []
  expect(locate(text, 'x.yaml', problems)).toBeUndefined()
  expect(problems[0]?.place).toBe(place)
})

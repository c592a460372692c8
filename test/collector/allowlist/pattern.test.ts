import { expect, test } from 'vitest'
import { matchesPattern, patternProblem } from '../../../collector/allowlist/pattern.ts'

test.each<[string, string, boolean]>([
  ['/usr/bin/*', '/usr/bin/a', true],
  ['/usr/bin/*', '/usr/binX/a', false],
  ['/usr/bin/*', '/usr/bin/a/b', false],
  ['/usr/bin/*', '/usr/bin/', false],
  ['/usr/bin/*', '/usr/bin', false],
  ['/usr/lib/jvm-*/bin', '/usr/lib/jvm-21/bin', true],
  ['/usr/lib/jvm-*/bin', '/usr/lib/jvm/bin', false],
  ['/usr/lib/a*b*c', '/usr/lib/aXbYc', true],
  ['/usr/lib/a*b*c', '/usr/lib/abc', true],
  ['/usr/lib/ab*ba', '/usr/lib/aba', false],
  ['/usr/lib/a*b*b', '/usr/lib/ab', false],
  ['/usr/bin/a.c', '/usr/bin/abc', false],
])('%s for %s: %s', (pattern, path, expected) => {
  expect(matchesPattern(pattern, path)).toBe(expected)
})

test.each<[string, string | undefined]>([
  ['/usr/bin/*', undefined],
  ['/opt/app/v*/run', undefined],
  ['usr/bin/*', 'a pattern begins with /'],
  ['/usr/*', 'a pattern begins with two segments without *'],
  ['/*/bin/x', 'a pattern begins with two segments without *'],
  ['/usr/bin/**', '* stands for one segment, ** is not known'],
  ['/usr/bin/../*', 'a pattern has no empty segment, no . and no ..'],
  ['/usr//bin/*', 'a pattern has no empty segment, no . and no ..'],
  ['/usr/bin/a', 'a path without * is approved as an entry, with its digest'],
  ['/tmp/a/*', '/tmp is writable: everything there needs a digest'],
  ['/var/tmp/a/*', '/var/tmp is writable: everything there needs a digest'],
  ['/dev/shm/*', '/dev is writable: everything there needs a digest'],
])('%s is refused because: %s', (pattern, problem) => {
  expect(patternProblem(pattern)).toBe(problem)
})

test('many stars are no burden', () => {
  expect(matchesPattern(`/usr/bin/${'*a'.repeat(200)}`, `/usr/bin/${'a'.repeat(4000)}b`)).toBe(false)
})

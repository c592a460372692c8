import fc from 'fast-check'
import { expect, test } from 'vitest'
import { absent, denied, type Look, seen } from '../../../../agent/host/look.ts'
import { expandGlob, matchesPattern } from '../../../../agent/parse/sshd/glob.ts'
import { runs } from '../../../support/property.ts'

test.each([
  ['a.conf', '*.conf', true],
  ['a.conf.bak', '*.conf', false],
  ['.conf', '*.conf', true],
  ['abc', 'a?c', true],
  ['ac', 'a?c', false],
  ['b1', '[a-c][0-9]', true],
  ['d1', '[a-c][0-9]', false],
  ['d', '[!a-c]', true],
  ['a', '[^a-c]', false],
  [']', '[]x]', true],
  ['[', '[', true],
  ['*', '\\*', true],
  ['x', '\\*', false],
  ['', '*', true],
  ['', '', true],
  ['aXbXc', 'a*b*c', true],
  ['aXbX', 'a*b*c', false],
])('%s matches %s: %s', (name, pattern, expected) => {
  expect(matchesPattern(name, pattern)).toBe(expected)
})

const tree: Readonly<Record<string, readonly string[]>> = {
  '/': ['etc'],
  '/etc': ['ssh'],
  '/etc/ssh': ['b.d', 'a.d', '.h.d', 'sshd_config'],
  '/etc/ssh/a.d': ['9-x.conf', '50-y.conf', '.hid.conf', 'é.conf', 'z.conf.bak'],
  '/etc/ssh/b.d': ['1.conf'],
}

function expand(pattern: string, forbidden?: string): Promise<Look<string[]>> {
  return expandGlob(pattern, {
    names: async (path) => {
      const names = tree[path]
      return path === forbidden ? denied('permission denied') : names ? seen(names) : absent
    },
    exists: async (path) => {
      const at = path.lastIndexOf('/')
      return seen(tree[path.slice(0, at) || '/']?.includes(path.slice(at + 1)) ?? false)
    },
  })
}

test.each([
  ['/etc/ssh/sshd_config', ['/etc/ssh/sshd_config']],
  ['/etc/ssh/nothing', []],
  ['/etc/nothing/*', []],
  ['/etc/ssh/a.d/*.conf', ['/etc/ssh/a.d/50-y.conf', '/etc/ssh/a.d/9-x.conf', '/etc/ssh/a.d/é.conf']],
  ['/etc/ssh/a.d/.*.conf', ['/etc/ssh/a.d/.hid.conf']],
  ['/etc/*/?.d/[0-9]*.conf', ['/etc/ssh/a.d/50-y.conf', '/etc/ssh/a.d/9-x.conf', '/etc/ssh/b.d/1.conf']],
  ['/etc//ssh/', ['/etc/ssh']],
])('%s names %j', async (pattern, expected) => {
  expect(await expand(pattern)).toEqual(seen(expected))
})

test('a directory that cannot be listed makes the answer unknown', async () => {
  expect(await expand('/etc/ssh/*/*.conf', '/etc/ssh/b.d')).toEqual(denied('permission denied'))
})

test('a name matches itself escaped, and a star in front', () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      const escaped = name.replaceAll(/[*?[\]\\]/g, '\\$&')
      return matchesPattern(name, escaped) && matchesPattern(name, `*${escaped}`) && matchesPattern(name, '*')
    }),
    runs(200),
  )
})

test('many stars take no long time', () => {
  expect(matchesPattern('a'.repeat(2000), `${'*a'.repeat(200)}b`)).toBe(false)
})

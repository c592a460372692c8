import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maxEntries, parseSudoers } from '../../../agent/parse/sudoers.ts'
import { runs } from '../../support/property.ts'

const entryOf = (text: string) => parseSudoers(text).entries[0]

function grantsIn(text: string) {
  const entry = entryOf(text)
  return entry?.kind === 'rule' ? entry.privileges.flatMap((each) => each.grants) : []
}

test('a rule with all that it may have', () => {
  expect(parseSudoers('%sudo, !bob web1 = (root:adm) NOPASSWD: SETENV: /bin/ls -l\n').entries).toEqual([
    {
      ...{ line: 1, kind: 'rule' },
      users: [
        { kind: 'name', text: '%sudo', negated: false },
        { kind: 'name', text: 'bob', negated: true },
      ],
      privileges: [
        {
          hosts: [{ kind: 'name', text: 'web1', negated: false }],
          grants: [
            {
              runAs: {
                users: [{ kind: 'name', text: 'root', negated: false }],
                groups: [{ kind: 'name', text: 'adm', negated: false }],
              },
              ...{ password: false, setEnvironment: true },
              command: { kind: 'command', path: '/bin/ls', arguments: 'fixed', negated: false },
            },
          ],
        },
      ],
    },
  ])
})

test('what a command inherits ends with its list', () => {
  const grants = grantsIn('a ALL = (b) NOPASSWD: /x, PASSWD: /y, /z : h = /w\n')
  expect(grants.map((each) => [each.command.path, each.password, each.runAs?.users[0]?.text])).toEqual([
    ['/x', false, 'b'],
    ['/y', true, 'b'],
    ['/z', true, 'b'],
    ['/w', undefined, undefined],
  ])
})

test.each([
  ['a ALL = ALL, /x', [true, undefined]],
  ['a ALL = NOSETENV: ALL, /x', [false, false]],
  ['a ALL = NOSETENV: /x, ALL, /y', [false, true, undefined]],
  ['a ALL = SETENV: /x, /y', [true, true]],
])('whoever may run anything may set anything: %s', (text, expected) => {
  expect(grantsIn(text).map((each) => each.setEnvironment)).toEqual(expected)
})

test.each([
  ['/bin/x', '/bin/x', 'any'],
  ['/bin/x ""', '/bin/x', 'none'],
  ['/bin/x -l /tmp', '/bin/x', 'fixed'],
  ['/bin/x *', '/bin/x', 'pattern'],
  ['/bin/x \\*', '/bin/x', 'fixed'],
  ['/bin/x a\\,b c\\:d', '/bin/x', 'fixed'],
  ['/usr/bin/', '/usr/bin/', 'any'],
  ['/bin/a\\,b', '/bin/a,b', 'any'],
  ['^/bin/.*$ ^a b$', '^/bin/.*$', 'pattern'],
  ['sudoedit /etc/motd', 'sudoedit', 'fixed'],
  ['CWD=/tmp TIMEOUT=5m /bin/x', '/bin/x', 'any'],
])('the command %s', (text, path, kind) => {
  expect(grantsIn(`a ALL = ${text}\n`)[0]?.command).toMatchObject({ path, arguments: kind })
})

test('arguments are not kept: they may hold anything', () => {
  expect(JSON.stringify(parseSudoers('a ALL = /usr/bin/mysql -pgeheim\n'))).not.toContain('geheim')
  expect(JSON.stringify(parseSudoers('a ALL = /x -pgeheim = \n'))).not.toContain('geheim')
})

describe('lines', () => {
  test.each([
    ['a ALL = \\\n  ALL\nb ALL = ALL\n', [1, 3]],
    ['# a \\\nb ALL = ALL\n', [2]],
    ['a ALL = ALL # \\\nb ALL = ALL\n', [1, 2]],
    ['#1000 ALL = ALL\r\n', [1]],
    ['\n\n  a ALL=ALL', [3]],
    ['', []],
  ])('%j', (text, lines) => {
    const { entries, problems } = parseSudoers(text)
    expect(problems).toEqual([])
    expect(entries.map((each) => each.line)).toEqual(lines)
  })

  test('one that breaks the grammar is left out and named, the others hold', () => {
    const { entries, problems } = parseSudoers('a ALL\nb ALL = ALL\nUser_Alias x = a\nc ALL = ALL \\\n')
    expect(entries.map((each) => each.line)).toEqual([2])
    expect(problems).toEqual([
      { line: 1, reason: 'column 6: no =' },
      { line: 3, reason: 'column 12: no name of an alias' },
      { line: 4, reason: 'the file ends where the line is continued' },
    ])
  })
})

test.each([
  ['@include /etc/more', 'include', '/etc/more'],
  ['#include "/etc/a b"', 'include', '/etc/a b'],
  ['@include /etc/a\\ b', 'include', '/etc/a b'],
  ['#includedir /etc/sudoers.d', 'includedir', '/etc/sudoers.d'],
  ['@includedir local.d', 'includedir', 'local.d'],
])('%s', (text, kind, path) => {
  expect(entryOf(text)).toEqual({ line: 1, kind, path })
})

test('options', () => {
  expect(entryOf('Defaults:ops,%adm !authenticate, env_keep += "A B", timestamp_timeout=-1')).toMatchObject({
    scope: { of: 'users', members: [{ text: 'ops' }, { text: '%adm' }] },
    defaults: [
      { name: 'authenticate', negated: true },
      { name: 'env_keep', negated: false, operator: '+=', value: 'A B' },
      { name: 'timestamp_timeout', negated: false, operator: '=', value: '-1' },
    ],
  })
  expect(entryOf('Defaults!/bin/ls noexec')).toMatchObject({
    scope: { of: 'commands', commands: [{ path: '/bin/ls' }] },
  })
  expect(entryOf('Defaults !lecture')).toMatchObject({ scope: { of: 'all' }, defaults: [{ negated: true }] })
})

test('never throws, and reads no more than it says', () => {
  const pieces = fc.constantFrom(
    ...'a ALL=(:)!,\\"#%+@/\n\t^$*Defaults'.split(''),
    'User_Alias ',
    'NOPASSWD:',
    '\0',
    '\\\n',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces).map((all) => all.join('')),
      ),
      (text) => {
        parseSudoers(text)
      },
    ),
    runs(500),
  )
  expect(parseSudoers('a ALL=ALL\n'.repeat(maxEntries + 5))).toMatchObject({ more: true })
  expect(parseSudoers(`${'a,'.repeat(500_000)}b ALL = ALL`).entries).toHaveLength(1)
  expect(parseSudoers(`a ALL = ${'!'.repeat(1_000_000)}`).problems).toHaveLength(1)
  expect(parseSudoers(`a ALL = "${'\\'.repeat(1_000_000)}`).problems).toHaveLength(1)
})

import { expect, test } from 'vitest'
import { grantsOf, maxGrants } from '../../../../agent/parse/sudoers/grants.ts'
import { parseSudoers } from '../../../../agent/parse/sudoers.ts'

const load = (text: string) => grantsOf(parseSudoers(text).entries.map((entry) => ({ file: '/etc/sudoers', entry })))

const brief = (text: string) =>
  load(text).grants.map((each) => [each.user, `${each.command.negated ? '!' : ''}${each.command.path}`, ...each.except])

test('aliases hold wherever they stand, and lead through others', () => {
  const text = `
ADMINS, carl ALL = EDIT, /bin/z
User_Alias ADMINS = a, OTHERS : OTHERS = b, !c
Cmnd_Alias EDIT = /bin/x, !/bin/y
`
  expect(brief(text)).toEqual(
    ['/bin/x', '!/bin/y', '/bin/z'].flatMap((path) => ['a', 'b', 'carl'].map((user) => [user, path, 'c'])),
  )
})

test('a negated alias turns what it holds', () => {
  expect(brief('Cmnd_Alias SHELLS = /bin/sh, !/bin/rbash\na ALL = ALL, !SHELLS\n')).toEqual([
    ['a', 'ALL'],
    ['a', '!/bin/sh'],
    ['a', '/bin/rbash'],
  ])
})

test('kinds of aliases know nothing of each other; a name without one stands for itself, a command does not', () => {
  const text = 'Host_Alias A = web1\nRunas_Alias A = bin\nA A = (A) /x, NONE\n'
  expect(load(text).grants).toMatchObject([
    { user: 'A', hosts: ['web1'], runAsUsers: ['bin'], source: '/etc/sudoers:3' },
  ])
})

test('aliases in a circle end', () => {
  expect(brief('User_Alias A = B : B = A, x\nCmnd_Alias C = C, /y\nA ALL = C\n').length).toBeGreaterThan(0)
})

test('aliases that multiply are bounded', () => {
  const names = Array.from({ length: 20 }, (_, at) => `A${at}`)
  const aliases = names.map(
    (name, at) =>
      `User_Alias ${name} = ${Array(9)
        .fill(names[at + 1] ?? 'x')
        .join(',')}`,
  )
  const { grants, more } = load(`${aliases.join('\n')}\nA0 ALL = /a, /b\n`)
  expect([grants.length, more]).toEqual([maxGrants, true])
})

test('a second alias of the same name is told', () => {
  expect(load('User_Alias A = x\nUser_Alias A = y\nA ALL = ALL\n')).toMatchObject({
    grants: [{ user: 'x' }],
    problems: ['/etc/sudoers:2: the alias is there already'],
  })
})

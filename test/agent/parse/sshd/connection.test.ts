import { expect, test } from 'vitest'
import { type Connection, holdsFor, undecided } from '../../../../agent/parse/sshd/connection.ts'

const anna: Connection = {
  ...{ user: 'anna', groups: ['users', 'ops'], host: 'a.example.org', address: '10.0.0.9', invalidUser: false },
  ...{ localAddress: '10.0.0.1', localPort: 22, rdomain: '', version: 'OpenSSH_9.2' },
}

test.each([
  ['user', 'anna', true],
  ['user', 'ben', false],
  ['group', 'o*', true],
  ['group', '!ops,*', false],
  ['group', 'wheel', false],
  ['host', '*.EXAMPLE.org', true],
  ['address', '10.0.0.0/8', true],
  ['localaddress', '10.0.0.2', false],
  ['localport', '22', true],
  ['localport', '2222', false],
  ['rdomain', 'vrf', false],
  ['version', 'OpenSSH_*', true],
  ['invalid-user', '', false],
])('Match %s %s: %s, and nobody knows of nobody', (name, argument, expected) => {
  expect(holdsFor([{ name, argument }], anna)).toBe(expected)
  expect(holdsFor([{ name, argument }], {})).toBeUndefined()
  expect(undecided([{ name, argument }], {})).toEqual([name])
})

test('all criteria must hold; one that does not decides whatever the others are', () => {
  const user = { name: 'user', argument: 'anna' }
  const port = { name: 'localport', argument: '22' }
  expect(holdsFor([user, port], anna)).toBe(true)
  expect(holdsFor([user, port], { user: 'anna' })).toBeUndefined()
  expect(holdsFor([user, port], { user: 'ben' })).toBe(false)
  expect(undecided([user, port], { user: 'anna' })).toEqual(['localport'])
  expect(holdsFor([], {})).toBe(true)
})

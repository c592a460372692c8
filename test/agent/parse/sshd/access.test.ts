import { expect, test } from 'vitest'
import { accessOf, type Visitor } from '../../../../agent/parse/sshd/access.ts'
import { known, type Plain, unknown } from '../../../../proto/value.ts'

const anna: Visitor = { name: 'anna', uid: 1000, groups: ['users', 'ops'] }
const root: Visitor = { name: 'root', uid: 0, groups: ['root'] }

function access(settings: Readonly<Record<string, Plain>>, visitor: Visitor) {
  const all = { permitrootlogin: 'yes', ...settings }
  return accessOf(
    Object.entries(all).map(([name, value]) => known(name, value, { source: `line of ${name}` })),
    visitor,
  )
}

test.each<[Record<string, Plain>, boolean]>([
  [{}, true],
  [{ allowusers: [] }, true],
  [{ allowusers: ['ben'] }, false],
  [{ allowusers: ['ben', 'ann?'] }, true],
  [{ denyusers: ['anna'], allowusers: ['anna'] }, false],
  [{ allowgroups: ['ops'] }, true],
  [{ allowgroups: ['wheel'] }, false],
  [{ allowusers: ['anna'], allowgroups: ['wheel'] }, false],
  [{ denygroups: ['o*'] }, false],
  [{ allowusers: ['anna@10.0.0.0/8'] }, true],
  [{ denyusers: ['anna@10.0.0.0/8'] }, true],
  [{ denyusers: ['anna@*'] }, false],
  [{ permitrootlogin: 'no' }, true],
])('%j lets anna in from somewhere: %s', (settings, expected) => {
  expect(access(settings, anna).value).toBe(expected)
})

test.each<[Record<string, Plain>, Partial<Visitor>, boolean]>([
  [{ allowusers: ['anna@10.0.0.0/8'] }, { address: '10.1.2.3' }, true],
  [{ allowusers: ['anna@10.0.0.0/8'] }, { address: '192.0.2.1' }, false],
  [{ denyusers: ['anna@10.0.0.0/8'] }, { address: '10.1.2.3' }, false],
  [{ denyusers: ['anna@*.example.org'] }, { host: 'A.Example.org' }, false],
  [{ denyusers: ['ben@*'] }, { address: '10.1.2.3' }, true],
])('%j lets her in from %j: %s', (settings, from, expected) => {
  expect(access(settings, { ...anna, ...from }).value).toBe(expected)
})

test.each([
  ['no', false],
  ['yes', true],
  ['prohibit-password', true],
  ['forced-commands-only', true],
])('PermitRootLogin %s lets root in with a key: %s', (value, expected) => {
  expect(access({ permitrootlogin: value }, root).value).toBe(expected)
})

test('the line that decides is named', () => {
  expect(access({ denyusers: ['anna'] }, anna)).toEqual({ value: false, source: 'denyusers by line of denyusers' })
  expect(access({ allowgroups: ['ops'] }, anna)).toEqual({ value: true, source: 'allowgroups by line of allowgroups' })
  expect(access({ permitrootlogin: 'no' }, root).source).toBe('permitrootlogin by line of permitrootlogin')
})

test('what is unknown and could decide makes the answer unknown', () => {
  const hidden = [unknown('allowusers', 'a drop-in cannot be read', 'file /x')]
  expect(accessOf(hidden, anna)).toEqual({ source: 'allowusers by file /x', unknown: 'a drop-in cannot be read' })
  const denied = [known('denyusers', ['anna'], { source: 'file /y' }), ...hidden]
  expect(accessOf(denied, anna).value).toBe(false)
  expect(accessOf([], root).unknown).toBe('not told')
})
